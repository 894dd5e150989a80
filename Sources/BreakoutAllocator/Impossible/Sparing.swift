extension Array {
    /// What is left when as many elements as possible are left out, in larger pieces as long as that goes well and in smaller
    /// ones where it does not. `isSpared` is asked about a piece beside all those left out so far, and remembers it where it
    /// says yes; once one element alone cannot be spared, it stays.
    func sparing(from size: Int, _ isSpared: (ArraySlice<Element>) -> Bool) -> [Element] {
        var kept: [Element] = []
        var position = 0, size = Swift.max(1, size)
        while position < count {
            let piece = self[position..<Swift.min(count, position + size)]
            if isSpared(piece) {
                position += piece.count
                size *= 2
            } else if piece.count == 1 {
                kept.append(self[position])
                position += 1
            } else {
                size = piece.count / 2
            }
        }
        return kept
    }
}

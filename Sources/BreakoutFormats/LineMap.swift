import BreakoutModel

/// From places in the text of a file to lines and columns as an editor shows them. Worked out at the first question,
/// since most files need none.
final class LineMap {
    private let file: String
    private let bytes: [UInt8]
    private let start: Int
    private var found: [Int] = []

    init(file: String, bytes: [UInt8], start: Int) {
        self.file = file
        self.bytes = bytes
        self.start = start
    }

    /// The line and column, both from 1, of a byte of the text. Columns count characters as people see them.
    func location(of offset: Int) -> Diagnostic.Location {
        let line = line(of: offset)
        let before = bytes[lineStarts[line]..<max(lineStarts[line], offset)]
        let column = String(decoding: before, as: UTF8.self).count + 1
        return Diagnostic.Location(file: file, line: line + 1, column: column)
    }

    /// The number of the line, from 1.
    func lineNumber(of offset: Int) -> Int { line(of: offset) + 1 }

    /// The last line that starts at or before the offset, from 0.
    private func line(of offset: Int) -> Int {
        var low = 0, high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line ends with CRLF, LF or CR.
    private var lineStarts: [Int] {
        if found.isEmpty {
            found = [start]
            for position in start..<max(start, bytes.count) {
                let byte = bytes[position]
                let isEnd =
                    byte == 0x0A
                    || byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
                if isEnd { found.append(position + 1) }
            }
        }
        return found
    }
}

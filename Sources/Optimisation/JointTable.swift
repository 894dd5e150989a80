/// What an alternative of several people is to each of them; all lists have an entry per person of the unit, and
/// somebody who is not in the slot has level 0 and label 0.
public struct JointAlternative: Sendable {
    public var levels: [Int]
    public var labels: [Int]
    /// The sum of everybody's weights.
    public var weight: Int
    /// How many people it seats.
    public var seats: Int

    public init(levels: [Int], labels: [Int], weight: Int, seats: Int) {
        self.levels = levels
        self.labels = labels
        self.weight = weight
        self.seats = seats
    }
}

/// The alternatives of several people, by original number. They come unit by unit, so their numbers are a few blocks that
/// ascend: to find one takes a search among the blocks, which costs a fraction of a look into a dictionary.
struct JointTable: Sendable {
    private struct Block: Sendable {
        var first: Int32
        var end: Int32
        /// The place of its first alternative.
        var place: Int
    }

    private var blocks: [Block] = []
    private(set) var alternatives: [JointAlternative] = []

    var isEmpty: Bool { alternatives.isEmpty }

    /// Numbers must ascend.
    mutating func append(_ alternative: JointAlternative, number: Int32) {
        if let last = blocks.last, last.end == number {
            blocks[blocks.count - 1].end += 1
        } else {
            precondition(blocks.last.map { $0.end < number } ?? true, "numbers ascend")
            blocks.append(Block(first: number, end: number + 1, place: alternatives.count))
        }
        alternatives.append(alternative)
    }

    /// Adds what another table has, with numbers that are larger by `offset`.
    mutating func append(_ other: JointTable, offset: Int32) {
        other.forEach { append($1, number: $0 + offset) }
    }

    func forEach(_ body: (_ number: Int32, _ alternative: JointAlternative) -> Void) {
        for block in blocks {
            for number in block.first..<block.end {
                body(number, alternatives[block.place + Int(number - block.first)])
            }
        }
    }

    /// Where an alternative is in `alternatives`; nil where it is one person's.
    @inline(__always)
    func place(of number: Int32) -> Int? {
        let blocks = blocks.span
        var low = 0, high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].end <= number { low = middle + 1 } else { high = middle }
        }
        guard low < blocks.count, blocks[low].first <= number else { return nil }
        return blocks[low].place + Int(number - blocks[low].first)
    }

    subscript(number: Int32) -> JointAlternative? { place(of: number).map { alternatives[$0] } }

    /// Adds to somebody's level in an alternative of several people; else does nothing.
    mutating func addToLevel(of number: Int32, person: Int, _ amount: Int) {
        guard let place = place(of: number) else { return }
        alternatives[place].levels[person] += amount
    }

    mutating func forgetLevels(below number: Int) {
        for block in blocks {
            for other in block.first..<block.end where other < number {
                let place = block.place + Int(other - block.first)
                alternatives[place].levels = alternatives[place].levels.map { _ in 0 }
            }
        }
    }
}

import BreakoutModel
import Testing

@Suite("Work in pieces on all cores")
struct ParallelTests {
    @Test("pieces come back in order and cover everything once", arguments: [0, 1, 7, 8, 9, 1000, 4097])
    func order(_ count: Int) {
        let pieces = Parallel.map(count, piece: 8) { Array($0) }
        #expect(pieces.flatMap { $0 } == Array(0..<count))
        #expect(pieces.count == (count + 7) / 8)
        #expect(pieces.allSatisfy { $0.count <= 8 })
    }

    @Test("pieces within pieces all get done, however many threads there are")
    func nested() {
        let sums = Parallel.map(64, piece: 1) { outer in
            Parallel.map(64, piece: 1) { $0.lowerBound * outer.lowerBound }.reduce(0, +)
        }
        #expect(sums == (0..<64).map { $0 * 63 * 32 })
    }
}

import BreakoutModel
import BreakoutTestSupport
import Testing

@Suite struct RankingTests {
    private func ranked(_ entries: [(Int, Int)]) -> [RankedSession] {
        entries.map { RankedSession(SessionIndex($0.0), rank: $0.1) }
    }

    @Test("a ranking is kept best first, ties by session, gaps as they are")
    func sorted() {
        var table = RankingTable(roundCount: 2)
        table.append([ranked([(2, 7), (0, 7), (1, 3)]), []])
        table.append([[], ranked([(4, 1)])])
        #expect(table.attendeeCount == 2)
        #expect(table.ranking(of: AttendeeIndex(0), round: 0) == ranked([(1, 3), (0, 7), (2, 7)]))
        #expect(table.ranking(of: AttendeeIndex(0), round: 1) == [])
        #expect(table.range(of: AttendeeIndex(1), round: 1) == 3..<4)
        #expect(table[3] == RankedSession(SessionIndex(4), rank: 1))
    }

    @Test("another order of attendees takes the rankings along", arguments: 0..<10)
    func reordered(seed: Int) {
        var random = SeededGenerator(seed)
        let lists = (0..<9).map { _ in
            (0..<2).map { _ in
                ranked(
                    (0..<5).shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random)).map {
                        ($0, Int.random(in: 1...3, using: &random))
                    })
            }
        }
        var table = RankingTable(roundCount: 2)
        for list in lists { table.append(list) }
        let order = (0..<9).shuffled(using: &random)
        let moved = table.reordered(by: order.map { AttendeeIndex($0) })
        for (now, before) in order.enumerated() {
            for round in 0..<2 {
                #expect(
                    moved.ranking(of: AttendeeIndex(now), round: round)
                        == table.ranking(of: AttendeeIndex(before), round: round))
            }
        }
    }

    @Test("a set of rounds holds those that were put in, up to 64")
    func roundSet() {
        var set = RoundSet([0, 63])
        #expect(set.contains(0) && set.contains(63) && !set.contains(1))
        #expect(!set.contains(64) && !set.contains(-1), "outside is not inside")
        set.insert(1)
        #expect(set == RoundSet([63, 1, 0, 1]) && !set.isEmpty && RoundSet().isEmpty)
        #expect(RoundSet(0..<64).bits == .max)
    }
}

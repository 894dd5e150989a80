import BreakoutModel
import Testing

@testable import BreakoutVerifier

@Suite("Plain options")
struct PlainOptionsTests {
    @Test("the short way finds the same cheapest options as the long one", arguments: 0..<6)
    func agreement(_ seed: UInt64) throws {
        var dice = Dice(seed: 300 + seed)
        var compared = 0
        for _ in 0..<60 {
            let event = try WeakDualityTests.day(&dice).event()
            let rules = RuleBook(event: event)
            let everyones = event.attendees.indices.map { rules.variants(of: $0) }
            let lottery = LotteryTable(event: event, seed: 7)
            let plain = PlainOptions(
                outlooks: rules.outlooks(cancelled: []), lottery: lottery, conflicts: rules.conflicts,
                isAlone: everyones.map { $0.count == 1 })
            let table = OptionTable(rules: rules, variants: everyones, lottery: lottery)
            let limits = StageLimits(variants: everyones)
            var costs = LeafCosts(
                denominator: 1, table: table, attendeeCount: event.attendees.count, stageLimits: limits)
            // Small and large numbers take kernels of different widths.
            let factor: Int128 = dice.chance(50) ? 1 : 1 << 80
            for index in event.sessions.indices {
                try costs.addSeat(index, price: factor * Int128(dice.roll(-20...20)))
            }
            try costs.add(.sumOfSquares, times: Int128(dice.roll(0...5)))
            try costs.add(.choices(1), times: Int128(dice.roll(0...5)))
            if dice.chance(50) { try costs.add(.lottery, times: Int128(dice.roll(1...3))) }
            let place = dice.roll(0...event.sessions.count - 1)
            var search = CheapestOption(table: table, largestTotalRegret: limits.largestTotalRegret)
            for person in event.attendees.indices where plain.contains(person) {
                for restrictions in [
                    [], [Restriction(attendee: person, session: place, isThere: dice.chance(50))],
                ] {
                    let short = try plain.costs(of: person..<person + 1, at: costs, restrictions: restrictions)[0]
                    #expect(try search.cost(of: person, at: costs, restrictions: restrictions) == short)
                    compared += 1
                }
            }
        }
        #expect(compared > 100)
    }

    @Test("numbers that could overflow are refused, not wrapped")
    func overflow() throws {
        var day = Day()
        day.sessions = [Session(id: "X", round: 0), Session(id: "Y", round: 0)]
        day.people = [Day.Person(id: "p", wishes: [["X", "Y"]])]
        let event = try day.event()
        let rules = RuleBook(event: event)
        let lottery = LotteryTable(event: event, seed: 1)
        let plain = PlainOptions(
            outlooks: rules.outlooks(cancelled: []), lottery: lottery, conflicts: rules.conflicts, isAlone: [true])
        let everyones = [rules.variants(of: 0)]
        var costs = LeafCosts(
            denominator: 1, table: OptionTable(rules: rules, variants: everyones, lottery: lottery),
            attendeeCount: 1, stageLimits: StageLimits(variants: everyones))
        try costs.addSeat(0, price: .max / 2)
        #expect(throws: Overflow.self) { try plain.costs(of: 0..<1, at: costs) }
    }
}

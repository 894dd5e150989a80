import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// Random tiny days: the verifier accepts exactly what the oracle's exhaustive search allows, and no prices whatever
/// prove more than the best allocation reaches.
@Suite("Random tiny events against exhaustive search")
struct WeakDualityTests {
    static func day(_ dice: inout Dice) -> Day {
        var day = Day()
        let grid = [0, 10, 20, 30]
        day.settings = Settings(
            title: "Day", transferMinutes: dice.roll(0...10), lateArrivalMinutes: dice.roll(0...10),
            maximumPerOrganisation: dice.chance(40) ? dice.roll(1...2) : nil)
        let rounds = dice.roll(1...3)
        for round in 0..<rounds {
            for number in 0..<dice.roll(2...3) {
                let start = 100 * round + grid[dice.roll(0...3)] * (dice.chance(30) ? 3 : 1)
                day.sessions.append(
                    Session(
                        id: "\(round + 1).\(number + 1)", round: round,
                        room: dice.chance(50) ? "R\(dice.roll(1...2))" : nil,
                        capacity: dice.chance(70) ? dice.roll(1...3) : nil,
                        minimum: dice.chance(20) ? 1 : 0,
                        time: dice.chance(70) ? span(start, start + dice.roll(5...90)) : nil,
                        openTo: dice.chance(15) ? [Day.guest] : [],
                        requiredFor: dice.chance(5) ? .roles([Day.board]) : .nobody,
                        topic: dice.chance(30) ? "t\(dice.roll(1...2))" : nil))
            }
        }
        if dice.chance(40) {
            day.items = [
                FixedItem(
                    id: "F", room: "R1", time: span(80, 80 + dice.roll(5...60)),
                    requiredFor: .roles([Day.board]))
            ]
        }
        let sessions = day.sessions
        for person in 0..<dice.roll(2...4) {
            let wishes = (0..<rounds).map { round in
                let ids = sessions.filter { $0.round == round }.map(\.id).shuffled(using: &dice)
                let wished = Array(ids.prefix(dice.roll(0...3)))
                return dice.chance(20) && wished.count > 1 ? [wished.joined(separator: "=")] : wished
            }
            day.people.append(
                Day.Person(
                    id: "p\(person)", organisation: dice.chance(70) ? "o\(dice.roll(1...2))" : nil,
                    roles: dice.chance(30) ? [Day.board] : dice.chance(40) ? [Day.guest] : [],
                    absent: dice.chance(10) ? [dice.roll(0...rounds - 1)] : [], wishes: wishes))
            if dice.chance(15), let session = sessions.randomElement(using: &dice) {
                let kind = [DutyKind.chair, .member, .excluded, .speaker][dice.roll(0...3)]
                day.duties.append(("p\(person)", session.id, kind))
            }
        }
        if dice.chance(25) { day.groups.append(("g", .apart, ["p0", "p1"])) }
        if dice.chance(25) { day.groups.append(("h", .together, ["p1", day.people.last?.id ?? "p0"])) }
        if day.groups.last?.members == ["p1", "p1"] { day.groups.removeLast() }
        return day
    }

    /// Prices on about half of all rows there are.
    static func prices(_ event: Event, stage: Int, _ dice: inout Dice) -> [RowPrice] {
        var rows: [Row] = (0..<stage).map { .stage($0) }
        for session in event.sessions {
            if session.capacity != nil { rows.append(.capacity(session: session.id)) }
            if !session.cancellable { rows.append(.minimum(session: session.id)) }
            if event.settings.maximumPerOrganisation != nil {
                rows += event.organisations.map { .organisation($0, session: session.id) }
            }
            rows += event.groups.filter { $0.rule == .apart }.map {
                .apart(group: $0.name, session: session.id)
            }
        }
        return rows.filter { _ in dice.chance(50) }.map {
            RowPrice($0, price: Int128(dice.chance(50) ? dice.roll(0...5) : dice.roll(0...1_000_000_000)))
        }
    }

    static func tree(_ event: Event, stage: Int, depth: Int, _ dice: inout Dice) -> ProofNode {
        guard depth > 0 && dice.chance(60), let person = event.attendees.randomElement(using: &dice),
            let session = event.sessions.randomElement(using: &dice)
        else {
            let denominator = Int128(dice.chance(50) ? dice.roll(1...4) : dice.roll(1...1_000_000_000))
            return .leaf(denominator: denominator, prices: prices(event, stage: stage, &dice))
        }
        return .branch(
            attendee: person.id, session: session.id, yes: tree(event, stage: stage, depth: depth - 1, &dice),
            no: tree(event, stage: stage, depth: depth - 1, &dice))
    }

    @Test("no prices prove more than the best allocation reaches", arguments: 0..<12)
    func weakDuality(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        var compared = 0
        for _ in 0..<40 {
            let event = try WeakDualityTests.day(&dice).event()
            let oracle = Oracle(event: event)
            guard oracle.size < 1500 else { continue }
            let all = oracle.allocations()
            guard !all.isEmpty else { continue }
            for objective in Objective.allCases {
                compared += try compare(event, oracle, all, objective, &dice)
            }
        }
        #expect(compared > 100)
    }

    private func compare(
        _ event: Event, _ oracle: Oracle, _ all: [Oracle.Seats], _ objective: Objective, _ dice: inout Dice
    ) throws -> Int {
        let answer = try Run.answer(event, oracle.records(all[0]))
        let stages = answer.stageLimits.stages(of: objective)
        let best = try #require(oracle.best(stages, seed: 1, among: all))
        let values = stages.map { oracle.value(of: $0, best, seed: 1) }
        let book = ProofBook(
            answer: answer, stages: stages, values: values, lottery: LotteryTable(event: event, seed: 1))
        for index in stages.indices {
            let node = WeakDualityTests.tree(event, stage: index, depth: 3, &dice)
            var walk = ProofWalk(book: book, stage: index)
            let proven = try #require(try walk.prove(node), "the best allocation is on some side")
            let sign: Int128 = stages[index].sense == .maximise ? -1 : 1
            #expect(proven <= sign * Int128(values[index]), "\(stages[index].name)")
        }
        return stages.count
    }

    @Test("with one person the cheapest option is what exhaustive search finds", arguments: 0..<6)
    func cheapest(_ seed: UInt64) throws {
        var dice = Dice(seed: 100 + seed)
        var compared = 0
        for _ in 0..<60 {
            let event = try WeakDualityTests.day(&dice).event()
            let oracle = Oracle(event: event)
            let table = OptionTable(
                rules: RuleBook(event: event),
                variants: event.attendees.indices.map { RuleBook(event: event).variants(of: $0) },
                lottery: LotteryTable(event: event, seed: 1))
            let limits = StageLimits(
                variants: event.attendees.indices.map { RuleBook(event: event).variants(of: $0) })
            var costs = LeafCosts(
                denominator: 1, table: table, attendeeCount: event.attendees.count, stageLimits: limits)
            let seats = event.sessions.map { _ in Int128(dice.roll(0...20)) }
            let squares = Int128(dice.roll(0...5))
            for index in seats.indices { try costs.addSeat(index, price: seats[index]) }
            try costs.add(.sumOfSquares, times: squares)
            var search = CheapestOption(table: table, largestTotalRegret: limits.largestTotalRegret)
            for person in event.attendees.indices {
                let expected = oracle.days(person).map { day in
                    let total = Int128(oracle.total(person, day))
                    return day.reduce(squares * total * total) { $0 + ($1.map { seats[$0] } ?? 0) }
                }.min()
                #expect(try search.cost(of: person, at: costs) == expected)
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    @Test("the verifier accepts what keeps the rules, and nothing else", arguments: 0..<6)
    func agreement(_ seed: UInt64) throws {
        var dice = Dice(seed: 200 + seed)
        var accepted = 0, rejected = 0
        for _ in 0..<60 {
            let event = try WeakDualityTests.day(&dice).event()
            let oracle = Oracle(event: event)
            guard !oracle.hasContradiction, oracle.size < 1500 else { continue }
            let all = oracle.allocations()
            for seats in all.shuffled(using: &dice).prefix(5) {
                let run = try Run(event, seats: seats)
                #expect(run.verify().violations.map(\.message.english) == [])
                accepted += 1
            }
            // Anything at all, lawful or not.
            let valid = Set(all)
            for _ in 0..<5 {
                let seats: Oracle.Seats = event.attendees.indices.map { _ in
                    (0..<event.roundCount).map { round in
                        dice.chance(90) ? event.sessionRanges[round].randomElement(using: &dice) : nil
                    }
                }
                var run = try Run(event, seats: seats)
                run.summary = nil
                let rules = run.objections.filter { $0 != "record-choice" }
                #expect(rules.isEmpty == valid.contains(seats), "\(rules)")
                rejected += rules.isEmpty ? 0 : 1
            }
        }
        #expect(accepted > 50 && rejected > 100)
    }
}

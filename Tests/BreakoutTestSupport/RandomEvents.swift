import BreakoutModel

/// Random small events with everything that the rules know: duties, absences, exclusions, doors, a board meeting,
/// topics, minimums, ties, short and empty rankings, clashes between rounds.
public struct RandomEvents: Sendable {
    public var people: ClosedRange<Int>
    public var rounds: Int
    public var sessions: ClosedRange<Int>
    /// Whether sessions may be cancelled, people belong together or apart, and organisations are spread.
    public var hasSocialRules: Bool

    public init(
        people: ClosedRange<Int>, rounds: Int = 2, sessions: ClosedRange<Int> = 2...3, hasSocialRules: Bool = false
    ) {
        self.people = people
        self.hasSocialRules = hasSocialRules
        self.rounds = rounds
        self.sessions = sessions
    }

    public func event(seed: Int) -> Event { builder(seed: seed).event() }

    public func builder(seed: Int) -> EventBuilder {
        var random = SeededGenerator(seed)
        var builder = EventBuilder("event \(seed)", objective: Objective.allCases[seed % 4])
        builder.settings.seed = UInt64(seed)
        builder.settings.transferMinutes = random.once(in: 3) ? 10 : 0
        builder.settings.lateArrivalMinutes = random.once(in: 3) ? 10 : 0
        let count = Int.random(in: people, using: &random)
        var ids: [[String]] = []
        for round in 1...rounds { ids.append(addSessions(round, people: count, &builder, &random)) }
        if random.once(in: 2) {
            let start = 10 * 60 + 60 + Int.random(in: 0...6, using: &random) * 5
            builder.item("board", time: EventBuilder.span(start, start + 30), room: "hall", requiredFor: ["board"])
        }
        for person in 0..<count { addPerson(person, ids, &builder, &random) }
        if hasSocialRules { addSocialRules(people: count, &builder, &random) }
        return builder
    }

    private func addSocialRules(people count: Int, _ builder: inout EventBuilder, _ random: inout SeededGenerator) {
        if random.once(in: 2) { builder.settings.maximumPerOrganisation = Int.random(in: 1...2, using: &random) }
        var left = (0..<count).map { "p\($0)" }.shuffled(using: &random)
        for (name, rule) in [("friends", GroupRule.together), ("rivals", .apart)]
        where random.once(in: 2) && left.count >= 2 {
            builder.groups.append((name, rule, Array(left.prefix(2))))
            left.removeFirst(2)
        }
    }

    private func addSessions(
        _ round: Int, people count: Int, _ builder: inout EventBuilder, _ random: inout SeededGenerator
    ) -> [String] {
        let size = Int.random(in: sessions, using: &random)
        // Rounds of an hour every ninety minutes; some sessions run late, into the next round.
        let start = 10 * 60 + (round - 1) * 90
        return (1...size).map { number in
            let id = "\(round).\(number)"
            let mean = max(1, count / size)
            let late = random.once(in: 8) ? 40 : 0
            builder.session(
                id, round: round,
                capacity: random.once(in: 8) ? nil : mean + Int.random(in: 0...2, using: &random),
                minimum: random.once(in: 3) ? Int.random(in: 0...mean, using: &random) : 0,
                cancellable: hasSocialRules && random.once(in: 2),
                time: EventBuilder.span(start, start + 60 + late), room: random.once(in: 2) ? "hall" : "room \(number)",
                openTo: random.once(in: 8) ? ["alderman", "mayor"] : [],
                topic: random.once(in: 5) ? "topic" : nil)
            return id
        }
    }

    private func addPerson(
        _ person: Int, _ ids: [[String]], _ builder: inout EventBuilder, _ random: inout SeededGenerator
    ) {
        let id = "p\(person)"
        var roles = [random.once(in: 6) ? "mayor" : "alderman"]
        if random.once(in: 5) { roles.append("board") }
        if random.once(in: 10) { roles = ["guest"] }
        let rankings = ids.map { ids -> [String] in
            if random.once(in: 8) { return [] }
            var order = ids.shuffled(using: &random)
            order.removeLast(Int.random(in: 0..<order.count, using: &random))
            if order.count > 1 && random.once(in: 4) { order = ["\(order[0])=\(order[1])"] + order.dropFirst(2) }
            return order
        }
        builder.attendee(
            id, organisation: "city \(Int.random(in: 0..<3, using: &random))", roles: roles,
            absent: random.once(in: 12) ? [Int.random(in: 1...rounds, using: &random)] : [],
            registered: person % 4 == 3 ? nil : person * 7 % 5, rankings)
        if random.once(in: 8) {
            let place = ids.randomElement(using: &random)!.randomElement(using: &random)!
            builder.duty(id, place, DutyKind.allCases.randomElement(using: &random)!)
        }
    }
}

import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// Random tiny days with leaves that name rules, against trying everything.
@Suite("Rules that are kept jointly, against exhaustive search", .timeLimit(.minutes(5)))
struct JointDualityTests {
    /// More people of fewer organisations than elsewhere, who are also kept apart.
    private static func day(_ dice: inout Dice) -> Day {
        var day = WeakDualityTests.day(&dice)
        day.settings.maximumPerOrganisation = dice.chance(85) ? dice.roll(1...2) : nil
        for index in day.people.indices { day.people[index].organisation = dice.chance(70) ? "o" : "u" }
        for group in 0..<dice.roll(0...2) {
            let members = day.people.map(\.id).shuffled(using: &dice).prefix(dice.roll(2...3))
            day.groups.append(("a\(group)", .apart, members.sorted()))
        }
        return day
    }

    /// Adds some of the event's rules to every leaf.
    private static func naming(_ node: ProofNode, _ event: Event, _ dice: inout Dice) -> ProofNode {
        switch node {
        case .leaf(let denominator, let prices, _):
            var rules: [JointRule] = event.groups.filter { $0.rule == .apart }.map { .apart(group: $0.name) }
            if event.settings.maximumPerOrganisation != nil { rules += event.organisations.map { .organisation($0) } }
            let named = rules.shuffled(using: &dice).filter { _ in dice.chance(70) }
            return .leaf(denominator: denominator, prices: dice.chance(30) ? [] : prices, jointly: named)
        case .branch(let attendee, let session, let yes, let no):
            return .branch(
                attendee: attendee, session: session, yes: naming(yes, event, &dice), no: naming(no, event, &dice))
        case .cancellation: preconditionFailure("nothing is cancelled here")
        }
    }

    private static func forgetting(_ node: ProofNode) -> ProofNode {
        switch node {
        case .leaf(let denominator, let prices, _): .leaf(denominator: denominator, prices: prices)
        case .branch(let attendee, let session, let yes, let no):
            .branch(attendee: attendee, session: session, yes: forgetting(yes), no: forgetting(no))
        case .cancellation: preconditionFailure("nothing is cancelled here")
        }
    }

    @Test(
        "what a proof proves is what the formula says, never more than an allocation reaches, and no less than without",
        arguments: 0..<6)
    func formula(_ seed: UInt64) throws {
        var dice = Dice(seed: 400 + seed)
        var compared = 0, improved = 0, impossible = 0
        for _ in 0..<60 {
            let event = try JointDualityTests.day(&dice).event()
            let oracle = Oracle(event: event)
            guard !oracle.hasContradiction, oracle.size < 1000 else { continue }
            let all = oracle.allocations()
            guard let seats = all.first else { continue }
            let answer = try Run.answer(event, oracle.records(seats))
            let stages = answer.stageLimits.stages(of: dice.chance(50) ? .balanced : .firsts)
            let best = try #require(oracle.best(stages, seed: 1, among: all))
            let values = stages.map { oracle.value(of: $0, best, seed: 1) }
            let lottery = LotteryTable(event: event, seed: 1)
            let book = ProofBook(answer: answer, stages: stages, values: values, lottery: lottery)
            let exhaustive = JointOracle(oracle: oracle, stages: stages, values: values)
            for index in [dice.roll(0...stages.count - 1), stages.count - 1] {
                let tree = WeakDualityTests.tree(event, stage: index, depth: 3, &dice)
                let node = JointDualityTests.naming(tree, event, &dice)
                var walk = ProofWalk(book: book, stage: index)
                let proven = try walk.prove(node)
                #expect(proven == exhaustive.proven(index, node), "\(stages[index].name): \(node)")
                let reached = Int128(stages[index].sense == .maximise ? -values[index] : values[index])
                #expect(try #require(proven, "the best allocation is on some side") <= reached)
                let without = try walk.prove(JointDualityTests.forgetting(node))
                #expect(try #require(without) <= proven ?? .max)
                compared += 1
                improved += without == proven ? 0 : 1
            }
            // A side on which nobody finds a place proves everything, by the formula as well.
            let person = event.attendees[dice.roll(0...event.attendees.count - 1)].id
            let sides = event.sessionRanges[0].reduce(JointDualityTests.naming(TinyProof.leaf([]), event, &dice)) {
                .branch(
                    attendee: person, session: event.sessions[$1].id, yes: TinyProof.leaf([]), no: $0)
            }
            var walk = ProofWalk(book: book, stage: 0)
            #expect(try walk.prove(sides) == exhaustive.proven(0, sides))
            impossible += 1
        }
        #expect(compared > 30 && improved > 3 && impossible > 15, "\(compared), \(improved), \(impossible)")
    }

    @Test("cities in which the search has to go on for a while, with parties of two of a city", arguments: 0..<6)
    func largeCircle(_ seed: UInt64) throws {
        var dice = Dice(seed: 500 + seed)
        var hard = 0
        for _ in 0..<12 {
            let event = try JointDualityTests.city(&dice).event()
            let oracle = Oracle(event: event)
            let seats = event.attendees.indices.map { [$0 % 4] }
            let answer = try Run.answer(event, oracle.records(seats))
            let stages = answer.stageLimits.stages(of: .balanced)
            let values = stages.map { oracle.value(of: $0, seats, seed: 1) }
            let book = ProofBook(
                answer: answer, stages: stages, values: values, lottery: LotteryTable(event: event, seed: 1))
            let exhaustive = JointOracle(oracle: oracle, stages: stages, values: values)
            for index in [0, stages.count - 1] {
                let price = RowPrice(.organisation("o", session: "1.1"), price: 1)
                let node = ProofNode.leaf(
                    denominator: 2, prices: [price], jointly: [.organisation("o"), .apart(group: "a")])
                var walk = ProofWalk(book: book, stage: index)
                #expect(try walk.prove(node) == exhaustive.proven(index, node))
                var hurried = ProofWalk(book: book, stage: index, mostCases: 3)
                do { _ = try hurried.prove(node) } catch { hard += 1 }
            }
        }
        #expect(hard > 12, "these circles are too easy to show anything")
    }

    /// One round, in which too many want the same. Nobody needs to have found a place for all.
    private static func city(_ dice: inout Dice) -> Day {
        var day = Day()
        day.settings.maximumPerOrganisation = dice.roll(2...3)
        for number in 1...4 { day.sessions.append(Session(id: "1.\(number)", round: 0)) }
        for person in 0..<7 {
            let wishes = (1...4).map { ($0 + dice.roll(0...2), $0) }.sorted { $0 < $1 }.map { "1.\($0.1)" }
            day.people.append(Day.Person(id: "p\(person)", organisation: "o", wishes: [wishes]))
        }
        if dice.chance(70) { day.groups.append(("t", .together, ["p1", "p3"])) }
        if dice.chance(70) { day.groups.append(("s", .together, ["p2", "p6"])) }
        day.groups.append(("a", .apart, ["p0", "p1", "p2"]))
        return day
    }
}

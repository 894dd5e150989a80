import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Several causes at once: all of them told, and what mends them together")
struct SeveralCausesTests {
    /// Random events with groups that are at odds, without an allocation.
    private func impossibleEvents(_ body: (Int, Event) -> Void) {
        for seed in 0..<60 {
            var builder = RandomEvents(people: 4...5, rounds: 1, sessions: 2...3, hasSocialRules: true)
                .builder(seed: seed)
            builder.groups.append(("odd", seed.isMultiple(of: 2) ? .apart : .together, ["p0", "p1"]))
            if seed.isMultiple(of: 3) { builder.groups.append(("even", .together, ["p1", "p2"])) }
            let event = builder.event().withoutRankings()
            guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else {
                continue
            }
            body(seed, event)
        }
    }

    @Test("giving up one rule of each cause is enough, unless there were too many to tell: by trying every allocation")
    func complete() {
        var several = 0
        impossibleEvents { seed, event in
            let causes = Infeasibility.causes(event, .none, Patience())
            if causes.count > 1 { several += 1 }
            guard causes.count < Infeasibility.mostCauses else { return }
            let left = event.without(Infeasibility.oneOfEach(causes))
            #expect(Exhaustive(event: left).hasAllocation, "seed \(seed): \(causes.map(\.core))")
        }
        #expect(several > 2, "\(several)")
    }

    @Test("what is told to mend several causes does: by trying every allocation")
    func combined() {
        var combined = 0
        impossibleEvents { seed, event in
            let causes = Infeasibility.causes(event, .none, Patience()).map(\.core)
            guard causes.count > 1 else { return }
            var search = CoreSearch(event, leeway: .none)
            for repair in RepairSearch(event: event, leeway: .none).combined(causes, &search) {
                combined += 1
                #expect(Exhaustive(event: repair.applied(to: event)).hasAllocation, "seed \(seed): \(repair)")
            }
        }
        #expect(combined > 2, "\(combined)")
    }

    @Test("there is always something that mends several causes together, and it does: by trying every allocation")
    func mended() {
        var several = 0, beyond = 0
        for seed in 0..<140 {
            var builder = RandomEvents(people: 4...5, rounds: 2, sessions: 2...2, hasSocialRules: true)
                .builder(seed: seed)
            builder.settings.maximumPerOrganisation = 1
            builder.groups.append(("odd", .apart, ["p0", "p1", "p2"]))
            if seed.isMultiple(of: 2) { builder.groups.append(("even", .together, ["p1", "p3"])) }
            let event = builder.event().withoutRankings()
            guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else {
                continue
            }
            let causes = Infeasibility.causes(event, .none, Patience()).map(\.core)
            guard causes.count > 1 else { continue }
            several += 1
            var search = CoreSearch(event, leeway: .none)
            let repairs = RepairSearch(event: event, leeway: .none)
            if repairs.combined(causes, &search).isEmpty { beyond += 1 }
            let found = repairs.repairs(of: causes)
            #expect(!found.isEmpty, "seed \(seed): \(causes)")
            for repair in found {
                #expect(Exhaustive(event: repair.applied(to: event)).hasAllocation, "seed \(seed): \(repair)")
            }
            for core in causes {
                let alone = event.without(Set(event.rulesToGiveUp).subtracting(core))
                let ways = repairs.mending(core)
                #expect(!ways.isEmpty, "seed \(seed): \(core)")
                for way in ways where way.lifted.isEmpty {
                    #expect(Exhaustive(event: way.applied(to: alone)).hasAllocation, "seed \(seed): \(way)")
                }
            }
        }
        #expect(several > 10 && beyond > 2, "too few for this to mean anything: \(several), \(beyond)")
    }

    /// Round 1 lets the two of Ede into one session only, which takes one of them; round 2 has three seats for four people.
    @Test("a maximum per organisation is raised beside seats that are added, or the door is opened that makes it bind")
    func raisedOrOpened() {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = 1
        builder.session("1.1", round: 1)
        builder.session("1.2", round: 1, openTo: ["guest"])
        builder.session("2.1", round: 2, capacity: 2)
        builder.session("2.2", round: 2, capacity: 1)
        for (id, city) in [("a", "Ede"), ("b", "Ede"), ("c", "Epe"), ("d", "Oss")] {
            builder.attendee(id, organisation: city, [[], []])
        }
        let notes = Infeasibility.explain(builder.event()).flatMap(\.notes).map(\.english)
        let ways = notes.filter { $0.hasPrefix("way out") || $0.hasPrefix("or") }
        #expect(ways.count == 2 && ways.allSatisfy { $0.contains("add 1 seat in '2.") }, "\(ways)")
        #expect(ways.count { $0.contains("raise 'maximum per organisation' in settings.csv to 2") } == 1, "\(ways)")
        #expect(ways.count { $0.hasSuffix("and open '1.2' to everybody") } == 1, "\(ways)")
    }

    /// So many groups of three to keep apart in two sessions: each by itself is impossible.
    private func tripletsInTwoSessions(_ count: Int) -> [Diagnostic] {
        var builder = EventBuilder()
        for id in ["1.1", "1.2"] { builder.session(id, round: 1) }
        for triplet in 1...count {
            let members = (1...3).map { "p\(triplet)-\($0)" }
            for member in members { builder.attendee(member, [[]]) }
            builder.groups.append(("g\(triplet)", .apart, members))
        }
        return Infeasibility.explain(builder.event())
    }

    @Test("causes beyond those that are told are mended too")
    func moreThanAreTold() {
        let told = tripletsInTwoSessions(5)
        #expect(told.count == 3)
        let ways = told.flatMap(\.notes).map(\.english).filter { $0.hasPrefix("way out") || $0.hasPrefix("or") }
        let all = (1...5).map { "give up the group 'g\($0)'" }.joined(separator: ", and ")
        #expect(ways == ["way out (mends all of it): " + all])
    }

    /// Four people who stay together, in rounds of two rooms of three.
    @Test("what is the same in several rounds is told of three, and of more it is said so", arguments: 2...5)
    func sameInSeveralRounds(count: Int) {
        var builder = EventBuilder()
        for round in 1...count {
            for number in 1...2 { builder.session("\(round).\(number)", round: round, capacity: 3) }
        }
        for person in 1...4 { builder.attendee("p\(person)", [[String]](repeating: [], count: count)) }
        builder.groups.append(("g", .together, (1...4).map { "p\($0)" }))
        let told = Infeasibility.explain(builder.event())
        #expect(told.count == min(count, 3))
        for (number, reason) in told.enumerated() {
            let start = "4 people who stay together fit in no session of round \(number + 1) "
            #expect(reason.message.english.hasPrefix(start), "\(reason)")
            let isSaid = reason.notes.contains {
                $0.english == "this is not all that is in the way: of all causes 3 are told"
                    && $0.dutch == "dit is niet alles wat in de weg zit: van alle oorzaken worden er 3 genoemd"
            }
            #expect(isSaid == (count > 3 && number == 2), "\(reason)")
        }
        let ways = ways(told)
        #expect(ways.count == 2 && ways.last == "or: give up the group 'g'", "\(ways)")
        #expect(ways.first?.hasPrefix("way out (mends all of it): add \(count) seats: ") == true, "\(ways)")
    }

    @Test("where mending everything would take a long list, each cause has a way out of itself, and that is said")
    func oneByOne() {
        let told = tripletsInTwoSessions(9)
        #expect(told.count == 3)
        for cause in told {
            let ways = cause.notes.filter { $0.english.contains("way out") || $0.dutch.contains("uitweg") }
            #expect(ways.count == 1 && ways[0].english.hasPrefix("way out (mends this alone): give up the group 'g"))
            #expect(ways.first?.dutch.hasPrefix("uitweg (herstelt alleen dit): laat de groep 'g") == true)
        }
        let isSaid = told.map { $0.notes.contains { $0.english.hasPrefix("no short list of changes was found") } }
        #expect(isSaid == [false, false, true])
    }

    private func ways(_ reasons: [Diagnostic]) -> [String] {
        reasons.flatMap(\.notes).map(\.english).filter { $0.hasPrefix("way out") || $0.hasPrefix("or") }
    }

    @Test("minimums of a round of which any two are too much are told once, with their sum")
    func minimumsOfOneRound() throws {
        var builder = EventBuilder()
        for number in 1...4 { builder.session("1.\(number)", round: 1, capacity: 10, minimum: 5) }
        for person in 0..<8 { builder.attendee("p\(person)", [[]]) }
        let event = builder.event().withoutRankings(), reasons = Infeasibility.explain(event)
        let told = try #require(reasons.first)
        #expect(reasons.count == 1)
        #expect(told.message.english == "the minimums of round 1 add up to 20, for 8 people: no allocation can exist")
        #expect(told.notes.map(\.english).contains("'1.3' and '1.4' alone need 10 already"))
        #expect(ways(reasons).count == 1 && ways(reasons)[0].hasPrefix("way out: lower minimums by 12 in total"))
        // No rule of the set is superfluous.
        let core = try #require(Infeasibility.causes(event, .none, Patience()).first?.core)
        let others = Set(event.rulesToGiveUp).subtracting(core)
        for rule in core { #expect(Exhaustive(event: event.without(others.union([rule]))).hasAllocation) }
    }

    @Test("no way out is told twice")
    func onceEach() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 7)
        builder.session("1.2", round: 1, capacity: 4)
        builder.session("2.1", round: 2, capacity: 10, minimum: 9)
        builder.session("2.2", round: 2, capacity: 10, minimum: 5)
        for person in 0..<12 { builder.attendee("p\(person)", [[], []]) }
        let ways = ways(Infeasibility.explain(builder.event()))
        #expect(ways.count == 1, "\(ways)")
        #expect(ways.first?.contains("add 1 seat in '1.1', for example, and lower minimums by 2") == true, "\(ways)")
    }

    /// Two organisations of three in two sessions.
    private func crowded() -> EventBuilder {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = 1
        for id in ["1.1", "1.2"] { builder.session(id, round: 1, capacity: 5) }
        for person in 0..<6 { builder.attendee("p\(person)", organisation: "city \(person / 3)", [[]]) }
        return builder
    }

    @Test("where raising the maximum mends several causes by itself, that is the way out")
    func raisedAlone() {
        let event = crowded().event().withoutRankings(), reasons = Infeasibility.explain(event)
        #expect(reasons.count == 2)
        let raise = "raise 'maximum per organisation' in settings.csv to 2"
        #expect(ways(reasons) == ["way out (mends all of it): " + raise])
        let cores = Infeasibility.causes(event, .none, Patience()).map(\.core)
        #expect(RepairSearch(event: event, leeway: .none).repairs(of: cores) == [Repair(maximum: 2)])
    }

    /// Three organisations of three in three sessions, two of which have two seats: with one of each, 8 places for 9 people,
    /// and of the third session only three seats can be taken.
    @Test("where raising the maximum mends several causes by itself, extra seats that do so too are told besides")
    func raisedOrSeats() {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = 1
        for (id, capacity) in [("1.1", 2), ("1.2", 2), ("1.3", 5)] { builder.session(id, round: 1, capacity: capacity) }
        for person in 0..<9 { builder.attendee("p\(person)", organisation: "city \(person / 3)", [[]]) }
        let reasons = Infeasibility.explain(builder.event())
        #expect(reasons.count == 2)
        #expect(
            ways(reasons) == [
                "way out (mends all of it): add 2 seats: 1 in '1.1' and 1 in '1.2'",
                "or: raise 'maximum per organisation' in settings.csv to 2",
            ])
    }

    @Test("what there was no time for is said, and nothing is claimed of it")
    func cutShort() {
        let event = crowded().event()
        let notes = Infeasibility.explain(event, seconds: 0).flatMap(\.notes).map(\.english)
        for words in ["more may be in the way", "there may be shorter ones"] {
            #expect(notes.contains { $0.hasPrefix("time was up") && $0.hasSuffix(words) }, "\(notes)")
        }
        let whole = Infeasibility.explain(event).flatMap(\.notes).map(\.english)
        #expect(!whole.contains { $0.hasPrefix("time was up") }, "\(whole)")
    }

    @Test("with a time limit, looking for what is in the way ends soon after it")
    func timeLimit() {
        #expect(Infeasibility.seconds(until: nil) == Infeasibility.usualSeconds)
        #expect(Infeasibility.seconds(until: .now) == Infeasibility.leastSeconds)
        #expect(Infeasibility.seconds(until: .now + .seconds(600)) == Infeasibility.usualSeconds)
        let some = Infeasibility.seconds(until: .now + .seconds(10))
        #expect(some > 4 && some <= 5)
    }

    @Test("minimums that are too much for a round only because somebody is kept away from it are not all that is told")
    func minimumsAlone() throws {
        let reasons = Infeasibility.explain(EventBuilder.twoOfThree().event())
        #expect(
            reasons.map(\.message.english) == [
                "'1.1' needs at least 2 people, and only 1 may be there: no allocation can exist"
            ])
        #expect(
            reasons[0].notes.map(\.english) == [
                "who: bob", "'1.1' needs at least 2 people", "'1.1' is open only to y",
                "give up any one of these and the rest is possible", "with all other rules nobody may be there",
                "way out: lower minimums by 2 in total: '1.1' to 0",
            ])
    }

    @Test("rooms and minimums that are not counted are told with the number of people, and what may be cancelled")
    func numberOfPeople() throws {
        var builder = EventBuilder()
        for id in ["A", "B"] { builder.session(id, round: 1, capacity: 3, minimum: 3, cancellable: true) }
        for person in 0..<4 { builder.attendee("p\(person)", [[]]) }
        let told = try #require(Infeasibility.explain(builder.event()).first)
        #expect(told.message.english == "these rules cannot all hold: no allocation can exist")
        #expect(
            told.notes.prefix(3).map(\.english) == [
                "to be placed: 4 people in round 1", "seats: 'A' (3) and 'B' (3)",
                "minimums: 'A' (3, may be cancelled) and 'B' (3, may be cancelled)",
            ])
        #expect(
            told.notes.prefix(3).map(\.dutch) == [
                "in te delen: 4 deelnemers in ronde 1", "plaatsen: 'A' (3) en 'B' (3)",
                "minima: 'A' (3, mag vervallen) en 'B' (3, mag vervallen)",
            ])
    }
}

extension EventBuilder {
    /// Minimums of three in a round for three, of whom cas is at F meanwhile, and only bob may be in 1.1.
    static func twoOfThree() -> EventBuilder {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, minimum: 2, time: EventBuilder.span(600, 660), openTo: ["y"])
        builder.session("1.2", round: 1, time: EventBuilder.span(600, 660))
        builder.session("1.3", round: 1, minimum: 1, time: EventBuilder.span(600, 660), requiredFor: ["y"])
        builder.item("F", time: EventBuilder.span(600, 660), requiredFor: ["x"])
        for (id, role) in [("ann", nil), ("bob", "y"), ("cas", "x")] as [(String, String?)] {
            builder.attendee(id, roles: role.map { [$0] } ?? [], [[]])
        }
        return builder
    }
}

import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("No allocation: a smallest set of rules, and the cheapest repair")
struct InfeasibilityTests {
    static let kinds = [
        RandomEvents(people: 3...5, rounds: 1, sessions: 2...3),
        RandomEvents(people: 3...4, rounds: 2, sessions: 2...2),
        RandomEvents(people: 2...3, rounds: 3, sessions: 2...2),
        RandomEvents(people: 4...5, rounds: 1, sessions: 2...3, hasSocialRules: true),
        RandomEvents(people: 3...4, rounds: 2, sessions: 2...2, hasSocialRules: true),
    ]

    /// Events without an allocation, by trying every one, in which nothing impossible is asked of one person.
    private func impossibleEvents(_ kind: Int, _ body: (Int, Event) throws -> Void) rethrows -> Int {
        var count = 0
        for seed in 0..<110 {
            let event = InfeasibilityTests.kinds[kind].event(seed: seed).withoutRankings()
            guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else {
                continue
            }
            count += 1
            try body(seed, event)
        }
        return count
    }

    @Test(
        "the set cannot hold, and without any one of its rules the others can: by trying every allocation",
        arguments: kinds.indices)
    func smallest(kind: Int) {
        var literal = 0
        let looked = impossibleEvents(kind) { seed, event in
            var search = CoreSearch(event, leeway: .none)
            let core = search.core()
            let all = Set(event.rulesToGiveUp)
            #expect(!core.isEmpty, "seed \(seed)")
            // With the duties of the day or without: neither makes it possible.
            let duties = event.rulesToGiveUp.filter(\.keepsAway)
            for kept in [core + search.reliedOn, core + duties] {
                let alone = event.without(all.subtracting(kept))
                #expect(!Exhaustive(event: alone).hasAllocation, "seed \(seed): \(kept)")
            }
            guard search.isLiteral else { return }
            literal += 1
            for rule in core {
                let rest = event.without(all.subtracting(core + search.reliedOn).union([rule]))
                #expect(Exhaustive(event: rest).hasAllocation, "seed \(seed): \(rule) is needless in \(core)")
            }
        }
        #expect(looked > 4 && 30 * literal > 29 * looked, "too few for this to mean anything: \(literal) of \(looked)")
    }

    @Test(
        "whoever is counted as short of a place is to be placed there, whatever is cancelled", arguments: kinds.indices)
    func counted(kind: Int) {
        _ = impossibleEvents(kind) { seed, event in
            var search = CoreSearch(event, leeway: .none)
            let rules = RuleBook(event)
            let people: (round: Int, people: [AttendeeIndex])? =
                switch Cause(core: search.core(), search).proof {
                case .seats(let round, _, _, let people, _), .together(let round, let people, _),
                    .apart(let round, let people, _, _), .spread(let round, let people, _, _, _),
                    .shut(let round, let people), .crowd(let round, _, let people, _):
                    (round, people)
                default: nil
                }
            guard let people else { return }
            #expect(
                people.people.allSatisfy { rules.presence(of: $0, round: people.round) == .sure }, "seed \(seed)")
        }
    }

    @Test("what is told besides is in the way by itself: by trying every allocation", arguments: kinds.indices)
    func besides(kind: Int) {
        _ = impossibleEvents(kind) { seed, event in
            var search = CoreSearch(event, leeway: .none)
            let core = search.core()
            guard search.isFeasible(without: Set(core)) == .no else { return }
            for rule in core {
                let mended = event.without([rule])
                #expect(!Exhaustive(event: mended).hasAllocation, "seed \(seed): \(rule)")
            }
        }
    }

    @Test(
        "every repair mends the event, and none with fewer seats or lower minimums does: by trying every one",
        arguments: kinds.indices)
    func repairs(kind: Int) {
        var seatsLooked = 0, minimumsLooked = 0
        _ = impossibleEvents(kind) { seed, event in
            var search = CoreSearch(event, leeway: .none)
            let core = search.core()
            let repairs = RepairSearch(event: event, leeway: .none).repairs(of: [core])
            for repair in repairs {
                #expect(Exhaustive(event: repair.applied(to: event)).hasAllocation, "seed \(seed): \(repair)")
            }
            let noSeats = event.sessions.contains { $0.cancellable }
            if let seats = repairs.first(where: { !$0.seats.isEmpty && $0.lowerings.isEmpty }), !noSeats {
                seatsLooked += 1
                #expect(fewest(event, below: seats.total) { .init(seats: $0) } == nil, "seed \(seed): \(seats)")
            }
            if let lower = repairs.first(where: { $0.seats.isEmpty && !$0.lowerings.isEmpty }) {
                minimumsLooked += 1
                #expect(fewest(event, below: lower.total) { .init(lowerings: $0) } == nil, "seed \(seed): \(lower)")
            }
        }
        #expect(kind > 2 || seatsLooked > 1, "\(seatsLooked) and \(minimumsLooked)")
    }

    /// A repair of fewer changes that mends the event, tried one by one.
    private func fewest(_ event: Event, below total: Int, _ make: ([Repair.Change]) -> Repair) -> Repair? {
        func tryAll(_ position: Int, _ left: Int, _ changes: [Repair.Change]) -> Repair? {
            guard position < event.sessions.count else {
                let isAllowed = make(changes).lowerings.allSatisfy { event[$0.session].minimum >= $0.count }
                return isAllowed && Exhaustive(event: make(changes).applied(to: event)).hasAllocation
                    ? make(changes) : nil
            }
            for count in 0...left {
                let change = Repair.Change(session: SessionIndex(position), count: count)
                if let found = tryAll(position + 1, left - count, count == 0 ? changes : changes + [change]) {
                    return found
                }
            }
            return nil
        }
        return total == 0 ? nil : tryAll(0, total - 1, [])
    }

    @Test("the number of solves grows with the size of the answer: many more rules take only a few more")
    func solves() {
        func search(exclusions: Int) -> (rules: Int, core: Int, solves: Int) {
            var builder = EventBuilder()
            for round in 1...3 {
                for number in 1...4 { builder.session("\(round).\(number)", round: round, capacity: 5, minimum: 1) }
            }
            for person in 0..<16 { builder.attendee("p\(person)", [[], [], []]) }
            builder.groups.append(("all", .together, (0..<6).map { "p\($0)" }))
            for number in 0..<exclusions {
                let person = 6 + number % 10, place = number / 10
                builder.duty("p\(person)", "\(1 + place % 3).\(1 + (person + place / 3) % 4)", .excluded)
            }
            let event = builder.event()
            var search = CoreSearch(event, leeway: .none)
            return (event.rulesToGiveUp.count, search.core().count, search.solves)
        }
        let few = search(exclusions: 10), many = search(exclusions: 60)
        #expect(few.core == 5 && many.core == 5, "the group, and the four rooms of one round")
        #expect(many.rules == few.rules + 50)
        #expect(many.solves <= few.solves + 12, "\(few) \(many)")
    }

    @Test("people who fit in no room of three rounds of ten: one seat in each, without a tree of cases")
    func largeGroup() throws {
        var builder = EventBuilder()
        for round in 1...3 {
            for number in 1...10 { builder.session("\(round).\(number)", round: round, capacity: 7) }
        }
        for person in 0..<40 { builder.attendee("p\(person)", [[], [], []]) }
        builder.groups.append(("all", .together, (0..<8).map { "p\($0)" }))
        let event = builder.event().withoutRankings()
        let repair = try #require(RepairSearch(event: event, leeway: .none).fewest(seats: true, minimums: false))
        #expect(repair.total == 3 && Set(repair.seats.map { event[$0.session].round }).count == 3)
        #expect(RepairSearch(event: event, leeway: .none).fewest(seats: false, minimums: true) == nil)
        let problem = AllocationProblem(
            event: event, rules: RuleBook(event), objective: .total, seed: 0, rerun: nil, leeway: .extraSeats,
            byRound: true)
        #expect(problem.units.count { $0.count == 8 } == 3, "a unit for each round")
    }

    @Test("when there is no time left it is said so, with rules that cannot hold together all the same")
    func outOfTime() throws {
        var builder = EventBuilder()
        for number in 1...3 { builder.session("1.\(number)", round: 1, capacity: 3) }
        for person in 0..<8 { builder.attendee("p\(person)", [[]]) }
        for group in 0..<2 {
            builder.groups.append(("group \(group)", .together, (0..<3).map { "p\(group * 3 + $0)" }))
        }
        builder.groups.append(("rivals", .apart, ["p6", "p7"]))
        let event = builder.event()
        #expect(!Exhaustive(event: event.withoutRankings()).hasAllocation)
        let hurried = try #require(Infeasibility.explain(event, seconds: 0).first)
        #expect(hurried.message.english == "these rules cannot all hold: no allocation can exist")
        #expect(
            hurried.notes.contains { $0.english == "fewer of these may be enough; in 0 s no smaller set was found" })
        #expect(!hurried.notes.contains { $0.english.hasPrefix("way out") || $0.english.hasPrefix("give up any one") })
        let patient = try #require(Infeasibility.explain(event).first)
        #expect(patient.notes.contains { $0.english.hasPrefix("give up any one of these") })
        #expect(patient.notes.contains { $0.english.hasPrefix("way out") })
    }

    @Test("what many people have in common is told once")
    func manyPeople() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, openTo: ["mayor"])
        builder.session("1.2", round: 1, requiredFor: ["board"])
        builder.session("1.3", round: 1, requiredFor: ["staff"])
        for person in 0..<9 { builder.attendee("p\(person)", roles: ["board", "staff"], [[]]) }
        let told = RuleBook(builder.event()).contradictions.filter { $0.code == "two-duties-at-once" }
        #expect(told.count == 1 && told[0].message.english.hasPrefix("9 people must be at '1.2' and at '1.3'"))
        #expect(told.first?.notes.first?.dutch == "wie: p0; p1; p2; p3; en nog 5")
    }

    @Test("who is freed of a duty may go on without companions where it was, and nowhere else")
    func aloneAtTheDutyOnly() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1)
        builder.session("1.2", round: 1, minimum: 1, topic: "t")
        builder.session("2.1", round: 2, minimum: 1, topic: "t")
        builder.session("2.2", round: 2, requiredFor: ["x"])
        for (person, roles) in [[], ["x"], []].enumerated() {
            builder.attendee("p\(person)", roles: roles, [[], []])
        }
        builder.groups = [("trio", .together, ["p0", "p1", "p2"])]
        builder.duty("p0", "1.1", .member)
        let event = builder.event()
        var search = CoreSearch(event, leeway: .none)
        let minimums: [Rule] = event.rulesToGiveUp.filter(\.isCounted)
        #expect(minimums.count == 2 && search.core() == [.topic("t"), .group(0)] + minimums)
        #expect(search.isLiteral)
    }

    @Test("of two explanations the one is told of which each rule is needed, with nobody spared")
    func literal() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, openTo: ["y"])
        builder.session("1.2", round: 1, minimum: 2, cancellable: true)
        builder.session("1.3", round: 1, openTo: ["z"])
        builder.attendee("p0", roles: ["y"], [[]])
        builder.attendee("p1", [[]])
        builder.groups = [("rivals", .apart, ["p0", "p1"])]
        builder.duty("p0", "1.3", .member)
        let event = builder.event()
        var search = CoreSearch(event, leeway: .none)
        let core = search.core()
        #expect(search.isLiteral && core.contains(.duty(0)) && !core.contains(.group(0)), "\(core)")
        for rule in core {
            let rest = event.without(Set(event.rulesToGiveUp).subtracting(core).union([rule]))
            #expect(Exhaustive(event: rest).hasAllocation, "\(rule) is needless in \(core)")
        }
    }
}

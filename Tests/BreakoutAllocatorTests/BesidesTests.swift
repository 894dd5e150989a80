import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Somebody can be nowhere, or must do what cannot be done: what is in the way besides")
struct BesidesTests {
    /// Two rounds; the last two people have no role, and nothing of round 1 is open to them.
    private func day(_ people: Int = 4, change: (inout EventBuilder) -> Void) -> Event {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, openTo: ["x"])
        builder.session("1.2", round: 1, openTo: ["x"])
        change(&builder)
        for person in 1...people {
            builder.attendee("p\(person)", roles: person > people - 2 ? [] : ["x"], [[], []])
        }
        return builder.event()
    }

    @Test("who has nothing open in one round counts in the others, and nobody says that they do not")
    func otherRounds() throws {
        let event = day {
            $0.session("2.1", round: 2, capacity: 1)
            $0.session("2.2", round: 2, capacity: 1)
        }
        let reasons = Infeasibility.explain(event)
        #expect(reasons.map(\.code) == ["no-open-session", "too-few-seats"])
        #expect(reasons[1].message.english == "round 2 has 2 seats for 4 people: no allocation can exist")
        #expect(reasons[1].notes.contains { $0.english.hasPrefix("way out: add 2 seats") })
        #expect(!reasons[1].notes.contains { $0.english.contains("not counted") })
    }

    @Test("they do not count in the round itself, which is said in both languages")
    func sameRound() throws {
        let event = day(6) { builder in
            builder.sessions.removeAll()
            builder.session("1.1", round: 1, capacity: 1, openTo: ["x"])
            builder.session("1.2", round: 1, capacity: 1, openTo: ["x"])
            builder.session("2.1", round: 2)
        }
        let reasons = Infeasibility.explain(event)
        #expect(reasons.map(\.code) == ["no-open-session", "too-few-seats"])
        let last = try #require(reasons.last)
        #expect(last.message.english == "round 1 has 2 seats for 4 people: no allocation can exist")
        #expect(
            last.notes.last?.english == "not counted here, because nothing is open to them in round 1: p5; p6")
        #expect(
            last.notes.last?.dutch
                == "hier niet meegeteld, omdat in ronde 1 niets voor hen openstaat: p5; p6")
    }

    @Test("minimums of a round in which nobody is missing are looked at; of the round itself they are not")
    func minimums() {
        let event = day { $0.session("2.1", round: 2, minimum: 5) }
        #expect(Infeasibility.explain(event).map(\.code) == ["no-open-session", "minimums-too-high"])
        let shut = day { builder in
            builder.sessions[0] = Session(id: "1.1", round: 0, minimum: 4, openTo: [builder.role("x")])
            builder.session("2.1", round: 2)
        }
        #expect(Infeasibility.explain(shut).map(\.code) == ["no-open-session"])
    }

    /// Round 1 is open to one role only, and the rooms of the others are small.
    private func shut(_ event: Event) -> Event {
        guard !event.roles.isEmpty else { return event }
        return event.replacing(
            sessions: event.sessions.map { session in
                Session(
                    id: session.id, round: session.round, capacity: session.round == 0 ? session.capacity : 1,
                    minimum: min(session.minimum, 1), cancellable: session.cancellable, time: session.time,
                    openTo: session.round == 0 ? [RoleIndex(0)] : session.openTo, requiredFor: session.requiredFor,
                    topic: session.topic)
            })
    }

    @Test("whatever is told besides is in the way without those whom it leaves out: by trying every allocation")
    func holds() {
        var told = 0
        for (kind, events) in InfeasibilityTests.kinds.enumerated() {
            for seed in 0..<110 {
                let event = shut(events.event(seed: seed).withoutRankings()), rules = RuleBook(event)
                guard !rules.shut.isEmpty, rules.overasked.isEmpty, let besides = Besides(event, rules),
                    besides.isPlain
                else { continue }
                told += 1
                #expect(!Exhaustive(event: besides.event).hasAllocation, "\(kind), seed \(seed)")
                for (attendee, round) in rules.shut { #expect(besides.event[attendee].absent.contains(round)) }
                let absences = zip(event.attendees, besides.event.attendees).reduce(0) { sum, pair in
                    sum + (0..<event.roundCount).count { pair.1.absent.contains($0) && !pair.0.absent.contains($0) }
                }
                #expect(absences == rules.shut.count, "\(kind), seed \(seed): somebody is missing elsewhere too")
            }
        }
        #expect(told > 5, "\(told)")
    }

    @Test("who must do what cannot be done counts in the rounds that this does not touch; minimums are told as well")
    func untouchedRounds() {
        var builder = EventBuilder()
        for id in ["1.1", "1.2"] { builder.session(id, round: 1, capacity: 4) }
        builder.session("2.1", round: 2, capacity: 10, minimum: 9)
        builder.session("2.2", round: 2, capacity: 10, minimum: 5)
        builder.session("2.3", round: 2, capacity: 10)
        for person in 1...12 { builder.attendee("p\(person)", [[], []]) }
        for id in ["2.1", "2.2"] { builder.duty("p1", id, .chair) }
        let reasons = Infeasibility.explain(builder.event())
        #expect(reasons.map(\.code) == ["two-duties-at-once", "too-few-seats", "minimums-too-high"])
        #expect(
            reasons.dropFirst().map(\.message.english) == [
                "round 1 has 8 seats for 12 people: no allocation can exist",
                "the minimums of round 2 add up to 14, for 12 people: no allocation can exist",
            ])
        let notes = reasons.flatMap(\.notes).map(\.english)
        #expect(!notes.contains { $0.hasPrefix("not counted") }, "\(notes)")
        #expect(
            notes.filter { $0.hasPrefix("way out") || $0.hasPrefix("or:") } == [
                "way out (mends all else): add 4 seats in '1.1', for example, and lower minimums by 2 in total: "
                    + "'2.2' to 3, for example"
            ])
    }

    @Test("a round that clashing items of two roles do not touch counts everybody")
    func clashingItems() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 1, time: EventBuilder.span(720, 780))
        builder.item("BOARD", time: EventBuilder.span(620, 630), requiredFor: ["board"])
        builder.item("CLERKS", time: EventBuilder.span(615, 625), requiredFor: ["clerk"])
        builder.attendee("ann", [[]])
        builder.attendee("bob", roles: ["board", "clerk"], [[]])
        let reasons = Infeasibility.explain(builder.event())
        #expect(
            reasons.contains { $0.message.english == "round 1 has 1 seat for 2 people: no allocation can exist" },
            "\(reasons)")
    }

    /// Somebody has two duties in one round, or in rounds that overlap, or one during a meeting; the rooms are small, and
    /// sessions need people.
    private func overasked(_ seed: Int) -> Event {
        var random = SeededGenerator(seed)
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = seed.isMultiple(of: 2) ? 1 : nil
        for round in 1...2 {
            for number in 1...2 {
                let capacity = Int.random(in: 1...3, using: &random)
                builder.session(
                    "\(round).\(number)", round: round, capacity: capacity,
                    minimum: random.once(in: 2) ? Int.random(in: 1...capacity, using: &random) : 0,
                    time: EventBuilder.span(540 + 50 * round, 600 + 50 * round + (number == 1 ? 0 : -15)),
                    openTo: random.once(in: 3) ? ["x"] : [])
            }
        }
        for person in 0..<4 {
            builder.attendee(
                "p\(person)", organisation: "city \(person / 3)", roles: random.once(in: 2) ? ["x"] : [], [[], []])
        }
        builder.item("ABV", time: EventBuilder.span(580, 640))
        builder.duty("p0", "1.1", .chair)
        builder.duty("p0", ["1.2", "2.1", "ABV"][seed % 3], .speaker)
        if random.once(in: 2) { builder.groups.append(("g", .together, ["p0", "p1"])) }
        return builder.event()
    }

    @Test("what is told beside two duties is there whichever is lifted, and what mends all else does: by trying all")
    func overaskedByTrying() {
        var told = 0, mended = 0
        for seed in 0..<150 {
            let event = overasked(seed), rules = RuleBook(event)
            guard let besides = Besides(event, rules) else { continue }
            told += 1
            for duty in [0, 1] {
                let left = event.without([.duty(duty)])
                #expect(!Exhaustive(event: left).hasAllocation, "seed \(seed), duty \(duty)")
            }
            for repair in besides.repairs(Patience()) {
                mended += 1
                #expect(Exhaustive(event: repair.applied(to: besides.lifted)).hasAllocation, "seed \(seed): \(repair)")
            }
        }
        #expect(told > 20 && mended > 10, "\(told), \(mended)")
    }

    @Test("what mends all else speaks of the minimums as they are, also where the causes do not count them")
    func realNumbers() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 3)
        builder.session("2.1", round: 2, minimum: 1, openTo: ["mayor"])
        for id in ["2.2", "2.3"] { builder.session(id, round: 2) }
        builder.session("3.1", round: 3, capacity: 3)
        for person in 1...4 { builder.attendee("p\(person)", [[], [], []]) }
        for id in ["2.2", "2.3"] { builder.duty("p4", id, .chair) }
        let reasons = Infeasibility.explain(builder.event())
        #expect(reasons.map(\.code) == ["two-duties-at-once", "too-few-seats", "too-few-seats"])
        let ways = reasons.flatMap(\.notes).filter { $0.english.hasPrefix("way out") }
        try #require(ways.count == 1)
        #expect(
            ways[0].english == "way out (mends all else): add 2 seats: 1 in '1.1' and 1 in '3.1', and "
                + "lower minimums by 1 in total: '2.1' to 0")
        #expect(ways[0].dutch.contains("verlaag minima met 1 in totaal: '2.1' naar 0"), "\(ways)")
    }

    @Test("a minimum that cannot be met whatever is mended is told beside two duties, and not said to stay empty")
    func minimumBesides() throws {
        var builder = EventBuilder.twoOfThree()
        builder.item("G", time: EventBuilder.span(630, 660), requiredFor: ["x"])
        let event = builder.event(), reasons = Infeasibility.explain(event)
        #expect(reasons.map(\.code) == ["two-duties-at-once", "cannot-hold-together"])
        let told = try #require(reasons.last)
        #expect(
            told.message.english
                == "'1.1' needs at least 2 people, and only 1 may be there: no allocation can exist")
        #expect(told.notes.map(\.english).contains("way out: lower minimums by 2 in total: '1.1' to 0"))
        let warning = try #require(RuleBook(event).findings.first { $0.code == "nobody-may-attend" })
        #expect(warning.message.english == "nobody may attend '1.1', which needs at least 2 people")
        #expect(warning.message.dutch == "niemand mag naar '1.1', en die deelsessie vraagt minstens 2 deelnemers")
    }

    /// Ann has two duties in the round; whichever is lifted, she may be in 1.3 at most with bob.
    private func helped(minimum: Int, cancellable: Bool = false) -> [Diagnostic] {
        var builder = EventBuilder()
        builder.session("1.1", round: 1)
        builder.session("1.2", round: 1)
        builder.session("1.3", round: 1, minimum: minimum, cancellable: cancellable, openTo: ["x"])
        for id in ["ann", "bob", "cas", "dora"] { builder.attendee(id, roles: id == "bob" ? ["x"] : [], [[]]) }
        builder.duty("ann", "1.1", .chair)
        builder.duty("ann", "1.2", .speaker)
        return Infeasibility.explain(builder.event())
    }

    @Test("who must do what cannot be done in the round itself may be a help to one minimum of it")
    func help() throws {
        #expect(helped(minimum: 2).map(\.code) == ["two-duties-at-once"])
        #expect(helped(minimum: 3, cancellable: true).map(\.code) == ["two-duties-at-once"])
        let reasons = helped(minimum: 3)
        #expect(reasons.map(\.code) == ["two-duties-at-once", "cannot-hold-together"])
        #expect(
            reasons[1].message.english
                == "'1.3' needs at least 3 people, and only 2 may be there: no allocation can exist")
        #expect(reasons[1].notes.first?.english == "who: ann; bob")
    }

    @Test("who is not counted in some of the rounds of a cause is said with these rounds")
    func roundsNotCounted() throws {
        var builder = EventBuilder()
        for round in 1...3 {
            for number in 1...2 {
                builder.session(
                    "\(round).\(number)", round: round, time: EventBuilder.span(540 + 60 * round, 590 + 60 * round),
                    requiredFor: round == 2 && number == 1 ? ["x"] : [])
            }
        }
        builder.item("F", time: EventBuilder.span(630, 675), requiredFor: ["y"])
        builder.attendee("ann", roles: ["x"], [[], [], []])
        builder.attendee("bob", roles: ["x", "y"], [[], [], []])
        builder.groups = [("t", .together, ["ann", "bob"]), ("a", .apart, ["ann", "bob"])]
        let reasons = Infeasibility.explain(builder.event())
        #expect(reasons.map(\.code) == ["two-duties-at-once", "cannot-hold-together"])
        let note = try #require(reasons.last?.notes.last)
        #expect(note.english == "not counted in rounds 1 and 2, because what they must do is impossible: bob")
        #expect(note.dutch == "in ronde 1 en 2 niet meegeteld, omdat niet kan wat zij moeten: bob")
    }
}

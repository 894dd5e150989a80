import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("No allocation: the numbers of a smallest set and those of its ways out add up for the reader")
struct NumbersOfAllTests {
    private func notes(_ builder: EventBuilder) throws -> [Bilingual] {
        try #require(Infeasibility.explain(builder.event()).first).notes
    }

    /// Nine people must not be at 1.2, and five of them are too many for 1.1 already.
    @Test("where extra seats are for more people than the set names, these are counted and named")
    func confined() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 4)
        builder.session("1.2", round: 1, capacity: 20)
        for person in 1...12 { builder.attendee("p\(person)", [[]]) }
        for person in 1...9 { builder.duty("p\(person)", "1.2", .excluded) }
        let notes = try notes(builder)
        let all = try #require(notes.first { $0.english.hasPrefix("with all other rules") })
        #expect(
            all.english == "with all other rules there are 9 people who can be nowhere else: p1; p2; p3; p4; and 5 more"
        )
        #expect(
            all.dutch == "met alle andere regels zijn er 9 deelnemers die nergens anders kunnen zijn: "
                + "p1; p2; p3; p4; en nog 5")
        #expect(notes.last?.english == "way out: add 5 seats in '1.1'")
    }

    /// Three of six people must be at 1.2, and one of the others must not be at 1.1.
    @Test("where a minimum is to be lowered further than the set shows, it is said how few may be there")
    func welcome() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, minimum: 5)
        builder.session("1.2", round: 1, requiredFor: ["mayor"])
        for person in 1...6 { builder.attendee("p\(person)", roles: person < 4 ? ["mayor"] : [], [[]]) }
        builder.duty("p6", "1.1", .excluded)
        let notes = try notes(builder).map(\.english)
        #expect(notes.contains("with all other rules only 2 may be there: p4; p5"), "\(notes)")
        #expect(notes.contains("way out: lower minimums by 3 in total: '1.1' to 2"), "\(notes)")
    }

    /// 1.1 clashes with all of round 2, and whoever has a duty there is kept from it by that alone.
    @Test("whom the times of another round leave nowhere else is counted with whom a duty does")
    func confinedByTimes() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 5, time: EventBuilder.span(9 * 60 + 15, 10 * 60 + 30))
        builder.session("1.2", round: 1, capacity: 3, time: EventBuilder.span(9 * 60, 10 * 60))
        for id in ["2.1", "2.2"] {
            builder.session(id, round: 2, capacity: 9, time: EventBuilder.span(10 * 60 + 15, 11 * 60 + 15))
        }
        for person in 1...6 { builder.attendee("p\(person)", [[], []]) }
        for person in 5...6 { builder.duty("p\(person)", "2.1", .chair) }
        let reason = try #require(Infeasibility.explain(builder.event()).first), notes = reason.notes.map(\.english)
        #expect(reason.message.english.hasPrefix("4 people can be nowhere in round 1 but at '1.2'"), "\(reason)")
        let all = "with all other rules there are 6 people who can be nowhere else: p1; p2; p3; p4; and 2 more"
        #expect(notes.contains(all), "\(notes)")
        #expect(notes.contains("way out: add 3 seats in '1.2'"), "\(notes)")
    }

    /// Two of the three who may be at 1.1 must be at 2.1, which begins before it has ended.
    @Test("whom the times of another round keep away is not counted among those who may come")
    func welcomeByTimes() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, minimum: 4, time: EventBuilder.span(9 * 60, 10 * 60 + 30))
        builder.session("1.2", round: 1, time: EventBuilder.span(9 * 60, 10 * 60))
        builder.session("2.1", round: 2, time: EventBuilder.span(10 * 60 + 15, 11 * 60))
        builder.session("2.2", round: 2, time: EventBuilder.span(11 * 60, 12 * 60), openTo: ["mayor"])
        for person in 1...6 { builder.attendee("p\(person)", roles: person < 4 ? ["mayor"] : [], [[], []]) }
        builder.duty("p3", "1.1", .excluded)
        let notes = try notes(builder).map(\.english)
        #expect(notes.contains("with all other rules only 2 may be there: p1; p2"), "\(notes)")
        #expect(notes.contains("way out: lower minimums by 2 in total: '1.1' to 2"), "\(notes)")
    }

    @Test("where nobody else is concerned, nothing is said of all, and of several ways out of a kind one is an example")
    func examples() throws {
        var builder = EventBuilder()
        for id in ["1.1", "1.2"] { builder.session(id, round: 1, capacity: 2, minimum: 1) }
        for person in 1...5 { builder.attendee("p\(person)", [[]]) }
        let notes = try notes(builder)
        #expect(!notes.contains { $0.english.hasPrefix("with all other rules") })
        #expect(notes.last?.english == "way out: add 1 seat in '1.1', for example")
        #expect(notes.last?.dutch == "uitweg: voeg 1 plaats toe in '1.1', bijvoorbeeld")
    }

    @Test("a way out is called an example just where another of its kind does as well: by trying every one")
    func examplesByTrying() {
        var looked = 0, several = 0
        for kind in InfeasibilityTests.kinds.indices {
            for seed in 0..<110 {
                let event = InfeasibilityTests.kinds[kind].event(seed: seed).withoutRankings()
                guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation,
                    let cause = Infeasibility.causes(event, .none, Patience()).first
                else { continue }
                for repair in RepairSearch(event: event, leeway: .none).repairs(of: [cause.core])
                where 1...2 ~= repair.total && repair.lifted.isEmpty && repair.maximum == nil && repair.retopics.isEmpty
                    && (repair.seats.isEmpty || repair.lowerings.isEmpty)
                {
                    looked += 1
                    if repair.total > 1 { several += 1 }
                    let isOfSeats = !repair.seats.isEmpty
                    let ways = sharings(of: repair.total, event) { change in
                        isOfSeats
                            ? event[change.session].capacity != nil : event[change.session].minimum >= change.count
                    }.count { changes in
                        let other = isOfSeats ? Repair(seats: changes) : Repair(lowerings: changes)
                        return Exhaustive(event: other.applied(to: event)).hasAllocation
                    }
                    let isExample = isOfSeats ? repair.areSeatsExample : repair.areLoweringsExample
                    #expect(isExample == (ways > 1), "\(kind), seed \(seed): \(repair)")
                }
            }
        }
        #expect(looked > 40 && several > 5, "too few for this to mean anything: \(looked), \(several)")
    }

    /// All ways to share out one or two over the sessions.
    private func sharings(
        of total: Int, _ event: Event, where isPossible: (Repair.Change) -> Bool
    ) -> [[Repair.Change]] {
        func all(_ count: Int) -> [Repair.Change] {
            event.sessions.indices.map { .init(session: SessionIndex($0), count: count) }.filter(isPossible)
        }
        let single = all(1)
        if total == 1 { return single.map { [$0] } }
        let pairs = single.flatMap { a in single.filter { a.session < $0.session }.map { [a, $0] } }
        return all(2).map { [$0] } + pairs
    }

    /// Four groups of three in three rooms of four: two seats are needed, and in one room.
    @Test("seats for people who stay together are an example where another room could have all of them")
    func examplesOfGroups() throws {
        var builder = EventBuilder()
        for number in 1...3 { builder.session("1.\(number)", round: 1, capacity: 4) }
        for person in 1...12 { builder.attendee("p\(person)", [[]]) }
        for group in 0..<4 { builder.groups.append(("g\(group)", .together, (1...3).map { "p\(3 * group + $0)" })) }
        let ways = try notes(builder).map(\.english).filter { $0.hasPrefix("way out") }
        #expect(ways == ["way out: add 2 seats in '1.1', for example"])
    }

    /// Who is at 1.1 cannot be at 2.1, as they have one topic: a seat at 1.2 does as well as one at 2.2.
    @Test("a seat in one round is an example where one in another round would do as well")
    func examplesOfRounds() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, capacity: 3, topic: "t")
        builder.session("1.2", round: 1, capacity: 1)
        builder.session("2.1", round: 2, capacity: 9, topic: "t")
        builder.session("2.2", round: 2, capacity: 2)
        for person in 1...4 { builder.attendee("p\(person)", [[], []]) }
        let ways = try notes(builder).filter { $0.english.hasPrefix("way out") }
        #expect(ways.map(\.english) == ["way out: add 1 seat in '2.2', for example"])
        #expect(ways.map(\.dutch) == ["uitweg: voeg 1 plaats toe in '2.2', bijvoorbeeld"])
    }
}

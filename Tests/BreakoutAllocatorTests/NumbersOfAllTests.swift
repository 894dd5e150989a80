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
        var looked = 0
        for kind in [0, 3] {
            for seed in 0..<60 {
                let event = InfeasibilityTests.kinds[kind].event(seed: seed).withoutRankings()
                guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation,
                    let cause = Infeasibility.causes(event, .none, Patience()).first
                else { continue }
                for repair in RepairSearch(event: event, leeway: .none).repairs(of: [cause.core])
                where repair.total == 1 && repair.lifted.isEmpty && repair.maximum == nil {
                    looked += 1
                    let isOfSeats = !repair.seats.isEmpty
                    let others = event.sessions.indices.map { SessionIndex($0) }.filter { session in
                        let isPossible = isOfSeats ? event[session].capacity != nil : event[session].minimum > 0
                        let change = [Repair.Change(session: session, count: 1)]
                        let other = isOfSeats ? Repair(seats: change) : Repair(lowerings: change)
                        return isPossible && Exhaustive(event: other.applied(to: event)).hasAllocation
                    }
                    let isExample = isOfSeats ? repair.areSeatsExample : repair.areLoweringsExample
                    #expect(isExample == (others.count > 1), "\(kind), seed \(seed): \(repair)")
                }
            }
        }
        #expect(looked > 5, "\(looked)")
    }
}

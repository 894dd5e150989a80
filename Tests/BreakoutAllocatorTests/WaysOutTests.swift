import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("No allocation: the order of the ways out, and how many there are")
struct WaysOutTests {
    /// Four people can be only at 1.2 in round 1, which holds three: 1.1 clashes with all of round 2, and 1.3 is open to
    /// one of them, who must not be there.
    private func confined(sessionsOfRound2 count: Int) -> [Bilingual] {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, time: EventBuilder.span(9 * 60, 10 * 60 + 30))
        builder.session("1.2", round: 1, capacity: 3, time: EventBuilder.span(9 * 60, 10 * 60))
        builder.session("1.3", round: 1, time: EventBuilder.span(9 * 60, 10 * 60), openTo: ["mayor"])
        for number in 1...count {
            builder.session("2.\(number)", round: 2, time: EventBuilder.span(10 * 60 + 15, 11 * 60))
        }
        for person in 1...4 { builder.attendee("p\(person)", roles: person == 1 ? ["mayor"] : [], [[], []]) }
        builder.duty("p1", "1.3", .excluded)
        let notes = Infeasibility.explain(builder.event()).flatMap(\.notes)
        return notes.drop { !$0.english.hasPrefix("way out") }.map { $0 }
    }

    @Test("a duty or a door is given up rather than something moved to another time, and what is not shown is counted")
    func order() {
        let ways = confined(sessionsOfRound2: 6)
        #expect(
            ways.map(\.english) == [
                "way out: add 1 seat in '1.2'", "or: lift this exclusion: p1 must not be at '1.3'",
                "or: open '1.3' to everybody", "or: move '1.1' to another time", "or: move '2.1' to another time",
                "or: move '2.2' to another time", "and 4 more ways out were found",
            ])
        #expect(ways.last?.dutch == "en er zijn nog 4 andere uitwegen gevonden")
    }

    @Test("of one way out that is not shown it is said so, and where all are shown nothing", arguments: [2, 3])
    func fewer(count: Int) {
        let ways = confined(sessionsOfRound2: count), isMore = count == 3
        #expect(ways.count == (isMore ? 7 : 6), "\(ways)")
        #expect((ways.last?.english == "and 1 more way out was found") == isMore)
        #expect((ways.last?.dutch == "en er is nog 1 andere uitweg gevonden") == isMore)
    }

    @Test("seats are added in a room that holds nobody only where no other will do")
    func closedRoom() {
        func ways(openTo: [String]) -> [String] {
            var builder = EventBuilder()
            builder.session("1.1", round: 1, capacity: 0)
            builder.session("1.2", round: 1, capacity: 2, openTo: openTo)
            for person in 1...4 { builder.attendee("p\(person)", roles: person < 3 ? ["mayor"] : [], [[]]) }
            let notes = Infeasibility.explain(builder.event()).flatMap(\.notes).map(\.english)
            return notes.filter { $0.hasPrefix("way out") }
        }
        #expect(ways(openTo: []) == ["way out: add 2 seats in '1.2', for example"])
        #expect(ways(openTo: ["mayor"]) == ["way out (mends all of it): add 2 seats in '1.1'"])
    }

    @Test("what is given up for all causes at once may need seats besides, and then as few as any choice takes")
    func seatsBesides() {
        // Nobody can be in both rounds. Who is no guest of 1.3 needs 10 minutes more than there are, too; moved, 2.1 lacks
        // 2 seats, and 2.2 lacks 4.
        var builder = EventBuilder()
        builder.settings.transferMinutes = 10
        builder.session("1.1", round: 1, capacity: 3, time: EventBuilder.span(555, 615), room: "C")
        builder.session("1.2", round: 1, capacity: 7, time: EventBuilder.span(550, 630), room: "C")
        builder.session("1.3", round: 1, capacity: 2, time: EventBuilder.span(540, 600), room: "C", openTo: ["vip"])
        builder.session("2.1", round: 2, capacity: 8, time: EventBuilder.span(605, 655), room: "B")
        builder.session("2.2", round: 2, capacity: 6, time: EventBuilder.span(605, 655), room: "B")
        for person in 1...10 { builder.attendee("p\(person)", roles: person > 7 ? ["vip"] : [], [[], []]) }
        let notes = Infeasibility.explain(builder.event()).flatMap(\.notes).map(\.english)
        let ways = notes.filter { $0.hasPrefix("way out") }
        #expect(ways == ["way out (mends all of it): add 2 seats in '2.1', and move '2.1' to another time"], "\(notes)")
    }

    /// What is told of the topic where one session has none: whoever is not there in round 1 has it twice.
    private func topics(people: Int, _ rooms: [(id: String, capacity: Int)]) -> [Bilingual] {
        var builder = EventBuilder()
        builder.session("1.0", round: 1, capacity: 3)
        for room in rooms {
            builder.session(room.id, round: room.id.hasPrefix("1") ? 1 : 2, capacity: room.capacity, topic: "t")
        }
        for person in 1...people { builder.attendee("p\(person)", [[], []]) }
        let notes = Infeasibility.explain(builder.event()).flatMap(\.notes)
        return notes.filter { $0.english.hasPrefix("or: give") }
    }

    @Test("of a topic no more sessions get another one than have to; where others would do, these are an example")
    func fewestTopics() {
        let any = topics(people: 4, [("1.1", 9), ("2.1", 9), ("2.2", 9)])
        #expect(any.map(\.english) == ["or: give '1.1' another topic, for example"])
        #expect(any.map(\.dutch) == ["of: geef '1.1' een ander thema, bijvoorbeeld"])
        // No room of round 2 has place for three.
        let one = topics(people: 6, [("1.1", 9), ("2.1", 2), ("2.2", 2), ("2.3", 2)])
        #expect(one.map(\.english) == ["or: give '1.1' another topic"])
        #expect(one.map(\.dutch) == ["of: geef '1.1' een ander thema"])
        // Of round 1 the rooms are too small as well.
        let two = topics(people: 7, [("1.1", 2), ("1.2", 2), ("2.1", 3), ("2.2", 2), ("2.3", 2)])
        #expect(two.map(\.english) == ["or: give each of '1.1' and '1.2' a topic of its own, for example"])
        #expect(two.map(\.dutch) == ["of: geef '1.1' en '1.2' elk een eigen thema, bijvoorbeeld"])
    }

    @Test("of two sessions of a topic either may get another one")
    func twoOfATopic() {
        let ways = topics(people: 4, [("1.1", 9), ("2.1", 9)])
        #expect(ways.map(\.english) == ["or: give '1.1' and '2.1' different topics"])
    }

    @Test("fewer sessions of a topic would not do, and an example is one of several choices: by trying every one")
    func topicsByTrying() {
        var looked = 0
        for kind in [1, 2, 4] {
            for seed in 0..<110 {
                let event = InfeasibilityTests.kinds[kind].event(seed: seed).withoutRankings()
                guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation,
                    let cause = Infeasibility.causes(event, .none, Patience()).first
                else { continue }
                for repair in RepairSearch(event: event, leeway: .none).repairs(of: [cause.core]) {
                    guard let first = repair.retopics.first else { continue }
                    looked += 1
                    let own = event.sessions.indices.filter { event.sessions[$0].topic == event[first].topic }
                    // All choices of sessions, as the bits of a number.
                    let sizes = (0..<1 << own.count).map { choice in
                        own.indices.filter { choice & 1 << $0 != 0 }.map { SessionIndex(own[$0]) }
                    }.filter { Exhaustive(event: Repair(retopics: $0).applied(to: event)).hasAllocation }.map(\.count)
                    let count = repair.retopics.count
                    #expect(sizes.min() == count, "\(kind), seed \(seed): \(repair)")
                    #expect(repair.areRetopicsExample == (sizes.count { $0 == count } > 1), "\(kind), seed \(seed)")
                }
            }
        }
        #expect(looked > 5, "too few for this to mean anything: \(looked)")
    }
}

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
}

import BreakoutModel
import BreakoutTestSupport
import Optimisation
import Testing

@testable import BreakoutAllocator

@Suite("Ties between people who stay together, and what becomes of them where they bind nobody")
struct TiesTests {
    /// Somebody whom five others are to stay with, one by one: three rounds of four sessions.
    private func star(absent: [Int]) -> Event {
        var builder = EventBuilder()
        for round in 1...3 { for number in 1...4 { builder.session("\(round).\(number)", round: round, capacity: 6) } }
        builder.attendee("hub", absent: absent, [[], [], []])
        for person in 0..<5 {
            builder.attendee("p\(person)", (1...3).map { ["\($0).1", "\($0).2"] })
            builder.groups.append(("g\(person)", .together, ["hub", "p\(person)"]))
        }
        return builder.event()
    }

    private func units(_ event: Event) -> [Int] {
        UnitBuilder.units(of: event, RuleBook(event)).units.map(\.count)
    }

    @Test("somebody who is absent all day ties nobody: everybody is a unit of their own")
    func absentAllDay() {
        #expect(units(star(absent: [1, 2, 3])) == [1, 1, 1, 1, 1, 1])
        // One round is enough to tie all six.
        #expect(units(star(absent: [2, 3])) == [6])
    }

    @Test("a duty or an excuse in the only round in which both would be free unties them as well")
    func elsewhere() {
        var builder = EventBuilder()
        for round in 1...2 { for number in 1...2 { builder.session("\(round).\(number)", round: round) } }
        builder.attendee("ann", absent: [2], [[], []])
        builder.attendee("bob", [[], []])
        builder.groups.append(("g", .together, ["ann", "bob"]))
        #expect(units(builder.event()) == [2])
        builder.duty("bob", "1.2", .chair)
        #expect(units(builder.event()) == [1, 1])
    }

    @Test("a duty at a session that may be cancelled leaves them tied: it may be")
    func cancellable() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, minimum: 1, cancellable: true)
        builder.session("1.2", round: 1)
        for id in ["ann", "bob"] { builder.attendee(id, [[]]) }
        builder.groups.append(("g", .together, ["ann", "bob"]))
        builder.duty("bob", "1.1", .chair)
        #expect(units(builder.event()) == [2])
    }

    @Test("people of different units are in no round free together, for any way of cancelling", arguments: 0..<80)
    func separation(seed: Int) {
        var builder = RandomEvents(people: 4...6, rounds: 2, hasSocialRules: true).builder(seed: seed)
        builder.groups.append(("more", .together, Array(builder.attendeeIDs.prefix(3))))
        let event = builder.event(), rules = RuleBook(event)
        let units = UnitBuilder.units(of: event, rules).units
        #expect(units.joined().sorted() == event.attendees.indices.map { AttendeeIndex($0) })
        for group in event.groups where group.rule == .together {
            for round in 0..<event.roundCount {
                let free = group.members.filter { member in
                    rules.allVariants(of: member).contains { $0.rounds[round].standing.isFree }
                }
                let own = units.filter { unit in unit.contains(where: free.contains) }
                #expect(own.count <= 1, "seed \(seed): \(own)")
            }
        }
    }

    @Test("a day with a hub who is away is proven to the last step, with as few options as the people have")
    func proven() throws {
        let event = star(absent: [1, 2, 3]), rules = RuleBook(event)
        let request = AllocationRequest(event: event, rules: rules, objective: .fair, seed: 1)
        guard case .allocated(let solved) = ExactStrategy().allocate(request) else {
            Issue.record("no allocation")
            return
        }
        #expect(solved.stages.allSatisfy { $0.proven })
        let problem = AllocationProblem(event: event, rules: rules, objective: .fair, seed: 1).problem
        #expect(problem.unitCount == 5 && problem.alternativeCount == 5 * 12)
    }
}

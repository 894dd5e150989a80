import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator
@testable import Optimisation

@Suite("Questions whether anything is possible at all")
struct PossibilityTests {
    /// Four rounds; three of one city who stay together, two of the rounds tied by a topic.
    private func event(maximum: Int) -> Event {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = maximum
        for round in 1...4 {
            for number in 1...3 {
                builder.session(
                    "\(round).\(number)", round: round, capacity: 8, topic: number == 1 && round < 3 ? "again" : nil)
            }
        }
        for city in ["Ede", "Epe"] {
            for person in 1...4 { builder.attendee("\(city)\(person)", organisation: city, [[], [], [], []]) }
        }
        builder.groups.append(("trio", .together, ["Ede1", "Epe1", "Epe2"]))
        return builder.event()
    }

    @Test("people who stay together are a unit for each set of rounds that are tied, not for all of them")
    func parts() {
        let event = event(maximum: 2)
        let problem = AllocationProblem(
            event: event, rules: RuleBook(event), objective: .total, seed: 0, rerun: nil, byRound: true)
        let trio = problem.units.indices.filter { problem.units[$0].count == 3 }
        #expect(
            trio.map { problem.problem.slotRange(of: problem.problem.variantRange(of: $0).lowerBound).count } == [
                2, 1, 1,
            ])
    }

    @Test("one raise that mends what stands in the way of several organisations is told as mending all of it")
    func raise() {
        let told = Infeasibility.explain(event(maximum: 1))
        #expect(told.count > 1)
        let notes = told.flatMap(\.notes).map(\.english)
        let raise = "raise 'maximum per organisation' in settings.csv to 2"
        #expect(notes.filter { $0.contains("way out") } == ["way out (mends all of it): \(raise)"], "\(notes)")
    }

    @Test("a question that is told to stop is not answered, and nothing more is looked for")
    func stopped() {
        let event = event(maximum: 1)
        let patience = Patience(isCancelled: { true })
        #expect(patience.control.isAllOrNothing)
        let answer = CoreSearch.solved(event, RuleBook(event), .none, patience.control)
        #expect(answer == .unknown)
    }
}

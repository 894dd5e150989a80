import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator
@testable import Optimisation

@Suite("Plain units")
struct PlainUnitsTests {
    @Test("people put in the short way are what the long way makes of them", arguments: 0..<60)
    func agreement(_ seed: Int) {
        let event = RandomEvents(people: 3...8, rounds: 1 + seed % 3, hasSocialRules: seed % 2 == 0).event(seed: seed)
        let rules = RuleBook(event)
        let short = AllocationProblem(event: event, rules: rules, objective: .fair, seed: 5)
        let lottery = Lottery(seed: 5)
        let builder = UnitBuilder(event: event, rules: rules, lottery: lottery)
        var long = AssignmentProblem(
            upperLimit: event.sessions.map(\.capacity) + [nil], lowerLimit: event.sessions.map(\.minimum) + [0],
            conflicts: rules.table.conflicts.map { ($0.first.value, $0.second.value) })
        var units: [[AttendeeIndex]] = []
        for people in builder.units {
            guard let variants = builder.variants(of: people), !variants.isEmpty else { continue }
            long.addUnit(variants: variants, peopleCount: people.count)
            units.append(people)
        }
        #expect(short.units == units)
        #expect(short.problem.variantStart == long.variantStart)
        #expect(short.problem.slotStart == long.slotStart)
        #expect(short.problem.alternativeStart == long.alternativeStart)
        #expect(short.problem.resource == long.resource && short.problem.level == long.level)
        #expect(short.problem.tailStart == long.tailStart && short.problem.levelCeiling == long.levelCeiling)
        #expect(short.problem.widestOption == long.widestOption)
        #expect(short.problem.label == long.label && short.problem.weight == long.weight)
        #expect(short.problem.numbers == long.numbers && short.problem.round == long.round)
        #expect(short.problem.people == long.people && short.problem.isSettled == long.isSettled)
        #expect(short.problem.hasConflicts == long.hasConflicts && short.problem.peopleCount == long.peopleCount)
    }
}

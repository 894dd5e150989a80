import BreakoutFairness
import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

/// A solved event with everything a run would hold.
func solved(_ event: Event, objective: Objective? = nil) -> (SolvedAllocation, Summary, RuleBook)? {
    let before = RuleBook(event)
    guard before.contradictions.isEmpty else { return nil }
    let objective = objective ?? event.settings.objective
    let request = AllocationRequest(
        event: event, rules: before, objective: objective, seed: event.settings.seed)
    guard case .allocated(let solved) = ExactStrategy().allocate(request) else { return nil }
    let rules = solved.rules(of: event)
    let summary = Summary(
        event: event.settings.title, objective: objective, strategy: "exact", seed: event.settings.seed,
        status: solved.isOptimal ? .optimal : .feasible, attendees: event.attendees.count,
        rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: rules.table),
        regret: AllocationStatistics.regret(of: solved.allocation, table: rules.table), stages: solved.stages, moved: 0,
        verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
        fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: rules.table),
        warnings: [])
    return (solved, summary, rules)
}

@Suite("The exact strategy")
struct ExactStrategyTests {
    static let kinds = [
        RandomEvents(people: 2...5, rounds: 2, sessions: 2...3),
        RandomEvents(people: 2...6, rounds: 1, sessions: 2...4),
        RandomEvents(people: 2...4, rounds: 3, sessions: 2...2),
        RandomEvents(people: 3...5, rounds: 2, sessions: 2...3, hasSocialRules: true),
        RandomEvents(people: 4...6, rounds: 1, sessions: 2...3, hasSocialRules: true),
    ]
    /// Some more rounds, with all rules.
    static let moreRounds = [
        RandomEvents(people: 2...3, rounds: 3, sessions: 2...3, hasSocialRules: true),
        RandomEvents(people: 2...3, rounds: 5, sessions: 1...2),
        RandomEvents(people: 2...3, rounds: 5, sessions: 1...2, hasSocialRules: true),
    ]

    @Test("equals exhaustive search, and the verifier accepts its proof", arguments: (kinds + moreRounds).indices)
    func equalsExhaustiveSearch(kind: Int) {
        var feasible = 0
        for seed in 0..<120 {
            let event = (ExactStrategyTests.kinds + ExactStrategyTests.moreRounds)[kind].event(seed: seed)
            let best = Exhaustive(event: event).bestValues(event.settings.objective, seed: event.settings.seed)
            guard let (solved, summary, rules) = solved(event) else {
                #expect(best == nil, "seed \(seed): there is an allocation")
                continue
            }
            feasible += 1
            #expect(solved.stages.map(\.value) == best, "seed \(seed)")
            #expect(solved.isOptimal, "seed \(seed): not proven")
            let records = AllocationRecord.records(of: solved.allocation, event: event, table: rules.table)
            let verification = Verifier.verify(
                event: event, records: records, summary: summary, certificate: solved.certificate, requireProof: true)
            #expect(verification.accepted, "seed \(seed): \(verification.violations.map(\.message.english))")
        }
        #expect(
            feasible > (kind < ExactStrategyTests.kinds.count ? 25 : 8),
            "too few events have an allocation for this to mean anything")
    }
}

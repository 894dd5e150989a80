import BreakoutAllocator
import BreakoutFairness
import BreakoutModel
import BreakoutVerifier
import Optimisation

/// An event solved in memory and judged by the verifier, with nothing written.
struct SolvedDay {
    let event: Event
    let rules: RuleBook
    let solved: SolvedAllocation
    /// Who may have what once it is clear which sessions are cancelled.
    let table: ChoiceTable
    let summary: Summary

    /// Nil when there is no allocation. When the verifier rejects ours, that is thrown: it is our own fault.
    static func solve(
        _ event: Event, _ rules: RuleBook, objective: Objective, control: SolveControl, start: Allocation? = nil
    ) throws(Failure) -> SolvedDay? {
        guard rules.contradictions.isEmpty else { return nil }
        let request = AllocationRequest(
            event: event, rules: rules, objective: objective, seed: event.settings.seed, control: control, start: start)
        guard case .allocated(let solved) = ExactStrategy().allocate(request) else { return nil }
        let day = SolvedDay(event, rules, solved, objective)
        try day.verify()
        return day
    }

    private init(_ event: Event, _ rules: RuleBook, _ solved: SolvedAllocation, _ objective: Objective) {
        self.event = event
        self.rules = rules
        self.solved = solved
        table = event.sessions.contains(where: \.cancellable) ? solved.rules(of: event).table : rules.table
        summary = Summary(
            event: event.settings.title, objective: objective, strategy: "exact", seed: event.settings.seed,
            status: solved.isOptimal ? .optimal : .feasible, attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages, moved: 0,
            verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table), warnings: [])
    }

    private func verify() throws(Failure) {
        let verification = Verifier.verify(
            event: event, records: AllocationRecord.records(of: solved.allocation, event: event, table: table),
            summary: summary, certificate: solved.certificate, requireProof: summary.status == .optimal)
        guard !verification.accepted else { return }
        throw Failure(
            .internalError,
            Bilingual(
                en: "our own verifier rejected an allocation. This is a fault of breakouts",
                nl: "onze eigen controle keurde een indeling af. Dit is een fout van breakouts"),
            hints: Array(verification.violations.prefix(5).map(\.message)))
    }
}

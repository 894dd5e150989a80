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

    enum Outcome {
        case solved(SolvedDay)
        case impossible
        /// The time was up before an allocation was found or ruled out.
        case stopped

        var day: SolvedDay? {
            if case .solved(let day) = self { day } else { nil }
        }
    }

    /// When the verifier rejects our allocation, that is thrown: it is our own fault.
    static func solve(
        _ event: Event, _ rules: RuleBook, objective: Objective, control: SolveControl, start: Allocation? = nil
    ) throws(Failure) -> Outcome {
        guard rules.contradictions.isEmpty else { return .impossible }
        let request = AllocationRequest(
            event: event, rules: rules, objective: objective, seed: event.settings.seed, control: control, start: start)
        switch ExactStrategy().allocate(request) {
        case .impossible: return .impossible
        case .stopped: return .stopped
        case .allocated(let solved):
            let day = SolvedDay(event, rules, solved, objective)
            try day.verify()
            return .solved(day)
        }
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

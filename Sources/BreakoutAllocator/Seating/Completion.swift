import BreakoutModel
import Optimisation

/// Whether what is left open can be filled in, asked of the exact engine: the last word where chains of moves do not
/// settle it.
enum Completion {
    /// An alternative for each slot among the open ones that keeps all rules; nil when there is none.
    static func find(
        _ plan: SeatingPlan, where isOpen: (Int) -> Bool = { _ in true }
    ) -> (choices: [Int32], counters: SolverCounters)? {
        let problem = plan.ruledProblem(where: isOpen)
        let solver = StagedSolver(problem: problem, stages: [], guide: StageCost())
        switch solver.solve() {
        case .infeasible: return nil
        case .stopped: preconditionFailure("a search without a limit was stopped")
        case .optimal(let result), .interrupted(let result):
            return (plan.choices(result.selection, of: problem), result.counters)
        }
    }
}

/// Which sessions are held, decided before anybody is seated: as many as can be.
///
/// All are held when that is possible. Otherwise the exact engine says which are enough to cancel, and each of these is
/// held after all, in their order, when the others being cancelled is enough. What is left cancelled is minimal: none
/// of it could be held as well.
struct HeldSessions {
    let request: AllocationRequest

    /// The plan and a first seating; nil when no allocation keeps all the rules.
    func plan() -> (plan: SeatingPlan, choices: [Int32], counters: SolverCounters)? {
        let event = request.event
        if let all = attempt([]) { return all }
        guard event.sessions.contains(where: \.cancellable), var cancelled = enoughCancelled() else { return nil }
        var best = attempt(cancelled)
        for session in cancelled.sorted() {
            if let found = attempt(cancelled.subtracting([session])) {
                cancelled.remove(session)
                best = found
            }
        }
        return best
    }

    private func attempt(
        _ cancelled: Set<SessionIndex>
    ) -> (plan: SeatingPlan, choices: [Int32], counters: SolverCounters)? {
        let rules = cancelled.isEmpty ? request.rules : RuleBook(request.event, cancelled: cancelled)
        guard
            let plan = SeatingPlan(event: request.event, rules: rules, cancelled: cancelled, seed: request.seed),
            let found = Completion.find(plan)
        else { return nil }
        return (plan, found.choices, found.counters)
    }

    private func enoughCancelled() -> Set<SessionIndex>? {
        let whole = AllocationProblem(
            event: request.event, rules: request.rules, objective: .total, seed: request.seed)
        guard whole.shut.isEmpty else { return nil }
        let solver = StagedSolver(problem: whole.problem, stages: [], guide: StageCost())
        switch solver.solve() {
        case .infeasible: return nil
        case .stopped: preconditionFailure("a search without a limit was stopped")
        case .optimal(let result), .interrupted(let result):
            let counts = whole.allocation(result.selection).headcounts(sessionCount: request.event.sessions.count)
            let empty = counts.indices.filter { request.event.sessions[$0].cancellable && counts[$0] == 0 }
            return Set(empty.map { SessionIndex($0) })
        }
    }
}

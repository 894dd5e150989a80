import BreakoutModel
import Optimisation

/// Which of the seats that an event asks to keep back for late sign-ups a first allocation can do without.
///
/// Problem: a reserve must not make a day impossible. Counting seats per round (`Event.lateReserves`) does not see
/// that: the free seats may be behind a door, or at an hour at which somebody cannot come.
///
/// Idea: when no allocation leaves all these seats free, go through the sessions in order and keep what still leaves one
/// together with what is kept so far. So no session that gave way could have kept its seats beside the others that did.
/// Cost: one solve for any allocation at all; where that fails, one more for each session with a reserve.
public struct LateReserveChoice: Sendable {
    /// By session: the seats that are kept back.
    public let seats: [Int]
    /// The sessions whose reserve had to give way, in order. Empty too where the event has no allocation whatever is
    /// kept back: then nothing is.
    public let givenUp: [SessionIndex]

    public init(_ event: Event) {
        let asked = event.lateReserves
        guard asked.contains(where: { $0 > 0 }), !event.keepingBack(asked).hasAllocation else {
            seats = asked
            givenUp = []
            return
        }
        var kept = Array(repeating: 0, count: asked.count)
        var givenUp: [SessionIndex] = []
        guard event.hasAllocation else {
            seats = kept
            self.givenUp = []
            return
        }
        for (position, count) in asked.enumerated() where count > 0 {
            kept[position] = count
            if event.keepingBack(kept).hasAllocation { continue }
            kept[position] = 0
            givenUp.append(SessionIndex(position))
        }
        seats = kept
        self.givenUp = givenUp
    }
}

extension Event {
    /// Whether any allocation keeps the rules.
    var hasAllocation: Bool {
        let rules = RuleBook(withoutFindings: self)
        guard rules.contradictions.isEmpty else { return false }
        let problem = AllocationProblem(event: self, rules: rules, objective: .total, seed: 0)
        guard problem.shut.isEmpty && !problem.hasGroupWithoutRoom else { return false }
        if case .infeasible = StagedSolver(problem: problem.problem, stages: [], guide: problem.guide).solve() {
            return false
        }
        return true
    }
}

import BreakoutModel
import Optimisation

extension AllocationRequest {
    /// When to stop; named here so that whoever only makes requests need not know the engine.
    public typealias Control = SolveControl
}

/// The exact engine's kernels on an event, one at a time, for measuring. Each tells its work in counts, which are the
/// same on every machine; the first is what its time is best divided by.
public struct SolverProbe: Sendable {
    public typealias Counts = [(unit: String, count: Int)]

    private let whole: AllocationProblem
    private let kernels: KernelProbe

    public init(event: Event, rules: RuleBook, objective: Objective, seed: UInt64) {
        whole = AllocationProblem(event: event, rules: rules, objective: objective, seed: seed)
        kernels = KernelProbe(problem: whole.problem, guide: whole.guide)
    }

    /// Making the problem from event and rules.
    public static func build(event: Event, rules: RuleBook, objective: Objective, seed: UInt64) -> Counts {
        let problem = AllocationProblem(event: event, rules: rules, objective: objective, seed: seed).problem
        return [("alternatives", problem.alternativeCount), ("units", problem.unitCount)]
    }

    /// Everybody's cheapest option under the prices of the optimum, a number of times.
    public func pricing(times: Int) -> Counts {
        var units = 0, alternatives = 0
        for _ in 0..<times {
            let priced = kernels.price()
            units += priced.units
            alternatives = priced.alternatives
        }
        return [("prices", units), ("sum", alternatives)]
    }

    /// The same in whole numbers.
    public func exactPricing(times: Int) -> Counts {
        var units = 0, sum = 0
        for _ in 0..<times {
            let priced = kernels.priceExactly()
            units += priced.units
            sum = priced.sum
        }
        return [("prices", units), ("sum", sum)]
    }

    /// The first relaxation, by single pivots or with long steps.
    public func relaxation(longSteps: Bool) -> Counts {
        let work = kernels.relax(longSteps: longSteps)
        return [("pivots", work.pivots), ("prices", work.priced), ("inverses", work.refactorisations)]
    }

    /// The inverse of the working basis, anew.
    public func refactorisation(times: Int) -> Counts {
        kernels.refactor(times: times)
        return [("inverses", times), ("rows", kernels.rows)]
    }

    /// The first stage of the objective to its proof; nil when there is no allocation.
    public func firstStage() -> Counts? {
        let solver = StagedSolver(
            problem: whole.problem, stages: Array(whole.costs.prefix(1)), guide: whole.guide)
        switch solver.solve() {
        case .infeasible, .stopped: return nil
        case .optimal(let result), .interrupted(let result):
            let counters = result.counters
            return [
                ("pivots", counters.pivots), ("prices", counters.priced), ("nodes", counters.nodes),
            ]
        }
    }
}

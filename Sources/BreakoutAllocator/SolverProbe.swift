import BreakoutModel
import Optimisation

extension AllocationRequest {
    /// When to stop; named here so that whoever only makes requests need not know the engine.
    public typealias Control = SolveControl
}

/// The exact engine's kernels on an event, one at a time, for measuring: the work that each does is told in counts.
public struct SolverProbe: Sendable {
    public struct Work: Sendable {
        public var pivots: Int
        public var priced: Int
        public var nodes: Int
        public var relaxations: Int
    }

    private let whole: AllocationProblem

    public init(event: Event, rules: RuleBook, objective: Objective, seed: UInt64) {
        whole = AllocationProblem(event: event, rules: rules, objective: objective, seed: seed)
    }

    /// The relaxation of the guide and a first whole selection: nearly all pricing and pivots, hardly any proof.
    public func start() -> Work? { work([]) }

    /// That and the first stage, with its proof.
    public func firstStage() -> Work? { work(Array(whole.costs.prefix(1))) }

    private func work(_ stages: [StageCost]) -> Work? {
        let solver = StagedSolver(problem: whole.problem, stages: stages, guide: whole.guide)
        switch solver.solve() {
        case .infeasible: return nil
        case .optimal(let result), .interrupted(let result):
            return Work(
                pivots: result.counters.pivots, priced: result.counters.priced, nodes: result.counters.nodes,
                relaxations: result.counters.relaxations)
        }
    }
}

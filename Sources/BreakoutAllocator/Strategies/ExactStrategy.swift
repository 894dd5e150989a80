import BreakoutModel
import Optimisation

/// All rounds jointly, to a proven optimum of the objective.
public struct ExactStrategy: Strategy {
    public let name = "exact"
    public let summary = Bilingual(
        en: "all rounds jointly, proven to be the best", nl: "alle rondes samen, bewezen de beste")
    public let traits = StrategyTraits(followsObjective: true, weighsRounds: true)

    public let canLeaveUnplaced = true

    public init() {}

    public func allocate(_ request: AllocationRequest) -> AllocationOutcome {
        let problem = AllocationProblem(
            event: request.event, rules: request.rules, objective: request.objective, seed: request.seed,
            leeway: request.allowsUnplaced ? .unplaced : .none)
        guard problem.shut.isEmpty && !problem.hasGroupWithoutRoom else { return .impossible }
        let start = request.start.map {
            problem.selection(of: $0, sessionCount: request.event.sessions.count)
        }
        let solver = StagedSolver(
            problem: problem.problem, stages: problem.costs, guide: problem.guide, start: start)
        switch solver.solve(control: request.control) {
        case .infeasible: return .impossible
        case .stopped: return .stopped
        case .optimal(let result), .interrupted(let result):
            let certificate = CertificateBuilder(event: request.event, problem: problem).certificate(
                objective: request.objective, seed: request.seed, stages: result.stages)
            return .allocated(
                SolvedAllocation(
                    allocation: problem.allocation(result.selection),
                    stages: zip(problem.stages, result.stages).map { CertificateBuilder.summary(of: $0, $1) },
                    certificate: certificate, counters: result.counters))
        }
    }
}

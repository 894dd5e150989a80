import BreakoutModel
import Optimisation

/// Redoing an allocation that people were told about, with the least disturbance.
///
/// Problem: all rules hold; then as few published placements as possible are moved (m); then as few as possible to a
/// place that their owners want less; then the objective; then the lottery. With `extraMoves` N up to m + N placements
/// may be moved when that improves the later stages.
///
/// Idea: what becomes of a published placement is part of the label of an alternative (`PlacementLabels`), so that
/// both stages about moves are ordinary stages of the exact engine. Without extra moves everything is one staged
/// solve. With extra moves m is proven by a solve of its own, and "at most m + N moves" is a row in the second.
///
/// The lottery of the published run makes the answer unique, so a rerun without changes gives the same allocation:
/// nothing is moved (m = 0), and keeping everything is then the only allocation left.
public struct Rerun: Sendable {
    public let request: AllocationRequest
    public let published: Published
    public let terms: RerunTerms

    public init(_ request: AllocationRequest, published: Published, terms: RerunTerms) {
        self.request = request
        self.published = published
        self.terms = terms
    }

    public func allocate() -> AllocationOutcome {
        guard terms.extraMoves > 0 else { return solve(.everything).outcome }
        let fewest = solve(.fewestMoves)
        guard case .allocated(let least) = fewest.outcome else { return fewest.outcome }
        return withExtraMoves(fewest: least)
    }

    /// The best allocation with at most so many moves more than the fewest possible, which `least` is the proof of.
    func withExtraMoves(fewest least: SolvedAllocation) -> AllocationOutcome {
        let limit = least.stages[0].value + terms.extraMoves
        let outcome = solve(.atMost(limit)).outcome
        guard case .allocated(var rest) = outcome else { return outcome }
        rest.stages.insert(least.stages[0], at: 0)
        if let proof = least.certificate?.stages[0] { rest.certificate?.stages.insert(proof, at: 0) }
        rest.counters = least.counters.plus(rest.counters)
        return .allocated(rest)
    }

    /// A proof of how few placements must be moved.
    func fewestMoves() -> AllocationOutcome { solve(.fewestMoves).outcome }

    func solve(_ part: RerunCost.Part) -> (outcome: AllocationOutcome, stages: [Stage]) {
        let cost = RerunCost(published: published, terms: terms, part: part)
        let problem = AllocationProblem(
            event: request.event, rules: request.rules, objective: request.objective, seed: request.seed, rerun: cost)
        guard problem.shut.isEmpty && !problem.hasGroupWithoutRoom else { return (.impossible, problem.stages) }
        let solver = StagedSolver(problem: problem.problem, stages: problem.costs, guide: problem.guide)
        switch solver.solve(control: request.control) {
        case .infeasible: return (.impossible, problem.stages)
        case .stopped: return (.stopped, problem.stages)
        case .optimal(let result), .interrupted(let result):
            let builder = CertificateBuilder(event: request.event, problem: problem, firstStage: cost.offset)
            let solved = SolvedAllocation(
                allocation: problem.allocation(result.selection),
                stages: zip(problem.stages, result.stages).map { CertificateBuilder.summary(of: $0, $1) },
                certificate: builder.certificate(
                    objective: request.objective, seed: request.seed, stages: result.stages),
                counters: result.counters)
            return (.allocated(solved), problem.stages)
        }
    }
}

extension SolverCounters {
    func plus(_ other: SolverCounters) -> SolverCounters {
        var sum = self
        sum.pivots += other.pivots
        sum.priced += other.priced
        sum.refactorisations += other.refactorisations
        sum.nodes += other.nodes
        sum.relaxations += other.relaxations
        return sum
    }
}

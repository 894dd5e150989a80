/// Stage after stage to a proven optimum.
///
/// For each stage: the linear relaxation (`Simplex`), from the basis that the stage before left; if its vertex is not
/// whole, branch and bound (`BranchAndBound`); then the proof in whole numbers (`StageProver`). A stage whose bound
/// meets its value without a gap leaves a *face*: only options of no reduced cost, and rows with a price are full. The
/// next stage is solved on that face, which is smaller each time. A stage that needed rounding up or branching is
/// kept by a row instead.
public struct StagedSolver: Sendable {
    public let given: AssignmentProblem
    /// With units for what is held behind those that were given.
    let problem: AssignmentProblem
    public let stages: [StageCost]
    /// A cost whose optimum is near that of all stages together: a start.
    public let guide: StageCost
    /// Per unit an option to start from, empty where there is none to offer; nil to start from nothing. Each must be an
    /// option of its unit (without conflicts); together they need not keep any limit. They make no difference to what is
    /// found, only to how soon.
    public let start: [[Int]]?
    /// From how many units with a choice for each row on the simplex starts from prices (`DualSearch`): below that,
    /// moving the units one by one is as quick (measured).
    var longStepsFrom = 30
    /// So long any selection is looked for when the time is up and none was found. Nearly always a fraction of a second
    /// is enough.
    var grace = Duration.seconds(10)

    public init(problem: AssignmentProblem, stages: [StageCost], guide: StageCost, start: [[Int]]? = nil) {
        precondition(start.map { $0.count == problem.unitCount } ?? true, "an option for each unit, or an empty one")
        given = problem
        self.problem = problem.withHoldingUnits()
        precondition(
            self.problem.unitCount == problem.unitCount || (stages + [guide]).allSatisfy { $0.isFree },
            "where resources may be cancelled, an option of level 0 and label 0 costs nothing")
        self.stages = stages
        self.guide = guide
        self.start = start
    }

    public func solve(control: SolveControl = .unlimited) -> StagedOutcome {
        var search = StagedSearch(solver: self, control: control)
        switch search.findStart() {
        case .none: return .infeasible
        case .stopped: return .stopped
        case .found: break
        }
        for index in stages.indices {
            if control.isAllOrNothing && control.shouldStop { return .stopped }
            search.run(stage: index)
            control.progress(index + 1, stages.count)
        }
        let result = search.result(of: given.unitCount)
        return result.stages.allSatisfy { $0.value == $0.bound } ? .optimal(result) : .interrupted(result)
    }

    /// The rows that are there from the start: a resource whose limit could bind.
    var limitRows: [LinearRow] {
        var usable = [Int](repeating: 0, count: problem.resourceCount)
        for alternative in 0..<problem.alternativeCount {
            usable[Int(problem.resource[alternative])] += problem.seats(alternative)
        }
        var rows: [LinearRow] = []
        for r in 0..<problem.resourceCount {
            if let limit = problem.upperLimit[r], usable[r] > limit {
                rows.append(LinearRow(kind: .upper(resource: r), limit: problem.isCancellable[r] ? 0 : limit))
            }
            if problem.lowerLimit[r] > 0 {
                let limit = problem.isCancellable[r] ? 0 : -problem.lowerLimit[r]
                rows.append(LinearRow(kind: .lower(resource: r), limit: limit))
            }
        }
        return rows
    }
}

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
    var longStepsFrom = 15

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
        guard search.findStart() else { return .infeasible }
        for index in stages.indices {
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

    /// Units with an option to start from take that. Of the others, each in turn takes the option that costs least of
    /// those with room left, or of all. As `Simplex.keys`.
    func greedySelection() -> [Int32] {
        var room = problem.upperLimit.map { $0 ?? .max }
        let width = problem.widestOption
        var selection = [Int32](repeating: -1, count: problem.unitCount * width)
        var scratch = KernelScratch<Double>(widestOption: width)
        let cost = FloatCost(
            byTotalLevel: guide.byTotalLevel.map(Double.init), byLabel: guide.byLabel.map(Double.init),
            weightFactor: Double(guide.weightFactor),
            byResource: Array(repeating: 0, count: problem.resourceCount))
        for (unit, option) in (start ?? []).enumerated() {
            Simplex.store(option, in: &selection, at: unit * width, width: width)
            for alternative in option { room[Int(problem.resource[alternative])] -= problem.seats(alternative) }
        }
        for unit in 0..<problem.unitCount where selection[unit * width] < 0 {
            let withRoom = RoomCost(cost: cost, problem: problem, room: room)
            if problem.cheapest(unit, withRoom, &scratch) == nil {
                let all = RoomCost(cost: cost, problem: problem, room: [])
                if problem.cheapest(unit, all, &scratch) == nil { continue }
            }
            Simplex.store(scratch.option, in: &selection, at: unit * width, width: width)
            for alternative in scratch.option { room[Int(problem.resource[alternative])] -= problem.seats(alternative) }
        }
        return selection
    }
}

/// The guide's cost, over alternatives with room left.
private struct RoomCost: OptionCost {
    let cost: FloatCost
    let problem: AssignmentProblem
    let room: [Int]

    // Nothing is left out: the greedy start is made once.
    var floor: Double { -.infinity }
    func totalFloor(from level: Int) -> Double { -.infinity }
    func alternative(_ alternative: Int) -> Double { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Double { cost.jointPrice(alternative, in: problem) }
    func total(_ level: Int) -> Double { cost.total(level) }
    func isOpen(_ alternative: Int) -> Bool { room.isEmpty || room[Int(problem.resource[alternative])] > 0 }
}

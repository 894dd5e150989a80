/// The state of a staged solve: the simplex on the present face, the best whole selection, and what is proven.
struct StagedSearch {
    let solver: StagedSolver
    let control: SolveControl
    var prover: StageProver
    var simplex: Simplex
    /// The best selection of the stages so far, as `Simplex.keys` but by original numbers; empty before the first.
    var incumbent: [Int32] = [] {
        didSet { tally = nil }
    }
    /// Of the incumbent, once it was asked for.
    private var tally: SelectionTally?
    /// Whether a proven stage has not been made use of yet; several may be, by the last of them alone.
    private var isFacePending = false
    /// What the simplex began with.
    private let first: [Int32]
    /// What a search for a start that was stopped had come to, for the guide's cost.
    private var roughPrices: FloatRowPrices?
    /// Nil where nothing is tied.
    private lazy var circles = CircleBound(prover.bound)
    private var nodes = 0
    private var relaxations = 0

    init(solver: StagedSolver, control: SolveControl) {
        self.solver = solver
        self.control = control
        prover = StageProver(problem: solver.problem, stages: solver.stages)
        simplex = Simplex(
            problem: solver.problem, originalCount: solver.problem.alternativeCount, stages: solver.stages,
            rows: solver.limitRows, face: nil,
            start: FirstSelection.make(
                solver.problem, cost: FloatCost(solver.guide, resourceCount: solver.problem.resourceCount),
                start: solver.start, control: control), cuts: CutSearch(solver.problem),
            width: solver.problem.widestOption,
            longStepsFrom: solver.longStepsFrom)
        first = simplex.keys
    }

    /// Finds a first whole selection, near the guide's optimum. False when there is none.
    mutating func findStart() -> Start {
        guard solver.problem.everyUnitHasAnOption() else { return .none }
        if simplex.keepsAll() { incumbent = original(simplex.keys) }
        var search = BranchAndBound(stage: solver.guide, control: control, accepts: .first)
        let isFeasible = search.run(&simplex)
        count(search)
        if let found = search.best.map(original) {
            // What the search was given may be better than what is near the guide's optimum.
            if incumbent.isEmpty || isBetter(found, than: incumbent) { incumbent = found }
            return .found
        }
        guard search.wasInterrupted else { return isFeasible || !incumbent.isEmpty ? .found : .none }
        if control.isAllOrNothing { return .stopped }
        takePricedSelection()
        guard incumbent.isEmpty else { return .found }
        // There should be something to show, whatever the clock says.
        takeMended()
        guard incumbent.isEmpty else { return .found }
        // Not from where a search was stopped: that may be far from everything.
        simplex = simplex.starting(from: first)
        let grace = SolveControl(deadline: .now + solver.grace / 2)
        var last = BranchAndBound(stage: StageCost(), control: grace, accepts: .first)
        _ = last.run(&simplex)
        count(last)
        guard let best = last.best else { return last.wasInterrupted ? .stopped : .none }
        incumbent = original(best)
        return .found
    }

    /// How the search for something to start from ended.
    enum Start { case found, none, stopped }

    /// The search was stopped: the prices that it had come to place everybody, if better than what there is.
    private mutating func takePricedSelection() {
        guard let prices = simplex.roughPrices else { return }
        roughPrices = prices
        var cost = FloatCost(solver.guide, resourceCount: solver.problem.resourceCount)
        simplex.addRows(simplex.rows.map { prices.price(of: $0.kind) }, to: &cost)
        simplex.keys = FirstSelection.make(solver.problem, cost: cost, start: nil, control: control)
        simplex.resetBasis()
        guard simplex.keepsAll() else { return }
        let found = original(simplex.keys)
        if incumbent.isEmpty || counted(found).value(of: solver.guide) < counted(incumbent).value(of: solver.guide) {
            incumbent = found
        }
    }

    /// The better of what mending finds near where the search was stopped and near what it began with, which may be closer
    /// to something whole; where that is nothing, with people's turns in other orders.
    private mutating func takeMended() {
        let starts = [simplex, simplex.starting(from: first)]
        let control = SolveControl(deadline: .now + solver.grace / 2)
        var attempt = 0
        while incumbent.isEmpty && !control.shouldStop {
            for start in starts {
                let mended = start.mended(solver.guide, attempt: attempt, control: control)
                guard let found = mended.map(original) else { continue }
                if incumbent.isEmpty || isBetter(found, than: incumbent) { incumbent = found }
            }
            attempt += 1
        }
    }

    /// By the first stage in which they differ.
    private func isBetter(_ a: [Int32], than b: [Int32]) -> Bool {
        let a = counted(a), b = counted(b)
        for stage in solver.stages {
            let own = a.value(of: stage), other = b.value(of: stage)
            if own != other { return own < other }
        }
        return false
    }

    private mutating func count(_ search: BranchAndBound) {
        nodes += search.nodes
        relaxations += search.relaxations
    }

    /// One stage: value, proof, and what it leaves for the next.
    mutating func run(stage index: Int) {
        let stage = solver.stages[index]
        let known = value(of: stage)
        // Nothing to gain: every unit already takes what costs it least.
        if prover.proveWithoutPrices(index, value: known) {
            isFacePending = true
            return
        }
        if control.shouldStop {
            prover.giveUp(index, value: known, roughPrices: roughPrices(for: stage))
            return
        }
        restrictToFace()
        var search = BranchAndBound(stage: stage, control: control, accepts: .optimal)
        search.bestValue = known
        search.nodeProver = circles.map {
            NodeProver(prover: prover, stage: index, circles: $0, incumbent: incumbent)
        }
        _ = search.run(&simplex)
        circles = search.nodeProver?.circles
        count(search)
        if let best = search.best { incumbent = original(best) }
        let reached = value(of: stage)
        prover.prove(index, value: reached, tree: search.tree)
        if prover.isExact(index) {
            isFacePending = true
        } else {
            simplex.append([LinearRow(kind: .stage(index), limit: reached)])
        }
    }

    /// Prices for the guide, as prices for a stage: in the measure in which both count a first disappointment.
    private func roughPrices(for stage: StageCost) -> FloatRowPrices? {
        guard let roughPrices, stage.byTotalLevel.count > 1, solver.guide.byTotalLevel.count > 1,
            solver.guide.byTotalLevel[1] > 0
        else { return nil }
        return roughPrices.scaled(by: Double(stage.byTotalLevel[1]) / Double(solver.guide.byTotalLevel[1]))
    }

    /// Goes over to the face that a stage proven without a gap leaves.
    private mutating func restrictToFace() {
        guard isFacePending, let (smaller, face) = prover.face(of: simplex.problem) else { return }
        isFacePending = false
        simplex.move(to: smaller, face: face, incumbent: incumbent)
        for row in simplex.rows.indices where prover.isFull(simplex.rows[row].kind) {
            simplex.setEquality(row)
        }
    }

    func result(of unitCount: Int) -> StagedResult {
        StagedResult(
            selection: (0..<unitCount).map { unit in
                Simplex.option(in: incumbent, at: unit * simplex.width, width: simplex.width)
            }, stages: prover.results,
            counters: SolverCounters(
                pivots: simplex.counters.pivots, priced: simplex.counters.priced,
                refactorisations: simplex.counters.refactorisations, nodes: nodes, relaxations: relaxations))
    }

    private func original(_ selection: [Int32]) -> [Int32] {
        selection.map { $0 < 0 ? -1 : simplex.problem.number(of: Int($0)) }
    }

    private func counted(_ selection: [Int32]) -> SelectionTally {
        SelectionTally(selection, width: simplex.width, in: solver.problem)
    }

    /// The incumbent's.
    private mutating func value(of stage: StageCost) -> Int {
        let counted = tally ?? counted(incumbent)
        tally = counted
        return counted.value(of: stage)
    }
}

/// The innermost loops of the engine by themselves, for measuring: each does a fixed amount of work, told in counts that
/// are the same on every machine, so that a change in them is a change of the program and not of the machine.
public struct KernelProbe: Sendable {
    private let solver: StagedSolver
    /// At the optimum of the guide's relaxation.
    private let optimum: Simplex
    private let pricer: UnitPricer

    /// - Parameters:
    ///   - problem: must have a selection that keeps all limits.
    ///   - guide: the cost that is priced.
    public init(problem: AssignmentProblem, guide: StageCost) {
        solver = StagedSolver(problem: problem, stages: [], guide: guide)
        var simplex = KernelProbe.simplex(of: solver, longStepsFrom: solver.longStepsFrom)
        _ = simplex.minimise(guide, control: .unlimited)
        simplex.computePrices(.cost)
        let cost = FloatCost(guide, resourceCount: problem.resourceCount)
            .adding(simplex.rowCost(simplex.prices), times: 1)
        pricer = UnitPricer(simplex, cost)
        optimum = simplex
    }

    /// As a solve begins, with long steps from this many units for each row.
    private static func simplex(of solver: StagedSolver, longStepsFrom: Int) -> Simplex {
        var solver = solver
        solver.longStepsFrom = longStepsFrom
        return StagedSearch(solver: solver, control: .unlimited).simplex
    }

    /// Rows that tie units together: the size of the working basis.
    public var rows: Int { optimum.rows.count }

    /// The cheapest option of every unit under the prices of the optimum, in floating point, on one thread: the loop that
    /// a solve spends its time on. Returns how many units were priced, and a sum over the options found.
    public func price() -> (units: Int, alternatives: Int) {
        var pricer = pricer, sum = 0, units = 0
        for unit in 0..<solver.problem.unitCount where pricer.cheapest(unit) != nil {
            units += 1
            for alternative in pricer.option(of: unit) { sum &+= alternative }
        }
        return (units, sum)
    }

    /// The same in whole numbers, as a proof does it, with some price on every resource: units, and the sum of what their
    /// cheapest options cost.
    public func priceExactly() -> (units: Int, sum: Int) {
        var cost = WholeCost(resourceCount: solver.problem.resourceCount)
        cost.add(solver.guide, times: 1)
        for resource in cost.byResource.indices { cost.byResource[resource] = Int128(resource % 7) }
        let whole = WholeOptionCost(cost: cost, problem: solver.problem)
        var scratch = KernelScratch<Int128>(widestOption: solver.problem.widestOption), sum: Int128 = 0, units = 0
        for unit in 0..<solver.problem.unitCount {
            guard let least = solver.problem.cheapest(unit, priced: whole, &scratch) else { continue }
            units += 1
            sum += least
        }
        return (units, Int(truncatingIfNeeded: sum))
    }

    /// The relaxation from scratch: by pivots of the primal simplex alone, or with long steps before them.
    public func relax(longSteps: Bool) -> (pivots: Int, priced: Int, refactorisations: Int) {
        var simplex = KernelProbe.simplex(of: solver, longStepsFrom: longSteps ? solver.longStepsFrom : 1 << 40)
        _ = simplex.minimise(solver.guide, control: .unlimited)
        return (simplex.counters.pivots, simplex.counters.priced, simplex.counters.refactorisations)
    }

    /// The inverse of the working basis, made anew this many times.
    public func refactor(times: Int) {
        var simplex = optimum
        for _ in 0..<times {
            simplex.isInverseFresh = false
            simplex.refactor()
        }
    }
}

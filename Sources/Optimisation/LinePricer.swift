/// Costs along a step of the prices: `base + step · along`.
struct Line {
    let base: FloatCost
    let along: FloatCost

    func cost(at step: Double) -> FloatCost { base.adding(along, times: step) }
}

/// The options of one unit at a time along a step, without tables of costs for every place on it.
struct LinePricer {
    private let problem: AssignmentProblem
    private var cost: FaceOptionCost<LineCost>
    private var scratch: KernelScratch<Double>
    private var faceScratch: KernelScratch<FaceValue>

    init(_ simplex: Simplex, _ line: Line) {
        problem = simplex.problem
        let base = FloatOptionCost(
            cost: line.base, problem: simplex.problem, banned: simplex.pricing.current.banned, hasBans: simplex.hasBans)
        let free = LineCost(base: base, along: line.along, in: simplex.problem)
        cost = FaceOptionCost(simplex.face, free, in: simplex.problem)
        scratch = KernelScratch(widestOption: simplex.width, control: simplex.control)
        faceScratch = KernelScratch(widestOption: simplex.width, control: simplex.control)
    }

    /// What an option costs along the line: at its start, and how much more for each step.
    struct Course {
        var level: Double
        var rate: Double

        func cost(at step: Double) -> Double { level + step * rate }
    }

    func course(of option: [Int], unit: Int) -> Course {
        Course(
            level: cost.current.base.cost.cost(of: option, unit: unit, in: problem),
            rate: cost.current.along.cost.cost(of: option, unit: unit, in: problem))
    }

    /// An option that costs less at a step than a bar; nil when there is none that is allowed.
    mutating func option(of unit: Int, at step: Double, below bar: Double) -> [Int]? {
        cost.current.step = step
        if cost.restricts(unit) {
            guard let value = cost.cheapest(unit, &faceScratch), value < bar else { return nil }
            return faceScratch.option
        }
        guard let value = problem.cheapest(unit, cost.current, &scratch), value < bar else { return nil }
        return scratch.option
    }
}

/// The options of units under one cost: a reader of a simplex that can be handed to another thread.
struct UnitPricer: Sendable {
    private let problem: AssignmentProblem
    private let face: Face?
    private let cost: FloatOptionCost
    private let keys: [Int32]
    private let width: Int
    private var scratch: KernelScratch<Double>
    private var faceScratch: KernelScratch<FaceValue>

    init(_ simplex: Simplex, _ cost: FloatCost) {
        problem = simplex.problem
        face = simplex.face
        self.cost = FloatOptionCost(
            cost: cost, problem: simplex.problem, banned: simplex.pricing.banned, hasBans: simplex.hasBans)
        keys = simplex.keys
        width = simplex.width
        scratch = KernelScratch(widestOption: width)
        faceScratch = KernelScratch(widestOption: width)
    }

    func key(of unit: Int) -> [Int] { Simplex.option(in: keys, at: unit * width, width: width) }

    private func isRestricted(_ unit: Int) -> Bool { face.map { $0.isRestricted[unit] } ?? false }

    /// The least that an option of the unit costs, nil when it has none that is allowed; see `option(of:)`.
    mutating func cheapest(_ unit: Int) -> Double? {
        guard let face, face.isRestricted[unit] else { return problem.cheapest(unit, floating: cost, &scratch) }
        return face.cheapest(unit, cost, in: problem, &faceScratch)
    }

    /// The option that `cheapest` found last.
    func option(of unit: Int) -> [Int] { isRestricted(unit) ? faceScratch.option : scratch.option }

    /// How much dearer every other option is than this one, 0 where one is cheaper or where that is not worth finding out.
    /// What was found before is lost.
    mutating func gap(of option: [Int], _ unit: Int) -> Double {
        guard !isRestricted(unit), let two = problem.cheapestTwo(unit, floating: cost, &scratch) else {
            return max(0, cheapestOther(than: option, unit) - cost(of: option, unit: unit))
        }
        // Of several that cost the same, another may have been found: then there is no gap either.
        return scratch.option == option ? two.next - two.least : 0
    }

    /// The least that any option but this one costs; minus infinity where that is not worth finding out. What was found
    /// before is lost.
    mutating func cheapestOther(than option: [Int], _ unit: Int) -> Double {
        guard problem.isPlain(unit) else { return -.infinity }
        var least = Double.infinity
        for alternative in option {
            if let face, face.isRestricted[unit] {
                guard let value = face.cheapest(unit, cost, in: problem, without: alternative, &faceScratch) else {
                    continue
                }
                least = min(least, value)
            } else if let value = problem.cheapest(unit, floating: cost, excluding: alternative, &scratch) {
                least = min(least, value)
            }
        }
        return least
    }

    func keyCost(of unit: Int) -> Double {
        guard !problem.isJoint(unit) else { return cost(of: key(of: unit), unit: unit) }
        var sum = 0.0
        var level = 0
        for place in (unit * width)..<(unit * width + width) where keys[place] >= 0 {
            sum += cost.cost.price(Int(keys[place]), in: problem)
            level += Int(problem.level[Int(keys[place])])
        }
        return sum + cost.cost.total(level)
    }

    func cost(of option: [Int], unit: Int) -> Double { cost.cost.cost(of: option, unit: unit, in: problem) }
}

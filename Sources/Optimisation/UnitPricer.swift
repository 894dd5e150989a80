/// The options of units under one cost: a reader of a simplex that can be handed to another thread.
struct UnitPricer: Sendable {
    private let problem: AssignmentProblem
    private let cost: FaceOptionCost<FloatOptionCost>
    private let keys: [Int32]
    private let width: Int
    private var scratch: KernelScratch<Double>
    private var faceScratch: KernelScratch<FaceValue>
    private var nearScratch = NearScratch()
    private var nearness: Nearness?
    private var other: [Int] = []
    private var otherGap = 0.0

    init(_ simplex: Simplex, _ cost: FloatCost) {
        problem = simplex.problem
        let free = FloatOptionCost(
            cost: cost, problem: simplex.problem, banned: simplex.pricing.current.banned, hasBans: simplex.hasBans)
        self.cost = FaceOptionCost(simplex.face, free, in: simplex.problem)
        keys = simplex.keys
        width = simplex.width
        scratch = KernelScratch(widestOption: width, control: simplex.control)
        faceScratch = KernelScratch(widestOption: width, control: simplex.control)
    }

    func key(of unit: Int) -> [Int] { Simplex.option(in: keys, at: unit * width, width: width) }

    /// The least that an option of the unit costs, nil when it has none that is allowed; see `option(of:)`.
    mutating func cheapest(_ unit: Int) -> Double? {
        cost.restricts(unit)
            ? cost.cheapest(unit, &faceScratch) : problem.cheapest(unit, priced: cost.current, &scratch)
    }

    /// Whether a search was stopped: then what `cheapest` found may not have been the cheapest.
    var wasStopped: Bool { scratch.isStopped || faceScratch.isStopped }

    /// The option that `cheapest` found last.
    func option(of unit: Int) -> [Int] { cost.restricts(unit) ? faceScratch.option : scratch.option }

    /// As `cheapest`, and finds out how far the unit is from changing: see `seen` and `entry`.
    mutating func look(at unit: Int, within reach: Double) -> Double? {
        if problem.isPlain(unit) && problem.slots(ofPlain: unit).count <= 2 && !hasBans(unit) {
            nearness = problem.look(at: unit, priced: cost, within: reach, &nearScratch)
            return nearness?.least
        }
        nearness = nil
        guard let least = cheapest(unit) else { return nil }
        other = option(of: unit)
        otherGap = max(0, cheapestOther(than: other, unit) - least)
        return least
    }

    private func hasBans(_ unit: Int) -> Bool {
        cost.current.hasBans && problem.alternatives(ofUnit: unit).contains { !cost.current.isOpen($0) }
    }

    /// The option that the last look found.
    var seen: [Int] { nearness == nil ? other : nearScratch.option }

    /// What is to be remembered of the last look where the unit has the option that it found.
    func entry(of unit: Int, mark: Int32) -> Watchlist.Entry {
        guard let nearness else { return .init(gap: otherGap, near: .max, key: (-1, -1), mark: mark) }
        let (first, second) = nearScratch.best
        return .init(
            gap: nearness.gap, near: nearness.resources,
            key: (Int32(problem.resource[first]), second < 0 ? -1 : Int32(problem.resource[second])), mark: mark)
    }

    /// Whether the last look found the unit's key.
    func sawKey(of unit: Int) -> Bool {
        guard nearness != nil else { return other == key(of: unit) }
        let (first, second) = nearScratch.best
        return Int(keys[unit * width]) == first && (second < 0 || Int(keys[unit * width + 1]) == second)
    }

    /// The least that any option but this one costs; minus infinity where that is not worth finding out. What was found
    /// before is lost.
    mutating func cheapestOther(than option: [Int], _ unit: Int) -> Double {
        guard problem.isPlain(unit) else { return -.infinity }
        var least = Double.infinity
        for alternative in option {
            if cost.restricts(unit) {
                guard let value = cost.cheapest(unit, without: alternative, &faceScratch) else { continue }
                least = min(least, value)
            } else if let value = problem.cheapest(unit, priced: cost.current, excluding: alternative, &scratch) {
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
            sum += cost.current.cost.price(Int(keys[place]), in: problem)
            level += Int(problem.level[Int(keys[place])])
        }
        return sum + cost.current.cost.total(level)
    }

    func cost(of option: [Int], unit: Int) -> Double { cost.current.cost.cost(of: option, unit: unit, in: problem) }
}

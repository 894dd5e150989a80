/// What an option costs in whole numbers: a combination of stage costs, plus a price per resource and, where side
/// rules have prices, per alternative. Exact.
///
/// Overflow: prices are kept below 2^84 in size by whoever makes them (`RowPrices.isWithinRange`), a unit adds up
/// a few hundred of them, and sums over units go through checked arithmetic (`ExactBound`).
struct WholeCost: Sendable {
    var byTotalLevel: [Int128]
    var byLabel: [Int128]
    var weightFactor: Int128
    var byResource: [Int128]
    /// By original number; empty when no side rule has a price.
    var extra: [Int128] = []
    /// No entry of `extra` is less; at most 0.
    var leastExtra: Int128 = 0

    init(resourceCount: Int) {
        byTotalLevel = []
        byLabel = []
        weightFactor = 0
        byResource = Array(repeating: 0, count: resourceCount)
    }

    /// Adds a multiple of a stage's cost.
    mutating func add(_ stage: StageCost, times factor: Int128) {
        guard factor != 0 else { return }
        while byTotalLevel.count < stage.byTotalLevel.count { byTotalLevel.append(0) }
        while byLabel.count < stage.byLabel.count { byLabel.append(0) }
        for (level, cost) in stage.byTotalLevel.enumerated() { byTotalLevel[level] += factor * Int128(cost) }
        for (label, cost) in stage.byLabel.enumerated() { byLabel[label] += factor * Int128(cost) }
        weightFactor += factor * Int128(stage.weightFactor)
    }

    mutating func add(_ rule: SideRule, times price: Int128, alternativeCount: Int) {
        if extra.isEmpty { extra = Array(repeating: 0, count: alternativeCount) }
        var least: Int128 = 0
        for term in rule.terms {
            let amount = price * Int128(term.coefficient)
            extra[Int(term.alternative)] += amount
            least = min(least, amount)
        }
        leastExtra += least
    }

    @inline(__always)
    func price(_ alternative: Int, in problem: AssignmentProblem) -> Int128 {
        var price = byResource[Int(problem.resource[alternative])]
        if !byLabel.isEmpty {
            let label = Int(problem.label[alternative])
            if label < byLabel.count { price += byLabel[label] }
        }
        if weightFactor != 0 { price += weightFactor * Int128(problem.weight[alternative]) }
        if !extra.isEmpty { price += extra[Int(problem.original[alternative])] }
        return price
    }

    func jointPrice(_ alternative: Int, in problem: AssignmentProblem) -> Int128 {
        let number = problem.original[alternative]
        let joint = problem.joint[number]!
        var price = byResource[Int(problem.resource[alternative])] * Int128(joint.seats)
        for label in joint.labels where label < byLabel.count { price += byLabel[label] }
        price += weightFactor * Int128(joint.weight)
        return extra.isEmpty ? price : price + extra[Int(number)]
    }

    @inline(__always)
    func total(_ level: Int) -> Int128 { level < byTotalLevel.count ? byTotalLevel[level] : 0 }

    func floors(in problem: AssignmentProblem) -> CostFloors<Int128> {
        CostFloors(
            resources: byResource, labels: byLabel, leastWeight: weightFactor * 4_294_967_296, leastExtra: leastExtra,
            totals: byTotalLevel, levelCeiling: problem.levelCeiling)
    }

    /// The cost of a whole option.
    func cost(of option: [Int], unit: Int, in problem: AssignmentProblem) -> Int128 {
        guard problem.isJoint(unit) else {
            var level = 0
            var cost: Int128 = 0
            for alternative in option {
                level += Int(problem.level[alternative])
                cost += price(alternative, in: problem)
            }
            return cost + total(level)
        }
        var cost: Int128 = 0
        for alternative in option { cost += jointPrice(alternative, in: problem) }
        return problem.totalLevels(of: option, unit: unit).reduce(cost) { $0 + total($1) }
    }
}

extension AssignmentProblem {
    /// Each person's sum of levels.
    func totalLevels(of option: some Sequence<Int>, unit: Int) -> [Int] {
        var totals = [Int](repeating: 0, count: Int(peopleCount[unit]))
        for alternative in option {
            if let joint = joint[original[alternative]] {
                for person in totals.indices { totals[person] += joint.levels[person] }
            } else {
                totals[0] += Int(level[alternative])
            }
        }
        return totals
    }
}

/// What no alternative and no total can be below, for any sum of tables: what lets the kernel leave out the dear ones.
struct CostFloors<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    /// One alternative's part.
    let alternative: Value
    /// The table itself, up to the highest level that there is.
    let totals: [Value]
    /// Entry l: the least of the table at levels l, l + 1, ...
    let total: [Value]

    init(resources: [Value], labels: [Value], leastWeight: Value, leastExtra: Value, totals: [Value], levelCeiling: Int)
    {
        alternative =
            (resources.min() ?? .zero) + min(.zero, labels.min() ?? .zero) + min(.zero, leastWeight) + leastExtra
        self.totals = (0...levelCeiling).map { $0 < totals.count ? totals[$0] : .zero }
        var floors = self.totals
        for level in (0..<levelCeiling).reversed() { floors[level] = min(floors[level], floors[level + 1]) }
        total = floors
    }
}

/// `WholeCost` as the kernel reads it, over all alternatives or those not banned.
struct WholeOptionCost: OptionCost {
    let cost: WholeCost
    let problem: AssignmentProblem
    /// Empty: everything is open.
    let banned: [Bool]
    private let floors: CostFloors<Int128>

    init(cost: WholeCost, problem: AssignmentProblem, banned: [Bool]) {
        self.cost = cost
        self.problem = problem
        self.banned = banned
        floors = cost.floors(in: problem)
    }

    @inline(__always) var floor: Int128 { floors.alternative }
    @inline(__always) func totalFloor(from level: Int) -> Int128 {
        floors.total[level]
    }

    @inline(__always) func alternative(_ alternative: Int) -> Int128 { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Int128 { cost.jointPrice(alternative, in: problem) }
    @inline(__always) func total(_ level: Int) -> Int128 { cost.total(level) }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { banned.isEmpty || !banned[alternative] }
}

/// What an option costs for the simplex, in floating point.
struct FloatCost: Sendable {
    var byTotalLevel: [Double]
    var byLabel: [Double]
    var weightFactor: Double
    var byResource: [Double]
    /// By original number; empty when there are no rows of side rules.
    var extra: [Double] = []
    /// No entry of `extra` is less; at most 0.
    var leastExtra = 0.0

    @inline(__always)
    func price(_ alternative: Int, in problem: AssignmentProblem) -> Double {
        var price = byResource[Int(problem.resource[alternative])]
        if !byLabel.isEmpty {
            let label = Int(problem.label[alternative])
            if label < byLabel.count { price += byLabel[label] }
        }
        if weightFactor != 0 { price += weightFactor * Double(problem.weight[alternative]) }
        if !extra.isEmpty { price += extra[Int(problem.original[alternative])] }
        return price
    }

    func floors(in problem: AssignmentProblem) -> CostFloors<Double> {
        CostFloors(
            resources: byResource, labels: byLabel, leastWeight: weightFactor * 4_294_967_296, leastExtra: leastExtra,
            totals: byTotalLevel, levelCeiling: problem.levelCeiling)
    }

    func jointPrice(_ alternative: Int, in problem: AssignmentProblem) -> Double {
        let number = problem.original[alternative]
        let joint = problem.joint[number]!
        var price = byResource[Int(problem.resource[alternative])] * Double(joint.seats)
        for label in joint.labels where label < byLabel.count { price += byLabel[label] }
        price += weightFactor * Double(joint.weight)
        return extra.isEmpty ? price : price + extra[Int(number)]
    }

    @inline(__always)
    func total(_ level: Int) -> Double { level < byTotalLevel.count ? byTotalLevel[level] : 0 }

    /// The cost of a whole option.
    func cost(of option: [Int], unit: Int, in problem: AssignmentProblem) -> Double {
        guard !problem.isJoint(unit) else {
            let own = option.reduce(0) { $0 + jointPrice($1, in: problem) }
            return problem.totalLevels(of: option, unit: unit).reduce(own) { $0 + total($1) }
        }
        var sum = 0.0
        var level = 0
        for alternative in option {
            sum += price(alternative, in: problem)
            level += Int(problem.level[alternative])
        }
        return sum + total(level)
    }
}

struct FloatOptionCost: OptionCost, Sendable {
    private(set) var cost: FloatCost
    let problem: AssignmentProblem
    /// Counts only where `hasBans`.
    var banned: [Bool]
    var hasBans: Bool
    private(set) var floors: CostFloors<Double>

    init(cost: FloatCost, problem: AssignmentProblem, banned: [Bool], hasBans: Bool) {
        self.cost = cost
        self.problem = problem
        self.banned = banned
        self.hasBans = hasBans
        floors = cost.floors(in: problem)
    }

    /// Hands the cost out to be changed in place; `set` must follow.
    mutating func take() -> FloatCost {
        let taken = cost
        cost = FloatCost(byTotalLevel: [], byLabel: [], weightFactor: 0, byResource: [])
        return taken
    }

    mutating func set(_ changed: FloatCost) {
        cost = changed
        floors = cost.floors(in: problem)
    }

    @inline(__always) var floor: Double { floors.alternative }
    @inline(__always) func totalFloor(from level: Int) -> Double {
        floors.total[level]
    }

    @inline(__always) func alternative(_ alternative: Int) -> Double { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Double { cost.jointPrice(alternative, in: problem) }
    @inline(__always) func total(_ level: Int) -> Double { cost.total(level) }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { !hasBans || !banned[alternative] }
}

/// First the exact cost of earlier stages, then the cost at hand: options that give up an earlier stage never win.
struct FaceValue: Comparable, AdditiveArithmetic, Sendable {
    var earlier: Int128
    var current: Double

    static var zero: FaceValue { FaceValue(earlier: 0, current: 0) }

    @inline(__always) static func + (a: FaceValue, b: FaceValue) -> FaceValue {
        FaceValue(earlier: a.earlier &+ b.earlier, current: a.current + b.current)
    }

    @inline(__always) static func - (a: FaceValue, b: FaceValue) -> FaceValue {
        FaceValue(earlier: a.earlier &- b.earlier, current: a.current - b.current)
    }

    @inline(__always) static func < (a: FaceValue, b: FaceValue) -> Bool {
        a.earlier != b.earlier ? a.earlier < b.earlier : a.current < b.current
    }
}

///
/// Make one and keep it: it holds the problem and all its tables, and to copy them for each unit costs more than the unit.
struct FaceOptionCost<Current: OptionCost & Sendable>: OptionCost, Sendable where Current.Value == Double {
    private let earlier: WholeCost
    private let floors: CostFloors<Int128>
    var current: Current
    private let problem: AssignmentProblem
    private let minimum: [Int128]
    private let isRestricted: [Bool]

    /// Without a face no unit is restricted.
    init(_ face: Face?, _ current: Current, in problem: AssignmentProblem) {
        earlier = face?.earlier ?? WholeCost(resourceCount: 0)
        floors = face?.floors ?? earlier.floors(in: problem)
        minimum = face?.minimum ?? []
        isRestricted = face?.isRestricted ?? []
        self.current = current
        self.problem = problem
    }

    @inline(__always) func restricts(_ unit: Int) -> Bool { !isRestricted.isEmpty && isRestricted[unit] }

    /// The least that an option costs of those that the face leaves to a unit; nil when it has none that is allowed. The
    /// option is left in the scratch.
    func cheapest(_ unit: Int, _ scratch: inout KernelScratch<FaceValue>) -> Double? {
        guard let value = problem.cheapest(unit, self, &scratch), value.earlier == minimum[unit] else { return nil }
        return value.current
    }

    func cheapest(_ unit: Int, without alternative: Int, _ scratch: inout KernelScratch<FaceValue>) -> Double? {
        guard let value = problem.cheapest(unit, without: alternative, self, &scratch), value.earlier == minimum[unit]
        else { return nil }
        return value.current
    }

    @inline(__always) var floor: FaceValue { FaceValue(earlier: floors.alternative, current: -.infinity) }
    @inline(__always) func totalFloor(from level: Int) -> FaceValue {
        FaceValue(earlier: floors.total[level], current: -.infinity)
    }

    @inline(__always) func alternative(_ alternative: Int) -> FaceValue {
        FaceValue(earlier: earlier.price(alternative, in: problem), current: current.alternative(alternative))
    }
    func joint(_ alternative: Int) -> FaceValue {
        FaceValue(earlier: earlier.jointPrice(alternative, in: problem), current: current.joint(alternative))
    }
    @inline(__always) func total(_ level: Int) -> FaceValue {
        FaceValue(earlier: earlier.total(level), current: current.total(level))
    }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { current.isOpen(alternative) }
}

/// What an option costs along a straight line between costs: `base + step · along`, `step >= 0`.
struct LineCost: OptionCost, Sendable {
    let base: FloatOptionCost
    let along: FloatOptionCost
    var step = 0.0

    init(base: FloatCost, along: FloatCost, in problem: AssignmentProblem) {
        self.base = FloatOptionCost(cost: base, problem: problem, banned: [], hasBans: false)
        self.along = FloatOptionCost(cost: along, problem: problem, banned: [], hasBans: false)
    }

    @inline(__always) var floor: Double { base.floor + step * along.floor }
    @inline(__always) func totalFloor(from level: Int) -> Double {
        base.totalFloor(from: level) + step * along.totalFloor(from: level)
    }

    @inline(__always) func alternative(_ alternative: Int) -> Double {
        base.alternative(alternative) + step * along.alternative(alternative)
    }
    func joint(_ alternative: Int) -> Double { base.joint(alternative) + step * along.joint(alternative) }
    @inline(__always) func total(_ level: Int) -> Double { base.total(level) + step * along.total(level) }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { true }
}

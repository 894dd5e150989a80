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
        for term in rule.terms { extra[Int(term.alternative)] += price * Int128(term.coefficient) }
    }

    @inline(__always)
    func price(_ alternative: Int, in problem: AssignmentProblem) -> Int128 {
        let label = Int(problem.label[alternative])
        var price = byResource[Int(problem.resource[alternative])]
        if label < byLabel.count { price += byLabel[label] }
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

/// `WholeCost` as the kernel reads it, over all alternatives or those not banned.
struct WholeOptionCost: OptionCost {
    let cost: WholeCost
    let problem: AssignmentProblem
    /// Empty: everything is open.
    let banned: [Bool]

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

    @inline(__always)
    func price(_ alternative: Int, in problem: AssignmentProblem) -> Double {
        let label = Int(problem.label[alternative])
        var price = byResource[Int(problem.resource[alternative])]
        if label < byLabel.count { price += byLabel[label] }
        if weightFactor != 0 { price += weightFactor * Double(problem.weight[alternative]) }
        if !extra.isEmpty { price += extra[Int(problem.original[alternative])] }
        return price
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
}

struct FloatOptionCost: OptionCost {
    var cost: FloatCost
    let problem: AssignmentProblem
    var banned: [Bool]

    @inline(__always) func alternative(_ alternative: Int) -> Double { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Double { cost.jointPrice(alternative, in: problem) }
    @inline(__always) func total(_ level: Int) -> Double { cost.total(level) }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { !banned[alternative] }
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

struct FaceOptionCost: OptionCost {
    let earlier: WholeCost
    let current: FloatCost
    let problem: AssignmentProblem
    let banned: [Bool]

    @inline(__always) func alternative(_ alternative: Int) -> FaceValue {
        FaceValue(
            earlier: earlier.price(alternative, in: problem), current: current.price(alternative, in: problem))
    }
    func joint(_ alternative: Int) -> FaceValue {
        FaceValue(
            earlier: earlier.jointPrice(alternative, in: problem),
            current: current.jointPrice(alternative, in: problem))
    }
    @inline(__always) func total(_ level: Int) -> FaceValue {
        FaceValue(earlier: earlier.total(level), current: current.total(level))
    }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { !banned[alternative] }
}

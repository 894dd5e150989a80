/// What an option costs: a combination of stage costs, plus a price per resource and, where side rules have prices, per
/// alternative. In floating point for a simplex (`FloatCost`), in whole numbers for a proof (`WholeCost`).
///
/// Overflow of whole numbers: prices are kept below 2^84 in size by whoever makes them (`RowPrices.isWithinRange`), a
/// unit adds up a few hundred of them, and sums over units go through checked arithmetic (`ExactBound`). Mostly they are
/// so small that half as many bits will do (`narrowed`), which takes half as long.
struct OptionPrices<Value: PriceNumber>: Sendable {
    var byTotalLevel: [Value]
    var byLabel: [Value]
    var weightFactor: Value
    var byResource: [Value]
    /// What alternatives pay for side rules, by place, and by original number the place, or -1; empty when no side rule
    /// has a price. Who has the same places may share them.
    var extra: [Value] = []
    var extraPlaces: [Int32] = []
    /// No entry of `extra` is less; at most 0.
    var leastExtra: Value = .zero
    /// What alternatives cost more, by place, so that no two options cost the same; empty mostly, and never negative.
    var shifts: [Value] = []

    /// Nothing costs anything.
    init(resourceCount: Int) {
        byTotalLevel = []
        byLabel = []
        weightFactor = .zero
        byResource = Array(repeating: .zero, count: resourceCount)
    }

    @inline(__always)
    func price(_ alternative: Int, in problem: AssignmentProblem) -> Value {
        var price = byResource[Int(problem.resource[alternative])]
        if !byLabel.isEmpty {
            let label = Int(problem.label[alternative])
            if label < byLabel.count { price += byLabel[label] }
        }
        if weightFactor != .zero { price += weightFactor * Value(problem.weight[alternative]) }
        if !extra.isEmpty { price += extra(of: problem.number(of: alternative)) }
        if !shifts.isEmpty { price += shifts[alternative] }
        return price
    }

    @inline(__always)
    private func extra(of number: Int32) -> Value {
        let place = extraPlaces[Int(number)]
        return place < 0 ? .zero : extra[Int(place)]
    }

    func jointPrice(_ alternative: Int, in problem: AssignmentProblem) -> Value {
        let number = problem.number(of: alternative)
        let place = problem.joint.place(of: number)!
        var price = byResource[Int(problem.resource[alternative])] * Value(problem.joint.alternatives[place].seats)
        if !byLabel.isEmpty {
            for label in problem.joint.alternatives[place].labels where label < byLabel.count {
                price += byLabel[label]
            }
        }
        if weightFactor != .zero { price += weightFactor * Value(problem.joint.alternatives[place].weight) }
        if !extra.isEmpty { price += extra(of: number) }
        return shifts.isEmpty ? price : price + shifts[alternative]
    }

    @inline(__always)
    func total(_ level: Int) -> Value { level < byTotalLevel.count ? byTotalLevel[level] : .zero }

    func floors(in problem: AssignmentProblem) -> CostFloors<Value> {
        CostFloors(
            resources: byResource, labels: byLabel, leastWeight: weightFactor * Value(1 << 32), leastExtra: leastExtra,
            totals: byTotalLevel, levelCeiling: problem.levelCeiling)
    }

    /// The cost of a whole option.
    func cost(of option: [Int], unit: Int, in problem: AssignmentProblem) -> Value {
        guard problem.isJoint(unit) else {
            var level = 0
            var cost = Value.zero
            for alternative in option {
                level += Int(problem.level[alternative])
                cost += price(alternative, in: problem)
            }
            return cost + total(level)
        }
        var cost = Value.zero
        for alternative in option { cost += jointPrice(alternative, in: problem) }
        return problem.totalLevels(of: option, unit: unit).reduce(cost) { $0 + total($1) }
    }
}

/// What prices are made of.
protocol PriceNumber: Comparable, SignedNumeric, Sendable {
    init(_ value: Int)
    init(_ weight: UInt32)
    /// More than anything costs.
    static var unreached: Self { get }
}

extension Double: PriceNumber {
    static var unreached: Double { .infinity }
}

extension Int128: PriceNumber {
    static var unreached: Int128 { .max }
}

extension Int64: PriceNumber {
    static var unreached: Int64 { .max }
}

typealias WholeNumber = PriceNumber & FixedWidthInteger

typealias FloatCost = OptionPrices<Double>
typealias WholeCost = OptionPrices<Int128>

extension WholeCost {
    /// Adds a multiple of a stage's cost.
    mutating func add(_ stage: StageCost, times factor: Int128) {
        guard factor != 0 else { return }
        while byTotalLevel.count < stage.byTotalLevel.count { byTotalLevel.append(0) }
        while byLabel.count < stage.byLabel.count { byLabel.append(0) }
        for (level, cost) in stage.byTotalLevel.enumerated() { byTotalLevel[level] += factor * Int128(cost) }
        for (label, cost) in stage.byLabel.enumerated() { byLabel[label] += factor * Int128(cost) }
        weightFactor += factor * Int128(stage.weightFactor)
    }

    /// No option of the problem costs more than another by more than this, nor more or less than nothing.
    func spread(in problem: AssignmentProblem) -> Int128 {
        func spread(_ values: [Int128]) -> Int128 { max(0, values.max() ?? 0) - min(0, values.min() ?? 0) }
        let people = Int128(problem.largestUnit), weights = min(abs(weightFactor), 1 << 80) << 32
        let perAlternative =
            people * (spread(byResource) + spread(byLabel) + weights) + spread(extra) - leastExtra + spread(shifts)
        return Int128(problem.widestOption) * perAlternative + people * spread(byTotalLevel)
    }

    /// The same in 64 bits; nil where an option of the problem could cost too much for them.
    func narrowed(in problem: AssignmentProblem) -> OptionPrices<Int64>? {
        guard spread(in: problem) < 1 << 60 else { return nil }
        var narrow = OptionPrices<Int64>(resourceCount: 0)
        narrow.byTotalLevel = byTotalLevel.map { Int64($0) }
        narrow.byLabel = byLabel.map { Int64($0) }
        narrow.weightFactor = Int64(weightFactor)
        narrow.byResource = byResource.map { Int64($0) }
        narrow.extra = extra.map { Int64($0) }
        narrow.extraPlaces = extraPlaces
        narrow.leastExtra = Int64(leastExtra)
        narrow.shifts = shifts.map { Int64($0) }
        return narrow
    }

    mutating func add(_ rule: SideRule, times price: Int128, alternativeCount: Int) {
        if extraPlaces.isEmpty { extraPlaces = Array(repeating: -1, count: alternativeCount) }
        var least: Int128 = 0
        for term in rule.terms {
            let amount = price * Int128(term.coefficient)
            if extraPlaces[Int(term.alternative)] < 0 {
                extraPlaces[Int(term.alternative)] = Int32(extra.count)
                extra.append(0)
            }
            extra[Int(extraPlaces[Int(term.alternative)])] += amount
            least = min(least, amount)
        }
        leastExtra += least
    }
}

extension FloatCost {
    init(_ stage: StageCost, resourceCount: Int) {
        self.init(resourceCount: resourceCount)
        byTotalLevel = stage.byTotalLevel.map(Double.init)
        byLabel = stage.byLabel.map(Double.init)
        weightFactor = Double(stage.weightFactor)
    }

    /// The other's places must be those of this one, where both have some.
    mutating func add(_ other: FloatCost, times factor: Double) {
        func add(_ more: [Double], to table: inout [Double]) {
            while table.count < more.count { table.append(0) }
            for place in more.indices { table[place] += factor * more[place] }
        }
        add(other.byTotalLevel, to: &byTotalLevel)
        add(other.byLabel, to: &byLabel)
        add(other.byResource, to: &byResource)
        if !other.extra.isEmpty {
            extraPlaces = other.extraPlaces
            add(other.extra, to: &extra)
            leastExtra = min(0, extra.min() ?? 0)
        }
        weightFactor += factor * other.weightFactor
    }

    func adding(_ other: FloatCost, times factor: Double) -> FloatCost {
        var sum = self
        sum.add(other, times: factor)
        return sum
    }
}

extension AssignmentProblem {
    /// Each person's sum of levels.
    func totalLevels(of option: some Sequence<Int>, unit: Int) -> [Int] {
        var totals = [Int](repeating: 0, count: Int(peopleCount[unit]))
        for alternative in option {
            if let joint = joint[number(of: alternative)] {
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

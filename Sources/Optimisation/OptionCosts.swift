/// `OptionPrices` as the kernel reads them, over all alternatives or those not banned.
struct PricedOptions<Value: PriceNumber>: OptionCost, Sendable {
    private(set) var cost: OptionPrices<Value>
    let problem: AssignmentProblem
    /// Counts only where `hasBans`.
    var banned: [Bool]
    var hasBans: Bool
    private(set) var floors: CostFloors<Value>

    init(cost: OptionPrices<Value>, problem: AssignmentProblem, banned: [Bool] = [], hasBans: Bool = false) {
        self.cost = cost
        self.problem = problem
        self.banned = banned
        self.hasBans = hasBans
        floors = cost.floors(in: problem)
    }

    /// Hands the cost out to be changed in place; `set` must follow.
    mutating func take() -> OptionPrices<Value> {
        let taken = cost
        cost = OptionPrices(resourceCount: 0)
        return taken
    }

    mutating func set(_ changed: OptionPrices<Value>) {
        cost = changed
        floors = cost.floors(in: problem)
    }

    /// Makes an alternative that pays for a rule, by original number, dearer or cheaper; it must not become cheaper than
    /// without the rule.
    mutating func pay(_ amount: Value, moreFor number: Int32) {
        cost.extra[Int(cost.extraPlaces[Int(number)])] += amount
    }

    @inline(__always) var floor: Value { floors.alternative }
    @inline(__always) func totalFloor(from level: Int) -> Value {
        floors.total[level]
    }

    @inline(__always) func alternative(_ alternative: Int) -> Value { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Value { cost.jointPrice(alternative, in: problem) }
    @inline(__always) func total(_ level: Int) -> Value { cost.total(level) }
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { !hasBans || !banned[alternative] }
}

extension PricedOptions<Int128> {
    /// The same in 64 bits; nil where an option could cost too much for them.
    var narrowed: PricedOptions<Int64>? {
        cost.narrowed(in: problem).map {
            PricedOptions<Int64>(cost: $0, problem: problem, banned: banned, hasBans: hasBans)
        }
    }
}

typealias FloatOptionCost = PricedOptions<Double>
typealias WholeOptionCost = PricedOptions<Int128>

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

    /// Nil where the face leaves a unit all its options.
    @inline(__always) func limit(of unit: Int) -> FaceLimit? {
        restricts(unit) ? FaceLimit(minimum: minimum[unit], totals: floors.totals) : nil
    }

    /// What an alternative costs in earlier stages.
    @inline(__always) func earlierCost(of alternative: Int) -> Int128 { earlier.price(alternative, in: problem) }

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

    init(base: FloatOptionCost, along: FloatCost, in problem: AssignmentProblem) {
        self.base = base
        self.along = FloatOptionCost(cost: along, problem: problem)
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
    @inline(__always) func isOpen(_ alternative: Int) -> Bool { base.isOpen(alternative) }
}

/// The linear relaxation: units may mix their options, in amounts that add up to 1.
///
/// Problem. Minimise the cost over all units subject to the rows. Written out it has one column per option of each
/// unit and one convexity row per unit: millions of columns, but only K rows that tie units together.
///
/// Idea (generalised upper bounds; Dantzig and Van Slyke 1967). Each unit has one *key* option in the basis; what
/// is left is a working basis of K columns, each a slack or a further option of some unit, taken as its difference
/// from the unit's key. So everything is K by K, whatever the number of units. Options are never stored: a unit's
/// entering option is found by the pricing kernel from the row prices.
///
/// Invariants between steps:
/// - `values[p]` is the amount of the basic variable at position p; a key's amount is 1 minus its unit's others.
/// - `inverse` is the inverse of the working basis, column by column: `inverse[row * m + position]`.
/// - `prices[row] >= 0` at an optimum; a cost plus the prices of an option's rows, compared with the same sum for
///   the key, is its reduced cost.
///
/// Infeasible starts (a new row, a banned option) are mended from wherever the basis stands, so every solve is a warm
/// start: what breaks a limit counts beside the cost, with a penalty that is raised when it is too small, and at last
/// alone, which is what shows that there is no solution (`Phase`).
///
/// Cost of a step: K^2 for the update, plus pricing of as many units as it takes to find a candidate.
struct Simplex {
    let problem: AssignmentProblem
    /// The number of alternatives in the problem as first built.
    let originalCount: Int
    let stages: [StageCost]
    let cuts: CutSearch
    var rows: [LinearRow]
    /// Where to find a row: by resource (-1 where there is none), and the rows of earlier stages.
    var upperRow: [Int]
    var lowerRow: [Int]
    var sideRow: [Int]
    var sideTerms = SideTerms()
    var stageRows: [(row: Int, stage: Int)] = []
    /// The stage whose cost is minimised.
    var objective: StageCost
    /// Present when earlier stages restrict which options are left.
    var face: Face?

    /// Per unit, `width` entries: the alternatives of its key option, then -1.
    var keys: [Int32]
    /// Per position: the unit whose option is basic, or `-1 - row` for the slack of a row.
    var head: [Int32]
    /// Per position, `width` entries: the alternatives of the basic option, then -1.
    var basicOptions: [Int32]
    let width: Int
    /// From how many open units for each row on a start from prices is tried.
    let longStepsFrom: Int
    var isSlackBasic: [Bool]
    var inverse: [Double] = []
    /// Whether the inverse was made afresh from the basis as it is.
    var isInverseFresh = false
    var values: [Double] = []
    var prices: [Double] = []
    /// What long steps know of the rows, while those stay as they are.
    var watched: Watchlist.About?
    /// What the last start from prices came to, be it on a sample of the units.
    var roughPrices: FloatRowPrices?
    /// The sum of the key options' coefficients, per row; exact.
    var keyLoads: [Int] = []
    /// Per row: how far its limit is loosened while solving, so that no two bases tie.
    var loosening: [Double] = []
    /// Per alternative: how much dearer it is while steps are long (`resume`), so that no two prices tie; mostly empty.
    var shifts: [Double] = []

    /// `pricing.current` is what options cost under the present prices, all of it on the face.
    var pricing: FaceOptionCost<FloatOptionCost>
    var scratch: KernelScratch<Double>
    var faceScratch: KernelScratch<FaceValue>
    var openUnits: [Int32]
    var cursor = 0
    /// Whether a search for an option on all cores was stopped.
    var isPricingStopped = false
    /// That of the present solve.
    private(set) var control = SolveControl.unlimited
    var keyRates: [Double]
    var keyValues: [Double]
    var touchedUnits: [Int] = []
    var isTouched: [Bool]
    /// Units that have a banned alternative, ascending.
    var bannedUnits: [Int] = [] { didSet { pricing.current.hasBans = !bannedUnits.isEmpty } }
    var hasBans: Bool { !bannedUnits.isEmpty }
    var counters = Counters()
    /// How negative a reduced cost must be to count, in the present phase and in the cost phase.
    var costTolerance = 1e-7
    private var objectiveTolerance = 1e-7
    /// About what one option can cost more than another.
    private(set) var largestCost = 0.0
    let valueTolerance = 1e-9

    struct Counters: Sendable {
        var pivots = 0
        var priced = 0
        var refactorisations = 0
    }

    /// `dear`: whatever keeps all rows costs too much. `undecided`: nothing was found that keeps them, and no proof that
    /// there is nothing.
    enum Outcome { case optimal, infeasible, dear, undecided, interrupted }

    /// `start` holds each unit's option, `width` entries each as in `keys`.
    init(
        problem: AssignmentProblem, originalCount: Int, stages: [StageCost], rows: [LinearRow], face: Face?,
        start: [Int32], cuts: CutSearch, width: Int, longStepsFrom: Int
    ) {
        self.longStepsFrom = longStepsFrom
        self.originalCount = originalCount
        self.cuts = cuts
        self.problem = problem
        self.stages = stages
        self.rows = []
        self.face = face
        upperRow = Array(repeating: -1, count: problem.resourceCount)
        lowerRow = upperRow
        sideRow = Array(repeating: -1, count: problem.sideRules.count)
        objective = StageCost()
        keys = start
        self.width = width
        head = []
        basicOptions = []
        isSlackBasic = []
        let none = FloatCost(resourceCount: problem.resourceCount)
        let free = FloatOptionCost(
            cost: none, problem: problem, banned: Array(repeating: false, count: problem.alternativeCount),
            hasBans: false)
        pricing = FaceOptionCost(face, free, in: problem)
        scratch = KernelScratch(widestOption: width)
        faceScratch = KernelScratch(widestOption: width)
        openUnits = (0..<problem.unitCount).filter { problem.isOpen($0) }.map { Int32($0) }
        keyRates = Array(repeating: 0, count: problem.unitCount)
        keyValues = Array(repeating: 0, count: problem.unitCount)
        isTouched = Array(repeating: false, count: problem.unitCount)
        for row in rows { register(row) }
        resetBasis()
    }

    mutating func register(_ row: LinearRow) {
        watched = nil
        switch row.kind {
        case .upper(let resource): upperRow[resource] = rows.count
        case .lower(let resource): lowerRow[resource] = rows.count
        case .stage(let stage): stageRows.append((rows.count, stage))
        case .side(let rule): sideRow[rule] = rows.count
        case .cover, .attendance: break
        }
        if let rule = problem.sideRule(of: row.kind) {
            sideTerms.add(rule, row: rows.count, alternativeCount: originalCount)
        }
        rows.append(row)
    }

    mutating func setEquality(_ row: Int) { rows[row].isEquality = true }

    /// Minimises a stage from the basis as it stands. `isContinued`: that was optimal for the same stage, but for rows and
    /// bans that are new; then what costs as much as `bar` need not be found.
    mutating func minimise(
        _ stage: StageCost, isContinued: Bool = false, below bar: Double = .infinity, control: SolveControl
    ) -> Outcome {
        objective = stage
        largestCost = max(
            (stage.byTotalLevel + stage.byLabel).reduce(0) { max($0, abs(Double($1))) },
            abs(Double(stage.weightFactor)) * 4_294_967_296)
        objectiveTolerance = max(1e-7, largestCost * 1e-12)
        self.control = control
        scratch.joint.begin(control)
        faceScratch.joint.begin(control)
        isPricingStopped = false
        if !isContinued { startFromPrices(control: control) }
        if control.isAllOrNothing && control.shouldStop { return .interrupted }
        loosen(true)
        refactor()
        // New bans are mended by a few long steps. New rows take many, and each step asks everybody: short ones are sooner
        // there, unless units are few for the rows (measured).
        let isForLongSteps = isContinued && (hasBans || 2 * openUnits.count <= rows.count)
        let resumed = isForLongSteps ? resume(below: bar, control: control) : nil
        if resumed == .dear || resumed == .infeasible {
            loosen(false)
            recomputeValues()
            // What is found while time is up need not be the least.
            if control.shouldStop { return .interrupted }
            return resumed == .dear ? .dear : .infeasible
        }
        var outcome = runPhases(control: control)
        if outcome == .infeasible && !isInfeasibilityShown {
            // A basis that was stopped on its way, or that long steps left, which are not chosen for large divisors, may be
            // so poor that rounding hides what would mend it.
            keys = roundedSelection()
            resetBasis()
            loosen(true)
            refactor()
            outcome = runPhases(control: control)
            if outcome == .infeasible && !isInfeasibilityShown { outcome = .undecided }
        }
        loosen(false)
        refactor()
        guard outcome == .optimal, infeasibility() > 1e-6 else { return outcome }
        return runPhases(control: control)
    }

    /// Whether the prices of the basis prove what `runPhases` found.
    private var isInfeasibilityShown: Bool { showsInfeasible(prices) }

    private mutating func runPhases(control: SolveControl) -> Outcome {
        // Hardly any row costs more than a small part of the dearest option; a penalty that is too small is raised.
        var penalty = max(1, largestCost / 32), phase = Phase.penalised(penalty)
        while true {
            if infeasibility() > 1e-6 {
                switch runPhase(phase, control: control) {
                case .interrupted: return .interrupted
                case .finished:
                    refactor()
                    if phase == .feasibility {
                        if infeasibility() > 1e-6 { return .infeasible }
                    } else if infeasibility() > 1e-9 {
                        // Something broken by next to nothing would not be held where it is.
                        penalty *= 4
                        phase = penalty <= 10 * max(1, largestCost) ? .penalised(penalty) : .feasibility
                        continue
                    }
                }
            }
            switch runPhase(.cost, control: control) {
            case .interrupted: return .interrupted
            case .finished: if infeasibility() <= 1e-6 { return .optimal }
            }
        }
    }

    enum Phase: Equatable {
        /// Only what breaks limits counts.
        case feasibility
        /// What breaks limits counts so many times, beside the cost: so that mending a few rows gives up little of an
        /// optimum.
        case penalised(Double)
        case cost

        var countsCost: Bool { self != .feasibility }
        /// What one more of infeasibility costs.
        var penalty: Double {
            switch self {
            case .feasibility: 1
            case .penalised(let penalty): penalty
            case .cost: 0
            }
        }
    }
    private enum PhaseEnd { case finished, interrupted }

    private mutating func runPhase(_ phase: Phase, control: SolveControl) -> PhaseEnd {
        costTolerance = phase == .cost ? objectiveTolerance : max(1e-7, phase.penalty * 1e-10)
        computePrices(phase)
        var candidates: [Int32] = []
        var sinceRefactor = 0
        while true {
            if phase != .cost && infeasibility() <= 1e-9 { return .finished }
            var entering = pricedSlack()
            if let unit = pricedUnit(phase, &candidates, better: entering?.reducedCost ?? -costTolerance) {
                entering = unit
            }
            // What a search that was stopped did not find may be there.
            if scratch.isStopped || faceScratch.isStopped || isPricingStopped { return .interrupted }
            guard let entering else {
                // After a few steps the prices are as good as new.
                if sinceRefactor < 10 { return .finished }
                refactor()
                computePrices(phase)
                sinceRefactor = 0
                continue
            }
            if isInUse(entering) {
                // Its reduced cost is 0: what is seen is rounding, and would be seen for ever.
                refactor()
                computePrices(phase)
                costTolerance *= 10
                continue
            }
            let broken = phase == .cost ? [] : brokenSlacks()
            pivot(entering, phase: phase)
            counters.pivots += 1
            sinceRefactor += 1
            if sinceRefactor >= 100 {
                refactor()
                computePrices(phase)
                sinceRefactor = 0
            } else if phase != .cost && isBroken(otherThan: broken) {
                computePrices(phase)
            }
            if counters.pivots & 31 == 0 && control.shouldStop { return .interrupted }
        }
    }

    private func isInUse(_ entering: Entering) -> Bool {
        guard case .option(let unit, let option, _) = entering else { return false }
        if keyOption(of: unit) == option { return true }
        return head.indices.contains { Int(head[$0]) == unit && basicOption($0) == option }
    }

    // MARK: Reading the answer

    /// The amounts of all options that are used, unit by unit, for units that mix.
    func mixedUnits() -> [Int: [(option: [Int], amount: Double)]] {
        var mixed: [Int: [(option: [Int], amount: Double)]] = [:]
        for position in head.indices where head[position] >= 0 {
            mixed[Int(head[position]), default: []].append((basicOption(position), values[position]))
        }
        for unit in mixed.keys {
            let others = mixed[unit]!.reduce(0) { $0 + $1.amount }
            mixed[unit]!.append((keyOption(of: unit), 1 - others))
        }
        return mixed
    }

    func keyOption(of unit: Int) -> [Int] { Simplex.option(in: keys, at: unit * width, width: width) }

    func basicOption(_ position: Int) -> [Int] { Simplex.option(in: basicOptions, at: position * width, width: width) }

    /// The alternatives from `start` on, up to the first -1.
    static func option(in storage: [Int32], at start: Int, width: Int) -> [Int] {
        var option: [Int] = []
        option.reserveCapacity(width)
        for place in start..<(start + width) where storage[place] >= 0 { option.append(Int(storage[place])) }
        return option
    }

    /// Writes an option and fills up with -1.
    static func store(_ option: [Int], in storage: inout [Int32], at start: Int, width: Int) {
        for offset in 0..<width { storage[start + offset] = offset < option.count ? Int32(option[offset]) : -1 }
    }

    /// An option for every unit, as in `keys`: the one it uses most.
    func roundedSelection() -> [Int32] {
        var selection = keys
        for (unit, options) in mixedUnits() {
            let most = options.max { $0.amount < $1.amount }!
            Simplex.store(most.option, in: &selection, at: unit * width, width: width)
        }
        return selection
    }

    /// Whether the key options, each unit at its own, keep all limits, side rules and requirements.
    func keepsAll() -> Bool {
        guard brokenRules().isEmpty, brokenCuts().isEmpty, undecidedResource() == nil else { return false }
        return zip(rows, keyLoads).allSatisfy { $1 <= $0.limit }
    }

    /// The number of users of each resource, mixed units counted in parts.
    func loads() -> [Double] {
        var loads = [Double](repeating: 0, count: problem.resourceCount)
        forEachOption { _, option, amount in
            for alternative in option {
                loads[Int(problem.resource[alternative])] += amount * Double(problem.seats(alternative))
            }
        }
        return loads
    }

    func forEachOption(_ body: (_ unit: Int, _ option: [Int], _ amount: Double) -> Void) {
        let mixed = mixedUnits()
        for unit in 0..<problem.unitCount {
            if let options = mixed[unit] {
                for (option, amount) in options { body(unit, option, amount) }
            } else {
                body(unit, keyOption(of: unit), 1)
            }
        }
    }

    /// The value of the objective at the present basis.
    func objectiveValue() -> Double {
        var value = 0.0
        for unit in 0..<problem.unitCount {
            value += Double(objective.cost(at: unit * width, in: keys, width: width, problem))
        }
        // A key's amount is 1 minus those of its unit's further options.
        return head.indices.reduce(value) { sum, position in
            guard head[position] >= 0 else { return sum }
            let key = objective.cost(at: Int(head[position]) * width, in: keys, width: width, problem)
            let other = objective.cost(at: position * width, in: basicOptions, width: width, problem)
            return sum + values[position] * Double(other - key)
        }
    }
}

/// What earlier stages, proven without a gap, leave: options of no reduced cost. `earlier` holds the folded prices
/// of the last of them; `minimum` what each unit pays under them; `isRestricted` says which units have alternatives
/// whose combinations are not all allowed.
struct Face: Sendable {
    let earlier: WholeCost
    let floors: CostFloors<Int128>
    let minimum: [Int128]
    let isRestricted: [Bool]

    init(earlier: WholeCost, in problem: AssignmentProblem, minimum: [Int128], isRestricted: [Bool]) {
        self.earlier = earlier
        floors = earlier.floors(in: problem)
        self.minimum = minimum
        self.isRestricted = isRestricted
    }
}

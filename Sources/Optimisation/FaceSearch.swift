/// Which alternatives of a unit some option of least cost uses.
struct FaceSearch<Whole: WholeNumber> {
    private let problem: AssignmentProblem
    private let cost: OptionPrices<Whole>
    private let plain: PricedOptions<Whole>
    // Made once: they hold the problem, and handing that to every thread anew for each alternative is what takes time.
    private var forced: ForcedCost<Whole>
    private let most: ForcedCost<Whole>
    private var scratch: KernelScratch<Whole>
    private var pair = PairLevels<Whole>()

    init(problem: AssignmentProblem, cost: OptionPrices<Whole>) {
        self.problem = problem
        self.cost = cost
        plain = PricedOptions<Whole>(cost: cost, problem: problem)
        forced = ForcedCost<Whole>(cost: cost, problem: problem, sign: 1)
        most = ForcedCost<Whole>(cost: cost, problem: problem, sign: -1)
        scratch = KernelScratch(widestOption: problem.widestOption)
    }

    /// For some units that follow one another: what is left of them, and the least that each pays.
    mutating func face(of units: Range<Int>) -> (problem: AssignmentProblem, minimum: [Whole]) {
        var left = problem.withoutUnits(), minimum: [Whole] = [], isKept: [Bool] = []
        minimum.reserveCapacity(units.count)
        for unit in units {
            minimum.append(mark(&isKept, of: unit))
            left.copy(unit, of: problem, keeping: isKept, from: problem.alternatives(ofUnit: unit).lowerBound)
        }
        return (left, minimum)
    }

    /// The least that the unit pays, and for each of its alternatives whether it stays.
    private mutating func mark(_ isKept: inout [Bool], of unit: Int) -> Whole {
        isKept.removeAll(keepingCapacity: true)
        if let (slot, count) = pairSlots(of: unit) {
            pair.read(slot, count, problem, cost)
            let minimum = pair.least(cost)
            pair.addKept(to: &isKept, least: minimum, cost)
            return minimum
        }
        let minimum = problem.cheapest(unit, priced: plain, &scratch) ?? 0
        isKept.append(contentsOf: repeatElement(true, count: problem.alternatives(ofUnit: unit).count))
        if problem.isOpen(unit) { forceAll(&isKept, of: unit, least: minimum) }
        return minimum
    }

    /// The slot or the two slots of a unit whose options need no search; nil for others.
    private func pairSlots(of unit: Int) -> (slot: Int, count: Int)? {
        guard problem.isPlain(unit) else { return nil }
        let slots = problem.slots(ofPlain: unit)
        return slots.count <= 2 ? (slots.lowerBound, slots.count) : nil
    }

    /// Holds the unit at each of its alternatives in turn.
    private mutating func forceAll(_ isKept: inout [Bool], of unit: Int, least minimum: Whole) {
        let first = problem.alternatives(ofUnit: unit).lowerBound
        let hasOthers = problem.variants(of: unit).count > 1
        for variant in problem.variants(of: unit) {
            let all = problem.alternatives(ofVariant: variant)
            let floors = hasOthers || problem.isJoint(unit) ? nil : floors(of: variant)
            for (position, slot) in problem.slots(of: variant).enumerated() {
                let alternatives = problem.alternatives(of: slot)
                guard hasOthers || alternatives.count > 1 else { continue }
                for alternative in alternatives {
                    if let floors,
                        floors.total - floors.slots[position] + cost.price(alternative, in: problem)
                            + plain.totalFloor(from: Int(problem.level[alternative])) > minimum
                    {
                        isKept[alternative - first] = false
                        continue
                    }
                    forced.slot = alternatives
                    forced.forced = alternative
                    forced.variant = all
                    isKept[alternative - first] = problem.cheapest(unit, forced, &scratch) == minimum
                }
            }
        }
    }

    /// The cheapest alternative of each slot, without its level.
    private func floors(of variant: Int) -> (slots: [Whole], total: Whole) {
        let slots = problem.slots(of: variant).map { slot in
            problem.alternatives(of: slot).reduce(Whole.unreached) { min($0, cost.price($1, in: problem)) }
        }
        return (slots, slots.reduce(0, +))
    }

    /// The most that an option of the unit costs.
    mutating func most(of unit: Int) -> Whole? {
        if let (slot, count) = pairSlots(of: unit) {
            pair.read(slot, count, problem, cost)
            return pair.most(cost)
        }
        return problem.cheapest(unit, most, &scratch).map { -$0 }
    }
}

/// The prices of one or two slots, gathered by level: what each alternative's best option costs follows for all of a
/// level at once.
private struct PairLevels<Whole: WholeNumber> {
    private struct Level {
        var level: Int
        var least: Whole
        var most: Whole
        /// The alternatives, as places in `prices`.
        var places: Range<Int>
    }

    private var prices: [Whole] = []
    private var first: [Level] = [], second: [Level] = []

    /// One slot is a pair with nothing.
    mutating func read(_ slot: Int, _ count: Int, _ problem: AssignmentProblem, _ cost: OptionPrices<Whole>) {
        prices.removeAll(keepingCapacity: true)
        PairLevels.gather(problem.alternatives(of: slot), problem, cost, &prices, &first)
        if count == 2 {
            PairLevels.gather(problem.alternatives(of: slot + 1), problem, cost, &prices, &second)
        } else {
            second.removeAll(keepingCapacity: true)
            second.append(Level(level: 0, least: 0, most: 0, places: prices.count..<prices.count))
        }
    }

    private static func gather(
        _ alternatives: Range<Int>, _ problem: AssignmentProblem, _ cost: OptionPrices<Whole>, _ prices: inout [Whole],
        _ levels: inout [Level]
    ) {
        levels.removeAll(keepingCapacity: true)
        for alternative in alternatives {
            let price = cost.price(alternative, in: problem), level = Int(problem.level[alternative])
            let place = prices.count, last = levels.count - 1
            prices.append(price)
            if last >= 0 && levels[last].level == level {
                levels[last].least = min(levels[last].least, price)
                levels[last].most = max(levels[last].most, price)
                levels[last].places = levels[last].places.lowerBound..<(place + 1)
            } else {
                levels.append(Level(level: level, least: price, most: price, places: place..<(place + 1)))
            }
        }
    }

    /// The least that an option costs whose other alternative has one of these levels, without that alternative's price.
    private func least(with level: Int, of others: [Level], _ cost: OptionPrices<Whole>) -> Whole {
        others.reduce(Whole.unreached) { min($0, $1.least + cost.total(level + $1.level)) }
    }

    func least(_ cost: OptionPrices<Whole>) -> Whole {
        first.reduce(Whole.unreached) { min($0, $1.least + least(with: $1.level, of: second, cost)) }
    }

    func most(_ cost: OptionPrices<Whole>) -> Whole {
        first.reduce(-Whole.unreached) { most, a in
            second.reduce(most) { max($0, a.most + $1.most + cost.total(a.level + $1.level)) }
        }
    }

    /// For each alternative, in order, whether an option of least cost uses it.
    func addKept(to kept: inout [Bool], least minimum: Whole, _ cost: OptionPrices<Whole>) {
        add(first, with: second, to: &kept, minimum, cost)
        if !second[0].places.isEmpty { add(second, with: first, to: &kept, minimum, cost) }
    }

    private func add(
        _ levels: [Level], with others: [Level], to kept: inout [Bool], _ minimum: Whole, _ cost: OptionPrices<Whole>
    ) {
        for level in levels {
            let most = minimum - least(with: level.level, of: others, cost)
            for place in level.places { kept.append(prices[place] == most) }
        }
    }
}

/// A whole cost, or minus it, with one slot held at one alternative.
private struct ForcedCost<Whole: WholeNumber>: OptionCost {
    let cost: OptionPrices<Whole>
    let problem: AssignmentProblem
    let sign: Whole
    var slot = 0..<0
    var forced = -1

    /// Only these count, where not empty: the alternatives of one variant.
    var variant: Range<Int> = 0..<0

    // What is forced may be dear: nothing is left out.
    var floor: Whole { -(.unreached / 8) }
    func totalFloor(from level: Int) -> Whole { 0 }
    func alternative(_ alternative: Int) -> Whole { sign * cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Whole { sign * cost.jointPrice(alternative, in: problem) }
    func total(_ level: Int) -> Whole { sign * cost.total(level) }
    func isOpen(_ alternative: Int) -> Bool {
        if !variant.isEmpty && !variant.contains(alternative) { return false }
        return !slot.contains(alternative) || alternative == forced
    }
}

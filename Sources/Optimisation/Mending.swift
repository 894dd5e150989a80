/// A whole selection that keeps all limits, near one that breaks some.
///
/// Problem. With every rule, the relaxation of a first search mixes many units, and a dive through branches that ends in a
/// whole selection took most of a solve.
///
/// Idea. Everything above a limit costs a *penalty*. Units in turn take the option that costs least with the penalties of
/// what it would break; a limit that is still broken after everybody's turn costs more from then on, so that the search
/// never stays where it is stuck (the breakout method; Morris 1993). Penalties begin at the prices of the relaxation, under
/// which hardly anybody has to move. A resource is cancelled, or held again, when that costs less. It may find nothing where
/// there is something: then a search has to.
struct Mending {
    private let width: Int
    private let control: SolveControl
    private var selection: [Int32]
    private var cost: PenalisedCost
    private var scratch: KernelScratch<Double>

    private var problem: AssignmentProblem { cost.problem }

    /// So many turns for everybody in a row may pass without fewer things broken than ever before.
    private static let patience = 40
    /// So many turns more are mostly enough until nobody alone can better it.
    private static let mostImprovements = 3

    /// From what the simplex has, whole or not; nothing may be banned.
    init(_ simplex: Simplex, _ stage: StageCost, control: SolveControl) {
        self.control = control
        width = simplex.width
        selection = simplex.roundedSelection()
        let prices = simplex.prices.count == simplex.rows.count ? FloatRowPrices(simplex) : nil
        cost = PenalisedCost(simplex, FloatCost(stage, resourceCount: simplex.problem.resourceCount), prices)
        scratch = KernelScratch(widestOption: width, control: control)
        for alternative in selection where alternative >= 0 { cost.change(Int(alternative), by: 1) }
    }

    /// A selection laid out as `Simplex.keys` that keeps all limits and side rules, bettered by a few turns more for
    /// everybody; nil when none is found. Another attempt has other people begin.
    mutating func run(attempt: Int) -> [Int32]? {
        var least = cost.excess, number = 7 * attempt, patience = Mending.patience
        while cost.excess > 0 {
            guard patience > 0, !control.shouldStop else { return nil }
            sweep(number, untilMended: true)
            cost.raisePenalties()
            number += 1
            patience = cost.excess < least ? Mending.patience : patience - 1
            least = min(least, cost.excess)
        }
        guard (0..<problem.unitCount).allSatisfy({ selection[$0 * width] >= 0 }) else { return nil }
        var mended = selection
        cost.forbidExcess()
        for number in 0..<Mending.mostImprovements where !control.shouldStop {
            guard sweep(number, untilMended: false), cost.excess == 0 else { break }
            mended = selection
        }
        return mended
    }

    /// Gives everybody a turn, until all is mended only those who can help by moving; whether somebody moved.
    @discardableResult
    private mutating func sweep(_ number: Int, untilMended: Bool) -> Bool {
        var hasMoved = false
        let count = problem.unitCount
        var unit = number % max(1, count)
        for turn in 0..<count {
            unit = Spread.next(unit, of: count)
            if turn % 1024 == 1023 && control.shouldStop { break }
            guard problem.isOpen(unit) else { continue }
            if untilMended && !cost.canHelp(selection[(unit * width)..<((unit + 1) * width)]) { continue }
            if give(unit) { hasMoved = true }
            if untilMended && cost.excess == 0 { break }
        }
        return hasMoved
    }

    /// One unit's turn; whether it moved.
    private mutating func give(_ unit: Int) -> Bool {
        let old = Simplex.option(in: selection, at: unit * width, width: width)
        for alternative in old { cost.change(alternative, by: -1) }
        let isFound = problem.cheapest(unit, cost, &scratch) != nil && !scratch.isStopped
        let option = isFound ? scratch.option : old
        for alternative in option { cost.change(alternative, by: 1) }
        guard option != old else { return false }
        Simplex.store(option, in: &selection, at: unit * width, width: width)
        return true
    }
}

extension Simplex {
    /// A whole selection that keeps everything, near what the simplex has; laid out as `keys`. Nil when none is found.
    func mended(_ stage: StageCost, attempt: Int = 0, control: SolveControl) -> [Int32]? {
        var mending = Mending(self, stage, control: control)
        guard let selection = mending.run(attempt: attempt) else { return nil }
        return starting(from: selection).keepsAll() ? selection : nil
    }

    /// The same with these key options, nothing mixed.
    func starting(from selection: [Int32]) -> Simplex {
        var start = self
        start.keys = selection
        start.resetBasis()
        return start
    }
}

/// A cost with penalties for what the next who takes an alternative would break.
private struct PenalisedCost: OptionCost {
    let problem: AssignmentProblem
    /// `byResource` holds the penalties of the limits of resources.
    private var cost: FloatCost
    private let terms: SideTerms
    /// Users per resource, whether it is held, and the sums of the side rules.
    private var users: [Int]
    private var isHeld: [Bool]
    private var sums: [Int]
    /// Penalties for one above the upper or below the lower limit of each resource, and above a rule.
    private var above: [Double]
    private var below: [Double]
    private var ofRule: [Double]
    /// The smallest penalty that counts.
    private let step: Double
    /// By how much limits are broken, all together, and lower limits alone.
    private(set) var excess = 0
    private var lacking = 0

    init(_ simplex: Simplex, _ cost: FloatCost, _ prices: FloatRowPrices?) {
        problem = simplex.problem
        self.cost = cost
        var terms = SideTerms()
        for (number, rule) in problem.sideRules.enumerated() {
            terms.add(rule, row: number, alternativeCount: simplex.originalCount)
        }
        self.terms = terms
        users = Array(repeating: 0, count: problem.resourceCount)
        isHeld = problem.isCancellable.map { !$0 }
        sums = Array(repeating: 0, count: problem.sideRules.count)
        step = cost.byTotalLevel.dropFirst().first { $0 > 0 } ?? PenalisedCost.dearest(cost) / 64
        above = problem.isCancellable.map { [step] isCancellable in isCancellable ? step : 0 }
        below = Array(repeating: 0, count: problem.resourceCount)
        ofRule = Array(repeating: 0, count: problem.sideRules.count)
        if let prices {
            for resource in users.indices {
                above[resource] = max(above[resource], prices.upper[resource])
                below[resource] = max(0, prices.lower[resource])
            }
            for (rule, price) in prices.side { ofRule[rule] = max(0, price) }
        }
        for resource in users.indices { count(resource, 1) }
        excess += sums.indices.reduce(0) { $0 + excess(ofRule: $1) }
        for resource in users.indices { setPrice(of: resource) }
    }

    // MARK: Limits

    private func most(_ resource: Int) -> Int { isHeld[resource] ? problem.upperLimit[resource] ?? .max / 2 : 0 }

    private func least(_ resource: Int) -> Int { isHeld[resource] ? problem.lowerLimit[resource] : 0 }

    /// What says that something is held is no place.
    private func isPlace(_ resource: Int) -> Bool { problem.heldBy.isEmpty || problem.heldBy[resource] < 0 }

    private func tooMany(_ resource: Int) -> Int { max(0, users[resource] - most(resource)) }

    private func tooFew(_ resource: Int) -> Int { max(0, least(resource) - users[resource]) }

    private mutating func count(_ resource: Int, _ sign: Int) {
        guard isPlace(resource) else { return }
        excess += sign * (tooMany(resource) + tooFew(resource))
        lacking += sign * tooFew(resource)
    }

    /// Whether who has these alternatives may be needed elsewhere, or is too many where they are.
    func canHelp(_ option: ArraySlice<Int32>) -> Bool {
        if lacking > 0 { return true }
        for alternative in option where alternative >= 0 {
            let resource = Int(problem.resource[Int(alternative)])
            if !isPlace(resource) || tooMany(resource) > 0 { return true }
            for (rule, _) in terms[problem.number(of: Int(alternative))] where excess(ofRule: rule) > 0 { return true }
        }
        return false
    }

    private func excess(ofRule rule: Int) -> Int { max(0, sums[rule] - problem.sideRules[rule].limit) }

    /// Takes an alternative, or leaves it (-1).
    mutating func change(_ alternative: Int, by sign: Int) {
        let place = Int(problem.resource[alternative])
        let held = problem.heldBy.isEmpty ? -1 : problem.heldBy[place], resource = held >= 0 ? held : place
        count(resource, -1)
        if held >= 0 { isHeld[held] = sign > 0 } else { users[place] += sign * problem.seats(alternative) }
        count(resource, 1)
        setPrice(of: resource)
        for (rule, coefficient) in terms[problem.number(of: alternative)] {
            excess -= excess(ofRule: rule)
            sums[rule] += sign * Int(coefficient)
            excess += excess(ofRule: rule)
        }
    }

    /// What one more user costs, and what it costs to hold the resource rather than to cancel it.
    private mutating func setPrice(of resource: Int) {
        guard isPlace(resource) else { return }
        cost.byResource[resource] = penalty(of: resource, for: 1)
        guard let holding = problem.holding(of: resource) else { return }
        let users = users[resource]
        let tooMany = users - min(users, problem.upperLimit[resource] ?? .max)
        let tooFew = max(0, problem.lowerLimit[resource] - users)
        cost.byResource[holding] = above[resource] * Double(tooMany - users) + below[resource] * Double(tooFew)
    }

    /// What so many more users cost.
    private func penalty(of resource: Int, for seats: Int) -> Double {
        let after = users[resource] + seats
        let more = max(0, after - most(resource)) - tooMany(resource)
        let fewer = tooFew(resource) - max(0, least(resource) - after)
        return above[resource] * Double(more) - below[resource] * Double(fewer)
    }

    // MARK: Penalties

    /// What is broken costs more from now on.
    mutating func raisePenalties() {
        func raised(_ penalty: Double) -> Double { 1.2 * penalty + step }
        for resource in users.indices where isPlace(resource) {
            if tooMany(resource) > 0 { above[resource] = raised(above[resource]) }
            if tooFew(resource) > 0 { below[resource] = raised(below[resource]) }
            setPrice(of: resource)
        }
        for rule in sums.indices where excess(ofRule: rule) > 0 { ofRule[rule] = raised(ofRule[rule]) }
    }

    /// Nothing is worth breaking a limit any more.
    mutating func forbidExcess() {
        let penalty = 1e6 * PenalisedCost.dearest(cost) + abs(cost.weightFactor) * 4_294_967_296
        above = Array(repeating: penalty, count: above.count)
        below = above
        ofRule = Array(repeating: penalty, count: ofRule.count)
        for resource in users.indices { setPrice(of: resource) }
    }

    /// The largest number in a cost's tables, at least 1.
    private static func dearest(_ cost: FloatCost) -> Double {
        max(1, cost.byTotalLevel.map(abs).max() ?? 0, cost.byLabel.map(abs).max() ?? 0)
    }

    private func penalty(_ alternative: Int) -> Double {
        var sum = 0.0
        for (rule, coefficient) in terms[problem.number(of: alternative)] {
            let counts = sums[rule] + max(0, Int(coefficient)) > problem.sideRules[rule].limit
            if counts { sum += ofRule[rule] * coefficient }
        }
        return sum
    }

    // MARK: As the kernel reads it

    // Nothing is left out: penalties decide.
    var floor: Double { -.infinity }
    func totalFloor(from level: Int) -> Double { -.infinity }
    func alternative(_ alternative: Int) -> Double { cost.price(alternative, in: problem) + penalty(alternative) }
    func joint(_ alternative: Int) -> Double {
        let resource = Int(problem.resource[alternative]), seats = problem.seats(alternative)
        // Of several seats some may be above a limit and some not.
        let more = seats == 1 ? 0 : penalty(of: resource, for: seats) - Double(seats) * cost.byResource[resource]
        return cost.jointPrice(alternative, in: problem) + more + penalty(alternative)
    }
    func total(_ level: Int) -> Double { cost.total(level) }
    func isOpen(_ alternative: Int) -> Bool { true }
}

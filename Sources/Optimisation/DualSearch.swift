/// The long steps of `Simplex.startFromPrices` and `Simplex.resume`.
///
/// Invariant. Every key of the sample is an option of least cost under the prices, every basic variable has reduced cost
/// 0, and a price on an inequality is not negative; so the bound rises with each step, and when all amounts are within
/// their limits the basis is optimal for the sample.
struct DualSearch {
    private let cost: FloatCost
    private let tolerance: Double
    /// How far the last steps went: what the next is likely to need.
    private var reach: Double
    private var watchlist: Watchlist
    private(set) var steps = 0
    /// What a step divides by must not be as small as rounding may be.
    private static let leastFall = 1e-7

    init(_ simplex: inout Simplex) {
        var cost = FloatCost(simplex.objective, resourceCount: simplex.problem.resourceCount)
        cost.shifts = simplex.shifts
        self.cost = cost
        let scale =
            cost.byTotalLevel.reduce(1) { max($0, abs($1)) } + cost.byLabel.reduce(0) { max($0, abs($1)) }
            + cost.weightFactor * 4_294_967_296
        reach = scale / 8
        tolerance = scale * 1e-11
        let about = simplex.watched ?? Watchlist.About(simplex)
        simplex.watched = about
        watchlist = Watchlist(about, reach: scale / 8)
    }

    enum End {
        /// The sample keeps all limits at the least cost.
        case optimal
        /// No amounts do so at a cost below the bar.
        case dear
        /// No amounts do so at all: the prices show it, without any cost.
        case infeasible
        case stopped
    }

    /// Steps until the sample keeps all limits at the least cost, or until that is known to be at least `bar`.
    mutating func run(
        _ simplex: inout Simplex, sample: [Int32], steps limit: Int, below bar: Double = .infinity,
        control: SolveControl
    ) -> End {
        simplex.refactor()
        simplex.computePrices(.cost)
        watchlist.begin(sample)
        let present = cost.adding(simplex.rowCost(simplex.prices), times: 1)
        for change in look(&simplex, prices: simplex.prices, cost: present) {
            simplex.setKey(of: change.unit, to: change.option)
        }
        simplex.recomputeValues()
        var left = limit
        while left > 0 && !control.shouldStop {
            left -= 1
            guard leaveBannedKeys(&simplex) else {
                // Nothing is left for somebody, whatever the prices.
                simplex.prices = simplex.prices.map { _ in 0 }
                return .infeasible
            }
            if bar < .infinity && left & 3 == 0 && simplex.objectiveValue() >= bar { return .dear }
            guard let (position, sign) = leaving(&simplex) else { return .optimal }
            guard step(&simplex, position, sign) else {
                return showInfeasible(&simplex, position, sign) ? .infeasible : .stopped
            }
            steps += 1
            simplex.counters.pivots += 1
            if steps % 60 == 0 {
                simplex.refactor()
                simplex.computePrices(.cost)
            }
        }
        return .stopped
    }

    /// Units whose key is banned: one that has only that goes over to the cheapest option it may have, which leaves all
    /// reduced costs as they should be; one that mixes options makes another its key, so that the banned one can leave.
    /// False when a unit has nothing to go over to.
    private mutating func leaveBannedKeys(_ simplex: inout Simplex) -> Bool {
        var isChanged = false
        for unit in simplex.bannedUnits where simplex.keyBans(of: unit) > 0 {
            let own = simplex.head.indices.filter { Int(simplex.head[$0]) == unit }
            guard !own.isEmpty else {
                var pricer = UnitPricer(simplex, cost.adding(simplex.rowCost(simplex.prices), times: 1))
                guard pricer.cheapest(unit) != nil else { return false }
                simplex.setKey(of: unit, to: pricer.option(of: unit))
                watchlist.forget(unit)
                isChanged = true
                continue
            }
            let rest = 1 - own.reduce(0) { $0 + simplex.values[$1] }
            let allowed = own.filter { simplex.bans(in: simplex.basicOption($0)) == 0 }
            let most = (allowed.isEmpty ? own : allowed).max { simplex.values[$0] < simplex.values[$1] }!
            guard !allowed.isEmpty || rest > simplex.values[most] else { continue }
            simplex.swapKey(of: unit, with: most, all: own)
            simplex.values[most] = rest
        }
        if isChanged { simplex.recomputeValues() }
        return true
    }

    private func mixedUnits(_ simplex: Simplex) -> Set<Int32> { Set(simplex.head.filter { $0 >= 0 }) }

    // MARK: Who changes

    /// A unit that would rather have another option; along a step, how much of the infeasibility that takes.
    private struct Change: Sendable {
        let unit: Int
        let option: [Int]
        let relief: Double
    }

    /// Units that would rather have another option at some prices. Only those are looked at of which that is not known.
    ///
    /// At the start, which is along no line, everybody changes at once; during a step a unit that changes may do so at the
    /// place where it is known to change, or not at all.
    private mutating func look(
        _ simplex: inout Simplex, prices: [Double], cost: FloatCost, along: FloatCost? = nil
    ) -> [Change] {
        let mark = watchlist.mark(prices), reach = watchlist.reach
        let doubtful = watchlist.doubtful(), view = watchlist.view(of: doubtful)
        let parts = found(simplex, UnitPricer(simplex, cost), doubtful.places, view, mark, within: reach, along: along)
        for part in parts {
            simplex.counters.priced += part.looked
            watchlist.keep(part.safe, mark: mark)
            watchlist.keep(part.known, mark: mark)
        }
        return parts.flatMap(\.changes)
    }

    private struct Found: Sendable {
        var changes: [Change] = []
        var known: [(place: Int, entry: Watchlist.Entry)] = []
        var safe: [(place: Int, left: Double)] = []
        var looked = 0
    }

    // A function of its own: where somebody else still holds a list that is written to, all of it is copied.
    private func found(
        _ simplex: Simplex, _ pricer: UnitPricer, _ places: [Int32], _ view: Watchlist.View, _ mark: Int32,
        within reach: Double, along: FloatCost?
    ) -> [Found] {
        let sample = watchlist.sample, entries = watchlist.entries, problem = simplex.problem
        let mixed = mixedUnits(simplex), tolerance = tolerance
        return Parallel.map(places.count) { range in
            var pricer = pricer
            var found = Found()
            for place in places[range].lazy.map({ Int($0) }) {
                let unit = Int(sample[place]), left = view.left(of: entries[place], unit)
                guard left < 0 else {
                    found.safe.append((place, left))
                    continue
                }
                guard !mixed.contains(sample[place]) else { continue }
                found.looked += 1
                guard let least = pricer.look(at: unit, within: reach) else { continue }
                let isChange = least < pricer.keyCost(of: unit) - tolerance
                if isChange {
                    let option = pricer.seen
                    let relief = along.map { along in
                        along.cost(of: pricer.key(of: unit), unit: unit, in: problem)
                            - along.cost(of: option, unit: unit, in: problem)
                    }
                    found.changes.append(Change(unit: unit, option: option, relief: relief ?? 0))
                }
                let hasSeen = isChange ? along == nil : pricer.sawKey(of: unit)
                found.known.append((place, hasSeen ? pricer.entry(of: unit, mark: mark) : .unknown))
            }
            return found
        }
    }

    // MARK: Who leaves

    /// The basic variable whose amount is most outside its limits, measured along its edge (steepest edge), and
    /// whether its price must rise (1) or fall (-1).
    private func leaving(_ simplex: inout Simplex) -> (Int, Double)? {
        simplex.swapNegativeKeys()
        let banned = bannedPositions(simplex)
        var best: (Int, Double)?
        var most = 0.0
        let m = simplex.rows.count
        for position in simplex.head.indices {
            let value = simplex.values[position]
            var excess = -value, sign = 1.0
            if simplex.head[position] < 0, value > 0, simplex.rows[Int(-1 - simplex.head[position])].isEquality {
                excess = value
                sign = -1
            }
            if value > 1e-7, banned.contains(Int32(position)) {
                excess = value
                sign = -1
            }
            guard excess > 1e-7 else { continue }
            var norm = 0.0
            for row in 0..<m {
                let entry = simplex.inverse[row * m + position]
                norm += entry * entry
            }
            let score = excess * excess / norm
            if score > most {
                most = score
                best = (position, sign)
            }
        }
        return best
    }

    /// Whether prices along a step that nothing ends show by themselves that no amounts keep the limits; then they are the
    /// simplex's prices.
    private func showInfeasible(_ simplex: inout Simplex, _ position: Int, _ sign: Double) -> Bool {
        let m = simplex.rows.count
        let ray = (0..<m).map { sign * simplex.inverse[$0 * m + position] }
        let largest = ray.reduce(0) { max($0, abs($1)) }
        guard simplex.rows.indices.allSatisfy({ simplex.rows[$0].isEquality || ray[$0] >= -1e-9 * largest }),
            simplex.showsInfeasible(ray)
        else { return false }
        simplex.prices = ray
        return true
    }

    /// Where options are basic that may not be used.
    private func bannedPositions(_ simplex: Simplex) -> Set<Int32> {
        guard simplex.hasBans else { return [] }
        let units = Set(simplex.bannedUnits.map { Int32($0) })
        return Set(
            simplex.head.indices.lazy.filter {
                units.contains(simplex.head[$0]) && simplex.bans(in: simplex.basicOption($0)) > 0
            }.map { Int32($0) })
    }

    // MARK: One long step

    /// A place along a step at which something changes.
    private struct Breakpoint {
        var step: Double
        var unit: Int
        var option: [Int]
        /// How much of the infeasibility it takes; infinite where the step must end here.
        var slope: Double
    }

    /// False when nothing stops the price: then no amounts keep the limits.
    private mutating func step(_ simplex: inout Simplex, _ position: Int, _ sign: Double) -> Bool {
        let m = simplex.rows.count
        let direction = (0..<m).map { sign * simplex.inverse[$0 * m + position] }
        let line = Line(base: cost.adding(simplex.rowCost(simplex.prices), times: 1), along: simplex.rowCost(direction))
        var slope = abs(simplex.values[position])
        let mixed = mixedUnits(simplex).sorted(), start = simplex.prices
        var pricer = LinePricer(simplex, line)
        var near = 0.0, far = max(reach, tolerance)
        let (slackRow, slackStep) = blockingSlack(simplex, direction)
        for _ in 0..<200 {
            guard min(far, slackStep) < 1e30 else { return false }
            far = min(far, slackStep)
            let mixedPoint = mixedBreakpoint(&simplex, mixed, &pricer, near, &far)
            let isLast = far == slackStep
            let there = zip(start, direction).map { $0 + far * $1 }
            let changes = look(&simplex, prices: there, cost: line.cost(at: far), along: line.along)
            let relief = changes.reduce(0) { $0 + $1.relief }
            if mixedPoint == nil && slope - relief > 0 {
                for change in changes { simplex.setKey(of: change.unit, to: change.option) }
                slope -= relief
                if isLast {
                    replace(&simplex, position, by: .slack(row: slackRow, reducedCost: 0), far)
                    return true
                }
                near = far
                far *= 4
                continue
            }
            var points = mixedPoint.map { [$0] } ?? []
            for change in changes { trace(&simplex, change.unit, change.option, &pricer, near, far, &points) }
            points.sort { ($0.step, $0.unit, $0.slope) < ($1.step, $1.unit, $1.slope) }
            for point in points {
                if slope - point.slope <= 0 {
                    replace(
                        &simplex, position, by: .option(unit: point.unit, option: point.option, reducedCost: 0),
                        point.step)
                    return true
                }
                simplex.setKey(of: point.unit, to: point.option)
                slope -= point.slope
            }
            // Rounding: what is left when all have changed is next to nothing.
            near = far
            far *= 4
        }
        return false
    }

    private mutating func replace(
        _ simplex: inout Simplex, _ position: Int, by entering: Simplex.Entering, _ step: Double
    ) {
        reach = max(2 * step, reach / 4)
        let before = simplex.prices
        simplex.replace(position, by: entering)
        watchlist.didStep(from: before, to: simplex.prices)
        if case .option(let unit, _, _) = entering { watchlist.forget(unit) }
        simplex.recomputeValues()
    }

    /// The first price of an inequality that would fall below 0.
    private func blockingSlack(_ simplex: Simplex, _ direction: [Double]) -> (Int, Double) {
        var best = -1
        var least = Double.infinity
        for row in simplex.rows.indices
        where !simplex.rows[row].isEquality && !simplex.isSlackBasic[row] && direction[row] < -1e-9 {
            let step = max(0, simplex.prices[row]) / -direction[row]
            if step < least {
                least = step
                best = row
            }
        }
        return (best, least)
    }

    /// Units with several options in use cannot simply change: the step ends where another option of theirs costs less.
    /// Shortens the step to the first such place, if there is one.
    private func mixedBreakpoint(
        _ simplex: inout Simplex, _ mixed: [Int32], _ pricer: inout LinePricer, _ near: Double, _ far: inout Double
    ) -> Breakpoint? {
        var first: Breakpoint?
        for unit in mixed.lazy.map({ Int($0) }) {
            let key = pricer.course(of: simplex.keyOption(of: unit), unit: unit)
            // Each option that is found ends the step earlier, until none costs less.
            while true {
                simplex.counters.priced += 1
                guard let option = pricer.option(of: unit, at: far, below: key.cost(at: far) - tolerance) else { break }
                let other = pricer.course(of: option, unit: unit), fall = key.rate - other.rate
                guard fall > DualSearch.leastFall else { break }
                let corner = min(far, max(near, (other.level - key.level) / fall))
                first = Breakpoint(step: corner, unit: unit, option: option, slope: .infinity)
                guard corner < far else { break }
                far = corner
            }
        }
        return first
    }

    /// The steps at which a unit changes its option between two ends: the corners of the least of its options' costs,
    /// each of which is a straight line.
    private func trace(
        _ simplex: inout Simplex, _ unit: Int, _ last: [Int], _ pricer: inout LinePricer, _ near: Double, _ far: Double,
        _ points: inout [Breakpoint]
    ) {
        var pending = [(from: simplex.keyOption(of: unit), to: last, depth: 0)]
        while let (from, to, depth) = pending.popLast() {
            let a = pricer.course(of: from, unit: unit), b = pricer.course(of: to, unit: unit)
            let fall = a.rate - b.rate
            guard fall > DualSearch.leastFall else { continue }
            let corner = min(far, max(near, (b.level - a.level) / fall))
            let known = min(a.cost(at: corner), b.cost(at: corner))
            simplex.counters.priced += 1
            if depth < 30, let option = pricer.option(of: unit, at: corner, below: known - tolerance),
                option != from && option != to
            {
                pending.append((option, to, depth + 1))
                pending.append((from, option, depth + 1))
                continue
            }
            points.append(Breakpoint(step: corner, unit: unit, option: to, slope: fall))
        }
    }
}

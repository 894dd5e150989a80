/// The long steps of `Simplex.startFromPrices`.
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

    init(_ simplex: Simplex) {
        cost = FloatCost(simplex.objective, resourceCount: simplex.problem.resourceCount)
        let scale =
            cost.byTotalLevel.reduce(1) { max($0, abs($1)) } + cost.byLabel.reduce(0) { max($0, abs($1)) }
            + cost.weightFactor * 4_294_967_296
        reach = scale / 8
        tolerance = scale * 1e-11
        watchlist = Watchlist(simplex, cost: cost)
    }

    /// Steps until the sample keeps all limits at the least cost; false when that was not reached.
    mutating func run(_ simplex: inout Simplex, sample: [Int32], control: SolveControl) -> Bool {
        simplex.refactor()
        simplex.computePrices(.cost)
        settle(&simplex, sample, isStart: true, at: cost.adding(simplex.rowCost(simplex.prices), times: 1))
        simplex.recomputeValues()
        var left = 40 * simplex.rows.count + 200
        while left > 0 && !control.shouldStop {
            left -= 1
            guard let (position, sign) = leaving(&simplex) else { return true }
            guard step(&simplex, sample, position, sign) else { return false }
            steps += 1
            simplex.counters.pivots += 1
            if steps % 60 == 0 {
                simplex.refactor()
                simplex.computePrices(.cost)
            }
        }
        return false
    }

    private func mixedUnits(_ simplex: Simplex) -> Set<Int32> { Set(simplex.head.filter { $0 >= 0 }) }

    // MARK: Who must be looked at

    /// Measures all gaps at a cost, and at the start gives every unit its cheapest option.
    private mutating func settle(_ simplex: inout Simplex, _ sample: [Int32], isStart: Bool, at cost: FloatCost) {
        let mixed = mixedUnits(simplex), pricer = UnitPricer(simplex, cost), tolerance = tolerance
        struct Measured: Sendable {
            var gaps: [Double] = []
            var changes: [(unit: Int32, option: [Int])] = []
        }
        let parts = Parallel.map(sample.count) { range in
            var pricer = pricer
            var measured = Measured()
            measured.gaps.reserveCapacity(range.count)
            for place in range {
                let unit = Int(sample[place])
                guard !mixed.contains(sample[place]) else {
                    measured.gaps.append(.infinity)
                    continue
                }
                var option = pricer.key(of: unit)
                if isStart, let value = pricer.cheapest(unit), value < pricer.cost(of: option, unit: unit) - tolerance {
                    option = pricer.option(of: unit)
                    measured.changes.append((sample[place], option))
                }
                measured.gaps.append(pricer.gap(of: option, unit))
            }
            return measured
        }
        simplex.counters.priced += 2 * sample.count
        for part in parts { for change in part.changes { simplex.setKey(of: Int(change.unit), to: change.option) } }
        watchlist.take(parts.flatMap(\.gaps), of: sample, at: cost, in: simplex.problem)
    }

    // MARK: Who leaves

    /// The basic variable whose amount is most outside its limits, measured along its edge (steepest edge), and
    /// whether its price must rise (1) or fall (-1).
    private func leaving(_ simplex: inout Simplex) -> (Int, Double)? {
        simplex.swapNegativeKeys()
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
    private mutating func step(_ simplex: inout Simplex, _ sample: [Int32], _ position: Int, _ sign: Double) -> Bool {
        let m = simplex.rows.count
        let direction = (0..<m).map { sign * simplex.inverse[$0 * m + position] }
        let line = Line(base: cost.adding(simplex.rowCost(simplex.prices), times: 1), along: simplex.rowCost(direction))
        var slope = abs(simplex.values[position])
        let mixed = mixedUnits(simplex), mixedInOrder = mixed.sorted()
        var pricer = LinePricer(simplex, line)
        if watchlist.isWorthMeasuring { settle(&simplex, sample, isStart: false, at: line.base) }
        var near = 0.0, far = max(reach, tolerance), measured = 0
        let (slackRow, slackStep) = blockingSlack(simplex, direction)
        for _ in 0..<200 {
            guard min(far, slackStep) < 1e30 else { return false }
            far = watched(&simplex, sample, line, near, min(far, slackStep), &measured)
            let isLast = far == slackStep
            var points = mixedBreakpoints(&simplex, mixedInOrder, &pricer, near, far)
            let (changes, relief) = changes(&simplex, mixed, line, far)
            if points.isEmpty && slope - relief > 0 {
                for change in changes { simplex.setKey(of: Int(change.unit), to: change.option) }
                slope -= relief
                if isLast {
                    replace(&simplex, position, by: .slack(row: slackRow, reducedCost: 0), line, far)
                    return true
                }
                near = far
                far *= 4
                continue
            }
            for change in changes { trace(&simplex, Int(change.unit), change.option, &pricer, near, far, &points) }
            points.sort { ($0.step, $0.unit, $0.slope) < ($1.step, $1.unit, $1.slope) }
            for point in points {
                if slope - point.slope <= 0 {
                    replace(
                        &simplex, position, by: .option(unit: point.unit, option: point.option, reducedCost: 0), line,
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

    /// The end of a step, not beyond where units change that are not watched. Where there is hardly a way until then, the
    /// gaps are measured afresh; where that was done before in this step, all are watched.
    private mutating func watched(
        _ simplex: inout Simplex, _ sample: [Int32], _ line: Line, _ near: Double, _ far: Double, _ measured: inout Int
    ) -> Double {
        while watchlist.gap < .infinity {
            let start = line.cost(at: near), end = line.cost(at: far)
            guard watchlist.drift(to: end) > watchlist.gap else { break }
            let room = watchlist.gap - watchlist.drift(to: start)
            if 4 * room > watchlist.gap {
                return near + 0.99 * (far - near) * min(1, room / watchlist.drift(from: start, to: end))
            }
            if measured < 2 { settle(&simplex, sample, isStart: false, at: start) } else { watchlist.watchAll(sample) }
            measured += 1
        }
        return far
    }

    private mutating func replace(
        _ simplex: inout Simplex, _ position: Int, by entering: Simplex.Entering, _ line: Line, _ step: Double
    ) {
        watchlist.didStep(from: line.base, to: line.cost(at: step))
        reach = max(2 * step, reach / 4)
        simplex.replace(position, by: entering)
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

    /// Units that would rather have another option at the far end, and what they take of the infeasibility together.
    private mutating func changes(
        _ simplex: inout Simplex, _ mixed: Set<Int32>, _ line: Line, _ far: Double
    ) -> ([(unit: Int32, option: [Int])], Double) {
        struct Found: Sendable {
            var changes: [(unit: Int32, option: [Int])] = []
            var relief = 0.0
        }
        let pricer = UnitPricer(simplex, line.cost(at: far)), along = UnitPricer(simplex, line.along)
        let active = watchlist.units, tolerance = tolerance
        let parts = Parallel.map(active.count) { range in
            var pricer = pricer
            var found = Found()
            for place in range {
                let unit = Int(active[place])
                guard let value = pricer.cheapest(unit), value < pricer.keyCost(of: unit) - tolerance,
                    !mixed.contains(active[place])
                else { continue }
                let option = pricer.option(of: unit)
                found.relief += along.keyCost(of: unit) - along.cost(of: option, unit: unit)
                found.changes.append((active[place], option))
            }
            return found
        }
        simplex.counters.priced += active.count
        watchlist.didLook()
        return (parts.flatMap(\.changes), parts.reduce(0) { $0 + $1.relief })
    }

    /// Units with several options in use cannot simply change: the step ends where another option of theirs costs less.
    private func mixedBreakpoints(
        _ simplex: inout Simplex, _ mixed: [Int32], _ pricer: inout LinePricer, _ near: Double, _ far: Double
    ) -> [Breakpoint] {
        var result: [Breakpoint] = []
        for unit in mixed.map({ Int($0) }) {
            let key = simplex.keyOption(of: unit)
            let bar = pricer.course(of: key, unit: unit).cost(at: far) - tolerance
            guard let option = pricer.option(of: unit, at: far, below: bar) else { continue }
            var points: [Breakpoint] = []
            trace(&simplex, unit, option, &pricer, near, far, &points)
            guard var first = points.min(by: { $0.step < $1.step }) else { continue }
            first.slope = .infinity
            result.append(first)
        }
        return result
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
            guard fall > 1e-12 else { continue }
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

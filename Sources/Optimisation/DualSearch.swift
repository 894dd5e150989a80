/// The long steps of `Simplex.startFromPrices`.
///
/// Invariant. Every key of the sample is an option of least cost under the prices, every basic variable has reduced cost
/// 0, and a price on an inequality is not negative; so the bound rises with each step, and when all amounts are within
/// their limits the basis is optimal for the sample.
///
/// Most units are far from changing: a unit's *gap* is what its second best option costs more than its key. As long as
/// prices have drifted less than the gap since it was measured, the unit need not be looked at; only `active` ones are.
struct DualSearch {
    private let cost: FloatCost
    private let tolerance: Double
    /// How far the last steps went: what the next is likely to need.
    private var reach: Double
    /// Per resource the round in which it is used.
    private let rounds: [Int]
    /// Per resource whether people are there; false for one that says that another is held.
    private let isPlace: [Bool]
    private let slotCount: Int

    private var active: [Int32] = []
    private var activeGap = 0.0
    private var medianGap = 0.0
    private var lastDrift = 0.0
    private var reference: FloatCost
    private(set) var steps = 0

    init(_ simplex: Simplex) {
        cost = FloatCost(simplex.objective, resourceCount: simplex.problem.resourceCount)
        let scale =
            cost.byTotalLevel.reduce(1) { max($0, abs($1)) } + cost.byLabel.reduce(0) { max($0, abs($1)) }
            + cost.weightFactor * 4_294_967_296
        reach = scale / 8
        tolerance = scale * 1e-11
        reference = cost
        var rounds = [Int](repeating: 0, count: simplex.problem.resourceCount)
        for unit in simplex.openUnits.prefix(50_000) {
            for variant in simplex.problem.variants(of: Int(unit)) {
                for slot in simplex.problem.slots(of: variant) {
                    for alternative in simplex.problem.alternatives(of: slot) {
                        rounds[Int(simplex.problem.resource[alternative])] = Int(simplex.problem.round[slot])
                    }
                }
            }
        }
        self.rounds = rounds
        let heldBy = simplex.problem.heldBy
        isPlace = rounds.indices.map { heldBy.isEmpty || heldBy[$0] < 0 }
        slotCount = simplex.width
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

    /// Measures all gaps at a cost, and at the start gives every unit its cheapest option. Then those of the smallest
    /// gaps are active, until prices have drifted too far.
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
                var least = pricer.cost(of: option, unit: unit)
                if isStart, let value = pricer.cheapest(unit), value < least - tolerance {
                    option = pricer.option(of: unit)
                    least = value
                    measured.changes.append((sample[place], option))
                }
                measured.gaps.append(max(0, pricer.cheapestOther(than: option, unit) - least))
            }
            return measured
        }
        simplex.counters.priced += 2 * sample.count
        for part in parts { for change in part.changes { simplex.setKey(of: Int(change.unit), to: change.option) } }
        let gaps = parts.flatMap(\.gaps)
        // A part small enough to be looked at often, large enough to last.
        let glance = stride(from: 0, to: gaps.count, by: max(1, gaps.count / 2000)).map { gaps[$0] }.sorted()
        medianGap = glance[glance.count / 2]
        activeGap = max(glance[glance.count / 10], 6 * lastDrift, 100 * tolerance)
        reference = cost
        guard activeGap < medianGap else { return activate(sample) }
        // What holding costs drifts by whole rooms: those few units are always looked at.
        active = zip(sample, gaps).filter { $0.1 <= activeGap || simplex.problem.isHoldingUnit(Int($0.0)) }.map(\.0)
    }

    /// How much one option of a unit can have gained on another since the gaps were measured.
    private func drift(to cost: FloatCost) -> Double { drift(from: reference, to: cost) }

    private func drift(from reference: FloatCost, to cost: FloatCost) -> Double {
        let change = cost.adding(reference, times: -1)
        func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
        var low: [Int: Double] = [:], high: [Int: Double] = [:]
        for (resource, value) in change.byResource.enumerated() where isPlace[resource] {
            low[rounds[resource]] = min(low[rounds[resource]] ?? value, value)
            high[rounds[resource]] = max(high[rounds[resource]] ?? value, value)
        }
        let sessions = low.reduce(0) { $0 + high[$1.key]! - $1.value }
        let perSlot =
            spread(change.byLabel + [0]) + spread(change.extra + [0]) + abs(change.weightFactor) * 4_294_967_296
        return sessions + spread(change.byTotalLevel + [0]) + Double(slotCount) * perSlot
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
        // Everybody was looked at, but the last steps were so short that few need be.
        if activeGap == .infinity && 12 * lastDrift < medianGap {
            settle(&simplex, sample, isStart: false, at: line.base)
        }
        var near = 0.0, far = max(reach, tolerance)
        let (slackRow, slackStep) = blockingSlack(simplex, direction)
        for _ in 0..<200 {
            let isLast = far >= slackStep
            if isLast { far = slackStep }
            guard far < 1e30 else { return false }
            if drift(to: line.cost(at: far)) > activeGap {
                settle(&simplex, sample, isStart: false, at: line.cost(at: near))
                if drift(to: line.cost(at: far)) > activeGap { activate(sample) }
                continue
            }
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

    private mutating func activate(_ sample: [Int32]) {
        active = sample
        activeGap = .infinity
    }

    private mutating func replace(
        _ simplex: inout Simplex, _ position: Int, by entering: Simplex.Entering, _ line: Line, _ step: Double
    ) {
        lastDrift = max(lastDrift / 2, drift(from: line.base, to: line.cost(at: step)))
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
    private func changes(
        _ simplex: inout Simplex, _ mixed: Set<Int32>, _ line: Line, _ far: Double
    ) -> ([(unit: Int32, option: [Int])], Double) {
        struct Found: Sendable {
            var changes: [(unit: Int32, option: [Int])] = []
            var relief = 0.0
        }
        let pricer = UnitPricer(simplex, line.cost(at: far)), along = UnitPricer(simplex, line.along)
        let active = active, tolerance = tolerance
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

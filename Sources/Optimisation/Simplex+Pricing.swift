// Prices of rows from the basis, and the search for an entering variable.
extension Simplex {
    enum Entering {
        case slack(row: Int, reducedCost: Double)
        case option(unit: Int, option: [Int], reducedCost: Double)

        var reducedCost: Double {
            switch self {
            case .slack(_, let reducedCost), .option(_, _, let reducedCost): reducedCost
            }
        }
    }

    /// The cost of a basic variable relative to its unit's key, in the phase's cost.
    private func basicCost(_ position: Int, _ phase: Phase) -> Double {
        if head[position] < 0 {
            guard phase.penalty > 0 else { return 0 }
            let value = values[position]
            if value < -valueTolerance { return -phase.penalty }
            return value > valueTolerance && rows[Int(-1 - head[position])].isEquality ? phase.penalty : 0
        }
        let unit = Int(head[position]), option = basicOption(position)
        let key = keyOption(of: unit)
        var cost = 0.0
        if phase.penalty > 0 && hasBans { cost += phase.penalty * Double(bans(in: option) - bans(in: key)) }
        if phase.countsCost {
            cost += Double(objective.cost(of: option, in: problem) - objective.cost(of: key, in: problem))
            if !shifts.isEmpty { cost += shift(of: option) - shift(of: key) }
        }
        return cost
    }

    private func shift(of option: [Int]) -> Double { option.reduce(0) { $0 + shifts[$1] } }

    /// Prices that make every basic variable's reduced cost 0.
    mutating func computePrices(_ phase: Phase) {
        let m = rows.count
        let costs = (0..<m).map { basicCost($0, phase) }
        let counting = costs.indices.filter { costs[$0] != 0 }
        prices = Simplex.product(inverse, costs, at: counting).map { -$0 }
        spreadPrices(phase)
    }

    /// Row by row of a square matrix, the product with a vector that is 0 but at some places.
    private static func product(_ matrix: [Double], _ vector: [Double], at places: [Int]) -> [Double] {
        let m = vector.count
        let matrix = matrix.span, vector = vector.span, places = places.span
        return (0..<m).map { row in
            var sum = 0.0
            for index in places.indices { sum += vector[places[index]] * matrix[row * m + places[index]] }
            return sum
        }
    }

    /// From prices per row to prices per resource and tables per level and label.
    mutating func spreadPrices(_ phase: Phase) {
        var cost = pricing.current.take()
        for resource in cost.byResource.indices { cost.byResource[resource] = 0 }
        let own = phase.countsCost ? 1.0 : 0.0
        cost.byTotalLevel = objective.byTotalLevel.map { own * Double($0) }
        cost.byLabel = objective.byLabel.map { own * Double($0) }
        cost.weightFactor = own * Double(objective.weightFactor)
        clearSidePrices(&cost)
        addRows(prices, to: &cost)
        pricing.current.set(cost)
    }

    private func clearSidePrices(_ cost: inout FloatCost) {
        cost.leastExtra = 0
        for place in cost.extra.indices { cost.extra[place] = 0 }
    }

    /// Adds what a vector over rows adds to the cost of an option.
    func addRows(_ vector: [Double], to cost: inout FloatCost) {
        for (row, value) in vector.enumerated() where value != 0 {
            switch rows[row].kind {
            case .upper(let resource):
                cost.byResource[resource] += value
                if let holding = problem.holding(of: resource) {
                    cost.byResource[holding] -= value * Double(problem.upperLimit[resource] ?? 0)
                }
            case .lower(let resource):
                cost.byResource[resource] -= value
                if let holding = problem.holding(of: resource) {
                    cost.byResource[holding] += value * Double(problem.lowerLimit[resource])
                }
            case .stage(let stage): cost.add(FloatCost(stages[stage], resourceCount: 0), times: value)
            case .side, .cover, .attendance:
                if cost.extra.count < sideTerms.count {
                    cost.extra.append(contentsOf: repeatElement(0, count: sideTerms.count - cost.extra.count))
                    cost.extraPlaces = sideTerms.places
                }
                var least = 0.0
                for (place, coefficient) in sideTerms.ofRow(row) {
                    let amount = value * coefficient
                    cost.extra[place] += amount
                    least = min(least, amount)
                }
                cost.leastExtra += least
            }
        }
    }

    /// Whether prices by themselves show that no amounts keep the rows, whatever the basis: without any cost, what units
    /// would pay at least is more than all limits are worth (Farkas 1902). What is negative where it may not be counts as 0.
    func showsInfeasible(_ given: [Double]) -> Bool {
        let ray = rows.indices.map { rows[$0].isEquality ? given[$0] : max(0, given[$0]) }
        let largest = ray.reduce(0) { max($0, abs($1)) }
        var pricer = UnitPricer(self, rowCost(ray)), excess = 0.0
        for unit in 0..<problem.unitCount {
            let least = pricer.cheapest(unit)
            if pricer.wasStopped { return false }
            // Who may have nothing at all breaks the rows at any price.
            guard let least else { return true }
            excess += least
        }
        for row in rows.indices { excess -= ray[row] * Double(rows[row].limit) }
        return excess > 1e-5 * largest
    }

    /// The slack that gains most by entering, if any gains.
    func pricedSlack() -> Entering? {
        var best: Entering?
        var least = -costTolerance
        for row in rows.indices where !isSlackBasic[row] && !rows[row].isEquality && prices[row] < least {
            least = prices[row]
            best = .slack(row: row, reducedCost: least)
        }
        return best
    }

    /// The option that gains most among the candidates kept from last time, or else among the next units around the
    /// circle that have one: a short list is looked at several times before the circle moves on.
    mutating func pricedUnit(_ phase: Phase, _ candidates: inout [Int32], better bar: Double) -> Entering? {
        var best: Entering?
        var least = min(bar, -costTolerance)
        var kept: [Int32] = []
        for unit in candidates {
            guard let reducedCost = reducedCost(Int(unit), phase), reducedCost < -costTolerance else {
                continue
            }
            kept.append(unit)
            take(Int(unit), reducedCost, &least, &best)
        }
        candidates = kept
        if best != nil || !candidates.isEmpty { return best }
        var left = openUnits.count
        for _ in 0..<min(left, 2 * Parallel.grain) where candidates.count < Simplex.wantedCandidates {
            if cursor >= openUnits.count { cursor = 0 }
            let unit = openUnits[cursor]
            cursor += 1
            left -= 1
            guard let reducedCost = reducedCost(Int(unit), phase), reducedCost < -costTolerance else {
                continue
            }
            candidates.append(unit)
            take(Int(unit), reducedCost, &least, &best)
        }
        if !hasBans {
            while left > 0 && candidates.count < Simplex.wantedCandidates {
                left -= priceBlock(of: left, &candidates, &least, &best)
            }
        }
        return best
    }

    private static let wantedCandidates = 12

    /// The next units around the circle, at most `left`, on all cores: when some thousand units gain nothing, mostly nobody
    /// does. Returns how many were looked at, which are the same as one after the other.
    private mutating func priceBlock(
        of left: Int, _ candidates: inout [Int32], _ least: inout Double, _ best: inout Entering?
    ) -> Int {
        let start = cursor, units = openUnits, tolerance = costTolerance
        let wanted = Simplex.wantedCandidates - candidates.count
        let pricer = UnitPricer(self, pricing.current.cost), count = min(left, 32 * Parallel.grain)
        let parts = Parallel.map(count) { places in
            var pricer = pricer
            var found: [(place: Int, unit: Int, reducedCost: Double, option: [Int])] = []
            for place in places where found.count < wanted {
                let unit = Int(units[(start + place) % units.count])
                guard let value = pricer.cheapest(unit) else { continue }
                let reducedCost = value - pricer.keyCost(of: unit)
                if reducedCost < -tolerance { found.append((place, unit, reducedCost, pricer.option(of: unit))) }
            }
            return (found: found, wasStopped: pricer.wasStopped)
        }
        isPricingStopped = isPricingStopped || parts.contains { $0.wasStopped }
        var looked = count
        for found in parts.lazy.flatMap(\.found).prefix(wanted) {
            candidates.append(Int32(found.unit))
            if candidates.count == Simplex.wantedCandidates { looked = found.place + 1 }
            guard found.reducedCost < least else { continue }
            least = found.reducedCost
            best = .option(unit: found.unit, option: found.option, reducedCost: least)
        }
        counters.priced += looked
        cursor = (start + looked) % units.count
        return looked
    }

    private mutating func take(
        _ unit: Int, _ reducedCost: Double, _ least: inout Double, _ best: inout Entering?
    ) {
        guard reducedCost < least else { return }
        least = reducedCost
        best = .option(
            unit: unit, option: pricing.restricts(unit) ? faceScratch.option : scratch.option, reducedCost: reducedCost)
    }

    /// The least reduced cost of the unit's options; nil when it has none that is allowed. The option is left in
    /// the scratch.
    mutating func reducedCost(_ unit: Int, _ phase: Phase) -> Double? {
        counters.priced += 1
        let key = (phase.penalty > 0 ? phase.penalty * Double(keyBans(of: unit)) : 0) + keyCost(of: unit)
        if pricing.restricts(unit) {
            guard let value = pricing.cheapest(unit, &faceScratch) else { return nil }
            return value - key
        }
        guard let value = problem.cheapest(unit, priced: pricing.current, &scratch) else { return nil }
        return value - key
    }

    /// What the unit's key option costs under the present prices.
    private func keyCost(of unit: Int) -> Double {
        guard !problem.isJoint(unit) else {
            let option = keyOption(of: unit)
            let cost = option.reduce(0) { $0 + pricing.current.cost.jointPrice($1, in: problem) }
            return problem.totalLevels(of: option, unit: unit).reduce(cost) { $0 + pricing.current.cost.total($1) }
        }
        var cost = 0.0
        var level = 0
        for place in (unit * width)..<(unit * width + width) where keys[place] >= 0 {
            let alternative = Int(keys[place])
            cost += pricing.current.cost.price(alternative, in: problem)
            level += Int(problem.level[alternative])
        }
        return cost + pricing.current.cost.total(level)
    }
}

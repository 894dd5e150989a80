// One step: how far the entering variable can go, who makes room for it, and the update.
extension Simplex {
    private enum Leaving {
        case position(Int)
        case key(unit: Int)
    }

    mutating func pivot(_ entering: Entering, phase: Phase) {
        var direction = enteringDirection(entering)
        let enteringUnit: Int? =
            if case .option(let unit, _, _) = entering { unit } else { nil }
        let (leaving, step) = ratioTest(direction, enteringUnit: enteringUnit, phase: phase)
        for position in head.indices { values[position] -= step * direction[position] }
        switch leaving {
        case .position(let position):
            exchange(position, entering, direction, step, phase)
        case .key(let unit):
            let others = head.indices.filter { head[$0] == Int32(unit) }
            if let swapped = others.max(by: { values[$0] < values[$1] }) {
                let rate = keyRates[unit]
                swapKey(of: unit, with: swapped, all: others)
                direction[swapped] = rate
                exchange(swapped, entering, direction, step, phase)
            } else if case .option(_, let option, _) = entering {
                setKey(of: unit, to: option)
            }
        }
        for unit in touchedUnits {
            keyRates[unit] = 0
            keyValues[unit] = 0
            isTouched[unit] = false
        }
        touchedUnits.removeAll(keepingCapacity: true)
    }

    /// The inverse times the entering column.
    private func enteringDirection(_ entering: Entering) -> [Double] {
        let m = rows.count
        switch entering {
        case .slack(let row, _): return Array(inverse[(row * m)..<(row * m + m)])
        case .option(let unit, let option, _):
            var direction = [Double](repeating: 0, count: m)
            for (row, value) in difference(option, unit: unit).enumerated() where value != 0 {
                for position in 0..<m { direction[position] += value * inverse[row * m + position] }
            }
            return direction
        }
    }

    /// Keys change too: by minus the change of their unit's other options, and by -1 per step for the entering unit.
    private mutating func gatherKeyRates(_ direction: [Double], enteringUnit: Int?) {
        func touch(_ unit: Int) {
            guard !isTouched[unit] else { return }
            isTouched[unit] = true
            touchedUnits.append(unit)
            keyValues[unit] = 1
        }
        if let enteringUnit {
            touch(enteringUnit)
            keyRates[enteringUnit] = 1
        }
        for position in head.indices where head[position] >= 0 {
            let unit = Int(head[position])
            touch(unit)
            keyRates[unit] -= direction[position]
            keyValues[unit] -= values[position]
        }
    }

    /// The variable that first reaches a limit, and how far the entering variable has come by then. Two passes: the
    /// longest step with a small tolerance, then among those that limit it the one with the largest rate (Harris 1973).
    private mutating func ratioTest(
        _ direction: [Double], enteringUnit: Int?, phase: Phase
    ) -> (Leaving, Double) {
        gatherKeyRates(direction, enteringUnit: enteringUnit)
        var limits: [(leaving: Leaving, value: Double, rate: Double)] = []
        for position in head.indices {
            if let (value, rate) = limit(position, direction[position], phase) {
                limits.append((.position(position), value, rate))
            }
        }
        for unit in touchedUnits {
            if let (value, rate) = keyLimit(unit, phase) { limits.append((.key(unit: unit), value, rate)) }
        }
        precondition(!limits.isEmpty, "an assignment cannot be unbounded")
        let longest = limits.reduce(Double.infinity) { min($0, ($1.value + 1e-9) / $1.rate) }
        var best = 0
        var bestRate = -1.0
        for (index, limit) in limits.enumerated()
        where limit.value / limit.rate <= longest && limit.rate > bestRate {
            best = index
            bestRate = limit.rate
        }
        return (limits[best].leaving, max(0, limits[best].value / limits[best].rate))
    }

    /// For a basic variable that moves by `-rate` per step: the distance to its limit and the speed towards it, or nil
    /// when nothing stops it.
    private func limit(_ position: Int, _ rate: Double, _ phase: Phase) -> (value: Double, rate: Double)? {
        guard abs(rate) > 1e-9 else { return nil }
        let value = values[position]
        let mustBeZero: Bool
        if head[position] < 0 {
            mustBeZero = rows[Int(-1 - head[position])].isEquality
            // A broken limit on the way back to being kept.
            if value < -valueTolerance { return rate < 0 ? (-value, -rate) : nil }
        } else {
            mustBeZero = hasBans && bans(in: basicOption(position)) > 0
        }
        if rate > 0 { return (max(0, value), rate) }
        guard mustBeZero, value <= valueTolerance else { return nil }
        return (0, -rate)
    }

    private func keyLimit(_ unit: Int, _ phase: Phase) -> (value: Double, rate: Double)? {
        let rate = keyRates[unit], value = keyValues[unit]
        guard abs(rate) > 1e-9 else { return nil }
        if rate > 0 { return (max(0, value), rate) }
        guard hasBans, value <= valueTolerance, keyBans(of: unit) > 0 else { return nil }
        return (0, -rate)
    }

    mutating func setKey(of unit: Int, to option: [Int]) {
        addKeyLoad(of: unit, sign: -1)
        Simplex.store(option, in: &keys, at: unit * width, width: width)
        addKeyLoad(of: unit, sign: 1)
    }

    /// Makes the option at `position` the key and puts the old key there. In the new coordinates the row of the
    /// inverse at that position is minus the sum of the rows of all the unit's positions.
    mutating func swapKey(of unit: Int, with position: Int, all: [Int]) {
        isInverseFresh = false
        let m = rows.count
        for row in 0..<m {
            var sum = 0.0
            for other in all { sum += inverse[row * m + other] }
            inverse[row * m + position] = -sum
        }
        let option = basicOption(position)
        for offset in 0..<width { basicOptions[position * width + offset] = keys[unit * width + offset] }
        setKey(of: unit, to: option)
    }

    /// Puts the entering variable at the position, updating inverse, prices and values.
    private mutating func exchange(
        _ position: Int, _ entering: Entering, _ direction: [Double], _ step: Double, _ phase: Phase
    ) {
        let ratio = entering.reducedCost / direction[position]
        let m = rows.count
        for row in 0..<m { prices[row] -= ratio * inverse[row * m + position] }
        replaceColumn(position, entering, direction)
        values[position] = step
        spreadPrices(phase)
    }

    /// Puts the entering variable at the position, whatever that does to amounts; updates the inverse and the prices.
    mutating func replace(_ position: Int, by entering: Entering) {
        replaceColumn(position, entering, enteringDirection(entering))
        computePrices(.cost)
    }

    private mutating func replaceColumn(_ position: Int, _ entering: Entering, _ direction: [Double]) {
        isInverseFresh = false
        let m = rows.count
        let pivot = direction[position]
        let moving = direction.indices.filter { direction[$0] != 0 && $0 != position }
        for row in 0..<m {
            let old = inverse[row * m + position]
            guard old != 0 else { continue }
            let scaled = old / pivot
            for other in moving { inverse[row * m + other] -= direction[other] * scaled }
            inverse[row * m + position] = scaled
        }
        if head[position] < 0 { isSlackBasic[Int(-1 - head[position])] = false }
        switch entering {
        case .slack(let row, _):
            head[position] = Int32(-1 - row)
            isSlackBasic[row] = true
        case .option(let unit, let option, _):
            head[position] = Int32(unit)
            Simplex.store(option, in: &basicOptions, at: position * width, width: width)
        }
    }

    /// Where the options in use beside a unit's key add up to more than 1, the one used most becomes the key.
    mutating func swapNegativeKeys() {
        var positions: [Int32: [Int]] = [:]
        for position in head.indices where head[position] >= 0 {
            positions[head[position], default: []].append(position)
        }
        for (unit, own) in positions.sorted(by: { $0.key < $1.key }) {
            let sum = own.reduce(0) { $0 + values[$1] }
            guard sum > 1 + 1e-7, let largest = own.max(by: { values[$0] < values[$1] }) else { continue }
            swapKey(of: Int(unit), with: largest, all: own)
            values[largest] = 1 - sum
        }
    }
}

// The working basis: its columns, its inverse, and the values that follow from them.
extension Simplex {
    /// All slacks basic, every unit at its key.
    mutating func resetBasis() {
        let m = rows.count
        isInverseFresh = false
        head = (0..<m).map { Int32(-1 - $0) }
        isSlackBasic = Array(repeating: true, count: m)
        basicOptions = Array(repeating: -1, count: m * width)
        loosening = Array(repeating: 0, count: m)
        prices = Array(repeating: 0, count: m)
        recomputeKeyLoads()
    }

    /// Which options are in use: to come back to.
    struct Basis {
        fileprivate let keys: [Int32]
        fileprivate let head: [Int32]
        fileprivate let basicOptions: [Int32]
        fileprivate let isSlackBasic: [Bool]
    }

    var basis: Basis {
        get { Basis(keys: keys, head: head, basicOptions: basicOptions, isSlackBasic: isSlackBasic) }
        set {
            let newer = newValue.head.count..<rows.count
            keys = newValue.keys
            head = newValue.head + newer.map { Int32(-1 - $0) }
            basicOptions = newValue.basicOptions + Array(repeating: -1, count: newer.count * width)
            isSlackBasic = newValue.isSlackBasic + Array(repeating: true, count: newer.count)
            isInverseFresh = false
            recomputeKeyLoads()
        }
    }

    /// Adds rows; their slacks become basic, so the basis stays a basis.
    mutating func append(_ more: [LinearRow]) {
        isInverseFresh = false
        for row in more {
            register(row)
            head.append(Int32(-rows.count))
            isSlackBasic.append(true)
            basicOptions.append(contentsOf: Array(repeating: -1, count: width))
            loosening.append(0)
            prices.append(0)
        }
        recomputeKeyLoads()
    }

    mutating func recomputeKeyLoads() {
        let none = [Int](repeating: 0, count: rows.count)
        let parts = Parallel.map(problem.unitCount, grain: 16 * Parallel.grain) { [self] units in
            var loads = none
            for unit in units { addKeyLoad(of: unit, sign: 1, to: &loads) }
            return loads
        }
        keyLoads = parts.reduce(none) { sums, loads in zip(sums, loads).map { $0 + $1 } }
    }

    mutating func addKeyLoad(of unit: Int, sign: Int) {
        var loads: [Int] = []
        swap(&loads, &keyLoads)
        addKeyLoad(of: unit, sign: sign, to: &loads)
        swap(&loads, &keyLoads)
    }

    private func addKeyLoad(of unit: Int, sign: Int, to keyLoads: inout [Int]) {
        for place in (unit * width)..<(unit * width + width) where keys[place] >= 0 {
            let alternative = Int(keys[place]), resource = Int(problem.resource[alternative])
            let seats = problem.seats(alternative)
            if upperRow[resource] >= 0 { keyLoads[upperRow[resource]] += sign * seats }
            if lowerRow[resource] >= 0 { keyLoads[lowerRow[resource]] -= sign * seats }
            if let held = held(by: resource) {
                if held.upper >= 0 { keyLoads[held.upper] -= sign * held.most }
                if held.lower >= 0 { keyLoads[held.lower] += sign * held.least }
            }
            for (row, coefficient) in sideTerms[problem.number(of: alternative)] {
                keyLoads[row] += sign * Int(coefficient)
            }
        }
        for (row, stage) in stageRows {
            keyLoads[row] += sign * stages[stage].cost(of: keyOption(of: unit), in: problem)
        }
    }

    /// The rows (-1: none) and limits of the resource that is held where this one is used.
    @inline(__always)
    private func held(by resource: Int) -> (upper: Int, lower: Int, most: Int, least: Int)? {
        guard !problem.heldBy.isEmpty else { return nil }
        let held = problem.heldBy[resource]
        guard held >= 0 else { return nil }
        return (upperRow[held], lowerRow[held], problem.upperLimit[held] ?? 0, problem.lowerLimit[held])
    }

    /// Loosens every inequality by a different tiny amount while solving: ties between bases are what makes a simplex
    /// stall. Amounts are far below what any basic solution of the real problem can differ by.
    mutating func loosen(_ on: Bool) {
        var differences = TieBreaks()
        for row in rows.indices {
            let random = differences.next()
            loosening[row] = on && !rows[row].isEquality ? 1e-6 * (0.5 + random) : 0
        }
    }

    /// Adds a multiple of an option's coefficients to a column.
    func add(_ option: some Sequence<Int>, times sign: Double, to column: inout [Double]) {
        for alternative in option {
            let resource = Int(problem.resource[alternative])
            let seats = sign * Double(problem.seats(alternative))
            if upperRow[resource] >= 0 { column[upperRow[resource]] += seats }
            if lowerRow[resource] >= 0 { column[lowerRow[resource]] -= seats }
            if let held = held(by: resource) {
                if held.upper >= 0 { column[held.upper] -= sign * Double(held.most) }
                if held.lower >= 0 { column[held.lower] += sign * Double(held.least) }
            }
            for (row, coefficient) in sideTerms[problem.number(of: alternative)] {
                column[row] += sign * coefficient
            }
        }
        for (row, stage) in stageRows {
            column[row] += sign * Double(stages[stage].cost(of: option, in: problem))
        }
    }

    /// An option's column minus its unit's key column.
    func difference(_ option: [Int], unit: Int) -> [Double] {
        var column = [Double](repeating: 0, count: rows.count)
        add(option, times: 1, to: &column)
        add(keyOption(of: unit), times: -1, to: &column)
        return column
    }

    func column(at position: Int) -> [Double] {
        if head[position] < 0 {
            var unit = [Double](repeating: 0, count: rows.count)
            unit[Int(-1 - head[position])] = 1
            return unit
        }
        return difference(basicOption(position), unit: Int(head[position]))
    }

    /// Inverts the working basis afresh and recomputes the values. A basis that has become singular gives way to
    /// the one of all slacks, every unit at the option it used most.
    mutating func refactor() {
        if !isInverseFresh {
            counters.refactorisations += 1
            if !invert() {
                keys = roundedSelection()
                resetBasis()
                _ = invert()
            }
            isInverseFresh = true
        }
        recomputeValues()
    }

    mutating func recomputeValues() {
        let m = rows.count
        values = Array(repeating: 0, count: m)
        for row in 0..<m {
            let rest = Double(rows[row].limit - keyLoads[row]) + loosening[row]
            guard rest != 0 else { continue }
            for position in 0..<m { values[position] += inverse[row * m + position] * rest }
        }
    }

    /// Inverts the working basis; false when it is singular.
    ///
    /// A slack's column is a unit vector, so only the options need elimination, in the rows whose slack is not basic:
    ///
    ///     [ A 0 ]                  [  A^-1    0 ]
    ///     [ C I ]  has the inverse [ -C A^-1  I ]
    private mutating func invert() -> Bool {
        let m = rows.count
        let positions = head.indices.filter { head[$0] >= 0 }
        let tight = rows.indices.filter { !isSlackBasic[$0] }
        let k = tight.count
        var columns: [[Double]] = []
        for position in positions { columns.append(column(at: position)) }
        guard let core = Simplex.inverted(columns.map { column in tight.map { column[$0] } }) else { return false }
        inverse = Array(repeating: 0, count: m * m)
        var slackAt = [Int](repeating: -1, count: m)
        for position in head.indices where head[position] < 0 {
            slackAt[Int(-1 - head[position])] = position
            inverse[Int(-1 - head[position]) * m + position] = 1
        }
        for (j, position) in positions.enumerated() {
            for i in 0..<k { inverse[tight[i] * m + position] = core[j * k + i] }
            for row in 0..<m where slackAt[row] >= 0 && columns[j][row] != 0 {
                let value = columns[j][row]
                for i in 0..<k { inverse[tight[i] * m + slackAt[row]] -= value * core[j * k + i] }
            }
        }
        return true
    }

    /// The inverse of a square matrix given by its columns, row by row; nil when it is singular. Gauss-Jordan
    /// elimination in place with partial pivoting: each step puts a column of the inverse where it clears one of the
    /// matrix, and exchanged rows of the matrix are exchanged columns of the inverse.
    private static func inverted(_ columns: [[Double]]) -> [Double]? {
        let k = columns.count
        var table = [Double](repeating: 0, count: k * k)
        for (j, column) in columns.enumerated() {
            for i in 0..<k { table[i * k + j] = column[i] }
        }
        var exchanged: [Int] = []
        for step in 0..<k {
            var best = step
            for row in step..<k where abs(table[row * k + step]) > abs(table[best * k + step]) { best = row }
            let pivot = table[best * k + step]
            guard abs(pivot) > 1e-9 else { return nil }
            exchanged.append(best)
            if best != step {
                for place in 0..<k { table.swapAt(best * k + place, step * k + place) }
            }
            table[step * k + step] = 1
            let places = (0..<k).filter { table[step * k + $0] != 0 }
            for place in places { table[step * k + place] /= pivot }
            for row in 0..<k where row != step && table[row * k + step] != 0 {
                let factor = table[row * k + step]
                table[row * k + step] = 0
                for place in places { table[row * k + place] -= factor * table[step * k + place] }
            }
        }
        for (step, best) in exchanged.enumerated().reversed() where best != step {
            for row in 0..<k { table.swapAt(row * k + step, row * k + best) }
        }
        return table
    }

    // MARK: Feasibility

    /// By row: -1 where its slack is basic and negative, 1 where it is basic and must be 0 and is not.
    func brokenSlacks() -> [Int8] {
        var broken = [Int8](repeating: 0, count: rows.count)
        for position in head.indices where head[position] < 0 {
            let row = Int(-1 - head[position]), value = values[position]
            if value < -valueTolerance { broken[row] = -1 }
            if value > valueTolerance && rows[row].isEquality { broken[row] = 1 }
        }
        return broken
    }

    /// Whether basic slacks are broken in another way than before, so that they cost something else.
    func isBroken(otherThan before: [Int8]) -> Bool {
        zip(brokenSlacks(), before).enumerated().contains { row, broken in isSlackBasic[row] && broken.0 != broken.1 }
    }

    /// The sum of what breaks a limit: slacks that are negative (or not 0, where they must be), and amounts of
    /// banned options.
    func infeasibility() -> Double {
        var sum = 0.0
        for position in head.indices where head[position] < 0 {
            let value = values[position]
            if value < 0 { sum -= value } else if rows[Int(-1 - head[position])].isEquality { sum += value }
        }
        guard hasBans else { return sum }
        var usedElsewhere: [Int: Double] = [:]
        for position in head.indices where head[position] >= 0 {
            let unit = Int(head[position])
            usedElsewhere[unit, default: 0] += values[position]
            sum += abs(values[position]) * Double(bans(in: basicOption(position)))
        }
        for unit in bannedUnits {
            let bans = keyBans(of: unit)
            if bans > 0 { sum += abs(1 - usedElsewhere[unit, default: 0]) * Double(bans) }
        }
        return sum
    }

    func bans(in option: [Int]) -> Int { option.reduce(0) { $0 + (pricing.current.banned[$1] ? 1 : 0) } }

    func keyBans(of unit: Int) -> Int {
        guard hasBans else { return 0 }
        var bans = 0
        for place in (unit * width)..<(unit * width + width)
        where keys[place] >= 0 && pricing.current.banned[Int(keys[place])] {
            bans += 1
        }
        return bans
    }
}

/// Numbers from 0 up to 1 that follow no pattern and are the same every time: what makes things differ that would tie.
struct TieBreaks {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 40) / 16_777_216
    }
}

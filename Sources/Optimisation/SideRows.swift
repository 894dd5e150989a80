/// Which rows of side rules are about a unit.
struct SideRows: Sendable {
    /// Rows of unit u are `rows[start[u] ..< start[u + 1]]`; empty where there are no such rows.
    private var start: [Int32] = []
    /// The row, and how much one more of its price can change the cost of one option against another.
    private var rows: [(row: Int32, spread: Double)] = []
    private var rowCount = 0

    var isEmpty: Bool { start.isEmpty }

    @inline(__always)
    func concern(_ unit: Int) -> Bool { !isEmpty && start[unit] < start[unit + 1] }

    init(_ simplex: Simplex, leavingOut isLeftOut: [Bool]) {
        guard simplex.sideTerms.count > 0 else { return }
        rowCount = simplex.rows.count
        start.reserveCapacity(isLeftOut.count + 1)
        start.append(0)
        for unit in isLeftOut.indices {
            if !isLeftOut[unit] { add(simplex.problem.variants(of: unit).lowerBound, simplex) }
            start.append(Int32(rows.count))
        }
    }

    private mutating func add(_ variant: Int, _ simplex: Simplex) {
        var spreads: [Int: Double] = [:]
        for slot in simplex.problem.slots(of: variant) {
            var ranges: [Int: (low: Double, high: Double)] = [:]
            for alternative in simplex.problem.alternatives(of: slot) {
                for (row, coefficient) in simplex.sideTerms[simplex.problem.number(of: alternative)] {
                    let known = ranges[row] ?? (0, 0)
                    ranges[row] = (min(known.low, coefficient), max(known.high, coefficient))
                }
            }
            for (row, range) in ranges { spreads[row, default: 0] += range.high - range.low }
        }
        rows += spreads.sorted { $0.key < $1.key }.map { (Int32($0.key), $0.value) }
    }

    /// How much the difference between two options of the unit can have changed since a mark.
    @inline(__always)
    func spread(_ unit: Int, _ changes: [Double], _ mark: Int) -> Double {
        let start = start.span, rows = rows.span, changes = changes.span
        var sum = 0.0
        for place in Int(start[unit])..<Int(start[unit + 1]) {
            sum += rows[place].spread * changes[mark * rowCount + Int(rows[place].row)]
        }
        return sum
    }
}

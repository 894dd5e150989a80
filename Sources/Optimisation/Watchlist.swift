/// Which units of a sample must be looked at while prices move.
///
/// Most units are far from changing. When one was looked at, two things were kept: its *gap*, what its second best option
/// costs more than its key, and which resources are *near*, used by an option that is dearer by no more than a reach.
/// Since then the key has become dearer by what its own resources rose, and every other option cheaper by no more than
/// what the near resources fell; those that are not near would have had to fall by the reach. As long as that does not
/// use up the gap, the unit stays as it is, and no option needs to be priced to know it. A step moves the prices of a few
/// resources, so hardly any unit is looked at more than a few times; and where none of them is near, what was so before
/// the step still is. A row of a side rule is about some units: for those, whatever its price has changed is taken as lost.
struct Watchlist {
    /// One unit of the sample.
    struct Entry: Sendable {
        /// Negative: to be looked at whatever happens.
        var gap: Double
        var near: UInt64
        /// The resources of the key; -1 where there is none, both -1 where it may be any that is near.
        var key: (Int32, Int32)
        /// At which prices it was looked at.
        var mark: Int32

        static let unknown = Entry(gap: -1, near: .max, key: (-1, -1), mark: 0)
    }

    private(set) var sample: [Int32] = []
    private(set) var entries: [Entry] = []
    /// Of each entry, so that most are left out at a glance; all bits where nothing is known.
    private(set) var near: [UInt64] = []
    /// The prices at which everybody was last found to be safe, or was looked at.
    private var last: [Double]?
    /// The row prices at which units were looked at, and how far that was done.
    private var marks: [(prices: [Double], reach: Double)] = []
    /// How far the longest step let prices drift, on the sample before and on this one.
    private var longest = (before: 0.0, now: 0.0)
    private let firstReach: Double

    private let rows: [LinearRow]
    /// Per row: how much one more of its price can change the cost of one option against another, resources left out.
    private let rowSpread: [Double]
    /// The resources of each round, by their bit.
    private let rounds: [[(resource: Int, bit: Int)]]
    private let resourceCount: Int
    /// Per unit: whether nothing is to be kept about it.
    private let isAlwaysLookedAt: [Bool]
    private let sideRows: SideRows

    init(_ simplex: Simplex, reach: Double) {
        firstReach = reach
        rows = simplex.rows
        rowSpread = simplex.rows.map { simplex.spread(of: $0) }
        resourceCount = simplex.problem.resourceCount
        rounds = simplex.problem.resourcesByRound(of: simplex.openUnits)
        isAlwaysLookedAt = (0..<simplex.problem.unitCount).map { unit in
            simplex.problem.isHoldingUnit(unit) || !simplex.problem.isPlain(unit)
        }
        sideRows = SideRows(simplex, leavingOut: isAlwaysLookedAt)
    }

    // MARK: What is known

    /// How far units are looked at: so that the reach outlasts many steps, and few resources are near.
    var reach: Double { longest.before > 0 ? 4 * max(longest.before / 2, longest.now) : firstReach }

    /// Goes over to another sample; all of it are to be looked at.
    mutating func begin(_ sample: [Int32]) {
        self.sample = sample
        longest = (longest.now, 0)
        forgetAll()
    }

    private mutating func forgetAll() {
        entries = Array(repeating: .unknown, count: sample.count)
        near = Array(repeating: .max, count: sample.count)
        marks = []
        last = nil
    }

    /// With many marks, to look at everybody is less work than to keep track: a mark has tables of its own, and a look is
    /// some fifty steps.
    mutating func tidy() {
        let tables = resourceCount + 128 * rounds.count + rows.count
        if marks.count >= min(500, max(4, 50 * sample.count / tables)) { forgetAll() }
    }

    /// Says at which prices entries that follow were looked at, and returns their mark.
    mutating func mark(_ prices: [Double], reach: Double) -> Int32 {
        marks.append((prices, reach))
        return Int32(marks.count - 1)
    }

    mutating func keep(_ known: [(place: Int, entry: Entry)]) {
        for (place, entry) in known { set(place, isAlwaysLookedAt[Int(sample[place])] ? .unknown : entry) }
    }

    /// Says that at these prices nobody is left who is neither safe nor unknown.
    mutating func didLook(at prices: [Double]) { last = prices }

    private mutating func set(_ place: Int, _ entry: Entry) {
        entries[place] = entry
        near[place] = entry.near
    }

    /// A unit whose key changes otherwise than by a look.
    mutating func forget(_ unit: Int) {
        var low = 0, high = sample.count
        while low < high {
            let middle = (low + high) / 2
            if Int(sample[middle]) < unit { low = middle + 1 } else { high = middle }
        }
        if low < sample.count && Int(sample[low]) == unit { set(low, .unknown) }
    }

    mutating func didStep(from: [Double], to: [Double]) {
        let change = change(from, to)
        let way = rounds.reduce(0) { $0 + (range($1, change).high - range($1, change).low) }
        longest.now = max(longest.now, way)
    }

    // MARK: Who is safe

    /// What prices have done since each mark: flat tables, a stretch for each mark.
    struct View: Sendable {
        /// How much more or less something can have become, by mark.
        fileprivate struct Drift: Sendable {
            /// What any option can have gained on any other: less than most gaps are.
            var spread = 0.0
            /// What the best of all options can have gained, and what changed besides.
            var most = 0.0
            var besides = 0.0
            var reach = 0.0
        }
        fileprivate var drifts: [Drift] = []
        /// By resource.
        fileprivate var changes: [Double] = []
        /// By round and bit: the least and the most of the resources of that bit.
        fileprivate var falls: [Double] = []
        fileprivate var rises: [Double] = []
        /// By row, without a sign; empty where no row is of a side rule.
        fileprivate var sideChanges: [Double] = []
        fileprivate let sideRows: SideRows
        fileprivate let roundBits: [UInt64]
        fileprivate let resourceCount: Int
        /// Who has none of these near is as safe as before.
        fileprivate(set) var touched: UInt64 = .max

        @inline(__always)
        func isSafe(_ entry: Watchlist.Entry, _ unit: Int) -> Bool {
            guard entry.gap >= 0 else { return false }
            let mark = Int(entry.mark), drift = drifts[mark]
            let sides = sideChanges.isEmpty ? 0 : sideRows.spread(unit, sideChanges, mark)
            guard entry.gap < drift.spread + sides || drift.reach < drift.spread + sides else { return true }
            return isSafe(entry, mark, drift, sides)
        }

        /// `sides`: what side rules can have made of the difference between two options.
        private func isSafe(_ entry: Watchlist.Entry, _ mark: Int, _ drift: Drift, _ sides: Double) -> Bool {
            let roundBits = roundBits.span, falls = falls.span, rises = rises.span, changes = changes.span
            var lost = drift.besides + sides, gained = 0.0
            if entry.key.0 >= 0 {
                lost += changes[mark * resourceCount + Int(entry.key.0)]
                if entry.key.1 >= 0 { lost += changes[mark * resourceCount + Int(entry.key.1)] }
            }
            for round in roundBits.indices {
                var bits = entry.near & roundBits[round]
                guard bits != 0 else { continue }
                let start = (mark * roundBits.count + round) * 64
                var fall = Double.infinity, rise = -Double.infinity
                while bits != 0 {
                    let place = start + bits.trailingZeroBitCount
                    fall = min(fall, falls[place])
                    rise = max(rise, rises[place])
                    bits &= bits - 1
                }
                gained += fall
                if entry.key.0 < 0 { lost += rise }
            }
            return lost - gained <= entry.gap && lost - drift.most <= drift.reach
        }
    }

    func view(at prices: [Double]) -> View {
        var view = View(
            sideRows: sideRows, roundBits: rounds.map { $0.reduce(0) { $0 | 1 << UInt64($1.bit) } },
            resourceCount: resourceCount)
        view.falls = Array(repeating: .infinity, count: marks.count * rounds.count * 64)
        view.rises = Array(repeating: -.infinity, count: view.falls.count)
        view.changes.reserveCapacity(marks.count * resourceCount)
        for (place, mark) in marks.enumerated() {
            let change = change(mark.prices, prices)
            view.changes += change
            var drift = View.Drift(reach: mark.reach)
            for (round, resources) in rounds.enumerated() {
                let range = range(resources, change), start = (place * rounds.count + round) * 64
                drift.most += range.low
                drift.spread += range.high - range.low
                for (resource, bit) in resources {
                    view.falls[start + bit] = min(view.falls[start + bit], change[resource])
                    view.rises[start + bit] = max(view.rises[start + bit], change[resource])
                }
            }
            for row in rows.indices where rowSpread[row] != 0 {
                drift.besides += rowSpread[row] * abs(prices[row] - mark.prices[row])
            }
            drift.spread += drift.besides
            view.drifts.append(drift)
            if !sideRows.isEmpty { view.sideChanges += rows.indices.map { abs(prices[$0] - mark.prices[$0]) } }
        }
        if let last, view.drifts.allSatisfy({ $0.spread <= $0.reach }),
            rows.indices.allSatisfy({ rows[$0].isLimit || prices[$0] == last[$0] })
        {
            view.touched = 0
            for (resource, change) in change(last, prices).enumerated() where change != 0 {
                view.touched |= 1 << UInt64(resource & 63)
            }
        }
        return view
    }

    private func range(_ resources: [(resource: Int, bit: Int)], _ change: [Double]) -> (low: Double, high: Double) {
        resources.reduce((0, 0)) { (min($0.0, change[$1.resource]), max($0.1, change[$1.resource])) }
    }

    /// Per resource, how much dearer it has become. What is held drifts by whole rooms: those units are always looked at.
    private func change(_ from: [Double], _ to: [Double]) -> [Double] {
        var change = [Double](repeating: 0, count: resourceCount)
        for (row, kind) in rows.lazy.map(\.kind).enumerated() where to[row] != from[row] {
            switch kind {
            case .upper(let resource): change[resource] += to[row] - from[row]
            case .lower(let resource): change[resource] -= to[row] - from[row]
            case .stage, .side, .cover, .attendance: break
            }
        }
        return change
    }
}

extension AssignmentProblem {
    /// The places of each round that some of the units may use; whether something is held is no place.
    fileprivate func resourcesByRound(of units: [Int32]) -> [[(resource: Int, bit: Int)]] {
        let problem = self, empty = [Bool](repeating: false, count: resourceCount)
        let pieces = Parallel.map(units.count) { places in
            var rounds: [[Bool]] = []
            for place in places where !problem.isHoldingUnit(Int(units[place])) {
                for variant in problem.variants(of: Int(units[place])) {
                    for slot in problem.slots(of: variant) {
                        let round = Int(problem.round[slot])
                        while rounds.count <= round { rounds.append(empty) }
                        for alternative in problem.alternatives(of: slot) {
                            rounds[round][Int(problem.resource[alternative])] = true
                        }
                    }
                }
            }
            return rounds
        }
        var rounds = Array(repeating: empty, count: pieces.reduce(0) { max($0, $1.count) })
        for piece in pieces {
            for (round, isUsed) in piece.enumerated() {
                for resource in isUsed.indices where isUsed[resource] { rounds[round][resource] = true }
            }
        }
        return rounds.map { isUsed in isUsed.indices.filter { isUsed[$0] }.map { ($0, $0 & 63) } }
    }
}

extension Simplex {
    /// How much one more of a row's price can change the cost of one option against another, resources left out.
    fileprivate func spread(of row: LinearRow) -> Double {
        guard case .stage(let stage) = row.kind else { return 0 }
        func spread(_ values: [Int]) -> Double { Double((values + [0]).max()! - (values + [0]).min()!) }
        let cost = stages[stage]
        let perSlot = spread(cost.byLabel) + abs(Double(cost.weightFactor)) * 4_294_967_296
        return spread(cost.byTotalLevel) + Double(width) * perSlot
    }
}

/// Which rows of side rules are about a unit.
private struct SideRows: Sendable {
    /// Rows of unit u are `rows[start[u] ..< start[u + 1]]`; empty where there are no such rows.
    private var start: [Int32] = []
    /// The row, and how much one more of its price can change the cost of one option against another.
    private var rows: [(row: Int32, spread: Double)] = []
    private var rowCount = 0

    var isEmpty: Bool { start.isEmpty }

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

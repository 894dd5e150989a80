/// Which units of a sample must be looked at while prices move.
///
/// Most units are far from changing. When one was looked at, two things were kept: its *gap*, what its second best option
/// costs more than its key, and which resources are *near*, used by an option that is dearer by no more than a reach.
/// Since then the key has become dearer by what its own resources rose, and every other option cheaper by no more than
/// what the near resources fell; those that are not near would have had to fall by the reach. As long as that does not
/// use up the gap, the unit stays as it is, and no option needs to be priced to know it.
///
/// Nor is that worked out for everybody at every step. Between two options prices make no more difference than their
/// *spread*, what the resource that rises most and the one that falls most make together. So a unit that had some of its
/// gap left when that was last worked out is safe while the spread of all changes since is less, which one comparison
/// tells. A row of a side rule is about some units: for those, whatever its price has changed is taken as lost, and they
/// are asked at every step.
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
    private var glances: [Glance] = []
    /// At which prices it was asked who is safe, and how far units were looked at.
    private var marks: [(prices: Prices, reach: Double)] = []
    /// What makes one unit safe at a glance: the spread since a mark is no more than it had left then. Negative where it is
    /// to be asked.
    private struct Glance {
        var left: Float
        var mark: Int32

        static let none = Glance(left: -1, mark: 0)
    }

    /// How far the longest step let prices drift, on the sample before and on this one.
    private var longest = (before: 0.0, now: 0.0)
    private let firstReach: Double

    private let about: About

    /// What stays the same as long as the rows do.
    struct About: Sendable {
        fileprivate let rows: [LinearRow]
        /// Per row: how much one more of its price can change the cost of one option against another, resources left out.
        fileprivate let rowSpread: [Double]
        /// The resources of each round.
        fileprivate let rounds: [[Int]]
        /// How many resources there are, made up to a multiple of 64: a place for each bit of `Entry.near` and round of
        /// them.
        fileprivate let width: Int
        /// Per unit: whether nothing is to be kept about it.
        fileprivate let isAlwaysLookedAt: [Bool]
        fileprivate let sideRows: SideRows

        init(_ simplex: Simplex) {
            rows = simplex.rows
            rowSpread = simplex.rows.map { simplex.spread(of: $0) }
            width = (simplex.problem.resourceCount + 63) / 64 * 64
            rounds = simplex.problem.resourcesByRound(of: simplex.openUnits)
            isAlwaysLookedAt = (0..<simplex.problem.unitCount).map { unit in
                simplex.problem.isHoldingUnit(unit) || !simplex.problem.isPlain(unit)
            }
            sideRows = SideRows(simplex, leavingOut: isAlwaysLookedAt)
        }
    }

    init(_ about: About, reach: Double) {
        firstReach = reach
        self.about = about
    }

    private var rows: [LinearRow] { about.rows }
    private var rounds: [[Int]] { about.rounds }
    private var width: Int { about.width }

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
        glances = Array(repeating: .none, count: sample.count)
        marks = []
    }

    /// Begins with a look at these prices, and returns its mark. With many marks, to look at everybody is less work than to
    /// keep track: a mark has tables of its own, and a look is some fifty steps.
    mutating func mark(_ prices: [Double]) -> Int32 {
        let tables = 2 * width + rows.count
        if marks.count >= min(500, max(4, 50 * sample.count / tables)) { forgetAll() }
        marks.append((Prices(prices, rows, width), reach))
        return Int32(marks.count - 1)
    }

    /// Keeps what a look has found.
    mutating func keep(_ known: [(place: Int, entry: Entry)], mark: Int32) {
        for (place, entry) in known {
            let unit = Int(sample[place])
            set(place, about.isAlwaysLookedAt[unit] ? .unknown : entry)
            if entries[place].gap >= 0 { keep(place, left: min(entry.gap, marks[Int(mark)].reach), mark: mark) }
        }
    }

    /// Keeps how much of their gap units have left at a mark.
    mutating func keep(_ safe: [(place: Int, left: Double)], mark: Int32) {
        for (place, left) in safe { keep(place, left: left, mark: mark) }
    }

    private mutating func keep(_ place: Int, left: Double, mark: Int32) {
        guard !about.sideRows.concern(Int(sample[place])) else { return }
        glances[place] = Glance(left: Float(left).nextDown, mark: mark)
    }

    private mutating func set(_ place: Int, _ entry: Entry) {
        entries[place] = entry
        glances[place] = .none
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
        let drift = drift(from: Prices(from, rows, width), to: Prices(to, rows, width), reach: 0)
        longest.now = max(longest.now, drift.spread - drift.besides)
    }

    // MARK: Who is safe

    /// Some places of the sample, and the marks of what is known of those.
    struct Doubtful: Sendable {
        fileprivate(set) var places: [Int32] = []
        /// By mark.
        fileprivate var isNeeded: [Bool] = []
    }

    /// The places of the sample that are not safe at a glance at the prices of the last mark.
    func doubtful() -> Doubtful {
        let now = marks[marks.count - 1].prices
        let spreads = marks.map { Float(drift(from: $0.prices, to: now, reach: 0).spread).nextUp }
        let glances = glances, entries = entries
        let none = [Bool](repeating: false, count: marks.count)
        let parts = Parallel.map(glances.count, grain: 65_536) { range in
            let glances = glances.span, entries = entries.span, spreads = spreads.span
            var found = Doubtful(isNeeded: none)
            for place in range where glances[place].left < spreads[Int(glances[place].mark)] {
                found.places.append(Int32(place))
                if entries[place].gap >= 0 { found.isNeeded[Int(entries[place].mark)] = true }
            }
            return found
        }
        return Doubtful(
            places: parts.flatMap(\.places),
            isNeeded: parts.reduce(none) { all, part in zip(all, part.isNeeded).map { $0 || $1 } })
    }

    /// Row prices, and what they make of each resource. What is held drifts by whole rooms: those units are always looked
    /// at, so it is left out.
    private struct Prices {
        var byRow: [Double]
        var byResource: [Double]

        init(_ prices: [Double], _ rows: [LinearRow], _ width: Int) {
            byRow = prices
            byResource = Array(repeating: 0, count: width)
            for row in rows.indices where prices[row] != 0 {
                switch rows[row].kind {
                case .upper(let resource): byResource[resource] += prices[row]
                case .lower(let resource): byResource[resource] -= prices[row]
                case .stage, .side, .cover, .attendance: break
                }
            }
        }
    }

    /// How much more or less something can have become since a mark.
    fileprivate struct Drift: Sendable {
        /// What any option can have gained on any other: less than most gaps are.
        var spread = 0.0
        /// What the best of all options can have gained, and what changed besides.
        var most = 0.0
        var besides = 0.0
        var reach = 0.0
    }

    private func drift(from: Prices, to: Prices, reach: Double) -> Drift {
        var drift = Drift(reach: reach)
        let before = from.byResource.span, after = to.byResource.span
        for resources in rounds {
            var low = 0.0, high = 0.0
            for resource in resources {
                let change = after[resource] - before[resource]
                low = min(low, change)
                high = max(high, change)
            }
            drift.most += low
            drift.spread += high - low
        }
        for row in rows.indices where about.rowSpread[row] != 0 {
            drift.besides += about.rowSpread[row] * abs(to.byRow[row] - from.byRow[row])
        }
        drift.spread += drift.besides
        return drift
    }

    /// What prices have done since the marks that are asked for: flat tables, a stretch for each such mark.
    struct View: Sendable {
        /// By mark: which stretch is its own.
        fileprivate var stretches: [Int] = []
        fileprivate var drifts: [Drift] = []
        /// By resource: how much dearer it has become.
        fileprivate var changes: [Double] = []
        /// By bit of `Entry.near`: the least and the most of the changes of its resources.
        fileprivate var falls: [Double] = []
        fileprivate var rises: [Double] = []
        /// By row, without a sign; empty where no row is of a side rule.
        fileprivate var sideChanges: [Double] = []
        fileprivate let sideRows: SideRows
        fileprivate let roundBits: [UInt64]
        fileprivate let width: Int

        /// How much of its gap a unit has left; negative where it may be that it has none.
        @inline(__always)
        func left(of entry: Watchlist.Entry, _ unit: Int) -> Double {
            guard entry.gap >= 0 else { return -1 }
            let stretch = stretches[Int(entry.mark)], drift = drifts[stretch]
            let sides = sideChanges.isEmpty ? 0 : sideRows.spread(unit, sideChanges, stretch)
            let left = min(entry.gap, drift.reach) - drift.spread - sides
            return left >= 0 ? left : self.left(of: entry, stretch, drift, sides)
        }

        /// `sides`: what side rules can have made of the difference between two options.
        private func left(of entry: Watchlist.Entry, _ stretch: Int, _ drift: Drift, _ sides: Double) -> Double {
            let roundBits = roundBits.span, falls = falls.span, rises = rises.span, changes = changes.span
            var lost = drift.besides + sides, gained = 0.0
            if entry.key.0 >= 0 {
                lost += changes[stretch * width + Int(entry.key.0)]
                if entry.key.1 >= 0 { lost += changes[stretch * width + Int(entry.key.1)] }
            }
            for round in roundBits.indices {
                var bits = entry.near & roundBits[round]
                guard bits != 0 else { continue }
                var fall = Double.infinity, rise = -Double.infinity
                while bits != 0 {
                    let place = stretch * 64 + bits.trailingZeroBitCount
                    fall = min(fall, falls[place])
                    rise = max(rise, rises[place])
                    bits &= bits - 1
                }
                gained += fall
                if entry.key.0 < 0 { lost += rise }
            }
            return min(entry.gap - (lost - gained), drift.reach - (lost - drift.most))
        }
    }

    /// What prices have done up to the last mark, as far as is needed to know of doubtful places whether they are safe.
    func view(of doubtful: Doubtful) -> View {
        let now = marks[marks.count - 1].prices
        var view = View(
            sideRows: about.sideRows, roundBits: rounds.map { $0.reduce(0) { $0 | 1 << UInt64($1 & 63) } }, width: width
        )
        view.stretches = Array(repeating: -1, count: marks.count)
        for number in marks.indices where doubtful.isNeeded[number] {
            view.stretches[number] = view.drifts.count
            let mark = marks[number]
            view.drifts.append(drift(from: mark.prices, to: now, reach: mark.reach))
            addTables(
                from: mark.prices.byResource, to: now.byResource, &view.changes, &view.falls, &view.rises)
            if !about.sideRows.isEmpty {
                view.sideChanges += rows.indices.map { abs(now.byRow[$0] - mark.prices.byRow[$0]) }
            }
        }
        return view
    }

    /// A place without a resource changes by nothing, which makes a change seem larger, never smaller.
    private func addTables(
        from: [Double], to: [Double], _ changes: inout [Double], _ falls: inout [Double], _ rises: inout [Double]
    ) {
        let start = changes.count, bits = falls.count, from = from.span
        changes += to
        falls += repeatElement(.infinity, count: 64)
        rises += repeatElement(-.infinity, count: 64)
        var changes = changes.mutableSpan, falls = falls.mutableSpan, rises = rises.mutableSpan
        for block in stride(from: 0, to: width, by: 64) {
            for bit in 0..<64 {
                let change = changes[start + block + bit] - from[block + bit]
                changes[start + block + bit] = change
                falls[bits + bit] = min(falls[bits + bit], change)
                rises[bits + bit] = max(rises[bits + bit], change)
            }
        }
    }
}

extension AssignmentProblem {
    /// The places of each round that some of the units may use; whether something is held is no place.
    fileprivate func resourcesByRound(of units: [Int32]) -> [[Int]] {
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
        return rounds.map { isUsed in isUsed.indices.filter { isUsed[$0] } }
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

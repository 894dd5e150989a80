import BreakoutModel

/// The cheapest option of one attendee at the costs of a leaf.
///
/// The cost of an option is a sum over its placements plus a function of the total regret. Without conflicts between
/// sessions a dynamic programme over the total regret finds the cheapest: for every round, the least that the rounds
/// from there on can cost at each regret. With conflicts the same table is a bound that a depth-first search prunes
/// with. For n rounds of s sessions and total regrets up to R the table takes n·s·R steps.
struct CheapestOption {
    private let table: OptionTable
    private let width: Int
    private var priced: [Priced] = []
    private var starts: [Int] = []
    /// Row-major by round and regret; one row more than there are rounds.
    private var suffix: [Int128]
    private var isReached: [Bool]
    /// By round: the largest regret in its row.
    private var reach: [Int]
    private var chosen: [Int]
    private var best: Int128?
    private var variant = 0
    /// By round the session of the option that is looked at, and of the cheapest so far; -1 where it has none.
    private var picked: [Int]
    private(set) var cheapest: [Int]
    private let keepsCheapest: Bool

    private struct Priced {
        let session: Int
        let regret: Int
        let cost: Int128
    }

    /// - Parameter keepsCheapest: whether `cheapest` is wanted; it takes longer.
    init(table: OptionTable, largestTotalRegret: Int, keepsCheapest: Bool = false) {
        self.table = table
        width = largestTotalRegret + 1
        suffix = Array(repeating: 0, count: (table.roundCount + 1) * width)
        isReached = Array(repeating: false, count: (table.roundCount + 1) * width)
        reach = Array(repeating: 0, count: table.roundCount + 1)
        chosen = Array(repeating: -1, count: table.roundCount)
        picked = chosen
        cheapest = chosen
        self.keepsCheapest = keepsCheapest
    }

    /// Nil when the attendee has no option that the restrictions leave.
    mutating func cost(
        of attendee: Int, at costs: LeafCosts, restrictions: [Restriction] = [], states: SessionStates = SessionStates()
    ) throws(Overflow) -> Int128? {
        best = nil
        for variant in table.variants[attendee] where states.allows(cancelling: table.cancelled[variant]) {
            self.variant = variant
            try price(variant, costs, costs.seatList[attendee], restrictions, states)
            guard (0..<table.roundCount).allSatisfy({ starts[$0] < starts[$0 + 1] }) else { continue }
            try fillSuffixes()
            try descend(0, cost: 0, regret: 0, costs, exact: !table.hasConflicts[variant] && !keepsCheapest)
        }
        return best
    }

    /// Fills `priced` with the entries that the restrictions (all of this attendee) leave.
    private mutating func price(
        _ variant: Int, _ costs: LeafCosts, _ seatList: Int, _ restrictions: [Restriction], _ states: SessionStates
    ) throws(Overflow) {
        priced.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        for round in 0..<table.roundCount {
            for position in table.entries(variant, round) {
                let entry = table.entries[position]
                if !states.isEmpty && states.cancelled.contains(entry.session) { continue }
                if !restrictions.isEmpty
                    && !restrictions.allSatisfy({
                        table.roundOf[$0.session] != round || $0.allows(entry.session)
                    })
                {
                    continue
                }
                let cost = try costs.cost(of: entry, seatList: seatList)
                priced.append(Priced(session: entry.session, regret: entry.regret, cost: cost))
            }
            starts.append(priced.count)
        }
    }

    /// The least that the rounds from each round on cost, by regret, conflicts left out of account.
    private mutating func fillSuffixes() throws(Overflow) {
        let last = table.roundCount
        reach[last] = 0
        suffix[last * width] = 0
        isReached[last * width] = true
        for round in (1..<max(1, last)).reversed() {
            let row = round * width, next = row + width
            var largest = 0
            for position in starts[round]..<starts[round + 1] {
                largest = max(largest, priced[position].regret)
            }
            reach[round] = largest + reach[round + 1]
            for regret in 0...reach[round] { isReached[row + regret] = false }
            for position in starts[round]..<starts[round + 1] {
                let option = priced[position]
                for rest in 0...reach[round + 1] where isReached[next + rest] {
                    let slot = row + rest + option.regret
                    let cost = try Exact.sum(suffix[next + rest], option.cost)
                    if !isReached[slot] || cost < suffix[slot] {
                        isReached[slot] = true
                        suffix[slot] = cost
                    }
                }
            }
        }
    }

    private mutating func descend(
        _ round: Int, cost: Int128, regret: Int, _ costs: LeafCosts, exact: Bool
    ) throws(Overflow) {
        for position in starts[round]..<starts[round + 1] {
            let option = priced[position]
            // Conflicts are between sessions that were chosen; a duty has been compared with them before.
            let choice = table.isFree[variant * table.roundCount + round] ? option.session : -1
            if (0..<round).contains(where: { table.areInConflict(chosen[$0], choice) }) { continue }
            let soFar = try Exact.sum(cost, option.cost)
            let least = try leastTotal(round + 1, soFar, regret + option.regret, costs)
            if let best, least >= best { continue }
            picked[round] = option.session
            if exact || round + 1 == table.roundCount {
                best = least
                if keepsCheapest { cheapest = picked }
            } else {
                chosen[round] = choice
                try descend(round + 1, cost: soFar, regret: regret + option.regret, costs, exact: exact)
            }
        }
    }

    /// The least total, conflicts left out of account, of what costs so much before the round.
    private func leastTotal(
        _ round: Int, _ cost: Int128, _ regret: Int, _ costs: LeafCosts
    ) throws(Overflow) -> Int128 {
        var least: Int128?
        for rest in 0...reach[round] where isReached[round * width + rest] {
            let total = try Exact.sum(suffix[round * width + rest], costs.regret[regret + rest])
            least = min(least ?? total, total)
        }
        return try Exact.sum(cost, least ?? 0)
    }
}

extension LeafCosts {
    /// What an entry costs, its part in the total regret left out.
    @inline(__always)
    func cost(of entry: OptionTable.Entry, seatList: Int) throws(Overflow) -> Int128 {
        guard entry.session >= 0 else {
            guard entry.isUnplaced else { return 0 }
            return entry.isDuty ? try Exact.sum(unplaced, unplacedOnDuty) : unplaced
        }
        var cost = seats[seatList][entry.session]
        if entry.choice >= 0 { cost = try Exact.sum(cost, choice[entry.choice]) }
        if entry.move != 0 { cost = try Exact.sum(cost, move[entry.move]) }
        if weight != 0 { cost = try Exact.sum(cost, Exact.product(weight, Int128(entry.weight))) }
        return cost
    }
}

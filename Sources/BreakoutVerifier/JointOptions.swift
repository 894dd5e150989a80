import BreakoutModel

/// People whom "together" groups tie to each other are one unit of the proof: its options are those of its members
/// side by side, such that two members of one group have the same session in every round in which both are free.
struct JointOptions {
    private let table: OptionTable
    private let members: [Int]
    /// By member: the earlier members that share a "together" group with this one.
    private let partners: [[Int]]
    private var chosen: [[Int]]
    private var chosenVariant: [Int]
    private var best: Int128?
    private var states = SessionStates()
    /// By member: the least that this member and the later ones cost when each goes alone.
    private var least: [Int128] = []

    init(table: OptionTable, members: [Int], groups: [[Int]]) {
        self.table = table
        self.members = members
        partners = members.indices.map { position in
            (0..<position).filter { earlier in
                groups.contains { $0.contains(members[position]) && $0.contains(members[earlier]) }
            }
        }
        chosen = Array(repeating: Array(repeating: -1, count: table.roundCount), count: members.count)
        chosenVariant = Array(repeating: 0, count: members.count)
    }

    /// Nil when the unit has no option that the restrictions leave.
    mutating func cost(
        at costs: LeafCosts, restrictions: [Int: [Restriction]], states: SessionStates, search: inout CheapestOption
    ) throws(Overflow) -> Int128? {
        least = Array(repeating: 0, count: members.count + 1)
        for position in members.indices.reversed() {
            let own = restrictions[members[position]] ?? []
            guard
                let alone = try search.cost(of: members[position], at: costs, restrictions: own, states: states)
            else {
                return nil
            }
            least[position] = try Exact.sum(least[position + 1], alone)
        }
        best = nil
        self.states = states
        try place(0, cost: 0, costs, restrictions)
        return best
    }

    private mutating func place(
        _ position: Int, cost: Int128, _ costs: LeafCosts, _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) {
        let bound = try Exact.sum(cost, least[position])
        if let best, bound >= best { return }
        guard position < members.count else {
            best = cost
            return
        }
        for variant in table.variants[members[position]] where states.allows(cancelling: table.cancelled[variant]) {
            chosenVariant[position] = variant
            try walk(position, round: 0, cost: cost, regret: 0, costs, restrictions)
        }
    }

    private mutating func walk(
        _ position: Int, round: Int, cost: Int128, regret: Int, _ costs: LeafCosts,
        _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) {
        guard round < table.roundCount else {
            let total = try Exact.sum(cost, costs.regret[regret])
            return try place(position + 1, cost: total, costs, restrictions)
        }
        let attendee = members[position]
        for index in table.entries(chosenVariant[position], round) {
            let entry = table.entries[index]
            guard isPossible(entry.session, position, round, restrictions[attendee] ?? []) else { continue }
            chosen[position][round] = entry.session
            let added = try costs.cost(of: entry, seatList: costs.seatList[attendee])
            try walk(
                position, round: round + 1, cost: Exact.sum(cost, added), regret: regret + entry.regret,
                costs,
                restrictions)
        }
    }

    private func isPossible(
        _ session: Int, _ position: Int, _ round: Int, _ restrictions: [Restriction]
    ) -> Bool {
        let restricted = restrictions.contains { table.roundOf[$0.session] == round && !$0.allows(session) }
        if restricted || states.cancelled.contains(session) { return false }
        guard isFree(position, round) else { return true }
        let conflicts = (0..<round).contains {
            isFree(position, $0) && table.areInConflict(chosen[position][$0], session)
        }
        if conflicts { return false }
        guard isMovable(position, round) else { return true }
        return partners[position].allSatisfy { !isMovable($0, round) || chosen[$0][round] == session }
    }

    private func isMovable(_ position: Int, _ round: Int) -> Bool {
        table.isMovable[chosenVariant[position] * table.roundCount + round]
    }

    private func isFree(_ position: Int, _ round: Int) -> Bool {
        table.isFree[chosenVariant[position] * table.roundCount + round]
    }
}

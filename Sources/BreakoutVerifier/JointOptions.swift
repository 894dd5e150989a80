import BreakoutModel

/// People whom "together" groups tie to each other are one unit of the proof: its options are those of its members
/// side by side, such that two members of one group have the same session in every round in which both are free.
struct JointOptions {
    private let table: OptionTable
    /// Each after those whom it shares a group with, as far as that goes: who is tied to nobody before them multiplies the
    /// combinations that are looked at.
    let members: [Int]
    /// By member: the earlier members that share a "together" group with this one.
    private let partners: [[Int]]
    /// By member and round: the session of the option that is looked at, -1 without one.
    private var chosen: [[Int]]
    /// The same of the cheapest option so far.
    private(set) var cheapest: [[Int]] = []
    private var chosenVariant: [Int]
    private var best: Int128?
    private var states = SessionStates()
    /// By member: the least that they cost when they go alone.
    private var alone: [Int128] = []
    /// By total regret: the least that it and all larger ones cost.
    private var floor: [Int128] = []

    init(table: OptionTable, members: [Int], groups: [[Int]]) {
        self.table = table
        let members = JointOptions.inOrderOfTies(members, groups)
        self.members = members
        partners = members.indices.map { position in
            (0..<position).filter { earlier in
                groups.contains { $0.contains(members[position]) && $0.contains(members[earlier]) }
            }
        }
        chosen = Array(repeating: Array(repeating: -1, count: table.roundCount), count: members.count)
        chosenVariant = Array(repeating: 0, count: members.count)
    }

    /// Begins with who shares groups with most others, and goes on with who shares groups with most of those before.
    static func inOrderOfTies(_ members: [Int], _ groups: [[Int]]) -> [Int] {
        let ties = members.map { member in
            members.filter { other in
                other != member && groups.contains { $0.contains(member) && $0.contains(other) }
            }
        }
        var left = Array(members.indices), order: [Int] = []
        while !left.isEmpty {
            let next = left.indices.max { a, b in
                func rank(_ place: Int) -> (Int, Int) {
                    (ties[left[place]].count { order.contains($0) }, ties[left[place]].count)
                }
                return rank(a) == rank(b) ? a > b : rank(a) < rank(b)
            }!
            order.append(members[left.remove(at: next)])
        }
        return order
    }

    /// Nil when the unit has no option that the restrictions leave.
    mutating func cost(
        at costs: LeafCosts, restrictions: [Int: [Restriction]], states: SessionStates, search: inout CheapestOption
    ) throws(Overflow) -> Int128? {
        alone = []
        for member in members {
            let own = restrictions[member] ?? []
            guard let cost = try search.cost(of: member, at: costs, restrictions: own, states: states) else {
                return nil
            }
            alone.append(cost)
        }
        floor = costs.regret
        for regret in floor.indices.dropLast().reversed() { floor[regret] = min(floor[regret], floor[regret + 1]) }
        best = nil
        self.states = states
        try place(0, cost: 0, costs, restrictions)
        return best
    }

    /// What one member may have in one variant, beside some who were placed before.
    private struct Choices {
        var byRound: [[(session: Int, regret: Int, cost: Int128)]] = []
        /// By round, with one more at the end: the least that the rounds from there on cost, and the least regret in them.
        var leastCost: [Int128] = []
        var leastRegret: [Int] = []
    }

    private mutating func place(
        _ position: Int, cost: Int128, _ costs: LeafCosts, _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) {
        guard position < members.count else {
            if best.map({ cost < $0 }) ?? true {
                best = cost
                cheapest = chosen
            }
            return
        }
        // What is decided already binds those who come later, too.
        var rest: Int128 = 0
        for later in position + 1..<members.count {
            guard let least = try least(of: later, beside: position, costs, restrictions) else { return }
            rest = try Exact.sum(rest, least)
        }
        for variant in variants(of: position) {
            guard let choices = try choices(of: position, variant, beside: position, costs, restrictions) else {
                continue
            }
            chosenVariant[position] = variant
            try walk(position, choices, round: 0, cost: cost, regret: 0, rest: rest, costs, restrictions)
        }
    }

    private func variants(of position: Int) -> [Int] {
        table.variants[members[position]].filter { states.allows(cancelling: table.cancelled[$0]) }
    }

    /// No more than what the member costs beside the first `count`; nil where nothing is left to them.
    private func least(
        of position: Int, beside count: Int, _ costs: LeafCosts, _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) -> Int128? {
        var least: Int128?
        for variant in variants(of: position) {
            guard let choices = try choices(of: position, variant, beside: count, costs, restrictions) else { continue }
            let cost = try Exact.sum(choices.leastCost[0], floor[choices.leastRegret[0]])
            least = min(least ?? cost, cost)
        }
        return least.map { max($0, alone[position]) }
    }

    /// Beside the first `count` members; nil when there is a round without any.
    private func choices(
        of position: Int, _ variant: Int, beside count: Int, _ costs: LeafCosts, _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) -> Choices? {
        let member = members[position], own = restrictions[member] ?? []
        var choices = Choices()
        for round in 0..<table.roundCount {
            var possible: [(session: Int, regret: Int, cost: Int128)] = []
            let told = toldSession(position, variant, round, beside: count)
            if told.isContradiction { return nil }
            for index in table.entries(variant, round) {
                let entry = table.entries[index]
                if let session = told.session, entry.session != session { continue }
                let restricted = own.contains { table.roundOf[$0.session] == round && !$0.allows(entry.session) }
                if restricted || states.cancelled.contains(entry.session) { continue }
                let cost = try costs.cost(of: entry, seatList: costs.seatList[member])
                possible.append((entry.session, entry.regret, cost))
            }
            if possible.isEmpty { return nil }
            choices.byRound.append(possible)
        }
        choices.leastCost = Array(repeating: 0, count: table.roundCount + 1)
        choices.leastRegret = Array(repeating: 0, count: table.roundCount + 1)
        for round in (0..<table.roundCount).reversed() {
            let possible = choices.byRound[round]
            let cost = possible.reduce(possible[0].cost) { min($0, $1.cost) }
            choices.leastCost[round] = try Exact.sum(choices.leastCost[round + 1], cost)
            let regret = possible.reduce(possible[0].regret) { min($0, $1.regret) }
            choices.leastRegret[round] = choices.leastRegret[round + 1] + regret
        }
        return choices
    }

    /// Where those of the first `count` members who share a group with the member are: all of them at one place, or it is a
    /// contradiction. Nil when nothing binds them.
    private func toldSession(
        _ position: Int, _ variant: Int, _ round: Int, beside count: Int
    ) -> (session: Int?, isContradiction: Bool) {
        guard isMovable(variant, round) else { return (nil, false) }
        var session: Int?
        for partner in partners[position] where partner < count && isMovable(chosenVariant[partner], round) {
            if let session, session != chosen[partner][round] { return (nil, true) }
            session = chosen[partner][round]
        }
        return (session, false)
    }

    private mutating func walk(
        _ position: Int, _ choices: Choices, round: Int, cost: Int128, regret: Int, rest: Int128, _ costs: LeafCosts,
        _ restrictions: [Int: [Restriction]]
    ) throws(Overflow) {
        guard round < table.roundCount else {
            let total = try Exact.sum(cost, costs.regret[regret])
            return try place(position + 1, cost: total, costs, restrictions)
        }
        for choice in choices.byRound[round] {
            if conflicts(choice.session, position, round) { continue }
            let soFar = try Exact.sum(cost, choice.cost), regret = regret + choice.regret
            if let best {
                let own = try Exact.sum(
                    choices.leastCost[round + 1], floor[regret + choices.leastRegret[round + 1]])
                if try Exact.sum(soFar, Exact.sum(own, rest)) >= best { continue }
            }
            chosen[position][round] = choice.session
            try walk(
                position, choices, round: round + 1, cost: soFar, regret: regret, rest: rest, costs, restrictions)
        }
    }

    private func conflicts(_ session: Int, _ position: Int, _ round: Int) -> Bool {
        let variant = chosenVariant[position]
        guard table.hasConflicts[variant], isFree(variant, round) else { return false }
        return (0..<round).contains {
            isFree(variant, $0) && table.areInConflict(chosen[position][$0], session)
        }
    }

    private func isMovable(_ variant: Int, _ round: Int) -> Bool { table.isMovable[variant * table.roundCount + round] }

    private func isFree(_ variant: Int, _ round: Int) -> Bool { table.isFree[variant * table.roundCount + round] }
}

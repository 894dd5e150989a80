/// Simultaneous eating in one round, in whole numbers.
///
/// Problem: shares of sessions that are fair before any draw. Idea (Bogomolnaia & Moulin 2001): everybody eats of their
/// best session that is left, all at the same speed, until each has eaten one whole place; what somebody ate of a session
/// is the probability of getting it. A session is left for somebody as long as what would remain can still be eaten up
/// within the rules: room, and minimums, and doors that are not open to everybody (Katta & Sethuraman 2006 for the use
/// of flows; Budish, Che, Kojima & Milgrom 2013 for limits on both sides).
///
/// A place is 2^bits units, so that nothing is rounded: the time until the next session closes is found by bisection,
/// with a flow between kinds of people (by what is open to them) and sessions as the test. Where a closing session has
/// fewer units left than eaters, the first in the draw get one unit more; that is a difference of 2^-bits.
///
/// Invariant: what has been eaten can be completed. Complexity: (kinds · sessions) phases of people + bits small flows.
struct EatingMarket {
    struct Agent {
        /// Sessions in the order of wishes, best first.
        var wishes: [Int]
        /// All sessions that the agent may have, ascending.
        var allowed: [Int]
    }

    struct Share {
        var session: Int
        var units: Int
    }

    let bits: Int
    /// In the order of the draw.
    let agents: [Agent]
    let lower: [Int]
    let upper: [Int]
    private var whole: Int { 1 << bits }

    init(agents: [Agent], lower: [Int], upper: [Int], bits: Int = 16) {
        self.agents = agents
        self.bits = bits
        self.lower = lower
        self.upper = upper.map { min($0, agents.count) }
    }

    /// What everybody ate: 2^bits units each; of each session between its two limits, times 2^bits. Nil when the limits
    /// cannot be met.
    func shares() -> [[Share]]? {
        var table = EatingTable(market: self)
        guard table.routing() != nil else { return nil }
        while table.eat() {}
        return table.finished()
    }
}

/// The state of the eating.
private struct EatingTable {
    let market: EatingMarket
    let whole: Int
    let kindOf: [Int]
    let kinds: [[Int]]
    let sessionCount: Int
    var shares: [[EatingMarket.Share]]
    var hunger: [Int]
    var wish: [Int]
    /// By kind: units that its people have yet to eat.
    var mass: [Int]
    /// By session: units eaten of it.
    var eaten: [Int]
    var isClosed: [Bool]

    init(market: EatingMarket) {
        self.market = market
        whole = 1 << market.bits
        sessionCount = market.upper.count
        var kinds: [[Int]] = [], number: [[Int]: Int] = [:]
        kindOf = market.agents.map { agent in
            if let known = number[agent.allowed] { return known }
            number[agent.allowed] = kinds.count
            kinds.append(agent.allowed)
            return kinds.count - 1
        }
        self.kinds = kinds
        shares = Array(repeating: [], count: market.agents.count)
        hunger = Array(repeating: whole, count: market.agents.count)
        wish = Array(repeating: 0, count: market.agents.count)
        mass = Array(repeating: 0, count: kinds.count)
        for kind in kindOf { mass[kind] += whole }
        eaten = Array(repeating: 0, count: sessionCount)
        isClosed = Array(repeating: false, count: kinds.count * sessionCount)
    }

    /// A way to eat up what is left, also when each group (kind · sessions + session) first eats so much more; nil when
    /// there is none.
    func routing(after more: [(group: Int, units: Int)] = []) -> [[Int]]? {
        var mass = mass, eaten = eaten
        for (group, units) in more {
            mass[group / sessionCount] -= units
            eaten[group % sessionCount] += units
        }
        var lower = market.lower, upper = market.upper
        for session in 0..<sessionCount {
            lower[session] = max(0, lower[session] * whole - eaten[session])
            upper[session] = upper[session] * whole - eaten[session]
            if upper[session] < 0 { return nil }
        }
        return KindFlow(kinds: kinds, mass: mass, lower: lower, upper: upper).routed()
    }

    /// Everybody eats until something closes or somebody is done; false when nobody eats any more.
    mutating func eat() -> Bool {
        var members = [[Int]](repeating: [], count: isClosed.count)
        var longest = Int.max
        for agent in market.agents.indices where hunger[agent] > 0 {
            let wishes = market.agents[agent].wishes
            while wish[agent] < wishes.count && isClosed[group(agent, wishes[wish[agent]])] { wish[agent] += 1 }
            guard wish[agent] < wishes.count else { continue }
            members[group(agent, wishes[wish[agent]])].append(agent)
            longest = min(longest, hunger[agent])
        }
        let groups = members.indices.filter { !members[$0].isEmpty }
        guard !groups.isEmpty else { return false }
        let time = EatingTable.largest(upTo: longest) { time in
            routing(after: groups.map { ($0, time * members[$0].count) }) != nil
        }
        for group in groups { give(time, to: members[group][...], of: group) }
        if time < longest { eatLastUnits(groups, members) }
        return true
    }

    /// One unit more for as many as there is one for; where not for all, the session closes for that kind of people.
    private mutating func eatLastUnits(_ groups: [Int], _ members: [[Int]]) {
        for group in groups {
            let count = EatingTable.largest(upTo: members[group].count) { routing(after: [(group, $0)]) != nil }
            give(1, to: members[group].prefix(count), of: group)
            if count < members[group].count { isClosed[group] = true }
        }
    }

    private func group(_ agent: Int, _ session: Int) -> Int { kindOf[agent] * sessionCount + session }

    private mutating func give(_ units: Int, to agents: ArraySlice<Int>, of group: Int) {
        guard units > 0 else { return }
        let session = group % sessionCount
        for agent in agents { give(units, of: session, to: agent) }
        mass[group / sessionCount] -= units * agents.count
        eaten[session] += units * agents.count
    }

    private mutating func give(_ units: Int, of session: Int, to agent: Int) {
        hunger[agent] -= units
        if let at = shares[agent].firstIndex(where: { $0.session == session }) {
            shares[agent][at].units += units
        } else {
            shares[agent].append(.init(session: session, units: units))
        }
    }

    /// Whoever is still hungry, for none of their wishes is left, takes what there is.
    func finished() -> [[EatingMarket.Share]]? {
        guard var left = routing() else { return nil }
        var table = self
        for agent in market.agents.indices {
            for session in kinds[kindOf[agent]] where table.hunger[agent] > 0 {
                let units = min(table.hunger[agent], left[kindOf[agent]][session])
                guard units > 0 else { continue }
                left[kindOf[agent]][session] -= units
                table.give(units, of: session, to: agent)
            }
        }
        return table.shares
    }

    /// The largest number up to the limit for which the test holds; it holds for 0, and for all below one for which it
    /// holds.
    private static func largest(upTo limit: Int, _ holds: (Int) -> Bool) -> Int {
        if holds(limit) { return limit }
        var low = 0, high = limit
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return low
    }
}

/// A flow from kinds of people to sessions with limits on both sides: first the lower limits are filled, then the rest
/// (Ford & Fulkerson 1962). A few dozen nodes.
private struct KindFlow {
    let kinds: [[Int]]
    let mass: [Int]
    let lower: [Int]
    let upper: [Int]

    /// By kind and session; nil when there is none.
    func routed() -> [[Int]]? {
        var left = mass
        var flow = [[Int]](repeating: Array(repeating: 0, count: upper.count), count: kinds.count)
        var load = [Int](repeating: 0, count: upper.count)
        fill(upTo: lower, &left, &flow, &load)
        guard load == lower else { return nil }
        fill(upTo: upper, &left, &flow, &load)
        return left.allSatisfy { $0 == 0 } ? flow : nil
    }

    private func fill(upTo limit: [Int], _ left: inout [Int], _ flow: inout [[Int]], _ load: inout [Int]) {
        // Without detours first: nearly always enough.
        for kind in kinds.indices {
            for session in kinds[kind] where left[kind] > 0 && load[session] < limit[session] {
                let units = min(left[kind], limit[session] - load[session])
                flow[kind][session] += units
                load[session] += units
                left[kind] -= units
            }
        }
        while augment(upTo: limit, &left, &flow, &load) {}
    }

    private func augment(
        upTo limit: [Int], _ left: inout [Int], _ flow: inout [[Int]], _ load: inout [Int]
    ) -> Bool {
        // By session the kind that reached it; by kind the session it was reached from, -1 at a start.
        var reachedBy = [Int?](repeating: nil, count: limit.count)
        var reachedFrom = [Int?](repeating: nil, count: kinds.count)
        var queue = kinds.indices.filter { left[$0] > 0 }
        for kind in queue { reachedFrom[kind] = -1 }
        var next = 0
        while next < queue.count {
            let kind = queue[next]
            next += 1
            for session in kinds[kind] where reachedBy[session] == nil {
                reachedBy[session] = kind
                if load[session] < limit[session] {
                    push(to: session, reachedBy, reachedFrom, limit, &left, &flow, &load)
                    return true
                }
                for other in kinds.indices where reachedFrom[other] == nil && flow[other][session] > 0 {
                    reachedFrom[other] = session
                    queue.append(other)
                }
            }
        }
        return false
    }

    private func push(
        to end: Int, _ reachedBy: [Int?], _ reachedFrom: [Int?], _ limit: [Int], _ left: inout [Int],
        _ flow: inout [[Int]], _ load: inout [Int]
    ) {
        var units = limit[end] - load[end], session = end
        while true {
            let kind = reachedBy[session]!, from = reachedFrom[kind]!
            if from < 0 {
                units = min(units, left[kind])
                break
            }
            units = min(units, flow[kind][from])
            session = from
        }
        load[end] += units
        session = end
        while true {
            let kind = reachedBy[session]!, from = reachedFrom[kind]!
            flow[kind][session] += units
            if from < 0 {
                left[kind] -= units
                return
            }
            flow[kind][from] -= units
            session = from
        }
    }
}

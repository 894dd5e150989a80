/// From shares to a lottery over allocations that has exactly these shares.
///
/// Problem: everybody has 2^bits units spread over sessions; write them as a mean of 2^bits allocations in which each
/// person has one session and each session is used by its mean number of people, rounded up or down (a decomposition as
/// by Birkhoff 1946, with limits on both sides: Budish, Che, Kojima & Milgrom 2013). Idea: people and sessions are the
/// nodes of a bipartite multigraph, units its edges. Halve it: of each pair of parallel edges one goes to either half;
/// the odd ones left are walked along in trails and go to the halves in turn (Gabow 1976). Both halves have half of each
/// person's edges, and of each session's edges half rounded up or down. After `bits` halvings each half is an
/// allocation. To draw one, only the half that a coin chooses is kept each time.
///
/// Invariant: before the j-th halving everybody has 2^(bits - j) edges; a session with d has ⌊d/2⌋ or ⌈d/2⌉ after it.
/// Rounding twice is rounding once: ⌊⌊d/2⌋/2⌋ = ⌊d/4⌋, so loads stay within whole limits. Complexity: edges · bits.
enum EulerSplit {
    struct Edge: Hashable {
        var agent: Int
        var session: Int
        var units: Int
    }

    /// One allocation of the lottery: the session of each agent. `coin` says, for each halving, which half is kept.
    static func draw(
        _ edges: [Edge], agents: Int, sessions: Int, bits: Int, coin: (Int) -> Bool
    ) -> [Int] {
        var kept = edges
        for halving in 0..<bits {
            let (first, second) = halves(kept, agents: agents, sessions: sessions)
            kept = coin(halving) ? first : second
        }
        var result = [Int](repeating: -1, count: agents)
        for edge in kept { result[edge.agent] = edge.session }
        return result
    }

    static func halves(_ edges: [Edge], agents: Int, sessions: Int) -> ([Edge], [Edge]) {
        let odd = edges.indices.filter { !edges[$0].units.isMultiple(of: 2) }
        let goesFirst = trails(odd.map { (edges[$0].agent, agents + edges[$0].session) }, nodes: agents + sessions)
        var first = edges, second = edges
        for position in edges.indices {
            first[position].units /= 2
            second[position].units /= 2
        }
        for (position, isFirst) in zip(odd, goesFirst) {
            if isFirst { first[position].units += 1 } else { second[position].units += 1 }
        }
        first.removeAll { $0.units == 0 }
        second.removeAll { $0.units == 0 }
        return (first, second)
    }

    /// Two colours for the edges of a simple bipartite graph, so that at each node they differ by at most one.
    private static func trails(_ ends: [(Int, Int)], nodes: Int) -> [Bool] {
        var start = [Int](repeating: 0, count: nodes + 1)
        for (a, b) in ends {
            start[a + 1] += 1
            start[b + 1] += 1
        }
        for node in 0..<nodes { start[node + 1] += start[node] }
        var list = [Int](repeating: 0, count: ends.count * 2), filled = start
        for (edge, (a, b)) in ends.enumerated() {
            list[filled[a]] = edge
            list[filled[b]] = edge
            filled[a] += 1
            filled[b] += 1
        }
        var degree = (0..<nodes).map { start[$0 + 1] - start[$0] }
        var next = start
        var isUsed = [Bool](repeating: false, count: ends.count), colour = isUsed
        func walk(from node: Int) {
            var here = node, isFirst = true
            while degree[here] > 0 {
                while isUsed[list[next[here]]] { next[here] += 1 }
                let edge = list[next[here]]
                isUsed[edge] = true
                colour[edge] = isFirst
                isFirst.toggle()
                degree[ends[edge].0] -= 1
                degree[ends[edge].1] -= 1
                here = ends[edge].0 == here ? ends[edge].1 : ends[edge].0
            }
        }
        // Trails with two ends first; what is left after them closes.
        for node in 0..<nodes where !degree[node].isMultiple(of: 2) { walk(from: node) }
        for node in 0..<nodes { while degree[node] > 0 { walk(from: node) } }
        return colour
    }
}

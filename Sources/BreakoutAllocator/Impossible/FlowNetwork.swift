/// Flows of whole numbers through a network, with a price of 0 or 1 on each arc.
///
/// Problem: as much as possible from one node to another, and of all such flows one that costs least. The networks here
/// are wide and shallow, nearly all of the flow costs nothing, and what costs something is a handful.
/// Idea: first all that goes for nothing, along shortest ways and many at a time (Dinic 1970); then one way after the
/// other, each the cheapest of those left (successive shortest paths; Busacker and Gowen 1960).
/// Invariant: no cycle of arcs with room left costs less than nothing, so the flow is the cheapest of its size. The
/// first phase begins with no flow and uses free arcs only, whose reverses are free too.
/// Complexity: O(V²E) for the first phase, in practice a few rounds of E; O(VE) for each way of the second.
struct FlowNetwork {
    static let unlimited = Int.max / 4

    private let nodeCount: Int
    /// Per node its last arc, per arc the one before of the same node. An arc's reverse is its number with the last bit
    /// turned.
    private var last: [Int32]
    private var previous: [Int32] = []
    private var target: [Int32] = []
    private var room: [Int] = []
    private var price: [Int8] = []

    init(nodeCount: Int) {
        self.nodeCount = nodeCount
        last = Array(repeating: -1, count: nodeCount)
    }

    /// Returns the arc's number.
    @discardableResult
    mutating func addArc(_ from: Int, _ to: Int, capacity: Int, price: Int = 0) -> Int {
        let arc = target.count
        for (start, end, room, price) in [(from, to, capacity, price), (to, from, 0, -price)] {
            previous.append(last[start])
            last[start] = Int32(target.count)
            target.append(Int32(end))
            self.room.append(room)
            self.price.append(Int8(price))
        }
        return arc
    }

    /// What flows through an arc.
    func flow(through arc: Int) -> Int { room[arc ^ 1] }

    /// Where more could still go from the node, for nothing.
    func reachable(from source: Int) -> [Bool] { depths(from: source, to: -1).map { $0 >= 0 } }

    // MARK: For nothing

    /// Sends as much as goes for nothing; returns how much.
    mutating func sendFree(from source: Int, to sink: Int) -> Int {
        var total = 0
        while true {
            let depth = depths(from: source, to: sink)
            guard depth[sink] >= 0 else { return total }
            var next = last
            while let sent = sendOneWay(from: source, to: sink, depth, &next) { total += sent }
        }
    }

    /// Steps from the source along arcs with room, -1 for what cannot be reached.
    private func depths(from source: Int, to sink: Int) -> [Int32] {
        var depth = [Int32](repeating: -1, count: nodeCount)
        depth[source] = 0
        var queue = [Int32(source)]
        var position = 0
        while position < queue.count {
            let node = Int(queue[position])
            if node == sink { break }
            position += 1
            var arc = Int(last[node])
            while arc >= 0 {
                let end = Int(target[arc])
                if room[arc] > 0 && price[arc] == 0 && depth[end] < 0 {
                    depth[end] = depth[node] + 1
                    queue.append(Int32(end))
                }
                arc = Int(previous[arc])
            }
        }
        return depth
    }

    /// One way along arcs that lead a step further each; nil when there is none left. `next` is per node the arc to try.
    private mutating func sendOneWay(
        from source: Int, to sink: Int, _ depth: [Int32], _ next: inout [Int32]
    ) -> Int? {
        var way: [Int] = []
        var node = source
        while node != sink {
            var arc = Int(next[node])
            while arc >= 0 {
                let isStep = room[arc] > 0 && price[arc] == 0 && depth[Int(target[arc])] == depth[node] + 1
                if isStep { break }
                arc = Int(previous[arc])
            }
            next[node] = Int32(arc)
            if arc >= 0 {
                way.append(arc)
                node = Int(target[arc])
            } else {
                // A dead end: back, and never into it again.
                guard let back = way.popLast() else { return nil }
                node = Int(target[back ^ 1])
                next[node] = previous[Int(next[node])]
            }
        }
        return push(along: way)
    }

    private mutating func push(along way: [Int]) -> Int {
        let most = way.reduce(Int.max) { min($0, room[$1]) }
        for arc in way {
            room[arc] -= most
            room[arc ^ 1] += most
        }
        return most
    }

    // MARK: For a price

    /// Sends all that `sendFree` left, as cheaply as possible; returns how much was sent.
    mutating func sendCheaply(from source: Int, to sink: Int) -> Int {
        var total = 0
        while let way = cheapestWay(from: source, to: sink) { total += push(along: way) }
        return total
    }

    private func cheapestWay(from source: Int, to sink: Int) -> [Int]? {
        var cost = [Int](repeating: .max, count: nodeCount)
        var entry = [Int](repeating: -1, count: nodeCount)
        var isQueued = [Bool](repeating: false, count: nodeCount)
        cost[source] = 0
        var queue = [source]
        var position = 0
        while position < queue.count {
            let node = queue[position]
            position += 1
            isQueued[node] = false
            var arc = Int(last[node])
            while arc >= 0 {
                let end = Int(target[arc])
                if room[arc] > 0 && cost[node] + Int(price[arc]) < cost[end] {
                    cost[end] = cost[node] + Int(price[arc])
                    entry[end] = arc
                    if !isQueued[end] {
                        isQueued[end] = true
                        queue.append(end)
                    }
                }
                arc = Int(previous[arc])
            }
        }
        guard entry[sink] >= 0 else { return nil }
        var way: [Int] = []
        var node = sink
        while node != source {
            way.append(entry[node])
            node = Int(target[entry[node] ^ 1])
        }
        return way.reversed()
    }
}

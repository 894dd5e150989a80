/// A problem of one slot and limits alone: the transportation problem, solved as the flow that it is.
///
/// Problem. Every unit takes one alternative, every resource has between `least` and `most` users, and the sum of the
/// costs is smallest.
///
/// Idea. Everybody starts at what costs least, and shortest paths lead from resources with too many users to those with
/// room (primal-dual method; Ford and Fulkerson 1957), many at once where they are equally long (blocking flows; Dinic
/// 1970). The graph has a node per *resource*, not per unit: the arc from s to t costs what a unit at s loses at least by
/// moving to t. Costs are few different numbers, so units wait in stacks by (s, t, loss); one that has moved on since is
/// thrown out when it comes to the top. All that a unit did not rank costs it the same: one stack for all of these, behind
/// a node of its own, the *pool*, from where nearly everybody may go to the same resources. A last node, the *root*, takes
/// the users that a resource keeps: kept between the limits, at no cost.
///
/// Invariant. `potential` is a distance: no arc costs less than the difference of its ends. So `root's - own` are prices
/// under which every unit has an option of least cost, and when nobody is left over, the selection is optimal.
///
/// Cost: a unit that moves takes as many pushes as it ranked sessions; a search for paths takes K^2.
struct Transportation {
    private let problem: AssignmentProblem
    private let resources: Int
    private let pool: Int
    private let root: Int
    /// By resource: whether the pool leads there.
    private let isInPool: [Bool]
    private let poolCount: Int
    private let classes: CostClasses
    private var stacks: UnitStacks
    /// Per unit: the alternative that it has.
    private(set) var place: [Int32]
    /// Per unit: the resource of that.
    private var homes: [Int32]
    /// Per unit: up to where its alternatives have a stack each. What comes then costs it the same: the pool.
    private var listedEnd: [Int32]
    private let least: [Int]
    private let most: [Int]
    /// Per resource: how many of its users count, within the limits.
    private var kept: [Int]
    /// Per node: users beyond those; negative where some are missing.
    private var excess: [Int]
    private var potential: [Int]
    private var sinkPotential = 0

    /// Nil where the problem is another one, or would need too much memory.
    init?(_ simplex: Simplex) {
        let problem = simplex.problem
        guard Transportation.isOfOneSlot(simplex), let classes = CostClasses(simplex.objective, in: problem),
            Transportation.fits(simplex, classes)
        else { return nil }
        self.problem = problem
        self.classes = classes
        resources = problem.resourceCount
        pool = resources
        isInPool = Transportation.widest(problem)
        poolCount = isInPool.count { $0 }
        root = resources + 1
        var least = [Int](repeating: 0, count: resources), most = [Int](repeating: .max / 4, count: resources)
        for row in simplex.rows {
            switch row.kind {
            case .upper(let resource):
                most[resource] = row.limit
                if row.isEquality { least[resource] = row.limit }
            case .lower(let resource):
                least[resource] = max(least[resource], -row.limit)
                if row.isEquality { most[resource] = -row.limit }
            case .side, .attendance, .cover, .stage: return nil
            }
        }
        guard zip(least, most).allSatisfy({ $0 <= $1 }) else { return nil }
        self.least = least
        self.most = most
        stacks = UnitStacks(resources: resources, losses: classes.losses.count)
        place = []
        homes = []
        listedEnd = []
        kept = Array(repeating: 0, count: resources)
        excess = Array(repeating: 0, count: resources + 2)
        potential = excess
        placeAll()
    }

    /// Only one slot each, one variant and one person, and no more than limits.
    private static func isOfOneSlot(_ simplex: Simplex) -> Bool {
        let problem = simplex.problem
        return problem.widestOption == 1 && problem.heldBy.isEmpty && !simplex.hasBans
            && problem.requirements.isEmpty && problem.variantStart.count == problem.slotStart.count
    }

    /// Few enough different costs, and everybody free to take any option.
    private static func fits(_ simplex: Simplex, _ classes: CostClasses) -> Bool {
        let k = simplex.problem.resourceCount
        return k * (k + 1) * classes.losses.count <= 1 << 22
            && simplex.face.map { !$0.isRestricted.contains(true) } ?? true
    }

    /// The resources of a unit that has as many as any.
    private static func widest(_ problem: AssignmentProblem) -> [Bool] {
        let widest = (0..<problem.unitCount).max {
            problem.alternatives(ofUnit: $0).count < problem.alternatives(ofUnit: $1).count
        }
        var isThere = [Bool](repeating: false, count: problem.resourceCount)
        for alternative in widest.map({ problem.alternatives(ofUnit: $0) }) ?? 0..<0 {
            isThere[Int(problem.resource[alternative])] = true
        }
        return isThere
    }

    // MARK: Units

    private func slot(_ unit: Int) -> Int { Int(problem.slotStart[unit]) }

    private mutating func placeAll() {
        let parts = Parallel.map(problem.unitCount) { [self] units in units.map { cheapest($0) } }
        place = parts.flatMap { $0.lazy.map(\.alternative) }
        listedEnd = parts.flatMap { $0.lazy.map(\.listedEnd) }
        homes = place.map { Int32(problem.resource[Int($0)]) }
        for home in homes { excess[Int(home)] += 1 }
        var stacks = stacks
        stacks.begin(count: problem.unitCount) { gatherStacks(of: $0, into: &$1) }
        self.stacks = stacks
        for resource in 0..<resources {
            kept[resource] = min(max(excess[resource], least[resource]), most[resource])
            excess[resource] -= kept[resource]
            excess[root] -= excess[resource]
        }
    }

    /// The alternative that costs a unit least, and where those end that have a stack each.
    private func cheapest(_ unit: Int) -> (alternative: Int32, listedEnd: Int32) {
        let all = problem.alternatives(of: slot(unit)), tail = Int(problem.tailStart[slot(unit)])
        let unlisted = classes.place(of: tail)
        var best = all.lowerBound, isAlike = tail > all.lowerBound, inPool = 0
        for alternative in all {
            let cost = classes.place(of: alternative)
            if cost < classes.place(of: best) { best = alternative }
            isAlike = isAlike && (alternative < tail ? cost <= unlisted : cost == unlisted)
            if isInPool[Int(problem.resource[alternative])] { inPool += 1 }
        }
        isAlike = isAlike && inPool == all.count && inPool == poolCount
        return (Int32(best), Int32(isAlike ? tail : all.upperBound))
    }

    /// The numbers of the stacks to which a unit belongs while it has what it has, at the front of a list; how many.
    @inline(__always)
    private func gatherStacks(of unit: Int, into numbers: inout MutableSpan<Int32>) -> Int {
        let own = Int(place[unit]), all = problem.alternatives(of: slot(unit))
        let from = Int(homes[unit]), end = Int(listedEnd[unit])
        var count = 0
        for alternative in all.lowerBound..<end where alternative != own {
            let to = Int(problem.resource[alternative]), loss = classes.loss(from: own, to: alternative)
            numbers[count] = stacks.number(from: from, to: to, loss: loss)
            count += 1
        }
        if end < all.upperBound {
            numbers[count] = stacks.number(from: from, to: pool, loss: classes.loss(from: own, to: end))
            count += 1
        }
        return count
    }

    private func alternative(of unit: Int, at resource: Int) -> Int {
        var alternative = problem.alternatives(of: slot(unit)).lowerBound
        while Int(problem.resource[alternative]) != resource { alternative += 1 }
        return alternative
    }

    /// Who loses least by going from one resource to another; nil where nobody can.
    private mutating func cheapestMove(from: Int, to: Int) -> (unit: Int, loss: Int)? {
        stacks.top(from: from, to: to, homes: homes).map { ($0.unit, classes.losses[$0.loss]) }
    }

    // MARK: Arcs

    /// What an arc costs; nil where there is none.
    private mutating func cost(_ from: Int, _ to: Int) -> Int? {
        if from < resources {
            if to == root { return kept[from] < most[from] ? 0 : nil }
            return from == to ? nil : cheapestMove(from: from, to: to)?.loss
        }
        guard to < resources else { return nil }
        return (from == pool ? isInPool[to] : kept[to] > least[to]) ? 0 : nil
    }

    private mutating func reducedCost(_ from: Int, _ to: Int) -> Int? {
        cost(from, to).map { $0 + potential[from] - potential[to] }
    }

    // MARK: Flow

    /// Moves units until all limits are kept at the least cost. False when that cannot be.
    mutating func run() -> Bool {
        while excess.contains(where: { $0 > 0 }) {
            let (distance, _) = distances(from: (0...root).filter { excess[$0] > 0 })
            var nearest = Int.max
            for node in 0...root where excess[node] < 0 && distance[node] < .max {
                nearest = min(nearest, distance[node] + potential[node] - sinkPotential)
            }
            guard nearest < .max else { return false }
            for node in 0...root { potential[node] += min(distance[node], nearest) }
            sinkPotential += nearest
            while let levels = levels() { block(levels) }
        }
        return true
    }

    /// Shortest paths by reduced cost (Dijkstra 1959); unreached nodes have the largest number.
    private mutating func distances(from sources: [Int]) -> (distance: [Int], parent: [Int]) {
        var distance = [Int](repeating: .max, count: root + 1), parent = [Int](repeating: -1, count: root + 1)
        var isDone = [Bool](repeating: false, count: root + 1)
        for source in sources { distance[source] = 0 }
        while true {
            var nearest = -1
            for node in 0...root where !isDone[node] && distance[node] < .max {
                if nearest < 0 || distance[node] < distance[nearest] { nearest = node }
            }
            guard nearest >= 0 else { return (distance, parent) }
            isDone[nearest] = true
            for node in 0...root where !isDone[node] {
                guard let length = reducedCost(nearest, node), distance[nearest] + length < distance[node] else {
                    continue
                }
                distance[node] = distance[nearest] + length
                parent[node] = nearest
            }
        }
    }

    private func isSink(_ node: Int) -> Bool { excess[node] < 0 && potential[node] == sinkPotential }

    /// How many arcs of reduced cost 0 lead to each node; nil where none of those with users missing is reached.
    private mutating func levels() -> [Int]? {
        var levels = [Int](repeating: -1, count: root + 1)
        var queue = (0...root).filter { excess[$0] > 0 }
        for source in queue { levels[source] = 0 }
        var next = 0, hasSink = false
        while next < queue.count {
            let node = queue[next]
            next += 1
            hasSink = hasSink || isSink(node)
            for other in 0...root where levels[other] < 0 && reducedCost(node, other) == 0 {
                levels[other] = levels[node] + 1
                queue.append(other)
            }
        }
        return hasSink ? levels : nil
    }

    /// Moves units along paths of ascending levels until there is no such path.
    private mutating func block(_ given: [Int]) {
        var levels = given, cursor = [Int](repeating: 0, count: root + 1)
        for source in 0...root where levels[source] == 0 {
            var path = [source]
            while excess[source] > 0, let node = path.last {
                if isSink(node) {
                    apply(path)
                    path = [source]
                    continue
                }
                while cursor[node] <= root {
                    let other = cursor[node]
                    if levels[other] == levels[node] + 1 && reducedCost(node, other) == 0 { break }
                    cursor[node] += 1
                }
                if cursor[node] <= root {
                    path.append(cursor[node])
                } else {
                    levels[node] = -1
                    path.removeLast()
                }
            }
        }
    }

    private mutating func apply(_ path: [Int]) {
        excess[path.first!] -= 1
        excess[path.last!] += 1
        for (step, from) in path.enumerated().dropLast() {
            let to = path[step + 1]
            if from == root {
                kept[to] -= 1
            } else if to == root {
                kept[from] += 1
            } else if from != pool {
                move(cheapestMove(from: from, to: to)!.unit, to: to == pool ? path[step + 2] : to)
            }
        }
    }

    private mutating func move(_ unit: Int, to resource: Int) {
        place[unit] = Int32(alternative(of: unit, at: resource))
        homes[unit] = Int32(resource)
        var numbers = [Int32](repeating: 0, count: root)
        var span = numbers.mutableSpan
        let count = gatherStacks(of: unit, into: &span)
        for place in 0..<count { stacks.push(unit, to: Int(span[place])) }
    }

    // MARK: The basis

    /// A further option of a unit, in the working basis instead of the slack of a resource's limit.
    struct BasicOption {
        var resource: Int
        /// Whether it is the lower limit.
        var isLower: Bool
        var unit: Int
        var alternative: Int
    }

    /// The arcs of a tree of shortest paths from the root: at the prices that follow from it they cost nothing, and
    /// resources without one have the price 0.
    mutating func basis() -> [BasicOption] {
        // Nobody can leave an empty resource, so that nothing keeps it from a price of 0.
        for resource in 0..<resources where kept[resource] == 0 {
            potential[resource] = min(potential[resource], potential[root])
        }
        let (distance, parent) = distancesFromRoot()
        var basis: [BasicOption] = []
        for resource in 0..<resources where distance[resource] < .max && parent[resource] != root {
            let price = potential[root] - potential[resource] - distance[resource]
            let from = parent[resource] == pool ? parent[pool] : parent[resource]
            let to = parent[resource] == pool ? pool : resource
            guard price != 0, from >= 0, let move = cheapestMove(from: from, to: to) else { continue }
            basis.append(
                BasicOption(
                    resource: resource, isLower: price < 0, unit: move.unit,
                    alternative: alternative(of: move.unit, at: resource)))
        }
        return basis
    }

    private mutating func distancesFromRoot() -> (distance: [Int], parent: [Int]) {
        let before = kept
        // As if the empty ones had somebody to give.
        for resource in 0..<resources where kept[resource] == 0 && least[resource] == 0 { kept[resource] = 1 }
        defer { kept = before }
        return distances(from: [root])
    }
}

// What a flow over resources needs to know of units: who loses least by moving from one resource to another.

/// What alternatives cost in a stage, where that is one of few numbers.
struct CostClasses {
    /// The different costs, ascending.
    let costs: [Int]
    /// What a move can cost, ascending.
    let losses: [Int]
    /// Per alternative the place of its cost.
    private let places: [UInt8]
    /// For each two costs: the place in `losses` of what it costs to go from the first to the second.
    private let lossPlaces: [Int32]

    /// Nil where there are more than a hundred, or numbers so large that sums of them would not fit.
    init?(_ stage: StageCost, in problem: AssignmentProblem) {
        let levels = Int(problem.level.max() ?? 0) + 1, labels = Int(problem.label.max() ?? 0) + 1
        guard stage.weightFactor == 0, problem.joint.isEmpty, levels * labels <= 10_000 else { return nil }
        var table: [Int] = []
        for level in 0..<levels {
            for label in 0..<labels {
                table.append(
                    (level < stage.byTotalLevel.count ? stage.byTotalLevel[level] : 0)
                        + (label < stage.byLabel.count ? stage.byLabel[label] : 0))
            }
        }
        let costs = Set(table).sorted()
        guard costs.count <= 100, costs.allSatisfy({ abs($0) < 1 << 44 }) else { return nil }
        self.costs = costs
        let placeOf = Dictionary(uniqueKeysWithValues: zip(costs, costs.indices))
        let tablePlaces = table.map { UInt8(placeOf[$0]!) }
        places = zip(problem.level, problem.label).map { tablePlaces[Int($0) * labels + Int($1)] }
        losses = Set(costs.flatMap { from in costs.map { $0 - from } }).sorted()
        let lossOf = Dictionary(uniqueKeysWithValues: zip(losses, losses.indices))
        lossPlaces = costs.flatMap { from in costs.map { Int32(lossOf[$0 - from]!) } }
    }

    /// The place in `costs` of what an alternative costs.
    @inline(__always)
    func place(of alternative: Int) -> Int { Int(places[alternative]) }

    /// The place in `losses` of what it costs to have one alternative instead of another.
    @inline(__always)
    func loss(from: Int, to: Int) -> Int { Int(lossPlaces[place(of: from) * costs.count + place(of: to)]) }
}

/// Stacks of units by resource, target and loss, as linked lists in one store.
struct UnitStacks {
    private let targets: Int
    private let losses: Int
    /// Per stack the place of its top in the store, else -1.
    private var tops: [Int32]
    /// Per resource and target: no stack of a smaller loss has anybody.
    private var lowest: [Int32]
    private var store: [Entry] = []

    private struct Entry {
        var unit: Int32
        var alternative: Int32
        var below: Int32
    }

    /// The pool is the last target.
    init(resources: Int, losses: Int) {
        targets = resources + 1
        self.losses = losses
        tops = Array(repeating: -1, count: resources * targets * losses)
        lowest = Array(repeating: Int32(losses), count: resources * targets)
    }

    mutating func reserve(_ count: Int) { store.reserveCapacity(count) }

    @inline(__always)
    mutating func push(_ unit: Int, _ alternative: Int, from: Int, to: Int, loss: Int) {
        let pair = from * targets + to, stack = pair * losses + loss
        store.append(Entry(unit: Int32(unit), alternative: Int32(alternative), below: tops[stack]))
        tops[stack] = Int32(store.count - 1)
        lowest[pair] = min(lowest[pair], Int32(loss))
    }

    /// Whose loss is least, by its place among the losses; who is not there any more is thrown out.
    mutating func top(
        from: Int, to: Int, places: [Int32], _ problem: AssignmentProblem
    ) -> (unit: Int, alternative: Int, loss: Int)? {
        let pair = from * targets + to
        while lowest[pair] < losses {
            let stack = pair * losses + Int(lowest[pair])
            while tops[stack] >= 0 {
                let entry = store[Int(tops[stack])]
                if Int(problem.resource[Int(places[Int(entry.unit)])]) == from {
                    return (Int(entry.unit), Int(entry.alternative), Int(lowest[pair]))
                }
                tops[stack] = entry.below
            }
            lowest[pair] += 1
        }
        return nil
    }
}

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

/// Stacks of units by resource, target and loss. Those of the beginning lie side by side, since they are nearly all; who
/// comes later is in lists.
struct UnitStacks {
    private let targets: Int
    private let losses: Int
    /// Per stack where its first units begin, and where those end that have not been thrown out.
    private var firstStart: [Int32]
    private var firstEnd: [Int32]
    private var first: [Int32] = []
    /// Per stack the place of the last who came in `later`, else -1.
    private var tops: [Int32]
    private var later: [Entry] = []
    /// Per resource and target: no stack of a smaller loss has anybody.
    private var lowest: [Int32]

    private struct Entry {
        var unit: Int32
        var below: Int32
    }

    /// The pool is the last target.
    init(resources: Int, losses: Int) {
        targets = resources + 1
        self.losses = losses
        tops = Array(repeating: -1, count: resources * targets * losses)
        firstStart = Array(repeating: 0, count: tops.count + 1)
        firstEnd = []
        lowest = Array(repeating: 0, count: resources * targets)
    }

    /// Of a stack.
    @inline(__always)
    func number(from: Int, to: Int, loss: Int) -> Int32 {
        Int32(truncatingIfNeeded: (from * targets + to) * losses + loss)
    }

    /// The units that are there at the beginning. `gather` puts the numbers of a unit's stacks, of which there are fewer
    /// than nodes, at the front of a list, and returns how many they are.
    mutating func begin(count: Int, gather: (_ unit: Int, _ numbers: inout MutableSpan<Int32>) -> Int) {
        var list = [Int32](repeating: 0, count: targets)
        var numbers = list.mutableSpan
        for unit in 0..<count {
            for place in 0..<gather(unit, &numbers) { firstStart[Int(numbers[place]) + 1] += 1 }
        }
        for stack in firstStart.indices.dropFirst() { firstStart[stack] += firstStart[stack - 1] }
        var units = [Int32](repeating: -1, count: Int(firstStart.last!)), ends = Array(firstStart.dropLast())
        for unit in 0..<count {
            for place in 0..<gather(unit, &numbers) {
                let stack = Int(numbers[place])
                units[Int(ends[stack])] = Int32(truncatingIfNeeded: unit)
                ends[stack] += 1
            }
        }
        first = units
        firstEnd = ends
    }

    /// Puts somebody who comes later on a stack.
    mutating func push(_ unit: Int, to stack: Int) {
        let (pair, loss) = stack.quotientAndRemainder(dividingBy: losses)
        later.append(Entry(unit: Int32(unit), below: tops[stack]))
        tops[stack] = Int32(later.count - 1)
        lowest[pair] = min(lowest[pair], Int32(loss))
    }

    /// Whose loss is least, by its place among the losses; who is not at the resource any more is thrown out.
    mutating func top(from: Int, to: Int, homes: [Int32]) -> (unit: Int, loss: Int)? {
        let pair = from * targets + to
        while lowest[pair] < losses {
            let loss = Int(lowest[pair]), stack = pair * losses + loss
            while tops[stack] >= 0 {
                let entry = later[Int(tops[stack])]
                if homes[Int(entry.unit)] == from { return (Int(entry.unit), loss) }
                tops[stack] = entry.below
            }
            while firstEnd[stack] > firstStart[stack] {
                let unit = Int(first[Int(firstEnd[stack]) - 1])
                if homes[unit] == from { return (unit, loss) }
                firstEnd[stack] -= 1
            }
            lowest[pair] += 1
        }
        return nil
    }
}

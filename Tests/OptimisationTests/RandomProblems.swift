import Testing

@testable import Optimisation

/// A small generator, the same everywhere (SplitMix64; Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What a random problem looks like.
struct Shape: Sendable, CustomTestStringConvertible {
    var units: ClosedRange<Int>
    var slots: Int
    var resources: ClosedRange<Int>
    var conflicts: Bool
    var minimums: Bool
    var testDescription: String {
        "\(units) units, \(slots) slots, \(resources) resources each"
            + (conflicts ? ", conflicts" : "") + (minimums ? ", minimums" : "")
    }
}

/// A random problem; every unit has each slot with probability 0.9 and ranks a part of the resources, with ties.
func randomProblem(_ shape: Shape, seed: Int) -> AssignmentProblem {
    var random = SeededGenerator(seed)
    let units = Int.random(in: shape.units, using: &random)
    let sizes = (0..<shape.slots).map { _ in Int.random(in: shape.resources, using: &random) }
    var starts = [0]
    for size in sizes { starts.append(starts.last! + size) }
    var upper: [Int?] = []
    var lower: [Int] = []
    for size in sizes {
        for _ in 0..<size {
            let mean = max(1, units / size)
            upper.append(
                Int.random(in: 0..<8, using: &random) == 0
                    ? nil : Int.random(in: mean...(mean + 1), using: &random))
            lower.append(
                shape.minimums && Bool.random(using: &random) ? Int.random(in: 0...mean, using: &random) : 0)
        }
    }
    var conflicts: [(Int, Int)] = []
    if shape.conflicts {
        for _ in 0..<2 {
            let a = Int.random(in: 0..<shape.slots, using: &random), b = (a + 1) % shape.slots
            guard a != b else { continue }
            conflicts.append(
                (
                    starts[a] + Int.random(in: 0..<sizes[a], using: &random),
                    starts[b] + Int.random(in: 0..<sizes[b], using: &random)
                ))
        }
    }
    var problem = AssignmentProblem(upperLimit: upper, lowerLimit: lower, conflicts: conflicts)
    for _ in 0..<units {
        var slots: [[AssignmentProblem.Alternative]] = []
        for slot in 0..<shape.slots where Int.random(in: 0..<10, using: &random) > 0 {
            slots.append(randomSlot(starts[slot]..<starts[slot + 1], &random))
        }
        problem.addUnit(slots: slots)
    }
    return problem
}

private func randomSlot(_ resources: Range<Int>, _ random: inout SeededGenerator) -> [AssignmentProblem
    .Alternative]
{
    var open = resources.filter { _ in Int.random(in: 0..<6, using: &random) > 0 }
    if open.isEmpty { open = [resources.lowerBound] }
    if Int.random(in: 0..<10, using: &random) == 0 { open = [open[0]] }
    let ranked = open.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
    let ranks = ranked.map { _ in Int.random(in: 0..<3, using: &random) }
    return open.map { resource in
        let weight = UInt32.random(in: 0..<(1 << 31), using: &random)
        guard let at = ranked.firstIndex(of: resource) else {
            return .init(resource: resource, level: ranked.count, label: 0, weight: weight)
        }
        let level = ranks.filter { $0 < ranks[at] }.count
        return .init(resource: resource, level: level, label: level + 1, weight: weight)
    }
}

/// The stages of the four objectives, as costs.
func stages(_ objective: Int, for problem: AssignmentProblem) -> [StageCost] {
    let top = problem.largestTotalLevel
    let levels = (0..<top).reversed().map { level in
        StageCost(byTotalLevel: (0...top).map { $0 > level ? 1 : 0 })
    }
    let firsts = (1...4).map { choice in StageCost(byLabel: (0...choice).map { $0 == choice ? -1 : 0 }) }
    let lottery = StageCost(weightFactor: 1)
    return switch objective {
    case 0: levels + [firsts[0], lottery]
    case 1: firsts + levels + [lottery]
    case 2: [StageCost(byTotalLevel: Array(0...top))] + levels + [firsts[0], lottery]
    default: [StageCost(byTotalLevel: (0...top).map { $0 * $0 })] + levels + [firsts[0], lottery]
    }
}

func guide(for problem: AssignmentProblem) -> StageCost {
    StageCost(byTotalLevel: (0...problem.largestTotalLevel).map { $0 * $0 })
}

/// The best stage values by trying everything; nil when nothing keeps all limits.
func exhaustiveOptimum(_ problem: AssignmentProblem, _ stages: [StageCost]) -> [Int]? {
    var best: [Int]?
    var loads = [Int](repeating: 0, count: problem.resourceCount)
    var values = [Int](repeating: 0, count: stages.count)
    let options = (0..<problem.unitCount).map { allOptions(of: $0, in: problem) }
    let costs = options.map { $0.map { option in stages.map { $0.cost(of: option, in: problem) } } }
    func place(_ unit: Int) {
        if unit == problem.unitCount {
            for r in loads.indices where loads[r] < problem.lowerLimit[r] { return }
            if best.map({ values.lexicographicallyPrecedes($0) }) ?? true { best = values }
            return
        }
        for (option, cost) in zip(options[unit], costs[unit]) {
            for a in option { loads[Int(problem.resource[a])] += 1 }
            for s in stages.indices { values[s] += cost[s] }
            if option.allSatisfy({ a in
                let r = Int(problem.resource[a])
                return problem.upperLimit[r].map { loads[r] <= $0 } ?? true
            }) {
                place(unit + 1)
            }
            for a in option { loads[Int(problem.resource[a])] -= 1 }
            for s in stages.indices { values[s] -= cost[s] }
        }
    }
    place(0)
    return best
}

func allOptions(of unit: Int, in problem: AssignmentProblem) -> [[Int]] {
    var options: [[Int]] = [[]]
    for slot in problem.slots(of: unit) {
        options = options.flatMap { option in
            problem.alternatives(of: slot).filter { a in !option.contains { problem.conflict($0, a) } }.map {
                option + [$0]
            }
        }
    }
    return options
}

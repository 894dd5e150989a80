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
    var conflicts = false
    var minimums = false
    /// Resources that may be cancelled, with people who are free only then.
    var cancellable = false
    /// Units of two or three people.
    var joint = false
    /// Limits on small sets of units at one resource.
    var sideRules = false

    var testDescription: String {
        let extras = [
            (conflicts, "conflicts"), (minimums, "minimums"), (cancellable, "cancellable"), (joint, "together"),
            (sideRules, "side rules"),
        ]
        return "\(units) units, \(slots) slots, \(resources) resources each"
            + extras.filter(\.0).map { ", " + $0.1 }.joined()
    }
}

/// A random problem; every unit has each slot with probability 0.9 and ranks a part of the resources, with ties.
func randomProblem(_ shape: Shape, seed: Int) -> AssignmentProblem {
    var random = SeededGenerator(seed)
    let units = Int.random(in: shape.units, using: &random)
    let sizes = (0..<shape.slots).map { _ in Int.random(in: shape.resources, using: &random) }
    var starts = [0]
    for size in sizes { starts.append(starts.last! + size) }
    var problem = randomLimits(shape, units: units, sizes, starts, &random)
    for _ in 0..<units { addRandomUnit(shape, starts, &problem, &random) }
    if shape.sideRules {
        for id in 0..<4 {
            let resource = Int.random(in: 0..<starts.last!, using: &random)
            var terms: [(alternative: Int32, coefficient: Int32)] = []
            for unit in 0..<units where Bool.random(using: &random) {
                for number in problem.alternatives(ofUnit: unit, using: resource) {
                    terms.append((Int32(number), Int32(problem.seats(number))))
                }
            }
            let limit = Int.random(in: 1...(shape.joint ? 3 : 2), using: &random)
            problem.add(SideRule(id: id, limit: limit, terms: terms, isOfOnePlace: true))
        }
    }
    return problem
}

private func randomLimits(
    _ shape: Shape, units: Int, _ sizes: [Int], _ starts: [Int], _ random: inout SeededGenerator
) -> AssignmentProblem {
    var upper: [Int?] = []
    var lower: [Int] = []
    var cancellable: [Bool] = []
    let people = shape.joint ? units + units / 2 : units
    for size in sizes {
        for _ in 0..<size {
            let mean = max(1, people / size)
            upper.append(
                Int.random(in: 0..<8, using: &random) == 0 ? nil : Int.random(in: mean...(mean + 1), using: &random))
            lower.append(
                shape.minimums && Bool.random(using: &random) ? Int.random(in: 0...mean, using: &random) : 0)
            cancellable.append(shape.cancellable && Bool.random(using: &random))
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
    return AssignmentProblem(
        upperLimit: upper, lowerLimit: lower, isCancellable: cancellable, conflicts: conflicts)
}

private func addRandomUnit(
    _ shape: Shape, _ starts: [Int], _ problem: inout AssignmentProblem, _ random: inout SeededGenerator
) {
    let people = shape.joint && Int.random(in: 0..<3, using: &random) == 0 ? 2 : 1
    func variant(_ random: inout SeededGenerator) -> AssignmentProblem.Variant {
        var slots: [AssignmentProblem.Slot] = []
        for round in 0..<(starts.count - 1) where Int.random(in: 0..<10, using: &random) > 0 || round == 0 {
            let resources = starts[round]..<starts[round + 1]
            if people == 2 && Int.random(in: 0..<4, using: &random) == 0 {
                // Each has a slot of their own in this round.
                for person in 0..<2 {
                    slots.append(
                        .init(round: round, people: 1 << UInt32(person), alternatives: randomSlot(resources, &random)))
                }
            } else if people == 2 {
                let joint = randomSlot(resources, &random).map { alternative in
                    var alternative = alternative
                    let other = Int.random(in: 0...2, using: &random)
                    alternative.joint = JointAlternative(
                        levels: [alternative.level, other], labels: [alternative.label, other == 0 ? 1 : 0],
                        weight: Int(alternative.weight), seats: 2)
                    return alternative
                }
                slots.append(.init(round: round, people: 3, alternatives: joint))
            } else {
                slots.append(.init(round: round, alternatives: randomSlot(resources, &random)))
            }
        }
        return .init(slots: slots)
    }
    var variants = [variant(&random)]
    let cancellable = problem.isCancellable.indices.filter { problem.isCancellable[$0] }
    if let duty = cancellable.randomElement(using: &random), Int.random(in: 0..<4, using: &random) == 0 {
        // Somebody with a duty at a cancellable resource is there, or, when it is cancelled, chooses.
        var other = variant(&random)
        other.needsCancelled = [duty]
        variants = [
            .init(slots: [
                .init(
                    round: 0, people: people == 2 ? 3 : 1, isSettled: true,
                    alternatives: [.init(resource: duty, level: 0)])
            ]), other,
        ]
    }
    problem.addUnit(variants: variants, peopleCount: people)
}

private func randomSlot(_ resources: Range<Int>, _ random: inout SeededGenerator) -> [AssignmentProblem.Alternative] {
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

/// The best stage values by trying everything that is allowed; nil when nothing keeps all limits.
func exhaustiveOptimum(
    _ problem: AssignmentProblem, _ stages: [StageCost],
    where isAllowed: (_ unit: Int, _ option: [Int]) -> Bool = { _, _ in true }
) -> [Int]? {
    var search = ExhaustiveSearch(problem: problem, stages: stages, isAllowed: isAllowed)
    search.place(0)
    return search.best
}

private struct ExhaustiveSearch {
    let problem: AssignmentProblem
    let options: [[Option]]
    var best: [Int]?
    private var loads: [Int]
    private var values: [Int]
    private var chosen: [Option] = []

    struct Option {
        let alternatives: [Int]
        let needsCancelled: [Int]
        let costs: [Int]
    }

    init(problem: AssignmentProblem, stages: [StageCost], isAllowed: (Int, [Int]) -> Bool) {
        self.problem = problem
        loads = Array(repeating: 0, count: problem.resourceCount)
        values = Array(repeating: 0, count: stages.count)
        options = (0..<problem.unitCount).map { unit in
            problem.variants(of: unit).flatMap { variant in
                allOptions(ofVariant: variant, in: problem).filter { isAllowed(unit, $0) }.map { option in
                    Option(
                        alternatives: option, needsCancelled: problem.requirements[variant] ?? [],
                        costs: stages.map { $0.cost(of: option, in: problem) })
                }
            }
        }
    }

    mutating func place(_ unit: Int) {
        guard unit < problem.unitCount else {
            if keepsAll() && (best.map { values.lexicographicallyPrecedes($0) } ?? true) { best = values }
            return
        }
        for option in options[unit] {
            add(option, 1)
            chosen.append(option)
            let fits = option.alternatives.allSatisfy { alternative in
                let resource = Int(problem.resource[alternative])
                return problem.upperLimit[resource].map { loads[resource] <= $0 } ?? true
            }
            if fits { place(unit + 1) }
            chosen.removeLast()
            add(option, -1)
        }
    }

    private mutating func add(_ option: Option, _ sign: Int) {
        for alternative in option.alternatives {
            loads[Int(problem.resource[alternative])] += sign * problem.seats(alternative)
        }
        for stage in values.indices { values[stage] += sign * option.costs[stage] }
    }

    private func keepsAll() -> Bool {
        for resource in loads.indices where loads[resource] < problem.lowerLimit[resource] {
            if !(problem.isCancellable[resource] && loads[resource] == 0) { return false }
        }
        if chosen.contains(where: { $0.needsCancelled.contains { loads[$0] > 0 } }) { return false }
        let used = chosen.flatMap(\.alternatives)
        return problem.sideRules.allSatisfy { rule in
            let use = rule.terms.reduce(0) { $0 + (used.contains(Int($1.alternative)) ? Int($1.coefficient) : 0) }
            return use <= rule.limit
        }
    }
}

func allOptions(ofVariant variant: Int, in problem: AssignmentProblem) -> [[Int]] {
    let slots = problem.slots(of: variant)
    var options: [[Int]] = [[]]
    for slot in slots {
        options = options.flatMap { option in
            problem.alternatives(of: slot).filter { alternative in
                !option.indices.contains {
                    problem.conflict(option[$0], inSlot: slots.lowerBound + $0, alternative, inSlot: slot)
                }
            }.map { option + [$0] }
        }
    }
    return options
}

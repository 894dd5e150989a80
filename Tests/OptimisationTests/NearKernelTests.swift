import Testing

@testable import Optimisation

@Suite("How far a unit is from changing")
struct NearKernelTests {
    private static let shapes = [
        Shape(units: 4...8, slots: 1, resources: 2...7), Shape(units: 4...8, slots: 2, resources: 2...6),
    ]

    /// All options of a plain unit, by trying each alternative with each.
    private func options(of unit: Int, _ problem: AssignmentProblem) -> [[Int]] {
        var options: [[Int]] = [[]]
        for slot in problem.slots(ofPlain: unit) {
            options = options.flatMap { option in problem.alternatives(of: slot).map { option + [$0] } }
        }
        return options
    }

    private func resources(
        _ options: [[Int]], _ problem: AssignmentProblem, where isMeant: ([Int]) -> Bool
    ) -> UInt64 {
        options.filter(isMeant).joined().reduce(0) { $0 | 1 << UInt64(problem.resource[$1] & 63) }
    }

    /// Prices are whole, so that sums are exact and ties are ties.
    private func cost(for problem: AssignmentProblem, seed: Int) -> FloatCost {
        var random = SeededGenerator(seed + 77)
        var cost = FloatCost(stages(seed % 4, for: problem)[0], resourceCount: problem.resourceCount)
        for resource in cost.byResource.indices {
            cost.byResource[resource] = Double(Int.random(in: 0...8, using: &random))
        }
        return cost
    }

    /// A face of stage costs and prices, and the problem that it leaves; every unit is restricted to it.
    private func face(of problem: AssignmentProblem, seed: Int) -> (Face, AssignmentProblem) {
        var random = SeededGenerator(seed + 770)
        var earlier = WholeCost(resourceCount: problem.resourceCount)
        earlier.add(stages((seed + 1) % 4, for: problem)[0], times: 3)
        for resource in earlier.byResource.indices {
            earlier.byResource[resource] = Int128(Int.random(in: 0...2, using: &random))
        }
        var search = FaceSearch(problem: problem, cost: earlier)
        let (left, minimum) = search.face(of: 0..<problem.unitCount)
        let all = Array(repeating: true, count: left.unitCount)
        return (Face(earlier: earlier, in: left, minimum: minimum, isRestricted: all), left)
    }

    /// What a look says of a unit, against these options of its.
    private func check(
        _ unit: Int, _ problem: AssignmentProblem, _ priced: FaceOptionCost<FloatOptionCost>, _ options: [[Int]],
        reach: Double, _ what: Comment
    ) {
        var scratch = NearScratch()
        let cost = priced.current.cost
        func dearness(_ option: [Int]) -> Double { cost.cost(of: option, unit: unit, in: problem) }
        let costs = options.map(dearness).sorted()
        guard let found = problem.look(at: unit, priced: priced, within: reach, &scratch) else {
            Issue.record(what)
            return
        }
        #expect(found.least == costs[0], what)
        #expect(options.contains(scratch.option), what)
        #expect(dearness(scratch.option) == costs[0], what)
        let gap = costs.count > 1 ? min(reach, costs[1] - costs[0]) : reach
        #expect(found.gap == gap, what)
        // Those at the reach itself may be among them or not.
        let all = resources(options, problem) { dearness($0) - costs[0] <= reach }
        let sure = resources(options, problem) { dearness($0) - costs[0] < reach }
        #expect(found.resources & sure == sure, what)
        #expect(found.resources & ~all == 0, what)
    }

    @Test("the least, the gap and what is near are those of all options", arguments: shapes, [0.0, 2, 5, 1000])
    func equalsAllOptions(shape: Shape, reach: Double) {
        for seed in 0..<50 {
            let problem = randomProblem(shape, seed: seed)
            let free = FloatOptionCost(cost: cost(for: problem, seed: seed), problem: problem)
            let priced = FaceOptionCost(nil, free, in: problem)
            for unit in 0..<problem.unitCount where problem.isPlain(unit) {
                check(unit, problem, priced, options(of: unit, problem), reach: reach, "seed \(seed) unit \(unit)")
            }
        }
    }

    @Test("on a face they are those of the options of least earlier cost", arguments: shapes, [0.0, 2, 5, 1000])
    func equalsOptionsOnAFace(shape: Shape, reach: Double) {
        var kept = 0, dropped = 0
        for seed in 0..<50 {
            let whole = randomProblem(shape, seed: seed)
            let (face, problem) = face(of: whole, seed: seed)
            let free = FloatOptionCost(cost: cost(for: problem, seed: seed), problem: problem)
            let priced = FaceOptionCost(face, free, in: problem)
            for unit in 0..<problem.unitCount where problem.isPlain(unit) {
                let all = options(of: unit, problem)
                let left = all.filter {
                    face.earlier.cost(of: $0, unit: unit, in: problem) == face.minimum[unit]
                }
                kept += left.count
                dropped += all.count - left.count
                check(unit, problem, priced, left, reach: reach, "seed \(seed) unit \(unit)")
            }
        }
        // Options that mix alternatives of the face and are not on it themselves: what a face of two slots is about.
        #expect(kept > 0 && (dropped > 0 || shape.slots == 1))
    }
}

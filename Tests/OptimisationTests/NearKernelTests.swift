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

    @Test("the least, the gap and what is near are those of all options", arguments: shapes, [0.0, 2, 5, 1000])
    func equalsAllOptions(shape: Shape, reach: Double) {
        for seed in 0..<50 {
            let problem = randomProblem(shape, seed: seed), cost = cost(for: problem, seed: seed)
            let reader = FloatOptionCost(cost: cost, problem: problem)
            var scratch = NearScratch()
            for unit in 0..<problem.unitCount where problem.isPlain(unit) {
                let options = options(of: unit, problem)
                let costs = options.map { cost.cost(of: $0, unit: unit, in: problem) }.sorted()
                guard let found = problem.look(at: unit, priced: reader, within: reach, &scratch) else {
                    Issue.record("seed \(seed): a unit without an option")
                    continue
                }
                #expect(found.least == costs[0])
                #expect(cost.cost(of: scratch.option, unit: unit, in: problem) == costs[0])
                let gap = costs.count > 1 ? min(reach, costs[1] - costs[0]) : reach
                #expect(found.gap == gap, "seed \(seed) unit \(unit)")
                // Those at the reach itself may be among them or not.
                let all = resources(options, problem) { cost.cost(of: $0, unit: unit, in: problem) - costs[0] <= reach }
                let sure = resources(options, problem) { cost.cost(of: $0, unit: unit, in: problem) - costs[0] < reach }
                #expect(found.resources & sure == sure, "seed \(seed) unit \(unit)")
                #expect(found.resources & ~all == 0, "seed \(seed) unit \(unit)")
            }
        }
    }
}

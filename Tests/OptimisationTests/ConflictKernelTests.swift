import Testing

@testable import Optimisation

@Suite("The cheapest option of somebody whose alternatives conflict")
struct ConflictKernelTests {
    /// A person with a slot in each round, and sessions of different rounds that often cannot be combined.
    private func problem(rounds: Int, sessions: Int, seed: Int) -> AssignmentProblem {
        var random = SeededGenerator(seed)
        var conflicts: [(Int, Int)] = []
        for a in 0..<(rounds * sessions) {
            for b in (a + 1)..<(rounds * sessions)
            where a / sessions != b / sessions && Int.random(in: 0..<3, using: &random) == 0 {
                conflicts.append((a, b))
            }
        }
        var problem = AssignmentProblem(
            upperLimit: Array(repeating: nil, count: rounds * sessions),
            lowerLimit: Array(repeating: 0, count: rounds * sessions), conflicts: conflicts)
        problem.addUnit(
            slots: (0..<rounds).map { round in
                (0..<sessions).map { session in
                    .init(resource: round * sessions + session, level: Int.random(in: 0...3, using: &random))
                }
            })
        return problem
    }

    private func cost(_ problem: AssignmentProblem, seed: Int) -> WholeOptionCost {
        var random = SeededGenerator(seed + 1000)
        var cost = WholeCost(resourceCount: problem.resourceCount)
        // A total may be worth more than one that is larger.
        cost.add(StageCost(byTotalLevel: [0, 5, 2, 9, 30, 12, 40]), times: 1)
        for resource in cost.byResource.indices {
            cost.byResource[resource] = Int128.random(in: -4...9, using: &random)
        }
        return WholeOptionCost(cost: cost, problem: problem)
    }

    /// All options without conflicts, written out.
    private func options(_ problem: AssignmentProblem) -> [[Int]] {
        let slots = Array(problem.slots(of: 0))
        var options: [[Int]] = [[]]
        for (depth, slot) in slots.enumerated() {
            options = options.flatMap { option in
                problem.alternatives(of: slot).filter { alternative in
                    option.indices.allSatisfy {
                        !problem.conflict(option[$0], inSlot: slots[$0], alternative, inSlot: slots[depth])
                    }
                }.map { option + [$0] }
            }
        }
        return options
    }

    @Test("is that of all combinations, or none where there is none", arguments: [2, 3, 5])
    func cheapest(rounds: Int) {
        var without = 0
        for seed in 0..<120 {
            let problem = problem(rounds: rounds, sessions: 2 + seed % 3, seed: seed)
            let cost = cost(problem, seed: seed), options = options(problem)
            var scratch = KernelScratch<Int128>(widestOption: problem.widestOption)
            let found = problem.cheapest(0, cost, &scratch)
            #expect(found == options.map { cost.cost.cost(of: $0, unit: 0, in: problem) }.min(), "seed \(seed)")
            if found != nil {
                #expect(options.contains(scratch.option), "seed \(seed)")
                #expect(cost.cost.cost(of: scratch.option, unit: 0, in: problem) == found, "seed \(seed)")
            } else {
                without += 1
            }
        }
        #expect(without < 120)
    }
}

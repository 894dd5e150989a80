import Testing

@testable import Optimisation

@Suite("A round as a flow")
struct TransportationTests {
    /// Everybody at their first alternative, whatever the limits.
    private func simplex(_ problem: AssignmentProblem, _ stage: StageCost) -> Simplex {
        let solver = StagedSolver(problem: problem, stages: [stage], guide: stage)
        let start = (0..<problem.unitCount).map { Int32(problem.alternatives(ofUnit: $0).lowerBound) }
        var simplex = Simplex(
            problem: problem, originalCount: problem.alternativeCount, stages: [stage], rows: solver.limitRows,
            face: nil, start: start, cuts: CutSearch(problem), width: 1, longStepsFrom: 30)
        simplex.objective = stage
        return simplex
    }

    /// Units that may have anything, and rank three of it; and a resource that nobody may have.
    private func openProblem(units: Int, resources: Int, seats: Int, seed: Int) -> AssignmentProblem {
        var random = SeededGenerator(seed)
        var limits = [Int](repeating: seats / resources, count: resources)
        limits[0] += seats % resources
        var problem = AssignmentProblem(
            upperLimit: limits + [9], lowerLimit: Array(repeating: 0, count: resources + 1), conflicts: [])
        for _ in 0..<units {
            let order = (0..<resources).map { ($0, Double($0) + .random(in: 0..<4, using: &random)) }
                .sorted { $0.1 < $1.1 }.map(\.0)
            problem.addUnit(slots: [order.enumerated().map { .init(resource: $1, level: min($0, 3)) }])
        }
        return problem
    }

    private func optimum(_ problem: AssignmentProblem, _ stage: StageCost) -> Int? {
        guard case .optimal(let result) = StagedSolver(problem: problem, stages: [stage], guide: StageCost()).solve()
        else { return nil }
        return result.stages[0].value
    }

    private func costs(_ seed: Int, _ problem: AssignmentProblem) -> StageCost {
        let top = problem.largestTotalLevel
        return switch seed % 3 {
        case 0: StageCost(byTotalLevel: Array(0...top))
        case 1: StageCost(byTotalLevel: (0...top).map { $0 == 0 ? 0 : 1 << min(2 * $0, 40) })
        // A first choice counts, and what was not ranked costs less than what was: no pool for that.
        default: StageCost(byTotalLevel: [0, 5, 3, 2], byLabel: [1, -3, -1])
        }
    }

    @Test("keeps all limits at the least cost, or there is no way to keep them", arguments: 0..<60)
    func isOptimal(seed: Int) throws {
        let isSmall = seed % 2 == 0
        let problem = randomProblem(
            Shape(
                units: isSmall ? 3...12 : 100...300, slots: 1, resources: 2...8, minimums: seed % 4 >= 2), seed: seed)
        let stage = costs(seed, problem)
        var flow = try #require(Transportation(simplex(problem, stage)))
        let best = optimum(problem, stage)
        #expect(flow.run() == (best != nil))
        guard let best else { return }
        var loads = [Int](repeating: 0, count: problem.resourceCount), sum = 0
        for alternative in flow.place.map({ Int($0) }) {
            loads[Int(problem.resource[alternative])] += 1
            sum += stage.cost(of: [alternative], in: problem)
        }
        for (resource, load) in loads.enumerated() {
            #expect(load >= problem.lowerLimit[resource] && load <= problem.upperLimit[resource] ?? .max)
        }
        #expect(sum == best)
    }

    /// Seats to spare, and not one: then a price can only be known up to what all have in common.
    @Test("its basis is optimal: the simplex has nothing to do", arguments: 0..<20)
    func basisIsOptimal(seed: Int) {
        let problem = openProblem(units: 400, resources: 9, seats: seed % 2 == 0 ? 440 : 400, seed: seed)
        let stage = costs(seed % 2, problem)
        var simplex = simplex(problem, stage)
        let outcome = simplex.minimise(stage, control: .unlimited)
        #expect(outcome == .optimal && simplex.counters.pivots == 0)
        #expect(Int(simplex.objectiveValue().rounded()) == optimum(problem, stage))
    }

    @Test("a problem that is no flow is left alone")
    func otherProblems() {
        let weights = openProblem(units: 20, resources: 3, seats: 30, seed: 1)
        #expect(Transportation(simplex(weights, StageCost(weightFactor: 1))) == nil)
        let rules = randomProblem(Shape(units: 20...20, slots: 1, resources: 4...4, sideRules: true), seed: 1)
        var limited = simplex(rules, StageCost(byTotalLevel: [0, 1]))
        limited.append([LinearRow(kind: .side(0), limit: 1)])
        #expect(Transportation(limited) == nil)
        let together = randomProblem(Shape(units: 20...20, slots: 1, resources: 4...4, joint: true), seed: 2)
        #expect(!together.joint.isEmpty && Transportation(simplex(together, StageCost(byTotalLevel: [0, 1]))) == nil)
    }
}

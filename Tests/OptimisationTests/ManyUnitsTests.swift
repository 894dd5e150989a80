import Testing

@testable import Optimisation

@Suite("Many units")
struct ManyUnitsTests {
    /// Two ways that share nothing but the last word: one by one from a greedy start, and from prices of samples.
    @Test("a start from prices proves the same values as moving units one by one", arguments: 0..<12)
    func startsAgree(seed: Int) throws {
        let shape = Shape(
            units: 500...1200, slots: 2, resources: 4...9, conflicts: seed % 2 == 1, minimums: seed % 3 == 1)
        let problem = randomProblem(shape, seed: seed)
        let stages = stages(seed % 4, for: problem)
        let outcomes = [10, 1_000_000].map { longStepsFrom -> [Int]? in
            var solver = StagedSolver(problem: problem, stages: stages, guide: guide(for: problem))
            solver.longStepsFrom = longStepsFrom
            switch solver.solve() {
            case .infeasible, .stopped: return nil
            case .optimal(let result): return result.stages.map(\.value)
            case .interrupted(let result):
                Issue.record("seed \(seed): not proven: \(result.stages.map { ($0.value, $0.bound) })")
                return []
            }
        }
        #expect(outcomes[0] == outcomes[1])
    }

    @Test("a start from prices takes a fraction of the steps")
    func fewerSteps() throws {
        let problem = randomProblem(Shape(units: 2000...2000, slots: 2, resources: 6...6), seed: 3)
        var pivots: [Int] = []
        for longStepsFrom in [10, 1_000_000] {
            var solver = StagedSolver(problem: problem, stages: stages(3, for: problem), guide: guide(for: problem))
            solver.longStepsFrom = longStepsFrom
            guard case .optimal(let result) = solver.solve() else {
                Issue.record("not proven")
                return
            }
            pivots.append(result.counters.pivots)
        }
        #expect(pivots[0] * 3 < pivots[1], "\(pivots)")
    }

    @Test("more people than places has no answer, however many there are, from prices as well")
    func tooFewPlaces() {
        var problem = AssignmentProblem(upperLimit: [400, 500], lowerLimit: [0, 0], conflicts: [])
        for unit in 0..<901 {
            problem.addUnit(slots: [
                [.init(resource: unit % 2, level: 0), .init(resource: (unit + 1) % 2, level: 1)]
            ])
        }
        for longStepsFrom in [0, 30] {
            var solver = StagedSolver(
                problem: problem, stages: [StageCost(byTotalLevel: [0, 1])], guide: StageCost(byTotalLevel: [0, 1]))
            solver.longStepsFrom = longStepsFrom
            guard case .infeasible = solver.solve() else {
                Issue.record("901 people in 900 places")
                continue
            }
        }
    }

    @Test("work in chunks loses nothing and keeps its order", arguments: [0, 1, 7, 8, 1000, 100_003])
    func chunks(count: Int) {
        let parts = Parallel.map(count, grain: 8) { range in Array(range) }
        #expect(Array(parts.joined()) == Array(0..<count))
    }
}

import Testing

@testable import Optimisation

@Suite("Forcing somebody's place")
struct ForcingTests {
    @Test(
        "equals exhaustive search over what is left, from the old optimum as the start",
        arguments: StagedSolverTests.shapes)
    func equalsExhaustiveSearch(shape: Shape) {
        var forcedAndSolved = 0
        for seed in 0..<100 {
            let problem = randomProblem(shape, seed: seed)
            let stages = stages(seed % 4, for: problem)
            let guide = guide(for: problem)
            guard case .optimal(let before) = StagedSolver(problem: problem, stages: stages, guide: guide).solve()
            else { continue }
            var random = SeededGenerator(seed)
            let number = Int.random(in: 0..<problem.alternativeCount, using: &random)
            let unit = problem.unit(ofAlternative: number)
            let (round, people) = problem.slot(ofAlternative: number)
            let person = people.trailingZeroBitCount
            let resource = problem.resource(ofAlternative: number)
            guard let forced = problem.forcing(unit: unit, person: person, round: round, to: [resource]) else {
                Issue.record("seed \(seed): an alternative that exists cannot be forced")
                continue
            }
            let best = exhaustiveOptimum(problem, stages) { other, option in
                other != unit || option.contains { isThere($0, problem, person, round, resource) }
            }
            let solver = StagedSolver(
                problem: forced.problem, stages: stages, guide: guide, start: forced.selection(from: before.selection))
            switch solver.solve() {
            case .infeasible: #expect(best == nil, "seed \(seed): there is an allocation")
            case .interrupted, .stopped: Issue.record("seed \(seed): unproven")
            case .optimal(let result):
                forcedAndSolved += 1
                #expect(result.stages.map(\.value) == best, "seed \(seed)")
                let original = forced.original(result.selection)
                #expect(stages.map { problem.value(of: $0, at: original) } == best, "seed \(seed): numbers")
                #expect(original[unit].contains { isThere($0, problem, person, round, resource) }, "seed \(seed)")
            }
        }
        #expect(forcedAndSolved > 15, "too few problems for this to mean anything")
    }

    private func isThere(
        _ alternative: Int, _ problem: AssignmentProblem, _ person: Int, _ round: Int, _ resource: Int
    ) -> Bool {
        let slot = problem.slot(ofAlternative: alternative)
        return slot.round == round && slot.people & (1 << UInt32(person)) != 0
            && problem.resource(ofAlternative: alternative) == resource
    }

    @Test("nobody can be forced to a place that is none of theirs")
    func nothingLeft() {
        var problem = AssignmentProblem(upperLimit: [1, 1, 1], lowerLimit: [0, 0, 0], conflicts: [])
        problem.addUnit(slots: [[.init(resource: 0, level: 0), .init(resource: 1, level: 1)]])
        #expect(problem.forcing(unit: 0, person: 0, round: 0, to: [2]) == nil)
        #expect(problem.forcing(unit: 0, person: 0, round: 1, to: [0]) == nil)
        #expect(problem.forcing(unit: 0, person: 0, round: 0, to: [1, 2])?.problem.alternativeCount == 1)
    }

    @Test("a block of levels for each person changes nothing when every block of the tables is alike")
    func blocks() {
        for seed in 0..<60 {
            let shape = StagedSolverTests.shapes[seed % StagedSolverTests.shapes.count]
            var problem = randomProblem(shape, seed: seed)
            let plain = stages(seed % 4, for: problem)
            let best = exhaustiveOptimum(problem, plain)
            let size = problem.largestTotalLevel + 1
            let blocks = plain.map { stage in
                var stage = stage
                let table = (0..<size).map { $0 < stage.byTotalLevel.count ? stage.byTotalLevel[$0] : 0 }
                stage.byTotalLevel = (0..<4).flatMap { _ in table }
                return stage
            }
            var random = SeededGenerator(seed)
            for unit in 0..<problem.unitCount {
                for person in 0..<Int(problem.peopleCount[unit]) {
                    problem.shiftLevels(
                        ofUnit: unit, person: person, by: size * Int.random(in: 0..<4, using: &random))
                }
            }
            let outcome = StagedSolver(problem: problem, stages: blocks, guide: blocks[0]).solve()
            if case .optimal(let result) = outcome {
                #expect(result.stages.map(\.value) == best, "seed \(seed)")
            } else {
                #expect(best == nil, "seed \(seed)")
            }
        }
    }
}

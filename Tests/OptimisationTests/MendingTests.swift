import Testing

@testable import Optimisation

@Suite("Mending a selection that breaks limits")
struct MendingTests {
    private static let shapes = [
        Shape(units: 4...6, slots: 2, resources: 2...3, sideRules: true),
        Shape(units: 4...6, slots: 2, resources: 2...3, minimums: true, cancellable: true),
        Shape(
            units: 3...5, slots: 2, resources: 2...3, conflicts: true, minimums: true, cancellable: true, joint: true,
            sideRules: true),
    ]

    @Test(
        "what it finds keeps everything, nobody alone can better it, and it mostly finds something", arguments: shapes)
    func againstExhaustiveSearch(shape: Shape) {
        let guide = StageCost(byTotalLevel: [0, 1, 4, 9, 16, 25, 36, 49, 64])
        var possible = 0, found = 0, impossible = 0
        for seed in 0..<60 {
            let problem = randomProblem(shape, seed: seed)
            let search = StagedSearch(
                solver: StagedSolver(problem: problem, stages: [guide], guide: guide), control: .unlimited)
            let mended = search.simplex.mended(guide, control: .unlimited)
            guard exhaustiveOptimum(problem, [guide]) != nil else {
                impossible += 1
                #expect(mended == nil, "seed \(seed): nothing keeps everything")
                continue
            }
            possible += 1
            guard let mended else { continue }
            found += 1
            let options = (0..<problem.unitCount).map {
                Simplex.option(in: mended, at: $0 * search.simplex.width, width: search.simplex.width)
            }
            let own = exhaustiveOptimum(problem, [guide]) { unit, option in option == options[unit] }
            #expect(own != nil, "seed \(seed): it keeps everything")
            for unit in 0..<problem.unitCount where problem.variants(of: unit).count == 1 {
                let best = exhaustiveOptimum(problem, [guide]) { other, option in
                    other == unit || option == options[other]
                }
                // Whoever leaves a session that is cancelled then moves with it.
                if !problem.isCancellable.contains(true) { #expect(best == own, "seed \(seed) unit \(unit)") }
            }
        }
        #expect(possible > 20 && impossible > 0, "\(possible) possible, \(impossible) not")
        #expect(found * 10 >= possible * 7, "\(found) of \(possible)")
    }

    @Test("a solve that is stopped at once shows something that keeps everything")
    func stopped() throws {
        let guide = StageCost(byTotalLevel: [0, 1, 4, 9, 16, 25, 36, 49, 64])
        var found = 0
        for seed in 0..<40 {
            let problem = randomProblem(MendingTests.shapes[0], seed: seed)
            guard exhaustiveOptimum(problem, [guide]) != nil else { continue }
            var solver = StagedSolver(problem: problem, stages: [guide], guide: guide)
            solver.grace = .seconds(60)
            switch solver.solve(control: SolveControl(deadline: .now)) {
            case .interrupted(let result), .optimal(let result):
                found += 1
                let kept = exhaustiveOptimum(problem, [guide]) { unit, option in option == result.selection[unit] }
                #expect(kept == [result.stages[0].value], "seed \(seed)")
            case .infeasible, .stopped: Issue.record("seed \(seed)")
            }
        }
        #expect(found > 20)
    }
}

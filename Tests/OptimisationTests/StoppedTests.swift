import Synchronization
import Testing

@testable import Optimisation

/// Stops once it has been asked so many times: the same on every machine.
private final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) { left = Atomic(count) }

    var isOver: Bool { left.subtract(1, ordering: .relaxed).newValue < 0 }
}

@Suite("A solve that is stopped anywhere")
struct StoppedTests {
    private static let shapes = [
        Shape(units: 12...30, slots: 2, resources: 3...5, minimums: true, sideRules: true),
        Shape(
            units: 10...20, slots: 3, resources: 3...4, conflicts: true, minimums: true, cancellable: true, joint: true,
            sideRules: true),
    ]

    private func control(_ count: Int) -> SolveControl {
        let countdown = Countdown(count)
        return SolveControl(isCancelled: { countdown.isOver })
    }

    @Test("never says that there is nothing where there is, nor finds what there is not", arguments: shapes)
    func claims(shape: Shape) {
        var counts = (possible: 0, impossible: 0)
        for seed in 0..<120 {
            let problem = randomProblem(shape, seed: seed)
            var solver = StagedSolver(problem: problem, stages: stages(0, for: problem), guide: guide(for: problem))
            solver.grace = .milliseconds(200)
            let isPossible: Bool
            switch solver.solve() {
            case .optimal, .interrupted: isPossible = true
            case .infeasible: isPossible = false
            case .stopped:
                Issue.record("seed \(seed): stopped by nobody")
                continue
            }
            if isPossible { counts.possible += 1 } else { counts.impossible += 1 }
            for count in [0, 1, 2, 4, 8, 16, 32] {
                switch solver.solve(control: control(count)) {
                case .infeasible: #expect(!isPossible, "seed \(seed), stopped at \(count)")
                case .optimal, .interrupted: #expect(isPossible, "seed \(seed), stopped at \(count)")
                case .stopped: break
                }
            }
        }
        #expect(counts.possible > 20 && counts.impossible > 3, "\(counts)")
    }

    // What is given does not say what is held, so that nothing may be cancelled here.
    @Test("is never worse than what it was given")
    func given() {
        let shape = Shape(units: 10...20, slots: 3, resources: 3...4, conflicts: true, joint: true, sideRules: true)
        var checked = 0
        for seed in 0..<60 {
            let problem = randomProblem(shape, seed: seed), all = stages(0, for: problem)
            guard
                case .optimal(let best) = StagedSolver(problem: problem, stages: all, guide: guide(for: problem))
                    .solve()
            else { continue }
            var solver = StagedSolver(
                problem: problem, stages: all, guide: StageCost(), start: best.selection)
            solver.grace = .milliseconds(200)
            for count in [0, 1, 3, 9] {
                switch solver.solve(control: control(count)) {
                case .infeasible, .stopped: Issue.record("seed \(seed), stopped at \(count): nothing was found")
                case .optimal(let found), .interrupted(let found):
                    #expect(found.stages.map(\.value) == best.stages.map(\.value), "seed \(seed), stopped at \(count)")
                }
            }
            checked += 1
        }
        #expect(checked > 10, "\(checked)")
    }

    @Test("no prices show that there is nothing where there is")
    func rays() {
        var checked = 0
        for seed in 0..<100 {
            let problem = randomProblem(Self.shapes[seed % 2], seed: seed)
            let solver = StagedSolver(problem: problem, stages: stages(0, for: problem), guide: guide(for: problem))
            guard case .optimal = solver.solve() else { continue }
            let simplex = StagedSearch(solver: solver, control: .unlimited).simplex
            var random = SeededGenerator(seed)
            for _ in 0..<20 {
                let ray = simplex.rows.map { _ in
                    Bool.random(using: &random) ? 0 : Double.random(in: 0..<1, using: &random)
                }
                #expect(!simplex.showsInfeasible(ray), "seed \(seed)")
            }
            checked += 1
        }
        #expect(checked > 20, "\(checked)")
    }
}

import Testing

@testable import Optimisation

@Suite("The staged solver")
struct StagedSolverTests {
    static let shapes = [
        Shape(units: 2...6, slots: 1, resources: 2...4),
        Shape(units: 2...6, slots: 2, resources: 2...3),
        Shape(units: 2...6, slots: 2, resources: 2...3, minimums: true),
        Shape(units: 2...6, slots: 2, resources: 2...3, conflicts: true, minimums: true),
        Shape(units: 2...4, slots: 3, resources: 2...2, conflicts: true, minimums: true),
        Shape(units: 2...3, slots: 5, resources: 2...2, conflicts: true),
        Shape(units: 2...6, slots: 2, resources: 2...3, sideRules: true),
        Shape(units: 2...4, slots: 2, resources: 2...3, conflicts: true, joint: true),
        Shape(units: 3...5, slots: 2, resources: 2...3, joint: true, sideRules: true),
        Shape(units: 2...6, slots: 2, resources: 2...3, minimums: true, cancellable: true),
        Shape(
            units: 2...4, slots: 2, resources: 2...3, conflicts: true, minimums: true, cancellable: true, joint: true,
            sideRules: true),
    ]

    @Test("where nothing was found and nothing ruled out in time, that is said")
    func stopsWithNothing() {
        // Twelve resources of seven, which only three and two pairs fill: fourteen units of three are two too many, although
        // there are seats for everybody, which takes long to rule out.
        var problem = AssignmentProblem(
            upperLimit: Array(repeating: 7, count: 12), lowerLimit: Array(repeating: 0, count: 12), conflicts: [])
        for size in Array(repeating: 3, count: 14) + Array(repeating: 2, count: 21) {
            let none = Array(repeating: 0, count: size)
            let alternatives = (0..<12).map { resource in
                AssignmentProblem.Alternative(
                    resource: resource, level: 0,
                    joint: JointAlternative(levels: none, labels: none, weight: 0, seats: size))
            }
            let slot = AssignmentProblem.Slot(round: 0, people: (1 << UInt32(size)) - 1, alternatives: alternatives)
            problem.addUnit(variants: [.init(slots: [slot])], peopleCount: size)
        }
        var solver = StagedSolver(problem: problem, stages: [], guide: StageCost())
        solver.grace = .milliseconds(1)
        guard case .stopped = solver.solve(control: SolveControl(deadline: .now)) else {
            Issue.record("not stopped")
            return
        }
    }

    @Test("a solver of which only the optimum is of use gives up at once when it is told to stop")
    func allOrNothing() {
        var began = 0
        for seed in 0..<50 {
            let problem = randomProblem(StagedSolverTests.shapes[2], seed: seed), stages = stages(0, for: problem)
            let solver = StagedSolver(problem: problem, stages: stages, guide: guide(for: problem))
            var stop = SolveControl(isCancelled: { true })
            if case .interrupted = solver.solve(control: stop) { began += 1 }
            stop.isAllOrNothing = true
            switch solver.solve(control: stop) {
            case .interrupted: Issue.record("seed \(seed): something to show")
            case .optimal(let result): #expect(result.stages.isEmpty, "seed \(seed): worked on")
            case .infeasible, .stopped: break
            }
        }
        #expect(began > 10)
    }

    @Test("no path of a proof has more branches than can be written and read again", arguments: [0, 1, 3])
    func depth(deepest: Int) {
        func depth(_ tree: SearchTree) -> Int {
            guard case .branch(_, let first, let second) = tree else { return 0 }
            return 1 + max(depth(first), depth(second))
        }
        var deep = 0, cut = 0
        for seed in 0..<300 {
            let shape = StagedSolverTests.shapes[9]
            let problem = randomProblem(shape, seed: seed)
            let solver = StagedSolver(
                problem: problem, stages: stages(seed % 4, for: problem), guide: guide(for: problem))
            func search(_ deepest: Int) -> BranchAndBound {
                var state = StagedSearch(solver: solver, control: .unlimited)
                var search = BranchAndBound(stage: solver.stages[0], control: .unlimited, accepts: .optimal)
                search.deepestProof = deepest
                _ = search.run(&state.simplex)
                return search
            }
            let whole = search(480)
            guard depth(whole.tree) > deepest else { continue }
            deep += 1
            let short = search(deepest)
            #expect(depth(short.tree) <= deepest, "seed \(seed)")
            if short.wasInterrupted { cut += 1 }
        }
        #expect(deep > 0 || deepest == 3)
        #expect(cut == deep)
    }

    /// What is looked for is raised step by step, and a search that may look at too few nodes is done again with more.
    @Test("a search in small helpings ends with the optimum and a whole proof", arguments: [1, 2])
    func helpings(allowance: Int) {
        var deep = 0
        for seed in 0..<120 {
            let shape = StagedSolverTests.shapes[seed % 2 == 0 ? 9 : 8]
            let problem = randomProblem(shape, seed: seed), stage = stages(seed % 4, for: problem)[0]
            let best = exhaustiveOptimum(problem, [stage])?.first
            guard let best else { continue }
            let solver = StagedSolver(problem: problem, stages: [stage], guide: stage)
            var state = StagedSearch(solver: solver, control: .unlimited)
            var search = BranchAndBound(stage: stage, control: .unlimited, accepts: .optimal)
            // Far from the optimum, and sometimes the optimum itself.
            search.bestValue = best + (seed % 3) * 7
            search.allowance = allowance
            _ = search.run(&state.simplex)
            #expect(!search.wasInterrupted && search.bestValue == best, "seed \(seed)")
            #expect(!isOpen(search.tree), "seed \(seed)")
            var prover = StageProver(problem: solver.problem, stages: [stage])
            prover.prove(0, value: best, tree: search.tree)
            #expect(prover.results[0].bound == best, "seed \(seed)")
            if search.nodes > 2 * allowance { deep += 1 }
        }
        #expect(deep > 0)
    }

    private func isOpen(_ tree: SearchTree) -> Bool {
        switch tree {
        case .open: true
        case .leaf, .proven: false
        case .branch(_, let first, let second): isOpen(first) || isOpen(second)
        }
    }

    /// However few units there are, a start from prices (0) must lead to the same as moving them one by one (30).
    @Test("equals exhaustive search on every stage of every objective", arguments: shapes, [0, 30])
    func equalsExhaustiveSearch(shape: Shape, longStepsFrom: Int) {
        for seed in 0..<150 {
            let problem = randomProblem(shape, seed: seed)
            let stages = stages(seed % 4, for: problem)
            var solver = StagedSolver(problem: problem, stages: stages, guide: guide(for: problem))
            solver.longStepsFrom = longStepsFrom
            let best = exhaustiveOptimum(problem, stages)
            switch solver.solve() {
            case .infeasible: #expect(best == nil, "seed \(seed): there is an allocation")
            case .stopped: Issue.record("seed \(seed): stopped without a limit")
            case .interrupted(let result):
                Issue.record(
                    "seed \(seed): unproven: \(result.stages.map { ($0.value, $0.bound) }) best \(best ?? [])"
                )
            case .optimal(let result):
                #expect(result.stages.map(\.value) == best, "seed \(seed)")
            }
        }
    }
}

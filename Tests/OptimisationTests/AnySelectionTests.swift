import Testing

@testable import Optimisation

@Suite("Any selection at all")
struct AnySelectionTests {
    static let shapes = [
        Shape(units: 4...6, slots: 2, resources: 2...3, conflicts: true, minimums: true),
        Shape(units: 4...5, slots: 2, resources: 2...3, joint: true, sideRules: true),
        Shape(units: 3...5, slots: 2, resources: 2...2, minimums: true, cancellable: true, joint: true),
    ]

    @Test("is found just where there is one, and keeps all limits: by trying every one", arguments: shapes.indices)
    func equalsExhaustiveSearch(shape: Int) {
        var found = 0, none = 0
        for seed in 0..<60 {
            let problem = randomProblem(AnySelectionTests.shapes[shape], seed: seed)
            let exists = exhaustiveOptimum(problem, []) != nil
            switch StagedSolver(problem: problem, stages: [], guide: StageCost()).findAny(control: .unlimited) {
            case .found(let selection):
                found += 1
                #expect(exists, "seed \(seed)")
                let kept = exhaustiveOptimum(problem, []) { unit, option in option == selection[unit] }
                #expect(kept != nil, "seed \(seed): \(selection)")
            case .none:
                none += 1
                #expect(!exists, "seed \(seed)")
            case .stopped: Issue.record("seed \(seed): nobody asked for a stop")
            }
        }
        #expect(found > 3 && none > 3, "too few for this to mean anything: \(found), \(none)")
    }

    @Test("is not looked for any more when told to stop: what is not known is not said to be impossible")
    func stopped() {
        var stopped = 0
        for seed in 0..<60 {
            let problem = randomProblem(AnySelectionTests.shapes[1], seed: seed)
            let solver = StagedSolver(problem: problem, stages: [], guide: StageCost())
            switch solver.findAny(control: SolveControl(isCancelled: { true })) {
            case .found: continue
            case .none: #expect(!problem.everyUnitHasAnOption(), "seed \(seed)")
            case .stopped: stopped += 1
            }
        }
        #expect(stopped > 3, "too few for this to mean anything: \(stopped)")
    }
}

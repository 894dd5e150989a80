import Testing

@testable import Optimisation

@Suite("A selection without a search")
struct FirstSelectionTests {
    /// Two rounds that share nothing, hardly a seat to spare, and people who can be in few of the sessions.
    private func tightProblem(seed: Int, units: Int) -> AssignmentProblem {
        var random = SeededGenerator(seed)
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        let sessions = 3 + below(4)
        var limits: [Int] = []
        for _ in 0..<2 {
            var round = [Int](repeating: 0, count: sessions)
            for _ in 0..<(units + below(3)) { round[below(sessions)] += 1 }
            limits += round
        }
        var problem = AssignmentProblem(
            upperLimit: limits, lowerLimit: limits.map { _ in 0 }, conflicts: [])
        for _ in 0..<units {
            let slots = (0..<2).map { round in
                let chosen = (0..<sessions).filter { _ in below(100) < 55 }
                let open = chosen.isEmpty ? [below(sessions)] : chosen
                return open.map { session in
                    AssignmentProblem.Alternative(
                        resource: round * sessions + session, level: below(4))
                }
            }
            problem.addUnit(slots: slots)
        }
        return problem
    }

    private func loads(of selection: [Int32], _ problem: AssignmentProblem) -> [Int] {
        var loads = [Int](repeating: 0, count: problem.resourceCount)
        for alternative in selection where alternative >= 0 { loads[Int(problem.resource[Int(alternative)])] += 1 }
        return loads
    }

    private let cost = StageCost(byTotalLevel: [0, 1, 4, 9, 16, 25, 36])

    @Test("keeps every limit whenever that is possible, and says nothing else where it is not", arguments: 0..<80)
    func movesOver(seed: Int) {
        let problem = tightProblem(seed: seed, units: 30)
        let selection = FirstSelection.make(
            problem, cost: FloatCost(cost, resourceCount: problem.resourceCount), start: nil)
        #expect(selection.allSatisfy { $0 >= 0 })
        for unit in 0..<problem.unitCount {
            let own = problem.alternatives(ofUnit: unit)
            #expect(selection[(2 * unit)..<(2 * unit + 2)].allSatisfy { own.contains(Int($0)) })
        }
        let isKept = zip(loads(of: selection, problem), problem.upperLimit).allSatisfy { $0 <= $1! }
        let outcome = StagedSolver(problem: problem, stages: [], guide: StageCost()).solve()
        if case .infeasible = outcome { #expect(!isKept) } else { #expect(isKept) }
    }

    @Test("a solve that is stopped at once keeps the limits and states a bound that holds", arguments: 0..<10)
    func stopped(seed: Int) {
        let problem = randomProblem(Shape(units: 2500...3000, slots: 2, resources: 5...6), seed: seed)
        var solver = StagedSolver(problem: problem, stages: [cost], guide: cost)
        solver.longStepsFrom = 10
        let outcome = solver.solve(control: SolveControl(isCancelled: { true }))
        guard case .optimal(let best) = solver.solve() else {
            guard case .infeasible = outcome else {
                Issue.record("seed \(seed): there is no selection")
                return
            }
            return
        }
        let result: StagedResult
        switch outcome {
        case .infeasible, .stopped:
            Issue.record("seed \(seed): there is a selection")
            return
        case .optimal(let found), .interrupted(let found): result = found
        }
        var loads = [Int](repeating: 0, count: problem.resourceCount)
        for option in result.selection { for alternative in option { loads[Int(problem.resource[alternative])] += 1 } }
        #expect(zip(loads, problem.upperLimit).allSatisfy { $0 <= $1 ?? .max })
        let value = best.stages[0].value
        #expect(result.stages[0].bound <= value && value <= result.stages[0].value)
        #expect(value == 0 || result.stages[0].bound > 0)
    }
}

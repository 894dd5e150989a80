import Testing

@testable import Optimisation

@Suite("Going on after a branching")
struct BranchingTests {
    private static let shapes = [
        Shape(units: 12...30, slots: 2, resources: 3...5, minimums: true, sideRules: true),
        Shape(units: 10...20, slots: 3, resources: 3...4, conflicts: true, sideRules: true),
        Shape(
            units: 10...20, slots: 2, resources: 3...4, conflicts: true, minimums: true, cancellable: true, joint: true,
            sideRules: true),
    ]

    /// At the optimum of a stage's relaxation; nil where it has none.
    private func optimum(_ problem: AssignmentProblem, _ stage: StageCost) -> Simplex? {
        let solver = StagedSolver(problem: problem, stages: [stage], guide: stage)
        var simplex = StagedSearch(solver: solver, control: .unlimited).simplex
        return simplex.minimise(stage, control: .unlimited) == .optimal ? simplex : nil
    }

    /// One side of a branching after the other, as a search goes down: what is mixed, or else where somebody is.
    private func next(_ simplex: Simplex, _ random: inout SeededGenerator) -> Branching? {
        if let resource = simplex.undecidedResource() { return resource }
        if let place = simplex.mixedPlaces().randomElement(using: &random)?.place {
            return Bool.random(using: &random) ? place : place.otherSide
        }
        let problem = simplex.problem, unit = Int.random(in: 0..<problem.unitCount, using: &random)
        guard !problem.isHoldingUnit(unit), let first = simplex.keyOption(of: unit).first,
            let slot = problem.slots(of: problem.variants(of: unit).lowerBound).first(where: {
                problem.alternatives(of: $0).contains(first)
            }), problem.round[slot] >= 0
        else { return nil }
        return .place(
            unit: unit, person: problem.people[slot].trailingZeroBitCount, round: Int(problem.round[slot]),
            resource: Int(problem.resource[first]), isTaken: false)
    }

    @Test("long steps come to what short steps come to, and say so early where that is too dear", arguments: shapes)
    func longAndShort(shape: Shape) {
        var counts = (optimal: 0, infeasible: 0, dear: 0), pivots = (long: 0, short: 0)
        for seed in 0..<150 {
            let problem = randomProblem(shape, seed: seed)
            let all = stages(seed % 4, for: problem), stage = all[seed % all.count]
            guard var simplex = optimum(problem, stage) else { continue }
            var random = SeededGenerator(seed)
            for _ in 0..<6 {
                guard let branching = next(simplex, &random) else { continue }
                let counted = simplex.counters.pivots
                _ = simplex.ban(branching)
                var short = simplex, long = simplex, barred = simplex
                let outcome = short.minimise(stage, control: .unlimited)
                #expect(long.minimise(stage, isContinued: true, control: .unlimited) == outcome, "seed \(seed)")
                pivots.short += short.counters.pivots - counted
                pivots.long += long.counters.pivots - counted
                guard outcome == .optimal else {
                    counts.infeasible += 1
                    break
                }
                counts.optimal += 1
                let value = short.objectiveValue(), slack = 1e-4 * max(1, abs(value))
                #expect(abs(long.objectiveValue() - value) < slack, "seed \(seed)")
                // More than this is not to be had, so that "too dear" would be wrong.
                #expect(
                    barred.minimise(stage, isContinued: true, below: value + slack, control: .unlimited) == .optimal,
                    "seed \(seed)")
                barred = simplex
                if barred.minimise(stage, isContinued: true, below: value - slack, control: .unlimited) == .dear {
                    counts.dear += 1
                }
                simplex = long
            }
        }
        #expect(counts.optimal > 200 && counts.infeasible > 10 && counts.dear > 20, "\(counts)")
        #expect(pivots.long < pivots.short, "\(pivots)")
    }

    @Test("a basis that is come back to is the optimum that it was, with rows that are new since")
    func comeBack() {
        var checked = 0
        for seed in 0..<60 {
            let problem = randomProblem(Self.shapes[0], seed: seed), stage = guide(for: problem)
            guard var simplex = optimum(problem, stage) else { continue }
            let basis = simplex.basis, value = simplex.objectiveValue()
            var random = SeededGenerator(seed)
            guard let branching = next(simplex, &random) else { continue }
            let undo = simplex.ban(branching)
            _ = simplex.minimise(stage, isContinued: true, control: .unlimited)
            simplex.append(simplex.brokenRules())
            simplex.lift(undo)
            simplex.basis = basis
            simplex.refactor()
            #expect(abs(simplex.objectiveValue() - value) < 1e-6, "seed \(seed)")
            checked += 1
        }
        #expect(checked > 30, "\(checked)")
    }

    @Test("the place that is branched on is mixed, and what is learnt of its sides decides")
    func choice() throws {
        var chosen = 0
        for seed in 0..<80 {
            let problem = randomProblem(Self.shapes[1], seed: seed), stage = stages(0, for: problem)[1]
            guard let simplex = optimum(problem, stage) else { continue }
            let places = simplex.mixedPlaces()
            var history = BranchingHistory()
            guard let choice = history.choose(simplex, below: .infinity) else {
                #expect(places.isEmpty, "seed \(seed)")
                continue
            }
            chosen += 1
            #expect(places.contains { $0.place == choice.place && $0.amount == choice.amount }, "seed \(seed)")
            // Of one of those furthest from whole it becomes known that both sides gain very much.
            let weighed = places.sorted { min($0.amount, 1 - $0.amount) > min($1.amount, 1 - $1.amount) }
            let other = weighed[0].place
            var taught = BranchingHistory()
            for side in [other, other.otherSide] { taught.record(side, gain: 1e6, part: 0.5) }
            let taughtChoice = taught.choose(simplex, below: .infinity)
            let again = try #require(taughtChoice)
            #expect(
                again.place == other || simplex.value(after: again.place, steps: 10, below: .infinity) == nil
                    || simplex.value(after: again.place.otherSide, steps: 10, below: .infinity) == nil, "seed \(seed)")
        }
        #expect(chosen > 10, "\(chosen)")
    }
}

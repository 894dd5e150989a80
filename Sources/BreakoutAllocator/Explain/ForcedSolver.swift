import BreakoutModel
import Optimisation

/// What an allocation that is explained is a rerun of.
public struct ExplainedRerun: Sendable {
    public let published: Published
    public let terms: RerunTerms
    /// How few placements must be moved.
    public let fewestMoves: Int

    public init(published: Published, terms: RerunTerms, fewestMoves: Int) {
        self.published = published
        self.terms = terms
        self.fewestMoves = fewestMoves
    }
}

/// What it would cost others to give one attendee another place: forced re-solves.
///
/// Problem. For an attendee and some sessions of a round: among all allocations that keep the rules and have the attendee
/// in one of these sessions, the best ones by the objective (without the lottery), and among those the ones that disturb
/// others least (`ForcedOutcome` says how that is measured). Many attendees, one event.
///
/// Idea. The problem is lowered once. A forced one takes away options of one unit, and is solved from the allocation as
/// it is, with that unit's option changed: a handful of pivots. "Worse off than now" depends on the person, and costs by
/// total level do not; so everybody's levels are shifted by (total regret now) · B, where B is more than any total
/// regret. Then in the cost tables, block b holds what applies to people whose total regret is b now, and a cost of 1
/// behind place b of block b counts who is worse off. The attendee in question has a block apart.
///
/// The last stage is `burden`: others who are worse off, then by how much, then the attendee's own total regret, each
/// weighing more than all that come after it.
///
/// Overflow: (people)² · B² stays below 2^62 for a million people with total regrets up to 2,000.
struct ForcedSolver: Sendable {
    /// With shifted levels.
    private let problem: AssignmentProblem
    /// Those of the objective without the lottery; `costs` has the burden behind them.
    private let stages: [Stage]
    private let costs: [StageCost]
    private let guide: StageCost
    /// The allocation, and the values of the stages at it.
    private let selection: [[Int]]
    private let values: [Int]
    private let totals: [Int]
    private let blockSize: Int
    private let blockCount: Int
    private let weights: Weights
    /// In a rerun with moves to spare: what asks only for few moves, for places that take more than are allowed.
    private let beyond: Beyond?
    /// Per attendee the unit and the person in it; -1 for who is in none.
    private let places: [(unit: Int, person: Int)]

    /// What one other who is worse off, and one step that somebody is worse off, weigh in the burden.
    private struct Weights {
        let worse: Int
        let loss: Int
    }

    private final class Beyond: Sendable {
        let solver: ForcedSolver
        let stage: Stage
        let limit: Int

        init(solver: ForcedSolver, stage: Stage, limit: Int) {
            self.solver = solver
            self.stage = stage
            self.limit = limit
        }
    }

    /// `rules` are those of the event, `table` those of the allocation: without the sessions that it cancels. Nil when
    /// the allocation does not fit the rules. With `leavesOut` people may be left without a place, as few as possible. In
    /// a rerun the stages about moves count too, and with moves to spare no more of them may be made.
    init?(
        event: Event, rules: RuleBook, table: ChoiceTable, allocation: Allocation, objective: Objective, seed: UInt64,
        leavesOut: Bool, rerun: ExplainedRerun? = nil
    ) {
        guard (leavesOut ? rules.hardContradictions : rules.contradictions).isEmpty else { return nil }
        func built(_ part: RerunCost.Part) -> AllocationProblem {
            AllocationProblem(
                event: event, rules: rules, objective: objective, seed: seed,
                rerun: rerun.map { RerunCost(published: $0.published, terms: $0.terms, part: part) },
                leeway: leavesOut ? .unplaced : .none)
        }
        let largest = leavesOut ? rules.largestTotalRegretUnplaced : rules.largestTotalRegret
        var beyond: Beyond?
        var part = RerunCost.Part.everything
        if let rerun, rerun.terms.extraMoves > 0 {
            let limit = rerun.fewestMoves + rerun.terms.extraMoves
            part = .atMost(limit)
            beyond = ForcedSolver(
                built(.fewestMoves), event: event, table: table, allocation: allocation, largest: largest, beyond: nil
            ).map { Beyond(solver: $0, stage: .moves(extra: rerun.terms.extraMoves), limit: limit) }
        }
        self.init(
            built(part), event: event, table: table, allocation: allocation, largest: largest, beyond: beyond)
    }

    private init?(
        _ built: AllocationProblem, event: Event, table: ChoiceTable, allocation: Allocation, largest: Int,
        beyond: Beyond?
    ) {
        let selection = built.selection(of: allocation, sessionCount: event.sessions.count)
        guard built.shut.isEmpty, selection.allSatisfy({ !$0.isEmpty }) else { return nil }
        let totals = event.attendees.indices.map { allocation.totalRegret(of: AttendeeIndex($0), in: table) }
        let size = largest + 1, count = (totals.max() ?? 0) + 2
        let weights = Weights(worse: size * (event.attendees.count * size + 1), loss: size)
        let decisive = zip(built.stages, built.costs).filter { $0.0 != .lottery }
        self.beyond = beyond
        self.selection = selection
        self.totals = totals
        self.weights = weights
        blockSize = size
        blockCount = count
        stages = decisive.map(\.0)
        values = decisive.map { built.problem.value(of: $0.1, at: selection) }
        costs =
            decisive.map { ForcedSolver.inBlocks($0.1, size: size, count: count) }
            + [ForcedSolver.burden(size: size, count: count, weights)]
        guide = ForcedSolver.inBlocks(built.guide, size: size, count: count)
        (problem, places) = ForcedSolver.shifted(built, totals, by: size)
    }

    private static func shifted(
        _ built: AllocationProblem, _ totals: [Int], by size: Int
    ) -> (AssignmentProblem, [(unit: Int, person: Int)]) {
        var places = [(unit: Int, person: Int)](repeating: (-1, -1), count: totals.count)
        var problem = built.problem
        for (unit, people) in built.units.enumerated() {
            for (person, attendee) in people.enumerated() {
                places[attendee.value] = (unit, person)
                problem.shiftLevels(ofUnit: unit, person: person, by: totals[attendee.value] * size)
            }
        }
        return (problem, places)
    }

    private static func inBlocks(_ cost: StageCost, size: Int, count: Int) -> StageCost {
        guard !cost.byTotalLevel.isEmpty else { return cost }
        var cost = cost
        let table = (0..<size).map { $0 < cost.byTotalLevel.count ? cost.byTotalLevel[$0] : 0 }
        cost.byTotalLevel = (0..<count).flatMap { _ in table }
        return cost
    }

    private static func burden(size: Int, count: Int, _ weights: Weights) -> StageCost {
        var table: [Int] = []
        for now in 0..<(count - 1) {
            table += (0..<size).map { $0 > now ? weights.worse + weights.loss * ($0 - now) : 0 }
        }
        return StageCost(byTotalLevel: table + Array(0..<size))
    }

    /// What it would take to have the attendee in one of the sessions (all of the round). Each answer takes a copy of the
    /// whole problem, so the clock is looked at before.
    func cost(of sessions: [SessionIndex], for attendee: AttendeeIndex, round: Int, control: SolveControl) -> ForcedCost
    {
        if control.shouldStop { return .unknown(.stopped) }
        let (unit, person) = places[attendee.value]
        guard unit >= 0,
            var forced = problem.forcing(
                unit: unit, person: person, round: round, to: Set(sessions.map(\.value)))
        else { return .impossible }
        // A room that does not hold all who stay together: plain to see, and long to branch on.
        if forced.problem.isWithoutRoom(unit) { return .impossible }
        let own = blockCount - 1 - totals[attendee.value]
        forced.problem.shiftLevels(ofUnit: unit, person: person, by: own * blockSize)
        let solver = StagedSolver(
            problem: forced.problem, stages: costs, guide: guide, start: forced.selection(from: selection))
        var control = control
        control.isAllOrNothing = true
        switch solver.solve(control: control) {
        case .infeasible:
            return beyond.map { self.cost($0, of: sessions, for: attendee, round, control) } ?? .impossible
        case .interrupted, .stopped: return .unknown(.stopped)
        case .optimal(let result): return .outcome(outcome(result.stages.map(\.value)))
        }
    }

    /// Where it takes more moves than were allowed: how many, and what that does to others.
    private func cost(
        _ beyond: Beyond, of sessions: [SessionIndex], for attendee: AttendeeIndex, _ round: Int,
        _ control: SolveControl
    ) -> ForcedCost {
        let cost = beyond.solver.cost(of: sessions, for: attendee, round: round, control: control)
        guard case .outcome(var outcome) = cost else { return cost }
        let after = outcome.difference?.after ?? beyond.solver.values[0]
        outcome.difference = StageDifference(stage: beyond.stage, before: beyond.limit, after: after)
        return .outcome(outcome)
    }

    private func outcome(_ found: [Int]) -> ForcedOutcome {
        let differs = stages.indices.first { found[$0] != values[$0] }
        let burden = found[stages.count]
        return ForcedOutcome(
            difference: differs.map { index in
                let sign = stages[index].sense == .maximise ? -1 : 1
                return StageDifference(
                    stage: stages[index], before: sign * values[index], after: sign * found[index])
            },
            othersWorse: burden / weights.worse, othersLoss: burden % weights.worse / weights.loss,
            ownTotal: burden % weights.loss)
    }
}

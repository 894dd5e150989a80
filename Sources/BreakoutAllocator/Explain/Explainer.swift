import BreakoutModel
import Optimisation

/// Explains an allocation to the people in it: what each got, why not their first choice, and what giving it to them
/// would have cost others.
///
/// What people got and what stood in the way is read off the allocation. What it would have cost is a forced re-solve
/// (`ForcedSolver`). Two people in the same situation (the same wishes, the same places, nothing that ties them to others)
/// are exchangeable, so it is solved once for both.
public struct Explainer: Sendable {
    let event: Event
    let allocation: Allocation
    /// Without the sessions that the allocation cancels.
    let table: ChoiceTable
    let maker: RuleBookMaker
    /// What keeps people away from rounds that they are excused from.
    private let causes: [Tied: [DutyPlace]]
    private let obstacles: Obstacles
    /// People with a duty at a session that may be cancelled (what they may have depends on whether it is), and people in
    /// groups.
    private let tied: Set<AttendeeIndex>
    private let solver: ForcedSolver?
    /// In a rerun what people had been told.
    let published: Published?
    private let fits: Bool
    private let control: SolveControl
    private var known: [Situation: ForcedCost] = [:]
    /// For people who are tied to others, each round that was asked for.
    private var knownOfTied: [Tied: ForcedCost] = [:]

    /// How many forced problems were solved.
    public private(set) var solveCount = 0

    /// - Parameters:
    ///   - event: the event that the allocation is held against.
    ///   - rules: `RuleBook(event)`.
    ///   - objective, seed: those by which the allocation was made.
    ///   - fits: whether the allocation keeps the rules of the event; otherwise costs are left out
    ///     (`ForcedCost.unknown`).
    ///   - leavesOut: whether people may be without a place in it.
    ///   - rerun: what the allocation is a rerun of; nil when it is a first one.
    public init(
        event: Event, rules: RuleBook, allocation: Allocation, objective: Objective, seed: UInt64, fits: Bool = true,
        leavesOut: Bool = false, rerun: ExplainedRerun? = nil, control: SolveControl = .unlimited
    ) {
        published = rerun?.published
        self.event = event
        self.allocation = allocation
        self.control = control
        self.fits = fits
        tied = Set(rules.variants.keys).union(event.groups.flatMap(\.members))
        let counts = allocation.headcounts(sessionCount: event.sessions.count)
        let cancelled = event.sessions.indices.filter { event.sessions[$0].cancellable && counts[$0] == 0 }
        var maker = RuleBookMaker(event: event, cancelled: Set(cancelled.map { SessionIndex($0) }))
        maker.apply()
        self.maker = maker
        let table = maker.table
        self.table = table
        causes = Dictionary(
            maker.excusals.map { (Tied(attendee: $0.attendee, round: $0.round), $0.causes) }, uniquingKeysWith: { $1 })
        obstacles = Obstacles(event: event, table: table, allocation: allocation)
        solver =
            fits
            ? ForcedSolver(
                event: event, rules: rules, table: table, allocation: allocation, objective: objective, seed: seed,
                leavesOut: leavesOut, rerun: rerun)
            : nil
    }

    /// The sessions that somebody put first, of those that they can have; empty where they do not choose.
    static func firstChoices(
        of attendee: AttendeeIndex, _ round: Int, _ event: Event, _ table: ChoiceTable
    ) -> [SessionIndex] {
        guard table.standing(of: attendee, round: round) == .choosing else { return [] }
        return event.rankings.range(of: attendee, round: round).map { event.rankings[$0].session }
            .filter { table.regret(of: attendee, in: $0) == 0 }.sorted()
    }

    /// Everybody in the list, the forced problems solved on all cores.
    public mutating func explain(_ people: [AttendeeIndex]) -> [Explanation] {
        solveAhead(people)
        return people.map { explain($0) }
    }

    public mutating func explain(_ attendee: AttendeeIndex) -> Explanation {
        let rounds = (0..<event.roundCount).map { explain(attendee, round: $0) }
        return Explanation(
            attendee: attendee, rounds: rounds,
            totalRegret: table.chooses(attendee) ? allocation.totalRegret(of: attendee, in: table) : nil)
    }

    private mutating func explain(_ attendee: AttendeeIndex, round: Int) -> RoundExplanation {
        let reason = allocation.reason(of: attendee, round: round, in: table)
        var explanation = RoundExplanation(
            round: round, session: allocation[attendee, round], reason: reason,
            choice: allocation.choice(of: attendee, round: round, in: table),
            isAsTold: published?[attendee, round].map { $0.session == allocation[attendee, round] } ?? false)
        switch reason {
        case .excused:
            explanation.causes = causes[Tied(attendee: attendee, round: round)] ?? []
        case .choice, .noPreference: explanation.dropped = dropped(attendee, round)
        default: break
        }
        if let regret = allocation.regret(of: attendee, round: round, in: table), regret > 0 {
            if event.pin(of: attendee, round: round) != nil {
                explanation.missed = begun(attendee, round)
                return explanation
            }
            let sessions = Explainer.firstChoices(of: attendee, round, event, table)
            explanation.missed = MissedChoice(
                sessions: sessions, obstacles: sessions.map { inTheWay(of: $0, attendee, round, explanation.isAsTold) },
                cost: cost(of: sessions, for: attendee, round))
        }
        return explanation
    }

    private func inTheWay(
        of session: SessionIndex, _ attendee: AttendeeIndex, _ round: Int, _ isAsTold: Bool
    ) -> [MissedObstacle] {
        let found = obstacles.obstacles(to: session, for: attendee, round)
        return found.isEmpty && isAsTold ? [.told] : found
    }

    /// In a round that had begun only where they were counts as an option, so their first choice is that of the ranking.
    private func begun(_ attendee: AttendeeIndex, _ round: Int) -> MissedChoice {
        let ranking = event.rankings.ranking(of: attendee, round: round)
        let best = ranking.map(\.rank).min()
        let sessions = ranking.filter { $0.rank == best }.map(\.session).sorted()
        return MissedChoice(sessions: sessions, obstacles: sessions.map { _ in [.begun] }, cost: .impossible)
    }

    // MARK: What it would have cost

    private mutating func cost(of sessions: [SessionIndex], for attendee: AttendeeIndex, _ round: Int) -> ForcedCost {
        guard let solver else { return .unknown(fits ? .incomplete : .eventChanged) }
        let situation = situation(of: attendee, round)
        if let cost = known(situation, attendee, round) { return cost }
        let cost = solver.cost(of: sessions, for: attendee, round: round, control: control)
        solveCount += 1
        keep(cost, situation, attendee, round)
        return cost
    }

    private func known(_ situation: Situation?, _ attendee: AttendeeIndex, _ round: Int) -> ForcedCost? {
        situation.map { known[$0] } ?? knownOfTied[Tied(attendee: attendee, round: round)]
    }

    private mutating func keep(_ cost: ForcedCost, _ situation: Situation?, _ attendee: AttendeeIndex, _ round: Int) {
        if let situation { known[situation] = cost } else { knownOfTied[Tied(attendee: attendee, round: round)] = cost }
    }

    private struct Question: Sendable {
        let attendee: AttendeeIndex
        let round: Int
        let sessions: [SessionIndex]
        let situation: Situation?
    }

    /// Solves what these people's explanations ask for. One question is enough work for a piece.
    private mutating func solveAhead(_ people: [AttendeeIndex]) {
        guard let solver else { return }
        var questions: [Question] = []
        var asked: Set<Situation> = []
        for attendee in people {
            for round in 0..<event.roundCount {
                guard let regret = allocation.regret(of: attendee, round: round, in: table), regret > 0,
                    event.pin(of: attendee, round: round) == nil
                else { continue }
                let situation = situation(of: attendee, round)
                if known(situation, attendee, round) != nil { continue }
                if let situation, !asked.insert(situation).inserted { continue }
                let sessions = Explainer.firstChoices(of: attendee, round, event, table)
                questions.append(
                    Question(attendee: attendee, round: round, sessions: sessions, situation: situation))
            }
        }
        let control = control, all = questions
        let costs = Parallel.map(all.count, piece: 1) { range in
            all[range].map { solver.cost(of: $0.sessions, for: $0.attendee, round: $0.round, control: control) }
        }.joined()
        for (question, cost) in zip(questions, costs) {
            keep(cost, question.situation, question.attendee, question.round)
        }
        solveCount += questions.count
    }

    private struct Tied: Hashable {
        let attendee: AttendeeIndex
        let round: Int
    }

    /// All that the rules and the allocation say about somebody whom nothing ties to others. Who has the same can be
    /// exchanged for them in any allocation, so the same holds for both.
    private struct Situation: Hashable, Sendable {
        let round: Int
        let standings: [Standing]
        /// -1 for what they cannot have.
        let regrets: [Int32]
        let rankedCounts: [Int]
        let placements: [SessionIndex?]
        let told: [Published.Placement?]
        let organisation: OrganisationIndex?
    }

    private func situation(of attendee: AttendeeIndex, _ round: Int) -> Situation? {
        guard !tied.contains(attendee) else { return nil }
        let rounds = 0..<event.roundCount
        return Situation(
            round: round, standings: rounds.map { table.standing(of: attendee, round: $0) },
            regrets: event.sessions.indices.map { session in
                table.regret(of: attendee, in: SessionIndex(session)).map { Int32($0) } ?? -1
            },
            rankedCounts: rounds.map { table.rankedCount(of: attendee, round: $0) },
            placements: rounds.map { allocation[attendee, $0] },
            told: published.map { published in rounds.map { published[attendee, $0] } } ?? [],
            organisation: event.settings.maximumPerOrganisation == nil ? nil : event[attendee].organisation)
    }
}

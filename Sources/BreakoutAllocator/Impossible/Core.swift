import BreakoutModel
import Optimisation

/// A smallest set of rules that cannot hold together: without any one of them, the others can.
///
/// Idea: most causes can be counted. Where a round's flow does not fit (`SeatCheck`), its cut names a few rules, and the
/// search goes on among those, with a flow as its judge. Else it goes on among all rules, with the exact engine as its
/// judge. The search itself leaves rules out for as long as the rest still cannot hold (deletion filter; Chinneck and
/// Dravnieks 1991), many at a time while that works and one at a time where it does not, so that the number of
/// questions grows with the size of the answer and only with the logarithm of the number of rules.
///
/// Invariant: the event without what was left out has no allocation. Giving up a rule does not always make things
/// easier (who is freed of a duty needs a seat elsewhere), so at the end each rule of the set is tried once more
/// against the others alone, until none can be left out: that is the claim, checked literally. A question that the
/// engine does not answer in time counts as if the rules could hold: then the set still cannot, but may not be smallest.
struct CoreSearch {
    enum Answer { case yes, no, unknown }

    /// Without rankings: wishes play no part here.
    let event: Event
    let leeway: Leeway
    var patience: Patience
    /// What is asked about: the event, or first the event in which who is excused is absent.
    private var view: Loosening
    let real: Loosening
    private let settled: Loosening?
    /// How often the exact engine was asked whether an allocation exists.
    private(set) var solves = 0
    /// Whether the last `core` is a smallest one, for all that was found out.
    var isSmallest = true
    /// Whether the others can hold without any one of its rules also when nobody is spared what that asks of them.
    var isLiteral = true
    /// Rules that must stay for that: they keep somebody where they are, and without them something else cannot hold.
    var reliedOn: [Rule] = []

    init(_ event: Event, leeway: Leeway, patience: Patience = Patience()) {
        self.event = event.withoutRankings()
        self.leeway = leeway
        self.patience = patience
        real = Loosening(self.event)
        settled = real.withoutExcused()
        view = real
    }

    /// A smallest set in the order of `Event.rulesToGiveUp`; the event must have no allocation.
    ///
    /// It is looked for among people who are to be placed, as if it were a matter of course that others are excused. Where
    /// they are missed, what keeps them away is a part of the set.
    ///
    /// Where it is not to be told, it need not be so `literally`.
    mutating func core(without given: Set<Rule> = [], literally: Bool = true) -> [Rule] {
        isSmallest = true
        reliedOn = []
        let all = event.rulesToGiveUp.filter { !given.contains($0) }
        view = settled ?? real
        var core = firstCore(all, given)
        view = real
        if settled != nil && isFeasible(keeping: core, but: nil) != .no {
            let rest = all.filter { !core.contains($0) }
            let others = rest.filter { !$0.keepsAway } + rest.filter(\.keepsAway)
            core += filtered(others, given, keeping: core) { search, dropped in search.isFeasible(without: dropped) }
            core = withoutNeedless(all.filter(Set(core).contains))
            // With what keeps people away it may have become longer than what has nothing to do with them.
            let wasSmallest = isSmallest
            isSmallest = true
            let other = firstCore(all, given)
            if isSmallest && other.count < core.count { core = other } else { isSmallest = wasSmallest }
        }
        return literally ? madeLiteral(core, among: all, without: given) : core
    }

    private mutating func firstCore(_ all: [Rule], _ given: Set<Rule>) -> [Rule] {
        if let groups = groupsAtOdds(all) { return withoutNeedless(groups) }
        if let counted = wholeRound(without: given) { return counted }
        return withoutNeedless(
            filtered(countedCore(all) ?? all, given) { search, dropped in search.isFeasible(without: dropped) })
    }

    mutating func withoutNeedless(_ rules: [Rule]) -> [Rule] {
        var core = rules
        while let needless = core.first(where: { rule in
            let answer = isFeasible(keeping: core, but: rule)
            if answer == .unknown { isSmallest = false }
            return answer == .no
        }) {
            core.removeAll { $0 == needless }
            isSmallest = true
        }
        return core
    }

    /// The rules of `all` that are left when as many as possible are left out, the judge saying no to what is left.
    mutating func filtered(
        _ all: [Rule], _ given: Set<Rule>, keeping kept: [Rule] = [],
        _ judge: (inout CoreSearch, Set<Rule>) -> Answer
    ) -> [Rule] {
        var dropped = Set(event.rulesToGiveUp).subtracting(all).subtracting(kept).union(given)
        return all.sparing(from: all.count / 4) { chunk in
            guard judge(&self, dropped.union(chunk)) == .no else { return false }
            dropped.formUnion(chunk)
            return true
        }
    }

    // MARK: What can be counted

    /// Where all seats of a round are too few, or its minimums too many, adding up shows a smallest set: without all
    /// other rules everybody may be anywhere.
    private func wholeRound(without given: Set<Rule>) -> [Rule]? {
        guard leeway == .none else { return nil }
        for round in 0..<event.roundCount {
            let sessions = event.sessions(inRound: round), people = view.surelyPlaced[round]
            let seats = sessions.map { given.contains(.capacity($0)) ? nil : event[$0].capacity }
            if !seats.contains(nil), seats.reduce(0, { $0 + ($1 ?? 0) }) < people {
                return sessions.map { .capacity($0) }
            }
            var needy = sessions.filter {
                event[$0].minimum > 0 && !event[$0].cancellable && !given.contains(.minimum($0))
            }
            var sum = needy.reduce(0) { $0 + event[$1].minimum }
            let most = view.present[round]
            guard sum > most else { continue }
            for session in needy where sum - event[session].minimum > most {
                sum -= event[session].minimum
                needy.removeAll { $0 == session }
            }
            return needy.map { .minimum($0) }
        }
        return nil
    }

    /// Few rules with which some round's flow does not fit; nil when all flows do.
    private mutating func countedCore(_ all: [Rule]) -> [Rule]? {
        guard leeway == .none, !patience.isOver else { return nil }
        let view = view, isOpen = Set(all), whole = Set(event.rulesToGiveUp)
        func cut(_ kept: [Rule]) -> SeatCheck.Cut? {
            let left = view.event.without(whole.subtracting(kept))
            let rules = view.rules(left).rules
            guard rules.impossibleDuties.isEmpty else { return nil }
            if case .impossible(let cut) = SeatCheck(left, rules).verdict() { return cut }
            return nil
        }
        guard let first = cut(all) else { return nil }
        let candidates = candidates(first).filter(isOpen.contains)
        // Rules outside the cut may have kept people away from it.
        let start = cut(candidates) == nil ? all : candidates
        let given = whole.subtracting(isOpen)
        return filtered(start, given) { search, dropped in
            if search.patience.isOver { return .unknown }
            return cut(start.filter { !dropped.contains($0) }) == nil ? .yes : .no
        }
    }

    /// The rules that may have a part in a cut, in the order of `Event.rulesToGiveUp`.
    private func candidates(_ cut: SeatCheck.Cut) -> [Rule] {
        let people = Set(cut.people), sessions = Set(cut.sessions)
        let rooms = event.sessions(inRound: cut.round).filter { session in
            sessions.contains(session) || event[session].capacity.map { $0 < cut.largestParty } ?? false
        }
        return event.rulesToGiveUp.filter { rule in
            switch rule {
            case .capacity(let session): !cut.isOfMinimums && rooms.contains(session)
            case .minimum(let session): cut.isOfMinimums && sessions.contains(session)
            case .spread(let organisation): cut.organisations.contains(organisation)
            case .duty(let duty): cut.isOfMinimums || people.contains(event.duties[duty].attendee)
            case .group(let group):
                cut.isOfMinimums || cut.groups.contains(group)
                    || event.groups[group].members.contains(where: people.contains)
            default: true
            }
        }
    }

    // MARK: Questions

    /// Whether these rules can hold when one of them is given up, and all others that there are.
    mutating func isFeasible(keeping core: [Rule], but rule: Rule?) -> Answer {
        let kept = Set(core.filter { $0 != rule })
        return isFeasible(without: Set(event.rulesToGiveUp).subtracting(kept))
    }

    mutating func isFeasible(without given: Set<Rule>) -> Answer {
        if given.isEmpty { return isFeasible(view.event) }
        let left = view.event.without(given), rules = view.rules(left).rules
        return isFeasible(left, rules, rules.impossibleDuties)
    }

    /// The rules that hold when only those of the core do.
    func rules(of core: [Rule]) -> (event: Event, rules: RuleBook) {
        let left = event.without(Set(event.rulesToGiveUp).subtracting(core))
        return (left, real.rules(left).rules)
    }

    /// Everybody who may have a place in the round of the whole event.
    func mayBePlaced(in round: Int) -> [AttendeeIndex] { real.mayBePlaced(in: round) }

    /// Whether an event without rankings has an allocation. A question that is worth it may take a larger share of the time.
    mutating func isFeasible(_ event: Event, share: Double = Patience.usualShare) -> Answer {
        let rules = RuleBook(withoutFindings: event)
        return isFeasible(event, rules, leeway == .unplaced ? rules.hardContradictions : rules.contradictions, share)
    }

    private mutating func isFeasible(
        _ event: Event, _ rules: RuleBook, _ contradictions: [Diagnostic], _ share: Double = Patience.usualShare
    ) -> Answer {
        if patience.isOver { return .unknown }
        guard contradictions.isEmpty else { return .no }
        if leeway == .none, let counted = CoreSearch.counted(event, rules) { return counted }
        solves += 1
        return CoreSearch.solved(event, rules, leeway, patience.control(share: share))
    }

    /// What can be counted about an event that asks nothing impossible of one person; nil where that does not decide.
    static func counted(_ event: Event, _ rules: RuleBook) -> Answer? {
        switch SeatCheck(event, rules).verdict() {
        case .impossible: .no
        case .possible: .yes
        case .open: nil
        }
    }

    /// What the exact engine finds.
    static func solved(_ event: Event, _ rules: RuleBook, _ leeway: Leeway, _ control: SolveControl) -> Answer {
        let problem = AllocationProblem(
            event: event, rules: rules, objective: .total, seed: 0, rerun: nil, leeway: leeway, byRound: true)
        guard problem.shut.isEmpty && !problem.hasGroupWithoutRoom else { return .no }
        let solver = StagedSolver(problem: problem.problem, stages: [], guide: StageCost())
        switch solver.findAny(control: control) {
        case .found: return .yes
        case .none: return .no
        case .stopped: return .unknown
        }
    }
}

/// How long to look for an explanation: in all, and for one question of the exact engine.
struct Patience {
    let seconds: Double
    private let end: ContinuousClock.Instant
    private let isCancelled: @Sendable () -> Bool

    init(seconds: Double = .infinity, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.seconds = seconds
        self.isCancelled = isCancelled
        end = ContinuousClock.now + .seconds(min(seconds, 1_000_000_000))
    }

    var isOver: Bool { isCancelled() || ContinuousClock.now >= end }

    /// A single question may take an eighth of what there was at first.
    static let usualShare = 0.125

    var control: SolveControl { control(share: Patience.usualShare) }

    func control(share: Double) -> SolveControl {
        let last = ContinuousClock.now + .seconds(min(seconds, 1_000_000_000) * share)
        var control = SolveControl(deadline: min(end, last), isCancelled: isCancelled)
        control.isAllOrNothing = true
        return control
    }

    /// As long again, from now on, with what was not used of this.
    func next() -> Patience {
        let left = isOver ? 0 : (end - ContinuousClock.now) / .seconds(1)
        return Patience(seconds: seconds + left, isCancelled: isCancelled)
    }

    /// So much of what is left, from now on.
    func part(_ share: Double) -> Patience {
        isOver ? self : Patience(seconds: (end - ContinuousClock.now) / .seconds(1) * share, isCancelled: isCancelled)
    }

    /// What is left; or, where that is nothing, a little more.
    func extended(by more: Double) -> Patience {
        isOver ? Patience(seconds: min(seconds, more), isCancelled: isCancelled) : self
    }
}

extension AllocationProblem {
    /// Whether people who stay together fit in no room that is open to all of them: plain to see, and long to branch on.
    var hasGroupWithoutRoom: Bool {
        units.indices.contains { units[$0].count > 1 && problem.isWithoutRoom($0) }
    }
}

extension AssignmentProblem {
    /// Whether every option of the unit needs more seats in some round than the room has.
    func isWithoutRoom(_ unit: Int) -> Bool {
        variantRange(of: unit).allSatisfy { variant in
            slotRange(of: variant).contains { slot in
                alternativeRange(ofSlot: slot).allSatisfy { alternative in
                    upperLimit[resource(ofAlternative: alternative)].map { seatCount(of: alternative) > $0 } ?? false
                }
            }
        }
    }
}

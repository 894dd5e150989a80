import BreakoutModel
import Optimisation

/// A smallest set of rules that cannot hold together: without any one of them, the others can.
///
/// Idea: leave rules out for as long as the rest still cannot hold (deletion filter; Chinneck and Dravnieks 1991),
/// many at a time while that works and one at a time where it does not, so that the number of solves grows with the
/// size of the answer and only with the logarithm of the number of rules.
///
/// Invariant: the event without what was left out has no allocation. Giving up a rule does not always make things
/// easier (who is freed of a duty needs a seat elsewhere), so at the end each rule of the set is tried once more
/// against the others alone, until none can be left out: that is the claim, checked literally.
struct CoreSearch {
    /// Without rankings: wishes play no part here.
    let event: Event
    let leeway: Leeway
    /// Whether an allocation exists, asked so often.
    private(set) var solves = 0

    init(_ event: Event, leeway: Leeway) {
        self.event = event.withoutRankings()
        self.leeway = leeway
    }

    /// A smallest set in the order of `Event.rulesToGiveUp`; the event must have no allocation.
    mutating func core(without given: Set<Rule> = []) -> [Rule] {
        if let counted = wholeRound(without: given) { return counted }
        let all = event.rulesToGiveUp.filter { !given.contains($0) }
        var dropped = given
        var position = 0
        var size = max(1, all.count / 4)
        while position < all.count {
            let chunk = all[position..<min(all.count, position + size)]
            if !isFeasible(without: dropped.union(chunk)) {
                dropped.formUnion(chunk)
                position += chunk.count
                size *= 2
            } else if chunk.count == 1 {
                position += 1
            } else {
                size = chunk.count / 2
            }
        }
        var core = all.filter { !dropped.contains($0) }
        // Without obligations every rule that is given up makes things easier, and the set is a smallest one already.
        if event.hasNoObligations { return core }
        while let needless = core.first(where: { !isFeasible(keeping: core, but: $0) }) {
            core.removeAll { $0 == needless }
        }
        return core
    }

    /// Where all seats of a round are too few, or its minimums too many, counting shows a smallest set: without all other
    /// rules everybody may be anywhere.
    private func wholeRound(without given: Set<Rule>) -> [Rule]? {
        guard leeway == .none else { return nil }
        for round in 0..<event.roundCount {
            let sessions = event.sessions(inRound: round)
            let people = event.attendees.count { !$0.absent.contains(round) }
            let seats = sessions.map { given.contains(.capacity($0)) ? nil : event[$0].capacity }
            if !seats.contains(nil), seats.reduce(0, { $0 + ($1 ?? 0) }) < people {
                return sessions.map { .capacity($0) }
            }
            var needy = sessions.filter {
                event[$0].minimum > 0 && !event[$0].cancellable && !given.contains(.minimum($0))
            }
            var sum = needy.reduce(0) { $0 + event[$1].minimum }
            guard sum > people else { continue }
            for session in needy where sum - event[session].minimum > people {
                sum -= event[session].minimum
                needy.removeAll { $0 == session }
            }
            return needy.map { .minimum($0) }
        }
        return nil
    }

    /// Whether these rules can hold when one of them is given up, and all others that there are.
    mutating func isFeasible(keeping core: [Rule], but rule: Rule?) -> Bool {
        let kept = Set(core.filter { $0 != rule })
        return isFeasible(without: Set(event.rulesToGiveUp).subtracting(kept))
    }

    mutating func isFeasible(without given: Set<Rule>) -> Bool { isFeasible(event.without(given)) }

    /// Whether an event without rankings has an allocation.
    mutating func isFeasible(_ event: Event) -> Bool {
        let rules = RuleBook(withoutFindings: event)
        let contradictions = leeway == .unplaced ? rules.hardContradictions : rules.contradictions
        guard contradictions.isEmpty else { return false }
        solves += 1
        let problem = AllocationProblem(
            event: event, rules: rules, objective: .total, seed: 0, rerun: nil, leeway: leeway, byRound: true)
        guard problem.shut.isEmpty && !problem.hasGroupWithoutRoom else { return false }
        let solver = StagedSolver(problem: problem.problem, stages: [], guide: StageCost())
        if case .infeasible = solver.solve() { return false }
        return true
    }
}

extension Event {
    /// Whether nobody must be, or must not be, anywhere.
    fileprivate var hasNoObligations: Bool {
        duties.isEmpty && sessions.allSatisfy { $0.requiredFor == .nobody }
            && fixedItems.allSatisfy { $0.requiredFor == .nobody }
    }
}

extension AllocationProblem {
    /// Whether people who stay together fit in no room that is open to all of them: plain to see, and long to branch on.
    var hasGroupWithoutRoom: Bool {
        units.indices.contains { unit in
            guard units[unit].count > 1 else { return false }
            return problem.variantRange(of: unit).allSatisfy { variant in
                problem.slotRange(of: variant).contains { slot in
                    problem.alternativeRange(ofSlot: slot).allSatisfy { alternative in
                        let room = problem.upperLimit[problem.resource(ofAlternative: alternative)]
                        return room.map { problem.seatCount(of: alternative) > $0 } ?? false
                    }
                }
            }
        }
    }
}

import BreakoutModel

// Where no choice of a change for each cause that is told mends everything.
extension RepairSearch {
    /// The most rules that a way out is to give up or widen: a longer list would be of no use.
    private static let mostGiven = 8
    /// The most causes that are looked at on the way there.
    private static let mostCores = 30

    /// What mends everything all the same.
    ///
    /// Idea: either there are more causes than are told, or what was given up brought on others (who is freed of a duty
    /// needs a seat). So a smallest set with a rule of each cause is given up, what is still in the way is one more cause,
    /// and so on until the rest can hold: implicit hitting sets (Reiter 1987).
    ///
    /// Invariant: a set that did not do is none of the next ones, as the cause that it left has no rule in it. So it ends,
    /// and where the rest can hold, no smaller set of rules would do.
    func further(_ cores: [[Rule]], _ search: inout CoreSearch) -> [Repair] {
        var cores = cores
        while cores.count <= RepairSearch.mostCores {
            let given = Infeasibility.fewest(hitting: cores)
            if given.count > RepairSearch.mostGiven { return [] }
            let left = given.union(minimums(beside: given))
            switch search.isFeasible(without: left) {
            case .unknown: return []
            case .yes:
                let repair = lifting(
                    given.filter(\.isLifted), isCounted: given.contains(where: \.isCounted),
                    isRaised: given.contains(where: \.isSpread), &search)
                let found = combined(cores, &search)
                guard let repair, !found.contains(repair), search.isFeasible(repair.applied(to: event)) == .yes else {
                    return found
                }
                return (found + [repair]).filter { $0.kinds <= repair.kinds }.sorted { $0.kinds < $1.kinds }
            case .no:
                let core = search.core(without: left, literally: false)
                if core.isEmpty { return [] }
                cores.append(core)
            }
        }
        return []
    }

    /// All minimums of the rounds in which one is given up: they are lowered together.
    private func minimums(beside given: Set<Rule>) -> [Rule] {
        let rounds = Set(
            given.compactMap { rule -> Int? in
                if case .minimum(let session) = rule { event[session].round } else { nil }
            })
        return event.rulesToGiveUp.filter { rule in
            if case .minimum(let session) = rule { rounds.contains(event[session].round) } else { false }
        }
    }

    /// Where the time is up, with a little more to try at least what mends each cause alone: once for all of them.
    func withLittleMore() -> RepairSearch {
        RepairSearch(event: event, leeway: leeway, patience: patience.extended(by: Infeasibility.leastSeconds))
    }

    /// What mends one cause, whatever else is in the way: with its rules and those that it relies on alone there is an
    /// allocation then.
    func mending(_ core: [Rule], reliedOn: [Rule] = []) -> [Repair] {
        let others = Set(event.rulesToGiveUp).subtracting(core + reliedOn)
        let alone = RepairSearch(event: event.without(others), leeway: leeway, patience: patience)
        var search = CoreSearch(alone.event, leeway: leeway, patience: patience)
        var repairs = alone.counted(&search)
        if core.contains(where: \.isSpread), let maximum = alone.smallestMaximum(&search) {
            repairs.append(Repair(maximum: maximum))
        }
        repairs = repairs.filter { !$0.isNothing && search.isFeasible($0.applied(to: alone.event)) == .yes }
        let lifted = core.liftable.filter { search.isFeasible(event.without(others.union([$0]))) == .yes }
        return alone.markingExamples(repairs) + alone.withFewestTopics(lifted.map { Repair(lifted: [$0]) })
    }
}

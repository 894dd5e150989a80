import BreakoutModel

extension Besides {
    /// What is in the way besides, each with what would mend it, or all else with what would mend that: tried on the whole
    /// event with nothing impossible asked of anybody.
    func reasons(_ looking: Patience) -> [Diagnostic] {
        let causes = causes(looking), isCutShort = looking.isOver
        let search = RepairSearch(event: lifted.withoutRankings(), leeway: .none, patience: looking.next())
        let repairs = causes.count > 1 ? mendingAllElse(causes, search) : []
        let rest = search.withLittleMore().patience
        var told = causes.enumerated().map { position, cause in
            let isLast = position == causes.count - 1
            let ways: Findings.WaysOut =
                !repairs.isEmpty
                ? .ofAllElse(isLast ? repairs : [])
                : causes.count == 1
                    ? ofOnly(cause, search.patience)
                    : .ofThisAlone(alone(cause, rest).mending(cause.core), isLast: isLast)
            // Minimums that the causes do not count are in the ways out what they are.
            let reason = Findings.impossible(
                cause, isMinimum(cause) ? lifted : event, ways, tried: lifted, seconds: looking.seconds)
            return isMinimum(cause) ? reason : self.told(reason, rounds: cause.rounds(of: event))
        }
        let notes = Findings.cutShort(causes: isCutShort, ways: search.patience.isOver)
        if let last = told.popLast() { told.append(last.adding(notes)) }
        return told
    }

    /// What mends all else, where there are several causes.
    func repairs(_ looking: Patience) -> [Repair] {
        let causes = causes(looking)
        let search = RepairSearch(event: lifted.withoutRankings(), leeway: .none, patience: looking.next())
        return causes.count > 1 ? mendingAllElse(causes, search) : []
    }

    private func causes(_ patience: Patience) -> [Cause] {
        (isPlain ? Infeasibility.causes(event, .none, patience) : []) + minimums
    }

    private func mendingAllElse(_ causes: [Cause], _ search: RepairSearch) -> [Repair] {
        var questions = CoreSearch(search.event, leeway: .none, patience: search.patience)
        return search.repairs(of: causes.map(\.core)).filter { isMended(by: $0, &questions) }
    }

    private func ofOnly(_ cause: Cause, _ patience: Patience) -> Findings.WaysOut {
        let repairs = alone(cause, patience).repairs(of: [cause.core])
        return leavesOut(cause) && !isMinimum(cause) ? .ofThoseCounted(repairs) : .single(repairs)
    }

    /// Minimums of which everybody is counted are none of the event without them.
    private func isMinimum(_ cause: Cause) -> Bool { minimums.contains { $0.core == cause.core } }

    private func alone(_ cause: Cause, _ patience: Patience) -> RepairSearch {
        RepairSearch(
            event: (isMinimum(cause) ? lifted : event).withoutRankings(), leeway: .none, patience: patience)
    }
}

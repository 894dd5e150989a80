import BreakoutModel

extension Besides {
    /// What is in the way besides, each with what would mend it, or all else with what would mend that: tried on the whole
    /// event with nothing impossible asked of anybody.
    func reasons(_ looking: Patience) -> [Diagnostic] {
        let (counted, minimums, hasMore) = causes(looking), causes = counted + minimums, isCutShort = looking.isOver
        let search = RepairSearch(event: lifted.withoutRankings(), leeway: .none, patience: looking.next())
        let repairs = causes.count > 1 ? mendingAllElse(causes, search) : []
        let rest = search.withLittleMore().patience
        var told = causes.enumerated().map { position, cause in
            let isLast = position == causes.count - 1, isMinimum = position >= counted.count
            // In minimums everybody counts.
            let own = isMinimum ? lifted : event
            let ways: Findings.WaysOut =
                !repairs.isEmpty
                ? .ofAllElse(isLast ? repairs : [])
                : causes.count == 1
                    ? ofOnly(cause, isMinimum: isMinimum, search.patience)
                    : .ofThisAlone(alone(own, rest).mending(cause.core, reliedOn: cause.reliedOn), isLast: isLast)
            // Minimums that the causes do not count are in the ways out what they are.
            let reason = Findings.impossible(cause, own, ways, tried: lifted, seconds: looking.seconds)
            return isMinimum ? reason : self.told(reason, rounds: cause.rounds(of: event))
        }
        let notes =
            Findings.notAll(told: hasMore ? causes.count : nil)
            + Findings.cutShort(causes: isCutShort, ways: search.patience.isOver)
        if let last = told.popLast() { told.append(last.adding(notes)) }
        return told
    }

    /// What mends all else, where there are several causes.
    func repairs(_ looking: Patience) -> [Repair] {
        let (counted, minimums, _) = causes(looking), causes = counted + minimums
        let search = RepairSearch(event: lifted.withoutRankings(), leeway: .none, patience: looking.next())
        return causes.count > 1 ? mendingAllElse(causes, search) : []
    }

    private func causes(_ patience: Patience) -> (counted: [Cause], minimums: [Cause], hasMore: Bool) {
        let (counted, hasMore) = isPlain ? Infeasibility.looked(event, .none, patience) : ([], false)
        let lacking = lacking(patience, most: Infeasibility.mostCauses - counted.count - minimums.count)
        return (counted, minimums + lacking, hasMore)
    }

    private func mendingAllElse(_ causes: [Cause], _ search: RepairSearch) -> [Repair] {
        var questions = CoreSearch(search.event, leeway: .none, patience: search.patience)
        return search.repairs(of: causes.map(\.core)).filter { isMended(by: $0, &questions) }
    }

    private func ofOnly(_ cause: Cause, isMinimum: Bool, _ patience: Patience) -> Findings.WaysOut {
        let repairs = alone(isMinimum ? lifted : event, patience).repairs(of: [cause.core])
        return !isMinimum && leavesOut(cause) ? .ofThoseCounted(repairs) : .single(repairs)
    }

    private func alone(_ own: Event, _ patience: Patience) -> RepairSearch {
        RepairSearch(event: own.withoutRankings(), leeway: .none, patience: patience)
    }
}

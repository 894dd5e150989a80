import BreakoutModel

/// The numbers of `summary.json`.
extension Answer {
    func checkNumbers(of summary: Summary, _ findings: inout Findings) {
        let title = event.settings.title
        if event.settings.isTitleGiven && summary.event != title {
            findings.add(.wrongEvent(in: .summary, is: summary.event, not: title))
        }
        compare(summary.attendees, event.attendees.count, .summaryAttendees, "attendees", &findings)
        checkRounds(of: summary, &findings)
        let regret = regretSummary()
        compare(summary.regret.profile, regret.profile, .summaryRegret, "regret.profile", &findings)
        compare(summary.regret.total, regret.total, .summaryRegret, "regret.total", &findings)
        compare(
            summary.regret.sumOfSquares, regret.sumOfSquares, .summaryRegret, "regret.sumOfSquares", &findings
        )
        compare(summary.regret.worst, regret.worst, .summaryRegret, "regret.worst", &findings)
    }

    /// Where no run was published before, nothing can have been moved.
    func checkNothingMoved(in summary: Summary, _ findings: inout Findings) {
        compare(summary.moved, 0, .summaryAttendees, "moved", &findings)
    }

    private func checkRounds(of summary: Summary, _ findings: inout Findings) {
        guard summary.rounds.count == event.roundCount else {
            findings.add(
                .wrongNumber(
                    .summaryRounds, "rounds.count", is: "\(summary.rounds.count)", not: "\(event.roundCount)")
            )
            return
        }
        for (index, stated) in summary.rounds.enumerated() {
            let counted = roundSummary(index)
            let fields: [(String, KeyPath<RoundSummary, Int>)] = [
                ("round", \.round), ("placed", \.placed), ("choosing", \.choosing), ("unlisted", \.unlisted),
                ("onDuty", \.onDuty), ("noPreference", \.noPreference), ("excused", \.excused),
                ("absent", \.absent), ("totalRegret", \.totalRegret),
            ]
            for (name, field) in fields {
                compare(
                    stated[keyPath: field], counted[keyPath: field], .summaryRounds,
                    "rounds[\(index)].\(name)",
                    &findings)
            }
            compare(
                stated.unplaced ?? 0, counted.unplaced ?? 0, .summaryRounds, "rounds[\(index)].unplaced", &findings)
            compare(
                stated.profile, counted.profile, .summaryRounds, "rounds[\(index)].profile", &findings)
        }
        findings.looked(at: .summaryNumbers, event.roundCount * 10 + 5)
    }

    /// Names, senses, values, and on which side of the values the bounds are.
    func checkStages(of summary: Summary, _ findings: inout Findings) {
        // A strategy that proves nothing claims nothing.
        if summary.status == .feasible && summary.stages.isEmpty { return }
        let stages = stages(of: summary.objective)
        guard summary.stages.map(\.name) == stages.map(\.name) else {
            findings.add(
                .wrongStages(in: .summary, is: summary.stages.map(\.name), not: stages.map(\.name)))
            return
        }
        let lottery = LotteryTable(event: event, seed: summary.seed)
        for (stated, stage) in zip(summary.stages, stages) {
            if stated.sense != stage.sense { findings.add(.wrongSense(stage.name, in: .summary)) }
            let value = value(of: stage, lottery: lottery)
            if !stage.accepts(stated: stated.value, counted: value) {
                findings.add(.wrongValue(stage.name, in: .summary, is: stated.value, not: value))
            }
            if !stage.sense.allows(bound: stated.bound, value: stated.value) {
                findings.add(
                    .boundBeyondValue(stage.name, in: .summary, bound: stated.bound, value: stated.value))
            }
            if stated.proven != (stated.value == stated.bound) { findings.add(.wrongProven(stage.name)) }
        }
        findings.looked(at: .stageValues, stages.count)
    }

    /// `optimal` exactly when every stage is proven, where there is a proof at all.
    func checkStatus(of summary: Summary, proven hasCertificate: Bool, _ findings: inout Findings) {
        let open = summary.stages.filter { $0.value != $0.bound }
        switch summary.status {
        case .optimal:
            for stage in open {
                findings.add(.optimalWithGap(stage.name, value: stage.value, bound: stage.bound))
            }
        case .feasible:
            if hasCertificate && open.isEmpty { findings.add(.feasibleWithoutGap()) }
        case .infeasible: findings.add(.infeasibleWithAllocation())
        }
    }

    func compare<Value: Equatable>(
        _ stated: Value, _ counted: Value, _ part: Violation.Part, _ field: String, _ findings: inout Findings
    ) {
        if stated != counted {
            findings.add(.wrongNumber(part, field, is: "\(stated)", not: "\(counted)"))
        }
    }
}

extension Stage.Sense {
    /// Whether no allocation with this value would disprove the bound.
    func allows(bound: Int, value: Int) -> Bool {
        switch self {
        case .minimise: bound <= value
        case .maximise: bound >= value
        }
    }
}

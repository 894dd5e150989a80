import BreakoutModel

/// The `fairness` part of `summary.json`.
extension Answer {
    /// `counted` is what `fairness` gives.
    func checkFairness(of stated: FairnessSummary, counted: FairnessSummary, _ findings: inout Findings) {
        var comparison = Comparison()
        comparison.whole(stated.choosing, counted.choosing, "choosing")
        comparison.fraction(stated.firstChoiceShare, counted.firstChoiceShare, "firstChoiceShare")
        comparison.fraction(stated.meanTotalRegret, counted.meanTotalRegret, "meanTotalRegret")
        comparison.fraction(stated.medianTotalRegret, counted.medianTotalRegret, "medianTotalRegret")
        comparison.whole(stated.worstTotalRegret, counted.worstTotalRegret, "worstTotalRegret")
        comparison.whole(stated.twoDisappointments, counted.twoDisappointments, "twoDisappointments")
        comparison.fraction(stated.gini, counted.gini, "gini")
        comparison.fraction(stated.jain, counted.jain, "jain")
        comparison.rounds(stated.rounds, counted.rounds)
        comparison.correlations(stated.correlations, counted.correlations)
        comparison.lorenz(stated.lorenz, counted.lorenz)
        // The order of names is the language's business; which groups there are is not.
        comparison.groups(
            stated.organisations.sorted { $0.name < $1.name }, counted.organisations, "organisations")
        comparison.groups(stated.roles.sorted { $0.name < $1.name }, counted.roles, "roles")
        comparison.groups(stated.signUp, counted.signUp, "signUp")
        for violation in comparison.violations { findings.add(violation) }
        findings.looked(at: .fairnessNumbers, comparison.count)
    }
}

/// Compares two fairness summaries, field by field.
private struct Comparison {
    private(set) var violations: [Violation] = []
    private(set) var count = 0

    mutating func whole<Value: Equatable>(_ stated: Value, _ counted: Value, _ field: String) {
        count += 1
        if stated != counted { reject(field, "\(stated)", "\(counted)") }
    }

    /// To 1e-9; two numbers that are both not defined are equal.
    mutating func fraction(_ stated: Double?, _ counted: Double?, _ field: String) {
        count += 1
        switch (stated, counted) {
        case (nil, nil): return
        case (let a?, let b?) where (a - b).magnitude <= 1e-9: return
        default:
            reject(field, stated.map { "\($0)" } ?? "null", counted.map { "\($0)" } ?? "null")
        }
    }

    mutating func rounds(_ stated: [RoundFairness], _ counted: [RoundFairness]) {
        guard haveSameCount(stated, counted, "rounds") else { return }
        for (index, (a, b)) in zip(stated, counted).enumerated() {
            let name = "rounds[\(index)]"
            whole(a.round, b.round, "\(name).round")
            whole(a.choosing, b.choosing, "\(name).choosing")
            fraction(a.firstChoiceShare, b.firstChoiceShare, "\(name).firstChoiceShare")
            fraction(a.meanRegret, b.meanRegret, "\(name).meanRegret")
            fraction(a.medianRegret, b.medianRegret, "\(name).medianRegret")
            whole(a.worstRegret, b.worstRegret, "\(name).worstRegret")
            whole(a.envious, b.envious, "\(name).envious")
            whole(a.envied, b.envied, "\(name).envied")
            whole(
                a.enviedWithoutStrongerWish, b.enviedWithoutStrongerWish, "\(name).enviedWithoutStrongerWish")
        }
    }

    mutating func correlations(_ stated: [RoundCorrelation], _ counted: [RoundCorrelation]) {
        guard haveSameCount(stated, counted, "correlations") else { return }
        for (index, (a, b)) in zip(stated, counted).enumerated() {
            whole(a.first, b.first, "correlations[\(index)].first")
            whole(a.second, b.second, "correlations[\(index)].second")
            fraction(a.coefficient, b.coefficient, "correlations[\(index)].coefficient")
        }
    }

    mutating func lorenz(_ stated: [Double], _ counted: [Double]) {
        guard haveSameCount(stated, counted, "lorenz") else { return }
        for (index, (a, b)) in zip(stated, counted).enumerated() { fraction(a, b, "lorenz[\(index)]") }
    }

    mutating func groups(_ stated: [GroupFairness], _ counted: [GroupFairness], _ part: String) {
        guard haveSameCount(stated, counted, part) else { return }
        for (a, b) in zip(stated, counted) {
            let name = "\(part)[\(b.name)]"
            whole(a.name, b.name, "\(name).name")
            whole(a.attendees, b.attendees, "\(name).attendees")
            fraction(a.firstChoiceShare, b.firstChoiceShare, "\(name).firstChoiceShare")
            fraction(a.meanTotalRegret, b.meanTotalRegret, "\(name).meanTotalRegret")
            whole(a.worstTotalRegret, b.worstTotalRegret, "\(name).worstTotalRegret")
        }
    }

    private mutating func haveSameCount<A, B>(_ stated: [A], _ counted: [B], _ part: String) -> Bool {
        whole(stated.count, counted.count, "\(part).count")
        return stated.count == counted.count
    }

    private mutating func reject(_ field: String, _ stated: String, _ counted: String) {
        violations.append(.wrongNumber(.summaryFairness, "fairness.\(field)", is: stated, not: counted))
    }
}

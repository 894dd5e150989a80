import BreakoutModel
import BreakoutReports

/// What `what-if --json` prints.
struct WhatIfDocument: Encodable {
    struct Line: Encodable {
        /// In words; empty for the event as it is.
        let changes: [String]
        /// `optimal`, `feasible`, `infeasible`, `invalid` or `skipped`.
        let status: String
        /// Against the event as it is: `better`, `same`, `worse`, or `otherPeople` where other people choose, so that
        /// numbers alone do not say it; left out where one of them has no allocation.
        var verdict: String?
        var choosing: Int?
        var firstChoices: Int?
        var regret: RegretSummary?
        var rounds: [RoundSummary]?
        var stages: [Value]?
        /// Why no allocation is possible, or why the changes do not make an event.
        var reasons: [String]?
    }

    struct Value: Encodable {
        let name: String
        let value: Int
    }

    let event: String
    let objective: Objective
    let seed: UInt64
    let present: Line
    let scenarios: [Line]

    init(_ whatIf: WhatIf, _ event: Event, _ language: Language) {
        self.event = event.settings.title
        objective = whatIf.objective
        seed = event.settings.seed
        present = Line(whatIf.present, whatIf, event, language)
        scenarios = whatIf.scenarios.map { Line($0, whatIf, event, language) }
    }
}

extension WhatIfDocument.Line {
    init(_ scenario: Scenario, _ whatIf: WhatIf, _ event: Event, _ language: Language) {
        let labels = scenario.changes.map { ChangeText.label($0, event: event, language: language) }
        switch scenario.outcome {
        case .skipped: self.init(changes: labels, status: "skipped")
        case .invalid(let error):
            let reason = ChangeText.error(error, of: scenario.changes, event: event).text(in: language)
            self.init(changes: labels, status: "invalid", reasons: [reason])
        case .impossible(let reasons):
            self.init(
                changes: labels, status: "infeasible",
                reasons: reasons.flatMap { [$0.message] + $0.notes }.map { $0.text(in: language) })
        case .allocated(let result):
            var verdict: String?
            if !scenario.changes.isEmpty, let present = whatIf.present.result {
                let order = result.compared(to: present, by: whatIf.objective)
                verdict = order == 0 ? "same" : order < 0 ? "better" : "worse"
                if !result.isComparable(with: present) { verdict = "otherPeople" }
            }
            self.init(
                changes: labels, status: result.isProven ? "optimal" : "feasible", verdict: verdict,
                choosing: result.choosing, firstChoices: result.firstChoices, regret: result.regret,
                rounds: result.rounds, stages: result.stages.map { .init(name: $0.stage.name, value: $0.value) })
        }
    }
}

/// What an event would come to with some things changed: the present allocation beside others, each the best of its
/// own event. Reports put it into words.
public struct WhatIf: Sendable {
    public var objective: Objective
    public var present: Scenario
    /// In the order in which they are shown.
    public var scenarios: [Scenario]

    public init(objective: Objective, present: Scenario, scenarios: [Scenario]) {
        self.objective = objective
        self.present = present
        self.scenarios = scenarios
    }
}

/// An event with some changes, and what came of it.
public struct Scenario: Sendable {
    public enum Outcome: Sendable {
        case allocated(ScenarioResult)
        /// No allocation keeps all the rules: why.
        case impossible([Diagnostic])
        /// The changes do not make an event.
        case invalid(EventChangeError)
        /// Stopped before its turn came.
        case skipped
    }

    /// None for the event as it is.
    public var changes: [EventChange]
    public var outcome: Outcome

    public init(changes: [EventChange], outcome: Outcome) {
        self.changes = changes
        self.outcome = outcome
    }

    public var result: ScenarioResult? {
        if case .allocated(let result) = outcome { result } else { nil }
    }
}

/// The best allocation of a scenario, in numbers.
public struct ScenarioResult: Sendable {
    /// The stages of the objective with their values, in order, without the lottery.
    public var stages: [(stage: Stage, value: Int)]
    public var rounds: [RoundSummary]
    public var regret: RegretSummary
    /// Whether every stage, the lottery too, is proven.
    public var isProven: Bool

    public init(stages: [(stage: Stage, value: Int)], rounds: [RoundSummary], regret: RegretSummary, isProven: Bool) {
        self.stages = stages
        self.rounds = rounds
        self.regret = regret
        self.isProven = isProven
    }

    /// Placements that are a first choice.
    public var firstChoices: Int { rounds.reduce(0) { $0 + ($1.profile.first ?? 0) } }

    /// People who choose in at least one round.
    public var choosing: Int { regret.profile.reduce(0, +) }

    /// Rounds of people who are excused from them.
    public var excused: Int { rounds.reduce(0) { $0 + $1.excused } }

    /// Whether as many people choose, are on duty, are excused ... in each round: only then does a better value mean that
    /// people are better off. Somebody who is excused, for one, is not disappointed in any number.
    public func isComparable(with other: ScenarioResult) -> Bool {
        zip(rounds, other.rounds).allSatisfy { a, b in
            (a.choosing, a.onDuty, a.noPreference, a.excused, a.absent)
                == (b.choosing, b.onDuty, b.noPreference, b.excused, b.absent)
        }
    }

    /// Which of two results of one objective is better: the first stage with another value decides. A stage that only
    /// one of them has (another event may allow a larger regret, or deeper choices) is 0 in the other.
    ///
    /// - Returns: less than 0 when this one is better, more than 0 when the other one is, 0 when they are equal.
    public func compared(to other: ScenarioResult, by objective: Objective) -> Int {
        var largest = 0, deepest = 0
        for (stage, _) in stages + other.stages {
            switch stage {
            case .regretAtLeast(let level): largest = max(largest, level)
            case .choices(let choice): deepest = max(deepest, choice)
            default: break
            }
        }
        func value(_ stage: Stage, _ result: ScenarioResult) -> Int {
            result.stages.first { $0.stage == stage }?.value ?? 0
        }
        for stage in objective.stages(largestTotalRegret: largest, deepestChoice: deepest) where stage != .lottery {
            let difference = value(stage, self) - value(stage, other)
            if difference != 0 { return stage.sense == .minimise ? difference : -difference }
        }
        return 0
    }
}

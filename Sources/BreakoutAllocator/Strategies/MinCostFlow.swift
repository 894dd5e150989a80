import BreakoutModel
import Optimisation

/// Each round by itself, best in the sum of regrets: what a planner gets from an off-the-shelf min-cost flow or
/// assignment solver (Ford & Fulkerson 1962), one run for each round.
///
/// Proven in each round, but blind to the others: who lost in round 1 is as likely to lose in round 2. The rounds to
/// come take part only so far that they must remain possible. Where a round is a plain flow, equal optima are decided
/// by the lottery's weights; with groups, clashes or a maximum per organisation that would be a hard problem of its own,
/// and what the engine finds first stands.
struct MinCostFlow: Strategy {
    let name = "flow"
    let summary = Bilingual(
        en: "each round by itself, smallest sum of regrets", nl: "elke ronde apart, kleinste som van teleurstelling")
    let traits = StrategyTraits(
        limit: Bilingual(
            en: "who lost in one round may lose again in the next",
            nl: "wie in de ene ronde verloor, kan in de volgende weer verliezen"))

    func allocate(_ request: AllocationRequest) -> AllocationOutcome {
        RoundByRound(request: request).allocate { plan, largest in
            let sum = StageCost(byTotalLevel: Array(0...largest))
            return plan.isPure ? [sum, StageCost(weightFactor: 1)] : [sum]
        }
    }
}

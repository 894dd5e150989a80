import BreakoutModel

/// What an allocation did to people, in numbers: the definitions are the doc comments of the summaries in
/// BreakoutModel, one concept per file here.
///
/// All of it is linear in attendees × sessions (a look at every regret in the choice table) and otherwise in
/// attendees × rounds; sorting happens only for sign-up times. Nothing depends on the order of a hash table, and
/// every count is exact: floating point enters at the last division.
public enum AllocationStatistics {
    /// Each round in counts: who chose, what they received, who did not choose and why.
    public static func rounds(
        of allocation: Allocation, event: Event, table: ChoiceTable
    ) -> [RoundSummary] {
        (0..<event.roundCount).map { RoundCount(round: $0, allocation: allocation, table: table).summary }
    }

    /// The total regrets of everybody who chooses in at least one round.
    public static func regret(of allocation: Allocation, table: ChoiceTable) -> RegretSummary {
        let regrets = RegretMatrix(allocation: allocation, table: table)
        let distribution = regrets.totalDistribution()
        return RegretSummary(
            profile: distribution.counts, total: distribution.sum, sumOfSquares: distribution.sumOfSquares,
            worst: distribution.largest)
    }

    /// How evenly the regrets fall on people, rounds and groups.
    public static func fairness(
        of allocation: Allocation, event: Event, table: ChoiceTable
    ) -> FairnessSummary {
        let regrets = RegretMatrix(allocation: allocation, table: table)
        let totals = regrets.totalDistribution()
        let groups = GroupStatistics(event: event, regrets: regrets)
        return FairnessSummary(
            rounds: (0..<event.roundCount).map { round in
                roundFairness(round, regrets: regrets, allocation: allocation, table: table)
            },
            choosing: totals.count,
            firstChoiceShare: share(regrets.firstChoices(), of: regrets.placements()),
            meanTotalRegret: totals.mean, medianTotalRegret: totals.median, worstTotalRegret: totals.largest,
            twoDisappointments: regrets.disappointedInTwoRounds(),
            correlations: correlations(of: regrets),
            gini: gini(of: totals), jain: jain(of: regrets, table: table), lorenz: lorenz(of: totals),
            organisations: groups.byOrganisation(), roles: groups.byRole(), signUp: groups.bySignUp())
    }

    private static func roundFairness(
        _ round: Int, regrets: RegretMatrix, allocation: Allocation, table: ChoiceTable
    ) -> RoundFairness {
        let distribution = regrets.distribution(ofRound: round)
        let envy = Envy(round: round, regrets: regrets, allocation: allocation, table: table)
        return RoundFairness(
            round: round + 1, choosing: distribution.count,
            firstChoiceShare: share(
                regrets.firstChoices(inRound: round), of: regrets.placements(inRound: round)),
            meanRegret: distribution.mean, medianRegret: distribution.median,
            worstRegret: distribution.largest, envious: envy.envious, envied: envy.envied,
            enviedWithoutStrongerWish: envy.enviedWithoutStrongerWish)
    }

    /// A share as a fraction; nil of nothing.
    static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}

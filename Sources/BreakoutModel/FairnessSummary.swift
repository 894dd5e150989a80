/// The `fairness` part of `summary.json`. Shares and indices are fractions, not percentages. A number that is not
/// defined (a mean over nobody) is null.
public struct FairnessSummary: Hashable, Sendable, Codable {
    public var rounds: [RoundFairness]
    /// Over attendees who choose in at least one round, from here on.
    public var choosing: Int
    /// Placements that are a first choice, as a share of the placements of choosing attendees, over all rounds.
    public var firstChoiceShare: Double?
    public var meanTotalRegret: Double?
    /// The mean of the two middle values where their number is even.
    public var medianTotalRegret: Double?
    public var worstTotalRegret: Int
    /// Attendees with regret above 0 in at least two rounds.
    public var twoDisappointments: Int
    /// Pearson's correlation between the regrets of rounds a < b, over attendees who choose in both; null when one
    /// of the two does not vary or fewer than two attendees choose in both.
    public var correlations: [RoundCorrelation]
    /// Gini's coefficient of the total regrets: the sum of |x_i - x_j| over ordered pairs / (2 n * the sum of x);
    /// 0 when nobody has any regret. Null when nobody chooses.
    public var gini: Double?
    /// Jain's index (sum u)^2 / (n * sum u^2) of the satisfactions u = 1 - total regret / the largest total regret
    /// that the attendee could have had (the sum over their choosing rounds of the largest regret among the sessions
    /// open to them; u = 1 where that is 0). 1 = all equally satisfied. Null when nobody chooses or all u are 0.
    public var jain: Double?
    /// Lorenz points of the total regrets at 0, 10, ... 100 % of the attendees, those with the least regret first:
    /// the share of all regret that falls on the first floor(n * p / 10) of them (p = 0 ... 10). All 0 when there
    /// is no regret; empty when nobody chooses.
    public var lorenz: [Double]
    /// By organisation, role and time of sign-up: groups of at least 5 choosing attendees only, sorted by name
    /// (sign-up: in order of time).
    public var organisations: [GroupFairness]
    public var roles: [GroupFairness]
    /// Attendees with a known sign-up time, sorted by it (ties by key), cut in four parts of sizes that differ
    /// by at most one, the larger ones first; named `1` (earliest) to `4`. Choosing attendees only.
    public var signUp: [GroupFairness]

    public init(
        rounds: [RoundFairness], choosing: Int, firstChoiceShare: Double?, meanTotalRegret: Double?,
        medianTotalRegret: Double?, worstTotalRegret: Int, twoDisappointments: Int,
        correlations: [RoundCorrelation], gini: Double?, jain: Double?, lorenz: [Double],
        organisations: [GroupFairness], roles: [GroupFairness], signUp: [GroupFairness]
    ) {
        self.rounds = rounds
        self.choosing = choosing
        self.firstChoiceShare = firstChoiceShare
        self.meanTotalRegret = meanTotalRegret
        self.medianTotalRegret = medianTotalRegret
        self.worstTotalRegret = worstTotalRegret
        self.twoDisappointments = twoDisappointments
        self.correlations = correlations
        self.gini = gini
        self.jain = jain
        self.lorenz = lorenz
        self.organisations = organisations
        self.roles = roles
        self.signUp = signUp
    }
}

/// One round, over the attendees who choose in it.
public struct RoundFairness: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var round: Int
    public var choosing: Int
    public var firstChoiceShare: Double?
    public var meanRegret: Double?
    public var medianRegret: Double?
    public var worstRegret: Int
    /// Choosing attendees who would rather be in a session that somebody else received freely (not on duty):
    /// a session open to them with less regret than their own, with at least one free attendee in it.
    public var envious: Int
    /// Free attendees (choosing or without preference) whose session somebody envious would rather have.
    public var envied: Int
    /// Of the envied, those who had no stronger wish for their place than somebody who envies them: that envious
    /// attendee's regret for the session is less than or equal to the envied attendee's own. An attendee without
    /// preference never has a stronger wish.
    public var enviedWithoutStrongerWish: Int

    public init(
        round: Int, choosing: Int, firstChoiceShare: Double?, meanRegret: Double?, medianRegret: Double?,
        worstRegret: Int, envious: Int, envied: Int, enviedWithoutStrongerWish: Int
    ) {
        self.round = round
        self.choosing = choosing
        self.firstChoiceShare = firstChoiceShare
        self.meanRegret = meanRegret
        self.medianRegret = medianRegret
        self.worstRegret = worstRegret
        self.envious = envious
        self.envied = envied
        self.enviedWithoutStrongerWish = enviedWithoutStrongerWish
    }
}

/// Whether who loses out in one round also loses out in the other.
public struct RoundCorrelation: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var first: Int
    public var second: Int
    public var coefficient: Double?

    public init(first: Int, second: Int, coefficient: Double?) {
        self.first = first
        self.second = second
        self.coefficient = coefficient
    }
}

/// A group of attendees who choose in at least one round.
public struct GroupFairness: Hashable, Sendable, Codable {
    public var name: String
    public var attendees: Int
    /// First-choice placements as a share of the group's placements in choosing rounds.
    public var firstChoiceShare: Double?
    public var meanTotalRegret: Double
    public var worstTotalRegret: Int

    public init(
        name: String, attendees: Int, firstChoiceShare: Double?, meanTotalRegret: Double,
        worstTotalRegret: Int
    ) {
        self.name = name
        self.attendees = attendees
        self.firstChoiceShare = firstChoiceShare
        self.meanTotalRegret = meanTotalRegret
        self.worstTotalRegret = worstTotalRegret
    }
}

/// What a made-up event looks like. The defaults resemble a network day: rooms with little to spare, a few
/// sessions that many want, colleagues who want much the same.
public struct GeneratorOptions: Sendable {
    /// The number of attendees; at least 1.
    public var attendees: Int
    /// The number of sessions of each round; at least one round, each with at least one session.
    public var sessionsPerRound: [Int]
    /// The same seed and options make the same event on every machine.
    public var seed: UInt64
    /// How unequal the sessions of a round are: the exponent of Zipf's law, 0 = all equally wanted.
    public var popularitySkew: Double
    /// The number of sessions that an attendee ranks in a round when the ranking is full.
    public var choices: Int
    /// How alike tastes are within an organisation: the weight of what its people have in common, against 1 for
    /// what is each person's own; 0 = nothing in common.
    public var cityTaste: Double
    /// Seats per person in each round, drawn from this range for every round; never below 1.
    public var slack: ClosedRange<Double>
    /// The share of rankings of at least two sessions in which two neighbours are tied.
    public var ties: Double
    /// The share of rankings that stop short of `choices`.
    public var partial: Double
    /// The share of attendees who rank nothing at all.
    public var empty: Double
    /// Whether every session has a chair.
    public var duties: Bool
    /// The share of (attendee, round) pairs in which the attendee is not there.
    public var absent: Double
    /// Whether sessions have a minimum. It is set so that the minimums of a round never add up to more than its
    /// people, and no session is cancellable.
    public var minimums: Bool

    public init(
        attendees: Int = 200, sessionsPerRound: [Int] = [4, 6], seed: UInt64 = 1,
        popularitySkew: Double = 0.8, choices: Int = 5, cityTaste: Double = 0.5,
        slack: ClosedRange<Double> = 1.05...1.2, ties: Double = 0.05, partial: Double = 0.3,
        empty: Double = 0.05, duties: Bool = true, absent: Double = 0.02, minimums: Bool = false
    ) {
        self.attendees = attendees
        self.sessionsPerRound = sessionsPerRound
        self.seed = seed
        self.popularitySkew = popularitySkew
        self.choices = choices
        self.cityTaste = cityTaste
        self.slack = slack
        self.ties = ties
        self.partial = partial
        self.empty = empty
        self.duties = duties
        self.absent = absent
        self.minimums = minimums
    }
}

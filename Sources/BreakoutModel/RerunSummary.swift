/// What a rerun changed of what people were told: the part `rerun` of `summary.json`.
public struct RerunSummary: Hashable, Sendable, Codable {
    /// The run that people were told about, as in the manifest.
    public var published: String
    /// The fewest placements that could be moved, as proven by the first stage.
    public var fewestMoves: Int
    /// How many more were allowed.
    public var extraMoves: Int
    /// Whether people could be moved to a place that they want less for the sake of the objective.
    public var allowsWorse: Bool
    /// People with a published placement that was moved. (`moved` counts the placements.)
    public var movedPeople: Int
    /// Placements moved to a place that their owners want less.
    public var worse: Int
    /// Published placements of people who are still attendees but have no place in that round any more.
    public var ended: Int
    /// Attendees whom the published run did not know.
    public var newPeople: Int
    /// People in the published run who are no longer attendees.
    public var withdrawnPeople: Int
    /// Rounds that have begun, counted from 1: nothing in them is changed.
    public var frozenRounds: [Int]
    /// Free seats given to people who were told something else, in this order; they do not count as moved.
    public var filled: [FilledSeat]
    /// What is different in the event since the published run.
    public var changes: [EventDifference]
    /// What more moves would bring; nil when it was not asked for.
    public var frontier: [FrontierPoint]?
    /// What moves to places that people want less would bring beyond the end of the frontier; nil when nothing, when
    /// they are allowed anyway, or when no frontier was asked for.
    public var allowingWorse: FrontierPoint?

    public init(
        published: String, fewestMoves: Int, extraMoves: Int, allowsWorse: Bool, movedPeople: Int, worse: Int,
        ended: Int, newPeople: Int, withdrawnPeople: Int, frozenRounds: [Int] = [], filled: [FilledSeat] = [],
        changes: [EventDifference] = [], frontier: [FrontierPoint]? = nil
    ) {
        self.published = published
        self.fewestMoves = fewestMoves
        self.extraMoves = extraMoves
        self.allowsWorse = allowsWorse
        self.movedPeople = movedPeople
        self.worse = worse
        self.ended = ended
        self.newPeople = newPeople
        self.withdrawnPeople = withdrawnPeople
        self.frozenRounds = frozenRounds
        self.filled = filled
        self.changes = changes
        self.frontier = frontier
    }
}

/// A free seat that somebody was given who would gain by it.
public struct FilledSeat: Hashable, Sendable, Codable {
    /// The attendee's id.
    public var attendee: String
    /// Counted from 1.
    public var round: Int
    public var from: String
    public var to: String

    public init(attendee: String, round: Int, from: String, to: String) {
        self.attendee = attendee
        self.round = round
        self.from = from
        self.to = to
    }
}

/// The best that can be had with so many moves more than needed.
public struct FrontierPoint: Hashable, Sendable, Codable {
    public struct Mover: Hashable, Sendable, Codable {
        /// The attendee's id.
        public var attendee: String
        public var name: String
        /// Counted from 1.
        public var round: Int
        public var from: String
        public var to: String

        public init(attendee: String, name: String, round: Int, from: String, to: String) {
            self.attendee = attendee
            self.name = name
            self.round = round
            self.from = from
            self.to = to
        }
    }

    /// Moves allowed on top of the fewest possible.
    public var extraMoves: Int
    /// Published placements moved.
    public var moved: Int
    public var movedPeople: Int
    /// Attendees by total regret, as in `RegretSummary.profile`.
    public var profile: [Int]
    public var worst: Int
    public var total: Int
    public var firstChoices: Int
    /// Who moves; empty in a line that has the same allocation as the one before it.
    public var movers: [Mover]
    /// Whether every stage is proven and the verifier accepted it.
    public var proven: Bool

    public init(
        extraMoves: Int, moved: Int, movedPeople: Int, profile: [Int], worst: Int, total: Int, firstChoices: Int,
        movers: [Mover], proven: Bool
    ) {
        self.extraMoves = extraMoves
        self.moved = moved
        self.movedPeople = movedPeople
        self.profile = profile
        self.worst = worst
        self.total = total
        self.firstChoices = firstChoices
        self.movers = movers
        self.proven = proven
    }
}

/// Why one attendee has the places they have: what `explain` says, as values. Reports put it into words.
public struct Explanation: Sendable {
    public var attendee: AttendeeIndex
    public var rounds: [RoundExplanation]
    /// Their regrets added up; nil for who chooses in no round.
    public var totalRegret: Int?

    public init(attendee: AttendeeIndex, rounds: [RoundExplanation], totalRegret: Int?) {
        self.attendee = attendee
        self.rounds = rounds
        self.totalRegret = totalRegret
    }
}

/// One round of one attendee.
public struct RoundExplanation: Sendable {
    /// Counted from 0.
    public var round: Int
    /// Nil for who is nowhere: absent, excused, or not in the run.
    public var session: SessionIndex?
    public var reason: Reason
    public var choice: Choice?
    /// For who is excused: what they must attend instead.
    public var causes: [DutyPlace]
    /// Choices that stood above (or level with) everything that could be given, and could not: why those did not count.
    public var dropped: [DroppedWish]
    /// Set when they have less than their first choice.
    public var missed: MissedChoice?
    /// In a rerun: whether the session is the one that they had been told.
    public var isAsTold: Bool

    public init(
        round: Int, session: SessionIndex?, reason: Reason, choice: Choice?, causes: [DutyPlace] = [],
        dropped: [DroppedWish] = [], missed: MissedChoice? = nil, isAsTold: Bool = false
    ) {
        self.isAsTold = isAsTold
        self.round = round
        self.session = session
        self.reason = reason
        self.choice = choice
        self.causes = causes
        self.dropped = dropped
        self.missed = missed
    }
}

/// A ranked session that its owner could never have.
public struct DroppedWish: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case notOpen
        case excluded
        /// At the time of something that they must attend.
        case clash(DutyPlace)
        /// On the same topic as a session that they must attend.
        case sameTopic(SessionIndex)
    }

    public var session: SessionIndex
    public var reason: Reason

    public init(session: SessionIndex, reason: Reason) {
        self.session = session
        self.reason = reason
    }
}

/// The first choice that an attendee could have had and did not get.
public struct MissedChoice: Sendable {
    /// One session, or several that they put first together.
    public var sessions: [SessionIndex]
    /// Per session what stood in the way, as the allocation shows it; empty where nothing does.
    public var obstacles: [[MissedObstacle]]
    public var cost: ForcedCost

    public init(sessions: [SessionIndex], obstacles: [[MissedObstacle]], cost: ForcedCost) {
        self.sessions = sessions
        self.obstacles = obstacles
        self.cost = cost
    }
}

/// What stood in the way of a session, as the allocation shows it. For an allocation that is proven the best there always
/// is something: were there nothing, moving this one person there would be better.
public enum MissedObstacle: Hashable, Sendable {
    /// Every seat is taken. `firsts` people put the session first (those with a duty there not counted); `seats` are
    /// those that no duty takes.
    case full(firsts: Int, seats: Int)
    /// Nobody is there: it was cancelled. `minimum` people are needed to hold it; `firsts` people put it first.
    case cancelled(minimum: Int, firsts: Int)
    /// It cannot be combined with the session that they have in another round: the clock, or one topic.
    case clash(SessionIndex)
    /// So many of their organisation are there already.
    case organisation(maximum: Int)
    /// They stay together with others (the place of the group in `Event.groups`).
    case together(Int)
    /// Somebody of whom they must be kept apart is there.
    case apart(Int)
    /// The session that they have would fall below its minimum without them.
    case neededWhereTheyAre(minimum: Int)
    /// The round had begun, and nothing in it was changed.
    case begun
    /// Nothing but this: they had been told the session that they have, and a rerun keeps to that.
    case told
}

/// What it would have cost to give an attendee their first choice, from a forced re-solve.
public enum ForcedCost: Sendable {
    /// No allocation that keeps all the rules gives it to them.
    case impossible
    /// Not worked out: why.
    case unknown(Unknown)
    case outcome(ForcedOutcome)

    public enum Unknown: Hashable, Sendable {
        /// The event has changed since the run, so that its allocation no longer fits.
        case eventChanged
        /// The allocation does not place everybody as the rules ask.
        case incomplete
        /// Stopped before it was proven: by a time limit, by Ctrl-C.
        case stopped
    }
}

/// The best that can be had when an attendee gets their first choice in a round, held against the allocation.
///
/// *The best* is that of the event's objective, all stages but the lottery, over all allocations that keep the rules and
/// give the attendee that place. Of these, and there may be many, the ones that disturb others least are meant: the
/// fewest others who are *worse off*, that is have a larger total regret than in the allocation; then the smallest sum of
/// what these have more; then the smallest total regret of the attendee. All numbers below are the same in each of them.
public struct ForcedOutcome: Hashable, Sendable {
    /// The first stage, in the order of the objective and without the lottery, whose value would be another; nil when
    /// all are the same: then only the draw decided.
    public var difference: StageDifference?
    /// The others who would be worse off: at least so many in every best allocation that gives the attendee the place.
    public var othersWorse: Int
    /// By how much these would be worse off, added up.
    public var othersLoss: Int
    /// The attendee's own total regret then.
    public var ownTotal: Int

    public init(difference: StageDifference?, othersWorse: Int, othersLoss: Int, ownTotal: Int) {
        self.difference = difference
        self.othersWorse = othersWorse
        self.othersLoss = othersLoss
        self.ownTotal = ownTotal
    }
}

/// A stage with its value in the allocation and its value in another one.
public struct StageDifference: Hashable, Sendable {
    public var stage: Stage
    public var before: Int
    public var after: Int

    public init(stage: Stage, before: Int, after: Int) {
        self.stage = stage
        self.before = before
        self.after = after
    }

    /// Whether the other allocation is the worse one, by the sense of the stage.
    public var isWorse: Bool { stage.sense == .minimise ? after > before : after < before }
}

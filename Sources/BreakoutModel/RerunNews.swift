/// What a rerun has to tell besides its allocation: what every report about it draws from.
public struct RerunNews: Sendable {
    /// The run that people were told about: `runs/001`.
    public var published: String
    /// Where that run is itself a rerun, and was taken only because it is the latest: of which run.
    public var firstPublished: String?
    /// What is different in the event. Only who came and went, and titles, rooms and times, when `isComplete` is false.
    public var changes: [EventDifference]
    /// Whether the published run kept what it was made from, so that everything could be compared.
    public var isComplete: Bool
    /// What is different for people: the rows of `changes.csv`.
    public var placements: [PlacementChange]
    /// The regrets of the published run.
    public var before: RegretSummary
    /// Who would gain by a seat that somebody else leaves free, per session.
    public var waiting: [WaitingList]
    /// How many late sign-ups could still get a first choice, per round.
    public var lateRoom: [LateRoom]

    public init(
        published: String, firstPublished: String? = nil, changes: [EventDifference], isComplete: Bool,
        placements: [PlacementChange], before: RegretSummary, waiting: [WaitingList] = [], lateRoom: [LateRoom] = []
    ) {
        self.published = published
        self.firstPublished = firstPublished
        self.changes = changes
        self.isComplete = isComplete
        self.placements = placements
        self.before = before
        self.waiting = waiting
        self.lateRoom = lateRoom
    }
}

/// Who would rather be in a session, in the order in which a free seat there is offered.
public struct WaitingList: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        /// The attendee's id.
        public var attendee: String
        public var name: String
        public var organisation: String
        /// The session they have now.
        public var from: String
        /// By how many choices they would gain.
        public var gain: Int
        /// Whether a seat is free for them now.
        public var isOffered: Bool

        public init(
            attendee: String, name: String, organisation: String, from: String, gain: Int, isOffered: Bool
        ) {
            self.attendee = attendee
            self.name = name
            self.organisation = organisation
            self.from = from
            self.gain = gain
            self.isOffered = isOffered
        }
    }

    public var session: String
    /// Counted from 1.
    public var round: Int
    /// Seats that may be offered; those that are kept for late sign-ups are not. Nil without a limit.
    public var free: Int?
    public var entries: [Entry]

    public init(session: String, round: Int, free: Int?, entries: [Entry]) {
        self.session = session
        self.round = round
        self.free = free
        self.entries = entries
    }
}

/// How late sign-ups would fare in a round if they chose as people did so far.
public struct LateRoom: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var round: Int
    /// Seats that are free; nil when some session has no limit.
    public var freeSeats: Int?
    /// The first choices of the round by session, with the seats that are free there (nil: no limit).
    public var sessions: [Session]
    /// Of the next ten, how many could get their first choice, in tenths of a person.
    public var firstChoicesOfTen: Int
    /// How many could sign up before the first of them misses a first choice; nil: any number.
    public var untilFirstMiss: Int?

    public struct Session: Hashable, Sendable, Codable {
        public var session: String
        public var firstChoices: Int
        public var free: Int?

        public init(session: String, firstChoices: Int, free: Int?) {
            self.session = session
            self.firstChoices = firstChoices
            self.free = free
        }
    }

    public init(round: Int, freeSeats: Int?, sessions: [Session], firstChoicesOfTen: Int, untilFirstMiss: Int?) {
        self.round = round
        self.freeSeats = freeSeats
        self.sessions = sessions
        self.firstChoicesOfTen = firstChoicesOfTen
        self.untilFirstMiss = untilFirstMiss
    }
}

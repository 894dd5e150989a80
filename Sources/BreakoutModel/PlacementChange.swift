/// One line of what is different for one attendee in one round: a row of `changes.csv`.
public struct PlacementChange: Hashable, Sendable {
    public enum Kind: String, Sendable, Codable {
        /// Told nothing before: a new attendee, or somebody who had no place in the round.
        case added
        /// Another session.
        case moved
        /// Another session, freed by somebody else, that they want more.
        case filled
        /// No place in the round any more.
        case ended
        /// The same session, in another room, at another time or under another title.
        case details
    }

    /// A session as people are told about it.
    public struct Place: Hashable, Sendable {
        public var session: String
        public var title: String
        public var room: String
        public var start: TimeOfDay?
        public var end: TimeOfDay?

        public init(session: String, title: String, room: String, start: TimeOfDay?, end: TimeOfDay?) {
            self.session = session
            self.title = title
            self.room = room
            self.start = start
            self.end = end
        }

        public init(_ session: Session) {
            self.init(
                session: session.id, title: session.title, room: session.room ?? "", start: session.time?.start,
                end: session.time?.end)
        }

        public init(_ record: AllocationRecord) {
            self.init(
                session: record.session, title: record.title, room: record.room, start: record.start, end: record.end)
        }
    }

    public var kind: Kind
    /// The attendee's id.
    public var attendee: String
    public var name: String
    public var organisation: String
    /// Counted from 1.
    public var round: Int
    public var from: Place?
    public var to: Place?
    /// Which choice the new place is.
    public var choice: Choice?
    /// Whether they want the new place less than the one they were told.
    public var isWorse: Bool
    public var cause: Cause

    public init(
        kind: Kind, attendee: String, name: String, organisation: String, round: Int, from: Place?, to: Place?,
        choice: Choice? = nil, isWorse: Bool = false, cause: Cause
    ) {
        self.kind = kind
        self.attendee = attendee
        self.name = name
        self.organisation = organisation
        self.round = round
        self.from = from
        self.to = to
        self.choice = choice
        self.isWorse = isWorse
        self.cause = cause
    }

    /// Why a placement is not what it was.
    public enum Cause: Hashable, Sendable {
        // Nobody is moved.
        case signedUp
        case freeAgain
        case withdrew
        case placeOrTime
        // What the rules ask of this person.
        case absent
        case excused(by: [String])
        case onDuty(DutyKind)
        /// Because of a role: who has one of `roles` must be there; none of them means everyone.
        case required(roles: [String])
        case sessionGone
        /// The place they were told is for these roles.
        case notOpen(to: [String])
        case excluded
        case clash(Clash)
        case sameTopic(with: String, topic: String)
        // What the rules ask of everybody together.
        /// Held by nobody: so many were told to be there and still could, and so many it takes.
        case cancelled(minimum: Int, wanted: Int)
        /// `onDuty`: who must be there now without having been told.
        case full(capacity: Int, wanted: Int, onDuty: [String])
        case organisation(String, maximum: Int, wanted: Int)
        /// Kept apart from somebody who stays.
        case apart(group: String, from: String)
        /// Together with somebody who stays elsewhere, or (no `at`) who cannot be where both were told.
        case together(group: String, with: String, at: String?)
        /// A smallest set of rules against which staying would go while the others have their places; and people who
        /// need a place there.
        case rules([Bilingual], for: [String])
        /// What exactly was not found out in time.
        case combination
        // What the organiser allowed.
        case ownGain
        case othersGain
        case freedSeat

        /// Two things at once: with their times, and the minutes between rooms where those count.
        public struct Clash: Hashable, Sendable {
            public var with: String
            public var told: TimeSpan?
            public var other: TimeSpan?
            public var transfer: Int

            public init(with other: String, told: TimeSpan?, other time: TimeSpan?, transfer: Int) {
                with = other
                self.told = told
                self.other = time
                self.transfer = transfer
            }
        }

        /// Whether a rule leaves no other way.
        public var isRule: Bool {
            switch self {
            case .signedUp, .freeAgain, .withdrew, .placeOrTime, .ownGain, .othersGain, .freedSeat: false
            default: true
            }
        }
    }
}

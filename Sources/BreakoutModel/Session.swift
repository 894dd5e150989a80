/// A breakout: one session of one round, in one room.
public struct Session: Sendable {
    /// As the organiser wrote it: `1.4`, `R2-5`. Unique over sessions and fixed items.
    public let id: String
    /// Counted from 0; people see `round + 1`.
    public let round: Int
    public let title: String
    public let room: String?
    /// The number of people the room holds, those on duty included; nil when there is no limit.
    public let capacity: Int?
    /// The smallest number of people, those on duty included, for which the session is worth holding.
    public let minimum: Int
    /// Whether the session may be left out when that is better; otherwise `minimum` must be met.
    public let cancellable: Bool
    public let time: TimeSpan?
    /// An attendee needs one of these roles to be placed here by choice; empty means everyone may come.
    public let openTo: [RoleIndex]
    public let requiredFor: Requirement
    /// Two sessions of one topic are never given to one attendee.
    public let topic: String?
    /// Where it is written down, for pointing at it.
    public let origin: Diagnostic.Location?

    public init(
        id: String, round: Int, title: String? = nil, room: String? = nil, capacity: Int? = nil,
        minimum: Int = 0, cancellable: Bool = false, time: TimeSpan? = nil, openTo: [RoleIndex] = [],
        requiredFor: Requirement = .nobody, topic: String? = nil, origin: Diagnostic.Location? = nil
    ) {
        self.origin = origin
        self.id = id
        self.round = round
        self.title = title ?? id
        self.room = room
        self.capacity = capacity
        self.minimum = minimum
        self.cancellable = cancellable
        self.time = time
        self.openTo = openTo
        self.requiredFor = requiredFor
        self.topic = topic
    }
}

/// A programme item outside the rounds: the board meeting that some must attend, a walk that nobody must.
public struct FixedItem: Sendable {
    public let id: String
    public let title: String
    public let room: String?
    public let capacity: Int?
    /// How many people make it worth holding. Nobody is placed here, so it is only held against who must attend.
    public let minimum: Int
    public let time: TimeSpan?
    public let requiredFor: Requirement
    /// Where it is written down, for pointing at it.
    public let origin: Diagnostic.Location?

    public init(
        id: String, title: String? = nil, room: String? = nil, capacity: Int? = nil, minimum: Int = 0,
        time: TimeSpan? = nil, requiredFor: Requirement = .nobody, origin: Diagnostic.Location? = nil
    ) {
        self.origin = origin
        self.id = id
        self.title = title ?? id
        self.room = room
        self.capacity = capacity
        self.minimum = minimum
        self.time = time
        self.requiredFor = requiredFor
    }
}

/// Who must attend a session or fixed item because of a role.
public enum Requirement: Hashable, Sendable {
    case nobody
    case everyone
    /// Whoever has at least one of these roles. Never empty.
    case roles([RoleIndex])
}

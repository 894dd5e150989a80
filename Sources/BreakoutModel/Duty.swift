/// What a duty asks of its holder.
public enum DutyKind: String, CaseIterable, Sendable, Codable {
    case chair, speaker, member
    /// Must not be at the session.
    case excluded

    /// Whether the holder must be at the session.
    public var bindsToSession: Bool { self != .excluded }
    /// Whether the holder must be there when it starts: no grace for a late arrival.
    public var isOnStage: Bool { self == .chair || self == .speaker }
}

/// Where a duty takes place.
public enum DutyPlace: Hashable, Sendable {
    case session(SessionIndex)
    case fixedItem(FixedItemIndex)
}

/// A fixed task of one attendee at one session or fixed item.
public struct Duty: Hashable, Sendable {
    public let attendee: AttendeeIndex
    public let place: DutyPlace
    public let kind: DutyKind
    /// Where it is written down, for pointing at it; no part of what the duty is.
    public let origin: Diagnostic.Location?

    public init(
        attendee: AttendeeIndex, place: DutyPlace, kind: DutyKind, origin: Diagnostic.Location? = nil
    ) {
        self.attendee = attendee
        self.place = place
        self.kind = kind
        self.origin = origin
    }

    public static func == (a: Duty, b: Duty) -> Bool {
        a.attendee == b.attendee && a.place == b.place && a.kind == b.kind
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(attendee)
        hasher.combine(place)
        hasher.combine(kind)
    }
}

/// What binds the members of a group.
public enum GroupRule: String, CaseIterable, Sendable, Codable {
    /// The same session in every round in which they are free.
    case together
    /// Never two of them in the same session.
    case apart
}

/// People who must be kept together, or apart, in every round.
public struct Group: Sendable {
    public let name: String
    public let rule: GroupRule
    /// Ascending, at least one, none twice.
    public let members: [AttendeeIndex]
    /// Where its rule is written down, for pointing at it.
    public let origin: Diagnostic.Location?

    public init(name: String, rule: GroupRule, members: [AttendeeIndex], origin: Diagnostic.Location? = nil) {
        self.origin = origin
        self.name = name
        self.rule = rule
        self.members = members.sorted()
    }
}

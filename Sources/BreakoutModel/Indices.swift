/// The place of an attendee in `Event.attendees`.
public struct AttendeeIndex: Hashable, Comparable, Sendable {
    public let value: Int
    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: AttendeeIndex, b: AttendeeIndex) -> Bool { a.value < b.value }
}

/// The place of a session in `Event.sessions`, over all rounds.
public struct SessionIndex: Hashable, Comparable, Sendable {
    public let value: Int
    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: SessionIndex, b: SessionIndex) -> Bool { a.value < b.value }
}

/// The place of a fixed item in `Event.fixedItems`.
public struct FixedItemIndex: Hashable, Comparable, Sendable {
    public let value: Int
    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: FixedItemIndex, b: FixedItemIndex) -> Bool { a.value < b.value }
}

/// The place of an organisation in `Event.organisations`.
public struct OrganisationIndex: Hashable, Comparable, Sendable {
    public let value: Int
    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: OrganisationIndex, b: OrganisationIndex) -> Bool { a.value < b.value }
}

/// The place of a role in `Event.roles`.
public struct RoleIndex: Hashable, Comparable, Sendable {
    public let value: Int
    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: RoleIndex, b: RoleIndex) -> Bool { a.value < b.value }
}

/// A set of rounds, numbered from 0 here and from 1 for people; at most 64 rounds.
public struct RoundSet: Hashable, Sendable {
    public static let capacity = 64
    public private(set) var bits: UInt64
    public init() { bits = 0 }
    public init(_ rounds: some Sequence<Int>) {
        self.init()
        for round in rounds { insert(round) }
    }
    public var isEmpty: Bool { bits == 0 }
    public mutating func insert(_ round: Int) {
        precondition(round >= 0 && round < RoundSet.capacity, "a round outside 0..<64")
        bits |= 1 << UInt64(round)
    }
    public func contains(_ round: Int) -> Bool {
        round >= 0 && round < RoundSet.capacity && bits & (1 << UInt64(round)) != 0
    }
}

/// The day: everything that was read from the event folder, checked once, here. Whoever holds an `Event` need
/// not check it again.
///
/// The order is canonical, so that nothing downstream can depend on the order of rows: sessions ascend by round
/// and then naturally by id, attendees ascend by key.
public struct Event: Sendable {
    public let settings: Settings
    /// At least 1.
    public let roundCount: Int
    public let sessions: [Session]
    public let fixedItems: [FixedItem]
    public let attendees: [Attendee]
    public let organisations: [String]
    public let roles: [String]
    public let rankings: RankingTable
    public let duties: [Duty]
    public let groups: [Group]
    /// For each round the positions in `sessions` of its sessions.
    public let sessionRanges: [Range<Int>]
    /// Who is where in rounds that have begun, whatever the rules say now (`Event+Frozen.swift`).
    public let pins: [Pin]
    /// By attendee and round, row-major.
    private let pinned: [Int: SessionIndex]
    /// Those of them that are supposed.
    private let supposed: Set<Int>

    public init(
        settings: Settings, sessions: [Session], fixedItems: [FixedItem] = [], attendees: [Attendee],
        organisations: [String] = [], roles: [String] = [], rankings: RankingTable, duties: [Duty] = [],
        groups: [Group] = [], pins: [Pin] = []
    ) throws(EventError) {
        self.settings = settings
        self.roundCount = (sessions.map(\.round).max() ?? -1) + 1
        self.sessions = sessions
        self.fixedItems = fixedItems
        self.attendees = attendees
        self.organisations = organisations
        self.roles = roles
        self.rankings = rankings
        self.duties = duties
        self.groups = groups
        self.sessionRanges = Event.ranges(of: sessions, roundCount: roundCount)
        self.pins = pins
        var pinned: [Int: SessionIndex] = [:], supposed: Set<Int> = []
        for pin in pins where sessions.indices.contains(pin.session.value) {
            let place = pin.attendee.value * roundCount + sessions[pin.session.value].round
            pinned[place] = pin.session
            if pin.isSupposed { supposed.insert(place) }
        }
        self.pinned = pinned
        self.supposed = supposed
        try check()
    }

    /// The sessions of a round, in their canonical order.
    public func sessions(inRound round: Int) -> [SessionIndex] {
        sessionRanges[round].map { SessionIndex($0) }
    }

    // Inlinable, because a call across modules copies the whole value with all its texts to read one field of it.
    @inlinable public subscript(index: SessionIndex) -> Session { sessions[index.value] }
    @inlinable public subscript(index: FixedItemIndex) -> FixedItem { fixedItems[index.value] }
    @inlinable public subscript(index: AttendeeIndex) -> Attendee { attendees[index.value] }

    @inlinable public func organisation(of attendee: AttendeeIndex) -> String? {
        attendees[attendee.value].organisation.map { organisations[$0.value] }
    }

    /// Where the attendee is in a round that has begun; nil in any other.
    public func pin(of attendee: AttendeeIndex, round: Int) -> SessionIndex? {
        pinned.isEmpty ? nil : pinned[attendee.value * roundCount + round]
    }

    /// Whether the attendee is somewhere in the round already, whatever the rules about others say.
    package func isThere(_ attendee: AttendeeIndex, round: Int) -> Bool {
        pin(of: attendee, round: round) != nil && !supposed.contains(attendee.value * roundCount + round)
    }

    /// Whether the attendee is meant by the requirement.
    @inlinable public func requirement(_ requirement: Requirement, includes attendee: AttendeeIndex) -> Bool {
        switch requirement {
        case .nobody: false
        case .everyone: true
        case .roles(let roles): attendees[attendee.value].roles.contains { roles.contains($0) }
        }
    }

    /// The canonical order of sessions: by round, then by id with numbers compared as numbers (`1.2` < `1.10`).
    public static func inCanonicalOrder(_ a: Session, _ b: Session) -> Bool {
        a.round != b.round ? a.round < b.round : naturallyPrecedes(a.id, b.id)
    }

    /// The canonical order of attendees: by the bytes of their keys.
    public static func inCanonicalOrder(_ a: Attendee, _ b: Attendee) -> Bool {
        a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }

    /// Runs of digits compare as numbers, everything else by its bytes. A strict total order.
    public static func naturallyPrecedes(_ a: String, _ b: String) -> Bool {
        // Looked at where they are: a million names are compared twenty million times.
        let x = a.utf8Span.span, y = b.utf8Span.span
        var i = 0, j = 0
        while i < x.count && j < y.count {
            if isDigit(x[i]) && isDigit(y[j]) {
                let p = digitRun(x, &i), q = digitRun(y, &j)
                if p.count != q.count { return p.count < q.count }
                for (m, n) in zip(p, q) where x[m] != y[n] { return x[m] < y[n] }
            } else if x[i] != y[j] {
                return x[i] < y[j]
            } else {
                i += 1
                j += 1
            }
        }
        if i < x.count || j < y.count { return j < y.count }
        return a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Where the digits from `i` on are, without leading zeros; moves `i` behind them.
    private static func digitRun(_ bytes: Span<UInt8>, _ i: inout Int) -> Range<Int> {
        while i < bytes.count && bytes[i] == 48 { i += 1 }
        let start = i
        while i < bytes.count && isDigit(bytes[i]) { i += 1 }
        return start..<i
    }

    private static func ranges(of sessions: [Session], roundCount: Int) -> [Range<Int>] {
        var starts = [Int](repeating: sessions.count, count: roundCount + 1)
        for (position, session) in sessions.enumerated().reversed() where session.round >= 0 {
            starts[session.round] = position
        }
        return (0..<roundCount).map { round in
            let end = sessions[starts[round]...].firstIndex { $0.round != round } ?? sessions.count
            return starts[round]..<end
        }
    }
}

/// All placements of the event: for every attendee and round the session, or nil for who is not placed.
public struct Allocation: Hashable, Sendable {
    public let roundCount: Int
    /// Row-major by attendee and round; -1 where nobody is placed.
    @usableFromInline var sessions: [Int32]

    public init(attendeeCount: Int, roundCount: Int) {
        self.roundCount = roundCount
        sessions = Array(repeating: -1, count: attendeeCount * roundCount)
    }

    public var attendeeCount: Int { roundCount == 0 ? 0 : sessions.count / roundCount }

    @inlinable public subscript(attendee: AttendeeIndex, round: Int) -> SessionIndex? {
        get {
            let session = sessions[attendee.value * roundCount + round]
            return session < 0 ? nil : SessionIndex(Int(session))
        }
        set { sessions[attendee.value * roundCount + round] = Int32(newValue?.value ?? -1) }
    }

    /// The number of people in each session, by session index.
    public func headcounts(sessionCount: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: sessionCount)
        for session in sessions where session >= 0 { counts[Int(session)] += 1 }
        return counts
    }

    /// The attendee's regrets added up over the rounds in which they choose.
    public func totalRegret(of attendee: AttendeeIndex, in table: ChoiceTable) -> Int {
        (0..<roundCount).reduce(0) { sum, round in sum + (regret(of: attendee, round: round, in: table) ?? 0)
        }
    }

    /// The regret of one placement; nil where the attendee does not choose. Who chooses and is left without a place
    /// regrets that more than any session: the number of ranked sessions, and one.
    public func regret(of attendee: AttendeeIndex, round: Int, in table: ChoiceTable) -> Int? {
        guard table.standing(of: attendee, round: round) == .choosing else { return nil }
        guard let session = self[attendee, round] else {
            return table.rankedCount(of: attendee, round: round) + 1
        }
        return table.regret(of: attendee, in: session)
    }

    /// Whether the attendee should have a place in the round and has none: only `--allow-unplaced` leaves people so.
    public func isUnplaced(_ attendee: AttendeeIndex, round: Int, in table: ChoiceTable) -> Bool {
        self[attendee, round] == nil && table.standing(of: attendee, round: round).isPlaced
    }

    /// Everybody who is left without a place, by attendee and round.
    public func unplaced(in table: ChoiceTable) -> [(attendee: AttendeeIndex, round: Int)] {
        (0..<attendeeCount).flatMap { index in
            (0..<roundCount).lazy.filter { isUnplaced(AttendeeIndex(index), round: $0, in: table) }
                .map { (AttendeeIndex(index), $0) }
        }
    }

    /// Which choice the placement is; nil where the attendee does not choose or is not placed.
    public func choice(of attendee: AttendeeIndex, round: Int, in table: ChoiceTable) -> Choice? {
        guard let session = self[attendee, round],
            let regret = regret(of: attendee, round: round, in: table)
        else { return nil }
        return table.isRanked(session, by: attendee, round: round) ? .ranked(regret + 1) : .unlisted
    }

    /// Why the attendee is where they are, or why they are nowhere.
    public func reason(of attendee: AttendeeIndex, round: Int, in table: ChoiceTable) -> Reason {
        if isUnplaced(attendee, round: round, in: table) { return .unplaced }
        return switch table.standing(of: attendee, round: round) {
        case .absent: .absent
        case .excused: .excused
        case .onDuty(_, let kind): Reason(duty: kind)
        case .choosing: .choice
        case .noPreference: .noPreference
        }
    }
}

/// Which of the attendee's choices a placement is.
public enum Choice: Hashable, Sendable {
    /// 1 for a first choice: regret + 1.
    case ranked(Int)
    /// A session that the attendee did not rank, though they ranked others.
    case unlisted
}

/// Why an attendee is at a session, or at none; the `reason` column of `allocation.csv`.
public enum Reason: String, CaseIterable, Sendable, Codable {
    case choice, chair, speaker, member
    case noPreference = "no preference"
    case excused, absent
    /// Left without a place, for want of one that keeps the rules (`--allow-unplaced`).
    case unplaced

    public init(duty: DutyKind) {
        switch duty {
        case .chair: self = .chair
        case .speaker: self = .speaker
        case .member: self = .member
        case .excluded: preconditionFailure("an exclusion places nobody")
        }
    }
}

/// One row of `allocation.csv`, as text that was read back: what the verifier checks against the event.
public struct AllocationRecord: Hashable, Sendable {
    public var attendee: String
    public var name: String
    public var organisation: String
    /// Counted from 1, as in the file.
    public var round: Int
    /// The session's id; empty when not placed.
    public var session: String
    public var title: String
    public var room: String
    public var start: TimeOfDay?
    public var end: TimeOfDay?
    public var choice: Choice?
    public var reason: Reason

    public init(
        attendee: String, name: String, organisation: String, round: Int, session: String, title: String,
        room: String, start: TimeOfDay?, end: TimeOfDay?, choice: Choice?, reason: Reason
    ) {
        self.attendee = attendee
        self.name = name
        self.organisation = organisation
        self.round = round
        self.session = session
        self.title = title
        self.room = room
        self.start = start
        self.end = end
        self.choice = choice
        self.reason = reason
    }
}

extension AllocationRecord {
    /// The records of an allocation, by attendee key and round: what a writer puts in `allocation.csv`.
    public static func records(
        of allocation: Allocation, event: Event, table: ChoiceTable
    ) -> [AllocationRecord] {
        var records: [AllocationRecord] = []
        records.reserveCapacity(event.attendees.count * event.roundCount)
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<event.roundCount {
                let session = allocation[attendee, round].map { event[$0] }
                records.append(
                    AllocationRecord(
                        attendee: event[attendee].id, name: event[attendee].name,
                        organisation: event.organisation(of: attendee) ?? "", round: round + 1,
                        session: session?.id ?? "", title: session?.title ?? "", room: session?.room ?? "",
                        start: session?.time?.start, end: session?.time?.end,
                        choice: allocation.choice(of: attendee, round: round, in: table),
                        reason: allocation.reason(of: attendee, round: round, in: table)))
            }
        }
        return records
    }
}

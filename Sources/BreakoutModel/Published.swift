/// What people were told: the placements of a published run, matched to the event as it is now.
///
/// People are matched by key (`Attendee.key(of:)` of the id in the record), sessions by id within their round. Somebody
/// who is no longer an attendee has no place here; they are in `withdrawn`.
public struct Published: Sendable {
    /// Where somebody was told to go in one round.
    public struct Placement: Hashable, Sendable {
        /// The session's id, as in the run.
        public let id: String
        /// Nil when no session of the round has that id any more.
        public let session: SessionIndex?
        /// Which of their choices it was then.
        public let choice: Choice?
        public let reason: Reason
    }

    public let roundCount: Int
    /// Row-major by attendee and round.
    private var placements: [Placement?]
    /// By attendee: whether the run knew them.
    private var isKnown: [Bool]
    /// The records of people who are no longer attendees, in the order of the run's records.
    public private(set) var withdrawn: [AllocationRecord] = []
    /// By attendee and round: the record itself, with the title, room and time that people were told.
    private var told: [Int: AllocationRecord] = [:]

    public init(records: [AllocationRecord], event: Event) {
        roundCount = event.roundCount
        placements = Array(repeating: nil, count: event.attendees.count * event.roundCount)
        isKnown = Array(repeating: false, count: event.attendees.count)
        var attendees: [String: Int] = [:]
        for (index, attendee) in event.attendees.enumerated() { attendees[attendee.key] = index }
        var sessions: [String: SessionIndex] = [:]
        for (index, session) in event.sessions.enumerated() { sessions[session.id] = SessionIndex(index) }
        for record in records {
            guard let attendee = attendees[Attendee.key(of: record.attendee)] else {
                withdrawn.append(record)
                continue
            }
            isKnown[attendee] = true
            guard !record.session.isEmpty, record.round >= 1, record.round <= event.roundCount else { continue }
            let session = sessions[record.session].flatMap { event[$0].round == record.round - 1 ? $0 : nil }
            placements[attendee * roundCount + record.round - 1] = Placement(
                id: record.session, session: session, choice: record.choice, reason: record.reason)
            told[attendee * roundCount + record.round - 1] = record
        }
    }

    /// Nil when they were told nothing about the round.
    public subscript(attendee: AttendeeIndex, round: Int) -> Placement? {
        placements[attendee.value * roundCount + round]
    }

    /// The record of the run; nil when they were told nothing about the round.
    public func record(_ attendee: AttendeeIndex, _ round: Int) -> AllocationRecord? {
        told[attendee.value * roundCount + round]
    }

    /// How many placements were told to people who are attendees now.
    public var placementCount: Int { told.count }

    /// Whether the run knew them, placed or not.
    public func knows(_ attendee: AttendeeIndex) -> Bool { isKnown[attendee.value] }

    /// What becomes of a published placement.
    public enum Move: Int, CaseIterable, Sendable {
        /// Nothing was told, or it stays as it was told.
        case none
        /// Another session, no worse.
        case moved
        /// Another session that the attendee wants less.
        case worse
    }

    /// What it means for the attendee to get the session.
    ///
    /// A session is worse when, in a round in which the attendee chooses, its regret is larger than that of the session
    /// they were told; where they can no longer have that session, than the choice it was when they were told.
    /// - Parameter regret: today's regret of a session of the round, nil where the attendee may not be.
    public func move(
        of attendee: AttendeeIndex, round: Int, to session: SessionIndex, isChoosing: Bool,
        regret: (SessionIndex) -> Int?
    ) -> Move {
        guard let told = self[attendee, round], told.session != session else { return .none }
        guard isChoosing, let now = regret(session) else { return .moved }
        let before: Int?
        if let known = told.session.flatMap(regret) {
            before = known
        } else if case .ranked(let choice) = told.choice {
            before = choice - 1
        } else {
            before = nil
        }
        return before.map { now > $0 } ?? false ? .worse : .moved
    }
}

extension Allocation {
    /// What becomes of the published placement of the attendee's round; `.none` too where they are not placed now.
    public func move(
        of attendee: AttendeeIndex, round: Int, from published: Published, in table: ChoiceTable
    ) -> Published.Move {
        guard let session = self[attendee, round] else { return .none }
        return published.move(
            of: attendee, round: round, to: session,
            isChoosing: table.standing(of: attendee, round: round) == .choosing
        ) { table.regret(of: attendee, in: $0) }
    }
}

import BreakoutModel

/// Why an attendee is not in a session that they would rather have had, as far as the allocation shows it.
enum Obstacle: Hashable, Sendable {
    case full
    /// Left out: nobody is there.
    case notHeld
    /// It cannot be combined with what they have in another round: the clock, or the same topic.
    case clash(with: SessionIndex)
    /// The largest number of people of their organisation are there already.
    case organisation
    /// They belong to a group that stays together, or apart.
    case group(String)
    /// None of these, so there was room: some other rule, for somebody else, stood in the way; `explain` works it
    /// out.
    case other
}

/// Finds obstacles; holds what they are looked up in.
struct Obstacles: Sendable {
    private let event: Event
    private let table: ChoiceTable
    private let allocation: Allocation
    private let headcounts: [Int]

    init(event: Event, table: ChoiceTable, allocation: Allocation) {
        self.event = event
        self.table = table
        self.allocation = allocation
        headcounts = allocation.headcounts(sessionCount: event.sessions.count)
    }

    /// The sessions that the attendee ranked above the one received, best first, each with what stood in the way.
    func above(_ attendee: AttendeeIndex, round: Int) -> [(session: SessionIndex, obstacle: Obstacle)] {
        guard let own = allocation.regret(of: attendee, round: round, in: table) else { return [] }
        return event.sessions(inRound: round)
            .compactMap { session in table.regret(of: attendee, in: session).map { (session, $0) } }
            .filter { $0.1 < own && table.isRanked($0.0, by: attendee, round: round) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .map { ($0.0, obstacle(attendee, $0.0, round)) }
    }

    private func obstacle(_ attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int) -> Obstacle {
        let headcount = headcounts[session.value]
        if headcount == 0, event[session].cancellable { return .notHeld }
        if let capacity = event[session].capacity, headcount >= capacity { return .full }
        for other in 0..<event.roundCount where other != round {
            if let taken = allocation[attendee, other], table.conflicts.contains(SessionPair(session, taken)) {
                return .clash(with: taken)
            }
        }
        if organisationIsComplete(attendee, session, round) { return .organisation }
        if let group = event.groups.first(where: { $0.members.contains(attendee) }) {
            return .group(group.name)
        }
        return .other
    }

    private func organisationIsComplete(
        _ attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int
    ) -> Bool {
        guard let maximum = event.settings.maximumPerOrganisation,
            let organisation = event[attendee].organisation
        else { return false }
        return event.attendees.indices.count {
            event.attendees[$0].organisation == organisation
                && allocation[AttendeeIndex($0), round] == session
        } >= maximum
    }
}

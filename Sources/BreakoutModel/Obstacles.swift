/// What keeps people from sessions that they would rather have, as an allocation shows it.
public struct Obstacles: Sendable {
    private let event: Event
    private let table: ChoiceTable
    private let allocation: Allocation
    private let headcounts: [Int]
    /// Per session how many people put it first, and how many are there on duty.
    private let firsts: [Int]
    private let onDuty: [Int]

    /// `table` is without the sessions that the allocation cancels.
    public init(event: Event, table: ChoiceTable, allocation: Allocation) {
        self.event = event
        self.table = table
        self.allocation = allocation
        headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        let none = [Int](repeating: 0, count: event.sessions.count)
        let pieces = Parallel.map(event.attendees.count) { people in
            var firsts = none, onDuty = none
            for index in people {
                let attendee = AttendeeIndex(index)
                for round in 0..<table.roundCount {
                    switch table.standing(of: attendee, round: round) {
                    case .onDuty(let session, _): onDuty[session.value] += 1
                    case .choosing:
                        for session in table.sessionRanges[round]
                        where table.regret(of: attendee, in: SessionIndex(session)) == 0 { firsts[session] += 1 }
                    default: break
                    }
                }
            }
            return (firsts, onDuty)
        }
        firsts = pieces.reduce(none) { zip($0, $1.0).map { $0 + $1 } }
        onDuty = pieces.reduce(none) { zip($0, $1.1).map { $0 + $1 } }
    }

    /// The sessions that the attendee ranked above the one received, best first, each with what stood in the way.
    public func above(
        _ attendee: AttendeeIndex, round: Int
    ) -> [(session: SessionIndex, obstacles: [MissedObstacle])] {
        guard let own = allocation.regret(of: attendee, round: round, in: table) else { return [] }
        return event.sessions(inRound: round)
            .compactMap { session in table.regret(of: attendee, in: session).map { (session, $0) } }
            .filter { $0.1 < own && table.isRanked($0.0, by: attendee, round: round) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .map { ($0.0, obstacles(to: $0.0, for: attendee, round)) }
    }

    /// What keeps the attendee, alone, from moving to the session when everybody else stays where they are.
    public func obstacles(to session: SessionIndex, for attendee: AttendeeIndex, _ round: Int) -> [MissedObstacle] {
        var found: [MissedObstacle] = []
        let headcount = headcounts[session.value], firsts = firsts[session.value]
        if event[session].cancellable && headcount == 0 {
            found.append(.cancelled(minimum: event[session].minimum, firsts: firsts))
        }
        if let capacity = event[session].capacity, headcount >= capacity {
            found.append(.full(firsts: firsts, seats: max(0, capacity - onDuty[session.value])))
        }
        for other in 0..<event.roundCount where other != round && table.standing(of: attendee, round: other).isFree {
            if let taken = allocation[attendee, other], table.conflicts.contains(SessionPair(session, taken)) {
                found.append(.clash(taken))
            }
        }
        if let maximum = event.settings.maximumPerOrganisation, isComplete(attendee, session, round, maximum) {
            found.append(.organisation(maximum: maximum))
        }
        found += groups(of: attendee, session, round)
        if let own = allocation[attendee, round], headcounts[own.value] <= event[own].minimum {
            found.append(.neededWhereTheyAre(minimum: event[own].minimum))
        }
        return found
    }

    /// Whether no more people of the attendee's organisation may be there. People on duty never make that
    /// impossible by themselves.
    private func isComplete(
        _ attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int, _ maximum: Int
    ) -> Bool {
        guard let organisation = event[attendee].organisation else { return false }
        let there = event.attendees.indices.map { AttendeeIndex($0) }.filter {
            event[$0].organisation == organisation && allocation[$0, round] == session
        }
        return there.count >= max(maximum, there.count { isOnDuty($0, round) })
    }

    private func isOnDuty(_ attendee: AttendeeIndex, _ round: Int) -> Bool {
        if case .onDuty = table.standing(of: attendee, round: round) { true } else { false }
    }

    private func groups(of attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int) -> [MissedObstacle] {
        event.groups.enumerated().compactMap { position, group in
            guard group.members.contains(attendee) else { return nil }
            let others = group.members.filter { $0 != attendee }
            switch group.rule {
            case .together:
                return others.contains { table.standing(of: $0, round: round).isFree } ? .together(position) : nil
            case .apart:
                return others.contains { allocation[$0, round] == session } ? .apart(position) : nil
            }
        }
    }
}

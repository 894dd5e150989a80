/// What keeps people from sessions that they would rather have, as an allocation shows it.
public struct Obstacles: Sendable {
    private let event: Event
    private let table: ChoiceTable
    private let allocation: Allocation
    private let headcounts: [Int]
    /// Per session how many people put it first, and how many are there on duty.
    private let firsts: [Int]
    private let onDuty: [Int]
    /// Where there is a limit on these: how many of an organisation are in a session, and how many of them on duty.
    private let colleagues: [Colleagues: (all: Int, onDuty: Int)]
    /// The places in `Event.groups` of everybody's groups.
    private let groups: [AttendeeIndex: [Int]]

    private struct Colleagues: Hashable {
        let organisation: OrganisationIndex
        let session: SessionIndex
    }

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
        colleagues = Obstacles.colleagues(event, table, allocation)
        var groups: [AttendeeIndex: [Int]] = [:]
        for (position, group) in event.groups.enumerated() {
            for member in group.members { groups[member, default: []].append(position) }
        }
        self.groups = groups
    }

    private static func colleagues(
        _ event: Event, _ table: ChoiceTable, _ allocation: Allocation
    ) -> [Colleagues: (all: Int, onDuty: Int)] {
        guard event.settings.maximumPerOrganisation != nil else { return [:] }
        var found: [Colleagues: (all: Int, onDuty: Int)] = [:]
        for (index, attendee) in event.attendees.enumerated() {
            guard let organisation = attendee.organisation else { continue }
            for round in 0..<event.roundCount {
                guard let session = allocation[AttendeeIndex(index), round] else { continue }
                let key = Colleagues(organisation: organisation, session: session)
                found[key, default: (0, 0)].all += 1
                if case .onDuty = table.standing(of: AttendeeIndex(index), round: round) {
                    found[key, default: (0, 0)].onDuty += 1
                }
            }
        }
        return found
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
        if let maximum = event.settings.maximumPerOrganisation, isComplete(attendee, session, maximum) {
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
    private func isComplete(_ attendee: AttendeeIndex, _ session: SessionIndex, _ maximum: Int) -> Bool {
        guard let organisation = event[attendee].organisation else { return false }
        let there = colleagues[Colleagues(organisation: organisation, session: session)] ?? (0, 0)
        return there.all >= max(maximum, there.onDuty)
    }

    private func groups(of attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int) -> [MissedObstacle] {
        groups[attendee, default: []].compactMap { position in
            let group = event.groups[position]
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

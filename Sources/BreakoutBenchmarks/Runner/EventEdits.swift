import BreakoutModel

/// The same event with something changed about somebody.
extension Event {
    /// Without these people, who have no duty and are in no group.
    func without(_ leaving: Set<AttendeeIndex>) -> Event {
        let staying = attendees.indices.map { AttendeeIndex($0) }.filter { !leaving.contains($0) }
        var place: [AttendeeIndex: AttendeeIndex] = [:]
        for (position, attendee) in staying.enumerated() { place[attendee] = AttendeeIndex(position) }
        return edited(
            attendees: staying.map { self[$0] }, rankings: rankings.reordered(by: staying),
            duties: duties.compactMap { duty in
                place[duty.attendee].map { Duty(attendee: $0, place: duty.place, kind: duty.kind) }
            },
            groups: groups.map { group in
                Group(name: group.name, rule: group.rule, members: group.members.compactMap { place[$0] })
            })
    }

    /// With these people the last to have signed up.
    func signingUpLate(_ late: Set<AttendeeIndex>) -> Event {
        let latest = (attendees.compactMap(\.registered).max() ?? 0) + 1
        let edited = attendees.enumerated().map { position, attendee in
            guard late.contains(AttendeeIndex(position)) else { return attendee }
            return Attendee(
                id: attendee.id, key: attendee.key, name: attendee.name, email: attendee.email,
                organisation: attendee.organisation, roles: attendee.roles, absent: attendee.absent,
                registered: latest)
        }
        return self.edited(attendees: edited, rankings: rankings, duties: duties, groups: groups)
    }

    /// With another ranking of one person.
    func ranking(of liar: AttendeeIndex, _ reports: [[RankedSession]]) -> Event {
        var table = RankingTable(roundCount: roundCount, attendeeCapacity: attendees.count)
        for index in attendees.indices {
            let attendee = AttendeeIndex(index)
            table.append(
                attendee == liar ? reports : (0..<roundCount).map { rankings.ranking(of: attendee, round: $0) })
        }
        return edited(attendees: attendees, rankings: table, duties: duties, groups: groups)
    }

    /// People whom a late sign-up or another ranking can be about: no duty, no group.
    var ordinaryPeople: [AttendeeIndex] {
        let special = Set(duties.map(\.attendee)).union(groups.flatMap(\.members))
        return attendees.indices.map { AttendeeIndex($0) }.filter { !special.contains($0) }
    }

    private func edited(
        attendees: [Attendee], rankings: RankingTable, duties: [Duty], groups: [Group]
    ) -> Event {
        do {
            return try Event(
                settings: settings, sessions: sessions, fixedItems: fixedItems, attendees: attendees,
                organisations: organisations, roles: roles, rankings: rankings, duties: duties, groups: groups)
        } catch {
            preconditionFailure("an edit made an event that is none: \(error)")
        }
    }
}

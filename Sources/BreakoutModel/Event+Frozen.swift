/// Somebody is at a session of a round that has begun, whatever the rules say now.
public struct Pin: Hashable, Sendable {
    public let attendee: AttendeeIndex
    public let session: SessionIndex
    /// Of a round that has not begun: they are to be nowhere else, and all the rules hold for them there. So one asks what
    /// keeps them from staying.
    public let isSupposed: Bool

    public init(attendee: AttendeeIndex, session: SessionIndex, isSupposed: Bool = false) {
        self.attendee = attendee
        self.session = session
        self.isSupposed = isSupposed
    }
}

/// Why rounds cannot be frozen: somebody was told to go to a session of such a round that is gone.
public struct FrozenSessionGone: Error, Hashable, Sendable {
    public let session: String
    /// Counted from 1.
    public let round: Int
}

extension Event {
    /// The event in which nothing changes in rounds that have begun: who was told to be in a session is there, and who
    /// was told nothing about the round is absent from it. What duties, doors, groups and rooms have become since makes no
    /// difference to where people are there. Somebody who is absent now stays absent. Regrets of these rounds count as ever.
    public func frozen(_ rounds: RoundSet, _ published: Published) throws(FrozenSessionGone) -> Event {
        guard !rounds.isEmpty else { return self }
        var pins: [Pin] = []
        var people = attendees
        for index in attendees.indices {
            let attendee = AttendeeIndex(index)
            var absent = attendees[index].absent
            for round in 0..<roundCount where rounds.contains(round) && !absent.contains(round) {
                guard let told = published[attendee, round] else {
                    absent.insert(round)
                    continue
                }
                guard let session = told.session else {
                    throw FrozenSessionGone(session: told.id, round: round + 1)
                }
                pins.append(Pin(attendee: attendee, session: session))
            }
            people[index] = people[index].with(absent: absent)
        }
        do {
            return try Event(
                settings: settings, sessions: frozenSessions(rounds, pins), fixedItems: fixedItems, attendees: people,
                organisations: organisations, roles: roles, rankings: rankings, duties: frozenDuties(rounds, pins),
                groups: groups, pins: pins)
        } catch {
            preconditionFailure("freezing rounds makes no event wrong: \(error)")
        }
    }

    /// Their rooms hold whoever is in them.
    private func frozenSessions(_ rounds: RoundSet, _ pins: [Pin]) -> [Session] {
        var counts = [Int](repeating: 0, count: sessions.count)
        for pin in pins { counts[pin.session.value] += 1 }
        return zip(sessions, counts).map { session, count in
            guard rounds.contains(session.round) else { return session }
            return session.with(
                capacity: session.capacity.map { max($0, count) }, minimum: min(session.minimum, count),
                cancellable: false, requiredFor: .nobody)
        }
    }

    /// Duties of these rounds count only for who is there, exclusions only for who is not: they say what counts in a
    /// ranking. A role's requirement becomes a duty of whoever is there.
    private func frozenDuties(_ rounds: RoundSet, _ pins: [Pin]) -> [Duty] {
        let there = Set(pins)
        var kept = duties.filter { duty in
            guard case .session(let session) = duty.place, rounds.contains(self[session].round) else { return true }
            return duty.kind.bindsToSession == there.contains(Pin(attendee: duty.attendee, session: session))
        }
        for pin in pins where requirement(self[pin.session].requiredFor, includes: pin.attendee) {
            kept.append(Duty(attendee: pin.attendee, place: .session(pin.session), kind: .member))
        }
        return kept
    }
}

extension Attendee {
    package func with(absent: RoundSet) -> Attendee {
        Attendee(
            id: id, key: key, name: name, email: email, organisation: organisation, roles: roles, absent: absent,
            registered: registered)
    }
}

extension Session {
    func with(capacity: Int?, minimum: Int, cancellable: Bool, requiredFor: Requirement) -> Session {
        Session(
            id: id, round: round, title: title, room: room, capacity: capacity, minimum: minimum,
            cancellable: cancellable, time: time, openTo: openTo, requiredFor: requiredFor, topic: topic,
            origin: origin)
    }
}

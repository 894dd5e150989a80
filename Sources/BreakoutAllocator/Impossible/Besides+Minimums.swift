import BreakoutModel

// Minimums of rounds in which somebody is not counted.
extension Besides {
    /// Those that are too much for all who may be there.
    static func minimums(_ event: Event, _ others: RuleBook, _ uncounted: [[AttendeeIndex]]) -> [Cause] {
        uncounted.indices.compactMap { round in
            let sessions = event.sessions(inRound: round).filter { event[$0].minimum > 0 && !event[$0].cancellable }
            let people = event.attendees.indices.map { AttendeeIndex($0) }.filter {
                uncounted[round].contains($0) || others.presence(of: $0, round: round) != .none
            }
            let sum = sessions.reduce(0) { $0 + event[$1].minimum }
            guard !uncounted[round].isEmpty, sum > people.count else { return nil }
            // As few as are too much already.
            var few = sessions, rest = sum
            for session in sessions where rest - event[session].minimum > people.count {
                rest -= event[session].minimum
                few.removeAll { $0 == session }
            }
            return Cause(minimums: few, round: round, people: people, event: event)
        }
    }

    /// The event for what else the minimums of these rounds lack; nil where that is nothing that can be counted.
    ///
    /// Idea: as much help as there can be. Whoever may be anywhere once what is asked of them is mended takes one person off
    /// every minimum at once. The others who are not counted go wherever nothing impossible keeps them from, without regard
    /// to who belongs together or to an organisation; rooms have no limit. What is lacking even so is lacking whatever is
    /// mended.
    static func helped(
        _ spared: Event, _ uncounted: [[AttendeeIndex]], _ anywhere: [[AttendeeIndex]], rounds: [Int]
    ) -> Event? {
        let free = Set(uncounted.joined()), isLookedAt = Set(rounds.filter { !uncounted[$0].isEmpty })
        guard !isLookedAt.isEmpty else { return nil }
        let event = spared.replacing(
            sessions: spared.sessions.map { session in
                let isNeeded = isLookedAt.contains(session.round) && !session.cancellable
                return session.needing(isNeeded ? max(0, session.minimum - anywhere[session.round].count) : 0)
            },
            attendees: spared.attendees.enumerated().map { index, attendee in
                free.contains(AttendeeIndex(index)) ? attendee.ofNoOrganisation : attendee
            },
            groups: spared.groups.map { group in
                // Somebody alone is tied to nobody.
                let members = group.members.filter { !free.contains($0) }
                return Group(
                    name: group.name, rule: group.rule, members: members.isEmpty ? [group.members[0]] : members,
                    origin: group.origin)
            }
        ).missing(anywhere)
        let rules = RuleBook(withoutFindings: event)
        return rules.personalContradictions.isEmpty && Infeasibility.isPlain(event, rules) ? event : nil
    }

    /// What is lacking with all that help: of a round where people took something off several minimums at once, only what a
    /// single one lacks, as they cannot be at more than one.
    func lacking(_ patience: Patience, most: Int) -> [Cause] {
        guard let helped, most > 0 else { return [] }
        return Infeasibility.causes(helped, .none, patience).compactMap { cause in
            guard let round = cause.proof.round, cause.proof.isOfMinimums else { return nil }
            let needy = cause.told.count { if case .minimum = $0 { true } else { false } }
            return anywhere[round].isEmpty || needy == 1 ? cause.helped(by: anywhere[round], lifted) : nil
        }.prefix(most).map { $0 }
    }
}

extension Cause {
    /// The same of the event as it is, with these people who may be in any session of the round.
    fileprivate func helped(by people: [AttendeeIndex], _ event: Event) -> Cause {
        var cause = self
        switch proof {
        case .minimums(let round, let sessions, let isWholeRound, let others, _):
            cause.proof = .minimums(
                round: round, sessions: sessions, isWholeRound: isWholeRound, people: (others + people).sorted(),
                minimum: sessions.reduce(0) { $0 + event[$1].minimum })
        case .drought(let round, let sessions, let others, _, let places):
            cause.proof = .drought(
                round: round, sessions: sessions, people: (others + people).sorted(),
                minimum: sessions.reduce(0) { $0 + event[$1].minimum }, places: places + people.count)
        default: break
        }
        return cause
    }
}

extension Cause.Proof {
    fileprivate var isOfMinimums: Bool {
        switch self {
        case .minimums, .drought: true
        default: false
        }
    }
}

extension Session {
    /// With this minimum, and a room without a limit.
    fileprivate func needing(_ minimum: Int) -> Session {
        Session(
            id: id, round: round, title: title, room: room, capacity: nil, minimum: minimum, cancellable: cancellable,
            time: time, openTo: openTo, requiredFor: requiredFor, topic: topic, origin: origin)
    }
}

extension Attendee {
    fileprivate var ofNoOrganisation: Attendee {
        Attendee(
            id: id, key: key, name: name, email: email, organisation: nil, roles: roles, absent: absent,
            registered: registered)
    }
}

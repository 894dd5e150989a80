/// Why values do not make an event. Readers report such things earlier, with file, line and column; what is left
/// for this error are mistakes of whoever builds an event in code.
public enum EventError: Error, Hashable, Sendable {
    case noSessions
    case noAttendees
    case tooManyRounds(Int)
    case roundWithoutSessions(Int)
    case sessionsNotInCanonicalOrder(String)
    case attendeesNotInCanonicalOrder(String)
    case duplicateSession(String)
    case duplicateAttendee(String)
    case emptyID
    case negativeNumber(String)
    case minimumAboveCapacity(String)
    case indexOutOfRange(String)
    case rankingOfAnotherRound(attendee: String, session: String)
    case wrongNumberOfRankings
    case groupMemberTwice(String)
}

extension Event {
    func check() throws(EventError) {
        try checkSessions()
        try checkAttendees()
        try checkRankings()
        try checkDutiesAndGroups()
    }

    private func checkSessions() throws(EventError) {
        guard !sessions.isEmpty else { throw .noSessions }
        guard roundCount <= RoundSet.capacity else { throw .tooManyRounds(roundCount) }
        for (round, range) in sessionRanges.enumerated() where range.isEmpty {
            throw .roundWithoutSessions(round)
        }
        for (a, b) in zip(sessions, sessions.dropFirst()) where !Event.inCanonicalOrder(a, b) {
            throw .sessionsNotInCanonicalOrder(b.id)
        }
        var ids = Set<String>()
        for id in sessions.map(\.id) + fixedItems.map(\.id) {
            guard !id.isEmpty else { throw .emptyID }
            guard ids.insert(id).inserted else { throw .duplicateSession(id) }
        }
        for session in sessions {
            guard session.round >= 0, session.minimum >= 0, (session.capacity ?? 0) >= 0 else {
                throw .negativeNumber(session.id)
            }
            if let capacity = session.capacity, session.minimum > capacity {
                throw .minimumAboveCapacity(session.id)
            }
            try check(session.openTo, of: session.id)
            try check(session.requiredFor, of: session.id)
        }
        for item in fixedItems { try check(item.requiredFor, of: item.id) }
    }

    private func checkAttendees() throws(EventError) {
        guard !attendees.isEmpty else { throw .noAttendees }
        for (a, b) in zip(attendees, attendees.dropFirst()) where !Event.inCanonicalOrder(a, b) {
            if a.key == b.key { throw .duplicateAttendee(b.id) }
            throw .attendeesNotInCanonicalOrder(b.id)
        }
        for attendee in attendees {
            guard !attendee.key.isEmpty else { throw .emptyID }
            try check(attendee.roles, of: attendee.id)
            if let organisation = attendee.organisation, !organisations.indices.contains(organisation.value) {
                throw .indexOutOfRange(attendee.id)
            }
        }
    }

    private func checkRankings() throws(EventError) {
        guard rankings.roundCount == roundCount, rankings.attendeeCount == attendees.count else {
            throw .wrongNumberOfRankings
        }
        for index in attendees.indices {
            for round in 0..<roundCount {
                for position in rankings.range(of: AttendeeIndex(index), round: round) {
                    let session = rankings[position].session
                    guard sessions.indices.contains(session.value) else {
                        throw .indexOutOfRange(attendees[index].id)
                    }
                    guard self[session].round == round else {
                        throw .rankingOfAnotherRound(attendee: attendees[index].id, session: self[session].id)
                    }
                }
            }
        }
    }

    private func checkDutiesAndGroups() throws(EventError) {
        for duty in duties {
            guard attendees.indices.contains(duty.attendee.value) else { throw .indexOutOfRange("duty") }
            let known =
                switch duty.place {
                case .session(let session): sessions.indices.contains(session.value)
                case .fixedItem(let item): fixedItems.indices.contains(item.value)
                }
            guard known else { throw .indexOutOfRange("duty") }
        }
        for pin in pins {
            guard attendees.indices.contains(pin.attendee.value), sessions.indices.contains(pin.session.value) else {
                throw .indexOutOfRange("pin")
            }
        }
        for group in groups {
            guard group.members.allSatisfy({ attendees.indices.contains($0.value) }) else {
                throw .indexOutOfRange(group.name)
            }
            guard Set(group.members).count == group.members.count else { throw .groupMemberTwice(group.name) }
        }
    }

    private func check(_ requirement: Requirement, of owner: String) throws(EventError) {
        if case .roles(let roles) = requirement { try check(roles, of: owner) }
    }

    private func check(_ indices: [RoleIndex], of owner: String) throws(EventError) {
        guard indices.allSatisfy({ roles.indices.contains($0.value) }) else { throw .indexOutOfRange(owner) }
    }
}

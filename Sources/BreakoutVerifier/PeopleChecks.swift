import BreakoutModel

/// The rules about one person at a time: standing, duties, doors, clock and topics.
extension Answer {
    func checkPeople(_ findings: inout Findings) {
        let pairs = findings.add(lookingAt: event.attendees.count) { attendees, findings in
            var pairs = 0
            for attendee in attendees {
                for round in 0..<event.roundCount { checkPlacement(attendee, round, &findings) }
                checkObligations(attendee, &findings)
                pairs += checkDay(attendee, &findings)
            }
            return pairs
        }
        findings.looked(at: .standings, event.attendees.count * event.roundCount)
        findings.looked(at: .clockAndTopics, pairs)
    }

    /// Whether the attendee is where their standing in the round has them.
    private func checkPlacement(_ attendee: Int, _ round: Int, _ findings: inout Findings) {
        let attendance = outlooks.attendance(attendee, round)
        // Made only of those about whom there is something to say.
        var person: String { event.person(attendee) }
        guard let session = session(attendee, round) else {
            if attendance.isPlaced && !mayBeUnplaced(attendance) {
                findings.add(.notPlaced(person, round: round + 1))
            }
            return
        }
        var id: String { event.sessions[session].id }
        switch attendance {
        case .absent: findings.add(.placedThoughAbsent(person, session: id, round: round + 1))
        case .excused: findings.add(.placedThoughExcused(person, session: id, round: round + 1))
        case .onDuty(let duty, let kind):
            if duty != session {
                findings.add(.dutyNotKept(person, kind, duty: event.sessions[duty].id, session: id))
            }
        case .choosing, .noPreference:
            if rules.pinned(attendee, round) == session { return }
            if !rules.exclusions[attendee].isEmpty && rules.exclusions[attendee].contains(.session(session)) {
                findings.add(.placedThoughExcluded(person, session: id))
            } else if !rules.isOpen(session, to: attendee) {
                findings.add(.notOpen(person, session: id))
            }
        }
    }

    /// In a run that leaves people out: everybody but those on duty at a session that could be cancelled instead.
    private func mayBeUnplaced(_ attendance: Attendance) -> Bool {
        guard allowsUnplaced else { return false }
        if case .onDuty(let session, _) = attendance { return !event.sessions[session].cancellable }
        return true
    }

    /// Things asked of one person that no allocation can give together. Two duties at one topic are no such thing: who
    /// gives a session twice is there twice.
    private func checkObligations(_ attendee: Int, _ findings: inout Findings) {
        var person: String { event.person(attendee) }
        for place in rules.contradictions[attendee]
        where !placements.cancelled.contains(where: { event.sessions[$0].id == place.id }) {
            findings.add(.dutyAndExclusion(person, place: place.id))
        }
        for round in 0..<event.roundCount
        where outlooks.attendance(attendee, round).isFree && !outlooks.hasOption(attendee, round) && !allowsUnplaced {
            findings.add(.nothingOpen(person, round: round + 1))
        }
        let obligations = outlooks.obligations(of: attendee)
        for (position, a) in obligations.enumerated() {
            for b in obligations[(position + 1)...] {
                if a.round != nil && a.round == b.round {
                    findings.add(.twoDutiesInOneRound(person, a.activity.id, b.activity.id))
                } else if rules.clash(a, b) {
                    findings.add(.obligationsClash(person, a.activity.id, b.activity.id))
                }
            }
        }
    }

    /// Everything that the person does in the day, two by two, save two obligations. Returns the number of pairs.
    private func checkDay(_ attendee: Int, _ findings: inout Findings) -> Int {
        let obligations = outlooks.obligations(of: attendee)
        let chosen = (0..<event.roundCount).compactMap { session(attendee, $0) }
            .filter { session in !obligations.contains { $0.place == .session(session) } }
        var pairs = 0
        func compare(_ session: Int, _ other: Activity, onStage: Bool) {
            pairs += 1
            let activity = rules.activities[session]
            if rules.clock.clash(activity, onStage: false, other, onStage: onStage) {
                findings.add(.clash(event.person(attendee), activity, other))
            }
            if let topic = activity.topic, topic == other.topic {
                findings.add(
                    .topicTwice(
                        event.person(attendee), activity.id, other.id,
                        topic: event.sessions[session].topic ?? ""))
            }
        }
        for (position, session) in chosen.enumerated() {
            // Who is somewhere already is there, whatever they must attend by the rules as they are now.
            let isThere = rules.pinned(attendee, event.sessions[session].round) == session
            for obligation in isThere ? [] : obligations where obligation.round != event.sessions[session].round {
                compare(session, obligation.activity, onStage: obligation.kind.isOnStage)
            }
            for other in chosen[(position + 1)...] {
                compare(session, rules.activities[other], onStage: false)
            }
        }
        return pairs
    }
}

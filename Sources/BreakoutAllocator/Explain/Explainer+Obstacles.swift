import BreakoutModel

// Why not: what the allocation itself shows.
extension Explainer {
    /// What keeps the attendee, alone, from moving to the session when everybody else stays where they are.
    func obstacles(to session: SessionIndex, for attendee: AttendeeIndex, _ round: Int) -> [MissedObstacle] {
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

    /// The ranked sessions above everything that the attendee could be given, and why they did not count.
    func dropped(_ attendee: AttendeeIndex, _ round: Int) -> [DroppedWish] {
        let ranking = event.rankings.ranking(of: attendee, round: round)
        let best = ranking.first { table.regret(of: attendee, in: $0.session) != nil }?.rank
        return ranking.filter { entry in
            table.regret(of: attendee, in: entry.session) == nil && best.map { entry.rank < $0 } ?? true
        }.map { DroppedWish(session: $0.session, reason: reason(attendee, $0.session)) }
    }

    private func reason(_ attendee: AttendeeIndex, _ session: SessionIndex) -> DroppedWish.Reason {
        if maker.isExcluded(attendee, session) { return .excluded }
        let openTo = event[session].openTo
        if !openTo.isEmpty && !event[attendee].roles.contains(where: openTo.contains) { return .notOpen }
        let musts = maker.obligations[attendee.value]
        if let clash = musts.first(where: { maker.clock.clash($0.activity, .init(event[session])) }) {
            return .clash(clash.place)
        }
        for case .session(let other) in musts.map(\.place)
        where RuleBookMaker.sameTopic(event[other], event[session]) { return .sameTopic(other) }
        // Neither: then the rules would have let them in.
        preconditionFailure("a choice was dropped for no reason")
    }
}

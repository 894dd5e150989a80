import BreakoutModel

// Which wishes never counted, and why.
extension Explainer {
    /// The ranked sessions above everything that the attendee could be given, and why they did not count.
    func dropped(_ attendee: AttendeeIndex, _ round: Int) -> [DroppedWish] {
        // Where a round had begun, wishes did not count at all; `begun` says so.
        if event.pin(of: attendee, round: round) != nil { return [] }
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

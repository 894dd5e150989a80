import BreakoutModel

/// How late sign-ups would fare, were they to choose as people did so far.
///
/// A share p(s) = f(s)/F of the first choices of a round is for session s, which has e(s) free seats. Of n late sign-ups
/// about n·p(s) want s, so about Σ min(e(s), n·p(s)) get their first choice; nobody misses it while n·p(s) <= e(s)
/// everywhere. A tie for the first place counts for each of its sessions.
public enum LateOutlook {
    public static func rounds(_ event: Event, _ table: ChoiceTable, _ allocation: Allocation) -> [LateRoom] {
        let headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        return (0..<event.roundCount).map { round in
            let range = event.sessionRanges[round]
            var firsts = [Int](repeating: 0, count: range.count)
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard table.standing(of: attendee, round: round) == .choosing else { continue }
                for session in table.options(of: attendee, round: round)
                where table.regret(of: attendee, in: session) == 0 { firsts[session.value - range.lowerBound] += 1 }
            }
            let sessions = range.map { position in
                LateRoom.Session(
                    session: event.sessions[position].id, firstChoices: firsts[position - range.lowerBound],
                    free: event.sessions[position].capacity.map { max(0, $0 - headcounts[position]) })
            }
            return room(round + 1, sessions)
        }
    }

    private static func room(_ round: Int, _ sessions: [LateRoom.Session]) -> LateRoom {
        let all = sessions.reduce(0) { $0 + $1.firstChoices }
        let isLimited = !sessions.contains { $0.free == nil }
        var tenths = 0
        var until: Int?
        for session in sessions where session.firstChoices > 0 {
            let wanted = 100 * session.firstChoices
            guard let free = session.free else {
                tenths += wanted
                continue
            }
            tenths += min(10 * free * all, wanted)
            until = min(until ?? .max, free * all / session.firstChoices)
        }
        return LateRoom(
            round: round, freeSeats: isLimited ? sessions.reduce(0) { $0 + $1.free! } : nil, sessions: sessions,
            firstChoicesOfTen: all == 0 ? 0 : tenths / all, untilFirstMiss: until)
    }
}

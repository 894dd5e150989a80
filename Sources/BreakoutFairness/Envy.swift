import BreakoutModel

/// Who would rather have what somebody else received, in one round (envy: D. Foley, "Resource allocation and the
/// public sector", 1967), and whether the other's wish was at least as strong (in the spirit of justified envy:
/// A. Abdulkadiroğlu, T. Sönmez, "School choice: a mechanism design approach", 2003; a stronger wish stands where
/// they have a priority).
///
/// Pairs of people are never looked at: whether i envies j depends on j's session alone, so a session is envied or
/// it is not; and j's wish is weak when the smallest regret for the session among those who envy it is no larger
/// than j's. Attendees × sessions looks at most.
struct Envy: Sendable {
    private(set) var envious = 0
    private(set) var envied = 0
    private(set) var enviedWithoutStrongerWish = 0

    init(round: Int, regrets: RegretMatrix, allocation: Allocation, table: ChoiceTable) {
        let sessions = table.sessionRanges[round]
        let free = Envy.freePeople(round: round, allocation: allocation, table: table)
        /// For each session of the round the strongest wish among those who envy it.
        var strongestWish = [Int](repeating: .max, count: sessions.count)

        for index in 0..<regrets.attendeeCount where regrets.regret(index, round: round) > 0 {
            let own = regrets.regret(index, round: round)
            var isEnvious = false
            for session in sessions where free[session - sessions.lowerBound] > 0 {
                guard let wish = table.regret(of: AttendeeIndex(index), in: SessionIndex(session)), wish < own
                else { continue }
                isEnvious = true
                let position = session - sessions.lowerBound
                strongestWish[position] = min(strongestWish[position], wish)
            }
            if isEnvious { envious += 1 }
        }

        for index in 0..<regrets.attendeeCount {
            let attendee = AttendeeIndex(index)
            guard let session = allocation[attendee, round] else { continue }
            let standing = table.standing(of: attendee, round: round)
            let strongest = strongestWish[session.value - sessions.lowerBound]
            guard standing.isFree, strongest < .max else { continue }
            envied += 1
            if standing == .noPreference || strongest <= regrets.regret(index, round: round) {
                enviedWithoutStrongerWish += 1
            }
        }
    }

    /// For each session of the round the number of people in it who are not on duty.
    private static func freePeople(round: Int, allocation: Allocation, table: ChoiceTable) -> [Int] {
        let sessions = table.sessionRanges[round]
        var counts = [Int](repeating: 0, count: sessions.count)
        for index in 0..<table.attendeeCount {
            let attendee = AttendeeIndex(index)
            guard let session = allocation[attendee, round] else { continue }
            if table.standing(of: attendee, round: round).isFree {
                counts[session.value - sessions.lowerBound] += 1
            }
        }
        return counts
    }
}

extension ChoiceTable {
    /// Fills in a round of somebody who is kept from sessions by their doors alone: they may have every session in
    /// `isOpen` (by session), and all that they ranked is valid. That is nearly everybody, so no lists are made.
    ///
    /// - Returns: false, with nothing filled in, where no session of the round is open or a ranked one is not.
    public mutating func setFree(
        _ attendee: AttendeeIndex, round: Int, isOpen: [Bool], rankings: RankingTable
    ) -> Bool {
        let range = sessionRanges[round], ranked = rankings.range(of: attendee, round: round)
        guard range.contains(where: { isOpen[$0] }),
            ranked.allSatisfy({ isOpen[rankings[$0].session.value] })
        else { return false }
        let row = attendee.value * sessionCount
        for session in range { regrets[row + session] = isOpen[session] ? Int16(ranked.count) : -1 }
        var above = 0
        var previous: Int?
        for (offset, position) in ranked.enumerated() {
            let entry = rankings[position]
            if entry.rank != previous { above = offset }
            previous = entry.rank
            regrets[row + entry.session.value] = Int16(above)
        }
        let slot = attendee.value * roundCount + round
        standings[slot] = ranked.isEmpty ? .noPreference : .choosing
        rankedCounts[slot] = Int16(ranked.count)
        return true
    }
}

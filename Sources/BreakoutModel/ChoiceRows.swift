/// The rows of consecutive attendees, on their way into a `ChoiceTable`: pieces of it are made on all cores.
public struct ChoiceRows: Sendable {
    /// Whose rows these are.
    public let people: Range<Int>
    private let roundCount: Int
    private let sessionCount: Int
    private let sessionRanges: [Range<Int>]
    private(set) var standings: [Standing]
    private(set) var regrets: [Int16]
    private(set) var rankedCounts: [Int16]

    /// Everybody is absent until something else is set.
    public init(_ people: Range<Int>, of event: Event) {
        self.people = people
        roundCount = event.roundCount
        sessionCount = event.sessions.count
        sessionRanges = event.sessionRanges
        standings = Array(repeating: .absent, count: people.count * roundCount)
        regrets = Array(repeating: -1, count: people.count * sessionCount)
        rankedCounts = Array(repeating: 0, count: people.count * roundCount)
    }

    /// Fills in one attendee's round: the standing, how many valid sessions they ranked, and the regret of every
    /// session they may have.
    public mutating func set(
        _ attendee: AttendeeIndex, round: Int, standing: Standing, rankedCount: Int = 0,
        regrets list: [(session: SessionIndex, regret: Int)] = []
    ) {
        let place = attendee.value - people.lowerBound, slot = place * roundCount + round
        standings[slot] = standing
        rankedCounts[slot] = Int16(rankedCount)
        for (session, regret) in list {
            precondition(sessionRanges[round].contains(session.value), "a session of another round")
            regrets[place * sessionCount + session.value] = Int16(regret)
        }
    }

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
        let place = attendee.value - people.lowerBound, row = place * sessionCount
        for session in range { regrets[row + session] = isOpen[session] ? Int16(ranked.count) : -1 }
        var above = 0
        var previous: Int?
        for (offset, position) in ranked.enumerated() {
            let entry = rankings[position]
            if entry.rank != previous { above = offset }
            previous = entry.rank
            regrets[row + entry.session.value] = Int16(above)
        }
        let slot = place * roundCount + round
        standings[slot] = ranked.isEmpty ? .noPreference : .choosing
        rankedCounts[slot] = Int16(ranked.count)
        return true
    }
}

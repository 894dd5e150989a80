/// One ranked session. Equal ranks are ties; the numbers may have gaps, only their order means anything.
public struct RankedSession: Hashable, Sendable {
    public let session: SessionIndex
    public let rank: Int

    @inlinable public init(_ session: SessionIndex, rank: Int) {
        self.session = session
        self.rank = rank
    }
}

/// The rankings of all attendees for all rounds, as handed in, flat: one slice per attendee and round,
/// sorted by rank and then by session, no session twice.
public struct RankingTable: Sendable {
    public let roundCount: Int
    @usableFromInline var starts: [Int32]
    @usableFromInline var entries: [RankedSession32]

    @usableFromInline struct RankedSession32: Sendable {
        @usableFromInline let session: Int32
        @usableFromInline let rank: Int32
    }

    public init(roundCount: Int, attendeeCapacity: Int = 0) {
        self.roundCount = roundCount
        starts = [0]
        starts.reserveCapacity(attendeeCapacity * roundCount + 1)
        entries = []
    }

    public var attendeeCount: Int { roundCount == 0 ? 0 : (starts.count - 1) / roundCount }

    /// Adds the next attendee's rankings, one list per round (an empty list: nothing ranked). Lists are sorted
    /// here; the same session twice in one list is a programmer's mistake (readers drop it with a note).
    public mutating func append(_ rankings: [[RankedSession]]) {
        precondition(rankings.count == roundCount, "one ranking for each round")
        for ranking in rankings {
            // Lists are short: looking back for a double is faster than a set, a million times over.
            for (position, entry) in ranking.enumerated() {
                let isDouble = ranking[..<position].contains { $0.session == entry.session }
                precondition(!isDouble, "a session ranked twice")
            }
            let isSorted = zip(ranking, ranking.dropFirst()).allSatisfy { RankingTable.precedes($0, $1) }
            for entry in isSorted ? ranking : ranking.sorted(by: RankingTable.precedes) {
                entries.append(RankedSession32(session: Int32(entry.session.value), rank: Int32(entry.rank)))
            }
            starts.append(Int32(entries.count))
        }
    }

    private static func precedes(_ a: RankedSession, _ b: RankedSession) -> Bool {
        (a.rank, a.session) < (b.rank, b.session)
    }

    /// Adds the rankings of further attendees, piece by piece.
    public mutating func append(contentsOf pieces: [RankingTable]) {
        entries.reserveCapacity(pieces.reduce(entries.count) { $0 + $1.entries.count })
        for piece in pieces {
            precondition(piece.roundCount == roundCount, "rankings of as many rounds")
            let base = Int32(entries.count)
            entries += piece.entries
            starts += piece.starts.dropFirst().lazy.map { base + $0 }
        }
    }

    /// What the attendee ranked in the round, best first.
    public func ranking(of attendee: AttendeeIndex, round: Int) -> [RankedSession] {
        range(of: attendee, round: round).map { self[$0] }
    }

    /// The positions of the attendee's entries for the round, best first: for loops that must not allocate.
    @inlinable public func range(of attendee: AttendeeIndex, round: Int) -> Range<Int> {
        let slot = attendee.value * roundCount + round
        return Int(starts[slot])..<Int(starts[slot + 1])
    }

    @inlinable public subscript(position: Int) -> RankedSession {
        let entry = entries[position]
        return RankedSession(SessionIndex(Int(entry.session)), rank: Int(entry.rank))
    }

    /// The rankings of all attendees, in another order of attendees.
    public func reordered(by order: [AttendeeIndex]) -> RankingTable {
        var result = RankingTable(roundCount: roundCount, attendeeCapacity: order.count)
        result.entries.reserveCapacity(entries.count)
        for attendee in order {
            for round in 0..<roundCount {
                result.entries.append(contentsOf: entries[range(of: attendee, round: round)])
                result.starts.append(Int32(result.entries.count))
            }
        }
        return result
    }
}

/// What an attendee does in one round, before anybody is placed.
public enum Standing: Hashable, Sendable {
    /// Not there.
    case absent
    /// Can reach no session because of what they must attend elsewhere: not placed, and not an error.
    case excused
    /// Must be at this session.
    case onDuty(SessionIndex, DutyKind)
    /// Free to choose, and at least one ranked session is valid.
    case choosing
    /// Free to choose, without a valid ranked session.
    case noPreference

    /// Whether the attendee gets a session that the solver chooses.
    @inlinable public var isFree: Bool { self == .choosing || self == .noPreference }
    /// Whether the attendee is placed in a session at all.
    @inlinable public var isPlaced: Bool { self != .absent && self != .excused }
}

/// What every attendee may have in every round, and how much they would regret it: the rules and the clock,
/// applied once. Strategies, statistics and reports read it; nobody works these things out again (save the
/// verifier, which trusts nobody).
///
/// Regret of a session: the number of the attendee's *valid* ranked sessions of that round that stand strictly
/// above it; for a session that was not ranked, the number of valid ranked sessions. It is 0 in rounds in which
/// the attendee does not choose.
public struct ChoiceTable: Sendable {
    public let roundCount: Int
    public let sessionCount: Int
    public let attendeeCount: Int
    /// For each round its sessions, as in `Event.sessionRanges`.
    public let sessionRanges: [Range<Int>]
    /// Pairs of sessions of different rounds that nobody can have both of (the clock, or one topic), each with
    /// the earlier session first.
    public let conflicts: Set<SessionPair>

    /// Row-major by attendee and round.
    @usableFromInline var standings: [Standing]
    /// Row-major by attendee and session: the regret, or -1 where the attendee may not be.
    @usableFromInline var regrets: [Int16]
    /// Row-major by attendee and round: the number of valid ranked sessions.
    @usableFromInline var rankedCounts: [Int16]

    public init(event: Event, conflicts: Set<SessionPair>) {
        roundCount = event.roundCount
        sessionCount = event.sessions.count
        attendeeCount = event.attendees.count
        sessionRanges = event.sessionRanges
        self.conflicts = conflicts
        standings = Array(repeating: .absent, count: attendeeCount * roundCount)
        regrets = Array(repeating: -1, count: attendeeCount * sessionCount)
        rankedCounts = Array(repeating: 0, count: attendeeCount * roundCount)
    }

    /// A table that is filled by `append`; to be read when all attendees are there.
    public init(growingFor event: Event, conflicts: Set<SessionPair>) {
        roundCount = event.roundCount
        sessionCount = event.sessions.count
        attendeeCount = event.attendees.count
        sessionRanges = event.sessionRanges
        self.conflicts = conflicts
        standings = []
        regrets = []
        rankedCounts = []
        standings.reserveCapacity(attendeeCount * roundCount)
        regrets.reserveCapacity(attendeeCount * sessionCount)
        rankedCounts.reserveCapacity(attendeeCount * roundCount)
    }

    /// Adds the next attendees.
    public mutating func append(_ rows: ChoiceRows) {
        precondition(rows.people.lowerBound * roundCount == standings.count, "the next attendees")
        standings += rows.standings
        regrets += rows.regrets
        rankedCounts += rows.rankedCounts
    }

    /// Fills in one attendee's round: the standing, how many valid sessions they ranked, and the regret of every
    /// session they may have.
    public mutating func set(
        _ attendee: AttendeeIndex, round: Int, standing: Standing, rankedCount: Int = 0,
        regrets list: [(session: SessionIndex, regret: Int)] = []
    ) {
        let slot = attendee.value * roundCount + round
        standings[slot] = standing
        rankedCounts[slot] = Int16(rankedCount)
        for (session, regret) in list {
            precondition(sessionRanges[round].contains(session.value), "a session of another round")
            regrets[attendee.value * sessionCount + session.value] = Int16(regret)
        }
    }

    @inlinable public func standing(of attendee: AttendeeIndex, round: Int) -> Standing {
        standings[attendee.value * roundCount + round]
    }

    /// Nil where the rules keep the attendee out of the session.
    @inlinable public func regret(of attendee: AttendeeIndex, in session: SessionIndex) -> Int? {
        let regret = regrets[attendee.value * sessionCount + session.value]
        return regret < 0 ? nil : Int(regret)
    }

    /// The number of valid sessions that the attendee ranked in the round.
    @inlinable public func rankedCount(of attendee: AttendeeIndex, round: Int) -> Int {
        Int(rankedCounts[attendee.value * roundCount + round])
    }

    /// Whether the session is one of those that the attendee ranked, validly, in a round where they choose.
    @inlinable public func isRanked(_ session: SessionIndex, by attendee: AttendeeIndex, round: Int) -> Bool {
        guard case .choosing = standing(of: attendee, round: round) else { return false }
        guard let regret = regret(of: attendee, in: session) else { return false }
        return regret < rankedCount(of: attendee, round: round)
    }

    /// The sessions that the attendee may have in the round, ascending.
    public func options(of attendee: AttendeeIndex, round: Int) -> [SessionIndex] {
        sessionRanges[round].lazy.map { SessionIndex($0) }.filter { regret(of: attendee, in: $0) != nil }
    }

    /// Whether the attendee chooses in at least one round: whether they count in the regret profile.
    @inlinable public func chooses(_ attendee: AttendeeIndex) -> Bool {
        (0..<roundCount).contains { standing(of: attendee, round: $0) == .choosing }
    }

    /// The largest total regret that the rules leave open to anybody: over the rounds of one attendee, the largest
    /// regrets added up. Stages are listed from here down.
    public func largestTotalRegret() -> Int {
        Parallel.map(attendeeCount) { attendees in
            attendees.reduce(0) { worst, attendee in
                let base = attendee * sessionCount
                let total = sessionRanges.reduce(0) { sum, range in
                    sum + range.reduce(0) { max($0, Int(regrets[base + $1])) }
                }
                return max(worst, total)
            }
        }.max() ?? 0
    }

    /// As `largestTotalRegret`, where people may be left without a place.
    public func largestTotalRegretUnplaced() -> Int {
        (0..<attendeeCount).reduce(0) { worst, attendee in
            let counts = rankedCounts[attendee * roundCount..<(attendee + 1) * roundCount]
            return max(worst, counts.reduce(0) { $0 + ($1 > 0 ? Int($1) + 1 : 0) })
        }
    }

    /// The largest choice (regret + 1) that some attendee has among the ranked sessions of a round; 0 when nobody
    /// ranked anything.
    public func deepestChoice() -> Int {
        Parallel.map(attendeeCount) { attendees in
            var deepest = 0
            for attendee in attendees {
                for (round, range) in sessionRanges.enumerated() {
                    let count = rankedCounts[attendee * roundCount + round]
                    for session in range {
                        let regret = regrets[attendee * sessionCount + session]
                        if regret >= 0 && regret < count { deepest = max(deepest, Int(regret) + 1) }
                    }
                }
            }
            return deepest
        }.max() ?? 0
    }
}

/// Two sessions, the smaller index first.
public struct SessionPair: Hashable, Sendable {
    public let first: SessionIndex
    public let second: SessionIndex
    public init(_ a: SessionIndex, _ b: SessionIndex) {
        first = min(a, b)
        second = max(a, b)
    }
}

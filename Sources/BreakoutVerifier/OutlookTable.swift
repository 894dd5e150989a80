import BreakoutModel

/// Everybody's outlook, laid out flat.
///
/// A million people with fifty sessions have fifty million options: lists for every person and round would take
/// gigabytes, and most of the time of a check. Kept are one number for each person and session, and one for each person
/// and round; an `Outlook` is made of these when somebody asks for one.
///
/// A ranked session is one whose regret is below the number of ranked sessions: see `RuleBook.freeOutlook`.
final class OutlookTable: Sendable {
    let roundCount: Int
    let sessionCount: Int
    let sessionRanges: [Range<Int>]
    private let cells: Cells
    /// Of those who must attend something.
    private let obligations: [Int: [Obligation]]

    /// What is known of consecutive attendees.
    struct Cells {
        /// Row-major by attendee and round.
        var attendances: [Attendance] = []
        /// Row-major by attendee and round: the number of valid sessions that were ranked.
        var rankedCounts: [Int16] = []
        /// Row-major by attendee and session: the regret, or -1 where the attendee may not be.
        var regrets: [Int16] = []
        /// The ranked sessions that the attendees may have, one attendee and round behind the other.
        var ranked: [Int16] = []
        /// Row-major by attendee and round, with one more at the front: where theirs end in `ranked`.
        var rankedEnds: [Int32] = [0]

        mutating func append(_ other: Cells) {
            attendances += other.attendances
            rankedCounts += other.rankedCounts
            regrets += other.regrets
            let before = Int32(ranked.count)
            rankedEnds.append(contentsOf: other.rankedEnds.dropFirst().lazy.map { before + $0 })
            ranked += other.ranked
        }
    }

    init(event: Event, cells: Cells, obligations: [Int: [Obligation]]) {
        roundCount = event.roundCount
        sessionCount = event.sessions.count
        sessionRanges = event.sessionRanges
        self.cells = cells
        self.obligations = obligations
    }

    func attendance(_ attendee: Int, _ round: Int) -> Attendance { cells.attendances[attendee * roundCount + round] }

    func rankedCount(_ attendee: Int, _ round: Int) -> Int { Int(cells.rankedCounts[attendee * roundCount + round]) }

    /// -1 where the attendee may not be.
    @inline(__always)
    func regret(_ attendee: Int, _ session: Int) -> Int { Int(cells.regrets[attendee * sessionCount + session]) }

    /// Row-major by attendee and session, for loops over very many.
    var regrets: [Int16] { cells.regrets }

    /// The ranked sessions that the attendees may have, one attendee and round behind the other; and row-major by
    /// attendee and round, with one more at the front, where theirs end.
    var ranked: (sessions: [Int16], ends: [Int32]) { (cells.ranked, cells.rankedEnds) }

    func chooses(_ attendee: Int) -> Bool {
        (0..<roundCount).contains { attendance(attendee, $0) == .choosing }
    }

    func hasOption(_ attendee: Int, _ round: Int) -> Bool {
        sessionRanges[round].contains { regret(attendee, $0) >= 0 }
    }

    /// What it is to be left without a place: one worse than a session that was not ranked.
    func unplacedRegret(_ attendee: Int, _ round: Int) -> Int {
        attendance(attendee, round) == .choosing ? rankedCount(attendee, round) + 1 : 0
    }

    /// The worst that can happen to the attendee in the round.
    func largestRegret(_ attendee: Int, _ round: Int) -> Int {
        sessionRanges[round].reduce(0) { max($0, regret(attendee, $1)) }
    }

    /// The deepest choice that the attendee has among the sessions of the round.
    func deepestChoice(_ attendee: Int, _ round: Int) -> Int {
        let slot = attendee * roundCount + round
        return (cells.rankedEnds[slot]..<cells.rankedEnds[slot + 1]).reduce(0) {
            max($0, regret(attendee, Int(cells.ranked[Int($1)])) + 1)
        }
    }

    func obligations(of attendee: Int) -> [Obligation] { obligations[attendee] ?? [] }

    /// All of it, for those who look at few people.
    subscript(attendee: Int) -> Outlook {
        Outlook(
            rounds: (0..<roundCount).map { round in
                let count = rankedCount(attendee, round)
                let options = sessionRanges[round].compactMap { session -> Option? in
                    let regret = regret(attendee, session)
                    return regret < 0 ? nil : Option(session: session, regret: regret, isRanked: regret < count)
                }
                return RoundOutlook(attendance: attendance(attendee, round), options: options, rankedCount: count)
            }, obligations: obligations(of: attendee))
    }
}

extension OutlookTable.Cells {
    mutating func append(_ outlook: Outlook, sessionCount: Int) {
        let base = regrets.count
        regrets.append(contentsOf: repeatElement(-1, count: sessionCount))
        for round in outlook.rounds {
            attendances.append(round.attendance)
            rankedCounts.append(Int16(round.rankedCount))
            for option in round.options {
                regrets[base + option.session] = Int16(option.regret)
                if option.isRanked { ranked.append(Int16(option.session)) }
            }
            rankedEnds.append(Int32(ranked.count))
        }
    }
}

extension RuleBook {
    /// Everybody's outlook, with these sessions cancelled.
    func outlooks(cancelled: Set<Int>) -> OutlookTable {
        let doors = event.sessions.map(\.openTo)
        let pinned = Set(event.pins.map(\.attendee.value))
        let pieces = Parallel.map(event.attendees.count) { people in
            var cells = OutlookTable.Cells()
            cells.attendances.reserveCapacity(people.count * event.roundCount)
            cells.rankedCounts.reserveCapacity(people.count * event.roundCount)
            cells.regrets.reserveCapacity(people.count * event.sessions.count)
            for attendee in people {
                if bonds[attendee].isEmpty && exclusions[attendee].isEmpty && !pinned.contains(attendee) {
                    appendUnbound(attendee, doors, to: &cells)
                } else {
                    cells.append(outlook(of: attendee, cancelled: cancelled), sessionCount: event.sessions.count)
                }
            }
            return cells
        }
        var cells = OutlookTable.Cells()
        cells.regrets.reserveCapacity(event.attendees.count * event.sessions.count)
        for piece in pieces { cells.append(piece) }
        var obligations: [Int: [Obligation]] = [:]
        for attendee in event.attendees.indices where !bonds[attendee].isEmpty {
            obligations[attendee] = self.obligations(of: attendee, cancelled: cancelled)
        }
        return OutlookTable(event: event, cells: cells, obligations: obligations)
    }

    /// What `outlook(of:cancelled:)` says of somebody who must be nowhere and is kept out of nothing by name. That is
    /// nearly everybody, and no lists are made for them.
    private func appendUnbound(_ attendee: Int, _ doors: [[RoleIndex]], to cells: inout OutlookTable.Cells) {
        let base = cells.regrets.count
        cells.regrets.append(contentsOf: repeatElement(-1, count: event.sessions.count))
        let person = event.attendees[attendee]
        for round in 0..<event.roundCount {
            if person.absent.contains(round) {
                cells.attendances.append(.absent)
                cells.rankedCounts.append(0)
                cells.rankedEnds.append(Int32(cells.ranked.count))
                continue
            }
            // Until it is known how many sessions were ranked, an open one has the largest regret there is.
            for session in event.sessionRanges[round]
            where doors[session].isEmpty || person.roles.contains(where: doors[session].contains) {
                cells.regrets[base + session] = .max
            }
            let count = rank(attendee, round, from: base, in: &cells)
            for session in event.sessionRanges[round] where cells.regrets[base + session] == .max {
                cells.regrets[base + session] = Int16(count)
            }
            cells.attendances.append(count > 0 ? .choosing : .noPreference)
            cells.rankedCounts.append(Int16(count))
            cells.rankedEnds.append(Int32(cells.ranked.count))
        }
    }

    /// Puts the regrets of the ranked sessions that are open (not -1); returns how many there are.
    private func rank(_ attendee: Int, _ round: Int, from base: Int, in cells: inout OutlookTable.Cells) -> Int {
        var count = 0, above = 0
        var previousRank: Int?
        for position in event.rankings.range(of: AttendeeIndex(attendee), round: round) {
            let entry = event.rankings[position]
            guard cells.regrets[base + entry.session.value] >= 0 else { continue }
            if entry.rank != previousRank { above = count }
            previousRank = entry.rank
            cells.regrets[base + entry.session.value] = Int16(above)
            cells.ranked.append(Int16(entry.session.value))
            count += 1
        }
        return count
    }
}

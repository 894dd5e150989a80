import BreakoutModel

/// The run that people were told about, as a rerun of it is checked against.
public struct PublishedRun: Sendable {
    /// The rows of its `allocation.csv`, in any order.
    public let records: [AllocationRecord]
    /// What the rerun was asked.
    public let terms: RerunTerms
    /// The rounds in which nothing could be changed, counted from 0.
    public let frozenRounds: RoundSet

    public init(records: [AllocationRecord], terms: RerunTerms, frozenRounds: RoundSet = RoundSet()) {
        self.records = records
        self.terms = terms
        self.frozenRounds = frozenRounds
    }
}

/// Where people were told to go, by positions in the event as it is now.
struct ToldPlaces {
    struct Place {
        let id: String
        /// -1 when no session of the round has that id any more.
        let session: Int
        let choice: Choice?
    }

    private let roundCount: Int
    private var places: [Int: Place] = [:]
    private(set) var known: Set<Int> = []
    /// How many people of the run are no longer attendees.
    private(set) var withdrawn = 0

    init(records: [AllocationRecord], event: Event) {
        roundCount = event.roundCount
        var keys: [String: Int] = [:], sessions: [String: Int] = [:]
        for (index, attendee) in event.attendees.enumerated() { keys[attendee.key] = index }
        for (index, session) in event.sessions.enumerated() { sessions[session.id] = index }
        var gone = Set<String>()
        for record in records {
            let key = Attendee.key(of: record.attendee)
            guard let attendee = keys[key] else {
                gone.insert(key)
                continue
            }
            known.insert(attendee)
            let round = record.round - 1
            guard !record.session.isEmpty, (0..<event.roundCount).contains(round) else { continue }
            var session = sessions[record.session] ?? -1
            if session >= 0 && event.sessions[session].round != round { session = -1 }
            places[attendee * roundCount + round] = Place(id: record.session, session: session, choice: record.choice)
        }
        withdrawn = gone.count
    }

    /// How many placements were told to people who are attendees.
    var count: Int { places.count }

    /// Whether anything was told to the attendee.
    func hasPlace(_ attendee: Int) -> Bool { (0..<roundCount).contains { places[attendee * roundCount + $0] != nil } }

    /// Nil when nothing was told.
    func place(_ attendee: Int, _ round: Int) -> Place? { places[attendee * roundCount + round] }

    /// What becomes of the attendee's published placement when they get the session: 0 it is kept, or nothing was told;
    /// 1 moved; 2 moved to a place that they want less. They want less what has the larger regret now; where they can no
    /// longer have the old place, it is compared with the choice that it was.
    func move(_ attendee: Int, _ round: Int, to session: Int, _ outlook: RoundOutlook) -> Int {
        guard let told = place(attendee, round), told.session != session else { return 0 }
        guard outlook.attendance == .choosing, let now = outlook.option(session)?.regret else { return 1 }
        if told.session >= 0, let before = outlook.regret(of: told.session) { return now > before ? 2 : 1 }
        guard case .ranked(let choice) = told.choice else { return 1 }
        return now > choice - 1 ? 2 : 1
    }
}

/// What a rerun says about moves, and the rounds in which nothing may change.
extension Answer {
    func checkRerun(of published: PublishedRun, summary: Summary?, _ findings: inout Findings) {
        guard let told else { return }
        for round in 0..<event.roundCount where published.frozenRounds.contains(round) {
            checkFrozen(round, told, &findings)
        }
        guard let summary else { return }
        guard let stated = summary.rerun else {
            findings.add(.notARerun())
            return
        }
        func compare(_ number: Int, _ counted: Int, _ field: String) {
            self.compare(number, counted, .summaryRerun, field, &findings)
        }
        let everyone = event.attendees.indices
        compare(summary.moved, moves { $0 > 0 }, "moved")
        compare(stated.movedPeople, everyone.count { isMoved($0, told) }, "rerun.movedPeople")
        compare(stated.worse, moves { $0 == 2 }, "rerun.worse")
        compare(stated.ended, slots.count { told.place($0, $1) != nil && session($0, $1) == nil }, "rerun.ended")
        compare(stated.newPeople, everyone.count { !told.known.contains($0) }, "rerun.newPeople")
        compare(stated.withdrawnPeople, told.withdrawn, "rerun.withdrawnPeople")
        compare(stated.extraMoves, published.terms.extraMoves, "rerun.extraMoves")
        let frozen = (0..<event.roundCount).filter { published.frozenRounds.contains($0) }.map { $0 + 1 }
        self.compare(stated.frozenRounds, frozen, .summaryRerun, "rerun.frozenRounds", &findings)
        if let first = summary.stages.first { compare(stated.fewestMoves, first.value, "rerun.fewestMoves") }
        findings.looked(at: .publishedPlacements, published.records.count)
    }

    private func isMoved(_ attendee: Int, _ told: ToldPlaces) -> Bool {
        (0..<event.roundCount).contains { round in
            guard let session = session(attendee, round), let place = told.place(attendee, round) else { return false }
            return place.session != session
        }
    }

    private func checkFrozen(_ round: Int, _ told: ToldPlaces, _ findings: inout Findings) {
        for attendee in event.attendees.indices {
            let isAbsent = outlooks.attendance(attendee, round) == .absent
            let before = told.place(attendee, round)?.session
            let now = session(attendee, round)
            if isAbsent ? now != nil : now != before {
                findings.add(.frozenRoundChanged(event.person(attendee), round: round + 1))
            }
        }
    }
}

import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier

/// What a rerun starts from: the event as it is used, and what people were told.
struct RerunStart {
    let input: EventInput
    let folder: PublishedFolder
    let published: Published
    let terms: RerunTerms
    /// Counted from 0.
    let frozenRounds: RoundSet
    let seed: UInt64
    /// Whether nobody said which run people were told about, so that the latest was taken.
    let isLatest: Bool

    var event: Event { input.event }

    /// What the verifier holds a rerun against.
    var publishedRun: PublishedRun {
        PublishedRun(records: folder.records, terms: terms, frozenRounds: frozenRounds)
    }
}

/// What a rerun has to tell, worked out once for the screen, the tables and the page.
struct RerunReport {
    let start: RerunStart
    /// As people get it: with freed seats given away.
    let solved: SolvedAllocation
    let rules: RuleBook
    let summary: RerunSummary
    let moved: Int
    let news: RerunNews
    let frontier: FrontierReport?

    /// `proven` is the rerun before seats are given away.
    init(_ start: RerunStart, proven: SolvedAllocation, fillsFreedSeats: Bool, frontier: Frontier?) {
        self.start = start
        let event = start.event
        rules = event.sessions.contains(where: \.cancellable) ? proven.rules(of: event) : start.input.rules
        var final = proven
        var seats: [FilledSeat] = []
        if fillsFreedSeats {
            let freed = RerunReport.freedSeats(start, rules, proven.allocation).filled()
            final.allocation = freed.allocation
            seats = freed.seats
        }
        solved = final
        let disturbance = Disturbance(proven.allocation, event, rules.table, start.published)
        let fewest = proven.stages[0].value
        var summary = disturbance.summary(
            published: start.folder.name, fewestMoves: fewest, terms: start.terms, frozenRounds: start.frozenRounds)
        summary.filled = seats
        let shown = frontier.map { FrontierReport($0, start, run: proven.allocation) }
        self.frontier = shown
        summary.frontier = shown?.lines
        summary.allowingWorse = shown?.allowingWorse
        summary.changes = RerunReport.changes(start)
        self.summary = summary
        moved = disturbance.moved.count
        let placements = PlacementChanges.all(
            final.allocation, event: event, rules: rules, published: start.published, fewestMoves: fewest,
            filled: seats)
        news = RerunNews(
            published: start.folder.name,
            firstPublished: start.isLatest ? start.folder.manifest?.published?.run : nil, changes: summary.changes,
            isComplete: start.folder.event != nil,
            placements: RerunReport.sorted(placements), before: start.folder.summary.regret,
            waiting: RerunReport.freedSeats(start, rules, final.allocation).waitingLists(),
            lateRoom: LateOutlook.rounds(event, rules.table, final.allocation))
    }

    private static func freedSeats(_ start: RerunStart, _ rules: RuleBook, _ allocation: Allocation) -> FreedSeats {
        FreedSeats(
            event: start.event, table: rules.table, allocation: allocation, seed: start.seed, frozen: start.frozenRounds
        )
    }

    /// Compared with the event as it stands in the files, not as rounds that have begun make it.
    private static func changes(_ start: RerunStart) -> [EventDifference] {
        guard let now = start.input.loaded.reading.event else { return [] }
        return start.folder.event.map { EventComparison.changes(from: $0, to: now) }
            ?? EventComparison.changes(from: start.folder.records, to: now)
    }

    /// By name as in the Netherlands, then by id and round.
    private static func sorted(_ placements: [PlacementChange]) -> [PlacementChange] {
        let keyed = placements.map { (NameOrder.key($0.name), Attendee.key(of: $0.attendee), $0) }
        return keyed.sorted {
            if $0.0 != $1.0 { return $0.0 < $1.0 }
            return $0.1 != $1.1 ? $0.1 < $1.1 : $0.2.round < $1.2.round
        }.map(\.2)
    }

    // MARK: Files

    func part(_ language: Language) -> RerunPart {
        let event = start.event
        let titles = Dictionary(uniqueKeysWithValues: event.sessions.map { ($0.id, $0.title) })
        let tables: [(name: String, rows: [[String]])] = [
            ("changes.csv", ChangesTable.changes(news.placements, language: language)),
            (
                "mail-merge.csv",
                ChangesTable.mailMerge(
                    news.placements, allocation: days(), roundCount: event.roundCount, address: addresses(),
                    language: language)
            ),
            ("waiting-list.csv", WaitingTable.rows(news.waiting, titles: { titles[$0] ?? $0 }, language: language)),
        ]
        return RerunPart(
            reference: start.folder.reference, summary: summary, moved: moved, lateRoom: news.lateRoom,
            files: tables.map { .init(name: $0.name, bytes: CSVWriter.write($0.rows, language: language)) }
                + (frontier.map { [.init(name: FrontierReport.file, bytes: RunDocuments.encode($0.proofs))] } ?? []),
            page: { summary in
                RerunPage.html(
                    event: event, allocation: solved.allocation, summary: summary, news: news, language: language)
            })
    }

    /// By id: where everybody is in each round.
    private func days() -> [String: [PlacementChange.Place?]] {
        let event = start.event
        var days: [String: [PlacementChange.Place?]] = [:]
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            days[event[attendee].id] = (0..<event.roundCount).map { round in
                solved.allocation[attendee, round].map { PlacementChange.Place(event[$0]) }
            }
        }
        return days
    }

    private func addresses() -> (String) -> String {
        var addresses: [String: String] = [:]
        for attendee in (start.folder.event?.attendees ?? []) + start.event.attendees {
            if let email = attendee.email { addresses[attendee.id] = email }
        }
        return { addresses[$0] ?? "" }
    }
}

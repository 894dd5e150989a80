import BreakoutModel

enum PreferenceColumn: ColumnKind {
    case attendee, round, rank, session

    var title: Bilingual {
        switch self {
        case .attendee: Bilingual(en: "attendee", nl: "deelnemer")
        case .round: Bilingual(en: "round", nl: "ronde")
        case .rank: Bilingual(en: "rank", nl: "rang")
        case .session: Bilingual(en: "session", nl: "sessie")
        }
    }

    var otherNames: [String] {
        switch self {
        case .attendee: ["id", "email", "participant", "naam", "name"]
        case .round: []
        case .rank: ["choice", "keuze", "voorkeur", "preference", "volgorde", "plaats"]
        case .session: ["deelsessie", "code", "title", "titel"]
        }
    }

    /// Without a round column the sessions' ids tell the round.
    var isRequired: Bool { self != .round }
}

/// What `preferences.csv` says: one row for each choice.
struct PreferencesReading {
    /// By attendee (canonical) and round.
    private var entries: [Entry] = []
    /// By round: bytes of a cell → position of the session.
    private var cells: [ByteTable]
    /// Rounds (from 0) that have at least one row, with the place of the first.
    private(set) var rounds: [Int: Diagnostic.Location] = [:]

    private struct Entry {
        /// Attendee times rounds plus round.
        let slot: Int
        let choice: RankingReader.Choice
    }

    init(
        _ table: Table, _ attendees: inout AttendeeNames, _ names: SessionNames, _ options: ReadingOptions,
        _ source: inout SourceFile, _ findings: inout Findings
    ) {
        cells = Array(repeating: ByteTable(), count: names.roundCount)
        let match = HeaderMatch<PreferenceColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return }
        match.noteUnknown(table, &findings)
        table.forEachRow(&source, &findings) { row, findings in
            let before = findings.errorCount
            read(row, table, match, &attendees, names, options, &findings)
            return findings.errorCount == before
        }
        entries.sort { ($0.slot, $0.choice.offset) < ($1.slot, $1.choice.offset) }
    }

    private mutating func read(
        _ row: Int, _ table: Table, _ match: HeaderMatch<PreferenceColumn>, _ attendees: inout AttendeeNames,
        _ names: SessionNames, _ options: ReadingOptions, _ findings: inout Findings
    ) {
        let attendeeColumn = match[.attendee]!, sessionColumn = match[.session]!, rankColumn = match[.rank]!
        let attendee = attendees.find(table, row, attendeeColumn, &findings)
        let rank = CellValue.rank(table.text(row, rankColumn))
        if rank == nil {
            findings.add(.unreadableRank(table.text(row, rankColumn), at: table.location(row, rankColumn)))
        }
        let name = table.text(row, sessionColumn)
        guard !name.isEmpty else {
            findings.add(.preferenceWithoutSession(at: table.location(row, sessionColumn)))
            return
        }
        guard let round = round(row, table, match[.round], name, names, &findings) else { return }
        if rounds[round] == nil { rounds[round] = table.location(row: row) }
        let range = table.range(row, sessionColumn)
        var session = cells[round].value(of: range, in: table.bytes).map { Int($0) }
        if session == nil {
            let reference = names.resolve(name, inRound: round)
            guard case .session(let found) = reference else {
                names.report(
                    reference, name, round, options, { table.location(row, sessionColumn) }, &findings)
                return
            }
            cells[round].insert(Int32(found), for: range, in: table.bytes)
            session = found
        }
        guard let attendee, let rank, let session else { return }
        let choice = RankingReader.Choice(session: session, rank: rank, offset: range.lowerBound)
        entries.append(Entry(slot: attendee * names.roundCount + round, choice: choice))
    }

    /// The round (from 0) as the row says, or else as its session says.
    private func round(
        _ row: Int, _ table: Table, _ column: Int?, _ name: String, _ names: SessionNames,
        _ findings: inout Findings
    ) -> Int? {
        let written = column.map { table.text(row, $0) } ?? ""
        if written.isEmpty {
            if names.roundCount == 1 { return 0 }
            if case .session(let session) = names.resolve(name) { return names.sessions[session].round }
            findings.add(
                .preferenceWithoutRound(name, at: table.location(row, column ?? 0)))
            return nil
        }
        guard let round = CellValue.round(written), round <= names.roundCount else {
            findings.add(.noSuchRound(written, rounds: names.roundCount, at: table.location(row, column!)))
            return nil
        }
        return round - 1
    }

    /// The finished ranking of an attendee for a round.
    func ranking(
        _ attendee: Int, _ round: Int, _ table: Table, _ names: SessionNames, _ findings: inout Findings
    ) -> [RankedSession] {
        let slot = attendee * names.roundCount + round
        var low = 0, high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].slot < slot { low = middle + 1 } else { high = middle }
        }
        let found = entries[low...].prefix { $0.slot == slot }.map(\.choice)
        if found.isEmpty { return [] }
        return Ranking.finished(found, sorted: false) { twice in
            findings.add(
                .choiceTwice(
                    names.sessions[twice.session].title, round: round + 1,
                    at: table.lines.location(of: twice.offset)))
        }
    }
}

extension AttendeeNames {
    /// The attendee (canonical position) that a cell names; nil after reporting that there is none.
    mutating func find(_ table: Table, _ row: Int, _ column: Int, _ findings: inout Findings) -> Int? {
        let text = table.text(row, column)
        switch resolve(text) {
        case .attendee(let position): return position
        case .ambiguous(let ids):
            findings.add(.ambiguousAttendee(text, ids: ids, at: table.location(row, column)))
        case .unknown:
            let isFull = findings.isFull("unknown-attendee", file: table.file)
            findings.add(
                .unknownAttendee(
                    text, suggestion: isFull ? nil : suggestion(for: text), at: table.location(row, column)))
        }
        return nil
    }
}

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
    private var entries: [PreferenceEntry] = []
    /// Rounds (from 0) that have at least one row, with the place of the first.
    private(set) var rounds: [Int: Diagnostic.Location] = [:]

    init(
        _ table: Table, _ attendees: AttendeeNames, _ names: SessionNames, _ options: ReadingOptions,
        _ source: inout SourceFile, _ findings: inout Findings
    ) {
        let match = HeaderMatch<PreferenceColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return }
        match.noteUnknown(table, &findings)
        let reader = PreferencesReader(
            table: table, attendees: attendees, names: names, options: options, match: match)
        entries.reserveCapacity(table.rows.count)
        table.readRows(with: reader, &source, &findings) { row, reader, findings in
            let before = findings.errorCount
            reader.read(row, &findings)
            return findings.errorCount == before
        } gather: { piece in
            entries += piece.entries
            for (round, row) in piece.firstRows where rounds[round] == nil { rounds[round] = table.location(row: row) }
        }
        entries.sort { ($0.slot, $0.offset) < ($1.slot, $1.offset) }
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

/// One choice of one attendee, as it is kept of millions.
private struct PreferenceEntry: Sendable {
    /// Attendee times rounds plus round.
    let slot: Int
    let rank: Int
    let session: Int32
    /// Where the file names the session.
    let offset: UInt32

    var choice: RankingReader.Choice {
        RankingReader.Choice(session: Int(session), rank: rank, offset: Int(offset))
    }
}

/// Reads consecutive rows. What recurs (rounds, ranks, sessions, and the attendee from one row to the next) is worked
/// out once for each spelling.
private struct PreferencesReader: Sendable {
    let table: Table
    let attendees: AttendeeNames
    let names: SessionNames
    let options: ReadingOptions
    let attendeeColumn, rankColumn, sessionColumn: Int
    let roundColumn: Int?
    private(set) var entries: [PreferenceEntry] = []
    /// By round (from 0) the first row.
    private(set) var firstRows: [Int: Int] = [:]
    /// By round: bytes of a cell → position of the session.
    private var sessions: [ByteTable]
    /// Bytes of a cell → round from 0; → rank, where it is small.
    private var rounds = ByteTable(), ranks = ByteTable()
    /// The cell of the last attendee who was found, and who it was.
    private var last: (cell: Range<Int>, attendee: Int)?

    init(
        table: Table, attendees: AttendeeNames, names: SessionNames, options: ReadingOptions,
        match: HeaderMatch<PreferenceColumn>
    ) {
        self.table = table
        self.attendees = attendees
        self.names = names
        self.options = options
        attendeeColumn = match[.attendee]!
        rankColumn = match[.rank]!
        sessionColumn = match[.session]!
        roundColumn = match[.round]
        sessions = Array(repeating: ByteTable(), count: names.roundCount)
    }

    mutating func read(_ row: Int, _ findings: inout Findings) {
        let attendee = attendee(row, &findings)
        let rank = rank(row)
        if rank == nil {
            findings.add(.unreadableRank(table.text(row, rankColumn), at: table.location(row, rankColumn)))
        }
        let range = table.range(row, sessionColumn)
        guard !range.isEmpty else {
            findings.add(.preferenceWithoutSession(at: table.location(row, sessionColumn)))
            return
        }
        guard let round = round(row, &findings) else { return }
        if firstRows[round] == nil { firstRows[round] = row }
        guard let session = session(row, range, round, &findings), let attendee, let rank else { return }
        entries.append(
            PreferenceEntry(
                slot: attendee * names.roundCount + round, rank: rank, session: Int32(session),
                offset: UInt32(range.lowerBound)))
    }

    /// Files are mostly in the order of attendees, so the row before has often said who it is.
    private mutating func attendee(_ row: Int, _ findings: inout Findings) -> Int? {
        let cell = table.range(row, attendeeColumn)
        // Doubled quotes make other text of the same bytes.
        let isPlain = !table.isEscaped(row, attendeeColumn)
        if isPlain, let last, table.bytes[last.cell].elementsEqual(table.bytes[cell]) { return last.attendee }
        guard let found = attendees.find(table, row, attendeeColumn, &findings) else { return nil }
        if isPlain { last = (cell, found) }
        return found
    }

    private mutating func rank(_ row: Int) -> Int? {
        let range = table.range(row, rankColumn)
        if let known = ranks.value(of: range, in: table.bytes) { return Int(known) }
        let rank = CellValue.rank(table.text(row, rankColumn))
        if let rank, rank <= Int32.max { ranks.insert(Int32(rank), for: range, in: table.bytes) }
        return rank
    }

    /// The position of the session, or nil after reporting why there is none.
    private mutating func session(
        _ row: Int, _ range: Range<Int>, _ round: Int, _ findings: inout Findings
    ) -> Int? {
        if let known = sessions[round].value(of: range, in: table.bytes) { return Int(known) }
        let name = table.text(row, sessionColumn)
        let reference = names.resolve(name, inRound: round)
        guard case .session(let found) = reference else {
            names.report(reference, name, round, options, { table.location(row, sessionColumn) }, &findings)
            return nil
        }
        sessions[round].insert(Int32(found), for: range, in: table.bytes)
        return found
    }

    /// The round (from 0) as the row says, or else as its session says.
    private mutating func round(_ row: Int, _ findings: inout Findings) -> Int? {
        guard let column = roundColumn, !table.range(row, column).isEmpty else {
            if names.roundCount == 1 { return 0 }
            let name = table.text(row, sessionColumn)
            if case .session(let session) = names.resolve(name) { return names.sessions[session].round }
            findings.add(.preferenceWithoutRound(name, at: table.location(row, roundColumn ?? 0)))
            return nil
        }
        let range = table.range(row, column)
        if let known = rounds.value(of: range, in: table.bytes) { return Int(known) }
        let written = table.text(row, column)
        guard let round = CellValue.round(written), round <= names.roundCount else {
            findings.add(.noSuchRound(written, rounds: names.roundCount, at: table.location(row, column)))
            return nil
        }
        rounds.insert(Int32(round - 1), for: range, in: table.bytes)
        return round - 1
    }
}

extension AttendeeNames {
    /// The attendee (canonical position) that a cell names; nil after reporting that there is none.
    func find(_ table: Table, _ row: Int, _ column: Int, _ findings: inout Findings) -> Int? {
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

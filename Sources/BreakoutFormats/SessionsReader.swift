import BreakoutModel

enum SessionColumn: ColumnKind {
    case session, round, title, room, capacity, minimum, cancellable, start, end, openTo, requiredFor, topic

    var title: Bilingual {
        switch self {
        case .session: Bilingual(en: "session", nl: "sessie")
        case .round: Bilingual(en: "round", nl: "ronde")
        case .title: Bilingual(en: "title", nl: "titel")
        case .room: Bilingual(en: "room", nl: "zaal")
        case .capacity: Bilingual(en: "capacity", nl: "capaciteit")
        case .minimum: Bilingual(same: "minimum")
        case .cancellable: Bilingual(en: "cancellable", nl: "annuleerbaar")
        case .start: Bilingual(en: "start", nl: "begin")
        case .end: Bilingual(en: "end", nl: "eind")
        case .openTo: Bilingual(en: "open to", nl: "open voor")
        case .requiredFor: Bilingual(en: "required for", nl: "verplicht voor")
        case .topic: Bilingual(en: "topic", nl: "thema")
        }
    }

    var otherNames: [String] {
        switch self {
        case .session: ["code", "id", "deelsessie", "sessionid", "sessiecode", "sessioncode"]
        case .round: []
        case .title: ["naam", "name"]
        case .room: ["ruimte", "locatie", "location"]
        case .capacity: ["plaatsen", "zitplaatsen", "seats", "maximum", "max"]
        case .minimum: ["min"]
        case .cancellable: ["cancelable"]
        case .start: ["van", "vanaf", "aanvang", "begintijd", "starttijd", "starttime", "from"]
        case .end: ["tot", "einde", "eindtijd", "endtime", "until"]
        case .openTo, .requiredFor: []
        case .topic: ["theme", "onderwerp"]
        }
    }

    var isRequired: Bool { self == .session || self == .round }
}

/// A role as a session names it.
struct RoleMention {
    let name: String
    let location: Diagnostic.Location
}

/// A session or fixed item before the roles have their numbers, which only the attendees can tell.
struct SessionDraft {
    enum Requirement {
        case nobody, everyone
        case roles([RoleMention])

        var mentions: [RoleMention] {
            if case .roles(let mentions) = self { return mentions }
            return []
        }
    }

    var id = ""
    /// Nil for a fixed item; from 0.
    var round: Int?
    var title: String?
    var room: String?
    var capacity: Int?
    var minimum = 0
    var cancellable = false
    var time: TimeSpan?
    var openTo: [RoleMention] = []
    var requiredFor: Requirement = .nobody
    var topic: String?
    var origin: Diagnostic.Location?

    /// `roles` gives the number of a role.
    func session(roles: (RoleMention) -> RoleIndex) -> Session {
        Session(
            id: id, round: round ?? 0, title: title, room: room, capacity: capacity, minimum: minimum,
            cancellable: cancellable, time: time, openTo: indices(openTo, roles),
            requiredFor: requirement(roles), topic: topic, origin: origin)
    }

    func fixedItem(roles: (RoleMention) -> RoleIndex) -> FixedItem {
        FixedItem(
            id: id, title: title, room: room, capacity: capacity, minimum: minimum, time: time,
            requiredFor: requirement(roles), origin: origin)
    }

    private func requirement(_ roles: (RoleMention) -> RoleIndex) -> BreakoutModel.Requirement {
        switch requiredFor {
        case .nobody: .nobody
        case .everyone: .everyone
        case .roles(let mentions): .roles(indices(mentions, roles))
        }
    }

    private func indices(_ mentions: [RoleMention], _ roles: (RoleMention) -> RoleIndex) -> [RoleIndex] {
        Set(mentions.map(roles)).sorted()
    }
}

/// What `sessions.csv` says.
struct SessionsReading {
    /// In canonical order.
    var sessions: [SessionDraft] = []
    var fixedItems: [SessionDraft] = []
    var names = SessionNames(sessions: [], fixedItems: [])

    var roundCount: Int { names.roundCount }

    init() {}

    init(_ table: Table, _ source: inout SourceFile, _ findings: inout Findings) {
        let match = HeaderMatch<SessionColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return }
        match.noteUnknown(table, &findings)
        var reader = SessionsReader(table: table, match: match)
        var wide: [Int] = []
        table.forEachRow(&source, &findings, lose: { wide.append($0) }) { row, findings in
            reader.read(row, &findings)
        }
        for row in wide { reader.lose(row) }
        reader.checkRounds(&findings)
        if reader.drafts.isEmpty && reader.lostRows == 0 { findings.add(.noSessions(table.file)) }

        reader.settleSpelling()
        let none: (RoleMention) -> RoleIndex = { _ in RoleIndex(0) }
        sessions = reader.drafts.filter { $0.round != nil }.sorted {
            Event.inCanonicalOrder($0.session(roles: none), $1.session(roles: none))
        }
        fixedItems = reader.drafts.filter { $0.round == nil }.sorted { Event.naturallyPrecedes($0.id, $1.id) }
        names = SessionNames(
            sessions: sessions.map { $0.session(roles: none) },
            fixedItems: fixedItems.map { $0.fixedItem(roles: none) }, lost: reader.lostNames)
        if sessions.isEmpty && !reader.drafts.isEmpty && reader.lostRows == 0 {
            findings.add(.onlyFixedItems(table.file))
        }
    }
}

/// Reads the rows of `sessions.csv`. A row with a mistake in its capacity or times still makes a session known, so
/// that one mistake does not also turn every ranking of that session into an error.
private struct SessionsReader {
    let table: Table
    let match: HeaderMatch<SessionColumn>
    var drafts: [SessionDraft] = []
    /// Rows whose id or round could not be read.
    var lostRows = 0
    /// What those rows call their sessions, folded.
    var lostNames: Set<String> = []
    private var firstLines: [String: Int] = [:]
    private var firstOfRound: [Int: Int] = [:]

    init(table: Table, match: HeaderMatch<SessionColumn>) {
        self.table = table
        self.match = match
    }

    mutating func read(_ row: Int, _ findings: inout Findings) -> Bool {
        let before = findings.errorCount
        guard var draft = identity(row, &findings) else {
            lose(row)
            return false
        }
        draft.origin = table.location(row: row)
        draft.title = optional(.title, row)
        draft.room = optional(.room, row)
        draft.topic = optional(.topic, row)
        draft.capacity = number(.capacity, row, &findings)
        draft.minimum = number(.minimum, row, &findings) ?? 0
        draft.cancellable = yesOrNo(.cancellable, row, &findings)
        draft.time = time(row, &findings)
        draft.openTo = openTo(row)
        draft.requiredFor = requirement(row)
        if let capacity = draft.capacity, draft.minimum > capacity {
            findings.add(
                .minimumAboveCapacity(
                    draft.id, minimum: draft.minimum, capacity: capacity, at: location(.minimum, row)))
            draft.minimum = 0
        }
        if draft.round == nil { noteUnused(row, draft, &findings) }
        drafts.append(draft)
        return findings.errorCount == before
    }

    /// Rooms and topics are the same whatever their case and spaces: a walk between `Zaal 1` and `zaal 1` takes no time.
    mutating func settleSpelling() {
        for path in [\SessionDraft.room, \SessionDraft.topic] {
            var gatherer = NameGatherer()
            for draft in drafts { if let name = draft[keyPath: path] { gatherer.add(name) } }
            let spellings = Dictionary(uniqueKeysWithValues: gatherer.gathered.map { ($0.folded, $0.spelling) })
            for position in drafts.indices {
                drafts[position][keyPath: path] = drafts[position][keyPath: path].flatMap { spellings[Fold.name($0)] }
            }
        }
    }

    /// Remembers what an unreadable row may have called its session.
    mutating func lose(_ row: Int) {
        lostRows += 1
        lostNames.formUnion([text(.session, row), text(.title, row)].map(Fold.name))
    }

    /// The id and the round; nil when they cannot be read.
    private mutating func identity(_ row: Int, _ findings: inout Findings) -> SessionDraft? {
        var draft = SessionDraft()
        draft.id = text(.session, row)
        guard !draft.id.isEmpty else {
            findings.add(.sessionWithoutID(at: location(.session, row)))
            return nil
        }
        guard !(text(.round, row).isEmpty && table.beginsWithTotal(row)) else {
            findings.add(.totalRow(table.text(row, 0), at: table.location(row: row)))
            return nil
        }
        if let first = firstLines[Fold.name(draft.id)] {
            findings.add(.duplicateSession(draft.id, firstLine: first, at: location(.session, row)))
            return nil
        }
        firstLines[Fold.name(draft.id)] = table.line(row)
        if looksLikeDate(draft.id) { findings.add(.idTurnedIntoDate(draft.id, at: location(.session, row))) }
        let round = text(.round, row)
        if round.isEmpty { return draft }
        guard let number = CellValue.round(round) else {
            findings.add(.unreadableRound(round, at: location(.round, row)))
            return nil
        }
        guard number <= RoundSet.capacity else {
            findings.add(.roundTooHigh(number, at: location(.round, row)))
            return nil
        }
        draft.round = number - 1
        if firstOfRound[number] == nil { firstOfRound[number] = row }
        return draft
    }

    /// Rounds must be 1, 2, ... without a gap.
    func checkRounds(_ findings: inout Findings) {
        let rounds = firstOfRound.keys.sorted()
        guard let last = rounds.last, lostRows == 0 else { return }
        for missing in 1...last where firstOfRound[missing] == nil {
            let next = rounds.first { $0 > missing }!
            findings.add(.missingRound(missing, next: next, at: location(.round, firstOfRound[next]!)))
        }
    }

    private func number(_ column: SessionColumn, _ row: Int, _ findings: inout Findings) -> Int? {
        let written = text(column, row)
        if written.isEmpty { return nil }
        if let number = CellValue.number(written), number <= Int(Int32.max) { return number }
        if written.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            findings.add(.numberTooLarge(written, column: column.title, at: location(column, row)))
        } else {
            findings.add(.unreadableNumber(written, column: column.title, at: location(column, row)))
        }
        return nil
    }

    private func yesOrNo(_ column: SessionColumn, _ row: Int, _ findings: inout Findings) -> Bool {
        let written = text(column, row)
        if let answer = CellValue.yesOrNo(written) { return answer }
        findings.add(.unreadableYesOrNo(written, column: column.title, at: location(column, row)))
        return false
    }

    private func time(_ row: Int, _ findings: inout Findings) -> TimeSpan? {
        let start = clock(.start, row, &findings), end = clock(.end, row, &findings)
        guard let start, let end else {
            let written = [text(.start, row), text(.end, row)]
            if written[0].isEmpty != written[1].isEmpty {
                let lacking: SessionColumn = written[0].isEmpty ? .start : .end
                findings.add(
                    .incompleteTime(lacking.title, at: location(lacking == .start ? .end : .start, row)))
            }
            return nil
        }
        if let span = TimeSpan(start: start, end: end) { return span }
        findings.add(.endBeforeStart(start, end, at: location(.end, row)))
        return nil
    }

    private func clock(_ column: SessionColumn, _ row: Int, _ findings: inout Findings) -> TimeOfDay? {
        let written = text(column, row)
        if written.isEmpty { return nil }
        if let time = CellValue.time(written) { return time }
        findings.add(.unreadableTime(written, column: column.title, at: location(column, row)))
        return nil
    }

    private static let everyone: Set<String> = [
        "everyone", "everybody", "all", "iedereen", "allen", "alle", "alles",
    ]
    private static let nobody: Set<String> = ["nobody", "none", "niemand", "geen", "-"]

    private func openTo(_ row: Int) -> [RoleMention] {
        let mentions = mentions(.openTo, row)
        return mentions.contains { SessionsReader.everyone.contains(Fold.name($0.name)) } ? [] : mentions
    }

    private func requirement(_ row: Int) -> SessionDraft.Requirement {
        let mentions = mentions(.requiredFor, row).filter {
            !SessionsReader.nobody.contains(Fold.name($0.name))
        }
        if mentions.isEmpty { return .nobody }
        return mentions.contains { SessionsReader.everyone.contains(Fold.name($0.name)) }
            ? .everyone : .roles(mentions)
    }

    private func mentions(_ column: SessionColumn, _ row: Int) -> [RoleMention] {
        guard let position = match[column] else { return [] }
        return table.items(row, position).map { RoleMention(name: $0.text, location: $0.location) }
    }

    /// A fixed item has no use for these columns; saying so may save a misunderstanding.
    private func noteUnused(_ row: Int, _ draft: SessionDraft, _ findings: inout Findings) {
        let columns: [SessionColumn] = [.cancellable, .openTo, .topic]
        for column in columns
        where !text(column, row).isEmpty && !["0", "no", "nee"].contains(text(column, row)) {
            findings.add(.unusedForFixedItem(draft.id, column: column.title, at: location(column, row)))
        }
    }

    /// `1-apr`: what a Dutch Excel makes of the id 1.4.
    private func looksLikeDate(_ id: String) -> Bool {
        let parts = id.lowercased().split(separator: "-")
        let months = [
            "jan", "feb", "mrt", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
            "dec",
        ]
        guard parts.count == 2 else { return false }
        return CellValue.number(String(parts[0])) != nil && months.contains(String(parts[1]))
            || CellValue.number(String(parts[1])) != nil && months.contains(String(parts[0]))
    }

    private func optional(_ column: SessionColumn, _ row: Int) -> String? {
        let written = text(column, row)
        return written.isEmpty ? nil : written
    }

    private func text(_ column: SessionColumn, _ row: Int) -> String {
        match[column].map { table.text(row, $0) } ?? ""
    }

    private func location(_ column: SessionColumn, _ row: Int) -> Diagnostic.Location {
        match[column].map { table.location(row, $0) } ?? table.location(row: row)
    }
}

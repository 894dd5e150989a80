import BreakoutModel

enum DutyColumn: ColumnKind {
    case attendee, session, duty

    var title: Bilingual {
        switch self {
        case .attendee: Bilingual(en: "attendee", nl: "deelnemer")
        case .session: Bilingual(en: "session", nl: "sessie")
        case .duty: Bilingual(en: "duty", nl: "taak")
        }
    }

    var otherNames: [String] {
        switch self {
        case .attendee: ["id", "email", "participant", "naam", "name"]
        case .session: ["deelsessie", "code", "title", "titel"]
        case .duty: ["taken", "duties", "role", "rol"]
        }
    }

    var isRequired: Bool { true }
}

/// What `duties.csv` says.
struct DutiesReader {
    let table: Table
    let match: HeaderMatch<DutyColumn>
    let names: SessionNames
    private(set) var duties: [Duty] = []
    /// What somebody was given at a place, and on which line.
    private var known: [Holding: [(kind: DutyKind, line: Int)]] = [:]

    private struct Holding: Hashable {
        let attendee: AttendeeIndex
        let place: DutyPlace
    }

    static let words: [(DutyKind, [String])] = [
        (.chair, ["chair", "voorzitter", "chairperson", "gespreksleider", "moderator"]),
        (.speaker, ["speaker", "spreker", "inleider"]),
        (.member, ["member", "lid", "deelnemer", "attends"]),
        (.excluded, ["excluded", "niet", "not", "uitgesloten"]),
    ]

    /// Duties sorted by attendee and place.
    static func read(
        _ table: Table, _ attendees: AttendeeNames, _ names: SessionNames, _ source: inout SourceFile,
        _ findings: inout Findings
    ) -> [Duty] {
        let match = HeaderMatch<DutyColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return [] }
        match.noteUnknown(table, &findings)
        var reader = DutiesReader(table: table, match: match, names: names)
        table.forEachRow(&source, &findings) { row, findings in
            let before = findings.errorCount
            reader.read(row, attendees, &findings)
            return findings.errorCount == before
        }
        let keys = reader.duties.map(order)
        return keys.indices.sorted { keys[$0] < keys[$1] }.map { reader.duties[$0] }
    }

    private init(table: Table, match: HeaderMatch<DutyColumn>, names: SessionNames) {
        self.table = table
        self.match = match
        self.names = names
        known.reserveCapacity(table.rows.count)
    }

    private mutating func read(_ row: Int, _ attendees: AttendeeNames, _ findings: inout Findings) {
        let attendee = attendees.find(table, row, match[.attendee]!, &findings)
        let place = place(row, &findings)
        let kind = kind(row, &findings)
        guard let attendee, let place, let kind else { return }
        let origin = table.location(row, match[.attendee]!)
        let duty = Duty(attendee: AttendeeIndex(attendee), place: place, kind: kind, origin: origin)
        let holding = Holding(attendee: duty.attendee, place: place), held = known[holding] ?? []
        if let same = held.first(where: { $0.kind == kind }) {
            findings.add(.dutyTwice(firstLine: same.line, at: table.location(row: row)))
            return
        }
        if let opposite = held.first(where: { $0.kind.bindsToSession != kind.bindsToSession }) {
            let session = table.text(row, match[.session]!)
            findings.add(
                .contradictoryDuties(
                    table.text(row, match[.attendee]!), session: session, firstLine: opposite.line,
                    at: table.location(row, match[.duty]!)))
            return
        }
        // In the order of kinds, in which contradictions are told.
        known[holding] = (held + [(kind, table.line(row))]).sorted {
            DutiesReader.position(of: $0.kind) < DutiesReader.position(of: $1.kind)
        }
        duties.append(duty)
        if case .session(let session) = place, kind.bindsToSession {
            let session = names.sessions[session.value]
            guard attendees.isAbsent(attendee, round: session.round) else { return }
            findings.add(
                .dutyWhileAbsent(
                    table.text(row, match[.attendee]!), session: session.id, round: session.round + 1, at: origin))
        }
    }

    private func place(_ row: Int, _ findings: inout Findings) -> DutyPlace? {
        let column = match[.session]!
        let text = table.text(row, column)
        switch names.resolve(text) {
        case .session(let position): return .session(SessionIndex(position))
        case .fixedItem(let position): return .fixedItem(FixedItemIndex(position))
        case .ambiguous(let ids):
            findings.add(.ambiguousSession(text, ids: ids, at: table.location(row, column)))
        case .unknown, .otherRound:
            if !names.isLost(text) {
                findings.add(
                    .unknownSession(
                        text, suggestion: names.suggestion(for: text), at: table.location(row, column)))
            }
        }
        return nil
    }

    private func kind(_ row: Int, _ findings: inout Findings) -> DutyKind? {
        let column = match[.duty]!
        let text = table.text(row, column)
        let folded = Fold.name(text)
        if let found = DutiesReader.words.first(where: { $0.1.contains(folded) }) { return found.0 }
        let suggestion = Suggestion.closest(to: text, among: DutiesReader.words.flatMap(\.1))
        findings.add(.unknownDuty(text, suggestion: suggestion, at: table.location(row, column)))
        return nil
    }

    private static func position(of kind: DutyKind) -> Int { DutyKind.allCases.firstIndex(of: kind)! }

    private static func order(_ duty: Duty) -> (Int, Int, Int, Int) {
        let kind = position(of: duty.kind)
        switch duty.place {
        case .session(let session): return (duty.attendee.value, 0, session.value, kind)
        case .fixedItem(let item): return (duty.attendee.value, 1, item.value, kind)
        }
    }
}

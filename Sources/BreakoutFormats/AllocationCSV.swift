import BreakoutModel

/// `allocation.csv`, the record of a run. Headers and words are English in every language, so that any version of the
/// program and any script can read every record; only the delimiter follows the language, for Excel.
public enum AllocationCSV {
    static let headers = [
        "attendee", "name", "organisation", "round", "session", "title", "room", "start", "end", "choice",
        "reason",
    ]

    /// One row for each record, in the order given.
    public static func write(_ records: [AllocationRecord], language: Language) -> [UInt8] {
        CSVWriter.write([headers] + records.map(row), language: language)
    }

    /// The records of a file that `write` made, or that somebody saved again from Excel. Names come back exactly as
    /// they were. Every row that cannot be read has a diagnostic, and is left out.
    public static func read(_ file: InputFile) -> (records: [AllocationRecord], diagnostics: [Diagnostic]) {
        var findings = Findings()
        let opened = TableFile(file, isKnown: { headers.contains(Fold.header($0)) }, &findings)
        guard let table = opened.table else { return ([], findings.sorted) }
        let match = HeaderMatch<AllocationColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return ([], findings.sorted) }
        var source = opened.source
        var records: [AllocationRecord] = []
        table.forEachRow(&source, &findings) { row, findings in
            guard let record = record(row, table, match, &findings) else { return false }
            records.append(record)
            return true
        }
        return (records, findings.sorted)
    }

    private static func row(_ record: AllocationRecord) -> [String] {
        let choice =
            switch record.choice {
            case .ranked(let number): "\(number)"
            case .unlisted: "unlisted"
            case nil: ""
            }
        return [
            record.attendee, record.name, record.organisation, "\(record.round)", record.session,
            record.title,
            record.room, record.start?.digits(separator: ":") ?? "", record.end?.digits(separator: ":") ?? "",
            choice,
            record.reason.rawValue,
        ]
    }

    private static func record(
        _ row: Int, _ table: Table, _ match: HeaderMatch<AllocationColumn>, _ findings: inout Findings
    ) -> AllocationRecord? {
        func exact(_ column: AllocationColumn) -> String { table.exactText(row, match[column]!) }
        func report(_ column: AllocationColumn) {
            findings.add(
                .unreadableRecord(
                    table.text(row, match[column]!), column: column.title.english,
                    at: table.location(row, match[column]!)))
        }
        let before = findings.errorCount
        let round = CellValue.number(table.text(row, match[.round]!)).flatMap { $0 >= 1 ? $0 : nil }
        if round == nil { report(.round) }
        func time(_ column: AllocationColumn) -> TimeOfDay? {
            let text = table.text(row, match[column]!)
            if text.isEmpty { return nil }
            let time = CellValue.time(text)
            if time == nil { report(column) }
            return time
        }
        let start = time(.start), end = time(.end)
        var choice: Choice?
        let written = table.text(row, match[.choice]!)
        if written == "unlisted" {
            choice = .unlisted
        } else if let number = CellValue.number(written), number >= 1 {
            choice = .ranked(number)
        } else if !written.isEmpty {
            report(.choice)
        }
        let reason = Reason(rawValue: table.text(row, match[.reason]!))
        if reason == nil { report(.reason) }
        guard let round, let reason, findings.errorCount == before else { return nil }
        return AllocationRecord(
            attendee: exact(.attendee), name: exact(.name), organisation: exact(.organisation), round: round,
            session: exact(.session), title: exact(.title), room: exact(.room), start: start, end: end,
            choice: choice, reason: reason)
    }
}

/// The columns of `allocation.csv`, all of them required.
enum AllocationColumn: String, ColumnKind {
    case attendee, name, organisation, round, session, title, room, start, end, choice, reason

    var title: Bilingual { Bilingual(same: rawValue) }
    var isRequired: Bool { true }
}

extension Diagnostic {
    static func unreadableRecord(_ text: String, column: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-record", at: location,
            message: Bilingual(
                en: "\(quoted(text)) is no value for '\(column)' in a record of an allocation",
                nl: "\(quoted(text)) is geen waarde voor '\(column)' in het verslag van een indeling"),
            notes: [
                Bilingual(
                    en: "use the file as the run wrote it, or do the run again",
                    nl: "gebruik het bestand zoals de indeling het schreef, of deel opnieuw in")
            ])
    }
}

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
        records.reserveCapacity(table.rows.count)
        table.readRows(with: RecordReader(table, match), &source, &findings) { row, reader, findings in
            reader.read(row, &findings)
        } gather: {
            records += $0.records
        }
        return (records, findings.sorted)
    }

    private static func row(_ record: AllocationRecord) -> [String] {
        return [
            record.attendee, record.name, record.organisation, "\(record.round)", record.session,
            record.title,
            record.room, record.start?.digits(separator: ":") ?? "", record.end?.digits(separator: ":") ?? "",
            text(of: record.choice),
            record.reason.rawValue,
        ]
    }

    static func text(of choice: Choice?) -> String {
        switch choice {
        case .ranked(let number): "\(number)"
        case .unlisted: "unlisted"
        case nil: ""
        }
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

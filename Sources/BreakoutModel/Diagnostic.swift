/// Something to tell the organiser about what they handed in: a mistake, a risk, or how it was understood.
public struct Diagnostic: Sendable {
    public enum Severity: Int, Comparable, Sendable {
        case note, warning, error
        public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    /// Where it is: a file of the event folder, and within it a line and a column, both counted from 1. The column
    /// counts characters (not bytes) of the line as an editor shows it.
    public struct Location: Hashable, Comparable, Sendable {
        public let file: String
        public let line: Int?
        public let column: Int?

        public init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }

        public static func < (a: Location, b: Location) -> Bool {
            (a.file, a.line ?? 0, a.column ?? 0) < (b.file, b.line ?? 0, b.column ?? 0)
        }
    }

    public let severity: Severity
    /// Stable, lower case with hyphens, for scripts and for looking it up: `unknown-session`.
    public let code: String
    public let location: Location?
    /// What is wrong, one sentence without a full stop at the end.
    public let message: Bilingual
    /// How to mend it, or more about it; each one sentence.
    public let notes: [Bilingual]

    public init(
        _ severity: Severity, code: String, at location: Location? = nil, message: Bilingual,
        notes: [Bilingual] = []
    ) {
        self.severity = severity
        self.code = code
        self.location = location
        self.message = message
        self.notes = notes
    }
}

/// How one file of the event folder was read. Rows are conserved: `read == used + superseded + blank + rejected`.
public struct SourceFile: Sendable, Codable {
    public var name: String
    /// `UTF-8`, `UTF-8 with BOM`, `Windows-1252`, `UTF-16 little endian`, ...
    public var encoding: String
    /// `;`, `,`, `|`, or `tab`.
    public var delimiter: String
    /// `CRLF`, `LF`, `CR`.
    public var lineEnding: String
    /// Which shape the rankings had, where there were any; in English, for `--json`.
    public var rankingShape: String?
    /// Records after the header, blank ones included.
    public var read: Int
    public var used: Int
    public var superseded: Int
    public var blank: Int
    public var rejected: Int
    /// Lower-case hexadecimal SHA-256 of the bytes; empty where it was not worked out.
    public var sha256: String

    public init(
        name: String, encoding: String, delimiter: String, lineEnding: String, rankingShape: String? = nil,
        read: Int = 0, used: Int = 0, superseded: Int = 0, blank: Int = 0, rejected: Int = 0,
        sha256: String = ""
    ) {
        self.name = name
        self.encoding = encoding
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.rankingShape = rankingShape
        self.read = read
        self.used = used
        self.superseded = superseded
        self.blank = blank
        self.rejected = rejected
        self.sha256 = sha256
    }
}

import BreakoutModel
import Testing

@testable import BreakoutFormats

/// The ways in which one text can be written to a file.
enum Written: CaseIterable {
    case utf8, utf8WithMark, windows1252, utf16Little, utf16Big, utf16LittleWithMark, utf16BigWithMark

    func bytes(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .windows1252: text.unicodeScalars.map { Written.windows[$0] ?? UInt8($0.value) }
        case .utf16Little: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16Big: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .utf16LittleWithMark: [0xFF, 0xFE] + Written.utf16Little.bytes(text)
        case .utf16BigWithMark: [0xFE, 0xFF] + Written.utf16Big.bytes(text)
        }
    }

    var encoding: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf8WithMark: "UTF-8 with BOM"
        case .windows1252: "Windows-1252"
        case .utf16Little: "UTF-16 little endian"
        case .utf16Big: "UTF-16 big endian"
        case .utf16LittleWithMark: "UTF-16 little endian with BOM"
        case .utf16BigWithMark: "UTF-16 big endian with BOM"
        }
    }

    private static let windows: [Unicode.Scalar: UInt8] = ["€": 0x80, "–": 0x96, "’": 0x92, "Š": 0x8A]
}

@Suite struct DialectTests {
    /// Sessions and attendees with every kind of awkward cell, delimiters and line ends to be put in.
    static func texts(_ delimiter: String, _ ending: String) -> (sessions: String, attendees: String) {
        let sessions = [
            ["sessie", "ronde", "titel", "zaal", "capaciteit"],
            ["1.1", "1", "\"Café; tea, \"\"coffee\"\" | more\"", "", "40"],
            ["1.2", "1", "\"Regel één\nregel twee\"", "Zaal €", ""], ["", "", "", "", ""],
        ]
        let attendees = [
            ["naam", "gemeente", "ronde 1 keuze 1", "ronde 1 keuze 2"],
            ["Zoë ’t Hart – Šik", "Súdwest-Fryslân", "1.2", "1.1"],
            ["", "", "", ""], ["naam", "gemeente", "ronde 1 keuze 1", "ronde 1 keuze 2"], ["Jan", "", "1.1"],
        ]
        func text(_ rows: [[String]]) -> String {
            rows.map { $0.joined(separator: delimiter) + ending }.joined()
        }
        return (text(sessions), text(attendees))
    }

    @Test(
        "the same event comes out of every encoding, delimiter and line ending",
        arguments: Written.allCases, [";", ",", "\t", "|"])
    func everyDialect(written: Written, delimiter: String) throws {
        var expected: String?
        for ending in ["\n", "\r\n", "\r"] {
            for separatorLine in ["", "sep=\(delimiter)" + ending] {
                let (sessions, attendees) = DialectTests.texts(delimiter, ending)
                let reading = EventFolder.read(
                    [
                        InputFile(name: "Sessies.CSV", bytes: written.bytes(separatorLine + sessions)),
                        InputFile(name: "deelnemers.csv", bytes: written.bytes(separatorLine + attendees)),
                    ], folderName: "dag")
                let problems = reading.problems.filter { !$0.contains("bare CR") }
                #expect(problems == [])
                let event = try #require(reading.event)
                #expect(event.sessions[0].title == "Café; tea, \"coffee\" | more")
                #expect(event.attendees.map(\.name) == ["Jan", "Zoë ’t Hart – Šik"])
                expected = expected ?? event.text
                #expect(event.text == expected)
                let source = try #require(reading.source("deelnemers.csv"))
                #expect(source.encoding == written.encoding)
                #expect(source.delimiter == (delimiter == "\t" ? "tab" : delimiter))
                #expect([source.read, source.used, source.blank] == [4, 2, 2])
            }
        }
    }

    @Test(
        "a file that leaves a doubt is not read",
        arguments: [
            ("attendee;name,organisation\na;b,c\n", "unclear-delimiter"),
            ("attendee;name\na1,Jan\na2,Piet\n", "unclear-delimiter"),
            ("sep=,\nattendee;name\na1;Jan\n", "unclear-delimiter"),
            ("naam\nJansen, Jan\nBerg, Piet\n", "unclear-delimiter"),
            ("attendee,name\na1,\"Jan\na2,Piet\n", "unterminated-quote"),
            ("attendee,name\na1,\"Jan\"x\n", "text-after-quote"),
            ("attendee,name\na1,Jan,Zwolle\n", "too-many-fields"),
            ("", "empty-file"), ("\n\n  \n", "empty-file"), ("attendee,name\n", "no-attendees"),
            ("PK\u{3}\u{4}xxxxxx", "not-csv"),
        ])
    func doubt(text: String, code: String) {
        let reading = read(sessions: "session,round\n1.1,1\n", attendees: text)
        #expect(reading.codes == [code])
        #expect(reading.event == nil)
    }

    @Test(
        "bytes that are no text, or text of two encodings, are refused at the place",
        arguments: [
            (Array("attendee,name\na1,Jan".utf8) + [0x81], "unclear-encoding", 2, 7),
            (Array("attendee,name\né,".utf8) + [0xE9, 0x0A], "unclear-encoding", 2, 3),
            ([0xEF, 0xBB, 0xBF] + Array("attendee\n".utf8) + [0xFF], "unclear-encoding", 2, 1),
            ([0xFF, 0xFE, 0x41], "unclear-encoding", 1, 1),
            ([0x61, 0, 0, 0, 0x62, 0x62, 0x62, 0x62], "not-text", nil, nil),
        ] as [([UInt8], String, Int?, Int?)])
    func noText(bytes: [UInt8], code: String, line: Int?, column: Int?) throws {
        let reading = EventFolder.read(
            [file("sessions.csv", "session,round\n1,1\n"), InputFile(name: "attendees.csv", bytes: bytes)],
            folderName: "")
        let error = try #require(reading.diagnostics.first { $0.severity == .error })
        #expect(error.code == code)
        #expect(error.location == Diagnostic.Location(file: "attendees.csv", line: line, column: column))
    }

    @Test("a mistake is at the same line and column in every encoding, delimiter and line end")
    func samePlace() {
        let table = [
            ["attendee", "naam", "ronde 1 keuze 1", "ronde 1 keuze 2"], ["zoë", "Zoë ’t Hart – Šik", "Café", "Zrg"],
            ["b", "\"Piet\nvan Dam\"", "\"1,1\"", "1.2"], ["c", "Één", "1.2", "\"Kafé;\""],
        ]
        for written in Written.allCases {
            for delimiter in [";", ",", "\t", "|"] {
                for ending in ["\n", "\r\n", "\r"] {
                    let text = table.map { $0.joined(separator: delimiter) + "\n" }.joined().replacing(
                        "\n", with: ending)
                    let reading = EventFolder.read(
                        [
                            file("sessions.csv", "session;round;title\n1.1;1;Café\n1.2;1;Zorg\n"),
                            InputFile(name: "attendees.csv", bytes: written.bytes(text)),
                        ], folderName: "x")
                    let places = reading.diagnostics.filter { $0.severity == .error }.map { error in
                        "\(error.location?.line ?? 0):\(error.location?.column ?? 0) \(error.code)"
                    }
                    #expect(
                        places == ["2:28 unknown-session", "4:10 unknown-session", "5:11 unknown-session"],
                        "\(written) \(delimiter.debugDescription) \(ending.debugDescription)")
                }
            }
        }
    }

    @Test("a column counts characters, and a line counts line breaks within cells")
    func places() {
        let reading = read(attendees: "attendee,name,round 1 choice 1\n\"a\n1\",\"Zoë 👩‍👩‍👧‍👦\",xyzzy\n")
        #expect(
            reading.lines.contains {
                $0.hasPrefix("attendees.csv:3:12: error: 'xyzzy' is no session of round 1")
            })
    }

    @Test("a title with the delimiter in an unquoted header is not torn apart")
    func oneColumn() throws {
        let reading = read(sessions: "session,round\n1.1,1\n", attendees: "naam\nJansen, Jan\nPiet\n")
        #expect(try #require(reading.event).attendees.map(\.name) == ["Jansen, Jan", "Piet"])
    }
}

import Foundation
import Testing

/// An event as tables, to be written in any dialect.
///
/// Its texts have accents, a dash, a euro sign, quotes, commas, semicolons and a line break: all that a dialect can get
/// wrong and that Windows-1252 can hold.
struct TableEvent: Sendable {
    var tables: [String: [[String]]] = [
        "sessions.csv": [
            ["session", "round", "title", "room", "capacity", "start", "end"],
            ["A1", "1", "Cafés, terrassen; de \"levendige\" stad", "Zaal één", "3", "10:00", "11:00"],
            ["A2", "1", "Financiën – €uro's", "Foyer", "3", "10:00", "11:00"],
            ["A3", "1", "Wonen", "Façade", "3", "10:00", "11:00"],
            ["B1", "2", "Coöperaties", "Zaal één", "3", "11:30", "12:30"],
            ["B2", "2", "Jeugd\nen zorg", "Foyer", "3", "11:30", "12:30"],
            ["B3", "2", "Water", "Façade", "3", "11:30", "12:30"],
        ],
        "attendees.csv": [
            [
                "attendee", "name", "organisation", "roles", "round 1 choice 1", "round 1 choice 2", "round 2 choice 1",
                "round 2 choice 2",
            ],
            ["zoe", "Zoë van den Berg", "'s-Hertogenbosch", "wethouder", "A1", "A2", "B1", "B2"],
            ["rene", "René Müller", "Súdwest-Fryslân", "wethouder;secretaris", "A1", "A3", "B1", "B3"],
            ["cas", "Cas de Ruijter", "Gouda", "", "A1", "A2", "B1", "B2"],
            ["dora", "Dora O’Neill", "Gouda", "secretaris", "A1", "A2", "B2", "B1"],
            ["eva", "Eva Ångström", "Gouda", "", "A2", "A1", "B1", ""],
            ["fred", "Fred, genoemd \"Frits\"", "Ede", "", "A3", "A1", "B1", "B3"],
            ["guus", "Guus", "Ede", "", "", "", "B3", "B1"],
            ["hans", "Hans ten Hoek", "Ede", "burgemeester", "A2", "A3", "B2", "B3"],
        ],
        "duties.csv": [
            ["attendee", "session", "duty"], ["hans", "A1", "chair"], ["guus", "B1", "excluded"],
            ["eva", "B2", "member"],
        ],
        "settings.csv": [["setting", "value"], ["title", "Één dag"], ["date", "2026-03-02"], ["seed", "12"]],
    ]

    func text(_ name: String, delimiter: String, lineEnding: String) -> String {
        (tables[name] ?? []).map { row in
            row.map { field in
                let needsQuotes = field.contains { "\";,|\t\n".contains($0) }
                return needsQuotes ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : field
            }.joined(separator: delimiter) + lineEnding
        }.joined()
    }

    func folder(_ encoding: TextEncoding = .utf8, delimiter: String = ",", lineEnding: String = "\n") throws
        -> EventFolderOnDisk
    {
        var files: [String: Data] = [:]
        for name in tables.keys {
            files[name] = try encoding.bytes(text(name, delimiter: delimiter, lineEnding: lineEnding))
        }
        return try EventFolderOnDisk(bytes: files)
    }
}

enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 with a byte order mark"
    case windows1252 = "Windows-1252"
    case utf16Little = "UTF-16 little-endian"
    case utf16Big = "UTF-16 big-endian"

    func bytes(_ text: String) throws -> Data {
        switch self {
        case .utf8: return Data(text.utf8)
        case .utf8WithMark: return Data("\u{FEFF}\(text)".utf8)
        case .windows1252:
            guard let bytes = text.data(using: .windowsCP1252) else {
                throw Unreadable(description: "not Windows-1252")
            }
            return bytes
        case .utf16Little: return Data("\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        case .utf16Big: return Data("\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        }
    }
}

@Suite(.timeLimit(.minutes(15))) struct DialectTests {
    static let plain = TableEvent()

    /// The allocation of the event in the plainest of dialects.
    func expected() async throws -> [AllocationRow] {
        let event = try Self.plain.folder()
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.errors)")
        return try event.allocation()
    }

    @Test("every encoding, delimiter and line ending gives the same allocation", arguments: TextEncoding.allCases)
    func dialect(encoding: TextEncoding) async throws {
        let expected = try await expected()
        #expect(expected.contains { $0.name == "Fred, genoemd \"Frits\"" && $0.organisation == "Ede" })
        #expect(expected.contains { $0.name == "Zoë van den Berg" && $0.organisation == "'s-Hertogenbosch" })
        for (delimiter, lineEnding) in [
            (";", "\r\n"), (",", "\n"), ("\t", "\r\n"), ("|", "\n"), (";", "\n"), (",", "\r\n"),
        ] {
            let event = try Self.plain.folder(encoding, delimiter: delimiter, lineEnding: lineEnding)
            let result = try await event.run("assign", "--quiet")
            #expect(result.ending == "exit 0", "\(encoding) \(delimiter.debugDescription): \(result.errors)")
            if result.exitCode == 0 {
                #expect(try event.allocation() == expected, "\(encoding) \(delimiter.debugDescription)")
            }
        }
    }

    @Test("the check says how each file was read")
    func stated() async throws {
        let event = try Self.plain.folder(.windows1252, delimiter: ";", lineEnding: "\r\n")
        let result = try await event.run("check")
        #expect(result.sentences.contains("Windows-1252"))
        #expect(result.sentences.contains("semicolon"))
        #expect(result.sentences.contains("choice columns"))
    }

    @Test("a first line sep=;, empty rows and empty columns at the end do not matter")
    func excelOddities() async throws {
        let expected = try await expected()
        let event = try Self.plain.folder()
        for name in Self.plain.tables.keys {
            let text = Self.plain.text(name, delimiter: ";", lineEnding: ";;\r\n")
            try event.write("\u{FEFF}sep=;\r\n" + text + ";;;;\r\n;;;;\r\n", to: name)
        }
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.errors)")
        #expect(try event.allocation() == expected)
    }

    @Test("the order of rows and columns does not change a byte of the allocation")
    func permuted() async throws {
        let first = try Self.plain.folder()
        _ = try await first.run("assign", "--quiet")
        let bytes = try first.bytes(of: "runs/001/allocation.csv")
        var random = Permutations(state: 2026)
        for _ in 0..<3 {
            var shuffled = Self.plain
            for (name, table) in Self.plain.tables {
                let columns = Array(table[0].indices).shuffled(using: &random)
                let rows = [table[0]] + table.dropFirst().shuffled(using: &random)
                shuffled.tables[name] = rows.map { row in columns.map { row[$0] } }
            }
            let event = try shuffled.folder()
            let result = try await event.run("assign", "--quiet")
            #expect(result.ending == "exit 0", "\(result.errors)")
            #expect(try event.bytes(of: "runs/001/allocation.csv") == bytes)
        }
    }

    @Test("the four ways to write rankings give the same allocation")
    func rankingShapes() async throws {
        let table = try #require(Self.plain.tables["attendees.csv"])
        let sessions = try #require(Self.plain.tables["sessions.csv"]).dropFirst()
        let titles = Dictionary(uniqueKeysWithValues: sessions.map { ($0[0], $0[2]) })
        let expected = try await expected()

        // A title with a line break in a list in a cell is a test of its own.
        var list = Self.plain
        list.tables["attendees.csv"] = table.enumerated().map { index, row -> [String] in
            if index == 0 { return Array(row[0..<4]) + ["round 1", "round 2"] }
            let cells = [row[4..<6], row[6..<8]].map { ids in
                ids.compactMap { $0 == "B2" ? "B2" : titles[$0] }.map { $0 + ";" }.joined()
            }
            return Array(row[0..<4]) + cells
        }

        var grid = Self.plain
        grid.tables["attendees.csv"] = table.enumerated().map { index, row -> [String] in
            let cells = sessions.map { session -> String in
                if index == 0 { return "Round \(session[1]) [\(session[2])]" }
                let ids = Array(session[1] == "1" ? row[4..<6] : row[6..<8])
                return ids.firstIndex(of: session[0]).map { "\($0 + 1)" } ?? ""
            }
            return Array(row[0..<4]) + cells
        }

        var long = Self.plain
        long.tables["attendees.csv"] = table.map { Array($0[0..<4]) }
        var preferences: [[String]] = []
        for row in table.dropFirst() {
            for column in (4..<8).reversed() where !row[column].isEmpty {
                preferences.append([row[0], column < 6 ? "1" : "2", column % 2 == 0 ? "1" : "2", row[column]])
            }
        }
        long.tables["preferences.csv"] = [["attendee", "round", "rank", "session"]] + preferences

        for (name, shape) in [("list in a cell", list), ("session columns", grid), ("long", long)] {
            let event = try shape.folder()
            let check = try await event.run("check")
            #expect(check.ending == "exit 0", "\(name): \(check.screen)")
            let result = try await event.run("assign", "--quiet")
            #expect(result.ending == "exit 0", "\(name): \(result.errors)")
            if result.exitCode == 0 { #expect(try event.allocation() == expected, "\(name)") }
        }
    }

    @Test(
        "a title with a semicolon, a comma, quotes or a line break is found whole in a list in a cell",
        arguments: ["A; B, \"C\"", "Jeugd, zorg; één aanpak", "A;B", "Jeugd\nen zorg"])
    func titleInList(title: String) async throws {
        var event = TableEvent()
        event.tables = [
            "sessions.csv": [
                ["session", "round", "title"], ["x", "1", title], ["y", "1", "Jeugd"], ["z", "1", "A"],
            ],
            "attendees.csv": [["attendee", "round 1"], ["ann", "A;\(title);Jeugd;"], ["bob", "\(title);A"]],
        ]
        let folder = try event.folder()
        let result = try await folder.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.errors)")
        #expect(try folder.placements() == ["ann|1|z", "bob|1|x"])
    }

    @Test("Dutch headers and Dutch file names mean the same")
    func dutchHeaders() async throws {
        let expected = try await expected()
        let dutch: [String: (name: String, header: [String])] = [
            "sessions.csv": ("sessies.csv", ["Sessie", "Ronde", "Titel", "Zaal", "Capaciteit", "Begin", "Eind"]),
            "attendees.csv": (
                "deelnemers.csv",
                [
                    "Deelnemer", "Naam", "Gemeente", "Rollen", "Ronde 1 keuze 1", "Ronde 1 keuze 2", "ronde_2_keuze_1",
                    "RONDE 2 KEUZE 2",
                ]
            ),
            "duties.csv": ("taken.csv", ["deelnemer", "sessie", "taak"]),
            "settings.csv": ("instellingen.csv", ["instelling", "waarde"]),
        ]
        let words = ["chair": "voorzitter", "member": "lid", "excluded": "niet"]
        var event = TableEvent()
        event.tables = [:]
        for (name, table) in Self.plain.tables {
            let (file, header) = try #require(dutch[name])
            event.tables[file] = [header] + table.dropFirst().map { row in row.map { words[$0] ?? $0 } }
        }
        let folder = try event.folder(.windows1252, delimiter: ";", lineEnding: "\r\n")
        let result = try await folder.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.errors)")
        #expect(try folder.allocation() == expected)
    }
}

/// Numbers for shuffling that are the same every time.
private struct Permutations: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

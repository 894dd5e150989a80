import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct HostileTextTests {
    static let names = [
        "=HYPERLINK(\"http://example.org\";\"click\")", "+31 6 12345678", "-2+3", "@SUM(A1)",
        "<script>alert(1)</script>",
        "../../../outside", "line\nbreak", "\u{1B}[31mred\u{1B}[0m\u{7}", "\u{1B}]0;title\u{7}", "left\u{202E}right",
        "'quoted'", "a;b,c|d\te", "NUL-less \u{9B}31m", "x\r\ny",
    ]

    /// An event whose ids, names, organisations, titles, rooms and title are all of that kind.
    func event() throws -> EventFolderOnDisk {
        let quoted = { (text: String) in "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
        var attendees = "attendee,name,organisation,roles,round 1 choice 1\n"
        for (index, name) in Self.names.enumerated() {
            let id = index < 8 ? name : "p\(index)"
            attendees += [id, name, name, name].map(quoted).joined(separator: ",") + ",S0\n"
        }
        var sessions = "session,round,title,room,capacity,start,end\n"
        for (index, name) in Self.names.prefix(6).enumerated() {
            sessions += "S\(index),1," + [name, name].map(quoted).joined(separator: ",") + ",3,10:00,11:00\n"
        }
        sessions += "\"../../../../outside\",1,\"=1+1\",\"\u{1B}[2J\",1,10:00,11:00\n"
        return try EventFolderOnDisk([
            "sessions.csv": sessions, "attendees.csv": attendees,
            "settings.csv": "setting,value\ntitle,\"=cmd()\u{1B}[2J <b>day</b>\"\n",
            "duties.csv": "attendee,session,duty\np8,S1,chair\np9,\"../../../../outside\",speaker\n",
        ])
    }

    @Test("hostile names and titles: check, assign and verify work, and no terminal is harmed")
    func terminal() async throws {
        let event = try event()
        for command in ["check", "assign", "verify"] {
            let result = try await event.run(command)
            #expect(result.ending == "exit 0", "\(command): \(result.screen)")
            let controls = result.screen.unicodeScalars.filter {
                ($0.value < 32 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
                    || (0x202A...0x202E).contains($0.value)
                    || (0x2066...0x2069).contains($0.value)
            }
            #expect(controls.map { String($0.value, radix: 16) } == [], "\(command)")
            #expect(result.tooLongLines == [], "\(command)")
        }
        #expect(event.leftBehind == ["runs"])
        #expect(event.list("runs") == ["001"])
    }

    @Test("in allocation.csv no text starts as a formula would, and every row is whole")
    func spreadsheet() async throws {
        let event = try event()
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.screen)")
        let rows = try event.allocation()
        #expect(rows.count == Self.names.count)
        for row in rows {
            for field in [row.attendee, row.name, row.organisation, row.title, row.room, row.session] {
                #expect(!"=+-@\t\r".unicodeScalars.contains(field.unicodeScalars.first ?? "x"), "\(field)")
            }
        }
        for name in ["HYPERLINK", "<script>", "../../../outside", "31 6 12345678", "SUM(A1)"] {
            #expect(rows.contains { $0.name.contains(name) }, "\(name)")
        }
    }

    @Test("a diagnostic about hostile text is harmless as well")
    func diagnostics() async throws {
        let event = try event()
        try event.write("attendee,session,duty\n\"\u{1B}[31mnobody\n\",S0,chair\n", to: "duties.csv")
        let result = try await event.run("check")
        #expect(result.ending == "exit 65")
        #expect(result.errors.contains("duties.csv:2:1: error: "))
        #expect(!result.screen.unicodeScalars.contains("\u{1B}"))
        #expect(result.tooLongLines == [])
    }

    @Test("an option's value that is hostile is harmless as well")
    func usage() async throws {
        let result = try await EventFolderOnDisk(Workshop.files)
            .breakouts(["assign", "event", "--objective", "\u{1B}[31mfair", "--lang", "en"])
        #expect(result.ending == "exit 64")
        #expect(!result.screen.unicodeScalars.contains("\u{1B}"))
    }
}

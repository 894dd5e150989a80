import Foundation
import Testing

/// A mistake in the files, and where and how it has to be pointed at.
struct Mistake: CustomTestStringConvertible, Sendable {
    let name: String
    let files: [String: String]
    let place: String
    let words: [String]

    init(_ name: String, _ files: [String: String], at place: String, says words: String...) {
        (self.name, self.files, self.place, self.words) = (name, files, place, words)
    }

    init(
        _ name: String, replacing old: String, by new: String, in file: String, at place: String, says words: String...
    ) {
        self.name = name
        files = Workshop.replacing(old, by: new, in: file)
        (self.place, self.words) = (place, words)
    }

    var testDescription: String { name }
}

private func duties(_ row: String) -> [String: String] {
    Workshop.with(["duties.csv": "attendee,session,duty\n\(row)\n"])
}

private func settings(_ row: String) -> [String: String] {
    Workshop.with(["settings.csv": "setting,value\n\(row)\n"])
}

private let mistakes = [
    Mistake(
        "an unknown session in a ranking", replacing: "dora,Dora Dekker,Ede,Wind", by: "dora,Dora Dekker,Ede,Wnd",
        in: "attendees.csv", at: "attendees.csv:5:22", says: "'Wnd'", "round 1", "did you mean 'Wind'?"),
    Mistake(
        "a session id twice", replacing: "\n1.2,1", by: "\n1.1,1", in: "sessions.csv", at: "sessions.csv:3:1",
        says: "'1.1'", "line 2"),
    Mistake(
        "a capacity in words", replacing: "Wind,Blue room,3", by: "Wind,Blue room,veel", in: "sessions.csv",
        at: "sessions.csv:3:22", says: "'veel'", "whole number"),
    Mistake(
        "a capacity below nothing", replacing: "Wind,Blue room,3", by: "Wind,Blue room,-3", in: "sessions.csv",
        at: "sessions.csv:3:22", says: "'-3'"),
    Mistake(
        "a capacity of two and a half", replacing: "Wind,Blue room,3", by: "Wind,Blue room,2.5", in: "sessions.csv",
        at: "sessions.csv:3:22", says: "'2.5'"),
    Mistake(
        "a minimum above the capacity",
        Workshop.with([
            "sessions.csv": """
            session,round,capacity,minimum
            1.1,1,20,0
            1.2,1,3,5
            """,
            "attendees.csv": "attendee,round 1 choice 1\nann,1.1\n",
        ]), at: "sessions.csv:3:9", says: "5", "3"),
    Mistake("an unknown duty", duties("ann,1.1,clown"), at: "duties.csv:2:9", says: "'clown'", "chair", "speaker"),
    Mistake("a duty of nobody we know", duties("anna,1.1,chair"), at: "duties.csv:2:1", says: "'anna'", "did you mean"),
    Mistake("a duty at no session", duties("ann,1.9,chair"), at: "duties.csv:2:5", says: "'1.9'", "did you mean"),
    Mistake(
        "a duty of somebody who is absent then",
        Workshop.with([
            "attendees.csv": "attendee,absent,round 1 choice 1,round 2 choice 1\nann,2,Water,\nbob,,Wind,Earth\n",
            "duties.csv": "attendee,session,duty\nann,1.1,chair\nann,2.1,chair\n",
        ]), at: "duties.csv:3:1", says: "'ann'", "'2.1'", "absent in round 2", "somebody else"),
    Mistake(
        "two people under one id", replacing: "bob,Bob", by: "ann,Bob", in: "attendees.csv", at: "attendees.csv:2:1",
        says: "'Ann Aalders'", "'Bob Bakker' on line 3", "an id of their own"),
    Mistake(
        "a row with a delimiter of its own", replacing: "dora,Dora Dekker,Ede,Wind,Water,Earth,Metal",
        by: "dora;Dora Dekker;Ede;Wind;Water;Earth;Metal", in: "attendees.csv", at: "attendees.csv:5:1", says: "';'"),
    Mistake(
        "rankings under a header that says nothing",
        Workshop.with(["attendees.csv": "attendee,Put these in order,round 2\nann,Wind;Water;,Earth\n"]),
        at: "attendees.csv:1:10", says: "names sessions of round 1", "'round 1'"),
    Mistake(
        "a time that does not exist", replacing: "Wind,Blue room,3,10:00", by: "Wind,Blue room,3,25:99",
        in: "sessions.csv", at: "sessions.csv:3:24", says: "'25:99'", "time"),
    Mistake(
        "an end before its start", replacing: "Wind,Blue room,3,10:00,11:00", by: "Wind,Blue room,3,10:00,09:00",
        in: "sessions.csv", at: "sessions.csv:3:30", says: "09:00", "10:00"),
    Mistake(
        "a gap in the rounds",
        [
            "sessions.csv": Workshop.sessions.replacingOccurrences(of: "\n2.1,2", with: "\n2.1,3")
                .replacingOccurrences(of: "\n2.2,2", with: "\n2.2,3").replacingOccurrences(
                    of: "\n2.3,2", with: "\n2.3,3"),
            "attendees.csv": Workshop.attendees.replacingOccurrences(of: "round 2", with: "round 3"),
        ], at: "sessions.csv:5:5", says: "round 3", "round 2"),
    Mistake(
        "a quote that is never closed", replacing: "cas,Cas Coster", by: "cas,\"Cas Coster", in: "attendees.csv",
        at: "attendees.csv:4:5", says: "quote", "never closed"),
    Mistake(
        "an unknown setting", settings("objectve,fair"), at: "settings.csv:2:1", says: "'objectve'",
        "did you mean 'objective'?"),
    Mistake(
        "an unknown objective", settings("objective,fairr"), at: "settings.csv:2:11", says: "'fairr'",
        "did you mean 'fair'?"),
    Mistake("an unknown language", settings("language,fr"), at: "settings.csv:2:10", says: "'fr'", "en or nl"),
    Mistake("a seed in words", settings("seed,lucky"), at: "settings.csv:2:6", says: "'lucky'"),
    Mistake("a transfer in words", settings("transfer minutes,five"), at: "settings.csv:2:18", says: "'five'"),
    Mistake(
        "a group with two rules", Workshop.with(["groups.csv": "group,attendee,rule\ng,ann,together\ng,bob,apart\n"]),
        at: "groups.csv:3:7", says: "'g'"),
    Mistake(
        "a group of nobody we know", Workshop.with(["groups.csv": "group,attendee,rule\ng,bop,together\n"]),
        at: "groups.csv:2:3", says: "'bop'"),
    Mistake("an empty file", Workshop.with(["attendees.csv": ""]), at: "attendees.csv", says: "empty"),
    Mistake(
        "no attendees", Workshop.with(["attendees.csv": "attendee,name,round 1 choice 1\n"]), at: "attendees.csv",
        says: "no attendees"),
    Mistake(
        "no sessions", Workshop.with(["sessions.csv": "session,round,title\n"]), at: "sessions.csv", says: "no sessions"
    ),
    Mistake(
        "a workbook instead of text", Workshop.with(["attendees.csv": "PK\u{3}\u{4}\u{0}\u{0}\u{0}"]),
        at: "attendees.csv", says: "Excel", "CSV"),
]

@Suite(.timeLimit(.minutes(15))) struct BadDataTests {
    @Test(
        "a mistake in the files ends with 65, is pointed at with file, line and column, and nothing is written",
        arguments: mistakes)
    func mistake(_ mistake: Mistake) async throws {
        for command in ["check", "assign"] {
            let event = try EventFolderOnDisk(mistake.files)
            let before = try event.inputs()
            let result = try await event.run(command)
            #expect(result.ending == "exit 65", "\(result.screen)")
            let errors = result.lines.filter { $0.contains(": error: ") }
            #expect(errors.first?.hasPrefix("\(mistake.place): error: ") == true, "\(result.errors)")
            #expect(errors.count == 1, "one mistake is one error: \(result.errors)")
            #expect(result.errors.contains("→"), "without a way to mend it")
            for words in mistake.words { #expect(result.sentences.contains(words), "\(result.errors)") }
            #expect(result.tooLongLines == [])
            #expect(event.leftBehind == [])
            #expect(try event.inputs() == before)
        }
    }

    @Test("a ranking that names an unknown session stops with file, line and column, in Dutch as well")
    func dutch() async throws {
        let event = try EventFolderOnDisk(Workshop.replacing("Ede,Wind", by: "Ede,Wnd", in: "attendees.csv"))
        let result = try await event.run("assign", "--lang", "nl")
        #expect(result.ending == "exit 65")
        #expect(result.errors.hasPrefix("attendees.csv:5:22: fout: 'Wnd'"), "\(result.errors)")
        #expect(result.sentences.contains("'Wind'"))
        #expect(!result.sentences.contains("error"))
    }

    @Test("all mistakes of all files are reported in one go")
    func allAtOnce() async throws {
        let event = try EventFolderOnDisk([
            "sessions.csv": Workshop.sessions.replacingOccurrences(
                of: "Blue room,3,10:00", with: "Blue room,veel,25:99"),
            "attendees.csv": Workshop.attendees.replacingOccurrences(of: "Ede,Wind,Water", with: "Ede,Wnd,Wader"),
            "duties.csv": "attendee,session,duty\nann,1.1,clown\nnobody,1.1,chair\n",
            "settings.csv": "setting,value\nobjectve,fair\n",
        ])
        let result = try await event.run("check")
        #expect(result.ending == "exit 65")
        for place in [
            "sessions.csv:3:22: error: ", "sessions.csv:3:27: error: ", "attendees.csv:5:22: error: ",
            "attendees.csv:5:26: error: ", "duties.csv:2:9: error: ", "duties.csv:3:1: error: ",
            "settings.csv:2:1: error: ",
        ] {
            #expect(result.errors.contains(place), "\(place)")
        }
        #expect(result.errors.contains("7 errors"))
    }

    @Test("an unknown column is a note, and nothing stops")
    func unknownColumn() async throws {
        let event = try EventFolderOnDisk(Workshop.replacing("organisation", by: "shoe size", in: "attendees.csv"))
        let check = try await event.run("check")
        #expect(check.ending == "exit 0")
        #expect(check.sentences.contains("note: not used: column 'shoe size'"))
        let assign = try await event.run("assign", "--strict")
        #expect(assign.ending == "exit 0")
    }

    @Test("a choice of another round, or named twice, is dropped with a note, and later choices move up")
    func droppedChoice() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with([
                "sessions.csv": Workshop.sessions.replacingOccurrences(of: ",3,", with: ",9,"),
                "attendees.csv": """
                attendee,round 1 choice 1,round 1 choice 2,round 1 choice 3,round 2 choice 1
                ann,Earth,Wind,Fire,Earth
                bob,Water,Water,Wind,Earth
                """,
            ]))
        let check = try await event.run("check")
        #expect(check.ending == "exit 0")
        #expect(check.output.contains("attendees.csv:2:5: "), "\(check.output)")
        #expect(check.output.contains("attendees.csv:3:11: "))
        #expect(check.output.contains("attendees.csv:2:5: note: "))
        #expect(check.output.contains("attendees.csv:3:11: note: "))
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0")
        let rows = try event.allocation().filter { $0.round == "1" }
        #expect(rows.map(\.session) == ["1.2", "1.1"])
        #expect(rows.map(\.choice) == ["1", "1"])
    }

    @Test("--drop-unknown drops a choice that names no session, and says so")
    func dropUnknown() async throws {
        let event = try EventFolderOnDisk(Workshop.replacing("Ede,Wind", by: "Ede,Wnd", in: "attendees.csv"))
        let result = try await event.run("assign", "--drop-unknown")
        #expect(result.ending == "exit 0")
        #expect(result.sentences.contains("'Wnd'"))
    }

    @Test("who sent the form twice counts once, with the later form, and a note says which row is superseded")
    func sentTwice() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with(["attendees.csv": Workshop.attendees + "ANN,Ann Aalders,Delft,Fire,Wind,Wood,Metal\n"]))
        let check = try await event.run("check")
        #expect(check.ending == "exit 0")
        #expect(check.sentences.contains("attendees.csv:2:1: note: "), "\(check.output)")
        #expect(check.sentences.contains("superseded"))
        #expect(check.sentences.contains("9 rows: 8 used, 1 superseded"))
        _ = try await event.run("assign")
        #expect(try event.summary().attendees == 8)
        #expect(try event.allocation().first { $0.name == "Ann Aalders" }?.session == "1.3")
    }

    @Test("a file whose name is nearly right is told by check and assign, and stops --strict")
    func misspeltFile() async throws {
        let event = try EventFolderOnDisk(Workshop.with(["dutys.csv": "attendee,session,duty\nann,1.2,chair\n"]))
        for command in ["check", "assign"] {
            let result = try await event.run(command)
            #expect(result.ending == "exit 0")
            #expect(result.sentences.contains("dutys.csv: warning: this file is not read; did you mean 'duties.csv'?"))
        }
        #expect(try await event.run("assign", "--strict").ending == "exit 1")
    }

    @Test("mistakes are worded in the language of the settings, though the machine speaks another")
    func languageOfSettings() async throws {
        let event = try EventFolderOnDisk(
            Workshop.replacing("Ede,Wind", by: "Ede,Wnd", in: "attendees.csv").merging(
                ["settings.csv": "setting,value\nlanguage,nl\n"]) { $1 })
        for command in ["check", "assign", "verify"] {
            let result = try await event.run(command)
            #expect(result.ending == "exit 65")
            #expect(result.errors.contains("attendees.csv:5:22: fout: 'Wnd' is geen deelsessie van ronde 1"))
        }
        #expect(try await event.run("check", "--lang", "en").errors.contains("is no session of round 1"))
    }
}

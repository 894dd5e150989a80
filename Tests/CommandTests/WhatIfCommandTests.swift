import Foundation
import Testing

@Suite("breakouts what-if")
struct WhatIfCommandTests {
    struct Document: Decodable {
        struct Line: Decodable {
            let changes: [String]
            let status: String
            let verdict: String?
            let choosing: Int?
            let firstChoices: Int?
            let regret: SummaryFile.Regret?
            let rounds: [SummaryFile.Round]?
            let reasons: [String]?
        }
        let present: Line
        let scenarios: [Line]
    }

    private func document(_ result: CommandResult) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
    }

    /// A change as typed, and the same change made in the files.
    struct Change: Sendable, CustomTestStringConvertible {
        let typed: [String]
        let file: String
        let old: String
        let new: String
        var testDescription: String { typed.joined(separator: " ") }
    }

    static let changes = [
        Change(typed: ["--capacity", "1.1=2"], file: "sessions.csv", old: "Water,Red room,3", new: "Water,Red room,2"),
        Change(
            typed: ["--capacity", "Water=none"], file: "sessions.csv", old: "Water,Red room,3", new: "Water,Red room,"),
        Change(
            typed: ["--minimum", "1.3=3"], file: "sessions.csv", old: "3,10:00,11:00,,\n2.1",
            new: "3,10:00,11:00,3,\n2.1"),
        Change(
            typed: ["--cancellable=1.3=yes", "--minimum=1.3=3"], file: "sessions.csv", old: "3,10:00,11:00,,\n2.1",
            new: "3,10:00,11:00,3,yes\n2.1"),
        Change(typed: ["--duty", "1.1=guus:chair"], file: "duties.csv", old: "\nhans", new: "\nguus,1.1,chair\nhans"),
        Change(typed: ["--lift-duty", "1.2"], file: "duties.csv", old: "hans,1.2,speaker\n", new: ""),
        Change(typed: ["--lift-duty", "1.2=Hans Hoek"], file: "duties.csv", old: "hans,1.2,speaker\n", new: ""),
        Change(
            typed: ["--maximum-per-organisation", "1"], file: "settings.csv", old: "organisation,2",
            new: "organisation,1"),
        Change(
            typed: ["--maximum-per-organisation", "none"], file: "settings.csv", old: "organisation,2",
            new: "organisation,none"),
        Change(
            typed: ["--transfer-minutes", "40"], file: "settings.csv", old: "minutes,10", new: "minutes,40"),
        Change(
            typed: ["--start", "2.3=11:00", "--end", "2.3=12:00"], file: "sessions.csv",
            old: "Wood,Green room,3,11:30,12:30", new: "Wood,Green room,3,11:00,12:00"),
        Change(
            typed: ["--lift-group", "pals"], file: "groups.csv", old: "pals,ann,together\npals,dora,together\n", new: ""
        ),
    ]

    private static let files: [String: String] = [
        "sessions.csv": Workshop.sessions.replacingOccurrences(of: "start,end", with: "start,end,minimum,cancellable")
            .replacingOccurrences(of: ":00\n", with: ":00,,\n").replacingOccurrences(of: ":30\n", with: ":30,,\n"),
        "attendees.csv": Workshop.attendees,
        "duties.csv": "attendee,session,duty\nhans,1.2,speaker\n",
        "groups.csv": "group,attendee,rule\npals,ann,together\npals,dora,together\n",
        "settings.csv": "setting,value\nmaximum per organisation,2\ntransfer minutes,10\n",
    ]

    @Test("gives what assign gives on an event with the change made in its files", arguments: changes)
    func equalsAssign(change: Change) async throws {
        let folder = try EventFolderOnDisk(Self.files)
        let before = try folder.inputs()
        let result = try await folder.breakouts(["what-if", "event", "--json"] + change.typed)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(try folder.inputs() == before && folder.leftBehind.isEmpty)
        let found = try document(result)
        let last = try #require(found.scenarios.last)

        let text = try #require(Self.files[change.file])
        #expect(text.contains(change.old), "the change changes nothing")
        let edited = Self.files.merging([change.file: text.replacingOccurrences(of: change.old, with: change.new)]) {
            $1
        }
        for (files, line) in [(edited, last), (Self.files, found.present)] {
            let other = try EventFolderOnDisk(files)
            #expect(try await other.run("assign", "--quiet").exitCode == 0)
            let summary = try other.summary()
            #expect(line.status == summary.status)
            #expect(line.regret == summary.regret)
            #expect(line.rounds == summary.rounds)
            #expect(line.firstChoices == summary.rounds.reduce(0) { $0 + ($1.profile.first ?? 0) })
        }
    }

    @Test("several changes: each by itself, then all together")
    func together() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let result = try await folder.run(
            "what-if", "--capacity", "1.3=3", "--capacity", "2.2=3", "--lift-duty", "1.3", "--lang", "en")
        #expect(result.exitCode == 0)
        for text in [
            "as it is", "1.3: one more seat (now 2)", "1.3: without chair The teacher", "all of these together",
        ] {
            #expect(result.output.contains(text), "\(text)")
        }
        #expect(result.tooLongLines == [])
        let found = try document(
            await folder.run("what-if", "--capacity", "1.3=3", "--capacity", "2.2=3", "--lift-duty", "1.3", "--json"))
        #expect(found.scenarios.map(\.changes.count) == [1, 1, 1, 3])
        #expect(found.scenarios[0].verdict == "better")
        #expect(found.scenarios[2].verdict == "otherPeople")
    }

    /// By hand: README. One more seat in Choir lets librarian and nurse both have it; the baker has Apples then.
    @Test("what each rule costs, the most first")
    func rules() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let found = try document(await folder.run("what-if", "--json", "--lang", "en"))
        #expect(found.present.regret?.profile == [3, 3])
        #expect(found.scenarios.count == 7)
        #expect(found.scenarios.first?.changes == ["1.3: one more seat (now 2)"])
        #expect(found.scenarios.first?.regret?.profile == [5, 1])
        let disappointed = found.scenarios.compactMap(\.regret).map { $0.profile.dropFirst().reduce(0, +) }
        #expect(disappointed == disappointed.sorted())
        for language in ["en", "nl"] {
            let screen = try await folder.run("what-if", "--lang", language)
            #expect(screen.exitCode == 0)
            #expect(screen.tooLongLines == [])
        }
        #expect(folder.leftBehind.isEmpty)
    }

    @Test("changes that leave no allocation are explained, with exit code 1")
    func impossible() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let result = try await folder.run("what-if", "--capacity", "2.1=1", "--lang", "en")
        #expect(result.exitCode == 1)
        #expect(result.output.contains("no allocation"))
        #expect(result.errors.contains("round 2 has 5 seats for 6 people"))
        let found = try document(await folder.run("what-if", "--capacity", "2.1=1", "--json"))
        #expect(found.scenarios[0].status == "infeasible")
        #expect(found.scenarios[0].reasons?.isEmpty == false)
        // One that is impossible by itself may be possible with another.
        let both = try await folder.run("what-if", "--capacity", "2.1=1", "--capacity", "2.2=3", "--lang", "en")
        #expect(both.exitCode == 0)
    }

    @Test("changes to a day without an allocation show what would make one")
    func mended() async throws {
        let folder = try EventFolderOnDisk(
            Workshop.replacing("1.1,1,Water,Red room,3", by: "1.1,1,Water,Red room,1", in: "sessions.csv"))
        #expect(try await folder.run("what-if").exitCode == 1)
        let result = try await folder.run("what-if", "--capacity", "Water=2", "--lang", "en")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("no allocation"))
    }

    @Test(
        "what cannot be understood ends with 64 and a hint",
        arguments: [
            (["--capacity", "9.1=3"], "did you mean"), (["--capacity", "1.1"], "S=N"),
            (["--capacity", "1.1=many"], "whole"),
            (["--capacity", "1.1=2", "--capacity", "Apples=3"], "again"),
            (["--cancel", "1.1", "--capacity", "Apples=3"], "again"),
            (["--minimum", "1.1=9"], "change that too: --capacity 1.1=N"),
            (["--capacity", "1.1=1", "--minimum", "1.1=2"], "a smaller --minimum 1.1=N"),
            (["--duty", "1.1=baker"], "chair"), (["--duty", "1.1=bakr:chair"], "did you mean 'baker'"),
            (["--lift-duty", "1.1"], "no such duty"), (["--start", "1.1=noon"], "14:15"),
            (["--start", "1.1=11:30"], "--end"), (["--start", "round 9=10:00"], "the last one is 'round 2'"),
            (["--lift-group", "x"], "no group"),
            (["--cancellable", "1.1=perhaps"], "yes"),
            (["--seed", "1", "--seed", "2"], "given twice"),
        ])
    func wrongUsage(options: [String], hint: String) async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let result = try await folder.breakouts(["what-if", "event", "--lang", "en"] + options)
        #expect(result.exitCode == 64, "\(result.output)")
        #expect(result.sentences.contains(hint), "\(result.errors)")
    }

    @Test("of several changes, the one that has no allocation by itself says why")
    func reasonOfOne() async throws {
        let folder = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity\nA,1,2\nB,1,2\n",
            "attendees.csv": "attendee,round 1 choice 1\nann,A\nbob,B\ncas,A\ndora,B\n",
        ])
        let options = ["--capacity", "A=1", "--capacity", "B=9"]
        let english = try await folder.breakouts(["what-if", "event", "--lang", "en"] + options)
        #expect(english.exitCode == 0)
        #expect(
            english.sentences.contains(
                "A: 1 seat (now 2): round 1 has 3 seats for 4 people: no allocation can exist"), "\(english.screen)")
        let dutch = try await folder.breakouts(["what-if", "event", "--lang", "nl"] + options)
        #expect(dutch.sentences.contains("ronde 1 heeft 3 plaatsen voor 4 deelnemers"), "\(dutch.screen)")
    }

    @Test("a round that is moved into another is told to overlap it")
    func overlappingRounds() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("what-if", "--start", "round 2=10:30")
        #expect(result.ending == "exit 1")
        #expect(
            result.sentences.contains("round 2 begins 30 minutes before round 1 has ended everywhere"),
            "\(result.errors)")
    }

    @Test("an exclusion that is only thought of is in no file")
    func thoughtOfExclusion() async throws {
        let event = try EventFolderOnDisk(Workshop.with(["duties.csv": "attendee,session,duty\nann,1.1,chair\n"]))
        let result = try await event.run("what-if", "--duty", "1.1=ann:excluded")
        #expect(!result.errors.contains("two lines"), "\(result.errors)")
    }

    @Test("the largest disappointment that stays as it is is said to")
    func sameWorst() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let english = try await event.run("what-if", "--capacity", "1.3=none").output
        #expect(english.contains("the largest disappointment stays") && !english.contains("nobody would have"))
        let dutch = try await event.run("what-if", "--capacity", "1.3=none", "--lang", "nl").output
        #expect(dutch.contains("de grootste teleurstelling blijft") && dutch.contains("doel eerlijk (fair)"))
    }

    @Test("a session that is not given stays a wish, as without seats; without its row it is none; that is said")
    func cancelled() async throws {
        let roomy = Workshop.replacing("Wind,Blue room,3", by: "Wind,Blue room,8", in: "sessions.csv")
        let sessions = try #require(roomy["sessions.csv"]), row = "1.1,1,Water,Red room,3,10:00,11:00\n"
        func regret(_ sessions: String) async throws -> SummaryFile.Regret {
            let event = try EventFolderOnDisk(roomy.merging(["sessions.csv": sessions]) { $1 })
            let result = try await event.run("assign", "--drop-unknown", "--quiet")
            #expect(result.exitCode == 0, "\(result.errors)")
            return try event.summary().regret
        }
        let folder = try EventFolderOnDisk(roomy)
        let result = try document(try await folder.run("what-if", "--cancel", "1.1", "--json"))
        let cancelled = try #require(result.scenarios.last?.regret)
        let seatless = row.replacingOccurrences(of: "room,3", with: "room,0")
        #expect(cancelled == (try await regret(sessions.replacingOccurrences(of: row, with: seatless))))
        let rowless = try await regret(sessions.replacingOccurrences(of: row, with: ""))
        #expect(rowless.total < cancelled.total)
        let sentence = "A session that is not given stays in the rankings, as a wish that was not got"
        #expect(try await folder.run("what-if", "--cancel", "1.1").sentences.contains(sentence))
        #expect(try await !folder.run("what-if", "--capacity", "1.1=4").sentences.contains(sentence))
    }

    @Test("of a room and a minimum that do not go together the one is to be changed that was not")
    func theOther() async throws {
        let folder = try EventFolderOnDisk(
            Workshop.replacing("start,end", by: "start,end,minimum", in: "sessions.csv").mapValues {
                $0.replacingOccurrences(of: "3,10:00,11:00", with: "3,10:00,11:00,2")
            })
        let result = try await folder.run("what-if", "--capacity", "1.1=1", "--lang", "nl")
        #expect(result.sentences.contains("minimum; wijzig dat ook: --minimum 1.1=N"), "\(result.errors)")
        let other = try await folder.run("what-if", "--minimum", "1.1=4", "--lang", "nl")
        #expect(other.sentences.contains("minimum; wijzig dat ook: --capacity 1.1=N"), "\(other.errors)")
    }

    @Test("the time is shared: an event that takes all of it by itself leaves some for what was asked")
    func sharedTime() async throws {
        let tiny = try EventFolderOnDisk(sample: "tiny")
        let late = try document(await tiny.run("what-if", "--capacity", "1.3=3", "--time-limit", "0", "--json"))
        #expect(late.scenarios.map(\.status) == ["feasible"])

        let folder = try EventFolderOnDisk(Workshop.files)
        let sizes = ["--attendees", "800", "--sessions", "10,12", "--seed", "3"]
        #expect(try await folder.breakouts(["generate", "--output", "large", "--quiet"] + sizes).exitCode == 0)
        let result = try await folder.breakouts(
            ["what-if", "large", "--capacity", "1.1=40", "--time-limit", "0.3", "--lang", "en"])
        #expect(result.exitCode == 0, "\(result.screen)")
        #expect(!result.output.contains(try Regex("not worked out\n")), "\(result.screen)")
        #expect(result.output.contains("1.1: 40 seats (now 112)") && result.tooLongLines == [])
        let lines = result.output.split(separator: "\n")
        // Fewer seats are worse; but that nothing better exists takes a proof.
        let line = try #require(lines.first { $0.contains("1.1: 40 seats") })
        #expect(line.contains("not proven") != line.contains("worse"), "\(result.screen)")
    }

    @Test("names that begin alike are told apart in the table of rules, in a few lines if need be")
    func longNames() async throws {
        let folder = try EventFolderOnDisk(sample: "netwerkdag-2026")
        for (language, without) in [("en", "without speaker"), ("nl", "zonder spreker")] {
            let result = try await folder.run("what-if", "--lang", language)
            for end in ["BZK", "VNG"] {
                #expect(result.sentences.contains("1.1: \(without) Inleider Zorg en"), "\(result.screen)")
                #expect(result.output.contains(try Regex("Veiligheid, \(end)\n")), "\(result.screen)")
            }
            #expect(!result.output.contains("…") && result.tooLongLines == [])
        }
    }

    @Test("a line that there was no time to prove is marked, the one of the event as it is too")
    func notProven() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        for (language, words) in [("en", "as it is  .*not proven"), ("nl", "zoals het is  .*niet bewezen")] {
            let hurried = try await folder.run("what-if", "--time-limit", "0", "--lang", language)
            #expect(hurried.output.contains(try Regex(words)), "\(hurried.screen)")
            let patient = try await folder.run("what-if", "--lang", language)
            #expect(!patient.output.contains(try Regex(words)), "\(patient.screen)")
            // What there was no time to compare is not said to make no difference.
            #expect(!hurried.output.contains(language == "en" ? "No difference:" : "Geen verschil:"))
            #expect(patient.output.contains(language == "en" ? "No difference:" : "Geen verschil:"))
        }
    }
}

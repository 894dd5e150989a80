import Foundation
import Testing

@Suite("breakouts explain")
struct ExplainCommandTests {
    /// `explain --json`, as far as it is promised.
    struct Document: Decodable {
        struct Person: Decodable {
            let attendee: String
            let totalRegret: Int?
            let rounds: [Round]
            let text: [String]
        }
        struct Round: Decodable {
            let round: Int
            let session: String
            let choice: String
            let reason: String
            let missed: Missed?
        }
        struct Missed: Decodable {
            let sessions: [String]
            let cost: Cost
        }
        struct Cost: Decodable {
            let verdict: String
            let othersWorse: Int?
            let ownTotalRegret: Int?
        }
        let run: String?
        let fits: Bool
        let changedFiles: [String]
        let attendees: [Person]
    }

    private func document(_ result: CommandResult) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
    }

    @Test("one person, without a run: what they got, why, and what else would have cost")
    func onePerson() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let result = try await folder.run("explain", "--attendee", "baker", "--lang", "en")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("Round 1: 1.2 Bees (2nd choice).\n  Round 2: 2.1 Dance (1st choice)."))
        #expect(result.output.contains("First choice 1.1 Apples is full"))
        #expect(result.output.contains("would have cost one other person a choice"))
        #expect(folder.leftBehind.isEmpty)
        // By name, in any case, is as good.
        let named = try await folder.run("explain", "--attendee", "THE BAKER", "--lang", "en")
        #expect(named.output == result.output)
    }

    @Test("a session without a minimum is not said to be cancelled for want of people")
    func notHeld() async throws {
        let folder = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity,cancellable\nA,1,3,yes\nB,1,3,\n",
            "attendees.csv": "attendee,round 1 choice 1,round 1 choice 2\nann,A,B\nbob,B,\ncas,B,\n",
            "groups.csv": "group,attendee,rule\ntrio,ann,together\ntrio,bob,together\ntrio,cas,together\n",
        ])
        for (language, words) in [
            ("en", "First choice A is not held: nobody is placed there."),
            ("nl", "Eerste voorkeur A gaat niet door: niemand is daar geplaatst."),
        ] {
            let result = try await folder.run("explain", "--json", "--lang", language, "--attendee", "ann")
            let text = try document(result).attendees.flatMap(\.text)
            #expect(text.contains(words), "\(text)")
            #expect(text.contains { $0.contains("A had") || $0.contains("A would have cost") }, "\(text)")
        }
    }

    @Test("everybody on the sample day, from the stored run, in 80 columns")
    func everybody() async throws {
        let folder = try EventFolderOnDisk(sample: "netwerkdag-2026")
        #expect(try await folder.run("assign", "--quiet").exitCode == 0)
        let before = try folder.inputs()
        let screen = try await folder.run("explain")
        #expect(screen.exitCode == 0)
        #expect(screen.output.contains("runs/001") && screen.output.contains("voor allen samen"))
        #expect(screen.tooLongLines == [])
        let found = try document(await folder.run("explain", "--json"))
        #expect(found.attendees.count == 202)
        #expect(found.fits && found.changedFiles.isEmpty)
        // It explains the run: the same places.
        let rows = try folder.allocation()
        for person in found.attendees {
            for round in person.rounds {
                let row = rows.first { $0.attendee == person.attendee && $0.round == "\(round.round)" }
                #expect(row?.session == round.session && row?.choice == round.choice && row?.reason == round.reason)
                #expect((round.missed != nil) == (round.choice != "" && round.choice != "1"))
            }
        }
        #expect(
            found.attendees.flatMap(\.rounds).compactMap(\.missed).allSatisfy {
                ["draw", "worse"].contains($0.cost.verdict)
            })
        #expect(try folder.inputs() == before)
        #expect(folder.list("runs") == ["001"])
    }

    @Test("a rerun is explained by what people had been told, in both languages, with any options of the rerun")
    func rerun() async throws {
        let folder = try EventFolderOnDisk(sample: "netwerkdag-2026-late")
        try FileManager.default.copyItem(
            at: sampleData.appendingPathComponent("netwerkdag-2026-late/runs/001"), to: folder.file("runs/001"))
        let words = [
            [], ["--max-moves", "2", "--fill-freed-seats"], ["--frozen-rounds", "1"], ["--allow-worse"],
        ]
        for (number, options) in words.enumerated() {
            let run = "\(number + 2)"
            _ = try await folder.breakouts(["rerun", "event", "--published", "1", "--quiet"] + options)
            let found = try document(await folder.run("explain", "--run", run, "--json"))
            let missed = found.attendees.flatMap(\.rounds).compactMap(\.missed)
            #expect(found.fits && missed.count > 40, "\(options)")
            #expect(
                missed.allSatisfy { ["draw", "worse", "impossible"].contains($0.cost.verdict) },
                "\(options): \(Set(missed.map(\.cost.verdict)))")
            for (language, told, begun) in [
                ("en", "who had been told where to go", "Round 1 had begun"),
                ("nl", "die al bericht hadden", "Ronde 1 was begonnen"),
            ] {
                let screen = try await folder.run("explain", "--run", run, "--lang", language)
                #expect(screen.ending == "exit 0", "\(screen.screen)")
                #expect(screen.tooLongLines == [])
                #expect(screen.sentences.contains(told), "\(options)")
                #expect(screen.sentences.contains(begun) == options.contains("--frozen-rounds"), "\(options)")
            }
        }
    }

    @Test("a table for Excel has a row for everybody")
    func table() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let result = try await folder.run("explain", "--csv", "--lang", "nl")
        let rows = csvRows(String(result.output.unicodeScalars.dropFirst()), delimiter: ";")
        #expect(rows.first?.first == "deelnemer" && rows.first?.last == "uitleg")
        #expect(rows.count == 7 && rows.allSatisfy { $0.count == 9 })
    }

    @Test("an event that changed since the run is said to have, and costs are left out where the run no longer fits")
    func changed() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        #expect(try await folder.run("assign", "--quiet").exitCode == 0)
        let sessions = try folder.text(of: "sessions.csv")
        // A change that is none to the rules.
        try folder.write(sessions.replacingOccurrences(of: "Barn", with: "Old barn"), to: "sessions.csv")
        let attendees = try folder.text(of: "attendees.csv")
        let line = try #require(attendees.split(whereSeparator: \.isNewline).first { $0.contains("baker") })
        try folder.write(
            attendees + line.replacingOccurrences(of: "baker", with: "cooper") + "\n", to: "attendees.csv")
        let found = try document(await folder.run("explain", "--json"))
        #expect(!found.fits && found.changedFiles.sorted() == ["attendees.csv", "sessions.csv"])
        let baker = try #require(found.attendees.first { $0.attendee == "baker" })
        #expect(baker.rounds[0].session == "1.2")
        #expect(baker.rounds[0].missed?.cost.verdict == "eventChanged")
        let cooper = try #require(found.attendees.first { $0.attendee == "cooper" })
        #expect(cooper.rounds.allSatisfy { $0.session == "" })
        let screen = try await folder.run("explain", "--attendee", "cooper", "--lang", "en")
        #expect(screen.exitCode == 0)
        #expect(screen.output.contains("Changed since this run: attendees.csv and sessions.csv"))
        #expect(screen.output.contains("no place in this run"))
    }

    @Test("a run that was touched by hand is not explained")
    func touched() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        #expect(try await folder.run("assign", "--quiet").exitCode == 0)
        let record = try folder.text(of: "runs/001/allocation.csv")
        try folder.write(
            record.replacingOccurrences(of: "1.2,Bees,Orchard", with: "1.1,Apples,Barn"), to: "runs/001/allocation.csv")
        let result = try await folder.run("explain", "--attendee", "baker")
        #expect(result.exitCode == 65)
        #expect(result.errors.contains("verify"))
    }

    @Test("wrong usage ends with 64, a missing run with 66, an impossible day with 1")
    func wrongUsage() async throws {
        let folder = try EventFolderOnDisk(sample: "tiny")
        let unknown = try await folder.run("explain", "--attendee", "bakr", "--lang", "en")
        #expect(unknown.exitCode == 64 && unknown.errors.contains("did you mean 'baker'"))
        #expect(try await folder.run("explain", "--all", "--attendee", "baker").exitCode == 64)
        #expect(try await folder.run("explain", "--json", "--csv").exitCode == 64)
        #expect(try await folder.run("explain", "--run", "7").exitCode == 66)
        let full = try EventFolderOnDisk(
            Workshop.replacing("1.1,1,Water,Red room,3", by: "1.1,1,Water,Red room,1", in: "sessions.csv"))
        #expect(try await full.run("explain").exitCode == 1)
    }
}

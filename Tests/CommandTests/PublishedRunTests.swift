import Foundation
import Testing

@Suite("The run that people were told about")
struct PublishedRunTests {
    /// How a file of the run is spoiled; nil takes it away.
    static let damages: [(name: String, spoil: @Sendable (Data) -> Data?)] = [
        ("gone", { _ in nil }),
        ("cut", { $0.prefix($0.count / 2) }),
        ("empty", { _ in Data() }),
        ("no text", { _ in Data((0..<20).flatMap { _ in 0...255 }) }),
        ("changed", { Data(String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "1", with: "7").utf8) }),
    ]

    private func workshop() async throws -> EventFolderOnDisk {
        let event = try EventFolderOnDisk(Workshop.files)
        #expect((try await event.run("assign")).ending == "exit 0")
        return event
    }

    private func spoil(_ name: String, of event: EventFolderOnDisk, _ damage: Int) throws {
        if let bytes = PublishedRunTests.damages[damage].spoil(try event.bytes(of: name)) {
            try event.write(bytes, to: name)
        } else {
            try FileManager.default.removeItem(at: event.file(name))
        }
    }

    @Test(
        "a damaged record or summary stops a rerun: it says which file, and how to go on",
        arguments: ["allocation.csv", "summary.json"], damages.indices)
    func damaged(file: String, damage: Int) async throws {
        let event = try await workshop()
        let name = "runs/001/" + file
        try spoil(name, of: event, damage)
        for language in ["en", "nl"] {
            let result = try await event.run("rerun", "--lang", language)
            #expect(result.ending == (event.exists(name) ? "exit 65" : "exit 66"), "\(result.screen)")
            #expect(result.sentences.contains(file) && result.sentences.contains("--published"), "\(result.screen)")
            #expect(result.tooLongLines == [])
        }
        #expect(event.list("runs") == ["001"])
    }

    @Test("the summary of another run is not taken for its own")
    func otherSummary() async throws {
        let event = try await workshop()
        #expect((try await event.run("assign", "--seed", "9")).ending == "exit 0")
        try event.write(event.bytes(of: "runs/002/summary.json"), to: "runs/001/summary.json")
        let result = try await event.run("rerun", "--published", "1")
        #expect(result.ending == "exit 65")
        #expect(result.sentences.contains("summary.json' was changed after the run"))
        #expect(event.list("runs") == ["001", "002"])
    }

    @Test(
        "with a damaged copy of the input a rerun says that not everything can be compared",
        arguments: ["inputs/attendees.csv", "inputs/sessions.csv"], damages.indices)
    func damagedInput(file: String, damage: Int) async throws {
        let event = try await workshop()
        let name = "runs/001/" + file
        try spoil(name, of: event, damage)
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.sentences.contains("no whole copy of its input"))
        #expect(try event.bytes(of: "runs/002/allocation.csv") == event.bytes(of: "runs/001/allocation.csv"))
    }

    @Test("who is in a session that has begun and runs over all of the next round is excused from it")
    func begunSessionRunsOver() async throws {
        let event = try EventFolderOnDisk([
            "sessions.csv": """
            session,round,start,end
            1.1,1,10:00,11:00
            1.2,1,10:00,11:00
            2.1,2,11:00,12:00
            2.2,2,11:00,12:00

            """,
            "attendees.csv": """
            attendee,round 1 choice 1,round 2 choice 1,round 2 choice 2
            ann,1.1,2.1,2.2
            bob,1.2,2.2,2.1

            """,
        ])
        #expect((try await event.run("assign")).ending == "exit 0")
        #expect(try event.replace("1.1,1,10:00,11:00", by: "1.1,1,10:00,11:15", in: "sessions.csv"))
        let result = try await event.run("rerun", "--frozen-rounds", "1")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.sentences.contains("ann round 2 2.1 → no place any more"))
        #expect(result.sentences.contains("can reach no session of round 2 (11:00–12:00), because of '1.1'"))
        let row = try #require(try event.allocation("runs/002").first { $0.attendee == "ann" && $0.round == "2" })
        #expect(row.session.isEmpty && row.reason == "excused")
        #expect(try event.placements("runs/002").contains("bob|2|2.2"))
        #expect((try await event.run("verify")).ending == "exit 0")
        // With another session that can still be reached, ann goes there.
        #expect(try event.replace("2.2,2,11:00,12:00", by: "2.2,2,11:15,12:00", in: "sessions.csv"))
        #expect((try await event.run("rerun", "--published", "1", "--frozen-rounds", "1")).ending == "exit 0")
        #expect(try event.placements("runs/003").contains("ann|2|2.2"))
        #expect((try await event.run("verify")).ending == "exit 0")
    }

    @Test("who went and came back under one name and another id is pointed out")
    func samePerson() async throws {
        let rows = "name,organisation,round 1 choice 1\nAnn,Ede,1.1\nBob,Ede,1.2\n"
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round\n1.1,1\n1.2,1\n", "attendees.csv": rows,
        ])
        #expect((try await event.run("assign")).ending == "exit 0")
        try event.write(rows.replacingOccurrences(of: "Ann,Ede", with: "Ann,Gemeente Ede"), to: "attendees.csv")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.sentences.contains("The same person? Ann (Ede) → Ann (Gemeente Ede)."), "\(result.screen)")
        #expect(result.tooLongLines == [])
    }

    @Test("no rounds to freeze, or none that there are, is a mistake", arguments: ["", ",", "0", "1,x", "3"])
    func roundsToFreeze(text: String) async throws {
        let event = try await workshop()
        let result = try await event.run("rerun", "--frozen-rounds", text)
        #expect(result.ending == "exit 64", "\(result.screen)")
        #expect(event.list("runs") == ["001"])
    }

    @Test("a frontier that was stopped early says so, and never shows something worse as what more moves bring")
    func stoppedFrontier() async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026-late")
        try FileManager.default.copyItem(
            at: sampleData.appendingPathComponent("netwerkdag-2026-late/runs/001"), to: event.file("runs/001"))
        for limit in ["0", "0.01"] {
            let result = try await event.run(
                "rerun", "--published", "1", "--frontier", "--lang", "en", "--time-limit", limit)
            #expect(result.ending == "exit 0", "\(result.screen)")
            let sentences = result.sentences
            #expect(sentences.contains("Stopped early") || sentences.contains("Beyond 4 extra moves"))
            let bytes = try event.bytes(of: "runs/\(event.list("runs").last!)/summary.json")
            let document = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
            let rerun = try #require(document["rerun"] as? [String: Any])
            let lines = try #require(rerun["frontier"] as? [[String: Any]])
            // By the largest disappointment first: `fair` never gets worse with more moves.
            let profiles = lines.map { Array(($0["profile"] as? [Int] ?? []).reversed()) }
            for (fewer, more) in zip(profiles, profiles.dropFirst()) where fewer.count == more.count {
                #expect(!fewer.lexicographicallyPrecedes(more), "\(profiles)")
            }
            for (fewer, more) in zip(profiles, profiles.dropFirst()) { #expect(more.count <= fewer.count) }
            #expect((try await event.run("verify")).ending == "exit 0")
        }
    }
}

import Foundation
import Testing

/// `summary.json` of a rerun, as far as it is promised.
private struct RerunFile: Decodable {
    struct Rerun: Decodable {
        struct Point: Decodable {
            let extraMoves: Int
            let moved: Int
            let profile: [Int]
            let proven: Bool
        }
        let published: String
        let fewestMoves: Int
        let extraMoves: Int
        let movedPeople: Int
        let worse: Int
        let ended: Int
        let newPeople: Int
        let withdrawnPeople: Int
        let frozenRounds: [Int]
        let frontier: [Point]?
    }
    let moved: Int
    let rerun: Rerun
}

private struct RerunManifest: Decodable {
    struct Published: Decodable {
        let run: String
        let allocation: String
        let manifest: String?
    }
    let command: String
    let published: Published
}

extension EventFolderOnDisk {
    fileprivate func rerunSummary(_ run: String) throws -> RerunFile {
        try JSONDecoder().decode(RerunFile.self, from: bytes(of: "\(run)/summary.json"))
    }

    /// Every file of a run, with its bytes.
    fileprivate func contents(of run: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: file(run).path) {
            let place = file("\(run)/\(name)")
            if try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
            files[name] = try bytes(of: "\(run)/\(name)")
        }
        return files
    }

    fileprivate func add(_ row: String, to name: String) throws { try write(try text(of: name) + row + "\n", to: name) }
}

/// The workshop with room to spare: four places in every room.
private func roomyWorkshop() throws -> EventFolderOnDisk {
    let roomy = Workshop.sessions.replacingOccurrences(of: "room,3,", with: "room,4,")
    return try EventFolderOnDisk(["sessions.csv": roomy, "attendees.csv": Workshop.attendees])
}

@Suite(.timeLimit(.minutes(3))) struct RerunCommandTests {
    @Test("without changes nobody is moved and the allocation is the same, byte for byte")
    func nothingChanged() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        let first = try event.contents(of: "runs/001")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.tooLongLines == [])
        #expect(result.sentences.contains("Nobody who was told where to go is moved."))
        #expect(try event.bytes(of: "runs/002/allocation.csv") == first["allocation.csv"])
        #expect(try event.rerunSummary("runs/002").moved == 0)
        #expect(try event.contents(of: "runs/001") == first)
    }

    @Test("the manifest names the published run and its hashes, and verify accepts the rerun from the files alone")
    func manifest() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        _ = try await event.run("rerun")
        let manifest = try JSONDecoder().decode(RerunManifest.self, from: event.bytes(of: "runs/002/manifest.json"))
        #expect(manifest.command == "rerun")
        #expect(manifest.published.run == "runs/001")
        #expect(manifest.published.allocation == (try await event.sha256(of: "runs/001/allocation.csv")))
        #expect(manifest.published.manifest == (try await event.sha256(of: "runs/001/manifest.json")))
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen)")
    }

    @Test("somebody who signs up late, with room in their first choice, moves nobody")
    func lateSignUp() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        try event.add("ida,Ida Ida,Ede,Fire,Wind,Wood,Metal", to: "attendees.csv")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        let summary = try event.rerunSummary("runs/002")
        #expect(summary.moved == 0 && summary.rerun.newPeople == 1)
        let before = Set(try event.placements("runs/001")), after = Set(try event.placements("runs/002"))
        #expect(after.isSuperset(of: before))
        #expect(after.subtracting(before) == ["ida|1|1.3", "ida|2|2.3"])
        #expect(result.sentences.contains("1: Ida Ida"))
    }

    @Test("late sign-ups may stand in a file of their own, of another shape than attendees.csv")
    func lateFile() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        try event.write(
            "deelnemer;naam;gemeente;ronde 1;ronde 2\nida;Ida Ida;Ede;Fire;Wood\nann;Ann Aalders;Delft;Fire;Wood\n",
            to: "late.csv")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        let summary = try event.rerunSummary("runs/002")
        #expect(summary.rerun.newPeople == 1 && summary.rerun.withdrawnPeople == 0)
        #expect(try event.placements("runs/002").contains("ida|1|1.3"))
        #expect(result.sentences.contains("Other rankings 1: Ann Aalders (rounds 1 and 2)"))
        #expect((try await event.run("verify")).ending == "exit 0")
        #expect(event.exists("runs/002/inputs/late.csv"))
    }

    @Test("a smaller room moves as many as no longer fit, says why, and leaves the published run as it was")
    func smallerRoom() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        let first = try event.contents(of: "runs/001")
        #expect(try event.replace("1.1,1,Water,Red room,4", by: "1.1,1,Water,Red room,3", in: "sessions.csv"))
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(try event.rerunSummary("runs/002").moved == 1)
        #expect(result.sentences.contains("1.1 Water: 4 → 3"))
        let changes = try event.text(of: "runs/002/changes.csv")
        #expect(changes.contains("\"1.1 holds 3, and 4 were to be there\""))
        #expect(csvRows(changes, delimiter: ",").count == 2)
        #expect(csvRows(try event.text(of: "runs/002/mail-merge.csv"), delimiter: ",").count == 2)
        #expect(try event.contents(of: "runs/001") == first)
    }

    @Test("rows in another order change nothing of a rerun")
    func permuted() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        let rows = Workshop.attendees.split(separator: "\n").map(String.init)
        let permuted = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n"
        try event.write(permuted, to: "attendees.csv")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(try event.bytes(of: "runs/002/allocation.csv") == event.bytes(of: "runs/001/allocation.csv"))
        #expect(csvRows(try event.text(of: "runs/002/changes.csv"), delimiter: ",").count == 1)
    }

    @Test("a round that has begun stays as it is, by number and by the clock")
    func frozen() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        #expect(try event.replace("1.1,1,Water,Red room,4", by: "1.1,1,Water,Red room,1", in: "sessions.csv"))
        try event.add("ida,Ida Ida,Ede,Water,Wind,Wood,Metal", to: "attendees.csv")
        for options in [["--frozen-rounds", "1"], ["--now", "10:30"]] {
            let result = try await event.breakouts(["rerun", "event", "--published", "1"] + options)
            #expect(result.ending == "exit 0", "\(result.screen)")
            #expect(result.sentences.contains("Round 1 has begun: nothing in it is changed."))
            let run = "runs/" + event.list("runs").last!
            let before = Set(try event.placements("runs/001").filter { $0.contains("|1|") })
            let after = Set(try event.placements(run).filter { $0.contains("|1|") })
            #expect(after.subtracting(before) == ["ida|1|"])
            #expect(try event.rerunSummary(run).rerun.frozenRounds == [1])
            let verify = try await event.run("verify")
            #expect(verify.ending == "exit 0", "\(verify.screen)")
        }
    }

    @Test("the frontier begins with what the rerun does, never gets worse, and each point is proven")
    func frontier() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        _ = try await event.run("assign")
        try event.add("ida,Ida Ida,Ede,Wind,Water,Metal,Wood", to: "attendees.csv")
        let result = try await event.run("rerun", "--frontier")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.tooLongLines == [])
        let rerun = try event.rerunSummary("runs/002").rerun
        let points = try #require(rerun.frontier)
        #expect(points.first?.extraMoves == 0)
        #expect(points.map(\.extraMoves) == Array(0..<points.count))
        #expect(points.filter { !$0.proven }.isEmpty)
        #expect(try event.summary("runs/002").regret.profile == points[0].profile)
        #expect(points.allSatisfy { $0.moved <= rerun.fewestMoves + $0.extraMoves })
        let page = try event.text(of: "runs/002/report.html")
        #expect(page.contains("<html") && !page.contains("http://") && !page.contains("https://"))
    }

    @Test("a reserve for late sign-ups is kept by assign, verified, and opened by rerun")
    func lateReserve() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with([
                "settings.csv": "setting,value\nlate reserve,1\n",
                "attendees.csv": Workshop.attendees
                    .replacingOccurrences(of: "guus,Guus Groot,Zwolle,,,,\n", with: "")
                    .replacingOccurrences(of: "hans,Hans Hoek,Zwolle,Water,Fire,Wood,Earth\n", with: ""),
            ]))
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0", "\(assign.screen)")
        for session in ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"] {
            #expect(try event.placements().count { $0.hasSuffix("|\(session)") } == 2)
        }
        #expect((try await event.run("verify")).ending == "exit 0")
        try event.add("hans,Hans Hoek,Zwolle,Water,Fire,Earth,Wood", to: "attendees.csv")
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(try event.rerunSummary("runs/002").moved == 0)
        #expect(try event.placements("runs/002").contains("hans|1|1.1"))
        #expect(result.sentences.contains("IF MORE PEOPLE SIGN UP"))
    }

    @Test("freed seats are offered, and given away only when asked")
    func freedSeats() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        _ = try await event.run("assign")
        let waiting = try event.allocation().first { $0.round == "1" && $0.choice == "2" }
        let one = try #require(waiting)
        let inWater = try event.allocation().filter { $0.session == "1.1" }.map(\.attendee)
        let leaver = try #require(inWater.first)
        let rows = Workshop.attendees.split(separator: "\n").filter { !$0.hasPrefix(leaver + ",") }
        try event.write(rows.joined(separator: "\n") + "\n", to: "attendees.csv")
        _ = try await event.run("rerun")
        #expect(try event.rerunSummary("runs/002").moved == 0)
        #expect(try event.text(of: "runs/002/waiting-list.csv").contains("1.1,Water,1,1,"))
        let result = try await event.run("rerun", "--published", "1", "--fill-freed-seats")
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(try event.rerunSummary("runs/003").moved == 0)
        #expect(result.sentences.contains("freed seat"))
        #expect(try event.text(of: "runs/003/changes.csv").contains("offered a freed seat"))
        #expect(try event.placements("runs/003").count { $0.hasSuffix("|1|1.1") } == 3)
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen), \(one)")
    }

    @Test("twenty reruns lose no placement and no file")
    func twentyReruns() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        var runs: [String: [String: Data]] = ["001": try event.contents(of: "runs/001")]
        for number in 1...20 {
            switch number % 4 {
            case 1 where number < 13:
                try event.add("late\(number),Late \(number),Ede,Fire,Wind,Wood,Metal", to: "attendees.csv")
            case 2:
                _ = try event.replace(
                    "Green room,\(number / 4 + 4),", by: "Green room,\(number / 4 + 5),", in: "sessions.csv")
            case 3: _ = try event.replace("Water,Wind,Earth,Metal", by: "Wind,Water,Metal,Earth", in: "attendees.csv")
            default: break
            }
            let result = try await event.run("rerun")
            #expect(result.ending == "exit 0", "\(number): \(result.screen)")
            let name = String(format: "%03d", number + 1)
            runs[name] = try event.contents(of: "runs/" + name)
            let people = try event.text(of: "attendees.csv").split(separator: "\n").count - 1
            #expect(try event.placements("runs/" + name).count { !$0.hasSuffix("|") } == 2 * people)
        }
        #expect(event.list("runs") == (1...21).map { String(format: "%03d", $0) })
        for (name, files) in runs { #expect(try event.contents(of: "runs/" + name) == files) }
    }

    @Test(
        "a rerun that is interrupted leaves the published run as it was, and a whole run or none",
        arguments: [0, 3, 8, 15, 25])
    func interrupted(milliseconds: Int) async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026")
        _ = try await event.run("assign")
        let first = try event.contents(of: "runs/001")
        _ = try await event.breakouts(
            ["rerun", "event", "--frontier"], interruptedAfter: Double(milliseconds) / 1000)
        #expect(try event.contents(of: "runs/001") == first)
        for run in event.list("runs") where run != "001" {
            #expect(run == "002")
            #expect(event.exists("runs/002/manifest.json") && event.exists("runs/002/allocation.csv"))
        }
    }

    @Test("a record that was changed by hand is no run to start from")
    func changedRecord() async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        #expect(try event.replace("Ann Aalders", by: "Ann Alders", in: "runs/001/allocation.csv"))
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 65")
        #expect(result.sentences.contains("changed after the run"))
        #expect(event.list("runs") == ["001"])
    }

    @Test("an event without a run has nothing to rerun")
    func noRun() async throws {
        let event = try roomyWorkshop()
        let result = try await event.run("rerun")
        #expect(result.ending == "exit 66")
        #expect(result.sentences.contains("breakouts assign"))
    }

    @Test(
        "verify notices a rerun whose statement about moves was changed",
        arguments: [
            ("\"moved\" : 1", "\"moved\" : 0"), ("\"fewestMoves\" : 1", "\"fewestMoves\" : 0"),
            ("\"movedPeople\" : 1", "\"movedPeople\" : 2"), ("\"newPeople\" : 0", "\"newPeople\" : 1"),
            ("\"extraMoves\" : 0", "\"extraMoves\" : 2"),
        ])
    func tampered(old: String, new: String) async throws {
        let event = try roomyWorkshop()
        _ = try await event.run("assign")
        #expect(try event.replace("1.1,1,Water,Red room,4", by: "1.1,1,Water,Red room,3", in: "sessions.csv"))
        _ = try await event.run("rerun")
        #expect(try event.replace(old, by: new, in: "runs/002/summary.json"))
        try await event.reseal("runs/002")
        let result = try await event.run("verify")
        #expect(result.ending == "exit 1", "\(result.screen)")
    }

    @Test(
        "verify notices a frontier whose points or lines were changed",
        arguments: [
            ("frontier.json", "\"extraMoves\" : 1,", "\"extraMoves\" : 9,"),
            ("frontier.json", "breakouts frontier 1", "breakouts frontier 2"),
            ("frontier.json", "\"session\" : \"1.1\"", "\"session\" : \"1.3\""),
            ("frontier.json", "\"objective\" : \"fair\"", "\"objective\" : \"total\""),
            ("frontier.json", "\"bound\" : 0", "\"bound\" : -1"),
            ("summary.json", "\"firstChoices\" : 3", "\"firstChoices\" : 2"),
            ("summary.json", "\"from\" : \"1.2\"", "\"from\" : \"1.1\""),
            ("summary.json", "\"proven\" : true,\n        \"total\"", "\"proven\" : false,\n        \"total\""),
        ])
    func tamperedFrontier(file: String, old: String, new: String) async throws {
        let event = try await exchange()
        #expect((try await event.run("verify")).ending == "exit 0")
        let text = try event.text(of: "runs/002/" + file)
        let at = try #require(text.range(of: old, options: .backwards), "\(old) is not in \(text)")
        try event.write(text.replacingCharacters(in: at, with: new), to: "runs/002/" + file)
        try await event.reseal("runs/002")
        let result = try await event.run("verify")
        #expect(result.ending == "exit 1", "\(result.screen)")
    }

    @Test("a frontier without its proofs, or with a point less, is rejected")
    func frontierWithoutProofs() async throws {
        let event = try await exchange()
        let whole = try event.text(of: "runs/002/frontier.json")
        var document = try #require(
            try JSONSerialization.jsonObject(with: event.bytes(of: "runs/002/frontier.json")) as? [String: Any])
        let points = try #require(document["points"] as? [Any])
        #expect(points.count == 4)
        for gone in points.indices {
            document["points"] = points.enumerated().filter { $0.offset != gone }.map(\.element)
            let bytes = try JSONSerialization.data(withJSONObject: document)
            try event.write(String(decoding: bytes, as: UTF8.self), to: "runs/002/frontier.json")
            #expect((try await event.run("verify")).ending == "exit 1", "without point \(gone)")
        }
        try event.write(whole, to: "runs/002/frontier.json")
        #expect((try await event.run("verify")).ending == "exit 0")
        try FileManager.default.removeItem(at: event.file("runs/002/frontier.json"))
        let result = try await event.run("verify")
        #expect(result.ending == "exit 1")
        #expect(result.sentences.contains("frontier.json is missing"), "\(result.screen)")
    }

    /// Two people who want each other's place: a frontier with a plateau before its end.
    private func exchange() async throws -> EventFolderOnDisk {
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity\n1.1,1,1\n1.2,1,1\n1.3,1,1\n",
            "attendees.csv": "attendee,round 1 choice 1\nann,1.1\nbob,1.2\ncat,1.3\n",
        ])
        _ = try await event.run("assign")
        try event.write("attendee,round 1 choice 1\nann,1.2\nbob,1.1\ncat,1.3\n", to: "attendees.csv")
        let result = try await event.run("rerun", "--frontier")
        #expect(result.ending == "exit 0", "\(result.screen)")
        return event
    }

    @Test("the screens of the late sample fit the terminal, in both languages", arguments: ["en", "nl"])
    func lateSample(language: String) async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026-late")
        try FileManager.default.copyItem(
            at: sampleData.appendingPathComponent("netwerkdag-2026-late/runs"), to: event.file("runs"))
        for run in event.list("runs") where run != "001" {
            try FileManager.default.removeItem(at: event.file("runs/" + run))
        }
        let result = try await event.run("rerun", "--frontier", "--lang", language)
        #expect(result.ending == "exit 0", "\(result.screen)")
        #expect(result.tooLongLines == [])
        let summary = try event.rerunSummary("runs/002")
        #expect(summary.rerun.newPeople == 10 && summary.rerun.withdrawnPeople == 3)
        #expect(summary.moved == summary.rerun.fewestMoves && summary.moved > 0)
        // Without being asked for, places that somebody wants less are only mentioned: the worst would be 1, not 2.
        #expect(result.sentences.contains("--published 1 --frontier --allow-worse"))
        #expect((try await event.run("verify")).ending == "exit 0")
    }
}

import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct RunFolderTests {
    @Test("the first run is runs/001, the next is runs/002, and the first is left as it was")
    func numbers() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let before = try event.inputs()
        _ = try await event.run("assign")
        #expect(event.list("runs") == ["001"])
        let first = try event.bytes(of: "runs/001/summary.json")
        let second = try await event.run("assign", "--seed", "9")
        #expect(second.ending == "exit 0")
        #expect(event.list("runs") == ["001", "002"])
        #expect(try event.bytes(of: "runs/001/summary.json") == first)
        #expect(try event.summary("runs/002").seed == 9)
        #expect(try event.inputs() == before)
    }

    @Test("a number that has been taken is not used again, even when earlier ones are gone")
    func nextFreeNumber() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        for name in ["runs", "runs/007"] {
            try FileManager.default.createDirectory(at: event.file(name), withIntermediateDirectories: false)
        }
        try event.write("mine", to: "runs/007/keep.txt")
        let result = try await event.run("assign")
        #expect(result.ending == "exit 0")
        #expect(event.list("runs").count == 2)
        #expect(try event.text(of: "runs/007/keep.txt") == "mine")
        #expect(event.list("runs/007") == ["keep.txt"])
    }

    @Test("a folder whose name is a very long number is nobody's run")
    func longNumber() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        for name in ["runs", "runs/9223372036854775807", "runs/+5"] {
            try FileManager.default.createDirectory(at: event.file(name), withIntermediateDirectories: false)
        }
        #expect(try await event.run("assign").ending == "exit 0")
        #expect(try await event.run("verify").ending == "exit 0")
        #expect(event.list("runs").contains("001"))
    }

    @Test("what a killed run left behind is cleared away after an hour, what another run is writing is not")
    func leftovers() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        // No process has the highest number; the test's own lives.
        let (old, fresh, living) = (
            "runs/.run-4194303-1.partial", "runs/.run-4194303-2.partial",
            "runs/.run-\(ProcessInfo.processInfo.processIdentifier)-3.partial"
        )
        try FileManager.default.createDirectory(at: event.file("runs"), withIntermediateDirectories: false)
        for name in [old, fresh, living] {
            try FileManager.default.createDirectory(at: event.file(name), withIntermediateDirectories: false)
            try event.write("half", to: "\(name)/allocation.csv")
        }
        for name in [old, living] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: event.file(name).path)
        }
        #expect(try await event.run("assign").ending == "exit 0")
        #expect(!event.exists(old))
        #expect(event.exists(fresh) && event.exists(living))
        #expect(event.exists("runs/001/manifest.json"))
    }

    @Test("a screen that cannot be written ends with 74, and says that the run is there")
    func fullScreen() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", redirected: "> /dev/full")
        #expect(result.ending == "exit 74")
        #expect(result.sentences.contains("the run itself is complete: event/runs/001"))
        #expect(try await event.run("verify").ending == "exit 0")
    }

    @Test("a run has its record, its numbers, its proof and its manifest, and nothing half-made beside it")
    func files() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        _ = try await event.run("assign")
        #expect(event.list("runs") == ["001"])
        let files = event.list("runs/001")
        for name in ["allocation.csv", "certificate.json", "manifest.json", "summary.json"] {
            #expect(files.contains(name))
        }
        #expect(try JSONSerialization.jsonObject(with: event.bytes(of: "runs/001/certificate.json")) is [String: Any])
    }

    @Test("--output makes that folder, and not runs")
    func output() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--output", "mine")
        #expect(result.ending == "exit 0")
        #expect(event.leftBehind == ["mine"])
        #expect(try event.summary("../mine").verified)
    }

    @Test("--output to a folder with something in it is refused with 73, and nothing is lost")
    func outputExists() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        try FileManager.default.createDirectory(at: event.file("../mine"), withIntermediateDirectories: false)
        try event.write("do not lose me", to: "../mine/allocation.csv")
        let result = try await event.run("assign", "--output", "mine")
        #expect(result.ending == "exit 73")
        #expect(result.errors.contains("'mine'"))
        #expect(result.output == "")
        #expect(event.list("../mine") == ["allocation.csv"])
        #expect(try event.text(of: "../mine/allocation.csv") == "do not lose me")
        #expect(event.leftBehind == ["mine"])
    }

    @Test("a run that cannot be written ends with 73 or 74 and says where")
    func unwritable() async throws {
        let event = try EventFolderOnDisk(Workshop.with(["runs": "a file where the folder should come"]))
        let result = try await event.run("assign")
        #expect([73, 74].contains(result.exitCode) && !result.killedBySignal, "\(result.ending)")
        #expect(result.errors.contains("event/runs"))
        #expect(try event.text(of: "runs") == "a file where the folder should come")
    }

    @Test("--json prints one object, the summary, and nothing else")
    func json() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--json")
        #expect(result.ending == "exit 0")
        #expect(result.errors == "")
        let printed = try JSONDecoder().decode(SummaryFile.self, from: Data(result.output.utf8))
        #expect(printed == (try event.summary()))
    }

    @Test("check --json and verify --json print one object and nothing else, good or bad")
    func otherJSON() async throws {
        let good = try EventFolderOnDisk(Workshop.files)
        _ = try await good.run("assign", "--quiet")
        let bad = try EventFolderOnDisk(Workshop.replacing("Red room,3,10", by: "Red room,veel,10", in: "sessions.csv"))
        for (event, command, code) in [
            (good, "check", 0), (good, "verify", 0), (bad, "check", 65), (bad, "assign", 65),
        ] {
            let result = try await event.run(command, "--json")
            #expect(result.ending == "exit \(code)")
            if !result.output.isEmpty {
                #expect(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) is [String: Any])
            }
            #expect(!result.output.isEmpty || code != 0)
        }
    }

    @Test("--quiet prints nothing when all is well, and still makes the run")
    func quiet() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0")
        #expect(result.screen == "")
        #expect(event.list("runs") == ["001"])
    }

    @Test("--strict ends well when there is nothing to warn about")
    func strict() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--strict")
        #expect(result.ending == "exit 0", "\(result.screen)")
    }

    @Test(
        "the numbers of a summary agree with one another and with the allocation",
        arguments: sampleEvents + ["workshop"])
    func consistency(name: String) async throws {
        let event = try name == "workshop" ? EventFolderOnDisk(Workshop.files) : EventFolderOnDisk(sample: name)
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0")
        let summary = try event.summary()
        let rows = try event.allocation()
        #expect(rows.count == summary.attendees * summary.rounds.count)
        #expect(Set(rows.map { "\($0.attendee)|\($0.round)" }).count == rows.count)
        #expect(summary.rounds.map(\.round) == Array(1...summary.rounds.count))
        for round in summary.rounds {
            let people = round.choosing + round.onDuty + round.noPreference + round.excused + round.absent
            #expect(people == summary.attendees)
            #expect(round.placed == round.choosing + round.onDuty + round.noPreference)
            #expect(round.profile.reduce(0, +) + round.unlisted == round.choosing)

            let these = rows.filter { $0.round == "\(round.round)" }
            #expect(these.filter { !$0.session.isEmpty }.count == round.placed)
            #expect(these.filter { $0.reason == "choice" }.count == round.choosing)
            #expect(these.filter { $0.reason == "no preference" }.count == round.noPreference)
            #expect(these.filter { $0.reason == "excused" }.count == round.excused)
            #expect(these.filter { $0.reason == "absent" }.count == round.absent)
            #expect(these.filter { ["chair", "speaker", "member"].contains($0.reason) }.count == round.onDuty)
            #expect(these.filter { $0.choice == "unlisted" }.count == round.unlisted)
            #expect(these.filter { $0.choice == "1" }.count == round.profile.first ?? 0)
        }
        let regret = summary.regret
        #expect(regret.total == regret.profile.enumerated().reduce(0) { $0 + $1.offset * $1.element })
        #expect(
            regret.sumOfSquares == regret.profile.enumerated().reduce(0) { $0 + $1.offset * $1.offset * $1.element })
        #expect(regret.worst == (regret.profile.lastIndex { $0 > 0 } ?? 0))
        #expect(regret.total == summary.rounds.reduce(0) { $0 + $1.totalRegret })
        #expect(regret.profile.reduce(0, +) <= summary.attendees)
        // The stages of `fair` say the same as the profile.
        for stage in summary.stages {
            guard let level = Int(stage.name.split(separator: " ").last ?? "") else { continue }
            #expect(stage.value == regret.profile.dropFirst(level).reduce(0, +), "\(stage.name)")
        }
        let firsts = summary.rounds.reduce(0) { $0 + ($1.profile.first ?? 0) }
        #expect(summary.stages.first { $0.name == "first choices" }?.value == firsts)
        #expect(summary.moved == 0)
        #expect(summary.objective == "fair")
        #expect(summary.strategy == "exact")
        #expect(summary.seconds.read >= 0 && summary.seconds.solve >= 0 && summary.seconds.write >= 0)
    }

    @Test("the manifest has the true size and SHA-256 of every input and output", arguments: ["tiny", "forms-export"])
    func manifest(name: String) async throws {
        let event = try EventFolderOnDisk(sample: name)
        _ = try await event.run("assign")
        let manifest = try event.manifest()
        #expect(manifest.inputs.map(\.name).sorted() == event.list(".").filter { $0.hasSuffix(".csv") })
        #expect(
            manifest.outputs.map(\.name).sorted()
                == event.list("runs/001").filter { !["manifest.json", "inputs"].contains($0) })
        #expect(manifest.seed == 1)
        #expect(!manifest.version.isEmpty)
        for (file, path) in manifest.inputs.map({ ($0, $0.name) })
            + manifest.outputs.map({ ($0, "runs/001/\($0.name)") })
        {
            #expect(file.bytes == (try event.bytes(of: path).count))
            let hash = try await event.sha256(of: path)
            #expect(file.sha256 == hash, "\(path)")
        }
    }

    @Test("where the model was written is told, but not in quiet mode", arguments: ["check", "assign"])
    func exportedModel(command: String) async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run(command, "--export-model", "model")
        #expect(result.sentences.contains("The model is in 'model' ("), "\(result.errors)")
        let quiet = try await event.run(command, "--export-model", "other", "--quiet")
        #expect(!quiet.errors.contains("The model is in"), "\(quiet.errors)")
    }

    @Test("a strategy that proves nothing leaves the exact model as check does, besides its run")
    func modelOfOtherStrategy() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        #expect(try await event.run("check", "--export-model", "checked", "--quiet").exitCode == 0)
        for strategy in ["serial", "flow", "local"] {
            let result = try await event.run("assign", "--strategy", strategy, "--export-model", strategy, "--quiet")
            #expect(result.ending == "exit 0", "\(strategy): \(result.screen)")
            for file in ["stage-01.lp", "stage-01.mps", "names.csv"] {
                #expect(try event.text(of: "../\(strategy)/\(file)") == event.text(of: "../checked/\(file)"))
            }
        }
        #expect(event.list("runs") == ["001", "002", "003"])
    }
}

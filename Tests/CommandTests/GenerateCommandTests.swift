import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct GenerateCommandTests {
    @Test("the same seed makes the same files, another seed others")
    func seeds() async throws {
        let place = try EventFolderOnDisk.nothing()
        for (seed, output) in [("7", "event"), ("7", "again"), ("8", "other")] {
            let result = try await place.breakouts(
                ["generate", "--attendees", "60", "--sessions", "3,4", "--seed", seed, "--output", output])
            #expect(result.ending == "exit 0", "\(result.errors)")
            #expect(result.tooLongLines == [])
        }
        let names = place.list(".")
        #expect(names.contains("sessions.csv") && names.contains("attendees.csv"))
        #expect(place.list("../again") == names)
        for name in names {
            #expect(try place.bytes(of: name) == place.bytes(of: "../again/\(name)"), "\(name)")
        }
        #expect(try place.bytes(of: "attendees.csv") != place.bytes(of: "../other/attendees.csv"))
    }

    @Test("a made-up event has the sizes asked for, checks, and is assigned with proof", arguments: ["1", "2", "3"])
    func assigns(seed: String) async throws {
        let event = try EventFolderOnDisk.nothing()
        _ = try await event.breakouts(
            ["generate", "--attendees", "80", "--sessions", "4,6,3", "--seed", seed, "--output", "event"])
        let check = try await event.run("check")
        #expect(check.ending == "exit 0", "\(check.screen)")
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0", "\(assign.errors)")
        let summary = try event.summary()
        #expect(summary.attendees == 80)
        #expect(summary.rounds.count == 3)
        #expect(summary.status == "optimal")
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen)")
    }

    @Test("generate does not write into a folder that has something in it")
    func refuses() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let before = try event.inputs()
        let result = try await event.breakouts(["generate", "--attendees", "9", "--sessions", "3", "--output", "event"])
        #expect(result.ending == "exit 73")
        #expect(try event.inputs() == before)
    }

    @Test("one person, one session")
    func smallest() async throws {
        let event = try EventFolderOnDisk.nothing()
        let result = try await event.breakouts(
            ["generate", "--attendees", "1", "--sessions", "1", "--seed", "0", "--output", "event"])
        #expect(result.ending == "exit 0")
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0", "\(assign.errors)")
        #expect(try event.allocation().count == 1)
    }
}

@Suite(.timeLimit(.minutes(15))) struct InterruptTests {
    @Test("Ctrl-C ends with 130, or the work was done already; there is a complete run or none")
    func interrupt() async throws {
        let event = try EventFolderOnDisk.nothing()
        _ = try await event.breakouts(
            ["generate", "--attendees", "600", "--sessions", "12,16", "--seed", "1", "--output", "event"])
        let before = try event.inputs()
        let result = try await event.breakouts(["assign", "event"], interruptedAfter: 0.7)
        #expect(!result.killedBySignal)
        #expect([0, 130].contains(result.exitCode), "\(result.screen)")
        #expect(try event.inputs() == before)
        #expect(event.leftBehind == (event.exists("runs") ? ["runs"] : []))
        #expect([[], ["001"]].contains(event.list("runs")))
        if event.exists("runs/001") {
            for name in ["allocation.csv", "certificate.json", "manifest.json", "summary.json"] {
                #expect(event.exists("runs/001/\(name)"))
            }
            let summary = try event.summary()
            #expect(summary.verified)
            #expect((summary.status == "optimal") == summary.isProven)
            #expect(try event.allocation().count == 1200)
        }
    }
}

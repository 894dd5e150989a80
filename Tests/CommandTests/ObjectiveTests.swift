import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct ObjectiveTests {
    @Test("each objective ends proven and verified", arguments: ["fair", "firsts", "total", "balanced"])
    func objective(name: String) async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--objective", name)
        #expect(result.ending == "exit 0", "\(result.errors)")
        let summary = try event.summary()
        #expect(summary.objective == name)
        #expect(summary.status == "optimal")
        #expect(summary.isProven)
        #expect(summary.stages.last?.name == "lottery")
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen)")
    }

    @Test("no objective is beaten at its own game by another")
    func ownGame() async throws {
        let event = try EventFolderOnDisk(sample: "forms-export")
        var summaries: [String: SummaryFile] = [:]
        for (number, name) in ["fair", "firsts", "total", "balanced"].enumerated() {
            _ = try await event.run("assign", "--objective", name, "--quiet")
            summaries[name] = try event.summary("runs/00\(number + 1)")
        }
        let all = summaries.values
        let firsts = { (summary: SummaryFile) in summary.rounds.reduce(0) { $0 + ($1.profile.first ?? 0) } }
        #expect(summaries["firsts"].map(firsts) == all.map(firsts).max())
        #expect(summaries["total"]?.regret.total == all.map(\.regret.total).min())
        #expect(summaries["balanced"]?.regret.sumOfSquares == all.map(\.regret.sumOfSquares).min())
        #expect(summaries["fair"]?.regret.worst == all.map(\.regret.worst).min())
    }

    @Test("the objective and the seed of the settings are used, and the options come before them")
    func settings() async throws {
        let event = try EventFolderOnDisk(Workshop.with(["settings.csv": "setting,value\nobjective,total\nseed,5\n"]))
        _ = try await event.run("assign", "--quiet")
        _ = try await event.run("assign", "--quiet", "--objective", "balanced", "--seed", "6")
        #expect(try [event.summary().objective, event.summary("runs/002").objective] == ["total", "balanced"])
        #expect(try [event.summary().seed, event.summary("runs/002").seed] == [5, 6])
    }

    @Test("the same seed gives the same bytes")
    func sameSeed() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        for _ in 0..<2 { _ = try await event.run("assign", "--quiet", "--seed", "77") }
        for name in ["allocation.csv", "certificate.json"] {
            #expect(try event.bytes(of: "runs/001/\(name)") == event.bytes(of: "runs/002/\(name)"), "\(name)")
        }
    }

    @Test("another seed may draw other people, but no stage before the lottery gets better or worse")
    func otherSeed() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        var stages: Set<[String]> = []
        var allocations: Set<[String]> = []
        for seed in 1...8 {
            _ = try await event.run("assign", "--quiet", "--seed", "\(seed)")
            stages.insert(try event.summary("runs/00\(seed)").stagesBeforeTheLottery)
            allocations.insert(try event.placements("runs/00\(seed)"))
        }
        #expect(stages.count == 1)
        #expect(allocations.count > 1)
    }

    @Test("with no time at all there is still an allocation, and it verifies", arguments: ["tiny", "netwerkdag-2026"])
    func noTime(name: String) async throws {
        let event = try EventFolderOnDisk(sample: name)
        let result = try await event.run("assign", "--time-limit", "0")
        #expect(result.ending == "exit 0", "\(result.errors)")
        let summary = try event.summary()
        #expect(["optimal", "feasible"].contains(summary.status))
        #expect(summary.verified)
        #expect((summary.status == "optimal") == summary.isProven)
        if summary.status == "feasible" {
            #expect(!result.output.contains("✔ Proven") && !result.output.contains("✔ Bewezen"))
        }
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen)")
    }
}

@Suite(.timeLimit(.minutes(15))) struct LanguageTests {
    @Test("Dutch: semicolons for Excel, Dutch words, 14.15 uur")
    func dutch() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with([
                "sessions.csv": Workshop.sessions.replacingOccurrences(of: "11:30,12:30", with: "14:15,15:15")
            ]))
        let result = try await event.run("assign", "--lang", "nl")
        #expect(result.ending == "exit 0")
        for words in ["deelnemers", "deelsessies", "rondes", "RONDE 2", "14.15–15.15 uur", "teleurstelling", "Bewezen"]
        {
            #expect(result.sentences.contains(words), "\(words)")
        }
        for words in ["people", "choice", "Round", "disappointment", "warning", "note", "proven"] {
            #expect(!result.output.contains(words), "\(words)")
        }
        #expect(result.tooLongLines == [])
        let text = try event.text(of: "runs/001/allocation.csv")
        #expect(text.hasPrefix("\u{FEFF}attendee;name;"))
        #expect(text.unicodeScalars.filter { $0 == "\n" }.count == 17)
        #expect(text.components(separatedBy: "\r\n").count == 18)
    }

    @Test("English: commas, English words, 14:15")
    func english() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with([
                "sessions.csv": Workshop.sessions.replacingOccurrences(of: "11:30,12:30", with: "14.15 uur,15.15 uur"),
                "settings.csv": "setting,value\nlanguage,nl\n",
            ]))
        let result = try await event.run("assign", "--lang", "en")
        #expect(result.ending == "exit 0")
        #expect(result.output.contains("14:15–15:15"))
        #expect(!result.output.contains("uur"))
        #expect(try event.text(of: "runs/001/allocation.csv").hasPrefix("\u{FEFF}attendee,name,"))
    }

    @Test("the language changes words and separators, not the allocation")
    func sameAllocation() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        _ = try await event.run("assign", "--lang", "nl")
        _ = try await event.run("assign", "--lang", "en")
        #expect(try event.allocation("runs/001") == event.allocation("runs/002"))
    }

    @Test("check and verify speak Dutch as well")
    func otherCommands() async throws {
        let event = try EventFolderOnDisk(Workshop.with(["settings.csv": "setting,value\nlanguage,nl\n"]))
        let check = try await event.run("check")
        #expect(check.output.contains("deelnemers"))
        #expect(!check.output.contains("people"))
        _ = try await event.run("assign", "--quiet")
        let verify = try await event.run("verify")
        #expect(verify.output.contains("Goedgekeurd"))
        #expect(!verify.output.contains("Accepted"))
    }
}

import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct VerifyCommandTests {
    func assignedTiny() async throws -> EventFolderOnDisk {
        let event = try EventFolderOnDisk(sample: "tiny")
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0")
        return event
    }

    /// A rejection: exit 1, and a reason before the verdict.
    func expectRejected(_ event: EventFolderOnDisk, mentioning words: String) async throws {
        let result = try await event.run("verify")
        #expect(result.ending == "exit 1", "\(result.screen)")
        #expect(result.sentences.contains("error: "))
        #expect(result.sentences.contains(words), "\(result.screen)")
        #expect(result.sentences.contains("Rejected"))
        #expect(!result.sentences.contains("Accepted"))
    }

    @Test("the latest run, a run by number and a run by folder are accepted")
    func accepted() async throws {
        let event = try await assignedTiny()
        _ = try await event.run("assign", "--quiet")
        for options in [[], ["--run", "001"], ["--run", "2"], ["--run", "event/runs/002"]] {
            let result = try await event.breakouts(["verify", "event"] + options)
            #expect(result.ending == "exit 0", "\(options): \(result.screen)")
            #expect(result.output.contains("Accepted"))
        }
        #expect(event.list("runs") == ["001", "002"])
    }

    @Test("a title that is only a folder's name says nothing: the copied input, and a copy of the event, are accepted")
    func untitled() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        #expect(try await event.run("assign", "--quiet").ending == "exit 0")
        #expect(try event.summary().event == "event")
        let inputs = try await event.breakouts(["verify", "event/runs/001/inputs", "--run", "event/runs/001"])
        #expect(inputs.ending == "exit 0", "\(inputs.screen)")
        let copy = event.url.deletingLastPathComponent().appendingPathComponent("copy")
        try FileManager.default.copyItem(at: event.url, to: copy)
        #expect(try await event.breakouts(["verify", "copy"]).ending == "exit 0")
        #expect(try await event.breakouts(["explain", "copy", "--quiet"]).ending == "exit 0")
        // The documents of one run still speak of one event.
        #expect(try event.replace("\"event\" : \"event\"", by: "\"event\" : \"x\"", in: "runs/001/summary.json"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "certificate.json is about 'event'")
    }

    @Test("a run of an event of another title is rejected")
    func otherTitle() async throws {
        let event = try await assignedTiny()
        for file in ["summary", "certificate"] {
            #expect(try event.replace("\"Village day\"", by: "\"City day\"", in: "runs/001/\(file).json"))
        }
        try await event.reseal()
        try await expectRejected(event, mentioning: "summary.json is about 'City day'; the event is 'Village day'")
    }

    @Test("no line of verify is wider than a terminal")
    func width() async throws {
        let event = try await assignedTiny()
        let result = try await event.run("verify")
        #expect(result.tooLongLines == [])
    }

    @Test("two people who swapped sessions are noticed, even when their rows are made to look right")
    func swapped() async throws {
        let event = try await assignedTiny()
        #expect(
            try event.replace(
                "1,1.2,Bees,Orchard,10:00,11:00,2,choice", by: "1,1.1,Apples,Barn,10:00,11:00,1,choice",
                in: "runs/001/allocation.csv"))
        #expect(
            try event.replace(
                "miller,The miller,West end,1,1.1,Apples,Barn,10:00,11:00,1,choice",
                by: "miller,The miller,West end,1,1.2,Bees,Orchard,10:00,11:00,unlisted,choice",
                in: "runs/001/allocation.csv"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "summary.json says")
    }

    @Test("a person in another session than allocated is noticed")
    func moved() async throws {
        let event = try await assignedTiny()
        #expect(
            try event.replace(
                "gardener,The gardener,East end,1,1.2", by: "gardener,The gardener,East end,1,1.1",
                in: "runs/001/allocation.csv"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "The gardener")
    }

    @Test("a missing row is noticed, with the person's name and the round")
    func missingRow() async throws {
        let event = try await assignedTiny()
        #expect(
            try event.replace(
                "nurse,The nurse,East end,2,2.2,Embroidery,School,11:30,12:30,1,choice\r\n", by: "",
                in: "runs/001/allocation.csv"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "The nurse (nurse) has no row for round 2")
    }

    @Test("a row that is there twice is noticed")
    func doubledRow() async throws {
        let event = try await assignedTiny()
        let row = "nurse,The nurse,East end,2,2.2,Embroidery,School,11:30,12:30,1,choice\r\n"
        #expect(try event.replace(row, by: row + row, in: "runs/001/allocation.csv"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "The nurse")
    }

    @Test(
        "a number of the summary that was changed is noticed",
        arguments: [
            ("\"total\" : 3", "\"total\" : 2"), ("\"worst\" : 1", "\"worst\" : 0"),
            ("\"onDuty\" : 1", "\"onDuty\" : 0"), ("\"attendees\" : 6", "\"attendees\" : 7"),
            ("\"bound\" : 8", "\"bound\" : 9"), ("\"status\" : \"optimal\"", "\"status\" : \"feasible\""),
            ("\"seed\" : 1", "\"seed\" : 2"), ("\"objective\" : \"fair\"", "\"objective\" : \"total\""),
        ])
    func summary(old: String, new: String) async throws {
        let event = try await assignedTiny()
        #expect(try event.replace(old, by: new, in: "runs/001/summary.json"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "summary.json")
    }

    @Test("the number of people moved is checked as well: after assign it is 0")
    func summaryMoved() async throws {
        let event = try await assignedTiny()
        #expect(try event.replace("\"moved\" : 0", by: "\"moved\" : 3", in: "runs/001/summary.json"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "moved")
    }

    @Test("a price of the certificate that was changed is noticed")
    func price() async throws {
        let event = try await assignedTiny()
        #expect(try event.replace("\"price\" : 2", by: "\"price\" : 1", in: "runs/001/certificate.json"))
        try await event.reseal()
        try await expectRejected(event, mentioning: "does not follow from the prices")
    }

    @Test("a run without its certificate proves nothing")
    func noCertificate() async throws {
        let event = try await assignedTiny()
        try FileManager.default.removeItem(at: event.file("runs/001/certificate.json"))
        try await expectRejected(event, mentioning: "certificate")
    }

    @Test("bounds without a certificate are no proof, also of a run that was stopped and claims little or all")
    func stoppedWithoutCertificate() async throws {
        let event = try EventFolderOnDisk(sample: "tiny")
        #expect(try await event.run("assign", "--time-limit", "0", "--quiet").ending == "exit 0")
        #expect(try event.summary().status == "feasible")
        #expect(try await event.run("verify").sentences.contains("its proof holds"))
        try FileManager.default.removeItem(at: event.file("runs/001/certificate.json"))
        try await expectRejected(event, mentioning: "certificate.json is missing")
        let summary = try event.text(of: "runs/001/summary.json")
        let stage = /"bound" : [0-9]+,([^{}]+"proven" : )[a-z]+([^{}]+"value" : )([0-9]+)/
        let raised = summary.replacing(stage) {
            "\"bound\" : \($0.output.3),\($0.output.1)true\($0.output.2)\($0.output.3)"
        }
        #expect(raised != summary)
        try event.write(raised, to: "runs/001/summary.json")
        try await expectRejected(event, mentioning: "certificate.json is missing")
    }

    @Test("of a strategy that proves nothing the rules and numbers are checked, and no proof is spoken of")
    func nothingClaimed() async throws {
        let event = try EventFolderOnDisk(sample: "tiny")
        #expect(try await event.run("assign", "--strategy", "serial", "--quiet").ending == "exit 0")
        let english = try await event.run("verify")
        #expect(english.ending == "exit 0", "\(english.screen)")
        #expect(english.sentences.contains("its numbers are right. It claims no more: there is no proof to check"))
        #expect(!english.output.contains("its proof holds") && english.tooLongLines == [])
        let dutch = try await event.run("verify", "--lang", "nl")
        #expect(dutch.sentences.contains("er is geen bewijs om te controleren") && dutch.tooLongLines == [])
        #expect(try await event.run("verify", "--json").output.contains("\"hasProof\" : false"))
    }

    @Test("a run of an event that has changed is judged by the event as it is now")
    func changedEvent() async throws {
        let event = try await assignedTiny()
        #expect(try event.replace("1.2,1,Bees,Orchard,3", by: "1.2,1,Bees,Orchard,1", in: "sessions.csv"))
        let result = try await event.run("verify")
        #expect(result.ending == "exit 1")
        #expect(result.sentences.contains("sessions.csv"))
        #expect(result.sentences.contains("Bees") || result.sentences.contains("1.2"))
    }

    @Test(
        "a summary or certificate that is no JSON, or an allocation that is no table, stops without a crash",
        arguments: ["summary.json", "certificate.json", "allocation.csv", "manifest.json"])
    func garbage(name: String) async throws {
        let event = try await assignedTiny()
        try event.write("{\"stages\": [", to: "runs/001/\(name)")
        let result = try await event.run("verify")
        #expect(!result.killedBySignal && [1, 65].contains(result.exitCode), "\(result.ending)")
        #expect(result.sentences.contains(name))
        #expect(result.tooLongLines == [])
    }

    @Test("a run that is not there ends with 66 and says which there are")
    func noRun() async throws {
        let event = try await assignedTiny()
        let result = try await event.run("verify", "--run", "009")
        #expect(result.ending == "exit 66")
        #expect(result.errors.contains("'009'"))
        #expect(result.errors.contains("runs: "))
        #expect(result.output == "")
    }

    @Test("an event without runs ends with 66 and names the command that makes one")
    func noRuns() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("verify")
        #expect(result.ending == "exit 66")
        #expect(result.errors.contains("breakouts assign event"))
    }

    @Test(
        "a damaged document is told where it is damaged, in words about the document",
        arguments: [
            ("\"seed\" : 7", "\"seed\" : \"x\"", "'seed' is of another kind than expected"),
            ("\"seed\" : 7,", "", "'seed' is missing"),
            ("\"seed\" : 7", "\"seed\" : null", "'seed' is empty"),
            ("\"seed\" : 7", "\"seed\" :: 7", "it is not valid JSON"),
        ])
    func damagedDocument(old: String, new: String, words: String) async throws {
        let event = try await assignedTiny()
        let text = try event.text(of: "runs/001/summary.json")
        let seed = try #require(text.firstMatch(of: /"seed" ?: ?[0-9]+/)).output
        let damaged = text.replacingOccurrences(
            of: old.replacingOccurrences(of: "\"seed\" : 7", with: String(seed)), with: new)
        #expect(damaged != text)
        try event.write(damaged, to: "runs/001/summary.json")
        let result = try await event.run("verify", "--lang", "en")
        #expect(result.ending == "exit 65")
        #expect(result.sentences.contains(words), "\(result.screen)")
        for type in ["Int", "String", "Swift", "Dictionary", "Index "] { #expect(!result.errors.contains(type)) }
    }

    @Test("of a branch without one of its sides it is said which is missing", arguments: ["held", "cancelled"])
    func sideIsMissing(name: String) async throws {
        let event = try await assignedTiny()
        let text = try event.text(of: "runs/001/certificate.json")
        let proof = try #require(text.firstRange(of: /"proof" ?: ?/))
        let other = name == "held" ? "cancelled" : "held"
        let branch = "{\"session\": \"1.1\", \"\(other)\": {\"denominator\": 1, \"prices\": []}}"
        let damaged = text[..<proof.upperBound] + branch + ", \"was\": " + text[proof.upperBound...]
        try event.write(String(damaged), to: "runs/001/certificate.json")
        let result = try await event.run("verify", "--lang", "en")
        #expect(result.ending == "exit 65")
        #expect(result.sentences.contains("'stages[0].proof.\(name)' is missing"), "\(result.screen)")
    }

    @Test("the largest seed is used as it is, and the verifier draws the same lots with it")
    func largestSeed() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let assigned = try await event.run("assign", "--seed", "18446744073709551615", "--quiet")
        #expect(assigned.ending == "exit 0", "\(assigned.screen)")
        #expect(try event.summary().seed == UInt64.max)
        #expect(try await event.run("verify").ending == "exit 0")
    }
}

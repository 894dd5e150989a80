import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct BenchmarkCommandTests {
    @Test(
        "all strategies on a small day: a screen of 80 columns, a page, a table and JSON; the event is left as it was")
    func onAnEvent() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let before = try event.inputs()
        let result = try await event.run("benchmark", "--repeats", "2", "--output", "event/../out", "--lang", "en")
        #expect(result.ending == "exit 0", "\(result.errors)")
        #expect(result.tooLongLines == [])
        #expect(result.errors == "", "progress is for terminals only")
        #expect(result.output.contains("exact fair") && result.output.contains("Which one to use"))
        #expect(try event.inputs() == before)
        #expect(
            event.list("../out") == ["benchmark.csv", "benchmark.html", "benchmark.json", "profiles.svg", "trade.svg"])
        let report = try JSONSerialization.jsonObject(with: event.bytes(of: "../out/benchmark.json")) as? [String: Any]
        let results = report?["results"] as? [[String: Any]] ?? []
        #expect(results.count == 14)
        #expect(results.allSatisfy { ($0["quality"] as? [String: Any])?["verified"] as? Bool == true })
        // Only the latest is kept.
        let again = try await event.run(
            "benchmark", "--repeats", "1", "--strategies", "serial,exact", "--output", "event/../out", "--lang", "nl",
            "--json")
        #expect(again.ending == "exit 0", "\(again.errors)")
        #expect(event.list("../out").count == 5)
        #expect(try event.text(of: "../out/benchmark.html").contains("<html lang=\"nl\">"))
        #expect(try JSONSerialization.jsonObject(with: Data(again.output.utf8)) is [String: Any])
    }

    @Test("families are run up to a size, and misspelt names are answered")
    func families() async throws {
        let place = try EventFolderOnDisk.nothing()
        let growth = try await place.breakouts(
            ["benchmark", "--families", "growth", "--attendees", "100", "--repeats", "1", "--strategies", "exact"])
        #expect(growth.ending == "exit 0", "\(growth.errors)")
        #expect(growth.output.contains("growth/100") && !growth.output.contains("growth/1000"))
        for (wrong, hint) in [
            (["--families", "grwth"], "did you mean 'growth'?"), (["--strategies", "snaek"], "did you mean 'snake'?"),
        ] {
            let result = try await place.breakouts(["benchmark"] + wrong)
            #expect(result.ending == "exit 64")
            #expect(result.errors.contains(hint), "\(result.errors)")
        }
        let missing = try await place.breakouts(["benchmark", "nowhere"])
        #expect(missing.ending == "exit 66")
    }

    @Test(
        "the kernels' counts, and all numbers of a benchmark but times and memory, are the same on one core and on all")
    func countersOnOneCore() async throws {
        let place = try EventFolderOnDisk(sample: "tiny")
        for arguments in [
            ["benchmark", "--kernels", "--attendees", "1000", "--repeats", "1", "--json"],
            [
                "benchmark", "event", "--families", "growth", "--attendees", "100", "--strategies", "exact fair,local",
                "--repeats", "2", "--json",
            ],
        ] {
            let all = try await place.breakouts(arguments), one = try await place.onOneCore(arguments)
            #expect(all.ending == "exit 0" && one.ending == "exit 0", "\(all.errors)\(one.errors)")
            #expect(try timeless(all.output) == timeless(one.output))
            #expect(try timeless(all.output).count > 1_000)
        }
    }

    /// The JSON without what depends on the machine.
    private func timeless(_ json: String) throws -> String {
        func strip(_ value: Any) -> Any {
            if let list = value as? [Any] { return list.map(strip) }
            guard let object = value as? [String: Any] else { return value }
            return object.filter { !["seconds", "peakMemoryBytes", "machine"].contains($0.key) }.mapValues(strip)
        }
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        let bytes = try JSONSerialization.data(withJSONObject: strip(object), options: [.sortedKeys])
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("the kernels' screen fits, in both languages", arguments: ["en", "nl"])
    func kernelScreen(language: String) async throws {
        let place = try EventFolderOnDisk.nothing()
        let result = try await place.breakouts([
            "benchmark", "--kernels", "--attendees", "1000", "--repeats", "1", "--lang", language,
        ])
        #expect(result.ending == "exit 0" && result.tooLongLines == [], "\(result.tooLongLines)")
        #expect(!result.output.contains("…"), "nothing is cut off")
        #expect(result.output.contains("1000 × (12+12)"))
    }

    @Test("every strategy assigns a sample day, and what it writes is verified")
    func strategies() async throws {
        let event = try EventFolderOnDisk(sample: "tiny")
        for (position, name) in [
            "flow", "rounds", "local", "serial-shares", "serial", "snake", "deferred", "immediate", "greedy",
            "first-come",
        ].enumerated() {
            let result = try await event.run("assign", "--strategy", name, "--lang", "nl")
            #expect(result.ending == "exit 0", "\(name): \(result.errors)")
            #expect(result.tooLongLines == [])
            let summary = try event.summary("runs/00\(position + 1)".replacingOccurrences(of: "0010", with: "010"))
            #expect(summary.strategy == name && summary.status == "feasible")
            let json = try event.text(of: "runs/" + String(format: "%03d", position + 1) + "/summary.json")
            #expect(json.contains("\"strategyLimits\""), "\(name)")
            #expect(result.output.contains(name == "local" ? "kan blijven steken" : "volgt het gekozen doel niet"))
            let verify = try await event.run("verify")
            #expect(verify.ending == "exit 0", "\(name): \(verify.output)")
        }
    }
}

import Foundation
import Testing

/// The results in the repository: one file of numbers, and what is drawn and said from them.
@Suite(.timeLimit(.minutes(15))) struct BenchmarkResultsTests {
    private let results = sampleData.deletingLastPathComponent().appendingPathComponent("Benchmarks/results")
    private let readme = sampleData.deletingLastPathComponent().appendingPathComponent("README.md")

    @Test("page, table, pictures and the paragraphs of the README are what benchmark.json says")
    func agree() async throws {
        let place = try EventFolderOnDisk(bytes: ["README.md": try Data(contentsOf: readme)])
        let again = try await place.breakouts([
            "benchmark", "--from", results.appendingPathComponent("benchmark.json").path, "--lang", "en", "--output",
            "event/out", "--readme", "event/README.md", "--quiet",
        ])
        #expect(again.ending == "exit 0" && again.errors == "" && again.output == "", "\(again.errors)")
        let names = place.list("out")
        #expect(names.contains("trade.svg") && names.contains("growth.svg") && names.contains("benchmark.html"))
        for name in names {
            let kept = try Data(contentsOf: results.appendingPathComponent(name))
            #expect(try kept == place.bytes(of: "out/" + name), "\(name) is not what benchmark.json says")
        }
        #expect(try place.bytes(of: "README.md") == Data(contentsOf: readme), "README.md says something else")
    }

    @Test("a paragraph is written between its marks and nowhere else, and a text without marks is left alone")
    func marks() async throws {
        let marked =
            "A\n<!-- benchmark: trade -->\nold\n<!-- benchmark: end -->\nB\n<!-- benchmark: growth -->\n"
            + "older\nlines\n<!-- benchmark: end -->\nC\n"
        let place = try EventFolderOnDisk(["marked.md": marked, "plain.md": "nothing\n"])
        let numbers = results.appendingPathComponent("benchmark.json").path
        let done = try await place.breakouts(["benchmark", "--from", numbers, "--readme", "event/marked.md", "--quiet"])
        #expect(done.ending == "exit 0", "\(done.errors)")
        let text = try place.text(of: "marked.md")
        #expect(text.hasPrefix("A\n<!-- benchmark: trade -->\n`netwerkdag-2026`") && text.hasSuffix("end -->\nC\n"))
        #expect(text.contains("<!-- benchmark: end -->\nB\n<!-- benchmark: growth -->\nThe same made-up day"))
        #expect(!text.contains("old"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        let both = try await place.breakouts(["benchmark", "event", "--from", numbers])
        #expect(both.ending == "exit 64" && both.errors.contains("--from measures nothing"))
        let none = try await place.breakouts(["benchmark", "--from", numbers, "--readme", "event/plain.md", "--quiet"])
        #expect(none.ending == "exit 65" && none.errors.contains("has no line '<!-- benchmark: trade -->'"))
        #expect(try place.text(of: "plain.md") == "nothing\n")
    }
}

import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct StrategyOrderTests {
    /// First come, first served goes by the time of sign-up, which is a column: where that is equal or missing, the draw
    /// decides, and never the row.
    @Test(
        "rows in another order make no difference to any strategy",
        arguments: [
            "exact", "flow", "rounds", "local", "serial-shares", "serial", "snake", "deferred", "immediate", "greedy",
            "first-come",
        ])
    func rowsMakeNoDifference(strategy: String) async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026")
        func placements(run: String) throws -> [Substring] {
            try event.text(of: "runs/\(run)/allocation.csv").split(whereSeparator: \.isNewline).sorted()
        }
        let before = try await event.run("assign", "--strategy", strategy, "--quiet")
        #expect(before.ending == "exit 0", "\(before.errors)")
        for name in ["attendees.csv", "duties.csv"] {
            let lines = try event.text(of: name).split(whereSeparator: \.isNewline)
            let turned = lines.prefix(1) + lines.dropFirst().reversed()
            try event.write(Data((turned.joined(separator: "\r\n") + "\r\n").utf8), to: name)
        }
        let after = try await event.run("assign", "--strategy", strategy, "--quiet")
        #expect(after.ending == "exit 0", "\(after.errors)")
        #expect(try placements(run: "001") == placements(run: "002"))
        #expect(try placements(run: "001").count > 400)
    }
}

import BreakoutTestSupport
import Testing

@testable import BreakoutFormats

@Suite("Large files, scanned in pieces")
struct LargeFileTests {
    /// Some two megabytes of rows, some long, some empty, with quotes where they mean nothing, and a
    /// field of so many lines that needs them.
    private func file(lineEnd: String, quotedLines: Int, seed: Int) -> [UInt8] {
        var random = BreakoutTestSupport.SeededGenerator(seed)
        var text = "attendee;name;round 1" + lineEnd
        var number = 0
        while text.utf8.count < 5 << 19 {
            number += 1
            switch Int.random(in: 0..<40, using: &random) {
            case 0: text += lineEnd
            case 1: text += ";;" + String(repeating: "x", count: Int.random(in: 0...500, using: &random)) + lineEnd
            case 2: text += "p\(number);a 5\" pipe;" + lineEnd
            default: text += "p\(number);Person \(number);1.\(number % 9)" + lineEnd
            }
            if quotedLines > 0 && number == 20_000 {
                let lines = String(repeating: "a line; and \"\"more\"\"\(lineEnd)", count: quotedLines)
                text += "q;\"\(lines)\";1.1" + lineEnd
            }
        }
        return Array(text.utf8)
    }

    @Test(
        "the same fields and records as from the front, whatever ends the lines, and where a cut falls within quotes",
        arguments: [("\n", 0), ("\r\n", 0), ("\r", 0), ("\n", 2), ("\r\n", 2), ("\n", 60_000), ("\r\n", 60_000)])
    func pieces(lineEnd: String, quotedLines: Int) {
        let bytes = file(lineEnd: lineEnd, quotedLines: quotedLines, seed: lineEnd.utf8.count)
        let whole = CSVScanner(bytes, from: 0, delimiter: 0x3B)
        let plain = CSVScanner(bytes, from: 0, delimiter: 0x3B, maxRecords: .max - 1)
        #expect(whole.recordCount > 20_000)
        #expect(whole.recordCount == plain.recordCount && whole.fieldCount == plain.fieldCount)
        func fields(_ scan: CSVScanner) -> [[CSVScanner.Field]] {
            (0..<scan.recordCount).map { record in
                (0..<scan.fieldCount(of: record)).map { scan.field(record, $0, in: bytes) }
            }
        }
        #expect(fields(whole) == fields(plain))
        #expect(whole.problems == plain.problems && whole.problems.isEmpty)
        #expect(
            [whole.sawCRLF, whole.sawLF, whole.sawCR] == [plain.sawCRLF, plain.sawLF, plain.sawCR])
        #expect(fields(plain).contains { $0.contains(where: \.isEscaped) } == (quotedLines > 0))
    }

    @Test("rows read in pieces are counted and reported as one after another")
    func rows() throws {
        var lines = ["attendee;name;round 1"]
        for number in 0..<40_000 {
            switch number % 97 {
            case 3: lines.append("")
            case 5: lines.append("p\(number);Somebody;1.1;more")
            case 7: lines.append(lines[0])
            case 11: lines.append("wrong;\(number);")
            default: lines.append("p\(number);Person \(number);1.\(number % 9)")
            }
        }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        var before = BreakoutFormats.Findings()
        let opened = TableFile(InputFile(name: "attendees.csv", bytes: bytes), isKnown: { _ in true }, &before)
        let table = try #require(opened.table)
        let use: @Sendable (Int, inout [Int], inout BreakoutFormats.Findings) -> Bool = { row, reader, findings in
            guard table.text(row, 0) != "wrong" else {
                findings.add(.attendeeWithoutIdentity(at: table.location(row, 1)))
                return false
            }
            reader.append(row)
            return true
        }
        var sources = [opened.source, opened.source], findings = [before, before], read: [[Int]] = [[], []]
        table.forEachRow(&sources[0], &findings[0]) { use($0, &read[0], &$1) }
        table.readRows(with: [Int](), &sources[1], &findings[1], use: use) { read[1] += $0 }
        #expect(read[0] == read[1] && read[0].count > 35_000)
        #expect(
            findings[0].sorted.map(\.line) == findings[1].sorted.map(\.line)
                && findings[0].errorCount == findings[1].errorCount)
        let counts = sources.map { [$0.read, $0.used, $0.blank, $0.rejected] }
        #expect(counts[0] == counts[1])
        #expect(sources[0].read == 40_000 && sources[0].blank > 800 && sources[0].rejected > 800)
    }
}

import BreakoutTestSupport
import Testing

@testable import BreakoutFormats

@Suite("Large files, scanned in pieces")
struct LargeFileTests {
    /// Some two megabytes of rows, some long, some empty, with quotes where they mean nothing, and one that does if asked.
    private func file(lineEnd: String, quoted: Bool, seed: Int) -> [UInt8] {
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
            if quoted && number == 20_000 { text += "q;\"two\(lineEnd)lines; and \"\"more\"\"\";1.1" + lineEnd }
        }
        return Array(text.utf8)
    }

    @Test(
        "the same fields and records as from the front, whatever ends the lines, with quotes and without",
        arguments: [("\n", false), ("\r\n", false), ("\r", false), ("\n", true), ("\r\n", true)])
    func pieces(lineEnd: String, quoted: Bool) {
        let bytes = file(lineEnd: lineEnd, quoted: quoted, seed: lineEnd.utf8.count)
        let whole = CSVScanner(bytes, from: 0, delimiter: 0x3B)
        let plain = CSVScanner(bytes, from: 0, delimiter: 0x3B, maxRecords: .max - 1)
        #expect(whole.recordCount > 30_000)
        #expect(whole.starts == plain.starts && whole.ends == plain.ends && whole.records == plain.records)
        #expect(whole.problems == plain.problems && whole.problems.isEmpty)
        #expect(
            [whole.sawCRLF, whole.sawLF, whole.sawCR] == [plain.sawCRLF, plain.sawLF, plain.sawCR])
        #expect(plain.starts.contains { $0 & CSVScanner.escapeBit != 0 } == quoted)
    }
}

import BreakoutModel
import Testing

@testable import BreakoutReports

@Suite("no text can break a screen")
struct ScreenPropertyTests {
    /// What people, or their files, put in names.
    static let nasty: [@Sendable (String) -> String] = [
        { "\u{1B}[2J\u{1B}[31m\($0)\u{1B}]0;pwned\u{7}" },
        { "\u{202E}\($0)\u{2066}" },
        { "\($0)\n\($0)\r\n\t\u{2028}" },
        { "会议室会议室会议室会议室会议室 \($0) 👩‍👩‍👧‍👦🇳🇱❤️" },
        { String(repeating: $0, count: 60) },
        { String(repeating: $0 + " ", count: 60) },
        { _ in "" },
        { _ in " \u{200B} " },
        { $0 + String(repeating: "\u{301}", count: 500) },
        { _ in "\u{301}\u{FE0F}\u{200D}" },
        { "\u{9B}31m\($0)\u{0}\u{7F}\u{85}" },
    ]

    /// Every line fits, and nothing but text, line feeds and (when asked for) colours is in it.
    private func check(_ text: String, _ style: TextStyle) {
        let plain = withoutColours(text)
        if !style.colour { #expect(plain == text) }
        let tooWide = plain.split(separator: "\n").first { DisplayWidth.of(String($0)) > style.width }
        #expect(tooWide == nil)
        let forbidden = plain.unicodeScalars.first { scalar in
            scalar != "\n" && scalar.properties.generalCategory == .control
                || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
        #expect(forbidden == nil)
    }

    private func checkAll(_ dress: (String) -> String, width: Int) throws {
        let conference = try Conference(dress)
        for language in Language.allCases {
            for colour in [false, true] {
                let style = TextStyle(width: width, colour: colour, language: language)
                check(conference.assign(style, dress: dress), style)
                check(
                    conference.assign(style, dress: dress, change: { $0.warnings = [dress("careful")] }),
                    style)
                let stopped: (inout Summary) -> Void = {
                    $0.status = .feasible
                    $0.strategy = dress("lottery")
                }
                check(conference.assign(style, change: stopped), style)
                check(conference.check(style, dress: dress), style)
                check(DiagnosticText.all(conference.diagnostics(dress), style: style), style)
            }
        }
    }

    @Test("nasty names, at every width", arguments: nasty.indices, [1, 30, 60, 80, 120])
    func nastyNames(index: Int, width: Int) throws {
        try checkAll(ScreenPropertyTests.nasty[index], width: width)
    }

    @Test("names of random characters from all of Unicode", arguments: 0..<12)
    func randomNames(seed: Int) throws {
        var numbers = SplitMix(state: UInt64(seed))
        let names = (0..<40).map { _ in
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...30, using: &numbers)).compactMap { _ in
                        let ranges: [ClosedRange<UInt32>] = [
                            0...0x7F, 0x80...0x36F, 0x370...0x2FFF, 0x3000...0xD7FF, 0xE000...0x10FFFF,
                            0x1F1E6...0x1FAFF,
                        ]
                        return Unicode.Scalar(
                            UInt32.random(in: ranges.randomElement(using: &numbers)!, using: &numbers))
                    }))
        }
        var next = 0
        try checkAll(
            { _ in
                next += 1
                return names[next % names.count]
            }, width: [60, 80, 120][seed % 3])
    }

    @Test("the same event gives the same screen")
    func deterministic() throws {
        let conference = try Conference()
        #expect(conference.assign(TextStyle()) == conference.assign(TextStyle()))
        #expect(conference.check(TextStyle()) == conference.check(TextStyle()))
    }
}

/// The same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

import BreakoutModel
import Testing

@testable import BreakoutReports

@Suite("text for the terminal")
struct TerminalTextTests {
    @Test(
        "the width counts columns, not characters or bytes",
        arguments: [
            ("Zwolle", 6), ("", 0), ("Curaçao", 7), ("e\u{301}", 1), ("会议", 4), ("한국", 4), ("👍", 2), ("👍🏽", 2),
            ("🇳🇱", 2), ("❤️", 2), ("½ …", 3), ("ﬁ", 1), ("Ａ", 2), ("ภาษาไทย", 7), ("░█", 2),
        ])
    func width(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

    @Test("what is cut ends in an ellipsis and fits")
    func truncation() {
        #expect(DisplayWidth.truncated("Binnensteden", to: 12) == "Binnensteden")
        #expect(DisplayWidth.truncated("Binnensteden", to: 6) == "Binne…")
        #expect(DisplayWidth.truncated("op de weg", to: 7) == "op de…")
        #expect(DisplayWidth.truncated("会议室", to: 4) == "会…")
        #expect(DisplayWidth.truncated("abc", to: 1) == "…")
        #expect(DisplayWidth.truncated("abc", to: 0) == "")
    }

    @Test(
        "names cannot reach the terminal as anything but text",
        arguments: [
            ("\u{1B}[31mrood", "\u{FFFD}[31mrood"), ("a\u{202E}b", "a\u{FFFD}b"), ("a\nb\r\nc\td", "a b c d"),
            ("a\u{200B}\u{FEFF}b", "ab"), ("\u{9B}2J", "\u{FFFD}2J"),
            ("\u{7}bel\u{7F}", "\u{FFFD}bel\u{FFFD}"),
            ("\u{301}accent", "\u{25CC}\u{301}accent"), ("a\u{2028}b", "a b"),
            ("naïef – ’t Gooi", "naïef – ’t Gooi"),
            ("👩\u{200D}👧", "👩👧"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ])
    func safety(text: String, safe: String) {
        // "\r\n" is one line end.
        #expect(SafeText.clean(text).replacing("  ", with: " ") == safe)
    }

    @Test("a letter carries four marks at most")
    func marks() {
        let zalgo = "Z" + String(repeating: "\u{301}", count: 100)
        #expect(SafeText.clean(zalgo).unicodeScalars.count == 5)
    }

    @Test("text wraps at spaces, and cuts a word only when no line can hold it")
    func wrapping() {
        #expect(Wrapping.lines("een twee drie", width: 8) == ["een twee", "drie"])
        #expect(Wrapping.lines("een twee drie", width: 8, hanging: 3) == ["een twee", "dri", "e"])
        #expect(Wrapping.lines("abcdefgh ij", width: 5) == ["abcde", "fgh", "ij"])
        #expect(Wrapping.lines("", width: 5) == [""])
        #expect(Wrapping.lines("会议室", width: 1) == ["会", "议", "室"])
    }

    @Test("a line never shows more columns than it may, and says so when it is cut")
    func line() {
        let line = Line([Span("Zaal ", .strong), Span("Studio 1", .dim)])
        #expect(line.rendered(width: 80, colour: false) == "Zaal Studio 1")
        #expect(line.rendered(width: 8, colour: false) == "Zaal St…")
        #expect(line.rendered(width: 5, colour: false) == "Zaal…")
        #expect(line.rendered(width: 80, colour: true) == "\u{1B}[1mZaal \u{1B}[0m\u{1B}[2mStudio 1\u{1B}[0m")
    }

    @Test("bars draw something for something, and full only for full")
    func bars() {
        #expect(Bar.filled(0, of: 60, width: 4) == "")
        #expect(Bar.filled(1, of: 6000, width: 4) == "▏")
        #expect(Bar.filled(30, of: 60, width: 4) == "██")
        #expect(Bar.filled(5999, of: 6000, width: 4) == "███▉")
        #expect(Bar.filled(60, of: 60, width: 4) == "████")
        #expect(Bar.filled(90, of: 60, width: 4) == "████")
        func demand(_ wanted: Int, _ seats: Int) -> String {
            Bar.demand(wanted, seats: seats, scale: 100, width: 10).map(\.text).joined()
        }
        #expect(demand(60, 100) == "██████░░░░")
        #expect(demand(100, 60) == "██████▒▒▒▒")
        #expect(demand(50, 50) == "█████     ")
        #expect(demand(0, 50) == "░░░░░     ")
    }
}

@Suite("numbers, dates and lists in both languages")
struct WordingTests {
    private struct Words: Wording { let language: Language }
    private let english = Words(language: .english)
    private let dutch = Words(language: .dutch)

    @Test("thousands and decimals")
    func numbers() {
        #expect([0, 999, 1000, 1_234_567].map { english.number($0) } == ["0", "999", "1,000", "1,234,567"])
        #expect(dutch.number(1_234_567) == "1.234.567")
        #expect(english.decimal(0.305, places: 2) == "0.31")
        #expect(dutch.decimal(-1234.5, places: 1) == "−1.234,5")
        #expect(dutch.decimal(-0.001, places: 2) == "0,00")
        #expect(english.decimal(2.04, places: 1) == "2.0")
    }

    @Test("0% is nobody and 100% is everybody")
    func percent() {
        #expect(english.percent(0, of: 200) == "0%")
        #expect(english.percent(1, of: 1000) == "<1%")
        #expect(english.percent(150, of: 190) == "79%")
        #expect(english.percent(999, of: 1000) == ">99%")
        #expect(english.percent(200, of: 200) == "100%")
        #expect(english.percent(0, of: 0) == "–")
    }

    @Test("ordinals and lists")
    func words() {
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 112].map { english.ordinal($0) }.joined(separator: " ")
                == "1st 2nd 3rd 4th 11th 12th 13th 21st 112th")
        #expect(dutch.ordinal(3) == "3e")
        #expect(dutch.list(["a", "b", "c"]) == "a, b en c")
        #expect(english.list(["a", "b"]) == "a and b")
        #expect(english.list(["a"]) == "a")
    }

    @Test(
        "dates as people write them, and anything else as it was given",
        arguments: [
            ("2026-02-04", "Wednesday 4 February 2026", "woensdag 4 februari 2026"),
            ("2024-02-29", "Thursday 29 February 2024", "donderdag 29 februari 2024"),
            ("2000-01-01", "Saturday 1 January 2000", "zaterdag 1 januari 2000"),
            ("2026-02-29", "2026-02-29", "2026-02-29"), ("4 februari", "4 februari", "4 februari"),
        ])
    func dates(date: String, en: String, nl: String) {
        #expect(DateText.text(date, in: .english) == en)
        #expect(DateText.text(date, in: .dutch) == nl)
    }

    @Test("commands can be copied, whatever the folder is called")
    func commands() {
        #expect(CommandText.eventFolder(ofRun: "netwerkdag/runs/001") == "netwerkdag")
        #expect(CommandText.eventFolder(ofRun: "/a/b c/runs/001") == "'/a/b c'")
        #expect(CommandText.eventFolder(ofRun: "it's/runs/001") == "'it'\\''s'")
        #expect(CommandText.eventFolder(ofRun: "elsewhere") == "EVENT")
        #expect(CommandText.eventFolder(ofRun: "a\u{1B}b/runs/001") == "EVENT")
        #expect(CommandText.argument("jan@zwolle.nl") == "jan@zwolle.nl")
        #expect(CommandText.argument("-x") == "'-x'")
        #expect(CommandText.argument("$(rm)") == "'$(rm)'")
    }
}

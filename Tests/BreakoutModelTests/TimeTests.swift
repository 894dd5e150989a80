import BreakoutModel
import Testing

@Suite struct TimeTests {
    @Test("a time is one of a day, written as each language does")
    func times() throws {
        #expect(TimeOfDay(minutes: -1) == nil && TimeOfDay(minutes: 1440) == nil)
        let early = try #require(TimeOfDay(minutes: 9 * 60 + 5)), late = try #require(TimeOfDay(minutes: 1439))
        #expect(early < late)
        #expect(early.text(in: .english) == "09:05" && early.text(in: .dutch) == "09.05 uur")
        let span = try #require(TimeSpan(start: early, end: late))
        #expect(span.text(in: .english) == "09:05–23:59" && span.text(in: .dutch) == "09.05–23.59 uur")
        #expect(TimeSpan(start: early, end: early) == nil && TimeSpan(start: late, end: early) == nil)
    }

    @Test("diagnostics sort by file, line and column, those of a whole file first")
    func locations() {
        let places: [Diagnostic.Location] = [
            .init(file: "a"), .init(file: "a", line: 2), .init(file: "a", line: 2, column: 3),
            .init(file: "a", line: 10, column: 1), .init(file: "b", line: 1),
        ]
        #expect(places.reversed().sorted() == places)
        #expect(Diagnostic.Severity.note < .warning && Diagnostic.Severity.warning < .error)
    }
}

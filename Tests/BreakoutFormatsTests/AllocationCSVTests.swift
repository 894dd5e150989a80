import BreakoutModel
import Testing

@testable import BreakoutFormats

@Suite struct AllocationCSVTests {
    static let nastyNames = [
        "", " ", "a", "Jan van den Berg", "=cmd|' /C calc'!A0", "-1", "+31 6", "@home", "'s-Gravenhage",
        "'=x", "''=x",
        "\t tab first", "tab\tinside", "\r", "\n", "\r\n", "line\nbreak", "a;b", "a,b", "a|b", "\"",
        "\"quoted\"",
        "\"\"", " leading", "trailing ", "sep=;", "sep=,", "👩‍👩‍👧‍👦 familie", "\u{202E}omgekeerd\u{202C}",
        "e\u{301}",
        "é", "’t Hart", "\u{FEFF}bom", "\u{A0}nbsp\u{A0}", "attendee", "ĳ", "\u{0}", "\u{1B}[31mrood", "'",
        "''", "=", "'-",
    ]

    @Test("a record reads back exactly as it was written, whatever the names", arguments: Language.allCases)
    func roundTrip(language: Language) {
        var random = SeededGenerator(seed: 7)
        let records = (0..<2000).map { number in
            func name() -> String {
                let parts = (0...Int.random(in: 0...2, using: &random)).map { _ in
                    AllocationCSVTests.nastyNames.randomElement(using: &random)!
                }
                return parts.joined()
            }
            let choices: [Choice?] = [nil, .unlisted, .ranked(number % 9 + 1)]
            return AllocationRecord(
                attendee: "a" + name(), name: name(), organisation: name(), round: number % 3 + 1,
                session: name(),
                title: name(), room: name(), start: TimeOfDay(minutes: number % 1440),
                end: number % 2 == 0 ? nil : TimeOfDay(minutes: 1439), choice: choices[number % 3],
                reason: Reason.allCases[number % Reason.allCases.count])
        }
        let bytes = AllocationCSV.write(records, language: language)
        let reading = AllocationCSV.read(InputFile(name: "allocation.csv", bytes: bytes))
        #expect(reading.diagnostics.map(\.line) == [])
        #expect(reading.records == records)
    }

    @Test("no written cell begins as a formula")
    func defused() {
        for name in AllocationCSVTests.nastyNames {
            let first = CSVWriter.defused(name).utf8.first
            #expect(first.map { "=+-@\t\r\n".utf8.contains($0) } != true)
            #expect(CSVWriter.undefused(CSVWriter.defused(name)) == name)
        }
    }

    @Test("the record has the headers, times and words of the contract")
    func wording() {
        let record = AllocationRecord(
            attendee: "a1", name: "Jan", organisation: "Zwolle", round: 1, session: "1.1", title: "T; x",
            room: "Zaal",
            start: TimeOfDay(minutes: 855), end: TimeOfDay(minutes: 915), choice: .unlisted,
            reason: .noPreference)
        let text = String(decoding: AllocationCSV.write([record], language: .dutch), as: UTF8.self)
        #expect(
            text == "\u{FEFF}attendee;name;organisation;round;session;title;room;start;end;choice;reason\r\n"
                + "a1;Jan;Zwolle;1;1.1;\"T; x\";Zaal;14:15;15:15;unlisted;no preference\r\n")
    }

    @Test("a record with a word of its own is reported and left out")
    func unreadable() {
        let header = AllocationCSV.headers.joined(separator: ",")
        let reading = AllocationCSV.read(file("allocation.csv", header + "\na,b,c,0,1.1,t,r,,,first,lucky\n"))
        #expect(reading.records == [])
        #expect(
            reading.diagnostics.map(\.line) == [
                "allocation.csv:2:7: error: '0' is no value for 'round' in a record of an allocation",
                "allocation.csv:2:19: error: 'first' is no value for 'choice' in a record of an allocation",
                "allocation.csv:2:25: error: 'lucky' is no value for 'reason' in a record of an allocation",
            ])
    }
}

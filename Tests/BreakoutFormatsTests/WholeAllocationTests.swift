import BreakoutModel
import Testing

@testable import BreakoutFormats

@Suite("The file of a whole allocation")
struct WholeAllocationTests {
    @Test("it is what writing the sorted records gives", arguments: 0..<40)
    func sameBytes(_ seed: Int) throws {
        var random = RandomEvent(seed: UInt64(seed))
        let event = try random.make()
        var table = ChoiceTable(event: event, conflicts: [])
        var allocation = Allocation(attendeeCount: event.attendees.count, roundCount: event.roundCount)
        for index in event.attendees.indices {
            for (round, range) in event.sessionRanges.enumerated() {
                let attendee = AttendeeIndex(index), session = SessionIndex(range.lowerBound + index % range.count)
                table.set(
                    attendee, round: round, standing: index % 3 == 0 ? .noPreference : .choosing, rankedCount: 1,
                    regrets: range.map { (SessionIndex($0), $0 == session.value ? index % 2 : 1) })
                if index % 5 > 0 { allocation[attendee, round] = session }
            }
        }
        let records = AllocationRecord.records(of: allocation, event: event, table: table)
        let keyed = records.map { (NameOrder.key($0.name), Attendee.key(of: $0.attendee), $0) }
        let sorted = keyed.sorted {
            if $0.0 != $1.0 { return $0.0 < $1.0 }
            return $0.1 != $1.1 ? $0.1 < $1.1 : $0.2.round < $1.2.round
        }
        for language in Language.allCases {
            #expect(
                AllocationCSV.write(allocation, event: event, table: table, language: language)
                    == AllocationCSV.write(sorted.map(\.2), language: language))
        }
    }

    @Test("people stand in the order of their names, whatever those are made of")
    func names() throws {
        let names = [
            "Jan van den Berg", "Berg, Jan van den", "jan VAN DEN berg", "Bergman", "Anna Jansen-de Vries",
            "Delegate 9", "Delegate 10", "Delegate 010", "delegate 10", "Delegate  9", "9", "10", "0", "00", "a0", "a",
            "Zoë", "Zoe", "de", "van", "Piet de", "’t Hart", "x 1 y", "x 1", "x 01 y", "", " b ", "b", "é", "e\u{301}",
            "Person 7", "Person 70", "Person 8", "Op den Akker", "op", "ten Berge", "A. B.", "Delegate 123456789012",
        ]
        let ids = names.indices.map { "p" + String($0 + 100) }
        var rankings = RankingTable(roundCount: 1)
        for _ in names { rankings.append([[]]) }
        let event = try Event(
            settings: Settings(title: "t"), sessions: [Session(id: "A", round: 0)],
            attendees: zip(ids, names).map { Attendee(id: $0, name: $1) }, rankings: rankings)
        let expected = names.indices.sorted { a, b in
            let x = NameOrder.key(names[a]), y = NameOrder.key(names[b])
            return x == y ? a < b : x < y
        }
        #expect(NameOrder.order(event) == expected)
    }

    @Test("findings of pieces, added up, are those of the whole")
    func findings() {
        var whole = Findings()
        var pieces = [Findings(), Findings(), Findings()]
        for number in 0..<900 {
            let diagnostic = Diagnostic(
                number % 7 == 0 ? .error : .note, code: number % 2 == 0 ? "even" : "odd",
                at: .init(file: "f", line: number, column: 1), message: Bilingual(same: "\(number)"))
            whole.add(diagnostic)
            pieces[number / 300].add(diagnostic)
        }
        var sum = Findings()
        for piece in pieces { sum.add(contentsOf: piece) }
        #expect(sum.sorted.map(\.message.english) == whole.sorted.map(\.message.english))
        #expect(sum.errorCount == whole.errorCount && sum.hasErrors == whole.hasErrors)
        #expect(sum.isFull("even", file: "f") && !sum.isFull("none", file: "f"))
    }
}

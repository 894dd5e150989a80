import BreakoutModel
import Testing

@testable import BreakoutFormats

@Suite struct PropertyTests {
    @Test("an event that is written reads back as the same event", arguments: 0..<80)
    func roundTrip(seed: Int) throws {
        var maker = RandomEvent(seed: UInt64(seed))
        let event = try maker.make()
        for language in Language.allCases {
            let reading = EventFolder.read(EventFolder.write(event, language: language), folderName: "x")
            #expect(reading.problems.filter { $0.contains("error") } == [])
            #expect(differences(reading.event, event) == [])
            #expect(reading.sources.allSatisfy { $0.isConserved })
        }
    }

    @Test(
        "neither the dialect nor the order of rows, columns and files changes the event", arguments: 0..<60)
    func permuted(seed: Int) throws {
        var maker = RandomEvent(seed: UInt64(1000 + seed))
        var random = SeededGenerator(seed: UInt64(seed))
        let event = try maker.make()
        let files = try EventFolder.write(event, language: .english).map { file in
            let cells = try Cells(file).shuffled(&random)
            return cells.written(
                delimiter: Dialect.candidates.randomElement(using: &random)!,
                ending: ["\r\n", "\n"].randomElement(using: &random)!,
                Written.allCases.randomElement(using: &random)!)
        }
        let reading = EventFolder.read(files.shuffled(using: &random), folderName: "x")
        #expect(reading.problems.filter { $0.contains("error") } == [])
        #expect(differences(reading.event, event) == [])
    }

    @Test(
        "damaged files never crash, lose no row, and give no event together with an error", arguments: 0..<40)
    func damaged(seed: Int) throws {
        var maker = RandomEvent(seed: UInt64(5000 + seed))
        var random = SeededGenerator(seed: UInt64(seed))
        let files = EventFolder.write(try maker.make(), language: seed % 2 == 0 ? .english : .dutch)
        for _ in 0..<12 {
            let damaged = files.map { file in
                InputFile(name: file.name, bytes: PropertyTests.damage(file.bytes, &random))
            }
            let reading = EventFolder.read(damaged, folderName: "x")
            #expect((reading.event == nil) == reading.diagnostics.contains { $0.severity == .error })
            #expect(reading.sources.allSatisfy { $0.isConserved })
            #expect(reading.diagnostics.allSatisfy { !$0.notes.isEmpty && $0.location != nil })
        }
    }

    @Test("bytes by chance never crash")
    func noise() {
        var random = SeededGenerator(seed: 3)
        let alphabet = Array("attendeenamround12[];,\"\n\r\t|=é\u{0}'".utf8) + [0xFF, 0xFE, 0xC3, 0x81]
        for _ in 0..<1500 {
            let bytes = (0..<Int.random(in: 0..<120, using: &random)).map { _ in
                alphabet.randomElement(using: &random)!
            }
            let head = random.next() % 2 == 0 ? Array("attendee,round 1\n".utf8) : []
            let reading = EventFolder.read(
                [
                    file("sessions.csv", "session,round\nr,1\n"),
                    InputFile(name: "attendees.csv", bytes: head + bytes),
                ],
                folderName: "x")
            #expect((reading.event == nil) == reading.diagnostics.contains { $0.severity == .error })
            #expect(reading.sources.allSatisfy { $0.isConserved })
            _ = AllocationCSV.read(InputFile(name: "allocation.csv", bytes: bytes))
        }
    }

    /// The lines in which two events differ: shorter to look at than the events.
    private func differences(_ event: Event?, _ expected: Event) -> [String] {
        let lines = (event?.text ?? "").split(separator: "\n"), others = expected.text.split(separator: "\n")
        return zip(lines, others).filter { $0 != $1 }.flatMap { ["\($0)", "\($1)"] }
            + (lines.count == others.count ? [] : ["\(lines.count) lines, not \(others.count)"])
    }

    /// A few of the things that happen to files: bytes changed, lost, doubled, swapped for ones that mean something.
    private static func damage(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes[place] = Array("\";,\n\r\t'0".utf8).randomElement(using: &random)!
            case 3: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
            default: bytes.removeSubrange(place..<min(place + 10, bytes.count))
            }
        }
        return bytes
    }
}

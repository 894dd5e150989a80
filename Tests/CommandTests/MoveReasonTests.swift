import Testing

/// One cause of a move: files before and after, and what `changes.csv` says of everybody who is moved or without a place.
struct Reason: CustomTestStringConvertible, Sendable {
    struct File: Sendable {
        let name: String
        let text: String

        static func sessions(_ rows: String...) -> File {
            let header = "session,round,capacity,minimum,cancellable,start,end,open to,required for,topic,room"
            return File("sessions", header, rows)
        }
        static func attendees(_ rows: String..., rounds: Int = 1) -> File {
            let choices = (1...rounds).flatMap { round in (1...3).map { "round \(round) choice \($0)" } }
            return File("attendees", "attendee,name,organisation,roles,absent," + choices.joined(separator: ","), rows)
        }
        static func duties(_ rows: String...) -> File { File("duties", "attendee,session,duty", rows) }
        static func groups(_ rows: String...) -> File { File("groups", "group,attendee,rule", rows) }
        static func settings(_ rows: String...) -> File { File("settings", "setting,value", rows) }

        init(_ name: String, _ header: String, _ rows: [String]) {
            self.name = name + ".csv"
            text = ([header] + rows).joined(separator: "\n") + "\n"
        }
    }

    /// `ann 1: 1.1 → 1.2`: who, round, from, to; and why.
    struct Expected: Equatable, Sendable {
        let move: String
        let english: String
        let dutch: String

        init(_ move: String, _ english: String, _ dutch: String) {
            self.move = move
            self.english = english
            self.dutch = dutch
        }
    }

    let testDescription: String
    let before: [File]
    let after: [File]
    let expected: [Expected]

    init(_ name: String, before: [File], after: [File], _ expected: [Expected]) {
        testDescription = name
        self.before = before
        self.after = after
        self.expected = expected
    }
}

@Suite("Why somebody is moved")
struct MoveReasonTests {
    @Test("every kind of rule is named, with names and numbers, in both languages", arguments: reasons)
    func named(reason: Reason) async throws {
        let event = try EventFolderOnDisk(
            Dictionary(uniqueKeysWithValues: reason.before.map { ($0.name, $0.text) }))
        #expect((try await event.run("assign")).ending == "exit 0")
        for file in reason.after { try event.write(file.text, to: file.name) }
        var found: [[(move: String, why: String)]] = []
        for (language, delimiter) in [("en", ","), ("nl", ";")] as [(String, Unicode.Scalar)] {
            let result = try await event.run("rerun", "--published", "1", "--lang", language)
            #expect(result.ending == "exit 0", "\(result.screen)")
            #expect(result.tooLongLines == [])
            let rows = csvRows(
                try event.text(of: "runs/\(event.list("runs").last!)/changes.csv"), delimiter: delimiter)
            let kept = ["new", "nieuw", "room or time", "zaal of tijd"]
            let moves = rows.dropFirst().filter {
                !kept.contains($0[4]) && !["withdrew", "heeft zich afgemeld"].contains($0[13])
            }
            found.append(
                moves.map { ("\($0[0]) \($0[3]): \($0[5]) → \($0[7].isEmpty ? "–" : $0[7])", $0[13]) })
            let sentences = result.sentences
            for row in moves { #expect(sentences.contains(row[13]), "not on the screen: \(row[13])") }
            #expect((try await event.run("verify")).ending == "exit 0")
        }
        let told = zip(found[0], found[1]).map { Reason.Expected($0.move, $0.why, $1.why) }
        #expect(told == reason.expected)
    }
}

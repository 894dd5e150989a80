import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct SampleEventTests {
    @Test("there are sample events, and the first event in its three readings is among them")
    func thereAreSamples() {
        #expect(sampleEvents.count >= 5)
        for name in ["netwerkdag-2026", "netwerkdag-2026-toelichting", "netwerkdag-2026-abv-1415"] {
            #expect(sampleEvents.contains(name))
        }
    }

    @Test("a sample event checks, is assigned with proof, verifies, and is not changed", arguments: sampleEvents)
    func sampleEvent(name: String) async throws {
        let event = try EventFolderOnDisk(sample: name)
        let before = try event.inputs()

        let check = try await event.run("check")
        #expect(check.ending == "exit 0", "\(check.errors)")
        #expect(check.tooLongLines == [])

        let assign = try await event.run("assign", "--output", "elsewhere")
        #expect(assign.ending == "exit 0", "\(assign.errors)")
        #expect(assign.tooLongLines == [])
        #expect(!assign.screen.unicodeScalars.contains("\u{1B}"))

        let summary = try event.summary("../elsewhere")
        #expect(summary.status == "optimal")
        #expect(summary.verified)
        #expect(summary.stages.filter { !$0.proven } == [])
        #expect(summary.stages.filter { $0.value != $0.bound } == [])

        let verify = try await event.run("verify", "--run", "elsewhere")
        #expect(verify.ending == "exit 0", "\(verify.screen)")

        #expect(try event.inputs() == before)
        #expect(!event.exists("runs"))
    }

    @Test("Tiny is assigned as worked out by hand in its description")
    func tiny() async throws {
        let event = try EventFolderOnDisk(sample: "tiny")
        let result = try await event.run("assign")
        #expect(result.ending == "exit 0")
        #expect(
            try event.placements() == [
                "baker|1|1.2", "baker|2|2.1", "gardener|1|1.2", "gardener|2|2.3", "librarian|1|1.3",
                "librarian|2|2.3", "miller|1|1.1", "miller|2|2.1", "nurse|1|1.1", "nurse|2|2.2", "teacher|1|1.3",
                "teacher|2|2.2",
            ])
        let summary = try event.summary()
        #expect(summary.regret.profile == [3, 3])
        #expect(summary.stages.first { $0.name == "first choices" }?.value == 8)
        let teacher = try event.allocation().filter { $0.attendee == "teacher" }
        #expect(teacher.map(\.reason) == ["chair", "choice"])
    }

    @Test("total and firsts put both disappointments of Tiny on the librarian", arguments: ["total", "firsts"])
    func tinyRoundByRound(objective: String) async throws {
        let event = try EventFolderOnDisk(sample: "tiny")
        let result = try await event.run("assign", "--objective", objective)
        #expect(result.ending == "exit 0")
        let summary = try event.summary()
        #expect(summary.regret == .init(profile: [5, 0, 1], total: 2, sumOfSquares: 4, worst: 2))
        #expect(summary.rounds.map { $0.profile.first } == [4, 5])
        let librarian = try event.allocation().filter { $0.attendee == "librarian" }
        #expect(librarian.map(\.choice) == ["2", "2"])
    }
}

@Suite(.timeLimit(.minutes(15))) struct BoardMeetingTests {
    /// The round 2 rows of the members of the board, once the event is assigned.
    func assigned(_ name: String) async throws -> (result: CommandResult, summary: SummaryFile, board: [AllocationRow])
    {
        let event = try EventFolderOnDisk(sample: name)
        let result = try await event.run("assign")
        #expect(result.ending == "exit 0")
        let attendees = csvRows(String(try event.text(of: "attendees.csv").unicodeScalars.dropFirst()), delimiter: ";")
        let key = try #require(attendees[0].firstIndex(of: "deelnemer"))
        let roles = try #require(attendees[0].firstIndex(of: "rollen"))
        let members = Set(attendees.filter { $0[roles].split(separator: ";").contains("bestuurslid") }.map { $0[key] })
        #expect(members.count == 41)
        let board = try event.allocation().filter { members.contains($0.attendee) && $0.round == "2" }
        #expect(board.count == 41)
        return (result, try event.summary(), board)
    }

    @Test(
        "with the front page's times the board is placed in round 2, and a warning says that there is no time between")
    func frontPage() async throws {
        let (result, summary, board) = try await assigned("netwerkdag-2026")
        #expect(board.filter { $0.reason == "excused" } == [])
        #expect(board.filter { $0.reason == "absent" }.count == 1)
        #expect(board.filter { !$0.session.isEmpty }.count == 40)
        #expect(summary.rounds.map(\.excused) == [0, 0])
        #expect(summary.rounds.map(\.placed) == [193, 191])
        #expect(result.sentences.contains("0 minuten tussen 'ABV'"))
    }

    @Test(
        "with the explanation's times, or with a board meeting at 14.15, the board is excused from round 2",
        arguments: ["netwerkdag-2026-toelichting", "netwerkdag-2026-abv-1415"])
    func clash(name: String) async throws {
        let (result, summary, board) = try await assigned(name)
        #expect(board.filter { $0.reason == "excused" }.count == 40)
        #expect(board.filter { $0.reason == "absent" }.count == 1)
        #expect(board.allSatisfy { $0.session.isEmpty && $0.choice.isEmpty })
        #expect(summary.rounds.map(\.excused) == [0, 40])
        #expect(summary.rounds.map(\.placed) == [193, 151])
        // The warning names the cause, the number of people and a way out.
        #expect(result.sentences.contains("40 deelnemers"))
        #expect(result.sentences.contains("'ABV'"))
        if name == "netwerkdag-2026-toelichting" {
            #expect(result.sentences.contains("laat 'ABV' 15 minuten eerder eindigen"))
            #expect(result.sentences.contains("'te laat minuten' bij de instellingen, nu 0"))
        } else {
            #expect(result.sentences.contains("verschuif anders een van beide"))
        }
    }

    @Test("the two readings that excuse the board disappoint equally")
    func sameProfile() async throws {
        let first = try await assigned("netwerkdag-2026-toelichting").summary
        let second = try await assigned("netwerkdag-2026-abv-1415").summary
        #expect(first.regret == second.regret)
        #expect(first.rounds == second.rounds)
    }

    @Test("--strict makes an excused round an error: exit 1")
    func strict() async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026-toelichting")
        let result = try await event.run("assign", "--strict")
        #expect(result.ending == "exit 1")
    }

    @Test("five minutes to walk excuse the board in the front page's times as well")
    func transfer() async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026")
        #expect(try event.replace("transfer minutes;0", by: "transfer minutes;5", in: "settings.csv"))
        let result = try await event.run("assign")
        #expect(result.ending == "exit 0")
        #expect(try event.summary().rounds.map(\.excused) == [0, 40])
    }

    @Test("a quarter of an hour's grace lets the board in again, in the explanation's times")
    func grace() async throws {
        let event = try EventFolderOnDisk(sample: "netwerkdag-2026-toelichting")
        #expect(try event.replace("late arrival minutes;0", by: "late arrival minutes;15", in: "settings.csv"))
        let result = try await event.run("assign")
        #expect(result.ending == "exit 0")
        #expect(try event.summary().rounds.map(\.excused) == [0, 0])
    }
}

import Foundation
import Testing

/// The rules that always hold, seen from the record.
@Suite(.timeLimit(.minutes(15))) struct RuleTests {
    /// Session by `attendee|round`, of an event that must be assigned and verified.
    func assigned(_ files: [String: String], sourceLocation: SourceLocation = #_sourceLocation) async throws
        -> [String: String]
    {
        let event = try EventFolderOnDisk(files)
        let result = try await event.run("assign")
        guard result.exitCode == 0 else {
            throw Unreadable(description: "\(result.ending): \(result.errors); left behind: \(event.leftBehind)")
        }
        let verify = try await event.run("verify")
        #expect(verify.ending == "exit 0", "\(verify.screen)", sourceLocation: sourceLocation)
        let pairs = try event.allocation().map { ("\($0.attendee)|\($0.round)", $0.session) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test("together: in the same session in every round")
    func together() async throws {
        let files = Workshop.with(["groups.csv": "group,attendee,rule\nduo,ann,together\nduo,hans,together\n"])
        let placed = try await assigned(files)
        #expect(placed["ann|1"] == placed["hans|1"])
        #expect(placed["ann|2"] == placed["hans|2"])
    }

    @Test("apart: never in the same session")
    func apart() async throws {
        let files = Workshop.with(["groups.csv": "group,attendee,rule\npair,ann,apart\npair,bob,apart\n"])
        let placed = try await assigned(files)
        #expect(placed["ann|1"] != placed["bob|1"])
        #expect(placed["ann|2"] != placed["bob|2"])
    }

    @Test("apart, but both have a duty there: it is told, and with --strict it is refused")
    func apartByDuties() async throws {
        let event = try EventFolderOnDisk(
            Workshop.with([
                "groups.csv": "group,attendee,rule\npair,ann,apart\npair,bob,apart\n",
                "duties.csv": "attendee,session,duty\nann,1.1,member\nbob,1.1,member\n",
            ]))
        let words = "Ann Aalders (Delft) and Bob Bakker (Delft) should stay apart (group 'pair') but both have a duty"
        for command in ["check", "assign"] {
            #expect(try await event.run(command, "--strict").ending == "exit 1")
            let told = try await event.run(command)
            #expect(told.ending == "exit 0" && told.sentences.contains(words), "\(told.screen)")
        }
        #expect(try await event.run("verify").ending == "exit 0")
    }

    @Test("maximum per organisation: nobody's colleagues in one session")
    func spread() async throws {
        let files = Workshop.with(["settings.csv": "setting,value\nmaximum per organisation,1\n"])
        let placed = try await assigned(files)
        for (one, other) in [("ann", "bob"), ("cas", "dora"), ("eva", "fred"), ("guus", "hans")] {
            for round in 1...2 { #expect(placed["\(one)|\(round)"] != placed["\(other)|\(round)"]) }
        }
    }

    @Test("the same topic never twice, even when it is the first choice in both rounds")
    func topic() async throws {
        let sessions = """
            session,round,capacity,topic
            a,1,9,gardens
            b,1,9,
            c,2,9,gardens
            d,2,9,
            """
        let placed = try await assigned([
            "sessions.csv": sessions,
            "attendees.csv": "attendee,round 1 choice 1,round 2 choice 1\nann,a,c\nbob,a,d\ncas,b,c\n",
        ])
        #expect(placed["ann|1"] != "a" || placed["ann|2"] != "c")
        #expect([placed["bob|1"], placed["bob|2"], placed["cas|1"], placed["cas|2"]] == ["a", "d", "b", "c"])
    }

    @Test("a minimum is met, at the expense of first choices")
    func minimum() async throws {
        let sessions = "session,round,capacity,minimum\na,1,9,0\nb,1,9,2\n"
        let placed = try await assigned([
            "sessions.csv": sessions,
            "attendees.csv": "attendee,round 1 choice 1\nann,a\nbob,a\ncas,a\ndora,a\n",
        ])
        #expect(placed.values.filter { $0 == "b" }.count == 2)
    }

    @Test("a session that may be cancelled is cancelled when nobody wants it, and its minimum then asks for nobody")
    func cancelled() async throws {
        let sessions = "session,round,capacity,minimum,cancellable\na,1,9,0,no\nb,1,9,2,yes\n"
        let files = [
            "sessions.csv": sessions,
            "attendees.csv": "attendee,round 1 choice 1\nann,a\nbob,a\ncas,a\ndora,a\n",
        ]
        let placed = try await assigned(files)
        #expect(Set(placed.values) == ["a"])
    }

    @Test("a session that is not open to somebody is not given to them, unless a duty puts them there")
    func openTo() async throws {
        let sessions = "session,round,capacity,open to\na,1,9,mayor\nb,1,9,\n"
        let attendees = """
            attendee,roles,round 1 choice 1,round 1 choice 2
            ann,mayor,a,b
            bob,alderman,a,b
            cas,,a,b
            """
        let placed = try await assigned([
            "sessions.csv": sessions, "attendees.csv": attendees,
            "duties.csv": "attendee,session,duty\ncas,a,speaker\n",
        ])
        #expect(placed == ["ann|1": "a", "bob|1": "b", "cas|1": "a"])
    }

    @Test("chairs, speakers and members are where they must be, and nobody is where they are excluded")
    func duties() async throws {
        let placed = try await assigned(
            Workshop.with([
                "duties.csv":
                    "attendee,session,duty\nann,1.3,chair\nbob,1.2,speaker\ncas,2.3,member\neva,1.1,excluded\neva,2.1,excluded\n"
            ]))
        #expect([placed["ann|1"], placed["bob|1"], placed["cas|2"]] == ["1.3", "1.2", "2.3"])
        #expect(placed["eva|1"] != "1.1")
        #expect(placed["eva|2"] != "2.1")
    }

    @Test("who is absent in a round has no session in it")
    func absent() async throws {
        let placed = try await assigned([
            "sessions.csv": Workshop.sessions,
            "attendees.csv":
                "attendee,absent,round 1 choice 1,round 2 choice 1\nann,1,Water,Earth\nbob,1;2,Water,Earth\n",
        ])
        #expect(placed == ["ann|1": "", "ann|2": "2.1", "bob|1": "", "bob|2": ""])
    }

    @Test("sessions without a capacity hold everybody")
    func noCapacity() async throws {
        let placed = try await assigned(
            Workshop.with(["sessions.csv": Workshop.sessions.replacingOccurrences(of: "room,3,", with: "room,,")]))
        #expect(placed["hans|1"] == "1.1")
        #expect(placed["cas|1"] == "1.1")
        #expect(placed["eva|2"] == "2.1")
    }
}

import BreakoutModel
import Testing

@testable import BreakoutVerifier

@Suite("Rules worked out from the event")
struct RuleTests {
    /// One person, a meeting they must attend, and one session in round 2.
    private func day(meeting: TimeSpan?, session: TimeSpan?, transfer: Int, grace: Int) -> Day {
        var day = Day()
        day.settings = Settings(title: "Day", transferMinutes: transfer, lateArrivalMinutes: grace)
        day.sessions = [
            Session(id: "A1", round: 0, room: "Hall"),
            Session(id: "A2", round: 1, room: "Hall", time: session),
        ]
        day.items = [FixedItem(id: "BM", room: "Board", time: meeting, requiredFor: .everyone)]
        day.people = [Day.Person(id: "p", wishes: [["A1"], ["A2"]])]
        return day
    }

    private func attendance(_ day: Day, round: Int = 1) throws -> Attendance {
        RuleBook(event: try day.event()).outlook(of: 0, cancelled: []).rounds[round].attendance
    }

    @Test("a meeting until 14.15 leaves a session at 14.15 free, one at 14.00 not; one at 14.15 neither")
    func boardMeeting() throws {
        let first = span(810, 855)
        #expect(
            try attendance(day(meeting: first, session: span(855, 915), transfer: 0, grace: 0)) == .choosing)
        #expect(
            try attendance(day(meeting: first, session: span(840, 900), transfer: 0, grace: 0)) == .excused)
        #expect(
            try attendance(day(meeting: span(855, 900), session: span(855, 915), transfer: 0, grace: 0))
                == .excused)
    }

    @Test("the walk to another room counts, and the grace of a late arrival makes up for it")
    func transferAndGrace() throws {
        let meeting = span(810, 855), session = span(855, 915)
        #expect(
            try attendance(day(meeting: meeting, session: session, transfer: 5, grace: 4)) == .excused)
        #expect(
            try attendance(day(meeting: meeting, session: session, transfer: 5, grace: 5)) == .choosing)
    }

    @Test("the grace is for whoever comes to the later activity, not for who speaks there")
    func graceOfSpeakers() throws {
        // The session ends at 14.18, the meeting starts at 14.15: 3 minutes late is fine for a participant.
        var day = day(meeting: span(855, 900), session: span(800, 858), transfer: 0, grace: 5)
        #expect(try attendance(day) == .choosing)
        day.duties = [("p", "BM", .speaker)]
        #expect(try attendance(day) == .excused)
        day.duties = [("p", "BM", .member)]
        #expect(try attendance(day) == .choosing)
    }

    @Test("one room needs no walk; without times nothing clashes")
    func roomsAndTimes() throws {
        var day = day(meeting: span(810, 855), session: span(855, 915), transfer: 10, grace: 0)
        #expect(try attendance(day) == .excused)
        day.items = [FixedItem(id: "BM", room: "Hall", time: span(810, 855), requiredFor: .everyone)]
        #expect(try attendance(day) == .choosing)
        #expect(
            try attendance(self.day(meeting: nil, session: span(0, 9), transfer: 9, grace: 0)) == .choosing)
    }

    @Test("an exclusion from a fixed item lifts the requirement by role")
    func lifted() throws {
        var day = day(meeting: span(810, 855), session: span(840, 900), transfer: 0, grace: 0)
        day.duties = [("p", "BM", .excluded)]
        #expect(try attendance(day) == .choosing)
    }

    @Test("a choice that could never be had is dropped and later ones move up; ties share")
    func regrets() throws {
        var day = Day()
        day.sessions = ["A", "B", "C", "D", "E"].map { Session(id: $0, round: 0) }
        day.sessions[1] = Session(id: "B", round: 0, openTo: [Day.guest])
        day.people = [Day.Person(id: "p", wishes: [["B", "A=C", "D"]])]
        let round = RuleBook(event: try day.event()).outlook(of: 0, cancelled: []).rounds[0]
        // B is not open. A and C share the first place, D has two above it, E was not ranked: three above it.
        #expect(round.options.map(\.regret) == [0, 0, 2, 3])
        #expect(round.options.map(\.isRanked) == [true, true, true, false])
    }

    @Test("a cancelled session frees who had a duty there, and it must be empty")
    func cancelled() throws {
        var day = Day()
        day.sessions = [
            Session(id: "A", round: 0, minimum: 2, cancellable: true), Session(id: "B", round: 0),
        ]
        day.people = [Day.Person(id: "p", wishes: [["A", "B"]]), Day.Person(id: "q", wishes: [["B"]])]
        day.duties = [("p", "A", .chair)]
        // p's row has reason "choice" and choice 2 (A still stands above B): written by hand, the oracle knows
        // nothing of cancelling.
        var run = try Run(day, seats: ["p": "B", "q": "B"])
        #expect(run.objections == ["record-choice", "record-reason"])
        run.change("p", round: 1) {
            $0.reason = .choice
            $0.choice = .ranked(2)
        }
        run.summary = try Run.summary(run.event, run.records, .fair)
        #expect(run.objections == [])
        #expect(run.summary?.stages.map(\.name) == ["total regret at least 1", "first choices", "lottery"])
        // Held with the chair alone: under the minimum. Held with both: fine.
        #expect(try Run(day, seats: ["p": "A", "q": "B"]).objections == ["session-under-minimum"])
        #expect(try Run(day, seats: ["p": "A", "q": "A"]).objections == [])
        #expect(try Run(day, seats: ["p": "B", "q": "A"]).objections.contains("duty-not-kept"))
    }

    @Test("a room where people on duty alone exceed the maximum or are apart may hold them, and no one else")
    func onDutyTogether() throws {
        var day = Day()
        day.settings.maximumPerOrganisation = 1
        day.sessions = [Session(id: "A", round: 0), Session(id: "B", round: 0)]
        day.people = ["p", "q", "r"].map { Day.Person(id: $0, organisation: "Ede", wishes: [["A"]]) }
        day.duties = [("p", "A", .chair), ("q", "A", .member)]
        day.groups = [("g", .apart, ["p", "q", "r"])]
        #expect(try Run(day, seats: ["p": "A", "q": "A", "r": "B"]).objections == [])
        #expect(
            try Run(day, seats: ["p": "A", "q": "A", "r": "A"]).objections
                == ["group-not-apart", "organisation-over-maximum"])
    }

    @Test("of several kinds of duty the strongest counts, and a role makes a member")
    func kinds() throws {
        var day = Day()
        day.sessions = [
            Session(id: "A", round: 0, requiredFor: .roles([Day.board])), Session(id: "B", round: 0),
        ]
        day.people = [Day.Person(id: "p", roles: [Day.board], wishes: [["B"]])]
        #expect(try attendance(day, round: 0) == .onDuty(0, .member))
        day.duties = [("p", "A", .speaker), ("p", "A", .chair), ("p", "A", .member)]
        #expect(try attendance(day, round: 0) == .onDuty(0, .chair))
        day.duties = [("p", "A", .excluded)]
        #expect(try attendance(day, round: 0) == .choosing)
        day.people[0].absent = [0]
        #expect(try attendance(day, round: 0) == .absent)
    }

    @Test("people with one name are told apart by their organisation")
    func namesakes() throws {
        let sessions = [Session(id: "A", round: 0), Session(id: "B", round: 0)]
        var rankings = RankingTable(roundCount: 1)
        for _ in 0..<2 { rankings.append([[]]) }
        let event = try Event(
            settings: Settings(title: "Day"), sessions: sessions,
            attendees: ["Ede", "Goes"].enumerated().map { index, place in
                Attendee(
                    id: "Jan", key: "jan|\(place)", name: "Jan", organisation: OrganisationIndex(index))
            }, organisations: ["Ede", "Goes"], rankings: rankings)
        var run = try Run(event, seats: [[0], [1]])
        #expect(run.objections == [])
        run.records.reverse()
        #expect(run.objections == [])
        run.records[0].organisation = "Ede"
        #expect(run.objections == ["record-duplicate", "record-missing"])
    }
}

@Suite("Events that ask for what cannot be")
struct ContradictionTests {
    @Test("a duty at a place from which the person is kept out")
    func dutyAndExclusion() throws {
        let run = try FullDay.run(seats: [:]) { $0.duties.append(("ann", "X1", .excluded)) }
        #expect(run.objections == ["duty-and-exclusion"])
    }

    @Test("two duties in one round")
    func twoDuties() throws {
        let run = try FullDay.run(seats: [:]) { $0.duties.append(("ann", "Y1", .member)) }
        #expect(run.objections == ["two-duties-in-one-round"])
    }

    @Test("duties whose times clash: the chair of an early session comes from round 1")
    func clash() throws {
        let run = try FullDay.run(seats: ["ann": "X1 L2"]) { $0.duties.append(("ann", "L2", .chair)) }
        #expect(run.objections == ["obligations-clash"])
    }

    @Test("two duties at one topic are allowed: who gives a session twice is there twice")
    func topic() throws {
        let run = try FullDay.run(seats: ["ann": "X1 X2"]) { $0.duties.append(("ann", "X2", .member)) }
        #expect(run.objections == [])
    }

    @Test("a round in which nothing is open")
    func nothingOpen() throws {
        var day = Day()
        day.sessions = [Session(id: "A", round: 0, openTo: [Day.guest])]
        day.people = [Day.Person(id: "p", wishes: [["A"]])]
        let run = try Run(day, seats: ["p": "-"])
        #expect(run.objections == ["not-placed", "nothing-open"])
    }

    @Test("who is absent all day has no obligations that could clash")
    func absentAllDay() throws {
        let run = try FullDay.run(seats: ["fem": "- -"]) {
            $0.people[5].absent = [0, 1]
            $0.people[5].roles = [Day.board]
            $0.items.append(FixedItem(id: "XM", time: span(690, 750), requiredFor: .roles([Day.guest])))
            $0.duties += [("fem", "XM", .chair), ("eva", "XM", .excluded)]
        }
        #expect(run.objections == [])
    }
}

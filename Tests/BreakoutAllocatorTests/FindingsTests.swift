import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

/// What the rules tell an organiser before anything is solved. Times are minutes after midnight: 720 is 12:00.
@Suite struct FindingsTests {
    private func findings(_ builder: EventBuilder) -> [Diagnostic] { RuleBook(builder.event()).findings }

    private func message(_ code: String, _ builder: EventBuilder) -> Bilingual? {
        findings(builder).first { $0.code == code }?.message
    }

    private func board(until end: Int, transfer: Int = 0, late: Int = 0) -> EventBuilder {
        var builder = EventBuilder()
        builder.settings.transferMinutes = transfer
        builder.settings.lateArrivalMinutes = late
        builder.session("1.1", round: 1, time: EventBuilder.span(720, 780), room: "A")
        builder.session("2.1", round: 2, time: EventBuilder.span(855, 915), room: "A")
        builder.item("ABV", time: EventBuilder.span(810, end), room: "B", requiredFor: ["lid"])
        builder.attendee("ann", roles: ["lid"], [["1.1"], ["2.1"]])
        builder.attendee("bob", [["1.1"], ["2.1"]])
        return builder
    }

    @Test("a board meeting that ends when round 2 begins is a tight connection, in words for one person")
    func tight() throws {
        let tight = try #require(message("tight-connection", board(until: 855)))
        #expect(tight.english == "0 minutes between 'ABV' (13:30–14:15) and round 2 (14:15–15:15) for 1 person")
        #expect(
            tight.dutch == "0 minuten tussen 'ABV' (13.30–14.15 uur) en ronde 2 (14.15–15.15 uur) voor 1 deelnemer")
        #expect(message("tight-connection", board(until: 854))?.english.hasPrefix("1 minute between") == true)
        #expect(message("tight-connection", board(until: 850)) == nil)
    }

    @Test("a meeting that runs into the round by less than the grace makes people late, by more excuses them")
    func late() {
        let late = message("tight-connection", board(until: 870, late: 15))
        #expect(
            late?.english == "1 person will be late by 15 minutes: 'ABV' (13:30–14:30) runs into round 2 (14:15–15:15)")
        let excused = findings(board(until: 870)).first { $0.code == "excused" }
        #expect(excused?.message.english.hasPrefix("1 person can reach no session of round 2") == true)
        #expect(excused?.notes[0].english.contains("end 'ABV' 15 minutes earlier") == true)
        #expect(message("excused", board(until: 855, transfer: 1)) != nil, "a minute to walk is one too few")
        #expect(findings(board(until: 856)).first { $0.code == "excused" }?.notes[0].dutch.contains("1 minuut") == true)
    }

    @Test("with a great deal of grace people are said to be late, however late, and for which of the two")
    func veryLate() {
        var builder = EventBuilder()
        builder.settings.lateArrivalMinutes = 60
        builder.session("1.1", round: 1, time: EventBuilder.span(840, 860), room: "A")
        builder.session("2.1", round: 2, time: EventBuilder.span(900, 960), room: "A")
        builder.item("ABV", time: EventBuilder.span(855, 960), room: "B", requiredFor: ["lid"])
        builder.attendee("ann", roles: ["lid"], [["1.1"], ["2.1"]])
        let found = findings(builder).filter { $0.code == "tight-connection" }.map(\.message.english)
        #expect(
            found == [
                "1 person will be late by 5 minutes: round 1 (14:00–14:20) runs into 'ABV' (14:15–16:00)",
                "1 person will be late by 60 minutes: 'ABV' (14:15–16:00) runs into round 2 (15:00–16:00)",
            ])
    }

    @Test("a session that too few people ask for is told with the number that must be sent there")
    func littleInterest() {
        func day(minimum: Int, cancellable: Bool = false) -> EventBuilder {
            var builder = EventBuilder()
            builder.session("A", round: 1)
            builder.session("B", round: 1, minimum: minimum, cancellable: cancellable)
            builder.attendee("ann", [["A"]])
            builder.attendee("bob", [["A", "B"]])
            builder.attendee("cas", [[]])
            builder.attendee("dora", [["A"]])
            return builder
        }
        // Bob ranked it, Cas does not mind.
        #expect(message("little-interest", day(minimum: 2)) == nil)
        let three = message("little-interest", day(minimum: 3))
        #expect(
            three?.english
                == "'B' needs at least 3 people; 2 ranked it or have no preference, so 1 person must be sent there unasked"
        )
        #expect(three?.dutch.hasSuffix("dus 1 deelnemer moet er ongevraagd heen") == true)
        #expect(
            message("little-interest", day(minimum: 4))?.dutch.hasSuffix("2 deelnemers moeten er ongevraagd heen")
                == true)
        let open = message("little-interest", day(minimum: 3, cancellable: true))
        #expect(open?.english.contains("unasked") == false)
        // Who is on duty there counts, and is told as such: ann did not rank it.
        var chaired = day(minimum: 4)
        chaired.duty("ann", "B", .chair)
        #expect(
            message("little-interest", chaired)?.english
                == "'B' needs at least 4 people; 2 ranked it or have no preference and 1 is on duty there, so 1 person "
                + "must be sent there unasked")
        let dutch = message("little-interest", chaired)?.dutch
        #expect(dutch?.contains("2 kozen haar of hebben geen voorkeur en 1 heeft er een taak, dus") == true)
        // More than can be there at all is no allocation, and is said as such.
        #expect(message("little-interest", day(minimum: 5)) == nil)
        #expect(RuleBook(day(minimum: 5).event()).contradictions.map(\.code).contains("session-cannot-be-filled"))
    }

    @Test("a session that nobody may attend is told, with the reason that there is")
    func nobody() {
        var closed = EventBuilder()
        closed.session("A", round: 1)
        closed.session("B", round: 1, openTo: ["wethouder"])
        closed.attendee("ann", [["A"]])
        #expect(message("nobody-may-attend", closed)?.english == "nobody may attend 'B': it stays empty")
        var away = EventBuilder()
        away.session("A", round: 1)
        away.session("B", round: 2)
        away.attendee("ann", absent: [2], [["A"]])
        #expect(message("nobody-may-attend", away)?.english == "'B' stays empty: nobody takes part in round 2")
    }

    @Test("two duties at once are an error at the place of the second, with the place of the first")
    func twoDuties() throws {
        let first = Diagnostic.Location(file: "duties.csv", line: 2, column: 1)
        let second = Diagnostic.Location(file: "duties.csv", line: 3, column: 1)
        let ann = AttendeeIndex(0)
        let event = try Event(
            settings: Settings(title: ""), sessions: [Session(id: "A", round: 0), Session(id: "B", round: 0)],
            attendees: [Attendee(id: "ann", name: "Ann")], rankings: oneEmptyRanking(),
            duties: [
                Duty(attendee: ann, place: .session(SessionIndex(1)), kind: .chair, origin: second),
                Duty(attendee: ann, place: .session(SessionIndex(0)), kind: .chair, origin: first),
            ])
        let found = try #require(RuleBook(event).contradictions.first)
        #expect(found.code == "two-duties-at-once" && found.location == second)
        #expect(found.notes.last?.english == "the other duty is at duties.csv:2")
    }

    private func oneEmptyRanking() -> RankingTable {
        var table = RankingTable(roundCount: 1)
        table.append([[]])
        return table
    }

    @Test("a fixed item that is too small for who must attend, or has too few of them: by role and by duty alike")
    func fixedItems() throws {
        func day(byDuty: Bool, capacity: Int?, minimum: Int) -> EventBuilder {
            var builder = EventBuilder()
            builder.session("1.1", round: 1)
            builder.item("ABV", time: nil, capacity: capacity, minimum: minimum, requiredFor: byDuty ? [] : ["lid"])
            for id in ["ann", "bob"] {
                builder.attendee(id, roles: ["lid"], [[]])
                if byDuty { builder.duty(id, "ABV", .member) }
            }
            return builder
        }
        for byDuty in [false, true] {
            let small = try #require(message("item-too-small", day(byDuty: byDuty, capacity: 1, minimum: 0)))
            #expect(small.english == "2 people must attend 'ABV', which has 1 seat")
            #expect(message("item-too-small", day(byDuty: byDuty, capacity: 2, minimum: 0)) == nil)
            let empty = try #require(message("item-too-empty", day(byDuty: byDuty, capacity: 5, minimum: 3)))
            #expect(empty.english.hasPrefix("'ABV' needs at least 3 people, but only 2 people must attend it"))
            #expect(empty.dutch.hasPrefix("'ABV' vraagt minstens 3 deelnemers, maar er moeten maar 2 deelnemers heen"))
            #expect(message("item-too-empty", day(byDuty: byDuty, capacity: 5, minimum: 2)) == nil)
        }
        var walk = EventBuilder()
        walk.session("1.1", round: 1)
        walk.item("walk", time: nil, minimum: 3)
        walk.attendee("ann", [[]])
        #expect(findings(walk).first { $0.code == "item-too-empty" }?.severity == .note)
    }

    @Test("who keeps away from a session that nobody may attend: by duty, door, exclusion and clock, each counted")
    func unreachable() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, time: EventBuilder.span(600, 660), openTo: ["mayor"])
        builder.session("1.2", round: 1, time: EventBuilder.span(660, 720))
        builder.item("ABV", time: EventBuilder.span(600, 630))
        builder.attendee("ann", roles: ["mayor"], [[]])
        builder.attendee("bob", [[]])
        builder.attendee("cas", [[]])
        builder.attendee("dora", roles: ["mayor"], [[]])
        builder.attendee("eva", roles: ["mayor"], [[]])
        builder.duty("ann", "1.2", .chair)
        builder.duty("dora", "1.1", .excluded)
        builder.duty("eva", "ABV", .member)
        let found = try #require(findings(builder).first { $0.code == "nobody-may-attend" })
        #expect(
            found.notes.map(\.english) == [
                "1 person must be somewhere else in round 1: check the duties, and 'required for'",
                "2 people have no role that it is open to: compare 'open to' with the roles of the attendees",
                "1 person must not be there: check the exclusions among the duties",
                "1 person cannot combine it with what they must attend: check its times and its topic",
            ])
        #expect(found.notes[3].dutch.hasPrefix("1 deelnemer kan haar niet combineren"))
    }

    @Test("people without a role are not to be let in by one of their roles")
    func noRoles() throws {
        func advice(_ roles: [String]) -> String? {
            var builder = EventBuilder()
            builder.session("1.1", round: 1, openTo: ["mayor"])
            builder.attendee("ann", roles: roles, [[]])
            return RuleBook(builder.event()).contradictions.first { $0.code == "no-open-session" }?.notes.last?.english
        }
        #expect(advice(["guest"])?.hasPrefix("open a session to one of their roles") == true)
        #expect(advice([])?.hasPrefix("open a session to everybody, give them a role") == true)
    }

    /// Ann chairs A until 12:00 and speaks at B from `start` on.
    private func twoDuties(start: Int, transfer: Int, late: Int, round: Int = 2) -> [Bilingual] {
        var builder = EventBuilder()
        builder.settings.transferMinutes = transfer
        builder.settings.lateArrivalMinutes = late
        builder.session("A", round: 1, time: EventBuilder.span(660, 720), room: "Z1")
        builder.session("B", round: round, time: EventBuilder.span(start, 780), room: "Z2")
        builder.attendee("ann", [[], []])
        builder.duty("ann", "A", .chair)
        builder.duty("ann", "B", .speaker)
        return RuleBook(builder.event()).contradictions.first { $0.code == "two-duties-at-once" }?.notes ?? []
    }

    @Test("two duties at once: the minutes that lack, what lowering them does, and that who speaks may not be late")
    func whyTwoDutiesClash() {
        let short = twoDuties(start: 725, transfer: 10, late: 0).map(\.english)
        #expect(
            short.first == "there are 5 minutes between the two, and changing rooms takes 10 minutes: with 'transfer "
                + "minutes' at most 5 in the settings both can be attended")
        #expect(short.count == 2, "\(short)")
        #expect(twoDuties(start: 725, transfer: 5, late: 0).isEmpty, "what is advised helps")
        let dutch = twoDuties(start: 721, transfer: 10, late: 15).map(\.dutch)
        #expect(
            dutch.prefix(2) == [
                "er zit 1 minuut tussen, en van zaal wisselen kost 10 minuten: met 'wisseltijd minuten' op hoogstens 1 "
                    + "bij de instellingen gaat het samen",
                "wie bij 'B' voorzit of spreekt mag niet later binnenkomen: 'te laat minuten' (nu 15) telt daar niet",
            ])
        #expect(twoDuties(start: 700, transfer: 0, late: 0).count == 1, "an overlap says enough")
        let grace = twoDuties(start: 710, transfer: 0, late: 15).map(\.english)
        #expect(grace.first?.hasPrefix("who chairs or speaks at 'B' may not come late: 'late arrival minutes'") == true)
        let one = twoDuties(start: 730, transfer: 0, late: 0, round: 1).map(\.english)
        #expect(one.first == "both are in round 1, in which everybody is in one session")
    }

    /// Two fixed items that overlap, required for two roles of one person.
    private func overlapping(absent: [Int]) -> [Diagnostic] {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, time: EventBuilder.span(720, 780))
        builder.session("2.1", round: 2, time: EventBuilder.span(800, 860))
        builder.item("BOARD", time: EventBuilder.span(620, 630), requiredFor: ["board"])
        builder.item("CLERKS", time: EventBuilder.span(615, 625), requiredFor: ["clerk"])
        builder.attendee("ann", [[], []])
        builder.attendee("bob", roles: ["board", "clerk"], absent: absent, [[], []])
        return RuleBook(builder.event()).contradictions
    }

    @Test("who is absent in every round misses nothing that has no round; who is there in one does")
    func absentThroughout() {
        #expect(overlapping(absent: [1, 2]).isEmpty)
        #expect(overlapping(absent: [1]).map(\.code) == ["two-duties-at-once"])
    }

    @Test("taking a role away is advised only where a role requires one of two duties")
    func roleOnlyWhereThereIsOne() throws {
        let ofRoles = try #require(overlapping(absent: []).first?.notes.last)
        #expect(ofRoles.english.hasPrefix("lift one of the two duties, take the role that requires one of them away"))
        let ofRows = try #require(twoDuties(start: 700, transfer: 0, late: 0).first)
        #expect(ofRows.english == "lift one of the two duties, or move one in time")
        #expect(ofRows.dutch == "haal een van beide taken weg, of verschuif er één")
    }

    @Test("who is shut out by doors alone is not told to lift an exclusion")
    func noExclusionToLift() throws {
        var builder = EventBuilder()
        builder.session("A", round: 1, openTo: ["x"])
        builder.attendee("ann", roles: ["y"], [[]])
        let told = try #require(RuleBook(builder.event()).contradictions.first)
        #expect(told.notes.map(\.english) == ["open a session to one of their roles, or mark them absent in round 1"])
    }

    @Test("who must be at two things that clash is not told to come late")
    func notLate() {
        var builder = board(until: 870, late: 15)
        #expect(message("tight-connection", builder) != nil)
        builder.duty("ann", "2.1", .chair)
        #expect(!RuleBook(builder.event()).contradictions.isEmpty)
        #expect(message("tight-connection", builder) == nil)
    }

    @Test("people who should stay apart and are put together by duties are named, with the session and the group")
    func apartByDuties() throws {
        func day(_ atX: [String]) -> EventBuilder {
            var builder = EventBuilder()
            builder.session("X", round: 1)
            builder.session("Y", round: 1)
            for id in ["ann", "bob", "cas"] { builder.attendee(id, organisation: "Ede", [["X", "Y"]]) }
            for id in atX { builder.duty(id, "X", .member) }
            builder.groups = [("pair", .apart, ["ann", "bob", "cas"])]
            return builder
        }
        #expect(message("apart-by-duties", day(["ann"])) == nil)
        let two = try #require(message("apart-by-duties", day(["ann", "bob"])))
        #expect(
            two.english == "ann (Ede) and bob (Ede) should stay apart (group 'pair') but both have a duty at 'X', "
                + "and duties come first")
        #expect(
            two.dutch == "ann (Ede) en bob (Ede) horen apart te blijven (groep 'pair') maar hebben allebei een taak "
                + "bij 'X', en taken gaan voor")
        let three = try #require(message("apart-by-duties", day(["ann", "bob", "cas"])))
        #expect(three.english.hasPrefix("ann (Ede); bob (Ede); cas (Ede) should stay apart (group 'pair') but all"))
    }

    @Test("a topic that duties give to somebody twice is named, with the sessions")
    func topicByDuties() throws {
        func day(_ people: [String]) -> EventBuilder {
            var builder = EventBuilder()
            builder.session("X", round: 1, topic: "wmo")
            builder.session("Y", round: 2, topic: "wmo")
            builder.session("Z", round: 2)
            for id in ["ann", "bob"] { builder.attendee(id, [[], []]) }
            builder.duty("ann", "X", .speaker)
            for id in people { builder.duty(id, "Y", .speaker) }
            if people.contains("bob") { builder.duty("bob", "X", .member) }
            return builder
        }
        #expect(message("topic-twice-by-duties", day([])) == nil)
        let one = try #require(message("topic-twice-by-duties", day(["ann"])))
        #expect(one.english == "ann has the topic 'wmo' twice, by duties at 'X' and 'Y', and duties come first")
        #expect(one.dutch == "ann heeft het thema 'wmo' twee keer, door taken bij 'X' en 'Y', en taken gaan voor")
        let two = try #require(findings(day(["ann", "bob"])).first { $0.code == "topic-twice-by-duties" })
        #expect(two.message.english.hasPrefix("2 people have the topic 'wmo' twice"))
        #expect(two.notes.first?.english == "who: ann; bob")
    }

    @Test("a session that must be filled is not said to stay empty")
    func mustBeFilled() throws {
        func day(cancellable: Bool, absent: [Int] = []) -> EventBuilder {
            var builder = EventBuilder()
            builder.session("A", round: 1)
            builder.session("B", round: 2, minimum: 1, cancellable: cancellable, openTo: absent.isEmpty ? ["x"] : [])
            builder.session("C", round: 2)
            builder.attendee("ann", absent: absent, [[], []])
            return builder
        }
        #expect(
            message("nobody-may-attend", day(cancellable: false))?.english
                == "nobody may attend 'B', which needs at least 1 person")
        #expect(
            message("nobody-may-attend", day(cancellable: true))?.english == "nobody may attend 'B': it stays empty")
        let away = try #require(message("nobody-may-attend", day(cancellable: false, absent: [2])))
        #expect(away.english == "nobody takes part in round 2, where 'B' needs at least 1 person")
        #expect(away.dutch == "niemand doet mee in ronde 2, waar 'B' minstens 1 deelnemer vraagt")
    }

    @Test("two duties of one round are not mended by another time, but by another round")
    func anotherRound() throws {
        var builder = EventBuilder()
        for id in ["A", "B"] { builder.session(id, round: 1) }
        builder.attendee("ann", [[]])
        builder.duty("ann", "A", .chair)
        builder.duty("ann", "B", .speaker)
        let note = try #require(RuleBook(builder.event()).contradictions.first?.notes.last)
        #expect(note.english == "lift one of the two duties, or move one of the sessions to another round")
        #expect(note.dutch == "haal een van beide taken weg, of zet een van de deelsessies in een andere ronde")
    }
}

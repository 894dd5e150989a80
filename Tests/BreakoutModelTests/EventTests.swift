import BreakoutModel
import BreakoutTestSupport
import Testing

/// A change to a good day, and the error that it must cause.
struct Mistake: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let expected: EventError
    let change: @Sendable (inout SmallDay) -> Void

    init(_ name: String, _ expected: EventError, _ change: @escaping @Sendable (inout SmallDay) -> Void) {
        (testDescription, self.expected, self.change) = (name, expected, change)
    }
}

private let mistakes = [
    Mistake("no sessions", .noSessions) {
        $0.sessions = []
        $0.rankings = [[], []]
    },
    Mistake("no attendees", .noAttendees) {
        $0.attendees = []
        $0.rankings = []
    },
    Mistake("a round without sessions", .roundWithoutSessions(1)) {
        $0.sessions[3] = Session(id: "3.1", round: 2)
        $0.sessions[4] = Session(id: "3.2", round: 2)
        $0.rankings = [[], []]
    },
    Mistake("65 rounds", .tooManyRounds(65)) {
        $0.sessions = (0..<65).map { Session(id: "\($0 + 1)", round: $0) }
        $0.rankings = [[], []]
    },
    Mistake("sessions out of order", .sessionsNotInCanonicalOrder("1.1")) { $0.sessions.swapAt(0, 1) },
    Mistake("rounds out of order", .sessionsNotInCanonicalOrder("1.3")) { $0.sessions.swapAt(2, 3) },
    Mistake("attendees out of order", .attendeesNotInCanonicalOrder("ann")) { $0.attendees.swapAt(0, 1) },
    Mistake("one session id twice", .sessionsNotInCanonicalOrder("1.1")) {
        $0.sessions[1] = Session(id: "1.1", round: 0)
    },
    Mistake("one id in two rounds", .duplicateSession("1.1")) { $0.sessions[3] = Session(id: "1.1", round: 1) },
    Mistake("an item with a session's id", .duplicateSession("1.2")) { $0.items[0] = FixedItem(id: "1.2") },
    Mistake("an empty session id", .emptyID) { $0.sessions[0] = Session(id: "", round: 0) },
    Mistake("an empty item id", .emptyID) { $0.items[0] = FixedItem(id: "") },
    Mistake("an empty attendee id", .emptyID) { $0.attendees[0] = Attendee(id: " ", name: "") },
    Mistake("one key twice", .duplicateAttendee("ANN")) { $0.attendees[1] = Attendee(id: "ANN", name: "") },
    Mistake("a capacity below 0", .negativeNumber("1.1")) {
        $0.sessions[0] = Session(id: "1.1", round: 0, capacity: -1)
    },
    Mistake("a minimum below 0", .negativeNumber("1.1")) {
        $0.sessions[0] = Session(id: "1.1", round: 0, minimum: -1)
    },
    Mistake("a minimum above the capacity", .minimumAboveCapacity("2.1")) {
        $0.sessions[3] = Session(id: "2.1", round: 1, capacity: 1, minimum: 2)
    },
    Mistake("open to a role that is not there", .indexOutOfRange("1.1")) {
        $0.sessions[0] = Session(id: "1.1", round: 0, openTo: [RoleIndex(1)])
    },
    Mistake("required for a role that is not there", .indexOutOfRange("ABV")) {
        $0.items[0] = FixedItem(id: "ABV", requiredFor: .roles([RoleIndex(1)]))
    },
    Mistake("an attendee with a role that is not there", .indexOutOfRange("bob")) {
        $0.attendees[1] = Attendee(id: "bob", name: "", roles: [RoleIndex(7)])
    },
    Mistake("an attendee of an organisation that is not there", .indexOutOfRange("bob")) {
        $0.attendees[1] = Attendee(id: "bob", name: "", organisation: OrganisationIndex(1))
    },
    Mistake("a ranking too few", .wrongNumberOfRankings) { $0.rankings.removeLast() },
    Mistake("a ranking of another round", .rankingOfAnotherRound(attendee: "ann", session: "2.1")) {
        $0.rankings[0][0] = [(3, 1)]
    },
    Mistake("a ranking of no session", .indexOutOfRange("ann")) { $0.rankings[0][0] = [(9, 1)] },
    Mistake("a duty of nobody", .indexOutOfRange("duty")) {
        $0.duties = [Duty(attendee: AttendeeIndex(2), place: .session(SessionIndex(0)), kind: .chair)]
    },
    Mistake("a duty at no session", .indexOutOfRange("duty")) {
        $0.duties = [Duty(attendee: AttendeeIndex(0), place: .session(SessionIndex(5)), kind: .chair)]
    },
    Mistake("a duty at no item", .indexOutOfRange("duty")) {
        $0.duties = [Duty(attendee: AttendeeIndex(0), place: .fixedItem(FixedItemIndex(1)), kind: .member)]
    },
    Mistake("a group with a stranger", .indexOutOfRange("g")) {
        $0.groups = [Group(name: "g", rule: .apart, members: [AttendeeIndex(2)])]
    },
    Mistake("a group with one member twice", .groupMemberTwice("g")) {
        $0.groups = [Group(name: "g", rule: .apart, members: [AttendeeIndex(1), AttendeeIndex(1)])]
    },
]

@Suite struct EventTests {
    @Test("a good day is accepted, and what cannot be is not", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(SmallDay.error { _ in } == nil)
        #expect(SmallDay.error(mistake.change) == mistake.expected)
    }

    @Test("an event knows its rounds, and who is meant by a requirement")
    func lookups() throws {
        let event = try SmallDay().event()
        #expect(event.roundCount == 2)
        #expect(event.sessionRanges == [0..<3, 3..<5])
        #expect(event.sessions(inRound: 1) == [SessionIndex(3), SessionIndex(4)])
        #expect(event[SessionIndex(4)].id == "2.2" && event[FixedItemIndex(0)].id == "ABV")
        #expect(event.organisation(of: AttendeeIndex(1)) == "Ede")
        #expect(event.sessions[0].title == "1.1", "the id stands for a title that is not given")
        let ann = AttendeeIndex(0), bob = AttendeeIndex(1)
        #expect(event.requirement(.roles([RoleIndex(0)]), includes: ann))
        #expect(!event.requirement(.roles([RoleIndex(0)]), includes: bob))
        #expect(event.requirement(.everyone, includes: bob) && !event.requirement(.nobody, includes: bob))
    }

    @Test(
        "numbers in ids compare as numbers, everything else by its bytes",
        arguments: [
            ["1.2", "1.10", "1.11", "2.1"], ["", "1", "9", "010", "10", "A", "A2", "A10", "a"], ["R2", "R2-5", "R10"],
            ["99999999999999999999998", "99999999999999999999999"],
        ])
    func naturalOrder(ascending: [String]) {
        for (i, a) in ascending.enumerated() {
            for (j, b) in ascending.enumerated() {
                #expect(Event.naturallyPrecedes(a, b) == (i < j), "\(a) \(b)")
            }
        }
    }

    @Test("the natural order is a strict total order", arguments: 0..<20)
    func orderLaws(seed: Int) {
        var random = SeededGenerator(seed)
        let texts = (0..<40).map { _ in
            String((0..<Int.random(in: 0...4, using: &random)).map { _ in "0019aé.".randomElement(using: &random)! })
        }
        for a in texts {
            for b in texts {
                let before = Event.naturallyPrecedes(a, b), after = Event.naturallyPrecedes(b, a)
                #expect((a == b) ? !before && !after : before != after, "'\(a)' '\(b)'")
                for c in texts where before && Event.naturallyPrecedes(b, c) {
                    #expect(Event.naturallyPrecedes(a, c), "'\(a)' '\(b)' '\(c)'")
                }
            }
        }
    }

    @Test("a key is the id in lower case with single spaces")
    func keys() {
        #expect(Attendee(id: "  Jan  van\tden BERG ", name: "").key == "jan van den berg")
        #expect(Attendee(id: "ZOË@x.nl", name: "").key == "zoë@x.nl")
    }

    @Test("where a duty is written is no part of what it is")
    func dutyOrigin() {
        let place = DutyPlace.session(SessionIndex(1))
        let a = Duty(attendee: AttendeeIndex(0), place: place, kind: .chair)
        let b = Duty(attendee: AttendeeIndex(0), place: place, kind: .chair, origin: .init(file: "duties.csv", line: 2))
        #expect(a == b && Set([a, b]).count == 1)
        #expect(a != Duty(attendee: AttendeeIndex(0), place: place, kind: .speaker))
    }
}

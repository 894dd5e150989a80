import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// A good answer, spoilt in one way.
struct Plant: CustomTestStringConvertible, Sendable {
    let code: String
    let claim: String
    let spoil: @Sendable (inout Run) throws -> Void

    init(_ code: String, _ claim: String, _ spoil: @escaping @Sendable (inout Run) throws -> Void) {
        self.code = code
        self.claim = claim
        self.spoil = spoil
    }

    var testDescription: String { claim }
}

/// A day with everything in it. Times in minutes: round 1 is 600–660, round 2 is 675–735, transfer 10 and grace 5.
///
/// - `X1` holds 3 and is chaired by ann; `Y1` needs at least 1; `Z1` is for guests.
/// - `X2` has the topic of `X1`; `Y2` may be cancelled below 2; `L2` starts at 662, which is too soon after round 1
///   (660 + 10 > 662 + 5); `B2` is the only session of round 2 that is open to nobody but the board.
/// - The board meeting, 690–750, takes board members (dirk) out of round 2.
enum FullDay {
    static func day() -> Day {
        var day = Day()
        day.settings = Settings(
            title: "Day", transferMinutes: 10, lateArrivalMinutes: 5, maximumPerOrganisation: 2)
        day.sessions = [
            Session(
                id: "X1", round: 0, title: "Water", room: "Hall", capacity: 3, time: span(600, 660),
                topic: "w"),
            Session(id: "Y1", round: 0, room: "Loft", minimum: 1, time: span(600, 660)),
            Session(id: "Z1", round: 0, room: "Attic", time: span(600, 660), openTo: [Day.guest]),
            Session(id: "X2", round: 1, room: "Hall", time: span(675, 735), topic: "w"),
            Session(id: "Y2", round: 1, room: "Loft", minimum: 2, cancellable: true, time: span(675, 735)),
            Session(id: "L2", round: 1, room: "Cellar", time: span(662, 735)),
            Session(id: "V2", round: 1, room: "Yard", time: span(675, 735)),
        ]
        day.items = [
            FixedItem(id: "BM", room: "Board", time: span(690, 750), requiredFor: .roles([Day.board]))
        ]
        day.people = [
            Day.Person(id: "ann", organisation: "Ede", wishes: [["Y1"], ["V2", "Y2"]]),
            Day.Person(id: "bea", organisation: "Ede", wishes: [["X1", "Y1"], ["V2", "Y2", "X2"]]),
            Day.Person(id: "cor", organisation: "Ede", wishes: [["X1"], ["X2"]]),
            Day.Person(id: "dirk", organisation: "Goes", roles: [Day.board], wishes: [["X1"], ["V2"]]),
            Day.Person(id: "eva", organisation: "Goes", roles: [Day.guest], wishes: [["Z1"], []]),
            Day.Person(id: "fem", organisation: nil, absent: [0], wishes: [["X1"], ["V2=Y2"]]),
        ]
        day.duties = [("ann", "X1", .chair), ("eva", "V2", .excluded)]
        day.groups = [("g", .apart, ["bea", "dirk"]), ("h", .together, ["cor", "eva"])]
        return day
    }

    // cor and eva are together: both in Y1, and in round 2 both in X2 (cor was not in X1). Chairing ann is in X1
    // with bea; dirk must be apart from bea, so Y1.
    static let seats = [
        "ann": "X1 V2", "bea": "X1 V2", "cor": "Y1 X2", "dirk": "Y1 -", "eva": "Y1 X2", "fem": "- V2",
    ]

    static func run() throws -> Run { try Run(day(), seats: seats) }
    static func run(seats changes: [String: String], _ change: (inout Day) -> Void = { _ in }) throws -> Run {
        var day = day()
        change(&day)
        return try Run(day, seats: seats.merging(changes) { $1 })
    }
}

@Suite("Planted mistakes against the rules")
struct PlantedRuleTests {
    @Test("the good answer is accepted, and says what was compared")
    func good() throws {
        let verification = try FullDay.run().verify()
        #expect(verification.violations.map(\.message.english) == [])
        #expect(verification.accepted)
        #expect(verification.checks.map(\.count).min() ?? 0 > 0)
    }

    @Test("a spoilt answer is rejected for what is wrong with it", arguments: records + placements)
    func spoilt(_ plant: Plant) throws {
        var run = try FullDay.run()
        try plant.spoil(&run)
        let verification = run.verify()
        #expect(verification.violations.contains { $0.code == plant.code }, "\(run.objections)")
        #expect(!verification.accepted)
    }

    static let records = [
        Plant("record-missing", "a row is left out") { $0.records.removeLast() },
        Plant("record-duplicate", "a row stands twice") { $0.records.append($0.records[0]) },
        Plant("record-unknown-attendee", "somebody else comes in") { $0.records[0].attendee = "nobody" },
        Plant("record-unknown-round", "a round too many") { $0.records[0].round = 3 },
        Plant("record-unknown-round", "round nought") { $0.records[0].round = 0 },
        Plant("record-unknown-session", "a session that does not exist") { $0.records[0].session = "Q" },
        Plant("record-unknown-session", "a fixed item as a session") { $0.records[0].session = "BM" },
        Plant("record-session-of-another-round", "a session of the other round") {
            $0.move("bea", round: 1, to: "X2")
        },
        Plant("record-name", "another name") { $0.records[0].name = "Anna" },
        Plant("record-organisation", "another organisation") { $0.records[0].organisation = "Goes" },
        Plant("record-title", "another title") { $0.records[0].title = "Wine" },
        Plant("record-room", "another room") { $0.records[0].room = "Loft" },
        Plant("record-time", "another start") { $0.records[0].start = TimeOfDay(minutes: 601) },
        Plant("record-time", "no end") { $0.records[0].end = nil },
        Plant("record-choice", "a better choice than it was") {
            $0.change("cor", round: 1) { $0.choice = .ranked(1) }
        },
        Plant("record-choice", "a choice for who has none") {
            $0.change("eva", round: 2) { $0.choice = .ranked(1) }
        },
        Plant("record-choice", "no choice for who has one") {
            $0.change("bea", round: 1) { $0.choice = nil }
        },
        Plant("record-reason", "another reason") { $0.change("ann", round: 1) { $0.reason = .speaker } },
    ]

    static let placements = [
        Plant("not-placed", "somebody is nowhere") { $0.move("bea", round: 1, to: "") },
        Plant("placed-though-absent", "an absent person is placed") { $0.move("fem", round: 1, to: "Y1") },
        Plant("placed-though-excused", "a board member is placed during the meeting") {
            $0.move("dirk", round: 2, to: "V2")
        },
        Plant("clash", "a board member is at two places at once") { $0.move("dirk", round: 2, to: "V2") },
        Plant("duty-not-kept", "the chair is elsewhere") { $0.move("ann", round: 1, to: "Y1") },
        Plant("placed-though-excluded", "somebody is where they must not be") {
            $0.move("eva", round: 2, to: "V2")
        },
        Plant("not-open", "somebody without the role is in a session for guests") {
            $0.move("cor", round: 1, to: "Z1")
        },
        Plant("clash", "round 1 ends too late for an early session of round 2") {
            $0.move("bea", round: 2, to: "L2")
        },
        Plant("topic-twice", "the topic of the chaired session comes back") {
            $0.move("ann", round: 2, to: "X2")
        },
        Plant("topic-twice", "two chosen sessions have one topic") { $0.move("bea", round: 2, to: "X2") },
        Plant("session-over-capacity", "four in a room for three, the chair counted") {
            for person in ["cor", "dirk"] { $0.move(person, round: 1, to: "X1") }
        },
        Plant("session-under-minimum", "nobody in a session that is held") {
            for person in ["cor", "dirk", "eva"] { $0.move(person, round: 1, to: "X1") }
        },
        Plant("session-under-minimum", "one person in a session that may be cancelled") {
            $0.move("fem", round: 2, to: "Y2")
        },
        Plant("organisation-over-maximum", "three people of one organisation, the chair counted") {
            $0.move("cor", round: 1, to: "X1")
        },
        Plant("group-not-apart", "two who must be apart are together") {
            $0.move("dirk", round: 1, to: "X1")
        },
        Plant("group-not-together", "two who must be together are apart") {
            $0.move("eva", round: 1, to: "Z1")
        },
    ]
}

import BreakoutModel
import Testing

/// Builds small events by name.
struct Day {
    struct Person {
        var id: String
        var organisation: String?
        var roles: [RoleIndex] = []
        var absent: [Int] = []
        /// By round, best first; `A=B` is a tie.
        var wishes: [[String]]
        var registered: Int?
    }

    var settings = Settings(title: "Day")
    var sessions: [Session] = []
    var items: [FixedItem] = []
    var people: [Person] = []
    var duties: [(person: String, place: String, kind: DutyKind)] = []
    var groups: [(name: String, rule: GroupRule, members: [String])] = []

    static let board = RoleIndex(0)
    static let guest = RoleIndex(1)

    func event() throws -> Event {
        let sessions = sessions.sorted(by: Event.inCanonicalOrder)
        let people = people.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        let organisations = Set(people.compactMap(\.organisation)).sorted()
        func session(_ id: String) -> SessionIndex? {
            sessions.firstIndex { $0.id == id }.map { SessionIndex($0) }
        }
        func person(_ id: String) throws -> AttendeeIndex {
            AttendeeIndex(try #require(people.firstIndex { $0.id == id }))
        }
        let roundCount = (sessions.map(\.round).max() ?? -1) + 1
        var rankings = RankingTable(roundCount: roundCount)
        for person in people {
            rankings.append(
                try (0..<roundCount).map { round in
                    let tiers = round < person.wishes.count ? person.wishes[round] : []
                    return try tiers.enumerated().flatMap { rank, tier in
                        try tier.split(separator: "=").map {
                            RankedSession(try #require(session(String($0))), rank: rank + 1)
                        }
                    }
                })
        }
        return try Event(
            settings: settings, sessions: sessions, fixedItems: items,
            attendees: people.map { person in
                Attendee(
                    id: person.id, name: "Name of \(person.id)",
                    organisation: person.organisation.flatMap { organisations.firstIndex(of: $0) }
                        .map { OrganisationIndex($0) },
                    roles: person.roles, absent: RoundSet(person.absent), registered: person.registered)
            },
            organisations: organisations, roles: ["board", "guest"], rankings: rankings,
            duties: try duties.map { duty in
                let place: DutyPlace
                if let index = session(duty.place) {
                    place = .session(index)
                } else {
                    place = .fixedItem(
                        FixedItemIndex(try #require(items.firstIndex { $0.id == duty.place })))
                }
                return Duty(attendee: try person(duty.person), place: place, kind: duty.kind)
            },
            groups: try groups.map {
                Group(name: $0.name, rule: $0.rule, members: try $0.members.map(person))
            })
    }
}

/// From the one to the other, in minutes after midnight.
func span(_ start: Int, _ end: Int) -> TimeSpan? {
    guard let start = TimeOfDay(minutes: start), let end = TimeOfDay(minutes: end) else { return nil }
    return TimeSpan(start: start, end: end)
}

/// A generator of random numbers that gives the same ones every time (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }
}

import BreakoutModel

/// A small event written down by hand: sessions per round, and for each attendee and round a standing and a received
/// session. Positions of sessions count from 0 within their round.
struct SmallEvent {
    /// What one attendee does in one round.
    enum Part {
        /// Ranked these, best first; ties stand in one inner list. Only `open` sessions may be had (nil: all).
        case ranks([[Int]], gets: Int?, open: [Int]? = nil)
        case noPreference(gets: Int)
        case duty(at: Int)
        case excused
        case absent
    }

    struct Person {
        var parts: [Part]
        var organisation: Int?
        var roles: [Int] = []
        var registered: Int?
    }

    let event: Event
    let table: ChoiceTable
    let allocation: Allocation

    init(sessions: [Int], people: [Person], organisations: [String] = [], roles: [String] = []) throws {
        let all = sessions.enumerated().flatMap { round, count in
            (0..<count).map { Session(id: "\(round + 1).\($0 + 1)", round: round) }
        }
        let attendees = people.enumerated().map { index, person in
            Attendee(
                id: SmallEvent.id(index), name: "Person \(index)",
                organisation: person.organisation.map { OrganisationIndex($0) },
                roles: person.roles.map { RoleIndex($0) }, registered: person.registered)
        }
        var rankings = RankingTable(roundCount: sessions.count)
        for _ in people { rankings.append(Array(repeating: [], count: sessions.count)) }
        event = try Event(
            settings: Settings(title: "Small"), sessions: all, attendees: attendees,
            organisations: organisations, roles: roles, rankings: rankings)
        var table = ChoiceTable(event: event, conflicts: [])
        var allocation = Allocation(attendeeCount: people.count, roundCount: sessions.count)
        for (index, person) in people.enumerated() {
            for (round, part) in person.parts.enumerated() {
                let session = SmallEvent.fill(
                    &table, AttendeeIndex(index), round, part, event.sessionRanges[round])
                allocation[AttendeeIndex(index), round] = session
            }
        }
        self.table = table
        self.allocation = allocation
    }

    /// `a000`, `a001`, ...: ascending as text.
    static func id(_ index: Int) -> String {
        let digits = String(index)
        return "a" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func fill(
        _ table: inout ChoiceTable, _ attendee: AttendeeIndex, _ round: Int, _ part: Part, _ range: Range<Int>
    ) -> SessionIndex? {
        func session(_ position: Int) -> SessionIndex { SessionIndex(range.lowerBound + position) }
        switch part {
        case .ranks(let ranks, let gets, let open):
            let ranked = ranks.reduce(0) { $0 + $1.count }
            var regrets: [(session: SessionIndex, regret: Int)] = []
            for position in open ?? Array(0..<range.count) {
                var above = 0
                for tie in ranks {
                    if tie.contains(position) { break }
                    above += tie.count
                }
                regrets.append((session(position), above))
            }
            table.set(attendee, round: round, standing: .choosing, rankedCount: ranked, regrets: regrets)
            return gets.map(session)
        case .noPreference(let gets):
            table.set(
                attendee, round: round, standing: .noPreference,
                regrets: range.map { (SessionIndex($0), 0) })
            return session(gets)
        case .duty(let position):
            table.set(
                attendee, round: round, standing: .onDuty(session(position), .chair),
                regrets: [(session(position), 0)])
            return session(position)
        case .excused:
            table.set(attendee, round: round, standing: .excused)
            return nil
        case .absent:
            return nil
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension SmallEvent {
    /// Any standing, any ranking, any session that is open, nothing optimised.
    static func random(seed: UInt64) throws -> SmallEvent {
        var numbers = Numbers(state: seed)
        let rounds = Int.random(in: 1...3, using: &numbers)
        let sessions = (0..<rounds).map { _ in Int.random(in: 1...6, using: &numbers) }
        let people = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
            Person(
                parts: sessions.map { randomPart($0, &numbers) },
                organisation: Bool.random(using: &numbers) ? Int.random(in: 0..<3, using: &numbers) : nil,
                roles: (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                    Int.random(in: 0..<3, using: &numbers)
                },
                registered: Bool.random(using: &numbers) ? Int.random(in: 0..<20, using: &numbers) : nil)
        }
        return try SmallEvent(
            sessions: sessions, people: people, organisations: ["Zwolle", "Almere", "Breda"],
            roles: ["wethouder", "burgemeester", "secretaris"])
    }

    private static func randomPart(_ sessions: Int, _ numbers: inout Numbers) -> Part {
        let session = Int.random(in: 0..<sessions, using: &numbers)
        switch Int.random(in: 0..<10, using: &numbers) {
        case 0: return .noPreference(gets: session)
        case 1: return .duty(at: session)
        case 2: return Bool.random(using: &numbers) ? .excused : .absent
        default:
            let open = (0..<sessions).filter { $0 == session || Int.random(in: 0..<6, using: &numbers) > 0 }
            var ranks: [[Int]] = []
            for position in open.shuffled(using: &numbers).prefix(
                Int.random(in: 1...open.count, using: &numbers))
            {
                if !ranks.isEmpty && Int.random(in: 0..<4, using: &numbers) == 0 {
                    ranks[ranks.count - 1].append(position)
                } else {
                    ranks.append([position])
                }
            }
            return .ranks(ranks, gets: session, open: open)
        }
    }
}

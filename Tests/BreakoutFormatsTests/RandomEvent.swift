import BreakoutModel
import Testing

@testable import BreakoutFormats

/// Events by chance, with every feature and awkward names.
struct RandomEvent {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let words = [
        "Zorg", "wonen; werken", "a,b", "\"citaat\"", "=SOM(A1)", "-1", "@huis", "Zoë", "’t Hart",
        "regel\ntwee", "x|y", "+31",
        "s-Gravenhage", "tab\tin", "sep=;", "Café – bar", "'=x", "{x}", "<b>", "1e", "Ronde",
    ]

    private mutating func word() -> String { RandomEvent.words.randomElement(using: &random)! }
    private mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

    private mutating func some(_ count: Int) -> [RoleIndex] {
        (0..<count).filter { _ in chance(0.3) }.map { RoleIndex($0) }
    }

    private mutating func span() -> TimeSpan? {
        guard chance(0.7) else { return nil }
        let start = Int.random(in: 0..<1400, using: &random)
        return TimeSpan(start: TimeOfDay(minutes: start)!, end: TimeOfDay(minutes: start + 30)!)
    }

    private mutating func requirement(_ roles: Int) -> Requirement {
        if chance(0.7) { return .nobody }
        let named = some(roles)
        return named.isEmpty ? .everyone : .roles(named)
    }

    mutating func make() throws -> Event {
        let rounds = Int.random(in: 1...3, using: &random)
        let roleCount = 3
        var sessions: [Session] = []
        for round in 0..<rounds {
            for number in 1...Int.random(in: 1...12, using: &random) {
                let capacity = chance(0.5) ? Int.random(in: 0...50, using: &random) : nil
                sessions.append(
                    Session(
                        id: "\(round + 1).\(number)", round: round,
                        title: chance(0.8) ? "\(word()) \(number)" : nil,
                        room: chance(0.5) ? word() : nil, capacity: capacity,
                        minimum: Int.random(in: 0...min(capacity ?? 9, 9), using: &random),
                        cancellable: chance(0.3),
                        time: span(), openTo: some(roleCount), requiredFor: requirement(roleCount),
                        topic: chance(0.2) ? word() : nil))
            }
        }
        sessions.sort(by: Event.inCanonicalOrder)
        let items = (0..<Int.random(in: 0...2, using: &random)).map { number in
            FixedItem(id: "vast \(number)", title: word(), time: span(), requiredFor: requirement(roleCount))
        }
        let attendees = attendees(Int.random(in: 1...30, using: &random), rounds, roleCount)
        return try Event(
            settings: settings(), sessions: sessions, fixedItems: items, attendees: attendees,
            organisations: usedOrganisations,
            roles: ["alfa", "bèta", "gamma; nee".replacing("; nee", with: "")],
            rankings: rankings(sessions, attendees.count, rounds),
            duties: duties(sessions, items, attendees),
            groups: groups(attendees.count))
    }

    private var usedOrganisations: [String] { ["Breda", "Súdwest-Fryslân", "Zwolle; e.o."] }

    /// The first attendees hold every role and organisation, so that none is lost when the event is written.
    private mutating func attendees(_ count: Int, _ rounds: Int, _ roles: Int) -> [Attendee] {
        var list: [Attendee] = []
        for number in 0..<(count + 3) {
            let plain = number % 3 == 0
            list.append(
                Attendee(
                    id: plain
                        ? "A\(number)"
                        : "\(word()) \(number)".split(whereSeparator: \.isNewline).joined(separator: " "),
                    name: "\(word()) van \(word()) \(number)", email: chance(0.5) ? "p\(number)@x.nl" : nil,
                    organisation: number < 3
                        ? OrganisationIndex(number) : chance(0.8) ? OrganisationIndex(number % 3) : nil,
                    roles: number < 3 ? (0..<roles).map { RoleIndex($0) } : some(roles),
                    absent: RoundSet((0..<rounds).filter { _ in chance(0.1) }),
                    registered: chance(0.5) ? Int.random(in: 0..<4_000_000_000, using: &random) : nil))
        }
        return list.sorted(by: Event.inCanonicalOrder)
    }

    private mutating func rankings(_ sessions: [Session], _ attendees: Int, _ rounds: Int) -> RankingTable {
        let tied = (0..<rounds).map { _ in chance(0.3) }
        var table = RankingTable(roundCount: rounds)
        for _ in 0..<(attendees) {
            table.append(
                (0..<rounds).map { round in
                    var rank = 0
                    return sessions.indices.filter { sessions[$0].round == round }.shuffled(using: &random)
                        .filter { _ in
                            chance(0.5)
                        }.map { session in
                            if rank == 0 || !(tied[round] && chance(0.4)) { rank += 1 }
                            return RankedSession(SessionIndex(session), rank: rank)
                        }
                })
        }
        return table
    }

    private mutating func duties(_ sessions: [Session], _ items: [FixedItem], _ attendees: [Attendee]) -> [Duty] {
        var duties: [Duty] = []
        for attendee in attendees.indices where chance(0.3) {
            let kind = DutyKind.allCases.randomElement(using: &random)!
            if !items.isEmpty && chance(0.3) {
                duties.append(
                    Duty(attendee: AttendeeIndex(attendee), place: .fixedItem(FixedItemIndex(0)), kind: kind))
            } else {
                let session = Int.random(in: sessions.indices, using: &random)
                // Whoever is absent has no duty then.
                if kind != .excluded && attendees[attendee].absent.contains(sessions[session].round) { continue }
                duties.append(
                    Duty(
                        attendee: AttendeeIndex(attendee), place: .session(SessionIndex(session)), kind: kind)
                )
            }
        }
        return duties
    }

    private mutating func groups(_ attendees: Int) -> [Group] {
        ["Groep 2", "groep 10"].prefix(Int.random(in: 0...2, using: &random)).map { name in
            let members = (0..<attendees).shuffled(using: &random).prefix(2).map { AttendeeIndex($0) }
            return Group(
                name: name, rule: GroupRule.allCases.randomElement(using: &random)!, members: Array(members))
        }
    }

    private mutating func settings() -> Settings {
        Settings(
            title: word(), date: chance(0.5) ? "2026-02-04" : nil,
            timeZone: chance(0.5) ? "Europe/Amsterdam" : nil,
            transferMinutes: Int.random(in: 0...30, using: &random),
            maximumPerOrganisation: chance(0.5) ? 4 : nil,
            objective: Objective.allCases.randomElement(using: &random)!,
            language: chance(0.5) ? .dutch : nil, seed: random.next())
    }
}

/// The cells of a file, to be written again in another way.
struct Cells {
    let name: String
    var rows: [[String]]

    init(_ file: InputFile) throws {
        name = file.name
        let text = try DecodedText(file.bytes)
        let dialect = try Dialect(text) { _ in true }
        let table = try #require(Table(file: file.name, text: text, dialect: dialect))
        rows = ([table.headerRecord] + Array(table.rows)).map { row in
            table.headers.indices.map { table.exactText(row, $0) }
        }
    }

    /// Rows below the header, and columns, in another order.
    func shuffled(_ random: inout SeededGenerator) -> Cells {
        var result = self
        let columns = rows[0].indices.shuffled(using: &random)
        let body = Array(rows.dropFirst()).shuffled(using: &random)
        result.rows = ([rows[0]] + body).map { row in columns.map { row[$0] } }
        return result
    }

    func written(delimiter: UInt8, ending: String, _ written: Written) -> InputFile {
        var bytes: [UInt8] = []
        for row in rows { CSVWriter.append(row, delimiter: delimiter, to: &bytes) }
        // Only the ends of rows: a CRLF within a cell stays as it is, and these cells have none.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: ending)
        return InputFile(name: name, bytes: written.bytes(text))
    }
}

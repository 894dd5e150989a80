import BreakoutModel

/// Small events in code, in the words of the event folder.
public struct EventBuilder {
    public var settings: Settings
    public var sessions: [Session] = []
    public var items: [FixedItem] = []
    public var groups: [(name: String, rule: GroupRule, members: [String])] = []
    var people: [Person] = []
    var duties: [(attendee: String, place: String, kind: DutyKind)] = []
    private var roles: [String] = []
    private var organisations: [String] = []

    struct Person {
        var attendee: Attendee
        var rankings: [[(session: String, rank: Int)]]
    }

    public init(_ title: String = "test", objective: Objective = .fair) {
        settings = Settings(title: title, objective: objective)
    }

    /// Times as minutes after midnight.
    public static func span(_ start: Int, _ end: Int) -> TimeSpan {
        TimeSpan(start: TimeOfDay(minutes: start)!, end: TimeOfDay(minutes: end)!)!
    }

    public mutating func role(_ name: String) -> RoleIndex {
        if let at = roles.firstIndex(of: name) { return RoleIndex(at) }
        roles.append(name)
        return RoleIndex(roles.count - 1)
    }

    public mutating func session(
        _ id: String, round: Int, capacity: Int? = nil, minimum: Int = 0, cancellable: Bool = false,
        time: TimeSpan? = nil, room: String? = nil, openTo: [String] = [], requiredFor: [String] = [],
        topic: String? = nil
    ) {
        let required = requiredFor.map { role($0) }
        sessions.append(
            Session(
                id: id, round: round - 1, room: room, capacity: capacity, minimum: minimum,
                cancellable: cancellable, time: time, openTo: openTo.map { role($0) },
                requiredFor: required.isEmpty ? .nobody : .roles(required), topic: topic))
    }

    public mutating func item(
        _ id: String, time: TimeSpan?, room: String? = nil, capacity: Int? = nil, minimum: Int = 0,
        requiredFor: [String] = []
    ) {
        let required = requiredFor.map { role($0) }
        items.append(
            FixedItem(
                id: id, room: room, capacity: capacity, minimum: minimum, time: time,
                requiredFor: required.isEmpty ? .nobody : .roles(required)))
    }

    /// `rankings` holds for each round the sessions, best first; ties inside one string are joined by `=`.
    public mutating func attendee(
        _ id: String, organisation: String? = nil, roles names: [String] = [], absent: [Int] = [],
        registered: Int? = nil, _ rankings: [[String]]
    ) {
        let attendee = Attendee(
            id: id, name: id, organisation: organisation.map { self.organisation($0) },
            roles: names.map { role($0) }, absent: RoundSet(absent.map { $0 - 1 }), registered: registered)
        let ranked = rankings.map { ranking in
            ranking.enumerated().flatMap { rank, tier in
                tier.split(separator: "=").map { (session: String($0), rank: rank + 1) }
            }
        }
        people.append(Person(attendee: attendee, rankings: ranked))
    }

    public mutating func duty(_ attendee: String, _ place: String, _ kind: DutyKind) {
        duties.append((attendee, place, kind))
    }

    private mutating func organisation(_ name: String) -> OrganisationIndex {
        if let at = organisations.firstIndex(of: name) { return OrganisationIndex(at) }
        organisations.append(name)
        return OrganisationIndex(organisations.count - 1)
    }

    public func event() -> Event {
        let sessions = self.sessions.sorted(by: Event.inCanonicalOrder)
        let people = self.people.sorted { Event.inCanonicalOrder($0.attendee, $1.attendee) }
        func session(_ id: String) -> SessionIndex { SessionIndex(sessions.firstIndex { $0.id == id }!) }
        func attendee(_ id: String) -> AttendeeIndex { AttendeeIndex(people.firstIndex { $0.attendee.id == id }!) }
        let roundCount = (sessions.map(\.round).max() ?? 0) + 1
        var table = RankingTable(roundCount: roundCount)
        for person in people {
            table.append(
                (0..<roundCount).map { round in
                    round < person.rankings.count
                        ? person.rankings[round].map { RankedSession(session($0.session), rank: $0.rank) } : []
                })
        }
        do {
            return try Event(
                settings: settings, sessions: sessions, fixedItems: items, attendees: people.map(\.attendee),
                organisations: organisations, roles: roles, rankings: table,
                duties: duties.map { duty in
                    let item = items.firstIndex { $0.id == duty.place }
                    return Duty(
                        attendee: attendee(duty.attendee),
                        place: item.map { .fixedItem(FixedItemIndex($0)) } ?? .session(session(duty.place)),
                        kind: duty.kind)
                },
                groups: groups.map { group in
                    Group(name: group.name, rule: group.rule, members: group.members.map(attendee))
                })
        } catch {
            preconditionFailure("not an event: \(error)")
        }
    }
}

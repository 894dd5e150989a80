import BreakoutModel

/// A day of two rounds whose parts can be replaced one at a time, to see what `Event` accepts.
///
///     round 1: 1.1 1.2 1.3    round 2: 2.1 2.2    fixed: ABV    ann and bob, both of Ede, ann a board member
struct SmallDay {
    var sessions = [
        Session(id: "1.1", round: 0, capacity: 2), Session(id: "1.2", round: 0), Session(id: "1.3", round: 0),
        Session(id: "2.1", round: 1, capacity: 1, minimum: 1), Session(id: "2.2", round: 1),
    ]
    var items = [FixedItem(id: "ABV", requiredFor: .roles([RoleIndex(0)]))]
    var attendees = [
        Attendee(id: "ann", name: "Ann", organisation: OrganisationIndex(0), roles: [RoleIndex(0)]),
        Attendee(id: "bob", name: "Bob", organisation: OrganisationIndex(0)),
    ]
    /// By attendee and round: session and rank.
    var rankings: [[[(Int, Int)]]] = [[[(1, 1), (0, 2)], []], [[], [(4, 1)]]]
    var duties: [Duty] = []
    var groups: [Group] = []

    func event() throws(EventError) -> Event {
        let roundCount = (sessions.map(\.round).max() ?? 0) + 1
        var table = RankingTable(roundCount: roundCount)
        for rounds in rankings {
            table.append(
                (0..<roundCount).map { round in
                    round < rounds.count ? rounds[round].map { RankedSession(SessionIndex($0.0), rank: $0.1) } : []
                })
        }
        return try Event(
            settings: Settings(title: "day"), sessions: sessions, fixedItems: items, attendees: attendees,
            organisations: ["Ede"], roles: ["bestuurslid"], rankings: table, duties: duties, groups: groups)
    }

    /// What is wrong with the day after the change; nil when nothing is.
    static func error(_ change: (inout SmallDay) -> Void) -> EventError? {
        var day = SmallDay()
        change(&day)
        do {
            _ = try day.event()
            return nil
        } catch {
            return error
        }
    }
}

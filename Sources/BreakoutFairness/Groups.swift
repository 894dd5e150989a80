import BreakoutModel

/// The same few numbers for groups of attendees, so that anyone can see whether a city, a role, or who signed up
/// late came off worse. Groups of fewer than five are left out: their means say more about chance, and about
/// persons, than about the group.
struct GroupStatistics: Sendable {
    static let smallest = 5

    private let event: Event
    private let regrets: RegretMatrix
    /// Attendees who choose in at least one round, ascending.
    private let choosing: [Int]

    init(event: Event, regrets: RegretMatrix) {
        self.event = event
        self.regrets = regrets
        choosing = (0..<regrets.attendeeCount).filter { regrets.choosesSomewhere($0) }
    }

    /// Sorted by name.
    func byOrganisation() -> [GroupFairness] {
        var tallies = [Tally](repeating: Tally(), count: event.organisations.count)
        for attendee in choosing {
            guard let organisation = event.attendees[attendee].organisation else { continue }
            tallies[organisation.value].add(attendee, regrets)
        }
        return named(tallies, event.organisations)
    }

    /// Sorted by name. An attendee with two roles counts in both.
    func byRole() -> [GroupFairness] {
        var tallies = [Tally](repeating: Tally(), count: event.roles.count)
        for attendee in choosing {
            let roles = event.attendees[attendee].roles
            for (position, role) in roles.enumerated() where !roles[..<position].contains(role) {
                tallies[role.value].add(attendee, regrets)
            }
        }
        return named(tallies, event.roles)
    }

    /// Four parts by time of sign-up, the earliest first.
    func bySignUp() -> [GroupFairness] {
        // Attendees ascend by key, so ties of time fall by position.
        let order = choosing.compactMap { attendee in
            event.attendees[attendee].registered.map { (time: $0, attendee: attendee) }
        }.sorted { $0 < $1 }
        var result: [GroupFairness] = []
        var start = 0
        for part in 0..<4 {
            let size = order.count / 4 + (part < order.count % 4 ? 1 : 0)
            var tally = Tally()
            for entry in order[start..<start + size] { tally.add(entry.attendee, regrets) }
            start += size
            if let group = tally.group(named: "\(part + 1)") { result.append(group) }
        }
        return result
    }

    private func named(_ tallies: [Tally], _ names: [String]) -> [GroupFairness] {
        zip(tallies, names).compactMap { $0.group(named: $1) }.sorted { $0.name < $1.name }
    }
}

/// What is counted of one group.
private struct Tally {
    private var attendees = 0
    private var placements = 0
    private var firstChoices = 0
    private var totalRegret = 0
    private var worst = 0

    mutating func add(_ attendee: Int, _ regrets: RegretMatrix) {
        let received = regrets.placements(ofAttendee: attendee), regret = regrets.total(attendee)
        attendees += 1
        placements += received.all
        firstChoices += received.first
        totalRegret += regret
        worst = max(worst, regret)
    }

    /// Nil for a group too small to show.
    func group(named name: String) -> GroupFairness? {
        guard attendees >= GroupStatistics.smallest else { return nil }
        return GroupFairness(
            name: name, attendees: attendees,
            firstChoiceShare: AllocationStatistics.share(firstChoices, of: placements),
            meanTotalRegret: Double(totalRegret) / Double(attendees), worstTotalRegret: worst)
    }
}

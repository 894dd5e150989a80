import BreakoutModel

/// What an attendee who chooses received.
struct Received {
    let attendee: Int
    /// Over all rounds.
    let regret: Int
    /// In the rounds in which they choose: placements, and how many of these are a first choice.
    var placements = 0
    var firsts = 0
}

/// What is counted of a group of attendees who choose.
struct GroupTally {
    private var attendees = 0
    private var regret = 0
    private var worst = 0
    private var placements = 0
    private var firsts = 0

    var isEmpty: Bool { attendees == 0 }

    var firstChoiceShare: Double? { placements == 0 ? nil : Double(firsts) / Double(placements) }

    mutating func add(_ one: Received) {
        attendees += 1
        regret += one.regret
        worst = max(worst, one.regret)
        placements += one.placements
        firsts += one.firsts
    }

    mutating func add(_ other: GroupTally) {
        attendees += other.attendees
        regret += other.regret
        worst = max(worst, other.worst)
        placements += other.placements
        firsts += other.firsts
    }

    /// Nil for groups of fewer than five, whose members could be recognised.
    func fairness(named name: String) -> GroupFairness? {
        guard attendees >= 5 else { return nil }
        return GroupFairness(
            name: name, attendees: attendees, firstChoiceShare: firstChoiceShare,
            meanTotalRegret: Double(regret) / Double(attendees), worstTotalRegret: worst)
    }
}

/// The groups of the `fairness` part of the summary, by name.
extension Answer {
    func byOrganisation(_ received: [Received]) -> [GroupFairness] {
        var tallies = [GroupTally](repeating: GroupTally(), count: event.organisations.count)
        for one in received {
            if let organisation = event.attendees[one.attendee].organisation { tallies[organisation.value].add(one) }
        }
        return groups(tallies, event.organisations)
    }

    func byRole(_ received: [Received]) -> [GroupFairness] {
        var tallies = [GroupTally](repeating: GroupTally(), count: event.roles.count)
        for one in received {
            for role in Set(event.attendees[one.attendee].roles) { tallies[role.value].add(one) }
        }
        return groups(tallies, event.roles)
    }

    /// Groups of one name are one group.
    private func groups(_ tallies: [GroupTally], _ names: [String]) -> [GroupFairness] {
        let named = zip(names, tallies).filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }
        var groups: [GroupFairness] = []
        var next = 0
        while next < named.count {
            let name = named[next].0
            var tally = named[next].1
            next += 1
            while next < named.count && named[next].0 == name {
                tally.add(named[next].1)
                next += 1
            }
            if let group = tally.fairness(named: name) { groups.append(group) }
        }
        return groups
    }

    /// Four parts of the choosing attendees whose time of sign-up is known.
    func bySignUp(_ received: [Received]) -> [GroupFairness] {
        let known = received.indices.compactMap { place in
            event.attendees[received[place].attendee].registered.map { (time: $0, place: place) }
        }
        .sorted { ($0.time, $0.place) < ($1.time, $1.place) }
        var start = 0
        return (0..<4).compactMap { part in
            let size = known.count / 4 + (part < known.count % 4 ? 1 : 0)
            var tally = GroupTally()
            for entry in known[start..<(start + size)] { tally.add(received[entry.place]) }
            start += size
            return tally.fairness(named: "\(part + 1)")
        }
    }
}

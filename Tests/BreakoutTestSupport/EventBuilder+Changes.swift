import BreakoutModel

/// What happens to an event after its allocation was published.
extension EventBuilder {
    public var attendeeIDs: [String] { people.map(\.attendee.id) }

    /// Somebody withdraws, with their duties and their places in groups.
    public mutating func withdraw(_ id: String) {
        people.removeAll { $0.attendee.id == id }
        duties.removeAll { $0.attendee == id }
        for position in groups.indices { groups[position].members.removeAll { $0 == id } }
        groups.removeAll { $0.members.isEmpty }
    }

    /// Somebody hands in other rankings; as in `attendee`.
    public mutating func rerank(_ id: String, _ rankings: [[String]]) {
        let position = people.firstIndex { $0.attendee.id == id }!
        people[position].rankings = rankings.map { ranking in
            ranking.enumerated().map { (session: $0.element, rank: $0.offset + 1) }
        }
    }

    public mutating func setCapacity(_ id: String, _ capacity: Int?) {
        change(id) { old in
            Session(
                id: old.id, round: old.round, title: old.title, room: old.room, capacity: capacity,
                minimum: min(old.minimum, capacity ?? .max), cancellable: old.cancellable, time: old.time,
                openTo: old.openTo, requiredFor: old.requiredFor, topic: old.topic)
        }
    }

    public mutating func setTime(_ id: String, _ time: TimeSpan?) {
        change(id) { old in
            Session(
                id: old.id, round: old.round, title: old.title, room: old.room, capacity: old.capacity,
                minimum: old.minimum, cancellable: old.cancellable, time: time, openTo: old.openTo,
                requiredFor: old.requiredFor, topic: old.topic)
        }
    }

    private mutating func change(_ id: String, _ body: (Session) -> Session) {
        let position = sessions.firstIndex { $0.id == id }!
        sessions[position] = body(sessions[position])
    }

    public mutating func dropDuties(of id: String) { duties.removeAll { $0.attendee == id } }

    /// Drops a session from the programme, unless it is the last of its round or somebody has a duty there.
    public mutating func dropSession(_ id: String) {
        let round = sessions.first { $0.id == id }!.round
        guard sessions.count(where: { $0.round == round }) > 1, !duties.contains(where: { $0.place == id }) else {
            return
        }
        sessions.removeAll { $0.id == id }
        for person in people.indices {
            for round in people[person].rankings.indices {
                people[person].rankings[round].removeAll { $0.session == id }
            }
        }
    }

    /// A few changes at random, of every kind.
    public mutating func change(seed: Int) {
        var random = SeededGenerator(seed &+ 7_777_777)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let person = attendeeIDs.randomElement(using: &random),
                let session = sessions.randomElement(using: &random)
            else { return }
            switch Int.random(in: 0..<8, using: &random) {
            case 0: if people.count > 2 { withdraw(person) }
            case 1, 2:
                attendee("late\(seed)-\(people.count)", organisation: "city 1", roles: ["alderman"], tastes(&random))
            case 3: rerank(person, tastes(&random))
            case 4: setCapacity(session.id, max(0, (session.capacity ?? people.count) - 1))
            case 5: setCapacity(session.id, session.capacity.map { $0 + 1 })
            case 6:
                dropDuties(of: person)
                if random.once(in: 2) { duty(person, session.id, .chair) }
            default: dropSession(session.id)
            }
        }
    }

    private func tastes(_ random: inout SeededGenerator) -> [[String]] {
        let rounds = (sessions.map(\.round).max() ?? 0) + 1
        return (0..<rounds).map { round in
            let ids = sessions.filter { $0.round == round }.map(\.id).shuffled(using: &random)
            return Array(ids.prefix(Int.random(in: 0...ids.count, using: &random)))
        }
    }
}

import BreakoutModel

/// What a proof proves, by trying every joint choice of everybody at every leaf: as plainly as the formula stands in
/// the verifier's README. Knows nothing of cancelling, nor of covers.
struct JointOracle {
    let oracle: Oracle
    let stages: [Stage]
    let values: [Int]

    private var event: Event { oracle.event }

    /// Who is at which session, or is not.
    typealias Decision = (person: Int, session: Int, isThere: Bool)

    /// Nil where a proof proves that nothing is there.
    func proven(_ stage: Int, _ node: ProofNode, _ path: [Decision] = []) -> Int128? {
        switch node {
        case .leaf(let denominator, let prices, let jointly):
            return leaf(stage, denominator, prices, jointly, path)
        case .branch(let attendee, let session, let yes, let no):
            let person = event.attendees.firstIndex { $0.id == attendee }!
            let place = event.sessions.firstIndex { $0.id == session }!
            let sides = [
                proven(stage, yes, path + [(person, place, true)]), proven(stage, no, path + [(person, place, false)]),
            ]
            return sides.compactMap { $0 }.min()
        case .cancellation: preconditionFailure("nothing is cancelled here")
        }
    }

    private func leaf(
        _ stage: Int, _ denominator: Int128, _ prices: [RowPrice], _ jointly: [JointRule], _ path: [Decision]
    ) -> Int128? {
        let days = event.attendees.indices.map { person in
            oracle.days(person).filter { day in
                path.allSatisfy { $0.person != person || day.contains($0.session) == $0.isThere }
            }
        }
        let costs = days.indices.map { person in
            days[person].map { day in
                prices.reduce(denominator * cost(of: stages[stage], person, day)) {
                    $0 + $1.price * coefficient(of: $1.row, person, day)
                }
            }
        }
        var least: Int128?
        var seats: Oracle.Seats = []
        func go(_ cost: Int128) {
            guard seats.count < days.count else {
                if let least, least <= cost { return }
                if keepsTogether(seats), jointly.allSatisfy({ keeps($0, seats) }) { least = cost }
                return
            }
            let person = seats.count
            for (day, own) in zip(days[person], costs[person]) {
                seats.append(day)
                go(cost + own)
                seats.removeLast()
            }
        }
        go(0)
        guard let least else { return nil }
        let above = prices.reduce(least) { $0 - $1.price * limit(of: $1.row) }
        // Rounded up, in another way than the verifier does it.
        return above >= 0 ? (above + denominator - 1) / denominator : -(-above / denominator)
    }

    private func cost(of stage: Stage, _ person: Int, _ day: [Int?]) -> Int128 {
        var seats = Oracle.Seats(repeating: [], count: event.attendees.count)
        seats[person] = day
        let value = Int128(oracle.value(of: stage, seats, seed: 1))
        return stage.sense == .maximise ? -value : value
    }

    private func index(_ id: String) -> Int { event.sessions.firstIndex { $0.id == id }! }

    private func coefficient(of row: Row, _ person: Int, _ day: [Int?]) -> Int128 {
        switch row {
        case .capacity(let id): day.contains(index(id)) ? 1 : 0
        case .minimum(let id): day.contains(index(id)) ? -1 : 0
        case .stage(let earlier): cost(of: stages[earlier], person, day)
        case .organisation(let name, let id):
            people(of: .organisation(name)).contains(person) && day.contains(index(id)) ? 1 : 0
        case .apart(let name, let id):
            people(of: .apart(group: name)).contains(person) && day.contains(index(id)) ? 1 : 0
        case .held, .cover: preconditionFailure("not here")
        }
    }

    private func limit(of row: Row) -> Int128 {
        switch row {
        case .capacity(let id): Int128(event.sessions[index(id)].capacity!)
        case .minimum(let id): -Int128(event.sessions[index(id)].minimum)
        case .stage(let earlier): Int128(stages[earlier].sense == .maximise ? -values[earlier] : values[earlier])
        case .organisation(let name, let id): Int128(limit(of: .organisation(name), index(id)))
        case .apart(let name, let id): Int128(limit(of: .apart(group: name), index(id)))
        case .held, .cover: preconditionFailure("not here")
        }
    }

    private func people(of rule: JointRule) -> [Int] {
        switch rule {
        case .organisation(let name):
            event.attendees.indices.filter { event.organisation(of: AttendeeIndex($0)) == name }
        case .apart(let name): event.groups.first { $0.name == name && $0.rule == .apart }!.members.map(\.value)
        }
    }

    private func limit(of rule: JointRule, _ session: Int) -> Int {
        let onDuty = people(of: rule).count {
            if case .onDuty(session, _) = oracle.standing($0, event.sessions[session].round) { true } else { false }
        }
        if case .apart = rule { return max(1, onDuty) }
        return max(event.settings.maximumPerOrganisation!, onDuty)
    }

    private func keeps(_ rule: JointRule, _ seats: Oracle.Seats) -> Bool {
        let people = people(of: rule)
        return event.sessions.indices.allSatisfy { session in
            people.count { seats[$0].contains(session) } <= limit(of: rule, session)
        }
    }

    private func keepsTogether(_ seats: Oracle.Seats) -> Bool {
        event.groups.allSatisfy { group in
            group.rule == .apart
                || (0..<event.roundCount).allSatisfy { round in
                    let free = group.members.map(\.value).filter { oracle.standing($0, round).isFree }
                    return Set(free.map { seats[$0][round] }).count <= 1
                }
        }
    }
}

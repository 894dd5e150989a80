import BreakoutModel
import Optimisation

/// The rules about who is with whom in one session: the maximum per organisation, and people to keep apart.
struct SideRuleBuilder {
    let event: Event
    let rules: RuleBook
    /// Per unit of the problem the people in it.
    let units: [[AttendeeIndex]]
    /// The resources of the people in a session; two where some of them have an extra seat.
    var resources: (Int) -> [Int] = { [$0] }

    /// Adds every such rule that could be broken; returns what each is, in the order of `problem.sideRules`.
    func add(to problem: inout AssignmentProblem) -> [Row] {
        let groups = event.groups.filter { $0.rule == .apart }
        guard event.settings.maximumPerOrganisation != nil || !groups.isEmpty else { return [] }
        // Nearly everybody is in one unit; consecutive ones share their people where there are more.
        var unitOf = [Int](repeating: -1, count: event.attendees.count)
        for (unit, people) in units.enumerated() {
            for attendee in people where unitOf[attendee.value] < 0 { unitOf[attendee.value] = unit }
        }
        var rows: [Row] = []
        if let maximum = event.settings.maximumPerOrganisation {
            var members = [[AttendeeIndex]](repeating: [], count: event.organisations.count)
            for (index, attendee) in event.attendees.enumerated() {
                if let organisation = attendee.organisation { members[organisation.value].append(AttendeeIndex(index)) }
            }
            for (organisation, people) in members.enumerated() where people.count > maximum {
                add(people, maximum, unitOf, &problem, &rows) {
                    .organisation(event.organisations[organisation], session: $0)
                }
            }
        }
        for group in groups {
            add(group.members, 1, unitOf, &problem, &rows) { .apart(group: group.name, session: $0) }
        }
        return rows
    }

    private func add(
        _ people: [AttendeeIndex], _ maximum: Int, _ unitOf: [Int], _ problem: inout AssignmentProblem,
        _ rows: inout [Row], _ row: (String) -> Row
    ) {
        for (position, session) in event.sessions.enumerated() {
            var terms: [(alternative: Int32, coefficient: Int32)] = []
            var most = 0
            let members = Set(people)
            let first = Set(people.map { unitOf[$0.value] }).filter { $0 >= 0 }.sorted()
            for unit in first.flatMap({ first in first..<units.endOfParty(from: first) }) {
                var mostOfUnit = 0
                for alternative in resources(position).flatMap({ problem.alternatives(ofUnit: unit, using: $0) }) {
                    let (_, inSlot) = problem.slot(ofAlternative: alternative)
                    let count = units[unit].enumerated().count { bit, attendee in
                        inSlot & (1 << UInt32(bit)) != 0 && members.contains(attendee)
                    }
                    guard count > 0 else { continue }
                    terms.append((Int32(alternative), Int32(count)))
                    // Somebody on duty and somebody free in one unit may both be there, in slots of their own.
                    mostOfUnit += count
                }
                most += mostOfUnit
            }
            let limit = max(maximum, rules.onDuty(people, at: SessionIndex(position), round: session.round))
            guard most > limit else { continue }
            rows.append(row(session.id))
            problem.add(SideRule(id: rows.count - 1, limit: limit, terms: terms, isOfOnePlace: true))
        }
    }
}

extension [[AttendeeIndex]] {
    /// Behind the last of consecutive units of the same people.
    fileprivate func endOfParty(from first: Int) -> Int {
        var end = first + 1
        while end < count && self[end] == self[first] { end += 1 }
        return end
    }
}

import BreakoutModel
import Optimisation

/// Who is a unit of the problem, and what its options are.
struct UnitBuilder {
    let event: Event
    let rules: RuleBook
    let lottery: Lottery
    /// The resource of people who are in no round.
    let nowhere: Int
    /// The people of each unit, ascending: mostly one; people whom "together" groups tie to each other are one unit.
    let units: [[AttendeeIndex]]
    private let partners: [Set<AttendeeIndex>]
    private let labels: PlacementLabels

    init(event: Event, rules: RuleBook, lottery: Lottery, nowhere: Int, labels: PlacementLabels? = nil) {
        self.labels = labels ?? PlacementLabels(deepestChoice: rules.deepestChoice, published: nil)
        self.event = event
        self.rules = rules
        self.lottery = lottery
        self.nowhere = nowhere
        var partners = [Set<AttendeeIndex>](repeating: [], count: event.attendees.count)
        for group in event.groups where group.rule == .together {
            for member in group.members { partners[member.value].formUnion(group.members) }
        }
        self.partners = partners
        let everybody = event.attendees.indices.map { AttendeeIndex($0) }
        let isTied = event.groups.contains { $0.rule == .together }
        units =
            isTied
            ? UnitBuilder.components(of: everybody, partners: { partners[$0.value] }) : everybody.map { [$0] }
    }

    /// People who are partners, and their partners, and so on.
    private static func components(
        of people: [AttendeeIndex], partners: (AttendeeIndex) -> Set<AttendeeIndex>
    ) -> [[AttendeeIndex]] {
        var seen: Set<AttendeeIndex> = []
        let among = Set(people)
        return people.compactMap { first -> [AttendeeIndex]? in
            guard seen.insert(first).inserted else { return nil }
            var component = [first]
            var next = 0
            while next < component.count {
                for partner in partners(component[next]) where among.contains(partner) && seen.insert(partner).inserted
                {
                    component.append(partner)
                }
                next += 1
            }
            return component.sorted()
        }
    }

    /// The variants of a unit: empty when its people are in no round, nil when they cannot stay together.
    func variants(of people: [AttendeeIndex]) -> [AssignmentProblem.Variant]? {
        var result: [AssignmentProblem.Variant] = []
        for combination in combinations(of: people) {
            guard let slots = slots(of: people, combination) else { continue }
            let cancelled = Set(combination.flatMap(\.cancelled).map(\.value)).sorted()
            result.append(.init(needsCancelled: cancelled, slots: slots))
        }
        if result.isEmpty { return nil }
        if result.count == 1 && result[0].slots.isEmpty { return [] }
        for index in result.indices where result[index].slots.isEmpty {
            result[index].slots = [
                .init(round: -1, people: 1, isSettled: true, alternatives: [.init(resource: nowhere, level: 0)])
            ]
        }
        return result
    }

    /// Each person's variants, combined.
    private func combinations(of people: [AttendeeIndex]) -> [[RuleVariant]] {
        var combinations: [[RuleVariant]] = [[]]
        for attendee in people {
            let own = rules.variants[attendee] ?? [plainVariant(of: attendee)]
            combinations = combinations.flatMap { combination in own.map { combination + [$0] } }
        }
        return combinations
    }

    private func plainVariant(of attendee: AttendeeIndex) -> RuleVariant {
        RuleVariant(
            cancelled: [],
            rounds: (0..<event.roundCount).map { round in
                RoundOutlook(
                    standing: rules.table.standing(of: attendee, round: round),
                    rankedCount: rules.table.rankedCount(of: attendee, round: round),
                    regrets: rules.table.options(of: attendee, round: round).map {
                        ($0, rules.table.regret(of: attendee, in: $0)!)
                    })
            })
    }

    /// A slot per round for people on duty, and one for each set of free people who stay together there; nil when
    /// such a set has no session in common.
    private func slots(of people: [AttendeeIndex], _ combination: [RuleVariant]) -> [AssignmentProblem.Slot]? {
        var slots: [AssignmentProblem.Slot] = []
        for round in 0..<event.roundCount {
            for (person, variant) in combination.enumerated() {
                guard case .onDuty(let session, _) = variant.rounds[round].standing else { continue }
                let label = labels.label(of: people[person], round, session, variant.rounds[round], regret: 0)
                slots.append(
                    .init(
                        round: round, people: 1 << UInt32(person), isSettled: true,
                        alternatives: [.init(resource: session.value, level: 0, label: label)]))
            }
            let free = people.indices.filter {
                combination[$0].rounds[round].standing.isFree && !isPinned(people[$0], round)
            }
            // Who is somewhere already is there without regard to who belongs together.
            for person in people.indices where isPinned(people[person], round) {
                guard combination[person].rounds[round].standing.isFree else { continue }
                slots.append(
                    .init(
                        round: round, people: 1 << UInt32(person),
                        alternatives: single(people[person], round, combination[person].rounds[round])))
            }
            let components = UnitBuilder.components(of: free.map { people[$0] }) { partners[$0.value] }
            for component in components {
                let bits = component.map { people.firstIndex(of: $0)! }
                let alternatives =
                    people.count == 1
                    ? single(people[0], round, combination[0].rounds[round])
                    : joint(bits, people, round, combination.map { $0.rounds[round] })
                if alternatives.isEmpty { return nil }
                slots.append(
                    .init(
                        round: round, people: bits.reduce(0) { $0 | 1 << UInt32($1) }, alternatives: alternatives))
            }
        }
        return slots
    }

    private func isPinned(_ attendee: AttendeeIndex, _ round: Int) -> Bool {
        event.pin(of: attendee, round: round) != nil
    }

    private func single(_ attendee: AttendeeIndex, _ round: Int, _ outlook: RoundOutlook) -> [AssignmentProblem
        .Alternative]
    {
        let weights = lottery.weights(
            attendeeKey: event[attendee].key, sessionIDs: outlook.regrets.map { event[$0.session].id })
        return zip(outlook.regrets, weights).map { entry, weight in
            .init(
                resource: entry.session.value, level: entry.regret,
                label: labels.label(of: attendee, round, entry.session, outlook, regret: entry.regret), weight: weight)
        }
    }

    /// The sessions that all of these people may have, with what each is to each of them.
    private func joint(
        _ bits: [Int], _ people: [AttendeeIndex], _ round: Int, _ outlooks: [RoundOutlook]
    ) -> [AssignmentProblem.Alternative] {
        outlooks[bits[0]].regrets.map(\.session).compactMap { session -> AssignmentProblem.Alternative? in
            var levels = [Int](repeating: 0, count: people.count)
            var labels = levels
            var weight = 0
            for bit in bits {
                guard let regret = outlooks[bit].regrets.first(where: { $0.session == session })?.regret else {
                    return nil
                }
                levels[bit] = regret
                labels[bit] = self.labels.label(of: people[bit], round, session, outlooks[bit], regret: regret)
                weight += Int(
                    lottery.weight(attendeeKey: event[people[bit]].key, sessionID: event[session].id))
            }
            return .init(
                resource: session.value, level: levels.reduce(0, +),
                joint: JointAlternative(levels: levels, labels: labels, weight: weight, seats: bits.count))
        }
    }
}

import BreakoutModel
import Optimisation

/// Who is a unit of the problem, and what its options are.
struct UnitBuilder {
    let event: Event
    let rules: RuleBook
    let lottery: Lottery
    let resources: Resources
    /// What being left without a place is labelled with; one more for who is on duty.
    let unplacedLabel: Int
    /// Per attendee the people whom "together" groups tie to them directly, and themselves.
    private let partners: [Set<AttendeeIndex>]
    private let labels: PlacementLabels
    let units: [[AttendeeIndex]]

    /// Without any leeway.
    init(event: Event, rules: RuleBook, lottery: Lottery) {
        let everybody = UnitBuilder.units(of: event, rules)
        self.init(
            event: event, rules: rules, lottery: lottery,
            resources: Resources(event: event, leeway: .none, largestGroup: 0),
            labels: PlacementLabels(deepestChoice: rules.deepestChoice, published: nil), deepestChoice: 0,
            everybody: everybody)
    }

    init(
        event: Event, rules: RuleBook, lottery: Lottery, resources: Resources, labels: PlacementLabels,
        deepestChoice: Int, everybody: (units: [[AttendeeIndex]], partners: [Set<AttendeeIndex>])
    ) {
        self.labels = labels
        self.event = event
        self.rules = rules
        self.lottery = lottery
        self.resources = resources
        unplacedLabel = deepestChoice + 1
        units = everybody.units
        partners = everybody.partners
    }

    /// The people of each unit, ascending: mostly one; people whom "together" groups tie to each other are one unit.
    ///
    /// A tie counts where it may bind: in some round in which both may be free. Options multiply with each person of a
    /// unit, so somebody who is never there must not make one unit of all whom they were to stay with.
    static func units(
        of event: Event, _ rules: RuleBook
    ) -> (units: [[AttendeeIndex]], partners: [Set<AttendeeIndex>]) {
        let partners = partners(of: event)
        let everybody = event.attendees.indices.map { AttendeeIndex($0) }
        guard event.groups.contains(where: { $0.rule == .together }) else { return (everybody.map { [$0] }, partners) }
        var ties = [Set<AttendeeIndex>](repeating: [], count: event.attendees.count)
        for group in event.groups where group.rule == .together {
            for round in 0..<event.roundCount {
                let bound = group.members.filter { rules.mayBeBound($0, round: round, event) }
                for member in bound { ties[member.value].formUnion(bound) }
            }
        }
        return (components(of: everybody) { ties[$0.value] }, partners)
    }

    /// Per attendee the people whom "together" groups tie to them directly, and themselves.
    static func partners(of event: Event) -> [Set<AttendeeIndex>] {
        var partners = [Set<AttendeeIndex>](repeating: [], count: event.attendees.count)
        for group in event.groups where group.rule == .together {
            for member in group.members { partners[member.value].formUnion(group.members) }
        }
        return partners
    }

    /// People who are partners, and their partners, and so on.
    static func components(
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
        // Who is nowhere only when a session is cancelled stays in the problem, so that it is.
        if result.count == 1 && result[0].slots.isEmpty && result[0].needsCancelled.isEmpty { return [] }
        for index in result.indices where result[index].slots.isEmpty {
            result[index].slots = [
                .init(
                    round: -1, people: 1, isSettled: true, alternatives: [.init(resource: resources.nowhere, level: 0)])
            ]
        }
        return result
    }

    /// Each person's variants, combined.
    private func combinations(of people: [AttendeeIndex]) -> [[RuleVariant]] {
        var combinations: [[RuleVariant]] = [[]]
        for attendee in people {
            let own = rules.allVariants(of: attendee)
            combinations = combinations.flatMap { combination in own.map { combination + [$0] } }
        }
        return combinations
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
                        alternatives: atDuty(session, label: label)))
            }
            let free = people.indices.filter {
                combination[$0].rounds[round].standing.isFree && !goesAlone(people[$0], round, combination[$0])
            }
            for person in people.indices where goesAlone(people[person], round, combination[person]) {
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

    /// Without regard to who belongs together: for one, who is somewhere already.
    private func goesAlone(_ attendee: AttendeeIndex, _ round: Int, _ variant: RuleVariant) -> Bool {
        event.isThere(attendee, round: round) || variant.rounds[round].isAlone
    }

    /// At the session, or with what the leeway allows. Who could be free of the duty by cancelling the session is not
    /// left out of it.
    private func atDuty(_ session: SessionIndex, label: Int) -> [AssignmentProblem.Alternative] {
        var alternatives = [AssignmentProblem.Alternative(resource: session.value, level: 0, label: label)]
        if let extra = resources.extraSeats(1, of: session.value) {
            alternatives.append(.init(resource: extra, level: 1))
        }
        if resources.leeway == .unplaced && !event[session].cancellable {
            alternatives.append(.init(resource: resources.nowhere, level: 0, label: unplacedLabel + 1))
        }
        return alternatives
    }

    private func single(_ attendee: AttendeeIndex, _ round: Int, _ outlook: RoundOutlook) -> [AssignmentProblem
        .Alternative]
    {
        let weights = lottery.weights(
            attendeeKey: event[attendee].key, sessionIDs: outlook.regrets.map { event[$0.session].id })
        var alternatives = zip(outlook.regrets, weights).map { entry, weight in
            AssignmentProblem.Alternative(
                resource: entry.session.value, level: entry.regret,
                label: labels.label(of: attendee, round, entry.session, outlook, regret: entry.regret), weight: weight)
        }
        if outlook.isOptional && resources.leeway != .unplaced {
            alternatives.append(.init(resource: resources.nowhere, level: 0))
        }
        switch resources.leeway {
        case .none: break
        case .unplaced:
            alternatives.append(
                .init(resource: resources.nowhere, level: outlook.unplacedRegret, label: unplacedLabel))
        case .extraSeats:
            alternatives += outlook.regrets.compactMap { entry in
                resources.extraSeats(1, of: entry.session.value).map { .init(resource: $0, level: 1) }
            }
        }
        return alternatives
    }

    /// The sessions that all of these people may have, with what each is to each of them.
    private func joint(
        _ bits: [Int], _ people: [AttendeeIndex], _ round: Int, _ outlooks: [RoundOutlook]
    ) -> [AssignmentProblem.Alternative] {
        let common = outlooks[bits[0]].regrets.map(\.session).compactMap { session -> AssignmentProblem.Alternative? in
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
        guard resources.leeway == .extraSeats else { return common + beyond(common, bits, people.count, outlooks) }
        // So many extra seats that the others fit: what needs more room than there is would only blur the bound.
        func lacks(_ alternative: AssignmentProblem.Alternative) -> Bool {
            guard let place = resources.place(of: alternative.resource) else { return false }
            return event.sessions[place.session].capacity.map { bits.count - place.extraSeats > $0 } ?? false
        }
        return (common + beyond(common, bits, people.count, outlooks)).filter { !lacks($0) }
    }

    /// What the leeway allows people who stay together: all of them are left without a place, or some have extra seats.
    private func beyond(
        _ common: [AssignmentProblem.Alternative], _ bits: [Int], _ count: Int, _ outlooks: [RoundOutlook]
    ) -> [AssignmentProblem.Alternative] {
        switch resources.leeway {
        case .none: return []
        case .unplaced:
            var levels = [Int](repeating: 0, count: count)
            var labels = levels
            for bit in bits {
                levels[bit] = outlooks[bit].unplacedRegret
                labels[bit] = unplacedLabel
            }
            return [
                .init(
                    resource: resources.nowhere, level: levels.reduce(0, +),
                    joint: JointAlternative(levels: levels, labels: labels, weight: 0, seats: bits.count))
            ]
        case .extraSeats:
            return common.flatMap { alternative in
                bits.indices.compactMap { last -> AssignmentProblem.Alternative? in
                    guard let extra = resources.extraSeats(last + 1, of: alternative.resource) else { return nil }
                    var levels = [Int](repeating: 0, count: count)
                    for bit in bits[...last] { levels[bit] = 1 }
                    return .init(
                        resource: extra, level: last + 1,
                        joint: JointAlternative(
                            levels: levels, labels: levels.map { _ in 0 }, weight: 0, seats: bits.count))
                }
            }
        }
    }
}

extension RuleBook {
    /// Whether somebody is kept to their companions in the round, for some way of cancelling sessions at least: who is away,
    /// on duty or there already is not.
    fileprivate func mayBeBound(_ attendee: AttendeeIndex, round: Int, _ event: Event) -> Bool {
        !event.isThere(attendee, round: round)
            && allVariants(of: attendee).contains { $0.rounds[round].standing.isFree && !$0.rounds[round].isAlone }
    }
}

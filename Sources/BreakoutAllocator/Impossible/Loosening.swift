import BreakoutModel

/// What giving up rules must not ask of people.
///
/// Giving up a duty, or a time, does not make everything easier: who is freed of it needs a place somewhere else, belongs
/// with their companions again, and is let in nowhere by it any more. A reason that counts them so is none: these people
/// were never to be placed there. So in the questions of `CoreSearch` whoever would be freed may go on as they were: be
/// where their duty was, without regard to who belongs together; or be nowhere, where they were excused or could be.
///
/// Invariant: whatever keeps the rules of the event also keeps any part of them, loosened like this. So what cannot hold
/// together is in the way of the event as it is.
struct Loosening {
    /// Somebody who has a duty or is excused somewhere, at least for some way of cancelling sessions.
    private struct Person {
        /// By the sessions that are cancelled: what they do in each round.
        var standings: [[SessionIndex]: [Standing]] = [:]
        /// By round: where they have a duty, and whether they may be nowhere.
        var duties: [[SessionIndex]]
        var mayBeOut: [Bool]
    }

    let event: Event
    /// By round: how many people are placed in any case, and how many are not absent.
    let surelyPlaced: [Int]
    let present: [Int]
    private let rules: RuleBook
    private let people: [AttendeeIndex: Person]

    init(_ event: Event) {
        let rules = RuleBook(withoutFindings: event)
        self.event = event
        self.rules = rules
        var people: [AttendeeIndex: Person] = [:]
        let rounds = 0..<event.roundCount
        var surelyPlaced = [Int](repeating: 0, count: event.roundCount)
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            var isPlain = rules.variants[attendee] == nil
            for round in rounds {
                if rules.presence(of: attendee, round: round) == .sure { surelyPlaced[round] += 1 }
                switch rules.table.standing(of: attendee, round: round) {
                case .onDuty, .excused: isPlain = false
                case .absent, .choosing, .noPreference: break
                }
            }
            if isPlain { continue }
            var person = Person(
                duties: Array(repeating: [], count: rounds.count),
                mayBeOut: Array(repeating: false, count: rounds.count))
            for variant in rules.allVariants(of: attendee) {
                person.standings[variant.cancelled] = variant.rounds.map(\.standing)
                for (round, outlook) in variant.rounds.enumerated() {
                    if case .onDuty(let session, _) = outlook.standing, !person.duties[round].contains(session) {
                        person.duties[round].append(session)
                    }
                    if outlook.standing == .excused { person.mayBeOut[round] = true }
                }
            }
            people[attendee] = person
        }
        self.people = people
        self.surelyPlaced = surelyPlaced
        present = rounds.map { round in event.attendees.count { !$0.absent.contains(round) } }
    }

    /// Everybody who may have a place in the round.
    func mayBePlaced(in round: Int) -> [AttendeeIndex] {
        event.attendees.indices.map { AttendeeIndex($0) }.filter { rules.presence(of: $0, round: round) != .none }
    }

    /// The same for the event in which everybody who is excused in any case is absent; nil where nobody is.
    func withoutExcused() -> Loosening? { event.withExcusedAbsent(rules).map { Loosening($0) } }

    /// The rules of the event without some of them, and whether anybody had to be spared.
    func rules(_ left: Event) -> (rules: RuleBook, isLoosened: Bool) {
        var variants: [AttendeeIndex: [RuleVariant]] = [:]
        let plain = RuleBook(withoutFindings: left)
        let companions = Loosening.companions(left)
        for (attendee, person) in people {
            let own = plain.allVariants(of: attendee)
            if Loosening.isUnchanged(own, person) { continue }
            let loosened = own.map { Loosening.loosened($0, person) }
            // Who has no companions goes alone anyway.
            variants[attendee] = zip(own, loosened).flatMap {
                Loosening.apart($0, $1, person, companions: companions[attendee] ?? 0)
            }
        }
        return (plain.with(variants, countingDutiesAsIn: rules), !variants.isEmpty)
    }

    /// Whether they do in every round what they did, whatever is cancelled; then more sessions at most are open to them.
    private static func isUnchanged(_ variants: [RuleVariant], _ person: Person) -> Bool {
        variants.count == person.standings.count
            && variants.allSatisfy { variant in
                guard let before = person.standings[variant.cancelled] else { return false }
                return zip(before, variant.rounds).allSatisfy { isSame($0, $1.standing) }
            }
    }

    private static func isSame(_ a: Standing, _ b: Standing) -> Bool {
        if a.isFree && b.isFree { return true }
        if case .onDuty(let x, _) = a, case .onDuty(let y, _) = b { return x == y }
        return a == b
    }

    /// By person of a group that stays together: how many others there are at most.
    private static func companions(_ event: Event) -> [AttendeeIndex: Int] {
        var companions: [AttendeeIndex: Int] = [:]
        for group in event.groups where group.rule == .together {
            for member in group.members { companions[member, default: 0] += group.members.count - 1 }
        }
        return companions
    }

    /// Ways are multiplied with those of companions: more rounds than this are not told apart, with few companions.
    private static let mostRounds = 6

    /// The loosened variant as several, where there are companions: in each round in which they would be freed, alone as
    /// they were, or with these wherever they may be now. Where that would be very many, as one in which they may be
    /// anywhere alone: then a set may have a rule that could be spared.
    private static func apart(
        _ own: RuleVariant, _ loosened: RuleVariant, _ person: Person, companions: Int
    ) -> [RuleVariant] {
        let rounds = loosened.rounds.indices.filter {
            loosened.rounds[$0].isAlone && own.rounds[$0].standing.isFree && !own.rounds[$0].regrets.isEmpty
        }
        guard companions > 0, !rounds.isEmpty, rounds.count * companions <= mostRounds else { return [loosened] }
        return rounds.reduce([loosened]) { ways, round in
            ways.flatMap { way -> [RuleVariant] in
                var alone = way, together = way
                let places = person.duties[round]
                alone.rounds[round].regrets.removeAll { !places.contains($0.session) }
                together.rounds[round] = own.rounds[round]
                return [alone, together]
            }
        }
    }

    private static func loosened(_ variant: RuleVariant, _ person: Person) -> RuleVariant {
        var variant = variant
        for (round, duties) in person.duties.enumerated() {
            let standing = variant.rounds[round].standing
            let places = duties.filter { !variant.cancelled.contains($0) }
            guard standing.isFree || standing == .excused && !places.isEmpty else { continue }
            if !places.isEmpty {
                let known = Set(variant.rounds[round].regrets.map(\.session))
                variant.rounds[round].standing = .noPreference
                variant.rounds[round].isShut = false
                variant.rounds[round].isAlone = true
                variant.rounds[round].regrets += places.filter { !known.contains($0) }.map { ($0, 0) }
                variant.rounds[round].regrets.sort { $0.session < $1.session }
            }
            if person.mayBeOut[round] {
                variant.rounds[round].isAlone = true
                variant.rounds[round].isOptional = true
            }
        }
        return variant
    }
}

extension Event {
    /// Whoever is excused from a round in any case is absent from it.
    fileprivate func withExcusedAbsent(_ rules: RuleBook) -> Event? {
        let isExcused = attendees.indices.map { index in
            (0..<roundCount).filter { round in
                let attendee = AttendeeIndex(index)
                // Also whom two duties would keep busy of which one must be cancelled.
                return rules.table.standing(of: attendee, round: round) != .absent
                    && rules.presence(of: attendee, round: round) == .none
            }
        }
        guard isExcused.contains(where: { !$0.isEmpty }) else { return nil }
        return replacing(
            attendees: zip(attendees, isExcused).map { $1.isEmpty ? $0 : $0.missing($1) })
    }
}

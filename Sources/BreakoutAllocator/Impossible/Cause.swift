import BreakoutModel

/// One smallest set of rules that cannot hold together, with what shows that they cannot.
struct Cause {
    let core: [Rule]
    /// Whether it is known that without any one of the rules the others can hold.
    let isSmallest: Bool
    /// Whether that is also so when whoever is freed by it is asked all that others are (`Loosening`), as long as the rules
    /// that it relies on stay.
    let isLiteral: Bool
    let reliedOn: [Rule]
    var proof: Proof
    /// Where the minimums of a round are too much for all of its people: all of them, also where fewer would be too much.
    let minimumsOfRound: [Rule]
    /// Of these as few as are too much already.
    let enough: [SessionIndex]

    /// The rules that are told: of a round whose minimums are told, all of these. Where the minimums of the core are not too
    /// much by themselves, it says something else than the minimums of the round, and these need nothing beside them.
    var told: [Rule] {
        if minimumsOfRound.isEmpty { return core }
        let isOwn = enough.allSatisfy { core.contains(.minimum($0)) }
        return isOwn ? minimumsOfRound + core.filter { !minimumsOfRound.contains($0) } : minimumsOfRound
    }

    /// What can be counted on the fingers; `.none` where it takes more than that.
    enum Proof {
        /// These people can be in these sessions of the round only, which hold fewer.
        case seats(round: Int, sessions: [SessionIndex], isWholeRound: Bool, people: [AttendeeIndex], seats: Int)
        /// Only these people can be in these sessions of the round, which need more.
        case minimums(round: Int, sessions: [SessionIndex], isWholeRound: Bool, people: [AttendeeIndex], minimum: Int)
        /// People who stay together fit in no room of the round that all of them may have.
        case together(round: Int, people: [AttendeeIndex], largestRoom: Int)
        /// More people to keep apart than there are sessions for them.
        case apart(round: Int, people: [AttendeeIndex], sessions: Int, group: Int)
        /// More people of one organisation than the sessions can take of it.
        case spread(
            round: Int, people: [AttendeeIndex], sessions: Int, places: Int, organisation: OrganisationIndex)
        /// Nothing in the round is open to these people.
        case shut(round: Int, people: [AttendeeIndex])
        /// For these people no sessions go together, one of each round.
        case noDay(people: [AttendeeIndex])
        /// These people can be in these sessions of the round only, which can take fewer, all rules of the set counted.
        case crowd(round: Int, sessions: [SessionIndex], people: [AttendeeIndex], places: Int)
        /// These sessions of the round need more people than can come to them, all rules of the set counted.
        case drought(round: Int, sessions: [SessionIndex], people: [AttendeeIndex], minimum: Int, places: Int)
        case none

        /// Where it is counted.
        var round: Int? {
            switch self {
            case .seats(let round, _, _, _, _), .minimums(let round, _, _, _, _), .together(let round, _, _),
                .apart(let round, _, _, _), .spread(let round, _, _, _, _), .shut(let round, _),
                .crowd(let round, _, _, _), .drought(let round, _, _, _, _):
                round
            case .noDay, .none: nil
            }
        }
    }

    /// Of which rounds its people are counted: all of those in which it names a session, or all that there are.
    func rounds(of event: Event) -> [Int] {
        if let round = proof.round { return [round] }
        let named = Set(core.compactMap { $0.session.map { event[$0].round } })
        return named.isEmpty ? Array(0..<event.roundCount) : named.sorted()
    }

    /// The last core of the search; what holds is the rules of the core alone.
    init(core: [Rule], _ search: CoreSearch) {
        self.core = core
        isSmallest = search.isSmallest
        isLiteral = search.isLiteral
        reliedOn = search.reliedOn
        let (left, rules) = search.rules(of: core + search.reliedOn)
        let view = CauseView(event: left, rules: rules, core: core)
        let shown = search.leeway == .unplaced ? view.proofUnplaced() : view.proof()
        proof = search.wholeRound(shown, core)
        minimumsOfRound = proof.minimums(of: search.event)
        enough = proof.enough(of: search.event, core)
    }

    /// These minimums are too much for all who may be in the round.
    init(minimums sessions: [SessionIndex], round: Int, people: [AttendeeIndex], event: Event) {
        core = sessions.map { .minimum($0) }
        isSmallest = true
        isLiteral = true
        reliedOn = []
        proof = .minimums(
            round: round, sessions: sessions, isWholeRound: true, people: people,
            minimum: sessions.reduce(0) { $0 + event[$1].minimum })
        minimumsOfRound = proof.minimums(of: event)
        enough = sessions
    }
}

extension CoreSearch {
    /// Where some minimums of a round are too much for those who may come: told of the round where all of them are too much
    /// for everybody, those included whom rules keep away; or where those of the core are for all who may be there.
    fileprivate func wholeRound(_ proof: Cause.Proof, _ core: [Rule]) -> Cause.Proof {
        guard case .minimums(let round, let sessions, _, _, let minimum) = proof else { return proof }
        let needy = event.sessions(inRound: round).filter { !event[$0].cancellable }
        func sum(_ sessions: [SessionIndex]) -> Int { sessions.reduce(0) { $0 + event[$1].minimum } }
        let people = mayBePlaced(in: round)
        return sum(needy) > real.present[round] || sum(needy.filter { core.contains(.minimum($0)) }) > people.count
            ? .minimums(round: round, sessions: sessions, isWholeRound: true, people: people, minimum: minimum) : proof
    }
}

extension Cause.Proof {
    fileprivate func minimums(of event: Event) -> [Rule] {
        guard case .minimums(let round, _, isWholeRound: true, _, _) = self else { return [] }
        return event.sessions(inRound: round).filter { event[$0].minimum > 0 && !event[$0].cancellable }.map {
            .minimum($0)
        }
    }

    /// Minimums of the whole round that are too much already: those of the core, where they are.
    fileprivate func enough(of event: Event, _ core: [Rule]) -> [SessionIndex] {
        guard case .minimums(_, _, isWholeRound: true, let people, _) = self else { return [] }
        func sum(_ sessions: [SessionIndex]) -> Int { sessions.reduce(0) { $0 + event[$1].minimum } }
        let all = minimums(of: event), own = all.filter(core.contains).compactMap(\.session)
        if sum(own) > people.count { return own }
        var few = all.compactMap(\.session)
        for session in few where sum(few) - event[session].minimum > people.count { few.removeAll { $0 == session } }
        return few
    }
}

/// The event with the rules of a core alone, looked at for something to count.
private struct CauseView {
    let event: Event
    let rules: RuleBook
    let core: [Rule]

    func proof() -> Cause.Proof {
        for round in 0..<event.roundCount {
            let shut = surely(round) { $0.isEmpty }
            if !shut.isEmpty { return .shut(round: round, people: shut) }
            if let found = seats(round) ?? minimums(round) ?? together(round) ?? apart(round) ?? spread(round) {
                return found
            }
        }
        return noDay() ?? counted() ?? .none
    }

    /// Where people may be left without a place: then only minimums are in the way.
    func proofUnplaced() -> Cause.Proof {
        (0..<event.roundCount).lazy.compactMap(minimums).first ?? .none
    }

    /// What a round's flow shows beyond all these.
    private func counted() -> Cause.Proof? {
        guard rules.impossibleDuties.isEmpty,
            case .impossible(let cut) = SeatCheck(event, rules).verdict(), !cut.sessions.isEmpty
        else { return nil }
        let isPlain = cut.organisations.isEmpty && cut.groups.isEmpty
        guard cut.isOfMinimums else {
            return isPlain
                ? .seats(
                    round: cut.round, sessions: cut.sessions, isWholeRound: false, people: cut.people, seats: cut.places
                )
                : .crowd(round: cut.round, sessions: cut.sessions, people: cut.people, places: cut.places)
        }
        let minimum = cut.sessions.reduce(0) { $0 + event[$1].minimum }
        return isPlain
            ? .minimums(
                round: cut.round, sessions: cut.sessions, isWholeRound: false, people: cut.people, minimum: minimum)
            : .drought(
                round: cut.round, sessions: cut.sessions, people: cut.people, minimum: minimum, places: cut.places)
    }

    /// People who are placed in the round in any case.
    private func surely(_ round: Int, where isMeant: ([SessionIndex]) -> Bool = { _ in true }) -> [AttendeeIndex] {
        people(round, where: isMeant).filter { rules.presence(of: $0, round: round) == .sure }
    }

    /// People who are, or may be.
    private func people(_ round: Int, where isMeant: ([SessionIndex]) -> Bool) -> [AttendeeIndex] {
        event.attendees.indices.map { AttendeeIndex($0) }.filter {
            rules.presence(of: $0, round: round) != .none && isMeant(rules.options(of: $0, round: round))
        }
    }

    private func seats(_ round: Int) -> Cause.Proof? {
        let all = event.sessions(inRound: round)
        let sessions = all.filter { core.contains(.capacity($0)) }
        guard !sessions.isEmpty else { return nil }
        let people = surely(round) { $0.allSatisfy(sessions.contains) }
        let seats = sessions.reduce(0) { $0 + (event[$1].capacity ?? 0) }
        guard people.count > seats else { return nil }
        return .seats(
            round: round, sessions: sessions, isWholeRound: sessions == all, people: people, seats: seats)
    }

    private func minimums(_ round: Int) -> Cause.Proof? {
        let all = event.sessions(inRound: round)
        let sessions = all.filter { core.contains(.minimum($0)) && !event[$0].cancellable }
        guard !sessions.isEmpty else { return nil }
        let people = people(round) { options in options.contains(where: sessions.contains) }
        let minimum = sessions.reduce(0) { $0 + event[$1].minimum }
        guard people.count < minimum else { return nil }
        let isWholeRound =
            sessions == all.filter { event[$0].minimum > 0 } && people.count == self.people(round) { _ in true }.count
        return .minimums(
            round: round, sessions: sessions, isWholeRound: isWholeRound, people: people, minimum: minimum)
    }

    private func together(_ round: Int) -> Cause.Proof? {
        for case .group(let index) in core {
            guard let group = group(index), group.rule == .together else { continue }
            let free = group.members.filter { isBound($0, round) }
            guard free.count > 1 else { continue }
            let common = event.sessions(inRound: round).filter { session in
                free.allSatisfy { rules.options(of: $0, round: round).contains(session) }
            }
            let rooms = common.map { event[$0].capacity ?? .max }
            let largest = rooms.max() ?? 0
            if largest < free.count { return .together(round: round, people: free, largestRoom: largest) }
        }
        return nil
    }

    /// Whether they stay with their companions in the round in any case.
    private func isBound(_ attendee: AttendeeIndex, _ round: Int) -> Bool {
        !event.isThere(attendee, round: round)
            && rules.allVariants(of: attendee).allSatisfy {
                $0.rounds[round].standing.isFree && !$0.rounds[round].isAlone
            }
    }

    /// A group by its place in the whole event.
    private func group(_ index: Int) -> Group? {
        let kept = core.compactMap { rule -> Int? in
            if case .group(let group) = rule { group } else { nil }
        }.sorted()
        return kept.firstIndex(of: index).map { event.groups[$0] }
    }

    private func apart(_ round: Int) -> Cause.Proof? {
        for case .group(let index) in core {
            guard let group = group(index), group.rule == .apart else { continue }
            let members = Set(group.members), there = surely(round).filter(members.contains)
            let sessions = Set(there.flatMap { rules.options(of: $0, round: round) })
            // People with a duty at one session may both be there.
            let places = sessions.reduce(0) { $0 + max(1, rules.onDuty(members, at: $1, round: round)) }
            if places < there.count {
                return .apart(round: round, people: there, sessions: sessions.count, group: index)
            }
        }
        return nil
    }

    private func spread(_ round: Int) -> Cause.Proof? {
        guard let maximum = event.settings.maximumPerOrganisation else { return nil }
        for case .spread(let organisation) in core {
            let there = surely(round).filter { event[$0].organisation == organisation }
            let members = event.attendees.indices.map { AttendeeIndex($0) }.filter {
                event[$0].organisation == organisation
            }
            let sessions = Set(there.flatMap { rules.options(of: $0, round: round) })
            let places = sessions.reduce(0) { sum, session in
                let limit = max(maximum, rules.onDuty(members, at: session, round: round))
                return sum + min(limit, event[session].capacity ?? limit)
            }
            if places < there.count {
                return .spread(
                    round: round, people: there, sessions: sessions.count, places: places, organisation: organisation)
            }
        }
        return nil
    }

    private func noDay() -> Cause.Proof? {
        let people = event.attendees.indices.map { AttendeeIndex($0) }.filter { attendee in
            rules.variants[attendee].map { variants in !variants.contains { hasDay($0, [], from: 0) } }
                ?? !hasDay(rules.allVariants(of: attendee)[0], [], from: 0)
        }
        return people.isEmpty ? nil : .noDay(people: people)
    }

    private func hasDay(_ variant: RuleVariant, _ chosen: [SessionIndex], from round: Int) -> Bool {
        guard round < event.roundCount else { return true }
        let outlook = variant.rounds[round]
        if !outlook.standing.isFree || outlook.isOptional { return hasDay(variant, chosen, from: round + 1) }
        return outlook.regrets.contains { entry in
            !chosen.contains { rules.table.conflicts.contains(SessionPair($0, entry.session)) }
                && hasDay(variant, chosen + [entry.session], from: round + 1)
        }
    }
}

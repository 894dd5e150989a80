import BreakoutModel

/// Whether the people of each round fit into its sessions, everything but the ties between rounds and between people
/// counted exactly.
///
/// Problem. In one round each person goes to one of the sessions that they may have. A session takes no more people
/// than its room holds and no fewer than its minimum, and no more of one organisation, or of people to keep apart, than
/// allowed. Is that possible? If not: who competes for what?
///
/// Idea. That is a flow from people through (organisation, session) to sessions, with lower and upper limits. People
/// with the same sessions and the same organisation are one node. Where the flow is too small, the nodes that more
/// flow could still reach are a cut, and the cut is the reason (Hall 1935; Hoffman 1960): people who can be only in
/// some sessions that hold too few, or sessions that need more people than may be there.
///
/// What is left out is left out to the safe side: people who stay together may be apart, but need a room for all of
/// them, which may have so many of one organisation, and none of whom two should stay apart; sessions of two rounds that
/// clash count only where nothing else is left to somebody; a session that may be cancelled keeps no minimum, and whoever
/// has a duty there may be wherever cancelling it would let them be. So *impossible* always holds, and *possible* where
/// nothing was left out.
///
/// Complexity: linear in the people for the classes, then a flow whose size depends on the number of classes.
struct SeatCheck {
    /// Why a round is impossible.
    struct Cut {
        let round: Int
        /// Seats: people who can be in `sessions` only. Minimums: all people who can be in `sessions`.
        let people: [AttendeeIndex]
        let sessions: [SessionIndex]
        let isOfMinimums: Bool
        /// Seats: how many people `sessions` take, the spread counted. Minimums: how many come at most.
        let places: Int
        /// Whose spread has a part in it, and which groups of people to keep apart.
        let organisations: [OrganisationIndex]
        let groups: [Int]
        /// The largest number of those people who stay together.
        let largestParty: Int
    }

    enum Verdict {
        case impossible(Cut)
        case possible
        /// Nothing is in the way that can be counted; what was left out may be.
        case open
    }

    let event: Event
    let rules: RuleBook
    /// Whether everything was counted exactly, as far as is known.
    private(set) var isWhole = true
    /// Per round, row-major by attendee: a bit for each session of the round that they may have.
    private var masks: [[UInt64]] = []
    private let wordCounts: [Int]
    /// Per attendee: whether what they may have depends on what is cancelled.
    private let isLoose: [Bool]
    /// Per attendee the group of people to keep apart that counts, and the organisation, or -1.
    private var groupOf: [Int32]
    private var organisationOf: [Int32]
    private var largestParties: [Int]

    /// The event must not ask anything impossible of one person. With `roomsMayGrow` a room that is too small for people who
    /// stay together is open to them all the same.
    init(_ event: Event, _ rules: RuleBook, roomsMayGrow: Bool = false) {
        self.event = event
        self.rules = rules
        wordCounts = event.sessionRanges.map { ($0.count + 63) / 64 }
        var isLoose = [Bool](repeating: false, count: event.attendees.count)
        for attendee in rules.variants.keys { isLoose[attendee.value] = true }
        self.isLoose = isLoose
        groupOf = Array(repeating: -1, count: event.attendees.count)
        organisationOf = groupOf
        largestParties = Array(repeating: 1, count: event.roundCount)
        if !rules.variants.isEmpty || event.sessions.contains(where: { $0.cancellable && $0.minimum > 0 }) {
            isWhole = false
        }
        masks = (0..<event.roundCount).map { mask(round: $0) }
        for round in 0..<event.roundCount { joinParties(round, roomsMayGrow) }
        if !rules.table.conflicts.isEmpty { dropDeadEnds() }
        tieOrganisations()
    }

    /// Whether rooms and minimums are all that there is: then adding them up (`Findings.impossibleRooms`) says it all.
    static func isNeedless(for event: Event) -> Bool {
        event.duties.isEmpty && event.groups.isEmpty && event.settings.maximumPerOrganisation == nil
            && event.pins.isEmpty && event.sessions.allSatisfy { $0.openTo.isEmpty && $0.requiredFor == .nobody }
            && event.fixedItems.allSatisfy { $0.requiredFor == .nobody }
    }

    func verdict() -> Verdict {
        for round in 0..<event.roundCount {
            var flow = RoundFlow(self, round)
            if let cut = flow.cut() { return .impossible(cut) }
        }
        return isWhole ? .possible : .open
    }

    /// The fewest extra seats and missing people with which the flows fit, by session: no fewer can do, and what was left
    /// out may need more. Nil when nothing of the kind helps.
    func shortage(seats: Bool, minimums: Bool) -> (seats: [Int], lowerings: [Int])? {
        var found = (seats: [Int](repeating: 0, count: event.sessions.count), lowerings: [Int]())
        found.lowerings = found.seats
        for round in 0..<event.roundCount {
            var flow = RoundFlow(self, round, addsSeats: seats, lowersMinimums: minimums)
            guard flow.fill(&found.seats, &found.lowerings) else { return nil }
        }
        return found
    }

    // MARK: Who may be where

    private func mask(round: Int) -> [UInt64] {
        let words = wordCounts[round], range = event.sessionRanges[round], rules = rules, isLoose = isLoose
        return Parallel.map(event.attendees.count) { people in
            var masks = [UInt64](repeating: 0, count: words * people.count)
            for (place, index) in people.enumerated() {
                let attendee = AttendeeIndex(index)
                func allow(_ session: Int) {
                    let bit = session - range.lowerBound
                    masks[place * words + bit >> 6] |= 1 << UInt64(bit & 63)
                }
                if isLoose[index] {
                    for variant in rules.variants[attendee]! {
                        for entry in variant.rounds[round].regrets { allow(entry.session.value) }
                    }
                } else if rules.table.standing(of: attendee, round: round).isPlaced {
                    for session in range where rules.table.regret(of: attendee, in: SessionIndex(session)) != nil {
                        allow(session)
                    }
                }
            }
            return masks
        }.flatMap { $0 }
    }

    /// People of whom a session takes so many at most.
    private typealias PartyLimit = (people: [AttendeeIndex], most: Int, count: Int)

    /// Of which people there are more in the party than a session takes, unless duties there allow more: colleagues, and
    /// people to keep apart.
    private func limits(of party: [AttendeeIndex]) -> [PartyLimit] {
        var limits: [PartyLimit] = []
        if let maximum = event.settings.maximumPerOrganisation {
            for organisation in Set(party.compactMap { event[$0].organisation }) {
                let count = party.count { event[$0].organisation == organisation }
                guard count > maximum else { continue }
                let people = event.attendees.indices.map { AttendeeIndex($0) }
                limits.append((people.filter { event[$0].organisation == organisation }, maximum, count))
            }
        }
        for group in event.groups where group.rule == .apart {
            let count = party.count(where: group.members.contains)
            if count > 1 { limits.append((group.members, 1, count)) }
        }
        return limits
    }

    /// People who stay together have the sessions in common that may take them all.
    private mutating func joinParties(_ round: Int, _ roomsMayGrow: Bool) {
        let groups = event.groups.filter { $0.rule == .together }
        guard !groups.isEmpty else { return }
        var partners: [AttendeeIndex: Set<AttendeeIndex>] = [:]
        for group in groups {
            let free = group.members.filter { attendee in
                !isLoose[attendee.value] && rules.table.standing(of: attendee, round: round).isFree
                    && !event.isThere(attendee, round: round)
            }
            for member in free { partners[member, default: []].formUnion(free) }
        }
        let words = wordCounts[round], range = event.sessionRanges[round]
        for party in UnitBuilder.components(of: partners.keys.sorted(), partners: { partners[$0] ?? [] })
        where party.count > 1 {
            isWhole = false
            largestParties[round] = max(largestParties[round], party.count)
            let limits = limits(of: party)
            for word in 0..<words {
                var common = party.reduce(UInt64.max) { $0 & masks[round][$1.value * words + word] }
                for bit in 0..<64 where common & (1 << UInt64(bit)) != 0 {
                    let session = SessionIndex(range.lowerBound + word * 64 + bit)
                    let isTooSmall = !roomsMayGrow && (event[session].capacity.map { $0 < party.count } ?? false)
                    let isTooMany = limits.contains { $0.count > limit($0.people, $0.most, session.value, round) }
                    if isTooSmall || isTooMany { common &= ~(1 << UInt64(bit)) }
                }
                for member in party { masks[round][member.value * words + word] = common }
            }
        }
    }

    /// A session that clashes with all that somebody may have in another round is nothing for them.
    private mutating func dropDeadEnds() {
        // Per session and other round: the sessions of that round with which it does not clash.
        let compatible = event.sessions.indices.map { a in
            (0..<event.roundCount).map { round in
                var mask = [UInt64](repeating: 0, count: wordCounts[round])
                for (bit, b) in event.sessionRanges[round].enumerated()
                where !rules.table.conflicts.contains(SessionPair(SessionIndex(a), SessionIndex(b))) {
                    mask[bit >> 6] |= 1 << UInt64(bit & 63)
                }
                return mask
            }
        }
        for index in event.attendees.indices where !isLoose[index] {
            let rounds = (0..<event.roundCount).filter {
                rules.table.standing(of: AttendeeIndex(index), round: $0).isFree
            }
            var isChanged = rounds.count > 1
            while isChanged {
                isChanged = false
                for round in rounds {
                    for other in rounds where other != round {
                        if dropDeadEnds(of: index, round, other, compatible) { isChanged = true }
                    }
                }
            }
        }
    }

    /// Whether something was dropped; on the way it is seen whether a clash is left.
    private mutating func dropDeadEnds(
        of index: Int, _ round: Int, _ other: Int, _ compatible: [[[UInt64]]]
    ) -> Bool {
        let words = wordCounts[round], others = wordCounts[other], range = event.sessionRanges[round]
        var isChanged = false
        for bit in 0..<range.count where masks[round][index * words + bit >> 6] & (1 << UInt64(bit & 63)) != 0 {
            let fitting = compatible[range.lowerBound + bit][other]
            var fits = false, clashes = false
            for word in 0..<others {
                let own = masks[other][index * others + word]
                if own & fitting[word] != 0 { fits = true }
                if own & ~fitting[word] != 0 { clashes = true }
            }
            if !fits {
                masks[round][index * words + bit >> 6] &= ~(1 << UInt64(bit & 63))
                isChanged = true
            } else if clashes {
                isWhole = false
            }
        }
        return isChanged
    }

    private mutating func tieOrganisations() {
        if let maximum = event.settings.maximumPerOrganisation {
            var sizes = [Int](repeating: 0, count: event.organisations.count)
            for attendee in event.attendees { if let own = attendee.organisation { sizes[own.value] += 1 } }
            for (index, attendee) in event.attendees.enumerated() {
                if let own = attendee.organisation, sizes[own.value] > maximum {
                    organisationOf[index] = Int32(own.value)
                }
            }
        }
        for (number, group) in event.groups.enumerated() where group.rule == .apart && group.members.count > 1 {
            for member in group.members {
                // One of the two ties is left out.
                if groupOf[member.value] >= 0 || organisationOf[member.value] >= 0 { isWhole = false }
                if groupOf[member.value] < 0 {
                    groupOf[member.value] = Int32(number)
                    organisationOf[member.value] = -1
                }
            }
        }
    }

    /// The sessions of the round that somebody may have, with all that is counted of the other rounds and of companions.
    func options(of attendee: AttendeeIndex, round: Int) -> [SessionIndex] {
        let words = wordCounts[round]
        return event.sessionRanges[round].enumerated().filter { bit, _ in
            masks[round][attendee.value * words + bit >> 6] & (1 << UInt64(bit & 63)) != 0
        }.map { SessionIndex($0.element) }
    }

    // MARK: For a round's flow

    /// What makes people the same in a round.
    struct ClassKey: Hashable {
        let mask: [UInt64]
        let organisation: Int32
        let group: Int32
        /// Whether they may also be nowhere.
        let isOptional: Bool
    }

    /// Nil for who is not in the round.
    func key(of index: Int, round: Int) -> ClassKey? {
        let words = wordCounts[round]
        let presence = rules.presence(of: AttendeeIndex(index), round: round)
        guard presence != .none else { return nil }
        return ClassKey(
            mask: Array(masks[round][index * words..<(index + 1) * words]), organisation: organisationOf[index],
            group: groupOf[index], isOptional: presence == .maybe)
    }

    /// Whether two people have the same key.
    func areAlike(_ a: Int, _ b: Int, round: Int) -> Bool {
        guard organisationOf[a] == organisationOf[b], groupOf[a] == groupOf[b], !isLoose[a], !isLoose[b],
            rules.table.standing(of: AttendeeIndex(a), round: round).isPlaced,
            rules.table.standing(of: AttendeeIndex(b), round: round).isPlaced
        else { return false }
        let words = wordCounts[round]
        return (0..<words).allSatisfy { masks[round][a * words + $0] == masks[round][b * words + $0] }
    }

    /// How many of the organisation, or of the group, the session takes.
    func limit(_ people: [AttendeeIndex], _ maximum: Int, _ session: Int, _ round: Int) -> Int {
        max(maximum, rules.onDuty(people, at: SessionIndex(session), round: round))
    }

    func largestParty(_ round: Int) -> Int { largestParties[round] }
}

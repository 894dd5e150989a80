import BreakoutModel

/// Works through the attendees one by one.
struct RuleBookMaker {
    let event: Event
    let clock: Clock
    private(set) var table: ChoiceTable
    /// Of the people that are worked through at present.
    var rows: ChoiceRows
    var excusals: [RuleBook.Excusal] = []
    var contradictions: [Diagnostic] = []
    var dropped: [DroppedChoice] = []
    /// Who has nothing open in a round, and who must attend two things at once.
    private(set) var shut: [(attendee: AttendeeIndex, round: Int)] = []
    private var clashes: [Clash] = []
    /// The same, where cancelling a session leaves only one of the two.
    private(set) var avoidableClashes: [Clash] = []
    /// Per attendee what they must attend, cancelled sessions left out.
    private(set) var obligations: [[Obligation]]
    private let cancelled: Set<SessionIndex>
    /// Where attendees must not be.
    private(set) var exclusions: [AttendeeIndex: [SessionIndex]] = [:]
    /// By session: one of these roles is needed, unless there are none.
    let doors: [[RoleIndex]]
    /// By session: whether no role is needed.
    let opennessToAll: [Bool]

    /// Everybody who must do what cannot be done, whatever is cancelled, with the places of that.
    private(set) var overasked: [AttendeeIndex: Set<DutyPlace>] = [:]

    typealias Clash = (attendee: AttendeeIndex, first: Obligation, second: Obligation)

    init(event: Event, cancelled: Set<SessionIndex>) {
        self.event = event
        self.cancelled = cancelled
        clock = Clock(event.settings)
        doors = event.sessions.map(\.openTo)
        opennessToAll = event.sessions.map(\.openTo.isEmpty)
        table = ChoiceTable(growingFor: event, conflicts: RuleBookMaker.conflicts(of: event))
        rows = ChoiceRows(0..<0, of: event)
        obligations = Array(repeating: [], count: event.attendees.count)
    }

    mutating func apply() {
        gatherObligations()
        var empty = self
        empty.table = ChoiceTable(growingFor: event, conflicts: [])
        let maker = empty
        Parallel.forEach(event.attendees.count) { people in
            var piece = maker
            piece.rows = ChoiceRows(people, of: piece.event)
            for index in people { piece.apply(AttendeeIndex(index)) }
            return piece
        } take: { piece in
            add(piece)
            return true
        }
        for clash in clashes {
            overasked[clash.attendee, default: []].formUnion([clash.first.place, clash.second.place])
        }
        contradictions += Findings.nothingOpen(event, shut) + Findings.dutiesAtOnce(event, clashes)
    }

    /// Adds what was found of the next people.
    private mutating func add(_ piece: RuleBookMaker) {
        table.append(piece.rows)
        excusals += piece.excusals
        contradictions += piece.contradictions
        dropped += piece.dropped
        shut += piece.shut
        clashes += piece.clashes
        avoidableClashes += piece.avoidableClashes
        overasked.merge(piece.overasked) { $0.union($1) }
    }

    /// Whether nobody has to do it when the session is cancelled.
    func isAvoidable(_ obligation: Obligation) -> Bool {
        guard case .session(let session) = obligation.place else { return false }
        return event[session].cancellable
    }

    /// The sessions of one round that somebody must attend, where these are several.
    func dutiesInOneRound() -> [AttendeeIndex: [SessionIndex]] {
        var found: [AttendeeIndex: [SessionIndex]] = [:]
        for clash in avoidableClashes where inSameRound(clash.first, clash.second) {
            for case .session(let session) in [clash.first.place, clash.second.place] {
                found[clash.attendee, default: []].append(session)
            }
        }
        return found
    }

    /// Pairs of sessions of different rounds that no participant can have both of.
    private static func conflicts(of event: Event) -> Set<SessionPair> {
        let clock = Clock(event.settings)
        var pairs: Set<SessionPair> = []
        for (i, a) in event.sessions.enumerated() {
            for (j, b) in event.sessions.enumerated().dropFirst(i + 1) where a.round != b.round {
                if sameTopic(a, b) || clock.clash(.init(a), .init(b)) {
                    pairs.insert(SessionPair(SessionIndex(i), SessionIndex(j)))
                }
            }
        }
        return pairs
    }

    static func sameTopic(_ a: Session, _ b: Session) -> Bool { a.topic != nil && a.topic == b.topic }

    // MARK: Obligations

    private mutating func gatherObligations() {
        var liftedItems: Set<Int> = []
        for duty in event.duties where duty.kind == .excluded {
            switch duty.place {
            case .session(let session):
                exclusions[duty.attendee, default: []].append(session)
            case .fixedItem(let item):
                liftedItems.insert(duty.attendee.value * event.fixedItems.count + item.value)
            }
        }
        for duty in event.duties where duty.kind.bindsToSession {
            if case .session(let session) = duty.place, cancelled.contains(session) { continue }
            add(duty.place, duty.kind, duty.attendee, duty.origin)
        }
        for (position, session) in event.sessions.enumerated()
        where session.requiredFor != .nobody && !cancelled.contains(SessionIndex(position)) {
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard event.requirement(session.requiredFor, includes: attendee),
                    !event[attendee].absent.contains(session.round),
                    !isExcluded(attendee, SessionIndex(position))
                else { continue }
                add(.session(SessionIndex(position)), .member, attendee, session.origin)
            }
        }
        for (position, item) in event.fixedItems.enumerated() where item.requiredFor != .nobody {
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard event.requirement(item.requiredFor, includes: attendee),
                    !liftedItems.contains(index * event.fixedItems.count + position)
                else { continue }
                add(.fixedItem(FixedItemIndex(position)), .member, attendee, item.origin)
            }
        }
    }

    func isExcluded(_ attendee: AttendeeIndex, _ session: SessionIndex) -> Bool {
        exclusions[attendee]?.contains(session) ?? false
    }

    /// Adds an obligation; of several at one place the strongest counts: chair, then speaker, then member. Who is absent in
    /// every round is not there at all, and misses nothing that has no round.
    private mutating func add(
        _ place: DutyPlace, _ kind: DutyKind, _ attendee: AttendeeIndex, _ origin: Diagnostic.Location? = nil
    ) {
        if case .fixedItem = place, isAway(attendee) { return }
        let order: [DutyKind] = [.chair, .speaker, .member]
        let activity: Clock.Activity =
            switch place {
            case .session(let session): .init(event[session], onStage: kind.isOnStage)
            case .fixedItem(let item): .init(event[item], onStage: kind.isOnStage)
            }
        let obligation = Obligation(place: place, kind: kind, activity: activity, origin: origin)
        if let at = obligations[attendee.value].firstIndex(where: { $0.place == place }) {
            if order.firstIndex(of: kind)! < order.firstIndex(of: obligations[attendee.value][at].kind)! {
                obligations[attendee.value][at] = obligation
            }
        } else {
            obligations[attendee.value].append(obligation)
        }
    }

    private func isAway(_ attendee: AttendeeIndex) -> Bool {
        (0..<event.roundCount).allSatisfy(event[attendee].absent.contains)
    }

    // MARK: One attendee

    private mutating func apply(_ attendee: AttendeeIndex) {
        if applyUnbound(attendee) { return }
        checkObligations(attendee)
        for round in 0..<event.roundCount {
            let outlook = outlook(of: attendee, round: round, without: [])
            if outlook.isShut { shut.append((attendee, round)) }
            if outlook.standing == .excused {
                excusals.append(.init(attendee: attendee, round: round, causes: outlook.causes))
            }
            dropped += outlook.dropped
            rows.set(
                attendee, round: round, standing: outlook.standing, rankedCount: outlook.rankedCount,
                regrets: outlook.regrets)
        }
    }

    /// What the attendee may have in the round when these sessions, too, are cancelled.
    func outlook(of attendee: AttendeeIndex, round: Int, without cancelled: [SessionIndex]) -> RoundOutlook {
        if event[attendee].absent.contains(round) { return RoundOutlook(standing: .absent) }
        let left = obligations[attendee.value].filter { obligation in
            guard case .session(let session) = obligation.place else { return true }
            return !cancelled.contains(session)
        }
        if let duty = left.first(where: { isSession($0.place, ofRound: round) }),
            case .session(let session) = duty.place
        {
            return RoundOutlook(standing: .onDuty(session, duty.kind), regrets: [(session, 0)])
        }
        if let pin = event.pin(of: attendee, round: round) {
            var outlook = freeOutlook(of: attendee, round: round, left, pin: pin)
            outlook.regrets.removeAll { $0.session != pin }
            return outlook
        }
        return freeOutlook(of: attendee, round: round, left + begun(attendee))
    }

    /// Where the attendee is in rounds that have begun: nothing about that can be changed.
    private func begun(_ attendee: AttendeeIndex) -> [Obligation] {
        guard !event.pins.isEmpty else { return [] }
        return (0..<event.roundCount).compactMap { round in
            guard event.isThere(attendee, round: round), let session = event.pin(of: attendee, round: round),
                !obligations[attendee.value].contains(where: { $0.place == .session(session) })
            else { return nil }
            return Obligation(
                place: .session(session), kind: .member, activity: .init(event[session]), origin: nil)
        }
    }

    func isSession(_ place: DutyPlace, ofRound round: Int) -> Bool {
        guard case .session(let session) = place else { return false }
        return event[session].round == round
    }

    /// What one person must attend must itself be possible, for some way of cancelling sessions at least.
    private mutating func checkObligations(_ attendee: AttendeeIndex) {
        let list = obligations[attendee.value]
        for (i, a) in list.enumerated() {
            if case .session(let session) = a.place {
                if event[attendee].absent.contains(event[session].round) {
                    overasked[attendee, default: []].insert(a.place)
                    contradictions.append(Findings.dutyWhileAbsent(event, attendee, a))
                }
                if isExcluded(attendee, session) && !isAvoidable(a) {
                    overasked[attendee, default: []].insert(a.place)
                    contradictions.append(Findings.dutyAndExcluded(event, attendee, a))
                }
            }
            for b in list[(i + 1)...] {
                guard inSameRound(a, b) || clock.clash(a.activity, b.activity) else { continue }
                if isAvoidable(a) || isAvoidable(b) {
                    avoidableClashes.append((attendee, a, b))
                } else {
                    clashes.append((attendee, a, b))
                }
            }
        }
    }

    func inSameRound(_ a: Obligation, _ b: Obligation) -> Bool {
        guard case .session(let x) = a.place, case .session(let y) = b.place else { return false }
        return event[x].round == event[y].round
    }

    /// A round without a duty: what is open and can be reached, and what of the ranking is left. A session that the
    /// attendee is at already can be reached whatever the rules say.
    private func freeOutlook(
        of attendee: AttendeeIndex, round: Int, _ musts: [Obligation], pin: SessionIndex? = nil
    ) -> RoundOutlook {
        let excluded = exclusions[attendee] ?? []
        let open = event.sessions(inRound: round).filter {
            $0 == pin || isOpen(event[$0], to: attendee) && !excluded.contains($0)
        }
        guard !open.isEmpty else { return RoundOutlook(standing: .noPreference, isShut: true) }
        let reachable = open.filter { $0 == pin || obstacles(to: $0, among: musts).isEmpty }
        guard !reachable.isEmpty else {
            var causes: [DutyPlace] = []
            for place in open.flatMap({ obstacles(to: $0, among: musts) }).map(\.place) where !causes.contains(place) {
                causes.append(place)
            }
            return RoundOutlook(standing: .excused, causes: causes)
        }
        var outlook = RoundOutlook(standing: .noPreference)
        var valid: [RankedSession] = []
        for position in event.rankings.range(of: attendee, round: round) {
            let entry = event.rankings[position]
            if reachable.contains(entry.session) {
                valid.append(entry)
            } else {
                let reason = reason(attendee, entry.session, musts)
                outlook.dropped.append(.init(attendee: attendee, session: entry.session, reason: reason))
            }
        }
        if !valid.isEmpty { outlook.standing = .choosing }
        outlook.rankedCount = valid.count
        for session in reachable {
            let rank = valid.first { entry in entry.session == session }?.rank
            let above = rank.map { own in valid.count { entry in entry.rank < own } } ?? valid.count
            outlook.regrets.append((session, above))
        }
        return outlook
    }

    func isOpen(_ session: Session, to attendee: AttendeeIndex) -> Bool {
        session.openTo.isEmpty || event[attendee].roles.contains { session.openTo.contains($0) }
    }

    /// What of these the attendee must attend and cannot combine with the session.
    private func obstacles(to session: SessionIndex, among musts: [Obligation]) -> [Obligation] {
        musts.filter { obligation in
            if clock.clash(obligation.activity, .init(event[session])) { return true }
            guard case .session(let other) = obligation.place else { return false }
            return RuleBookMaker.sameTopic(event[other], event[session])
        }
    }

    private func reason(
        _ attendee: AttendeeIndex, _ session: SessionIndex, _ musts: [Obligation]
    ) -> DroppedChoice.Reason {
        if isExcluded(attendee, session) { return .excluded }
        if !isOpen(event[session], to: attendee) { return .notOpen }
        let clashes = musts.contains { clock.clash($0.activity, .init(event[session])) }
        return clashes ? .clash : .sameTopic
    }
}

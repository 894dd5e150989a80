import BreakoutModel

/// The rules and the clock, applied to an event: what everybody may have, and what the organiser should know.
public struct RuleBook: Sendable {
    public let table: ChoiceTable
    /// Warnings and notes; nothing here stops an allocation.
    public let findings: [Diagnostic]
    /// Why no allocation can exist, where that shows without solving; empty otherwise.
    public let contradictions: [Diagnostic]
    /// Who is excused, and because of what.
    public let excusals: [Excusal]

    public struct Excusal: Sendable {
        public let attendee: AttendeeIndex
        public let round: Int
        public let causes: [DutyPlace]
    }

    public init(_ event: Event) {
        var maker = RuleBookMaker(event: event)
        maker.apply()
        table = maker.table
        excusals = maker.excusals
        contradictions =
            Findings.notYetKept(event) + maker.contradictions + Findings.impossibleRooms(event, maker.table)
        findings = Findings.all(event, maker)
    }
}

/// Something a person must attend.
struct Obligation {
    let place: DutyPlace
    let kind: DutyKind
    let activity: Clock.Activity
}

/// A ranked session that its owner could never have.
struct DroppedChoice {
    enum Reason: Hashable { case notOpen, excluded, clash, sameTopic }
    let attendee: AttendeeIndex
    let session: SessionIndex
    let reason: Reason
}

/// Works through the attendees one by one.
struct RuleBookMaker {
    let event: Event
    let clock: Clock
    var table: ChoiceTable
    var excusals: [RuleBook.Excusal] = []
    var contradictions: [Diagnostic] = []
    var dropped: [DroppedChoice] = []
    /// Per attendee what they must attend, in the order of sessions and then fixed items.
    var obligations: [[Obligation]]
    /// Row-major by attendee and session: where the attendee must not be.
    private var exclusions: Set<Int> = []

    init(event: Event) {
        self.event = event
        clock = Clock(event.settings)
        table = ChoiceTable(event: event, conflicts: RuleBookMaker.conflicts(of: event))
        obligations = Array(repeating: [], count: event.attendees.count)
    }

    mutating func apply() {
        gatherObligations()
        for index in event.attendees.indices { apply(AttendeeIndex(index)) }
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
                exclusions.insert(duty.attendee.value * event.sessions.count + session.value)
            case .fixedItem(let item):
                liftedItems.insert(duty.attendee.value * event.fixedItems.count + item.value)
            }
        }
        for duty in event.duties where duty.kind.bindsToSession { add(duty.place, duty.kind, duty.attendee) }
        for (position, session) in event.sessions.enumerated() where session.requiredFor != .nobody {
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard event.requirement(session.requiredFor, includes: attendee),
                    !event[attendee].absent.contains(session.round),
                    !isExcluded(attendee, SessionIndex(position))
                else { continue }
                add(.session(SessionIndex(position)), .member, attendee)
            }
        }
        for (position, item) in event.fixedItems.enumerated() where item.requiredFor != .nobody {
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard event.requirement(item.requiredFor, includes: attendee),
                    !liftedItems.contains(index * event.fixedItems.count + position)
                else { continue }
                add(.fixedItem(FixedItemIndex(position)), .member, attendee)
            }
        }
    }

    func isExcluded(_ attendee: AttendeeIndex, _ session: SessionIndex) -> Bool {
        exclusions.contains(attendee.value * event.sessions.count + session.value)
    }

    /// Adds an obligation; of several at one place the strongest counts: chair, then speaker, then member.
    private mutating func add(_ place: DutyPlace, _ kind: DutyKind, _ attendee: AttendeeIndex) {
        let order: [DutyKind] = [.chair, .speaker, .member]
        let activity: Clock.Activity =
            switch place {
            case .session(let session): .init(event[session], onStage: kind.isOnStage)
            case .fixedItem(let item): .init(event[item], onStage: kind.isOnStage)
            }
        let obligation = Obligation(place: place, kind: kind, activity: activity)
        if let at = obligations[attendee.value].firstIndex(where: { $0.place == place }) {
            if order.firstIndex(of: kind)! < order.firstIndex(of: obligations[attendee.value][at].kind)! {
                obligations[attendee.value][at] = obligation
            }
        } else {
            obligations[attendee.value].append(obligation)
        }
    }

    // MARK: One attendee

    private mutating func apply(_ attendee: AttendeeIndex) {
        checkObligations(attendee)
        for round in 0..<event.roundCount {
            if event[attendee].absent.contains(round) { continue }
            let duty = obligations[attendee.value].first { isSession($0.place, ofRound: round) }
            if let duty, case .session(let session) = duty.place {
                table.set(
                    attendee, round: round, standing: .onDuty(session, duty.kind), regrets: [(session, 0)])
            } else {
                applyFree(attendee, round: round)
            }
        }
    }

    func isSession(_ place: DutyPlace, ofRound round: Int) -> Bool {
        guard case .session(let session) = place else { return false }
        return event[session].round == round
    }

    /// What one person must attend must itself be possible.
    private mutating func checkObligations(_ attendee: AttendeeIndex) {
        let list = obligations[attendee.value]
        for (i, a) in list.enumerated() {
            if case .session(let session) = a.place {
                if event[attendee].absent.contains(event[session].round) {
                    contradictions.append(Findings.dutyWhileAbsent(event, attendee, a))
                }
                if isExcluded(attendee, session) {
                    contradictions.append(Findings.dutyAndExcluded(event, attendee, a))
                }
            }
            for b in list[(i + 1)...] {
                if inSameRound(a, b) || clock.clash(a.activity, b.activity) {
                    contradictions.append(Findings.twoDutiesAtOnce(event, attendee, a, b))
                }
            }
        }
    }

    private func inSameRound(_ a: Obligation, _ b: Obligation) -> Bool {
        guard case .session(let x) = a.place, case .session(let y) = b.place else { return false }
        return event[x].round == event[y].round
    }

    /// A round without a duty: what is open and can be reached, and what of the ranking is left.
    private mutating func applyFree(_ attendee: AttendeeIndex, round: Int) {
        let open = event.sessions(inRound: round).filter {
            isOpen(event[$0], to: attendee) && !isExcluded(attendee, $0)
        }
        guard !open.isEmpty else {
            contradictions.append(Findings.nothingOpen(event, attendee, round))
            return
        }
        let reachable = open.filter { obstacles(to: $0, for: attendee).isEmpty }
        guard !reachable.isEmpty else {
            var causes: [DutyPlace] = []
            for place in open.flatMap({ obstacles(to: $0, for: attendee) }).map(\.place) where !causes.contains(place) {
                causes.append(place)
            }
            excusals.append(.init(attendee: attendee, round: round, causes: causes))
            table.set(attendee, round: round, standing: .excused)
            return
        }
        let valid = validRanking(attendee, round: round, reachable: reachable)
        var regrets: [(session: SessionIndex, regret: Int)] = []
        for session in reachable {
            let rank = valid.first { entry in entry.session == session }?.rank
            let above = rank.map { own in valid.count { entry in entry.rank < own } } ?? valid.count
            regrets.append((session, above))
        }
        table.set(
            attendee, round: round, standing: valid.isEmpty ? .noPreference : .choosing, rankedCount: valid.count,
            regrets: regrets)
    }

    private func isOpen(_ session: Session, to attendee: AttendeeIndex) -> Bool {
        session.openTo.isEmpty || event[attendee].roles.contains { session.openTo.contains($0) }
    }

    /// What the attendee must attend and cannot combine with the session.
    private func obstacles(to session: SessionIndex, for attendee: AttendeeIndex) -> [Obligation] {
        obligations[attendee.value].filter { obligation in
            if clock.clash(obligation.activity, .init(event[session])) { return true }
            guard case .session(let other) = obligation.place else { return false }
            return RuleBookMaker.sameTopic(event[other], event[session])
        }
    }

    /// The ranking without what its owner could never have; what goes is remembered.
    private mutating func validRanking(
        _ attendee: AttendeeIndex, round: Int, reachable: [SessionIndex]
    ) -> [RankedSession] {
        var valid: [RankedSession] = []
        for position in event.rankings.range(of: attendee, round: round) {
            let entry = event.rankings[position]
            if reachable.contains(entry.session) {
                valid.append(entry)
            } else {
                dropped.append(
                    .init(attendee: attendee, session: entry.session, reason: reason(attendee, entry.session)))
            }
        }
        return valid
    }

    private func reason(_ attendee: AttendeeIndex, _ session: SessionIndex) -> DroppedChoice.Reason {
        if isExcluded(attendee, session) { return .excluded }
        if !isOpen(event[session], to: attendee) { return .notOpen }
        let clashes = obstacles(to: session, for: attendee).contains { clock.clash($0.activity, .init(event[session])) }
        return clashes ? .clash : .sameTopic
    }
}

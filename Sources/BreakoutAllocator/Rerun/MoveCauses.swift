import BreakoutModel

/// Why a published placement is not kept: first what the rules ask of this one person, then what they ask of everybody
/// together, then what the organiser allowed. Every cause that is named is a fact that anyone can check: "the room
/// holds 24, and 30 people were told to go there".
struct MoveCauses {
    let event: Event
    let table: ChoiceTable
    let excusals: [RuleBook.Excusal]
    let allocation: Allocation
    let published: Published
    /// Whether more placements were moved than needed, so that not every move is a rule's.
    let hasExtraMoves: Bool
    private let headcounts: [Int]
    /// By session: who was told to go there and still may, and who must be there now without having been told.
    private let claims: [[AttendeeIndex]]

    init(
        event: Event, rules: RuleBook, allocation: Allocation, published: Published, hasExtraMoves: Bool
    ) {
        self.event = event
        table = rules.table
        excusals = rules.excusals
        self.allocation = allocation
        self.published = published
        self.hasExtraMoves = hasExtraMoves
        headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        var claims = [[AttendeeIndex]](repeating: [], count: event.sessions.count)
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<event.roundCount {
                if case .onDuty(let session, _) = rules.table.standing(of: attendee, round: round) {
                    claims[session.value].append(attendee)
                } else if let told = published[attendee, round]?.session,
                    rules.table.regret(of: attendee, in: told) != nil
                {
                    claims[told.value].append(attendee)
                }
            }
        }
        self.claims = claims
    }

    func cause(of place: Disturbance.Place) -> PlacementChange.Cause {
        let (attendee, round) = (place.attendee, place.round)
        switch table.standing(of: attendee, round: round) {
        case .absent: return .absent
        case .excused: return .excused(by: excusers(of: attendee, round))
        case .onDuty(_, let kind): return .onDuty(kind)
        case .choosing, .noPreference: break
        }
        guard let told = published[attendee, round]?.session, let now = allocation[attendee, round] else {
            return .sessionGone
        }
        if let own = ownRule(attendee, round, told) { return own }
        if let shared = sharedRule(attendee, round, told, now) { return shared }
        guard hasExtraMoves else { return .combination }
        let before = table.regret(of: attendee, in: told) ?? 0, after = table.regret(of: attendee, in: now) ?? 0
        return after < before ? .ownGain : .othersGain
    }

    private func excusers(of attendee: AttendeeIndex, _ round: Int) -> [String] {
        excusals.first { $0.attendee == attendee && $0.round == round }?.causes.map { Findings.name($0, event) } ?? []
    }

    // MARK: One person

    private func ownRule(_ attendee: AttendeeIndex, _ round: Int, _ told: SessionIndex) -> PlacementChange.Cause? {
        if isCancelled(told) { return .cancelled }
        if table.regret(of: attendee, in: told) == nil {
            if event.duties.contains(where: {
                $0.attendee == attendee && $0.kind == .excluded && $0.place == .session(told)
            }) {
                return .excluded
            }
            let openTo = event[told].openTo
            if !openTo.isEmpty && !event[attendee].roles.contains(where: { openTo.contains($0) }) { return .notOpen }
            if let obstacle = obstacle(attendee, told) { return obstacle }
        }
        for other in 0..<event.roundCount where other != round {
            guard let session = allocation[attendee, other], table.conflicts.contains(SessionPair(session, told)) else {
                continue
            }
            return conflict(event[session], event[told])
        }
        return nil
    }

    private func isCancelled(_ session: SessionIndex) -> Bool {
        event[session].cancellable && headcounts[session.value] == 0
    }

    /// What the attendee must attend and cannot combine with the session.
    private func obstacle(_ attendee: AttendeeIndex, _ told: SessionIndex) -> PlacementChange.Cause? {
        let clock = Clock(event.settings)
        for duty in event.duties where duty.attendee == attendee && duty.kind.bindsToSession {
            switch duty.place {
            case .session(let session):
                if session != told, let cause = clash(event[session], event[told], onStage: duty.kind.isOnStage, clock)
                {
                    return cause
                }
            case .fixedItem(let item):
                let activity = Clock.Activity(event[item], onStage: duty.kind.isOnStage)
                if clock.clash(activity, .init(event[told])) { return .clash(with: event[item].id) }
            }
        }
        for item in event.fixedItems
        where event.requirement(item.requiredFor, includes: attendee) && clock.clash(.init(item), .init(event[told])) {
            return .clash(with: item.id)
        }
        for (position, session) in event.sessions.enumerated()
        where SessionIndex(position) != told && event.requirement(session.requiredFor, includes: attendee) {
            if let cause = clash(session, event[told], onStage: false, clock) { return cause }
        }
        return nil
    }

    private func clash(_ must: Session, _ told: Session, onStage: Bool, _ clock: Clock) -> PlacementChange.Cause? {
        if clock.clash(.init(must, onStage: onStage), .init(told)) { return .clash(with: must.id) }
        return RuleBookMaker.sameTopic(must, told) ? .sameTopic(with: must.id) : nil
    }

    private func conflict(_ other: Session, _ told: Session) -> PlacementChange.Cause {
        RuleBookMaker.sameTopic(other, told) ? .sameTopic(with: other.id) : .clash(with: other.id)
    }

    // MARK: Everybody together

    private func sharedRule(
        _ attendee: AttendeeIndex, _ round: Int, _ told: SessionIndex, _ now: SessionIndex
    ) -> PlacementChange.Cause? {
        let claims = claims[told.value]
        if let capacity = event[told].capacity, claims.count > capacity {
            return .full(capacity: capacity, wanted: claims.count)
        }
        if let maximum = event.settings.maximumPerOrganisation, let organisation = event[attendee].organisation,
            claims.count(where: { event[$0].organisation == organisation }) > maximum
        {
            return .organisation(maximum: maximum)
        }
        for group in event.groups where group.members.contains(attendee) {
            switch group.rule {
            case .apart:
                if claims.count(where: { group.members.contains($0) }) > 1 { return .group(group.name) }
            case .together:
                let places = group.members.filter { table.standing(of: $0, round: round).isFree }
                    .map { published[$0, round]?.session }
                if Set(places).count > 1 { return .group(group.name) }
            }
        }
        let minimum = event[now].minimum
        if minimum > 0, self.claims[now.value].count < minimum, headcounts[now.value] <= minimum {
            return .minimum(session: event[now].id, minimum)
        }
        return nil
    }
}

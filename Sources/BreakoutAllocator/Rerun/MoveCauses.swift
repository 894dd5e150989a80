import BreakoutModel

/// Why a published placement is not kept: first what the rules ask of this one person, then what they ask of everybody
/// together, then what the organiser allowed. Every cause that is named is a fact that anyone can check: "the room
/// holds 24, and 30 people were told to go there". What one rule forbids while those who stay keep their places shows at
/// once; where several rules meet, a smallest set of them is looked for (`ForcedMove`).
struct MoveCauses {
    /// How long to look for causes that are not plain, for all people together.
    private static let seconds = 10.0

    let event: Event
    let table: ChoiceTable
    let excusals: [RuleBook.Excusal]
    let allocation: Allocation
    let published: Published
    /// Whether more placements were moved than needed, so that not every move is a rule's.
    let hasExtraMoves: Bool
    private let worse: Set<Disturbance.Place>
    private let forced: ForcedMove
    private let headcounts: [Int]
    /// By session: who was told to go there and still may, and who must be there now without having been told.
    private let claims: [[AttendeeIndex]]

    init(
        event: Event, rules: RuleBook, allocation: Allocation, published: Published, hasExtraMoves: Bool,
        worse: Set<Disturbance.Place>
    ) {
        self.event = event
        table = rules.table
        excusals = rules.excusals
        self.allocation = allocation
        self.published = published
        self.hasExtraMoves = hasExtraMoves
        self.worse = worse
        forced = ForcedMove(event, allocation, published, patience: Patience(seconds: MoveCauses.seconds))
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
        case .onDuty(let session, let kind): return duty(attendee, session, kind)
        case .choosing, .noPreference: break
        }
        guard let told = published[attendee, round]?.session, let now = allocation[attendee, round] else {
            return .sessionGone
        }
        if let own = ownRule(attendee, round, told) ?? sharedRule(attendee, round, told) { return own }
        switch forced.answer(place, isWorse: worse.contains(place)) {
        case .rules(let core, let people):
            let words = RuleWording(event: event, showsPlaces: false)
            return .rules(words.list(core), for: people.map { Findings.person($0, event) })
        case .unknown where !hasExtraMoves: return .combination
        case .notForced, .unknown: return gain(attendee, told, now)
        }
    }

    private func gain(_ attendee: AttendeeIndex, _ told: SessionIndex, _ now: SessionIndex) -> PlacementChange.Cause {
        let before = table.regret(of: attendee, in: told) ?? 0, after = table.regret(of: attendee, in: now) ?? 0
        return after < before ? .ownGain : .othersGain
    }

    private func excusers(of attendee: AttendeeIndex, _ round: Int) -> [String] {
        excusals.first { $0.attendee == attendee && $0.round == round }?.causes.map { Findings.name($0, event) } ?? []
    }

    private func duty(
        _ attendee: AttendeeIndex, _ session: SessionIndex, _ kind: DutyKind
    ) -> PlacementChange.Cause {
        let isNamed = event.duties.contains {
            $0.attendee == attendee && $0.place == .session(session) && $0.kind.bindsToSession
        }
        guard !isNamed, event.requirement(event[session].requiredFor, includes: attendee) else { return .onDuty(kind) }
        guard case .roles(let roles) = event[session].requiredFor else { return .required(roles: []) }
        return .required(roles: names(roles))
    }

    private func names(_ roles: [RoleIndex]) -> [String] { roles.map { event.roles[$0.value] } }

    // MARK: One person

    private func ownRule(_ attendee: AttendeeIndex, _ round: Int, _ told: SessionIndex) -> PlacementChange.Cause? {
        if isCancelled(told) { return .cancelled(minimum: event[told].minimum, wanted: wanted(told)) }
        if table.regret(of: attendee, in: told) == nil {
            if event.duties.contains(where: {
                $0.attendee == attendee && $0.kind == .excluded && $0.place == .session(told)
            }) {
                return .excluded
            }
            let openTo = event[told].openTo
            if !openTo.isEmpty && !event[attendee].roles.contains(where: { openTo.contains($0) }) {
                return .notOpen(to: names(openTo))
            }
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

    /// How many were told to be in the session and are not bound to another one now.
    private func wanted(_ session: SessionIndex) -> Int {
        let round = event[session].round
        return event.attendees.indices.count { index in
            let attendee = AttendeeIndex(index)
            return published[attendee, round]?.session == session && table.standing(of: attendee, round: round).isFree
        }
    }

    /// What the attendee must attend and cannot combine with the session.
    private func obstacle(_ attendee: AttendeeIndex, _ told: SessionIndex) -> PlacementChange.Cause? {
        for duty in event.duties where duty.attendee == attendee && duty.kind.bindsToSession {
            let isOnStage = duty.kind.isOnStage
            switch duty.place {
            case .session(let session):
                guard session != told, let cause = clash(event[session], event[told], onStage: isOnStage) else {
                    continue
                }
                return cause
            case .fixedItem(let item):
                let activity = Clock.Activity(event[item], onStage: isOnStage)
                if clock.clash(activity, .init(event[told])) { return clash(event[item].id, activity, event[told]) }
            }
        }
        for item in event.fixedItems
        where event.requirement(item.requiredFor, includes: attendee) && clock.clash(.init(item), .init(event[told])) {
            return clash(item.id, .init(item), event[told])
        }
        for (position, session) in event.sessions.enumerated()
        where SessionIndex(position) != told && event.requirement(session.requiredFor, includes: attendee) {
            if let cause = clash(session, event[told], onStage: false) { return cause }
        }
        return nil
    }

    private var clock: Clock { Clock(event.settings) }

    private func clash(_ must: Session, _ told: Session, onStage: Bool) -> PlacementChange.Cause? {
        let activity = Clock.Activity(must, onStage: onStage)
        if clock.clash(activity, .init(told)) { return clash(must.id, activity, told) }
        return RuleBookMaker.sameTopic(must, told) ? .sameTopic(with: must.id, topic: must.topic ?? "") : nil
    }

    private func clash(_ id: String, _ other: Clock.Activity, _ told: Session) -> PlacementChange.Cause {
        let isOverlap =
            other.time.map { time in told.time.map { $0.start < time.end && time.start < $0.end } ?? false } ?? false
        let isOneRoom = other.room != nil && other.room == told.room
        return .clash(
            .init(
                with: id, told: told.time, other: other.time,
                transfer: isOverlap || isOneRoom ? 0 : event.settings.transferMinutes))
    }

    private func conflict(_ other: Session, _ told: Session) -> PlacementChange.Cause {
        RuleBookMaker.sameTopic(other, told)
            ? .sameTopic(with: other.id, topic: told.topic ?? "") : clash(other.id, .init(other), told)
    }

    // MARK: Everybody together

    /// Who is in the session and must or may stay there: nothing that is decided about others takes them away.
    private func settled(in session: SessionIndex) -> [AttendeeIndex] {
        claims[session.value].filter { allocation[$0, event[session].round] == session }
    }

    /// What one rule forbids while those who stay keep their places.
    private func sharedRule(_ attendee: AttendeeIndex, _ round: Int, _ told: SessionIndex) -> PlacementChange.Cause? {
        let claims = claims[told.value], settled = settled(in: told)
        if let capacity = event[told].capacity, settled.count >= capacity {
            let onDuty = settled.filter { !table.standing(of: $0, round: round).isFree && !wasTold($0, told) }
            return .full(capacity: capacity, wanted: claims.count, onDuty: onDuty.map { Findings.person($0, event) })
        }
        if let maximum = event.settings.maximumPerOrganisation, let organisation = event[attendee].organisation,
            settled.count(where: { event[$0].organisation == organisation }) >= maximum
        {
            return .organisation(
                event.organisations[organisation.value], maximum: maximum,
                wanted: claims.count { event[$0].organisation == organisation })
        }
        for group in event.groups where group.members.contains(attendee) {
            if let cause = self.group(group, attendee, round, told, settled) { return cause }
        }
        return nil
    }

    private func wasTold(_ attendee: AttendeeIndex, _ session: SessionIndex) -> Bool {
        published[attendee, event[session].round]?.session == session
    }

    private func group(
        _ group: Group, _ attendee: AttendeeIndex, _ round: Int, _ told: SessionIndex, _ settled: [AttendeeIndex]
    ) -> PlacementChange.Cause? {
        let others = group.members.filter { $0 != attendee }
        switch group.rule {
        case .apart:
            guard let other = others.first(where: settled.contains) else { return nil }
            return .apart(group: group.name, from: Findings.person(other, event))
        case .together:
            let free = others.filter { table.standing(of: $0, round: round).isFree }
            if let other = free.first(where: { table.regret(of: $0, in: told) == nil }) {
                return .together(group: group.name, with: Findings.person(other, event), at: nil)
            }
            guard
                let other = free.first(where: { other in
                    allocation[other, round].map { $0 != told && wasTold(other, $0) } ?? false
                }), let place = allocation[other, round]
            else { return nil }
            return .together(group: group.name, with: Findings.person(other, event), at: event[place].id)
        }
    }
}

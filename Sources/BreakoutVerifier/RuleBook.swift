import BreakoutModel

/// The rules of the event, worked out anew: who must be where, who may be where, and what they would regret.
///
/// The one thing that depends on an allocation is which sessions are cancelled: whoever has a duty at a cancelled
/// session has no duty there, and is an ordinary attendee of that round. So outlooks are asked for with the set of
/// cancelled sessions.
struct RuleBook {
    let event: Event
    let clock: Clock
    /// By session.
    let activities: [Activity]
    /// Row-major by session and session: whether nobody can have both, as an ordinary participant.
    let conflicts: [Bool]
    /// By attendee: where they are bound, strongest kind at each place; a role's requirement counts as `member`.
    let bonds: [[Obligation]]
    /// By attendee: sessions and fixed items where they must not be.
    let exclusions: [Set<Obligation.Place>]
    /// By attendee: places where one row of the duties binds them and another excludes them.
    let contradictions: [[Activity]]

    init(event: Event) {
        self.event = event
        let clock = Clock(
            transfer: event.settings.transferMinutes, grace: event.settings.lateArrivalMinutes)
        self.clock = clock
        var rooms = Numbering(), topics = Numbering()
        let activities = event.sessions.map {
            Activity(
                id: $0.id, time: $0.time, room: $0.room.map { rooms.number($0) },
                topic: $0.topic.map { topics.number($0) })
        }
        let items = event.fixedItems.map {
            Activity(id: $0.id, time: $0.time, room: $0.room.map { rooms.number($0) }, topic: nil)
        }
        self.activities = activities
        conflicts = event.sessions.indices.flatMap { a in
            event.sessions.indices.map { b in
                event.sessions[a].round != event.sessions[b].round
                    && RuleBook.exclude(activities[a], false, activities[b], false, clock)
            }
        }
        let duties = DutyBook(event: event, sessions: activities, items: items)
        bonds = duties.bonds
        exclusions = duties.exclusions
        contradictions = duties.contradictions
    }

    func areInConflict(_ a: Int, _ b: Int) -> Bool { conflicts[a * event.sessions.count + b] }

    /// Whether one person cannot have both: the clock, or one topic.
    private static func exclude(
        _ a: Activity, _ aOnStage: Bool, _ b: Activity, _ bOnStage: Bool, _ clock: Clock
    ) -> Bool {
        (a.topic != nil && a.topic == b.topic) || clock.clash(a, onStage: aOnStage, b, onStage: bOnStage)
    }

    /// The sessions that may be cancelled and at which the attendee would then be free of a duty.
    func cancellableDuties(of attendee: Int) -> [Int] {
        bonds[attendee].compactMap { bond in
            guard case .session(let session) = bond.place, event.sessions[session].cancellable,
                !event.attendees[attendee].absent.contains(event.sessions[session].round)
            else { return nil }
            return session
        }
    }

    func outlook(of attendee: Int, cancelled: Set<Int>) -> Outlook {
        let obligations = obligations(of: attendee, cancelled: cancelled)
        let rounds = (0..<event.roundCount).map { round in
            self.outlook(of: attendee, round: round, obligations: obligations)
        }
        return Outlook(rounds: rounds, obligations: obligations)
    }

    /// What the attendee must attend. Who is absent in a round has no duty in it, and who is absent in every round
    /// is not there at all.
    func obligations(of attendee: Int, cancelled: Set<Int>) -> [Obligation] {
        let absent = event.attendees[attendee].absent
        guard (0..<event.roundCount).contains(where: { !absent.contains($0) }) else { return [] }
        return bonds[attendee].filter { bond in
            guard case .session(let session) = bond.place else { return true }
            return !absent.contains(event.sessions[session].round) && !cancelled.contains(session)
        }
    }

    private func outlook(of attendee: Int, round: Int, obligations: [Obligation]) -> RoundOutlook {
        if event.attendees[attendee].absent.contains(round) { return RoundOutlook(attendance: .absent) }
        let here = obligations.filter { $0.round == round }
        // Two duties in one round are a contradiction that is reported elsewhere; go by the strongest.
        if let duty = here.min(by: { $0.kind.strength > $1.kind.strength }),
            case .session(let session) = duty.place
        {
            return RoundOutlook(
                attendance: .onDuty(session, duty.kind),
                options: [Option(session: session, regret: 0, isRanked: false)])
        }
        let pin = pinned(attendee, round)
        // Where the attendee is in rounds that have begun stands as firm as a duty.
        let elsewhere = pin == nil ? begun(attendee) : []
        let open = event.sessionRanges[round].filter { $0 == pin || isOpen($0, to: attendee) }
        let possible = open.filter { session in
            session == pin
                || !obligations.contains { obligation in
                    RuleBook.exclude(
                        activities[session], false, obligation.activity, obligation.kind.isOnStage, clock)
                }
                    && !elsewhere.contains {
                        RuleBook.exclude(activities[session], false, activities[$0], false, clock)
                    }
        }
        if possible.isEmpty && !open.isEmpty { return RoundOutlook(attendance: .excused) }
        var outlook = freeOutlook(of: attendee, round: round, possible: possible)
        if let pin { outlook.options.removeAll { $0.session != pin } }
        return outlook
    }

    private func begun(_ attendee: Int) -> [Int] {
        event.pins.isEmpty ? [] : (0..<event.roundCount).compactMap { pinned(attendee, $0) }
    }

    /// Where the attendee is already, in a round that has begun.
    func pinned(_ attendee: Int, _ round: Int) -> Int? {
        event.pin(of: AttendeeIndex(attendee), round: round)?.value
    }

    /// Whether the attendee has a role that the session asks for, and is not excluded from it.
    func isOpen(_ session: Int, to attendee: Int) -> Bool {
        let openTo = event.sessions[session].openTo
        guard openTo.isEmpty || event.attendees[attendee].roles.contains(where: { openTo.contains($0) })
        else { return false }
        return exclusions[attendee].isEmpty || !exclusions[attendee].contains(.session(session))
    }

    /// Regrets: the number of valid ranked sessions strictly above; all of them for a session that was not ranked.
    private func freeOutlook(of attendee: Int, round: Int, possible: [Int]) -> RoundOutlook {
        let range = event.sessionRanges[round]
        var regretOf = [Int?](repeating: nil, count: range.count)
        var valid = [Bool](repeating: false, count: range.count)
        for session in possible { valid[session - range.lowerBound] = true }
        var count = 0, above = 0
        var previousRank: Int?
        for position in event.rankings.range(of: AttendeeIndex(attendee), round: round) {
            let entry = event.rankings[position]
            guard valid[entry.session.value - range.lowerBound] else { continue }
            if entry.rank != previousRank { above = count }
            previousRank = entry.rank
            regretOf[entry.session.value - range.lowerBound] = above
            count += 1
        }
        let options = possible.map { session in
            let ranked = regretOf[session - range.lowerBound]
            return Option(session: session, regret: ranked ?? count, isRanked: ranked != nil)
        }
        return RoundOutlook(
            attendance: count > 0 ? .choosing : .noPreference, options: options, rankedCount: count)
    }
}

extension RuleBook {
    /// Whether the two obligations cannot both be met by the clock.
    func clash(_ a: Obligation, _ b: Obligation) -> Bool {
        clock.clash(a.activity, onStage: a.kind.isOnStage, b.activity, onStage: b.kind.isOnStage)
    }
}

/// Gives equal names equal numbers.
struct Numbering {
    private var numbers: [String: Int] = [:]

    mutating func number(_ name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = numbers.count
        return numbers.count - 1
    }
}

extension DutyKind {
    /// Of several kinds at one place the strongest counts.
    var strength: Int {
        switch self {
        case .chair: 3
        case .speaker: 2
        case .member: 1
        case .excluded: 0
        }
    }
}

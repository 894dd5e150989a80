import BreakoutModel

/// Which rules force one published placement to be given up, where that does not show at once.
///
/// Problem. As few placements as possible are moved, and this is one of them. Which rules are to blame?
///
/// Idea. Everybody who stays is pinned to the place that they were told, and this person too. That cannot be, or one
/// placement fewer would have been moved. So the search for a smallest set of rules that cannot hold together
/// (`CoreSearch`) finds what is in the way: without any one of these rules, all of them could stay. Where more was moved
/// than needed, they often could; then nothing forced the move but the wish for something better. A place that is
/// wanted less was even then not given without need: everybody else where they are now, it could not have been kept.
///
/// Of those who are not pinned (late sign-ups, others who are moved) some may have a part in it: with only the rules of the
/// set, as many as possible are left out of the round, and the rest are named.
///
/// Cost. One flow per question, rarely a solve; the whole search for a run ends after `seconds`.
struct ForcedMove {
    enum Answer {
        case rules([Rule], people: [AttendeeIndex])
        /// All of them could stay.
        case notForced
        case unknown
    }

    private let event: Event
    private let allocation: Allocation
    private let published: Published
    private let patience: Patience

    init(_ event: Event, _ allocation: Allocation, _ published: Published, patience: Patience) {
        self.event = event
        self.allocation = allocation
        self.published = published
        self.patience = patience
    }

    func answer(_ place: Disturbance.Place, isWorse: Bool) -> Answer {
        let first = answer(place) { published[$0, $1]?.session == allocation[$0, $1] }
        guard case .notForced = first, isWorse else { return first }
        return answer(place) { _, _ in true }
    }

    private func answer(_ place: Disturbance.Place, _ stays: (AttendeeIndex, Int) -> Bool) -> Answer {
        guard !patience.isOver, let told = published[place.attendee, place.round]?.session else { return .unknown }
        let pinned = pinned(place, told, stays)
        var search = CoreSearch(pinned, leeway: .none, patience: patience)
        switch search.isFeasible(without: []) {
        case .yes: return .notForced
        case .unknown: return .unknown
        case .no: break
        }
        let core = search.core()
        guard search.isSmallest, !core.isEmpty, !patience.isOver else { return .unknown }
        return .rules(core, people: people(needed: place, core, search))
    }

    /// The event with everybody who stays where they are, and this person where they were told.
    private func pinned(
        _ place: Disturbance.Place, _ told: SessionIndex, _ stays: (AttendeeIndex, Int) -> Bool
    ) -> Event {
        // Rounds that have begun are as they are.
        var pins = event.pins
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<event.roundCount where event.pin(of: attendee, round: round) == nil {
                if attendee == place.attendee && round == place.round {
                    pins.append(Pin(attendee: attendee, session: told, isSupposed: true))
                } else if let session = allocation[attendee, round], stays(attendee, round) {
                    pins.append(Pin(attendee: attendee, session: session, isSupposed: true))
                }
            }
        }
        return event.with(attendees: event.attendees, pins: pins)
    }

    /// Who of those without a pin must have a place for the rules of the core not to hold.
    private func people(
        needed place: Disturbance.Place, _ core: [Rule], _ search: CoreSearch
    ) -> [AttendeeIndex] {
        var search = search
        let event = search.event
        let given = Set(event.rulesToGiveUp).subtracting(core)
        let dutiful = Set(event.duties.map(\.attendee))
        let free = event.attendees.indices.map { AttendeeIndex($0) }.filter { attendee in
            !event[attendee].absent.contains(place.round) && event.pin(of: attendee, round: place.round) == nil
                && !dutiful.contains(attendee)
        }
        var absent: Set<AttendeeIndex> = []
        return free.sparing(from: free.count / 2) { chunk in
            let left = absent.union(chunk)
            guard search.isFeasible(event.absent(left, round: place.round).without(given)) == .no else { return false }
            absent = left
            return true
        }
    }
}

extension Event {
    /// Without these people in the round.
    fileprivate func absent(_ people: Set<AttendeeIndex>, round: Int) -> Event {
        let attendees = attendees.enumerated().map { index, attendee in
            guard people.contains(AttendeeIndex(index)) else { return attendee }
            var absent = attendee.absent
            absent.insert(round)
            return attendee.with(absent: absent)
        }
        return with(attendees: attendees, pins: pins)
    }

    fileprivate func with(attendees: [Attendee], pins: [Pin]) -> Event {
        do {
            return try Event(
                settings: settings, sessions: sessions, fixedItems: fixedItems, attendees: attendees,
                organisations: organisations, roles: roles, rankings: rankings, duties: duties, groups: groups,
                pins: pins)
        } catch {
            preconditionFailure("keeping people where they are makes no event wrong: \(error)")
        }
    }
}

extension Event {
    /// By session: the seats that the settings ask to keep back for late sign-ups. None without a limit on the room; never
    /// seats of people who must be there, nor seats that the minimum needs; and where a round would have fewer seats than
    /// people, the largest reserves give way first.
    public var lateReserves: [Int] {
        guard let reserve = settings.lateReserve else { return Array(repeating: 0, count: sessions.count) }
        var bound = [Set<AttendeeIndex>](repeating: [], count: sessions.count)
        for duty in duties where duty.kind.bindsToSession {
            if case .session(let session) = duty.place { bound[session.value].insert(duty.attendee) }
        }
        var reserves = sessions.enumerated().map { position, session -> Int in
            guard let capacity = session.capacity else { return 0 }
            var there = bound[position]
            if session.requiredFor != .nobody {
                for index in attendees.indices where requirement(session.requiredFor, includes: AttendeeIndex(index)) {
                    there.insert(AttendeeIndex(index))
                }
            }
            let needed = max(there.count, session.minimum)
            return max(0, min(reserve.seats(ofCapacity: capacity), capacity - needed))
        }
        for (round, range) in sessionRanges.enumerated() {
            guard let spare = spareSeats(round) else { continue }
            while range.reduce(0, { $0 + reserves[$1] }) > max(0, spare) {
                let largest = range.max { reserves[$0] < reserves[$1] }!
                reserves[largest] -= 1
            }
        }
        return reserves
    }

    /// How many more seats a round has than people who are not absent; nil when a session has no limit.
    private func spareSeats(_ round: Int) -> Int? {
        var seats = 0
        for position in sessionRanges[round] {
            guard let capacity = sessions[position].capacity else { return nil }
            seats += capacity
        }
        return seats - attendees.count { !$0.absent.contains(round) }
    }

    /// The event with so many seats taken out of each room.
    public func keepingBack(_ seats: [Int]) -> Event {
        guard seats.contains(where: { $0 > 0 }) else { return self }
        do {
            return try Event(
                settings: settings,
                sessions: zip(sessions, seats).map { session, seats in
                    session.with(
                        capacity: session.capacity.map { max(0, $0 - seats) }, minimum: session.minimum,
                        cancellable: session.cancellable, requiredFor: session.requiredFor)
                }, fixedItems: fixedItems, attendees: attendees, organisations: organisations, roles: roles,
                rankings: rankings, duties: duties, groups: groups, pins: pins)
        } catch {
            preconditionFailure("a reserve makes no event wrong: \(error)")
        }
    }
}

/// Seats of a session that a first allocation kept back for late sign-ups: the part `keptBack` of `summary.json`.
public struct SeatsKeptBack: Hashable, Sendable, Codable {
    public var session: String
    public var seats: Int

    public init(session: String, seats: Int) {
        self.session = session
        self.seats = seats
    }
}

import BreakoutModel

/// Seats that stand free after a rerun, offered to those who would gain by them without moving anybody else.
///
/// Order: who gains most choices comes first; of equal gains the smaller lottery weight, then the attendee's key. Who
/// takes a seat leaves another, which is offered in turn. Each step makes one person better off and nobody worse off,
/// keeps every rule, and so the steps come to an end (the sum of regrets goes down with each).
public struct FreedSeats {
    private let event: Event
    private let table: ChoiceTable
    private let lottery: Lottery
    private let frozen: RoundSet
    /// By session: seats that are kept for late sign-ups.
    private let reserves: [Int]
    private var allocation: Allocation
    private var headcounts: [Int]
    /// People who belong together with somebody: a seat for one of them is none for the others.
    private let tied: Set<AttendeeIndex>

    public init(
        event: Event, table: ChoiceTable, allocation: Allocation, seed: UInt64, frozen: RoundSet = RoundSet()
    ) {
        self.event = event
        self.table = table
        self.allocation = allocation
        self.frozen = frozen
        lottery = Lottery(seed: seed)
        reserves = event.lateReserves
        headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        tied = Set(event.groups.filter { $0.rule == .together && $0.members.count > 1 }.flatMap(\.members))
    }

    private struct Wish {
        let attendee: AttendeeIndex
        let session: SessionIndex
        let gain: Int
        let weight: UInt32

        static func precedes(_ a: Wish, _ b: Wish) -> Bool {
            if a.gain != b.gain { return a.gain > b.gain }
            if a.weight != b.weight { return a.weight < b.weight }
            return a.attendee != b.attendee ? a.attendee < b.attendee : a.session < b.session
        }
    }

    /// Gives the seats away, one by one; the allocation afterwards.
    public func filled() -> (allocation: Allocation, seats: [FilledSeat]) {
        var state = self
        var seats: [FilledSeat] = []
        while let next = state.wishes().filter({ state.isFree($0) }).min(by: Wish.precedes) {
            seats.append(state.give(next))
        }
        return (state.allocation, seats)
    }

    /// Per session who would rather be there, in order, and to whom a seat is offered now.
    public func waitingLists() -> [WaitingList] {
        var offered: Set<Offer> = []
        for seat in filled().seats { offered.insert(Offer(attendee: seat.attendee, session: seat.to)) }
        let wishes = Dictionary(grouping: wishes(), by: \.session)
        return event.sessions.indices.compactMap { position -> WaitingList? in
            let session = SessionIndex(position)
            guard let own = wishes[session]?.sorted(by: Wish.precedes) else { return nil }
            return WaitingList(
                session: event[session].id, round: event[session].round + 1, free: freeSeats(session),
                entries: own.map { wish in
                    let attendee = event[wish.attendee]
                    return WaitingList.Entry(
                        attendee: attendee.id, name: attendee.name,
                        organisation: event.organisation(of: wish.attendee) ?? "",
                        from: allocation[wish.attendee, event[session].round].map { event[$0].id } ?? "",
                        gain: wish.gain,
                        isOffered: offered.contains(Offer(attendee: attendee.id, session: event[session].id)))
                })
        }
    }

    private struct Offer: Hashable {
        let attendee: String
        let session: String
    }

    /// Seats that may be offered; nil without a limit.
    private func freeSeats(_ session: SessionIndex) -> Int? {
        event[session].capacity.map { max(0, $0 - reserves[session.value] - headcounts[session.value]) }
    }

    private mutating func give(_ wish: Wish) -> FilledSeat {
        let round = event[wish.session].round
        let from = allocation[wish.attendee, round]!
        allocation[wish.attendee, round] = wish.session
        headcounts[from.value] -= 1
        headcounts[wish.session.value] += 1
        return FilledSeat(
            attendee: event[wish.attendee].id, round: round + 1, from: event[from].id, to: event[wish.session].id)
    }

    // MARK: Who would gain

    /// Everybody's wish for every session that they want more than their own and may have, seats apart.
    private func wishes() -> [Wish] {
        var wishes: [Wish] = []
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            if tied.contains(attendee) { continue }
            for round in 0..<event.roundCount where !frozen.contains(round) {
                guard let own = allocation[attendee, round],
                    let regret = allocation.regret(of: attendee, round: round, in: table), regret > 0
                else { continue }
                for session in table.options(of: attendee, round: round) {
                    guard session != own, let other = table.regret(of: attendee, in: session), other < regret,
                        suits(attendee, session)
                    else { continue }
                    wishes.append(
                        Wish(
                            attendee: attendee, session: session, gain: regret - other,
                            weight: lottery.weight(attendeeKey: event[attendee].key, sessionID: event[session].id)))
                }
            }
        }
        return wishes
    }

    /// Whether the session goes with the rest of the attendee's day, and is held.
    private func suits(_ attendee: AttendeeIndex, _ session: SessionIndex) -> Bool {
        if event[session].cancellable && headcounts[session.value] == 0 { return false }
        return (0..<event.roundCount).allSatisfy { round in
            guard round != event[session].round, let other = allocation[attendee, round] else { return true }
            return !table.standing(of: attendee, round: round).isFree
                || !table.conflicts.contains(SessionPair(other, session))
        }
    }

    /// Whether a seat is free for the wish, and the session that is left can spare a person.
    private func isFree(_ wish: Wish) -> Bool {
        let round = event[wish.session].round
        guard let own = allocation[wish.attendee, round], freeSeats(wish.session).map({ $0 > 0 }) ?? true else {
            return false
        }
        let left = headcounts[own.value] - 1
        guard left >= event[own].minimum, left > 0 || !event[own].cancellable else { return false }
        return keepsSpread(wish) && keepsApart(wish)
    }

    private func keepsSpread(_ wish: Wish) -> Bool {
        guard let maximum = event.settings.maximumPerOrganisation, let own = event[wish.attendee].organisation else {
            return true
        }
        return people(in: wish.session).count { event[$0].organisation == own } < maximum
    }

    private func keepsApart(_ wish: Wish) -> Bool {
        let there = people(in: wish.session)
        return event.groups.allSatisfy { group in
            group.rule != .apart || !group.members.contains(wish.attendee)
                || !there.contains { group.members.contains($0) }
        }
    }

    private func people(in session: SessionIndex) -> [AttendeeIndex] {
        let round = event[session].round
        return event.attendees.indices.map { AttendeeIndex($0) }.filter { allocation[$0, round] == session }
    }
}

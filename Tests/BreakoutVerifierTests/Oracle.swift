import BreakoutModel

/// The rules as plainly as they can be said, and every allocation that keeps them, by trying all: what the
/// verifier is compared with. Knows nothing of cancelling.
struct Oracle {
    let event: Event
    /// By person and session, worked out once: trying everything asks for them often.
    private var choices: [[Choice?]] = []
    private var regrets: [[Int?]] = []
    /// By person and round.
    private var standings: [[Standing]] = []

    init(event: Event) {
        self.event = event
        for person in event.attendees.indices {
            standings.append((0..<event.roundCount).map { findStanding(person, $0) })
            regrets.append(event.sessions.indices.map { findRegret(person, $0) })
            choices.append(event.sessions.indices.map { findChoice(person, $0) })
        }
    }

    func standing(_ person: Int, _ round: Int) -> Standing { standings[person][round] }
    /// Nil where the person does not choose.
    func regret(_ person: Int, _ session: Int) -> Int? { regrets[person][session] }
    func choice(_ person: Int, _ session: Int) -> Choice? { choices[person][session] }

    enum Standing: Equatable {
        case absent, excused, choosing, noPreference
        case onDuty(Int, DutyKind)
        var isFree: Bool { self == .choosing || self == .noPreference }
    }

    private struct Must {
        let session: Int?
        let time: TimeSpan?
        let room: String?
        let topic: String?
        let stage: Bool
    }

    func kind(_ person: Int, atSession session: Int) -> DutyKind? {
        let kinds = event.duties.filter {
            $0.attendee.value == person && $0.place == .session(SessionIndex(session))
        }.map(\.kind)
        for kind in [DutyKind.chair, .speaker, .member] where kinds.contains(kind) { return kind }
        if kinds.contains(.excluded) { return nil }
        let required = event.requirement(event.sessions[session].requiredFor, includes: AttendeeIndex(person))
        return required ? .member : nil
    }

    private func kind(_ person: Int, atItem item: Int) -> DutyKind? {
        let kinds = event.duties.filter {
            $0.attendee.value == person && $0.place == .fixedItem(FixedItemIndex(item))
        }.map(\.kind)
        for kind in [DutyKind.chair, .speaker, .member] where kinds.contains(kind) { return kind }
        if kinds.contains(.excluded) { return nil }
        let required = event.requirement(event.fixedItems[item].requiredFor, includes: AttendeeIndex(person))
        return required ? .member : nil
    }

    private func musts(_ person: Int) -> [Must] {
        var result: [Must] = []
        for (index, session) in event.sessions.enumerated() {
            if event.attendees[person].absent.contains(session.round) { continue }
            guard let kind = kind(person, atSession: index) else { continue }
            result.append(
                Must(
                    session: index, time: session.time, room: session.room, topic: session.topic,
                    stage: kind.isOnStage))
        }
        if (0..<event.roundCount).allSatisfy({ event.attendees[person].absent.contains($0) }) { return [] }
        for (index, item) in event.fixedItems.enumerated() {
            guard let kind = kind(person, atItem: index) else { continue }
            result.append(
                Must(session: nil, time: item.time, room: item.room, topic: nil, stage: kind.isOnStage))
        }
        return result
    }

    /// Whether somebody must attend two things that cannot both be attended, or is bound where they are excluded.
    var hasContradiction: Bool {
        event.attendees.indices.contains { person in
            let musts = musts(person)
            let impossible = musts.indices.contains { i in
                musts[..<i].contains { other in
                    if let a = other.session, let b = musts[i].session {
                        if event.sessions[a].round == event.sessions[b].round { return true }
                    }
                    return collide(other, musts[i])
                }
            }
            let excluded = event.sessions.indices.contains { session in
                kind(person, atSession: session) != nil
                    && event.duties.contains {
                        $0.attendee.value == person && $0.kind == .excluded
                            && $0.place == .session(SessionIndex(session))
                    }
            }
            return impossible || excluded
        }
    }

    private func must(_ session: Int) -> Must {
        let it = event.sessions[session]
        return Must(session: session, time: it.time, room: it.room, topic: it.topic, stage: false)
    }

    private func collide(_ a: Must, _ b: Must) -> Bool {
        if let topic = a.topic, topic == b.topic { return true }
        guard let x = a.time, let y = b.time else { return false }
        let walk = a.room != nil && a.room == b.room ? 0 : event.settings.transferMinutes
        func late(_ must: Must) -> Int { must.stage ? 0 : event.settings.lateArrivalMinutes }
        let aThenB = x.end.minutes + walk > y.start.minutes + late(b)
        let bThenA = y.end.minutes + walk > x.start.minutes + late(a)
        if x.start != y.start { return x.start < y.start ? aThenB : bThenA }
        if x.end != y.end { return x.end < y.end ? aThenB : bThenA }
        return aThenB || bThenA
    }

    func isOpen(_ session: Int, to person: Int) -> Bool {
        let roles = event.sessions[session].openTo
        let excluded = event.duties.contains {
            $0.attendee.value == person && $0.place == .session(SessionIndex(session)) && $0.kind == .excluded
        }
        return !excluded && (roles.isEmpty || event.attendees[person].roles.contains { roles.contains($0) })
    }

    /// Where the person may be in the round: one session when on duty, none when not placed.
    func options(_ person: Int, _ round: Int) -> [Int] {
        switch standing(person, round) {
        case .absent, .excused: []
        case .onDuty(let session, _): [session]
        case .choosing, .noPreference: possible(person, round)
        }
    }

    private func possible(_ person: Int, _ round: Int) -> [Int] {
        let musts = musts(person)
        return event.sessionRanges[round].filter { session in
            isOpen(session, to: person)
                && !musts.contains { $0.session != session && collide($0, must(session)) }
        }
    }

    private func findStanding(_ person: Int, _ round: Int) -> Standing {
        if event.attendees[person].absent.contains(round) { return .absent }
        for session in event.sessionRanges[round] {
            if let kind = kind(person, atSession: session) { return .onDuty(session, kind) }
        }
        let open = event.sessionRanges[round].filter { isOpen($0, to: person) }
        let possible = possible(person, round)
        if !open.isEmpty && possible.isEmpty { return .excused }
        return ranked(person, round).isEmpty ? .noPreference : .choosing
    }

    func ranked(_ person: Int, _ round: Int) -> [RankedSession] {
        let possible = possible(person, round)
        return event.rankings.ranking(of: AttendeeIndex(person), round: round).filter {
            possible.contains($0.session.value)
        }
    }

    private func findRegret(_ person: Int, _ session: Int) -> Int? {
        let round = event.sessions[session].round
        guard standing(person, round) == .choosing else { return nil }
        let ranked = ranked(person, round)
        guard let own = ranked.first(where: { $0.session.value == session }) else { return ranked.count }
        return ranked.count { $0.rank < own.rank }
    }

    private func findChoice(_ person: Int, _ session: Int) -> Choice? {
        guard let regret = regret(person, session) else { return nil }
        let round = event.sessions[session].round
        return ranked(person, round).contains { $0.session.value == session }
            ? .ranked(regret + 1) : .unlisted
    }
}

extension Oracle {
    /// By person and round; nil where not placed.
    typealias Seats = [[Int?]]

    /// How many combinations there are to try.
    var size: Int { event.attendees.indices.reduce(1) { $0 * max(1, days($1).count) } }

    /// Every allocation that keeps all the rules.
    func allocations() -> [Seats] {
        let days = event.attendees.indices.map(days)
        var result: [Seats] = []
        func go(_ seats: Seats) {
            if seats.count == days.count {
                if keepsRules(seats) { result.append(seats) }
                return
            }
            for day in days[seats.count] { go(seats + [day]) }
        }
        go([])
        return result
    }

    /// What one person can have over the day, alone.
    func days(_ person: Int) -> [[Int?]] {
        var days: [[Int?]] = [[]]
        for round in 0..<event.roundCount {
            let standing = standing(person, round)
            let here: [Int?] =
                standing == .absent || standing == .excused ? [nil] : options(person, round)
            days = days.flatMap { day in here.map { day + [$0] } }
        }
        return days.filter { day in
            let sessions = day.compactMap { $0 }
            return !sessions.indices.contains { i in
                sessions[..<i].contains { collide(must($0), must(sessions[i])) }
            }
        }
    }

    private func keepsRules(_ seats: Seats) -> Bool {
        for (index, session) in event.sessions.enumerated() {
            let there = seats.indices.filter { seats[$0].contains(index) }
            if there.count > session.capacity ?? .max || there.count < session.minimum { return false }
            func onDuty(_ people: [Int]) -> Int { people.count { kind($0, atSession: index) != nil } }
            if let maximum = event.settings.maximumPerOrganisation {
                for organisation in event.organisations.indices {
                    let theirs = there.filter {
                        event.attendees[$0].organisation == OrganisationIndex(organisation)
                    }
                    if theirs.count > max(maximum, onDuty(theirs)) { return false }
                }
            }
            for group in event.groups where group.rule == .apart {
                let theirs = there.filter { group.members.contains(AttendeeIndex($0)) }
                if theirs.count > max(1, onDuty(theirs)) { return false }
            }
        }
        for group in event.groups where group.rule == .together {
            for round in 0..<event.roundCount {
                let free = group.members.map(\.value).filter { standing($0, round).isFree }
                if Set(free.map { seats[$0][round] }).count > 1 { return false }
            }
        }
        return true
    }

    func total(_ person: Int, _ day: [Int?]) -> Int {
        day.reduce(0) { sum, session in sum + (session.flatMap { regret(person, $0) } ?? 0) }
    }

    func value(of stage: Stage, _ seats: Seats, seed: UInt64) -> Int {
        let totals = seats.enumerated().map { total($0.offset, $0.element) }
        switch stage {
        case .unplaced, .unplacedOnDuty: return 0
        case .regretAtLeast(let level): return totals.count { $0 >= level }
        case .sumOfRegrets: return totals.reduce(0, +)
        case .sumOfSquares: return totals.reduce(0) { $0 + $1 * $1 }
        case .choices(let number):
            return seats.enumerated().reduce(0) { sum, person in
                sum + person.element.count { $0.flatMap { choice(person.offset, $0) } == .ranked(number) }
            }
        case .moves, .movesToWorse: return 0
        case .lottery:
            let lottery = Lottery(seed: seed)
            return seats.enumerated().reduce(0) { sum, person in
                sum
                    + person.element.enumerated().reduce(0) { sum, placement in
                        guard let session = placement.element,
                            standing(person.offset, placement.offset).isFree
                        else { return sum }
                        let key = event.attendees[person.offset].key
                        let id = event.sessions[session].id
                        return sum + Int(lottery.weight(attendeeKey: key, sessionID: id))
                    }
            }
        }
    }

    /// The best allocation stage after stage.
    func best(_ stages: [Stage], seed: UInt64, among all: [Seats]) -> Seats? {
        var left = all
        for stage in stages {
            let values = left.map { value(of: stage, $0, seed: seed) }
            let best = stage.sense == .minimise ? values.min() : values.max()
            left = zip(left, values).filter { $0.1 == best }.map(\.0)
        }
        return left.first
    }

    /// The rows of `allocation.csv`.
    func records(_ seats: Seats) -> [AllocationRecord] {
        seats.indices.flatMap { person in
            (0..<event.roundCount).map { round in
                let seat = seats[person][round]
                let session = seat.map { event.sessions[$0] }
                let reason: Reason =
                    switch standing(person, round) {
                    case .absent: .absent
                    case .excused: .excused
                    case .choosing: .choice
                    case .noPreference: .noPreference
                    case .onDuty(_, let kind): Reason(duty: kind)
                    }
                return AllocationRecord(
                    attendee: event.attendees[person].id, name: event.attendees[person].name,
                    organisation: event.organisation(of: AttendeeIndex(person)) ?? "", round: round + 1,
                    session: session?.id ?? "", title: session?.title ?? "", room: session?.room ?? "",
                    start: session?.time?.start, end: session?.time?.end,
                    choice: seat.flatMap { choice(person, $0) }, reason: reason)
            }
        }
    }
}

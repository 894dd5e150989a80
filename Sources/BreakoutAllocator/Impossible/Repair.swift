import BreakoutModel
import Optimisation

/// One way to mend an event without an allocation.
struct Repair: Equatable {
    struct Change: Equatable {
        let session: SessionIndex
        let count: Int
    }

    /// Seats to add, and people to take off minimums; as few as possible in all.
    var seats: [Change] = []
    var lowerings: [Change] = []
    /// Rules to give up altogether.
    var lifted: [Rule] = []
    /// A larger maximum per organisation, the smallest that helps.
    var maximum: Int?
    /// Whether as many seats, and people off minimums, may also be shared out otherwise.
    var areSeatsExample = true
    var areLoweringsExample = true
    /// Sessions that get a topic that no other session has, and whether others would do as well.
    var retopics: [SessionIndex] = []
    var areRetopicsExample = false

    var total: Int { (seats + lowerings).reduce(0) { $0 + $1.count } }
    var isNothing: Bool { total == 0 && lifted.isEmpty && maximum == nil && retopics.isEmpty }

    /// The event as it would be.
    func applied(to event: Event) -> Event {
        let event = event.without(Set(lifted))
        var settings = event.settings
        if let maximum { settings.maximumPerOrganisation = maximum }
        let sessions = event.sessions.enumerated().map { position, session in
            Session(
                id: session.id, round: session.round, title: session.title, room: session.room,
                capacity: session.capacity.map { $0 + Repair.count(seats, at: position) },
                minimum: session.minimum - Repair.count(lowerings, at: position),
                cancellable: session.cancellable, time: session.time, openTo: session.openTo,
                requiredFor: session.requiredFor,
                topic: retopics.contains(SessionIndex(position)) ? nil : session.topic, origin: session.origin)
        }
        return event.replacing(settings: settings, sessions: sessions)
    }

    private static func count(_ changes: [Change], at position: Int) -> Int {
        changes.first { $0.session.value == position }?.count ?? 0
    }
}

/// Finds the cheapest repairs of each kind. Each is tried out: applied to the event, and solved.
struct RepairSearch {
    /// Without rankings.
    let event: Event
    let leeway: Leeway
    let patience: Patience
    /// The most rules that are tried one by one.
    private let mostTried = 40

    init(event: Event, leeway: Leeway, patience: Patience = Patience()) {
        self.event = event
        self.leeway = leeway
        self.patience = patience
    }

    /// Repairs of everything that is in the way: of seats, of minimums, of both where that is cheaper; a larger maximum per
    /// organisation, which is quickly tried and so comes first; then single rules whose giving up suffices, or with several
    /// causes what mends each of them. None twice.
    func repairs(of cores: [[Rule]]) -> [Repair] {
        var search = CoreSearch(event, leeway: leeway, patience: patience)
        func works(_ repair: Repair) -> Bool {
            !repair.isNothing && search.isFeasible(repair.applied(to: event)) == .yes
        }
        let isSpread = cores.contains { $0.contains(where: \.isSpread) }
        let raise = isSpread ? smallestMaximum(&search).map { Repair(maximum: $0) } : nil
        let numbers = counted(&search).filter(works)
        let rules =
            cores.count == 1 ? single(cores[0]).filter(works) : combined(cores, &search, most: raise?.kinds ?? .max)
        var repairs: [Repair] = []
        for repair in numbers + (raise.map { [$0] } ?? []) + rules where !repairs.contains(repair) {
            repairs.append(repair)
        }
        return withFewestTopics(
            markingExamples(repairs.isEmpty && cores.count > 1 ? further(cores, &search) : repairs))
    }

    func counted(_ search: inout CoreSearch) -> [Repair] {
        let seats = leeway == .unplaced ? nil : cheapest(seats: true, minimums: false, &search)
        let minimums = cheapest(seats: false, minimums: true, &search)
        var repairs = [seats, minimums].compactMap { $0 }
        if leeway == .none, repairs.allSatisfy({ $0.total > 1 }),
            let both = cheapest(seats: true, minimums: true, &search),
            repairs.allSatisfy({ $0.total > both.total })
        {
            repairs.append(both)
        }
        return repairs.sorted { $0.total < $1.total }
    }

    /// As many extra seats and missing people as the rounds' flows lack, where that is enough: fewer cannot be. Else what
    /// the exact engine finds.
    func cheapest(seats: Bool, minimums: Bool, _ search: inout CoreSearch) -> Repair? {
        if leeway == .none, let flows = shortage(seats: seats, minimums: minimums), !flows.isNothing,
            search.isFeasible(flows.applied(to: event)) == .yes
        {
            return flows
        }
        return ways(addingSeats: seats).compactMap { way in
            RepairSearch(event: way, leeway: leeway, patience: patience).fewest(seats: seats, minimums: minimums)
        }.min { $0.total < $1.total }
    }

    /// The most sessions that may be cancelled of which extra seats are looked at.
    private static let mostHeld = 8

    /// The exact engine knows no extra seats in a session that may be cancelled: so the event is also looked at with each
    /// of them held, and with all of them.
    func ways(addingSeats: Bool) -> [Event] {
        let sessions = event.sessions.indices.filter {
            event.sessions[$0].cancellable && event.sessions[$0].capacity != nil
        }
        guard addingSeats, !sessions.isEmpty else { return [event] }
        let single = sessions.prefix(RepairSearch.mostHeld).map { holding([$0]) }
        return [event] + single + (sessions.count > 1 ? [holding(sessions)] : [])
    }

    private func holding(_ positions: [Int]) -> Event {
        event.replacing(
            sessions: event.sessions.enumerated().map { position, session in
                guard positions.contains(position) else { return session }
                return Session(
                    id: session.id, round: session.round, title: session.title, room: session.room,
                    capacity: session.capacity, minimum: session.minimum, cancellable: false, time: session.time,
                    openTo: session.openTo, requiredFor: session.requiredFor, topic: session.topic,
                    origin: session.origin)
            })
    }

    private func shortage(seats: Bool, minimums: Bool) -> Repair? {
        let rules = RuleBook(withoutFindings: event)
        guard rules.personalContradictions.isEmpty, !patience.isOver,
            let found = SeatCheck(event, rules, roomsMayGrow: seats).shortage(seats: seats, minimums: minimums)
        else { return nil }
        return Repair(seats: changes(found.seats), lowerings: changes(found.lowerings))
    }

    private func changes(_ counts: [Int]) -> [Repair.Change] {
        counts.enumerated().filter { $0.element > 0 }.map {
            .init(session: SessionIndex($0.offset), count: $0.element)
        }
    }

    private func single(_ core: [Rule]) -> [Repair] {
        core.liftable.prefix(mostTried).map { Repair(lifted: [$0]) }
    }

    /// The smallest maximum per organisation with which an allocation was found in time; nil when none helps.
    func smallestMaximum(_ search: inout CoreSearch) -> Int? {
        guard let present = event.settings.maximumPerOrganisation else { return nil }
        var sizes = [Int](repeating: 0, count: event.organisations.count)
        for attendee in event.attendees {
            if let organisation = attendee.organisation { sizes[organisation.value] += 1 }
        }
        var low = present + 1, high = max(present + 1, sizes.max() ?? 0)
        func helps(_ maximum: Int, share: Double = Patience.usualShare) -> Bool {
            search.isFeasible(Repair(maximum: maximum).applied(to: event), share: share) == .yes
        }
        // Mostly one more is enough, and where it just is, that takes longest to find out.
        if helps(low, share: 0.5) { return low }
        guard low < high, helps(high, share: 0.25) else { return nil }
        low += 1
        while low < high {
            let middle = (low + high) / 2
            if helps(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Counting seats and minimums

    /// What the exact engine finds of seats and minimums.
    enum Fewest {
        case found(Repair)
        case none
        /// There was no time to find out.
        case unknown
    }

    func fewest(seats: Bool, minimums: Bool) -> Repair? {
        if case .found(let repair) = exactly(seats: seats, minimums: minimums) { repair } else { nil }
    }

    /// As few extra seats and missing people as possible, exactly: seats beyond a room's are resources of their own that
    /// cost one each, and people whom a minimum lacks are stood in for by ones who cost one each. With `below`, fewer than
    /// that in its session.
    func exactly(seats: Bool, minimums: Bool, below: Repair.Change? = nil) -> Fewest {
        let rules = RuleBook(withoutFindings: event)
        var tolerable: [String] = []
        if seats || leeway == .unplaced { tolerable += ["too-few-seats", "more-duties-than-seats"] }
        if minimums { tolerable += ["minimums-too-high", "session-cannot-be-filled"] }
        if leeway == .unplaced { tolerable.append("no-open-session") }
        guard rules.contradictions.allSatisfy({ tolerable.contains($0.code) }) else { return .none }
        let built = AllocationProblem(
            event: event, rules: rules, objective: .total, seed: 0, rerun: nil, leeway: seats ? .extraSeats : leeway,
            byRound: true)
        let needy = event.sessions.indices.filter { event.sessions[$0].minimum > 0 }
        guard built.shut.isEmpty, seats || !needy.isEmpty && !built.hasGroupWithoutRoom else { return .none }
        var problem = built.problem
        let firstStandIn = problem.alternativeCount
        if minimums { addStandIns(for: needy, built.resources, to: &problem) }
        if built.resources.sharesRooms { addRooms(built.resources, from: firstStandIn, to: &problem) }
        if let below { keep(below, built.resources, from: firstStandIn, in: &problem) }
        let largest = max(built.resources.largestGroup * event.roundCount, 1)
        let cost = StageCost(byTotalLevel: Array(0...max(largest, problem.largestTotalLevel)))
        let control = patience.control
        let solver = StagedSolver(problem: problem, stages: [cost], guide: cost)
        if patience.isOver { return .unknown }
        switch solver.findAny(control: control) {
        case .none: return .none
        case .stopped: return .unknown
        case .found(let start):
            guard
                case .optimal(let result) = StagedSolver(problem: problem, stages: [cost], guide: cost, start: start)
                    .solve(control: control)
            else { return .unknown }
            return .found(repair(result.selection, built.resources, problem, from: firstStandIn))
        }
    }

    /// Fewer extra seats, and people who stand in, in a session than these.
    private func keep(
        _ below: Repair.Change, _ resources: Resources, from firstStandIn: Int, in problem: inout AssignmentProblem
    ) {
        let terms = (0..<problem.alternativeCount).compactMap { number -> (alternative: Int32, coefficient: Int32)? in
            guard let place = resources.place(of: problem.resource(ofAlternative: number)),
                place.session == below.session.value
            else { return nil }
            let count = number >= firstStandIn ? 1 : place.extraSeats
            return count > 0 ? (Int32(number), Int32(count)) : nil
        }
        problem.add(SideRule(id: problem.sideRules.count, limit: below.count - 1, terms: terms))
    }

    /// For each person whom a minimum asks for: somebody who may stand in, or be nowhere.
    private func addStandIns(for needy: [Int], _ resources: Resources, to problem: inout AssignmentProblem) {
        for session in needy {
            for _ in 0..<event.sessions[session].minimum {
                problem.addUnit(slots: [
                    [.init(resource: resources.nowhere, level: 0), .init(resource: session, level: 1)]
                ])
            }
        }
    }

    /// Rooms and minimums as rules over the resources of a session, where some people have seats and others not.
    private func addRooms(_ resources: Resources, from firstStandIn: Int, to problem: inout AssignmentProblem) {
        var rooms = [[(alternative: Int32, coefficient: Int32)]](repeating: [], count: event.sessions.count)
        var people = rooms
        for alternative in 0..<problem.alternativeCount {
            guard let place = resources.place(of: problem.resource(ofAlternative: alternative)) else { continue }
            let isStandIn = alternative >= firstStandIn
            let count = isStandIn ? 1 : problem.slot(ofAlternative: alternative).people.nonzeroBitCount
            if !isStandIn && count > place.extraSeats {
                rooms[place.session].append((Int32(alternative), Int32(count - place.extraSeats)))
            }
            people[place.session].append((Int32(alternative), -Int32(count)))
        }
        for (position, session) in event.sessions.enumerated() where !session.cancellable {
            if let capacity = session.capacity {
                problem.add(
                    SideRule(
                        id: problem.sideRules.count, limit: capacity, terms: rooms[position], isOfOnePlace: true))
            }
            if session.minimum > 0 {
                problem.add(SideRule(id: problem.sideRules.count, limit: -session.minimum, terms: people[position]))
            }
        }
    }

    private func repair(
        _ selection: [[Int]], _ resources: Resources, _ problem: AssignmentProblem, from firstStandIn: Int
    ) -> Repair {
        var seats = [Int](repeating: 0, count: event.sessions.count)
        var lowerings = seats
        for alternative in selection.joined() {
            guard let place = resources.place(of: problem.resource(ofAlternative: alternative)) else { continue }
            if alternative >= firstStandIn {
                lowerings[place.session] += 1
            } else {
                seats[place.session] += place.extraSeats
            }
        }
        return Repair(seats: changes(seats), lowerings: changes(lowerings))
    }
}

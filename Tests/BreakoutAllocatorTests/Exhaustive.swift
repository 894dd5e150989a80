import BreakoutFairness
import BreakoutModel
import Testing

@testable import BreakoutAllocator

/// The best by trying every allocation: what every exact result is held against.
///
/// Every way of cancelling sessions is tried too; with each, the rules are those of the event without these sessions.
struct Exhaustive {
    let event: Event
    /// Whether people may be left without a place.
    let allowsUnplaced: Bool
    private let rules: RuleBook

    init(event: Event, allowsUnplaced: Bool = false) {
        self.event = event
        self.allowsUnplaced = allowsUnplaced
        rules = RuleBook(event)
    }

    /// The stage values of the best allocation, as in `summary.json`; nil when there is none.
    func bestValues(_ objective: Objective, seed: UInt64) -> [Int]? {
        bestValues(stages(of: objective), seed: seed)
    }

    func stages(of objective: Objective) -> [Stage] {
        let largest = allowsUnplaced ? rules.largestTotalRegretUnplaced : rules.largestTotalRegret
        return objective.stages(
            largestTotalRegret: largest, deepestChoice: rules.deepestChoice, allowsUnplaced: allowsUnplaced)
    }

    /// With the placements that were published, where stages are about moves, and at most so many of them moved.
    func bestValues(
        _ stages: [Stage], seed: UInt64, published: Published? = nil, mostMoves: Int? = nil
    ) -> [Int]? {
        guard isWorthTrying else { return nil }
        var best: [Int]?
        for cancelled in waysOfCancelling() {
            var search = ExhaustiveSearch(event: event, cancelled: cancelled, stages: stages, seed: seed, best: best)
            search.published = published
            search.mostMoves = mostMoves
            search.allowsUnplaced = allowsUnplaced
            search.run()
            best = search.best
        }
        return best.map { zip(stages, $0).map { $0.sense == .maximise ? -$1 : $1 } }
    }

    private var isWorthTrying: Bool {
        (allowsUnplaced ? rules.hardContradictions : rules.contradictions).isEmpty
    }

    /// Whether there is an allocation at all.
    var hasAllocation: Bool {
        guard isWorthTrying else { return false }
        return waysOfCancelling().contains { cancelled in
            var search = ExhaustiveSearch(event: event, cancelled: cancelled, stages: [], seed: 0, best: nil)
            search.allowsUnplaced = allowsUnplaced
            search.stopsAtFirst = true
            search.run()
            return search.best != nil
        }
    }

    /// Every allocation that keeps the rules, with the rules as they are without the sessions that it cancels.
    func forEachAllocation(_ body: (Allocation, ChoiceTable) -> Void) {
        guard isWorthTrying else { return }
        for cancelled in waysOfCancelling() {
            var search = ExhaustiveSearch(event: event, cancelled: cancelled, stages: [], seed: 0, best: nil)
            search.allowsUnplaced = allowsUnplaced
            search.run(each: body)
        }
    }

    /// Whether nobody is left with duties at two places at once.
    private func leavesNoClash(_ cancelled: Set<SessionIndex>) -> Bool {
        var maker = RuleBookMaker(event: event, cancelled: cancelled)
        maker.apply()
        return maker.avoidableClashes.isEmpty
    }

    private func waysOfCancelling() -> [Set<SessionIndex>] {
        let sessions = event.sessions.indices.filter { event.sessions[$0].cancellable }.map { SessionIndex($0) }
        return (0..<(1 << sessions.count)).map { bits in
            Set(sessions.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
        }.filter(leavesNoClash)
    }
}

/// All allocations that hold every session but the cancelled ones.
private struct ExhaustiveSearch {
    let event: Event
    let cancelled: Set<SessionIndex>
    let table: ChoiceTable
    let stages: [Stage]
    let lottery: Lottery
    var best: [Int]?
    var published: Published?
    var mostMoves: Int?
    var allowsUnplaced = false
    var stopsAtFirst = false
    private var allocation: Allocation
    private var loads: [Int]

    init(event: Event, cancelled: Set<SessionIndex>, stages: [Stage], seed: UInt64, best: [Int]?) {
        self.event = event
        self.cancelled = cancelled
        self.stages = stages
        self.best = best
        table = RuleBook(event, cancelled: cancelled).table
        lottery = Lottery(seed: seed)
        allocation = Allocation(attendeeCount: event.attendees.count, roundCount: event.roundCount)
        loads = Array(repeating: 0, count: event.sessions.count)
    }

    mutating func run() { place(0, 0) { search in search.compare() } }

    mutating func run(each body: (Allocation, ChoiceTable) -> Void) {
        place(0, 0) { search in body(search.allocation, search.table) }
    }

    private mutating func place(_ person: Int, _ round: Int, _ found: (inout ExhaustiveSearch) -> Void) {
        guard person < event.attendees.count else {
            if keepsAll() && keepsMoves() { found(&self) }
            return
        }
        guard round < event.roundCount else { return place(person + 1, 0, found) }
        let attendee = AttendeeIndex(person)
        let standing = table.standing(of: attendee, round: round)
        guard standing.isPlaced else { return place(person, round + 1, found) }
        if stopsAtFirst && best != nil { return }
        if allowsUnplaced && mayBeUnplaced(standing) { place(person, round + 1, found) }
        for session in table.options(of: attendee, round: round) where !cancelled.contains(session) {
            if let capacity = event[session].capacity, loads[session.value] >= capacity { continue }
            let conflicts = (0..<round).contains { earlier in
                guard standing.isFree, table.standing(of: attendee, round: earlier).isFree else { return false }
                return allocation[attendee, earlier].map { table.conflicts.contains(SessionPair($0, session)) } ?? false
            }
            if conflicts { continue }
            allocation[attendee, round] = session
            loads[session.value] += 1
            place(person, round + 1, found)
            loads[session.value] -= 1
            allocation[attendee, round] = nil
        }
    }

    /// Everybody but who would be free of a duty if its session were cancelled.
    private func mayBeUnplaced(_ standing: Standing) -> Bool {
        if case .onDuty(let session, _) = standing { return !event[session].cancellable }
        return true
    }

    private func keepsAll() -> Bool {
        for (position, session) in event.sessions.enumerated() where !cancelled.contains(SessionIndex(position)) {
            // A session that nobody is in is a cancelled one, and is looked at there.
            let least = session.cancellable ? max(1, session.minimum) : session.minimum
            if loads[position] < least { return false }
        }
        return keepsSpread() && event.groups.allSatisfy(keeps)
    }

    private func keepsMoves() -> Bool {
        guard let mostMoves else { return true }
        let moves = AllocationStatistics.value(
            of: .moves(extra: 0), allocation: allocation, event: event, table: table, lottery: lottery,
            published: published)
        return moves <= mostMoves
    }

    private func isOnDuty(_ attendee: AttendeeIndex, at session: SessionIndex, _ round: Int) -> Bool {
        if case .onDuty(session, _) = table.standing(of: attendee, round: round) { return true }
        // Whoever is in a round that has begun is there whatever the rules say.
        return event.pin(of: attendee, round: round) == session
    }

    private func keepsSpread() -> Bool {
        guard let maximum = event.settings.maximumPerOrganisation else { return true }
        for round in 0..<event.roundCount {
            var present: [[Int]: (all: Int, onDuty: Int)] = [:]
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard let city = event[attendee].organisation else { continue }
                // Who is on duty counts for the limit, placed or not; and so does who is in a round that has begun.
                if let session = event.pin(of: attendee, round: round) {
                    present[[session.value, city.value], default: (0, 0)].onDuty += 1
                } else if case .onDuty(let session, _) = table.standing(of: attendee, round: round) {
                    present[[session.value, city.value], default: (0, 0)].onDuty += 1
                }
                guard let session = allocation[attendee, round] else { continue }
                present[[session.value, city.value], default: (0, 0)].all += 1
            }
            if present.values.contains(where: { $0.all > max(maximum, $0.onDuty) }) { return false }
        }
        return true
    }

    private func keeps(_ group: Group) -> Bool {
        (0..<event.roundCount).allSatisfy { round in
            switch group.rule {
            case .together:
                let free = group.members.filter {
                    table.standing(of: $0, round: round).isFree && event.pin(of: $0, round: round) == nil
                }
                return Set(free.map { allocation[$0, round] }).count <= 1
            case .apart:
                return event.sessions(inRound: round).allSatisfy { session in
                    let there = group.members.filter { allocation[$0, round] == session }
                    return there.count <= max(1, group.members.count { isOnDuty($0, at: session, round) })
                }
            }
        }
    }

    /// Stage by stage, and no further than the first one that is worse: most allocations lose early.
    private mutating func compare() {
        var values: [Int] = []
        var isBetter = best == nil
        for stage in stages {
            let value = AllocationStatistics.value(
                of: stage, allocation: allocation, event: event, table: table, lottery: lottery,
                published: published)
            values.append(stage.sense == .maximise ? -value : value)
            if isBetter { continue }
            let least = best![values.count - 1]
            if values.last! > least { return }
            isBetter = values.last! < least
        }
        if isBetter { best = values }
    }
}

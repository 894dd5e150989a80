import BreakoutAllocator
import BreakoutModel

/// What-if questions about one contender on one event, each answered by solving again with the same seed.
struct Experiments {
    let event: Event
    let rules: RuleBook
    let contender: Contender
    let seed: UInt64
    /// A new one for each solve: each has its own time.
    let control: @Sendable () -> AllocationRequest.Control
    /// The allocation of the event as it is.
    let allocation: Allocation

    /// Nil when there is no allocation, or not in the time: half an answer says nothing about a method.
    private func solve(_ event: Event) -> Allocation? {
        let control = control()
        let rules = RuleBook(event)
        guard rules.contradictions.isEmpty else { return nil }
        let request = AllocationRequest(
            event: event, rules: rules, objective: contender.objective, seed: seed, control: control)
        guard case .allocated(let solved) = contender.strategy.allocate(request), !control.isOver else { return nil }
        return solved.allocation
    }

    /// People in an order drawn from their keys: the same whatever the seed and the strategy are.
    private func drawn(_ people: [AttendeeIndex]) -> [AttendeeIndex] {
        let draw = Lottery(seed: 0)
        let keyed = people.map { (draw.weight(attendeeKey: event[$0].key, sessionID: "sample"), $0) }
        return keyed.sorted { $0 < $1 }.map(\.1)
    }

    // MARK: Late sign-ups

    func lateSignUps(_ size: SampleSize) -> BenchmarkStability? {
        let people = drawn(event.ordinaryPeople)
        let groups: [Set<AttendeeIndex>] =
            size.latePercent.map { [Set(people.prefix(event.attendees.count * $0 / 100))] }
            ?? people.prefix(size.lateSignUps).map { [$0] }
        var moved: [Int] = []
        for late in groups where !late.isEmpty && late.count < event.attendees.count && !control().isCancelled() {
            guard let before = solve(event.without(late)), let after = solve(event.signingUpLate(late)) else {
                continue
            }
            moved.append(othersMoved(before, after, late))
        }
        guard !moved.isEmpty else { return nil }
        return BenchmarkStability(
            lateSignUps: size.latePercent == nil ? moved.count : groups[0].count, together: size.latePercent != nil,
            meanMoved: Double(moved.reduce(0, +)) / Double(moved.count), mostMoved: moved.max()!)
    }

    private func othersMoved(_ before: Allocation, _ after: Allocation, _ late: Set<AttendeeIndex>) -> Int {
        var position = 0, moved = 0
        for index in event.attendees.indices where !late.contains(AttendeeIndex(index)) {
            let stays = (0..<event.roundCount).allSatisfy {
                before[AttendeeIndex(position), $0] == after[AttendeeIndex(index), $0]
            }
            if !stays { moved += 1 }
            position += 1
        }
        return moved
    }

    // MARK: Misreports

    func misreports(_ size: SampleSize) -> BenchmarkMisreports? {
        let people = drawn(event.ordinaryPeople.filter { rules.table.chooses($0) }).prefix(size.liars)
        guard !people.isEmpty else { return nil }
        var tried = 0, gainers = 0
        for liar in people {
            let honest = allocation.totalRegret(of: liar, in: rules.table)
            // Who has everything they put first can gain nothing.
            guard honest > 0 else { continue }
            for report in reports(of: liar).prefix(size.misreports) where !control().isCancelled() {
                guard let other = solve(event.ranking(of: liar, report)) else { continue }
                tried += 1
                guard other.totalRegret(of: liar, in: rules.table) < honest
                else { continue }
                gainers += 1
                break
            }
        }
        return BenchmarkMisreports(people: people.count, tried: tried, gainers: gainers)
    }

    /// Rankings that somebody might try: only the first choice; the second choice put first; the second left out; the
    /// last put first; nothing at all. In one round at a time, the round with the larger regret first.
    private func reports(of liar: AttendeeIndex) -> [[[RankedSession]]] {
        let truth = (0..<event.roundCount).map { event.rankings.ranking(of: liar, round: $0) }
        let rounds = truth.indices.filter { !truth[$0].isEmpty }.sorted { a, b in
            let x = allocation.regret(of: liar, round: a, in: rules.table) ?? 0
            let y = allocation.regret(of: liar, round: b, in: rules.table) ?? 0
            return (y, a) < (x, b)
        }
        return rounds.flatMap { round -> [[[RankedSession]]] in
            let own = truth[round].map(\.session)
            var lies = [[own[0]]]
            if own.count > 1 {
                lies += [[own[1], own[0]] + own.dropFirst(2), [own[0]] + own.dropFirst(2)]
                lies.append([own[own.count - 1]] + own.dropLast())
            }
            lies.append([])
            return lies.filter { $0 != own }.map { lie in
                var report = truth
                report[round] = lie.enumerated().map { RankedSession($0.element, rank: $0.offset + 1) }
                return report
            }
        }
    }
}

/// How much is sampled: less where one solve takes long. It depends on the event alone, so that every machine samples
/// the same.
public struct SampleSize: Sendable {
    var liars: Int
    var misreports: Int
    var lateSignUps: Int
    var latePercent: Int?

    init(event: Event, latePercent: Int?) {
        self.latePercent = latePercent
        switch event.attendees.count {
        case ...500: (liars, misreports, lateSignUps) = (25, 8, 5)
        case ...2_000: (liars, misreports, lateSignUps) = (6, 4, 2)
        case ...20_000: (liars, misreports, lateSignUps) = (0, 0, 1)
        default: (liars, misreports, lateSignUps) = (0, 0, 0)
        }
    }
}

extension AllocationRequest.Control {
    /// Whether a solve under it may have been cut short.
    var isOver: Bool { isCancelled() || deadline.map { ContinuousClock.now >= $0 } ?? false }
}

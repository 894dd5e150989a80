import BreakoutAllocator
import BreakoutFairness
import BreakoutModel

/// The frontier in numbers and names, with the proofs of its points.
struct FrontierReport {
    static let file = "frontier.json"

    /// For each number of extra moves up to the end of the frontier.
    let lines: [FrontierPoint]
    let allowingWorse: FrontierPoint?
    let proofs: FrontierProofs

    /// `run` is the allocation of the rerun before seats are given away.
    init(_ frontier: Frontier, _ start: RerunStart, run: Allocation) {
        var known: [Int: FrontierPoint] = [:]
        for point in frontier.points {
            known[point.extraMoves] = FrontierReport.line(point, start, isProven: point.solved.isOptimal)
        }
        lines = (0...frontier.end).compactMap { extra in
            guard let point = frontier.below(extra), var line = known[point.extraMoves] else { return nil }
            // On a plateau the same people move as at its beginning; saying so each time would take a page per line.
            if extra != point.extraMoves { line.movers = [] }
            line.extraMoves = extra
            line.proven = frontier.isProven(extra)
            return line
        }
        allowingWorse = frontier.allowingWorse.map { FrontierReport.line($0, start, isProven: $0.solved.isOptimal) }
        proofs = FrontierProofs(
            points: frontier.points.compactMap { FrontierReport.proof($0, start.event, run) },
            allowingWorse: frontier.allowingWorse.flatMap { FrontierReport.proof($0, start.event, run) })
    }

    private static func proof(_ point: Frontier.Point, _ event: Event, _ run: Allocation) -> FrontierProofs.Point? {
        guard let certificate = point.solved.certificate else { return nil }
        var placements: [FrontierProofs.Placement] = []
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<event.roundCount
            where point.solved.allocation[attendee, round] != run[attendee, round] {
                placements.append(
                    FrontierProofs.Placement(
                        attendee: event[attendee].id, round: round + 1,
                        session: point.solved.allocation[attendee, round].map { event[$0].id } ?? ""))
            }
        }
        return FrontierProofs.Point(
            extraMoves: point.extraMoves, placements: placements, certificate: certificate)
    }

    private static func line(_ point: Frontier.Point, _ start: RerunStart, isProven: Bool) -> FrontierPoint {
        let event = start.event
        let rules = point.solved.rules(of: event)
        let allocation = point.solved.allocation
        let disturbance = Disturbance(allocation, event, rules.table, start.published)
        let regret = AllocationStatistics.regret(of: allocation, table: rules.table)
        return FrontierPoint(
            extraMoves: point.extraMoves, moved: disturbance.moved.count, movedPeople: disturbance.movedPeople,
            profile: regret.profile, worst: regret.worst, total: regret.total,
            firstChoices: AllocationStatistics.value(
                of: .choices(1), allocation: allocation, event: event, table: rules.table,
                lottery: Lottery(seed: start.seed)),
            movers: disturbance.moved.map { place in
                FrontierPoint.Mover(
                    attendee: event[place.attendee].id, name: event[place.attendee].name, round: place.round + 1,
                    from: start.published[place.attendee, place.round]?.id ?? "",
                    to: allocation[place.attendee, place.round].map { event[$0].id } ?? "")
            }, proven: isProven)
    }
}

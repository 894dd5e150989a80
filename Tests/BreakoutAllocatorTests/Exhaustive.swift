import BreakoutAllocator
import BreakoutFairness
import BreakoutModel
import Testing

/// The best by trying every allocation: what every exact result is held against. Nil when there is none.
struct Exhaustive {
    let event: Event
    let table: ChoiceTable

    /// The stage values of the best allocation, as in `summary.json`.
    func bestValues(_ objective: Objective, seed: UInt64) -> [Int]? {
        let stages = objective.stages(
            largestTotalRegret: table.largestTotalRegret(), deepestChoice: table.deepestChoice())
        let lottery = Lottery(seed: seed)
        var best: [Int]?
        forEachAllocation { allocation in
            // Stage by stage, and no further than the first one that is worse: most allocations lose early.
            var values: [Int] = []
            var isBetter = best == nil
            for stage in stages {
                let value = AllocationStatistics.value(
                    of: stage, allocation: allocation, event: event, table: table, lottery: lottery)
                values.append(stage.sense == .maximise ? -value : value)
                if isBetter { continue }
                let least = best![values.count - 1]
                if values.last! > least { return }
                isBetter = values.last! < least
            }
            if isBetter { best = values }
        }
        return best.map { zip(stages, $0).map { $0.sense == .maximise ? -$1 : $1 } }
    }

    func forEachAllocation(_ body: (Allocation) -> Void) {
        var allocation = Allocation(attendeeCount: event.attendees.count, roundCount: event.roundCount)
        var loads = [Int](repeating: 0, count: event.sessions.count)
        place(0, &allocation, &loads, body)
    }

    private func place(
        _ person: Int, _ allocation: inout Allocation, _ loads: inout [Int], _ body: (Allocation) -> Void
    ) {
        guard person < event.attendees.count else {
            for (session, load) in zip(event.sessions, loads) where load < session.minimum { return }
            body(allocation)
            return
        }
        placeRound(AttendeeIndex(person), 0, &allocation, &loads, body)
    }

    private func placeRound(
        _ attendee: AttendeeIndex, _ round: Int, _ allocation: inout Allocation, _ loads: inout [Int],
        _ body: (Allocation) -> Void
    ) {
        guard round < event.roundCount else {
            place(attendee.value + 1, &allocation, &loads, body)
            return
        }
        guard table.standing(of: attendee, round: round).isPlaced else {
            placeRound(attendee, round + 1, &allocation, &loads, body)
            return
        }
        for session in table.options(of: attendee, round: round) {
            if let capacity = event[session].capacity, loads[session.value] >= capacity { continue }
            let conflicts = (0..<round).contains { earlier in
                allocation[attendee, earlier].map { table.conflicts.contains(SessionPair($0, session)) } ?? false
            }
            if conflicts { continue }
            allocation[attendee, round] = session
            loads[session.value] += 1
            placeRound(attendee, round + 1, &allocation, &loads, body)
            loads[session.value] -= 1
            allocation[attendee, round] = nil
        }
    }
}

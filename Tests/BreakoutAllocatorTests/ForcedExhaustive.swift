import BreakoutAllocator
import BreakoutFairness
import BreakoutModel

/// What `ForcedOutcome` means, by trying every allocation.
///
/// Of all allocations that keep the rules and have the attendee in one of the sessions, those with the best values of
/// the stages but the lottery; of these the least of (others worse off, by how much, the attendee's own total regret).
struct ForcedExhaustive {
    let event: Event
    let attendee: AttendeeIndex
    let round: Int
    let sessions: [SessionIndex]
    /// By attendee, in the allocation that is explained.
    let totals: [Int]
    let stages: [Stage]
    var allowsUnplaced = false
    /// In a rerun: what had been told, and the most placements that may be moved.
    var published: Published?
    var mostMoves: Int?

    struct Answer: Equatable {
        /// As costs: those of stages that maximise are negated.
        var values: [Int]
        var worse: Int
        var loss: Int
        var own: Int

        var order: [Int] { values + [worse, loss, own] }
    }

    func answer() -> Answer? {
        var best: Answer?
        Exhaustive(event: event, allowsUnplaced: allowsUnplaced).forEachAllocation { allocation, table in
            guard sessions.contains(where: { allocation[attendee, round] == $0 }) else { return }
            if let mostMoves, value(of: .moves(extra: 0), allocation, table) > mostMoves { return }
            let found = measure(allocation, table)
            if best.map({ found.order.lexicographicallyPrecedes($0.order) }) ?? true { best = found }
        }
        return best
    }

    private func value(of stage: Stage, _ allocation: Allocation, _ table: ChoiceTable) -> Int {
        AllocationStatistics.value(
            of: stage, allocation: allocation, event: event, table: table, lottery: Lottery(seed: 0),
            published: published)
    }

    private func measure(_ allocation: Allocation, _ table: ChoiceTable) -> Answer {
        let values = stages.map { stage in
            let value = value(of: stage, allocation, table)
            return stage.sense == .maximise ? -value : value
        }
        var answer = Answer(values: values, worse: 0, loss: 0, own: 0)
        for index in event.attendees.indices {
            let total = allocation.totalRegret(of: AttendeeIndex(index), in: table)
            if index == attendee.value {
                answer.own = total
            } else if total > totals[index] {
                answer.worse += 1
                answer.loss += total - totals[index]
            }
        }
        return answer
    }
}

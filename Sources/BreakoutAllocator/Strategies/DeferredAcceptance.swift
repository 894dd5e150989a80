import BreakoutModel

/// Deferred acceptance with a single lottery: everybody proposes to their best session; a session keeps those with the
/// best numbers in the draw and refuses the others, who propose to their next; what a session keeps is not final until
/// nobody is refused any more (Gale & Shapley 1962; Abdulkadiroğlu, Pathak & Roth 2009 on single draws).
///
/// All sessions of a round use one draw, and each round has its own. Which proposals can be kept together is not only a
/// matter of room here (minimums, groups), so all sessions choose together: in the order of the draw, each proposal that
/// leaves the rest possible (Kojima, Tamura & Yokoo 2018). With one draw for all sessions the outcome is that of a
/// serial dictatorship in the draw's order, and as truthful; the tests hold the two against each other. What differs
/// from `serial` is that every round is drawn anew.
struct DeferredAcceptance: SeatingStrategy {
    let name = "deferred"
    let summary = Bilingual(
        en: "proposals and refusals; a new draw for each round", nl: "aanvragen en afwijzingen; nieuwe loting per ronde"
    )
    let traits = StrategyTraits(isTruthful: true)

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        for round in 0..<seating.plan.event.roundCount { seat(&seating, round: round) }
    }

    private func seat(_ seating: inout Seating, round: Int) {
        let plan = seating.plan
        let slots = Turns.drawn(plan, round: round).flatMap { plan.slots(of: $0, round: round) }
            .filter { plan.slots[$0].hasPreference }
        guard plan.isPure else {
            // The order of proposals does not change the outcome (McVitie & Wilson 1971). Made one by one in the order
            // of the draw, nobody who is kept is refused later: that asks the exact engine much less often.
            for slot in slots { seating.serve(slot) }
            return
        }
        let levels = slots.map { plan.levels(of: $0) }
        var proposal = [Int](repeating: 0, count: slots.count)
        while true {
            var kept = seating
            var isRefused = false
            for (position, slot) in slots.enumerated() {
                if kept.promise(slot, level: levels[position][proposal[position]]) { continue }
                if proposal[position] + 1 < levels[position].count {
                    proposal[position] += 1
                    isRefused = true
                }
            }
            seating.takeCounters(of: kept)
            if !isRefused || seating.control.isStopped {
                seating = kept
                return
            }
        }
    }
}

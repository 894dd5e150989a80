import BreakoutModel

/// The hardest session first, as a planner with pencil and paper would do it: of all sessions of the round take the one
/// with the most people who now want it for each place that is left; seat those of them first who have the fewest other
/// wishes left, the draw deciding between equals; who is refused goes on to their next wish. Then the next session.
///
/// No theory stands behind it; it shows what care without a computer brings. Who ranks fewer sessions is served earlier,
/// so it can be played.
struct GreedyByScarcity: SeatingStrategy {
    let name = "greedy"
    let summary = Bilingual(
        en: "the hardest session first, as with pencil and paper",
        nl: "de lastigste deelsessie eerst, met potlood en papier")
    let traits = StrategyTraits(
        limit: Bilingual(
            en: "short rankings are served first", nl: "korte voorkeurslijsten gaan voor"))

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        for round in 0..<seating.plan.event.roundCount { seat(&seating, round: round) }
    }

    private func seat(_ seating: inout Seating, round: Int) {
        let plan = seating.plan
        let sessions = plan.event.sessionRanges[round]
        var waiting = Turns.drawn(plan, round: round).flatMap { plan.slots(of: $0, round: round) }
            .filter { plan.slots[$0].hasPreference }
        // By slot the first alternative that was not refused; by session the places promised.
        var wish = plan.slots.map { Int($0.first) }
        var promised = [Int](repeating: 0, count: plan.sessionCount)
        for slot in plan.slots.indices where plan.slots[slot].end - plan.slots[slot].first == 1 {
            promised[seating.session(of: slot)] += Int(plan.slots[slot].seats)
        }
        while let session = hardest(sessions, plan, waiting, wish, promised) {
            let suitors = waiting.filter { plan.session(wish[$0]) == session }
            let ordered = suitors.enumerated().sorted { a, b in
                let x = plan.alternatives(of: a.element).upperBound - wish[a.element]
                let y = plan.alternatives(of: b.element).upperBound - wish[b.element]
                let p = plan.listedCount(of: a.element, from: wish[a.element])
                let q = plan.listedCount(of: b.element, from: wish[b.element])
                return (p, x, a.offset) < (q, y, b.offset)
            }
            for slot in ordered.map(\.element) {
                if seating.promise(slot, level: Int(plan.level[wish[slot]])) {
                    promised[session] += Int(plan.slots[slot].seats)
                    wish[slot] = plan.alternatives(of: slot).upperBound
                } else {
                    wish[slot] = plan.end(of: slot, level: Int(plan.level[wish[slot]]))
                }
            }
            waiting.removeAll { wish[$0] >= plan.alternatives(of: $0).upperBound }
        }
    }

    /// The session with the most people who want it now for each place left (one more in both, so that it is defined).
    private func hardest(
        _ sessions: Range<Int>, _ plan: SeatingPlan, _ waiting: [Int], _ wish: [Int], _ promised: [Int]
    ) -> Int? {
        var wanted = [Int](repeating: 0, count: plan.sessionCount)
        for slot in waiting { wanted[plan.session(wish[slot])] += Int(plan.slots[slot].seats) }
        func left(_ session: Int) -> Int { min(1 << 40, max(0, plan.upper[session] - promised[session])) + 1 }
        return sessions.filter { wanted[$0] > 0 }.max { a, b in
            let x = wanted[a] * left(b), y = wanted[b] * left(a)
            return x != y ? x < y : a > b
        }
    }
}

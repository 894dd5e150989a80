import BreakoutModel

/// Probabilistic serial: fair shares first (`EatingMarket`), then one draw that gives everybody each session with exactly
/// the probability of their share (`EulerSplit`).
///
/// Before the draw nobody would rather have another's shares, and people with equal rankings have equal ones
/// (Bogomolnaia & Moulin 2001). Each round by itself.
///
/// Room, minimums, duties and doors are part of the shares. Rules over several people and clashes between rounds are
/// not: what was drawn is then given, in the order of another draw, as far as all rules can be kept, and otherwise the
/// best that can be.
struct ProbabilisticSerial: SeatingStrategy {
    let name = "serial-shares"
    let summary = Bilingual(
        en: "fair shares of each session, then one draw", nl: "eerlijke kansen op elke deelsessie, dan één trekking")
    let traits = StrategyTraits(
        limit: Bilingual(
            en: "with groups, clashes or a maximum per organisation chances are only nearly fair",
            nl: "met groepen, botsingen of een maximum per organisatie zijn de kansen slechts bijna eerlijk"))

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        let plan = seating.plan
        for round in 0..<plan.event.roundCount {
            let order = Turns.drawn(plan, round: round).flatMap { plan.slots(of: $0, round: round) }
            let slots = order.filter { !plan.slots[$0].isSettled }
            guard let drawn = draw(slots, among: order, round: round, plan) else {
                for slot in slots { seating.serve(slot) }
                continue
            }
            for (slot, alternative) in zip(slots, drawn) where plan.slots[slot].hasPreference {
                if !seating.promise(slot, level: Int(plan.level[alternative])) { seating.serve(slot) }
            }
        }
    }

    /// An alternative for each slot; nil where the limits cannot be met by people one by one (large groups).
    private func draw(_ slots: [Int], among all: [Int], round: Int, _ plan: SeatingPlan) -> [Int]? {
        let sessions = plan.event.sessionRanges[round]
        var onDuty = [Int](repeating: 0, count: sessions.count)
        for slot in all where plan.slots[slot].isSettled {
            onDuty[plan.session(plan.alternatives(of: slot).lowerBound) - sessions.lowerBound] += 1
        }
        let agents = slots.map { agent(of: $0, sessions, plan) }
        let market = EatingMarket(
            agents: agents, lower: zip(sessions, onDuty).map { max(0, plan.lower[$0] - $1) },
            upper: zip(sessions, onDuty).map { max(0, plan.upper[$0] - $1) })
        guard let shares = market.shares() else { return nil }
        let edges = shares.enumerated().flatMap { agent, shares in
            shares.map { EulerSplit.Edge(agent: agent, session: $0.session, units: $0.units) }
        }
        let drawn = EulerSplit.draw(edges, agents: agents.count, sessions: sessions.count, bits: market.bits) {
            plan.lottery.weight(attendeeKey: "", sessionID: "round \(round + 1), halving \($0)") & 1 == 0
        }
        return zip(slots, drawn).map { slot, session in
            plan.alternatives(of: slot).first { plan.session($0) - sessions.lowerBound == session }!
        }
    }

    private func agent(of slot: Int, _ sessions: Range<Int>, _ plan: SeatingPlan) -> EatingMarket.Agent {
        let range = plan.alternatives(of: slot)
        var wishes: [Int] = []
        for level in plan.levels(of: slot) {
            let first = plan.end(of: slot, level: level - 1), end = plan.end(of: slot, level: level)
            wishes += plan.inLotteryOrder(first..<end).filter { plan.isListed[$0] }
        }
        return .init(
            wishes: wishes.map { plan.session($0) - sessions.lowerBound },
            allowed: range.map { plan.session($0) - sessions.lowerBound }.sorted())
    }
}

import BreakoutModel

/// One draw; the next round goes in the reverse order of the one before, so that who was last is first.
///
/// The order in which children pick teams, and a cheap way to share luck over rounds (Budish & Cantillon 2012 study the
/// like for courses).
struct Snake: SeatingStrategy {
    let name = "snake"
    let summary = Bilingual(
        en: "one draw; every other round in the reverse order", nl: "één loting; om de ronde in omgekeerde volgorde")
    let traits = StrategyTraits(weighsRounds: true, isTruthful: true)

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        let order = Turns.drawn(seating.plan)
        for round in 0..<seating.plan.event.roundCount {
            for unit in round.isMultiple(of: 2) ? order : order.reversed() {
                for slot in seating.plan.slots(of: unit, round: round) { seating.serve(slot) }
            }
        }
    }
}

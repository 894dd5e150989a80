import BreakoutModel

/// The Boston mechanism: first everybody's first choices, a draw where there are too many; then the second choices of
/// those who were refused, for what is left; and so on. A place once given is kept.
///
/// Many first choices, but it punishes who asks for something popular and is refused: the second choice may be gone. It
/// pays to hide such a wish (Abdulkadiroğlu & Sönmez 2003). Each round has its own draw.
struct ImmediateAcceptance: SeatingStrategy {
    let name = "immediate"
    let summary = Bilingual(
        en: "first choices, then second, ...; a draw per round",
        nl: "alle eerste keuzes, dan tweede, ...; loting per ronde")
    let traits = StrategyTraits(
        limit: Bilingual(
            en: "whoever asks for something popular risks the second choice too",
            nl: "wie iets geliefds vraagt, zet ook de tweede keuze op het spel"))

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        let plan = seating.plan
        for round in 0..<plan.event.roundCount {
            let slots = Turns.drawn(plan, round: round).flatMap { plan.slots(of: $0, round: round) }
            var waiting = slots.filter { plan.slots[$0].hasPreference }
            let deepest = waiting.reduce(0) { max($0, plan.lastListedLevel(of: $1)) }
            for level in 0...deepest {
                waiting.removeAll { slot in
                    level <= plan.lastListedLevel(of: slot) && plan.levels(of: slot).contains(level)
                        && seating.promise(slot, level: level)
                }
            }
            // Who was refused everything that they ranked.
            for slot in waiting { seating.serve(slot) }
        }
    }
}

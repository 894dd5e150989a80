import BreakoutModel

/// Random serial dictatorship: in the order of one draw, everybody takes the best that is left, in all rounds at once.
///
/// In one round nobody gains by another ranking than their own, and no two people could both gain by swapping
/// (Abdulkadiroğlu & Sönmez 1998; with ties: Svensson 1994). Equal wishes are not used up: whoever is happy with several
/// sessions is promised one of them, and moves between them when that helps somebody later. Over several rounds the
/// lucky are lucky in each.
struct SerialDictatorship: SeatingStrategy {
    let name = "serial"
    let summary = Bilingual(
        en: "one draw; in its order everybody picks, in all rounds",
        nl: "één loting; op volgorde kiest ieder, in alle rondes")
    let traits = StrategyTraits(isTruthful: true)

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        for unit in Turns.drawn(seating.plan) {
            for slot in seating.plan.slots(of: unit) { seating.serve(slot) }
        }
    }
}

import BreakoutModel

/// In the order of signing up, everybody takes the best that is left, round by round.
///
/// What many registration sites do. It rewards who is early and knows; nobody gains by another ranking than their own in
/// one round, but everybody gains by signing up earlier. A wish is granted only when everybody after can still be seated
/// within the rules.
struct FirstComeFirstServed: SeatingStrategy {
    let name = "first-come"
    let summary = Bilingual(
        en: "first come, first served, by time of sign-up", nl: "wie het eerst komt, het eerst maalt (aanmeldtijd)")
    let traits = StrategyTraits(
        isTruthful: true,
        limit: Bilingual(
            en: "the draw only decides between equal or missing sign-up times",
            nl: "de loting beslist alleen bij gelijke of ontbrekende aanmeldtijden"))

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        for unit in Turns.registered(seating.plan) {
            for slot in seating.plan.slots(of: unit) { seating.serve(slot) }
        }
    }
}

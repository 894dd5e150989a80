import BreakoutModel
import Optimisation

/// The rounds in turn, each as fair as it can be made given what happened before: a regret of an earlier round counts
/// along, so who lost out goes first.
///
/// In each round the stages of `fair` on the regrets so far. The first round does not know what the next will bring:
/// what that costs, compared with `exact`, is the worth of looking at all rounds together.
struct RoundsWithCompensation: Strategy {
    let name = "rounds"
    let summary = Bilingual(
        en: "round after round, earlier losses made good", nl: "ronde na ronde, eerder verlies goedgemaakt")
    let traits = StrategyTraits(
        weighsRounds: true,
        limit: Bilingual(
            en: "a round is settled before the next is looked at",
            nl: "een ronde ligt vast voordat naar de volgende wordt gekeken"))

    func allocate(_ request: AllocationRequest) -> AllocationOutcome {
        RoundByRound(request: request, carriesRegret: true).allocate { _, largest in
            let levels = (0..<largest).reversed().map {
                AllocationProblem.cost(of: .regretAtLeast($0 + 1), largest: largest)
            }
            return levels + [
                AllocationProblem.cost(of: .choices(1), largest: largest),
                AllocationProblem.cost(of: .lottery, largest: largest),
            ]
        }
    }
}

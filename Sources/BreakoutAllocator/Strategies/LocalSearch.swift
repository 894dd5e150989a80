import BreakoutModel
import Optimisation

/// From the outcome of a serial dictatorship, better and better by small moves: somebody goes where there is room, or two
/// people change places, whenever that is better by the stages of the objective. Until no such move is left.
///
/// What a clever spreadsheet does. It can get stuck: three people in a circle, or a loss in one round for a gain in the
/// other, are no single move. For each wish at most 64 partners are looked at, so that a pass is linear in people.
/// Terminates, for each move is a strict gain in the order of the stages.
struct LocalSearch: SeatingStrategy {
    let name = "local"
    let summary = Bilingual(
        en: "from a draw, improved by moves and swaps", nl: "vanuit een loting verbeterd door verzetten en ruilen")
    let traits = StrategyTraits(
        followsObjective: true, weighsRounds: true,
        limit: Bilingual(en: "can get stuck before the best", nl: "kan blijven steken voor het beste"))
    private let mostPartners = 64

    func seat(_ seating: inout Seating, _ request: AllocationRequest) {
        let order = Turns.drawn(seating.plan)
        for unit in order {
            for slot in seating.plan.slots(of: unit) { seating.serve(slot) }
        }
        seating.release()
        let gain = MoveGain(plan: seating.plan, objective: request.objective)
        let slots = order.flatMap { seating.plan.slots(of: $0) }.filter { seating.plan.slots[$0].hasPreference }
        var isBetter = true
        while isBetter && !seating.control.isStopped {
            isBetter = false
            for slot in slots where seating.level(of: slot) > 0 {
                if improve(slot, &seating, gain) { isBetter = true }
            }
        }
    }

    private func improve(_ slot: Int, _ seating: inout Seating, _ gain: MoveGain) -> Bool {
        let plan = seating.plan
        for alternative in Int(plan.slots[slot].first)..<Int(seating.choice[slot])
        where plan.level[alternative] < plan.level[Int(seating.choice[slot])] {
            let move = [(slot: slot, to: alternative)]
            if seating.fits(slot, at: alternative) && gain.isBetter(move, seating.choice) {
                seating.move(slot, to: alternative)
                return true
            }
            if swap(slot, alternative, &seating, gain) { return true }
        }
        return false
    }

    private func swap(_ slot: Int, _ alternative: Int, _ seating: inout Seating, _ gain: MoveGain) -> Bool {
        let plan = seating.plan
        let here = seating.session(of: slot), there = plan.session(alternative)
        for entry in seating.partners(from: there, to: here, most: mostPartners) {
            let partner = Int(plan.slotOf[entry])
            guard plan.slots[partner].seats == plan.slots[slot].seats,
                plan.slots[partner].unit != plan.slots[slot].unit,
                gain.isBetter([(slot, alternative), (partner, entry)], seating.choice)
            else { continue }
            let before = (Int(seating.choice[slot]), Int(seating.choice[partner]))
            seating.move(slot, to: alternative)
            seating.move(partner, to: entry)
            if plan.isPure || seating.isInGoodCompany(slot) && seating.isInGoodCompany(partner) { return true }
            seating.move(slot, to: before.0)
            seating.move(partner, to: before.1)
        }
        return false
    }
}

/// Whether a move makes the objective better, by its stages (all but the draw).
struct MoveGain {
    let plan: SeatingPlan
    let stages: [Stage]

    init(plan: SeatingPlan, objective: Objective) {
        self.plan = plan
        stages = objective.stages(
            largestTotalRegret: plan.rules.largestTotalRegret, deepestChoice: plan.rules.deepestChoice
        ).filter { $0 != .lottery }
    }

    func isBetter(_ moves: [(slot: Int, to: Int)], _ choice: [Int32]) -> Bool {
        let people = moves.flatMap { move -> [Change] in
            let unit = Int(plan.slots[move.slot].unit)
            return plan.units[unit].indices.compactMap { change(of: $0, unit, move, choice) }
        }
        let worst = people.reduce(0) { max($0, $1.before, $1.after) }
        for stage in stages {
            if case .regretAtLeast(let level) = stage, level > worst { continue }
            let change = people.reduce(0) { $0 + $1.cost(in: stage) }
            if change != 0 { return change < 0 }
        }
        return false
    }

    /// Somebody's total regret and this one choice, before and after.
    private struct Change {
        var before: Int
        var after: Int
        var choiceBefore: Int
        var choiceAfter: Int

        func cost(in stage: Stage) -> Int {
            switch stage {
            case .regretAtLeast(let level): (after >= level ? 1 : 0) - (before >= level ? 1 : 0)
            case .choices(let choice): (choiceBefore == choice ? 1 : 0) - (choiceAfter == choice ? 1 : 0)
            case .sumOfRegrets: after - before
            case .sumOfSquares: after * after - before * before
            case .lottery, .moves, .movesToWorse, .unplaced, .unplacedOnDuty: 0
            }
        }
    }

    private func change(
        of person: Int, _ unit: Int, _ move: (slot: Int, to: Int), _ choice: [Int32]
    ) -> Change? {
        guard plan.slots[move.slot].people & (1 << UInt32(person)) != 0 else { return nil }
        let total = plan.slots(of: unit).reduce(0) { $0 + level(of: person, Int(choice[$1])) }
        let old = Int(choice[move.slot])
        return Change(
            before: total, after: total - level(of: person, old) + level(of: person, move.to),
            choiceBefore: label(of: person, old), choiceAfter: label(of: person, move.to))
    }

    private func level(of person: Int, _ alternative: Int) -> Int {
        if plan.joint.isEmpty { return Int(plan.level[alternative]) }
        return plan.joint[Int32(alternative)]?.levels[person] ?? Int(plan.level[alternative])
    }

    private func label(of person: Int, _ alternative: Int) -> Int {
        if let joint = plan.joint[Int32(alternative)] { return joint.labels[person] }
        return plan.isListed[alternative] ? Int(plan.level[alternative]) + 1 : 0
    }
}

import BreakoutModel
import Optimisation

/// One round after the other, each to a proven optimum of its own stages. The rounds already settled stand; those to
/// come cost nothing yet, and must only remain possible.
struct RoundByRound {
    let request: AllocationRequest
    /// Whether what somebody lost in earlier rounds is added to what they may lose in this one.
    var carriesRegret = false

    /// - Parameter stages: of a round, from the plan and the largest total that anybody can reach in it.
    func allocate(stages: (SeatingPlan, Int) -> [StageCost]) -> AllocationOutcome {
        guard let start = HeldSessions(request: request).plan() else { return .impossible }
        let plan = start.plan
        var choices = start.choices, counters = start.counters
        var effort = StrategyCounters()
        for round in 0..<plan.event.roundCount {
            if request.control.isStopped { break }
            let carried = carriesRegret ? regrets(of: choices, before: round, plan) : []
            let fixed = choices
            let problem = plan.ruledProblem(where: { alternative in
                let slot = Int(plan.slotOf[alternative])
                return plan.slots[slot].round >= round || fixed[slot] == Int32(alternative)
            }) { number, alternative in
                let slot = Int(plan.slotOf[number])
                return Int(plan.slots[slot].round) == round
                    ? raised(alternative, slot, plan, carried) : weightless(alternative)
            }
            let costs = stages(plan, problem.largestTotalLevel)
            let solver = StagedSolver(problem: problem, stages: costs, guide: costs.first ?? StageCost())
            switch solver.solve(control: request.control) {
            case .infeasible: preconditionFailure("an allocation was there before the round was made better")
            case .stopped: break
            case .optimal(let result), .interrupted(let result):
                choices = plan.choices(result.selection, of: problem)
                counters.add(result.counters)
                effort.completions += 1
            }
        }
        effort.solver = counters
        return .allocated(
            SolvedAllocation(
                allocation: plan.allocation(choices), stages: [], certificate: nil, counters: counters, effort: effort))
    }

    /// Per attendee the regrets of the rounds before.
    private func regrets(of choices: [Int32], before round: Int, _ plan: SeatingPlan) -> [Int] {
        let allocation = plan.allocation(choices)
        return request.event.attendees.indices.map { index in
            (0..<round).reduce(0) {
                $0 + (allocation.regret(of: AttendeeIndex(index), round: $1, in: plan.rules.table) ?? 0)
            }
        }
    }

    private func raised(
        _ alternative: AssignmentProblem.Alternative, _ slot: Int, _ plan: SeatingPlan, _ carried: [Int]
    ) -> AssignmentProblem.Alternative {
        guard !carried.isEmpty else { return alternative }
        var raised = alternative
        let people = plan.units[Int(plan.slots[slot].unit)]
        if var joint = raised.joint {
            for (bit, attendee) in people.enumerated() where plan.slots[slot].people & (1 << UInt32(bit)) != 0 {
                joint.levels[bit] += carried[attendee.value]
            }
            raised.level = joint.levels.reduce(0, +)
            raised.joint = joint
        } else {
            raised.level += plan.members(of: slot).reduce(0) { $0 + carried[$1.value] }
        }
        return raised
    }

    private func weightless(_ alternative: AssignmentProblem.Alternative) -> AssignmentProblem.Alternative {
        var weightless = alternative
        weightless.level = 0
        weightless.label = 0
        weightless.weight = 0
        if let joint = alternative.joint {
            weightless.joint = JointAlternative(
                levels: joint.levels.map { _ in 0 }, labels: joint.labels.map { _ in 0 }, weight: 0, seats: joint.seats)
        }
        return weightless
    }
}

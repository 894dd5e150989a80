import BreakoutModel
import Optimisation

/// An event as the exact engine sees it: a unit per attendee (or per set of people who stay together), a slot per round
/// in which they are placed, an alternative per session they may have (level = regret, label = choice, weight =
/// lottery). Who has a duty at a session that may be cancelled has a variant for each way of cancelling.
public struct AllocationProblem: Sendable {
    public let problem: AssignmentProblem
    public let stages: [Stage]
    public let costs: [StageCost]
    public let guide: StageCost
    /// Per unit the people in it.
    let units: [[AttendeeIndex]]
    /// Per side rule what it is.
    let sideRows: [Row]
    /// People who should stay together and cannot: with them there is no allocation.
    let shut: [[AttendeeIndex]]
    private let attendeeCount: Int
    private let roundCount: Int

    public init(event: Event, rules: RuleBook, objective: Objective, seed: UInt64) {
        // One resource more than sessions: where people are who are in no round at all.
        let nowhere = event.sessions.count
        var problem = AssignmentProblem(
            upperLimit: event.sessions.map(\.capacity) + [nil], lowerLimit: event.sessions.map(\.minimum) + [0],
            isCancellable: event.sessions.map(\.cancellable) + [false],
            conflicts: rules.table.conflicts.map { ($0.first.value, $0.second.value) })
        var units: [[AttendeeIndex]] = []
        var shut: [[AttendeeIndex]] = []
        let builder = UnitBuilder(event: event, rules: rules, lottery: Lottery(seed: seed), nowhere: nowhere)
        for people in builder.units {
            guard let variants = builder.variants(of: people) else {
                shut.append(people)
                continue
            }
            if variants.isEmpty { continue }
            problem.addUnit(variants: variants, peopleCount: people.count)
            units.append(people)
        }
        let sides = SideRuleBuilder(event: event, rules: rules, units: units)
        sideRows = sides.add(to: &problem)
        let largest = rules.largestTotalRegret
        stages = objective.stages(largestTotalRegret: largest, deepestChoice: rules.deepestChoice)
        costs = stages.map { AllocationProblem.cost(of: $0, largest: largest) }
        guide = AllocationProblem.guide(for: objective, largest: largest)
        self.problem = problem
        self.units = units
        self.shut = shut
        attendeeCount = event.attendees.count
        roundCount = event.roundCount
    }

    // MARK: Stages as costs

    static func cost(of stage: Stage, largest: Int) -> StageCost {
        switch stage {
        case .regretAtLeast(let level): StageCost(byTotalLevel: (0...largest).map { $0 >= level ? 1 : 0 })
        case .choices(let choice): StageCost(byLabel: (0...choice).map { $0 == choice ? -1 : 0 })
        case .sumOfRegrets: StageCost(byTotalLevel: Array(0...largest))
        case .sumOfSquares: StageCost(byTotalLevel: (0...largest).map { $0 * $0 })
        case .lottery: StageCost(weightFactor: 1)
        }
    }

    /// Near the optimum of all stages: regrets weigh four times as much with each step, as far as that stays exact.
    static func guide(for objective: Objective, largest: Int) -> StageCost {
        switch objective {
        case .fair: StageCost(byTotalLevel: (0...largest).map { $0 == 0 ? 0 : 1 << min(2 * $0, 40) })
        case .firsts: StageCost(byTotalLevel: Array(0...largest), byLabel: [0, -3, -1])
        case .total: StageCost(byTotalLevel: (0...largest).map { 8 * $0 + $0 * $0 })
        case .balanced: StageCost(byTotalLevel: (0...largest).map { $0 * $0 })
        }
    }

    // MARK: Answers

    func allocation(_ selection: [[Int]]) -> Allocation {
        var allocation = Allocation(attendeeCount: attendeeCount, roundCount: roundCount)
        for (people, option) in zip(units, selection) {
            for alternative in option {
                let (round, inSlot) = problem.slot(ofAlternative: alternative)
                guard round >= 0 else { continue }
                let session = SessionIndex(problem.resource(ofAlternative: alternative))
                for (bit, attendee) in people.enumerated() where inSlot & (1 << UInt32(bit)) != 0 {
                    allocation[attendee, round] = session
                }
            }
        }
        return allocation
    }
}

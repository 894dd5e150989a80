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
        self.init(event: event, rules: rules, objective: objective, seed: seed, rerun: nil)
    }

    init(event: Event, rules: RuleBook, objective: Objective, seed: UInt64, rerun: RerunCost?) {
        // One resource more than sessions: where people are who are in no round at all.
        let nowhere = event.sessions.count
        var problem = AssignmentProblem(
            upperLimit: event.sessions.map(\.capacity) + [nil], lowerLimit: event.sessions.map(\.minimum) + [0],
            isCancellable: event.sessions.map(\.cancellable) + [false],
            conflicts: rules.table.conflicts.map { ($0.first.value, $0.second.value) })
        var units: [[AttendeeIndex]] = []
        var shut: [[AttendeeIndex]] = []
        let deepest = rules.deepestChoice
        let labels = PlacementLabels(deepestChoice: deepest, published: rerun?.published)
        let builder = UnitBuilder(
            event: event, rules: rules, lottery: Lottery(seed: seed), nowhere: nowhere, labels: labels)
        // In a rerun labels also tell of moves: then everybody goes the long way.
        var plain = rerun == nil ? PlainUnits(event: event, rules: rules, lottery: Lottery(seed: seed)) : nil
        plain?.reserve(in: &problem)
        for people in builder.units {
            if people.count == 1, let isPlaced = plain?.add(people[0], to: &problem) {
                if isPlaced { units.append(people) }
                continue
            }
            guard let variants = builder.variants(of: people) else {
                shut.append(people)
                continue
            }
            if variants.isEmpty { continue }
            problem.addUnit(variants: variants, peopleCount: people.count)
            units.append(people)
        }
        let sides = SideRuleBuilder(event: event, rules: rules, units: units)
        var sideRows = sides.add(to: &problem)
        rerun?.limitMoves(in: &problem, &sideRows, units: units)
        self.sideRows = sideRows
        let largest = rules.largestTotalRegret
        let own = objective.stages(largestTotalRegret: largest, deepestChoice: deepest)
        stages = rerun?.stages(around: own) ?? own
        costs = stages.map { AllocationProblem.cost(of: $0, largest: largest, labels: labels) }
        guide = AllocationProblem.guide(for: objective, largest: largest, labels: labels, rerun: rerun)
        self.problem = problem
        self.units = units
        self.shut = shut
        attendeeCount = event.attendees.count
        roundCount = event.roundCount
    }

    // MARK: Stages as costs

    /// Without `labels` those of a first allocation, where the label is the choice.
    static func cost(of stage: Stage, largest: Int, labels: PlacementLabels? = nil) -> StageCost {
        func table(_ cost: (Int, Published.Move) -> Int) -> [Int] {
            (labels ?? PlacementLabels(deepestChoice: largest + 1, published: nil)).table(cost)
        }
        return switch stage {
        case .regretAtLeast(let level): StageCost(byTotalLevel: (0...largest).map { $0 >= level ? 1 : 0 })
        case .choices(let choice): StageCost(byLabel: table { number, _ in number == choice ? -1 : 0 })
        case .sumOfRegrets: StageCost(byTotalLevel: Array(0...largest))
        case .sumOfSquares: StageCost(byTotalLevel: (0...largest).map { $0 * $0 })
        case .lottery: StageCost(weightFactor: 1)
        case .moves: StageCost(byLabel: table { _, move in move == .none ? 0 : 1 })
        case .movesToWorse: StageCost(byLabel: table { _, move in move == .worse ? 1 : 0 })
        }
    }

    /// Near the optimum of all stages: regrets weigh four times as much with each step, as far as that stays exact, and
    /// in a rerun a move weighs more than any of them.
    static func guide(
        for objective: Objective, largest: Int, labels: PlacementLabels, rerun: RerunCost?
    ) -> StageCost {
        var guide =
            switch objective {
            case .fair: StageCost(byTotalLevel: (0...largest).map { $0 == 0 ? 0 : 1 << min(2 * $0, 40) })
            case .firsts:
                StageCost(
                    byTotalLevel: Array(0...largest),
                    byLabel: labels.table { choice, _ in choice == 1 ? -3 : choice == 2 ? -1 : 0 })
            case .total: StageCost(byTotalLevel: (0...largest).map { 8 * $0 + $0 * $0 })
            case .balanced: StageCost(byTotalLevel: (0...largest).map { $0 * $0 })
            }
        if let rerun {
            let byMove = labels.table { _, move in rerun.guide(move) }
            guide.byLabel = byMove.indices.map { ($0 < guide.byLabel.count ? guide.byLabel[$0] : 0) + byMove[$0] }
        }
        return guide
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

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
    let resources: Resources
    private let attendeeCount: Int
    private let roundCount: Int

    public init(event: Event, rules: RuleBook, objective: Objective, seed: UInt64, leeway: Leeway = .none) {
        self.init(event: event, rules: rules, objective: objective, seed: seed, rerun: nil, leeway: leeway)
    }

    /// With `byRound`, people who stay together are a unit for each round, or for rounds that something ties (a topic, the
    /// clock): for questions in which nobody's regrets are added up over rounds. Their options are then as many as the
    /// sessions of a round, not as the combinations of all.
    init(
        event: Event, rules: RuleBook, objective: Objective, seed: UInt64, rerun: RerunCost?, leeway: Leeway = .none,
        byRound: Bool = false
    ) {
        let everybody = UnitBuilder.units(of: event, rules)
        let resources = Resources(
            event: event, leeway: leeway, largestGroup: everybody.units.reduce(0) { max($0, $1.count) })
        let deepest = rules.deepestChoice
        let labels = PlacementLabels(deepestChoice: deepest, published: rerun?.published)
        let builder = UnitBuilder(
            event: event, rules: rules, lottery: Lottery(seed: seed), resources: resources, labels: labels,
            deepestChoice: deepest, everybody: everybody)
        // In a rerun labels also tell of moves, and with leeway there are further alternatives: then everybody goes the
        // long way.
        var gathering = UnitGathering(
            problem: resources.problem(conflicts: rules.table.conflicts),
            plain: rerun == nil && leeway == .none
                ? PlainUnits(event: event, rules: rules, lottery: Lottery(seed: seed)) : nil,
            byRound: byRound && !rules.asksForCancelling)
        gathering.add(everybody.units, builder)
        let units = gathering.units
        var problem = gathering.problem
        let sides = SideRuleBuilder(event: event, rules: rules, units: units, resources: resources.all(ofSession:))
        var sideRows = sides.add(to: &problem)
        rerun?.limitMoves(in: &problem, &sideRows, units: units)
        self.sideRows = sideRows
        let leavesOut = leeway == .unplaced
        let largest = leavesOut ? rules.largestTotalRegretUnplaced : rules.largestTotalRegret
        let own = objective.stages(
            largestTotalRegret: largest, deepestChoice: deepest, allowsUnplaced: leavesOut)
        stages = rerun?.stages(around: own) ?? own
        costs = stages.map { AllocationProblem.cost(of: $0, largest: largest, deepest: deepest, labels: labels) }
        let guide = AllocationProblem.guide(for: objective, largest: largest, labels: labels, rerun: rerun)
        self.guide = leavesOut ? AllocationProblem.sparingNobody(guide, deepest: deepest) : guide
        self.resources = resources
        self.problem = problem
        self.units = units
        shut = gathering.shut
        attendeeCount = event.attendees.count
        roundCount = event.roundCount
    }

    // MARK: Stages as costs

    /// Without `labels` those of a first allocation, where the label is the choice.
    static func cost(of stage: Stage, largest: Int, deepest: Int = 0, labels: PlacementLabels? = nil) -> StageCost {
        func table(_ cost: (Int, Published.Move) -> Int) -> [Int] {
            (labels ?? PlacementLabels(deepestChoice: largest + 1, published: nil)).table(cost)
        }
        return switch stage {
        case .unplaced: StageCost(byLabel: Array(repeating: 0, count: deepest + 1) + [1, 1])
        case .unplacedOnDuty: StageCost(byLabel: Array(repeating: 0, count: deepest + 2) + [1])
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

    /// The guide, by which nobody is left out to spare others regret.
    private static func sparingNobody(_ guide: StageCost, deepest: Int) -> StageCost {
        var guide = guide
        while guide.byLabel.count < deepest + 1 { guide.byLabel.append(0) }
        guide.byLabel = guide.byLabel.prefix(deepest + 1) + [1 << 41, 1 << 42]
        return guide
    }

    // MARK: Answers

    func allocation(_ selection: [[Int]]) -> Allocation {
        var allocation = Allocation(attendeeCount: attendeeCount, roundCount: roundCount)
        let pieces = BreakoutModel.Parallel.map(units.count) { places in
            places.flatMap { placements(of: units[$0], selection[$0]) }
        }
        for (attendee, round, session) in pieces.joined() { allocation[attendee, round] = session }
        return allocation
    }

    private func placements(
        of people: [AttendeeIndex], _ option: [Int]
    ) -> [(attendee: AttendeeIndex, round: Int, session: SessionIndex)] {
        var placements: [(attendee: AttendeeIndex, round: Int, session: SessionIndex)] = []
        for alternative in option {
            let (round, inSlot) = problem.slot(ofAlternative: alternative)
            let resource = problem.resource(ofAlternative: alternative)
            guard round >= 0, resource != resources.nowhere else { continue }
            for (bit, attendee) in people.enumerated() where inSlot & (1 << UInt32(bit)) != 0 {
                placements.append((attendee, round, SessionIndex(resource)))
            }
        }
        return placements
    }
}

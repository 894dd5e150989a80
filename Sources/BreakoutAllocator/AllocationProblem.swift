import BreakoutModel
import Optimisation

/// An event as the exact engine sees it: a unit per attendee, a slot per round in which they are placed, an
/// alternative per session they may have (level = regret, label = choice, weight = lottery).
public struct AllocationProblem: Sendable {
    public let problem: AssignmentProblem
    public let stages: [Stage]
    public let costs: [StageCost]
    public let guide: StageCost
    /// Per unit the attendee; per slot the round; per alternative (by its original number) the session.
    let attendees: [AttendeeIndex]
    let rounds: [Int]
    let sessions: [SessionIndex]
    private let attendeeCount: Int
    private let roundCount: Int

    public init(event: Event, table: ChoiceTable, objective: Objective, seed: UInt64) {
        var problem = AssignmentProblem(
            upperLimit: event.sessions.map(\.capacity), lowerLimit: event.sessions.map(\.minimum),
            conflicts: table.conflicts.map { ($0.first.value, $0.second.value) })
        var attendees: [AttendeeIndex] = []
        var rounds: [Int] = []
        let lottery = Lottery(seed: seed)
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            var slots: [[AssignmentProblem.Alternative]] = []
            for round in 0..<event.roundCount where table.standing(of: attendee, round: round).isPlaced {
                slots.append(AllocationProblem.slot(attendee, round, event, table, lottery))
                rounds.append(round)
            }
            if slots.isEmpty { continue }
            problem.addUnit(slots: slots)
            attendees.append(attendee)
        }
        let largest = table.largestTotalRegret()
        stages = objective.stages(largestTotalRegret: largest, deepestChoice: table.deepestChoice())
        costs = stages.map { AllocationProblem.cost(of: $0, largest: largest) }
        guide = AllocationProblem.guide(for: objective, largest: largest)
        self.problem = problem
        self.attendees = attendees
        self.rounds = rounds
        sessions = AllocationProblem.sessionsByOriginal(problem)
        attendeeCount = event.attendees.count
        roundCount = event.roundCount
    }

    private static func slot(
        _ attendee: AttendeeIndex, _ round: Int, _ event: Event, _ table: ChoiceTable, _ lottery: Lottery
    ) -> [AssignmentProblem.Alternative] {
        let standing = table.standing(of: attendee, round: round)
        let options = table.options(of: attendee, round: round)
        // Duties are no draw: their weight is left out, as in the verifier.
        let weights =
            standing.isFree
            ? lottery.weights(attendeeKey: event[attendee].key, sessionIDs: options.map { event[$0].id })
            : Array(repeating: 0, count: options.count)
        return zip(options, weights).map { session, weight in
            let regret = table.regret(of: attendee, in: session)!
            let isRanked = table.isRanked(session, by: attendee, round: round)
            return .init(
                resource: session.value, level: regret, label: isRanked ? regret + 1 : 0, weight: weight)
        }
    }

    private static func sessionsByOriginal(_ problem: AssignmentProblem) -> [SessionIndex] {
        var sessions = [SessionIndex](repeating: SessionIndex(0), count: problem.alternativeCount)
        for alternative in 0..<problem.alternativeCount {
            sessions[Int(problem.original[alternative])] = SessionIndex(Int(problem.resource[alternative]))
        }
        return sessions
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

    func allocation(_ selection: [Int]) -> Allocation {
        var allocation = Allocation(attendeeCount: attendeeCount, roundCount: roundCount)
        for (unit, attendee) in attendees.enumerated() {
            for slot in problem.slots(of: unit) { allocation[attendee, rounds[slot]] = sessions[selection[slot]] }
        }
        return allocation
    }
}

import BreakoutModel
import Optimisation

/// Puts people into the problem who go alone and have one variant: nearly everybody. The same as
/// `UnitBuilder.variants(of:)` and `addUnit(variants:)` would make, without lists for each person.
///
/// Levels, labels and alternatives are those of the rules alone: whatever makes others (extra seats, people left
/// out, published placements) must go the long way.
struct PlainUnits: Sendable {
    private let event: Event
    private let rules: RuleBook
    private let table: ChoiceTable
    private let lottery: Lottery
    /// By session.
    private let ids: [[UInt8]]
    private let mayConflict: Bool
    private var options = PersonOptions()

    init(event: Event, rules: RuleBook, lottery: Lottery) {
        self.event = event
        self.rules = rules
        table = rules.table
        self.lottery = lottery
        ids = event.sessions.map { Array($0.id.utf8) }
        mayConflict = !rules.table.conflicts.isEmpty
    }

    /// Makes room for so many people, whatever they may have.
    func reserve(units: Int, in problem: inout AssignmentProblem) {
        problem.reserve(units: units, slots: units * event.roundCount, alternatives: units * event.sessions.count)
    }

    /// True when the person is in the problem now, false when they are in no round, nil when they are not plain.
    mutating func add(_ attendee: AttendeeIndex, to problem: inout AssignmentProblem) -> Bool? {
        guard rules.variants[attendee] == nil else { return nil }
        options.clear()
        let draw = lottery.state(attendeeKey: event.attendees[attendee.value].key)
        for round in 0..<event.roundCount {
            let standing = table.standing(of: attendee, round: round)
            if case .onDuty(let session, _) = standing {
                options.add(resource: session.value, level: 0)
                options.endSlot(round: round, isSettled: true)
                continue
            }
            guard standing.isFree else { continue }
            let rankedCount = standing == .choosing ? table.rankedCount(of: attendee, round: round) : 0
            options.add(resources: table.sessionRanges[round]) { session in
                table.regret(of: attendee, in: SessionIndex(session)).map { regret in
                    (regret, regret < rankedCount ? regret + 1 : 0, Lottery.weight(draw, sessionID: ids[session]))
                }
            }
            // Nothing is open to them: that is said elsewhere, and goes the long way here.
            if !options.hasAlternatives { return nil }
            options.endSlot(round: round, isSettled: false)
        }
        guard options.hasSlots else { return false }
        problem.addUnit(options, mayConflict: mayConflict)
        return true
    }
}

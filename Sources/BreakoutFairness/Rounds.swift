import BreakoutModel

/// Counts one round.
struct RoundCount: Sendable {
    private(set) var summary: RoundSummary

    init(round: Int, allocation: Allocation, table: ChoiceTable) {
        summary = RoundSummary(
            round: round + 1, placed: 0, choosing: 0, profile: [], unlisted: 0, onDuty: 0, noPreference: 0,
            excused: 0, absent: 0, totalRegret: 0)
        var received = Distribution()
        for index in 0..<table.attendeeCount {
            let attendee = AttendeeIndex(index)
            if allocation[attendee, round] != nil { summary.placed += 1 }
            if allocation.isUnplaced(attendee, round: round, in: table) {
                summary.unplaced = (summary.unplaced ?? 0) + 1
            }
            switch table.standing(of: attendee, round: round) {
            case .absent: summary.absent += 1
            case .excused: summary.excused += 1
            case .onDuty: summary.onDuty += 1
            case .noPreference: summary.noPreference += 1
            case .choosing:
                summary.choosing += 1
                summary.totalRegret += allocation.regret(of: attendee, round: round, in: table) ?? 0
                switch allocation.choice(of: attendee, round: round, in: table) {
                case .ranked(let choice): received.add(choice - 1)
                case .unlisted: summary.unlisted += 1
                case nil: break
                }
            }
        }
        summary.profile = received.counts
    }
}

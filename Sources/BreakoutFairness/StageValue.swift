import BreakoutModel

extension AllocationStatistics {
    /// The value of a stage, worked out from the allocation alone: what a solver claims can be held against it.
    public static func value(
        of stage: Stage, allocation: Allocation, event: Event, table: ChoiceTable, lottery: Lottery,
        published: Published? = nil
    ) -> Int {
        switch stage {
        case .unplaced: return allocation.unplaced(in: table).count
        case .unplacedOnDuty:
            return allocation.unplaced(in: table).count { !table.standing(of: $0.attendee, round: $0.round).isFree }
        case .regretAtLeast(let level):
            return totals(allocation, table).count { $0 >= level }
        case .sumOfRegrets:
            return totals(allocation, table).reduce(0, +)
        case .sumOfSquares:
            return totals(allocation, table).reduce(0) { $0 + $1 * $1 }
        case .choices(let choice):
            return placements(allocation, table).count { attendee, round, _ in
                allocation.choice(of: attendee, round: round, in: table) == .ranked(choice)
            }
        case .lottery:
            return placements(allocation, table).reduce(0) { sum, placement in
                guard table.standing(of: placement.0, round: placement.1).isFree else { return sum }
                return sum
                    + Int(
                        lottery.weight(
                            attendeeKey: event[placement.0].key, sessionID: event[placement.2].id))
            }
        case .moves: return moves(allocation, table, published) { $0 != .none }
        case .movesToWorse: return moves(allocation, table, published) { $0 == .worse }
        }
    }

    private static func moves(
        _ allocation: Allocation, _ table: ChoiceTable, _ published: Published?, _ counts: (Published.Move) -> Bool
    ) -> Int {
        guard let published else { return 0 }
        return placements(allocation, table).count { attendee, round, _ in
            counts(allocation.move(of: attendee, round: round, from: published, in: table))
        }
    }

    private static func totals(_ allocation: Allocation, _ table: ChoiceTable) -> some Sequence<Int> {
        (0..<table.attendeeCount).lazy.map { allocation.totalRegret(of: AttendeeIndex($0), in: table) }
    }

    private static func placements(
        _ allocation: Allocation, _ table: ChoiceTable
    ) -> some Sequence<(AttendeeIndex, Int, SessionIndex)> {
        (0..<table.attendeeCount).lazy.flatMap { attendee in
            (0..<table.roundCount).lazy.compactMap { round in
                allocation[AttendeeIndex(attendee), round].map { (AttendeeIndex(attendee), round, $0) }
            }
        }
    }
}

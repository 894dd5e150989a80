import BreakoutModel

extension AllocationStatistics {
    /// Jain's index (R. Jain, D. Chiu, W. Hawe, *A quantitative measure of fairness and discrimination for resource
    /// allocation in shared computer systems*, 1984): (Σu)² / (n Σu²) of the satisfactions u = 1 - total regret / the
    /// largest total regret that the attendee could have had. 1: all equally satisfied; 1/n: one person has
    /// everything. Nil when nobody chooses or nobody has any satisfaction.
    static func jain(of regrets: RegretMatrix, table: ChoiceTable) -> Double? {
        var count = 0, sum = 0.0, squares = 0.0
        for attendee in 0..<regrets.attendeeCount where regrets.choosesSomewhere(attendee) {
            // Who was left without a place may regret more than any session would have let them.
            let total = regrets.total(attendee)
            let largest = max(total, largestRegret(of: attendee, regrets: regrets, table: table))
            let satisfaction = largest == 0 ? 1 : Double(largest - total) / Double(largest)
            count += 1
            sum += satisfaction
            squares += satisfaction * satisfaction
        }
        return squares > 0 ? sum * sum / (Double(count) * squares) : nil
    }

    /// Over the rounds in which the attendee chooses: the largest regrets among the sessions open to them, added up.
    private static func largestRegret(of attendee: Int, regrets: RegretMatrix, table: ChoiceTable) -> Int {
        var sum = 0
        for round in 0..<regrets.roundCount where regrets.chooses(attendee, round: round) {
            var largest = 0
            for session in table.sessionRanges[round] {
                largest = max(
                    largest, table.regret(of: AttendeeIndex(attendee), in: SessionIndex(session)) ?? 0)
            }
            sum += largest
        }
        return sum
    }
}

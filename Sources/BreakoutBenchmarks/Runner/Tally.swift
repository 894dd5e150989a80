import BreakoutFairness
import BreakoutModel

/// Means over the draws of one contender on one instance.
struct Tally {
    let event: Event
    private var regrets: [RegretSummary] = []
    private var fairness: [FairnessSummary] = []
    private var firsts: [Int] = []
    private var unlisted: [Int] = []
    /// By draw and attendee, of those who choose.
    private var totals: [[Int]] = []

    init(event: Event) { self.event = event }

    var draws: Int { regrets.count }

    mutating func add(_ allocation: Allocation, _ table: ChoiceTable) {
        let rounds = AllocationStatistics.rounds(of: allocation, event: event, table: table)
        regrets.append(AllocationStatistics.regret(of: allocation, table: table))
        fairness.append(AllocationStatistics.fairness(of: allocation, event: event, table: table))
        firsts.append(rounds.reduce(0) { $0 + ($1.profile.first ?? 0) })
        unlisted.append(rounds.reduce(0) { $0 + $1.unlisted })
        totals.append(
            event.attendees.indices.map { AttendeeIndex($0) }.filter { table.chooses($0) }
                .map { allocation.totalRegret(of: $0, in: table) })
    }

    func quality(verified: Bool, proven: Bool?) -> BenchmarkQuality {
        let deepest = regrets.map(\.profile.count).max() ?? 0
        return BenchmarkQuality(
            draws: draws, verified: verified, proven: proven,
            profile: (0..<deepest).map { level in
                mean(regrets.map { level < $0.profile.count ? Double($0.profile[level]) : 0 })
            },
            firstChoices: mean(firsts.map(Double.init)), firstChoiceShare: mean(fairness.map(\.firstChoiceShare)),
            unlisted: mean(unlisted.map(Double.init)), meanRegret: mean(fairness.map(\.meanTotalRegret)),
            worstRegret: mean(regrets.map { Double($0.worst) }), worstOfAllDraws: regrets.map(\.worst).max() ?? 0,
            totalRegret: mean(regrets.map { Double($0.total) }),
            sumOfSquares: mean(regrets.map { Double($0.sumOfSquares) }),
            twoDisappointments: mean(fairness.map { Double($0.twoDisappointments) }),
            gini: mean(fairness.map(\.gini)), jain: mean(fairness.map(\.jain)),
            envious: mean(fairness.map { Double($0.rounds.reduce(0) { $0 + $1.envious }) }),
            enviedWithoutStrongerWish: mean(
                fairness.map { Double($0.rounds.reduce(0) { $0 + $1.enviedWithoutStrongerWish }) }))
    }

    /// How much one person's total regret differs between draws; nil of one draw, or where cancelled sessions change
    /// who chooses.
    func treatment() -> BenchmarkTreatment? {
        guard draws > 1, let count = totals.first?.count, count > 0, totals.allSatisfy({ $0.count == count }) else {
            return nil
        }
        let spreads = (0..<count).map { person in
            let own = totals.map { $0[person] }
            return own.max()! - own.min()!
        }
        return BenchmarkTreatment(
            draws: draws, meanSpread: Double(spreads.reduce(0, +)) / Double(count), largestSpread: spreads.max()!)
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    /// Nil when one of them is.
    private func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.count == values.count && !known.isEmpty ? mean(known) : nil
    }
}

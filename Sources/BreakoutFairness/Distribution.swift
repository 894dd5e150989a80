/// How often each regret occurs: small whole numbers, counted instead of sorted, so that means, medians, Gini and
/// Lorenz are exact and take one pass over the *values*.
struct Distribution: Sendable {
    /// `counts[k]`: how many have value k. Without trailing zeros.
    private(set) var counts: [Int] = []
    /// How many there are.
    private(set) var count = 0
    private(set) var sum = 0
    private(set) var sumOfSquares = 0

    init(_ values: some Sequence<Int> = []) {
        for value in values { add(value) }
    }

    mutating func add(_ value: Int) {
        if value >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: value + 1 - counts.count))
        }
        counts[value] += 1
        count += 1
        sum += value
        sumOfSquares += value * value
    }

    /// 0 when there is nobody.
    var largest: Int { max(0, counts.count - 1) }

    var mean: Double? { AllocationStatistics.share(sum, of: count) }

    /// The middle value, or the mean of the two middle ones.
    var median: Double? {
        guard count > 0 else { return nil }
        return Double(value(atRank: (count - 1) / 2) + value(atRank: count / 2)) / 2
    }

    /// The value at a place of the sorted list, counted from 0.
    private func value(atRank rank: Int) -> Int {
        var below = 0
        for (value, number) in counts.enumerated() {
            below += number
            if rank < below { return value }
        }
        preconditionFailure("a rank beyond the last value")
    }
}

extension AllocationStatistics {
    /// The Lorenz curve of total regrets (M. O. Lorenz, "Methods of measuring the concentration of wealth", 1905)
    /// at 0, 10, ... 100 % of the attendees, those with the least regret first: the share of all regret that falls on
    /// the first floor(n p / 10) of them. All 0 when there is no regret, empty when there is nobody.
    static func lorenz(of values: Distribution) -> [Double] {
        guard values.count > 0 else { return [] }
        guard values.sum > 0 else { return Array(repeating: 0, count: 11) }
        return (0...10).map { tenth in
            Double(sumOfSmallest(values.count * tenth / 10, of: values)) / Double(values.sum)
        }
    }

    /// The smallest `number` values added up.
    private static func sumOfSmallest(_ number: Int, of values: Distribution) -> Int {
        var left = number, sum = 0
        for (value, count) in values.counts.enumerated() where left > 0 {
            let taken = min(left, count)
            sum += taken * value
            left -= taken
        }
        return sum
    }
}

extension AllocationStatistics {
    /// Gini's coefficient of total regrets (C. Gini, *Variabilità e mutabilità*, 1912): the sum of |x_i - x_j|
    /// over ordered pairs, divided by 2 n times the sum of x. 0: everybody has the same regret; towards 1: all
    /// regret falls on one person. 0 when there is no regret, nil when there is nobody.
    ///
    /// |x_i - x_j| is the number of thresholds t with one of the two at most t and the other above it. So the sum over
    /// ordered pairs is the sum over t of 2 · F(t) · (n - F(t)), F(t) being the number of values at most t: one
    /// pass over the values, in whole numbers. With n attendees and values up to m the sum is at most m n² / 2: 64 bits
    /// hold it for n = 10⁶ and m = 10⁶.
    static func gini(of values: Distribution) -> Double? {
        guard values.count > 0 else { return nil }
        guard values.sum > 0 else { return 0 }
        var atMost = 0, differences = 0
        for count in values.counts {
            atMost += count
            differences += 2 * atMost * (values.count - atMost)
        }
        return Double(differences) / (2 * Double(values.count) * Double(values.sum))
    }
}

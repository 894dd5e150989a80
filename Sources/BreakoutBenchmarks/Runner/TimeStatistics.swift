import BreakoutModel

extension BenchmarkTime {
    /// Median, Tukey's hinges and outliers of at least one run.
    init(runs times: [Double]) {
        let sorted = times.sorted()
        let half = (sorted.count + 1) / 2
        let lower = BenchmarkTime.median(of: sorted.prefix(half)), upper = BenchmarkTime.median(of: sorted.suffix(half))
        let reach = 1.5 * (upper - lower)
        self.init(
            runs: sorted.count, median: BenchmarkTime.median(of: sorted[...]), lowerQuartile: lower,
            upperQuartile: upper, least: sorted.first!, most: sorted.last!,
            outliers: sorted.filter { $0 < lower - reach || $0 > upper + reach },
            times: times)
    }

    private static func median(of sorted: ArraySlice<Double>) -> Double {
        let middle = sorted.startIndex + sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

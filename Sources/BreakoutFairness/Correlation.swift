import BreakoutModel

// `Double.squareRoot()` calls the C library's `sqrt` in debug builds; this links it.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension AllocationStatistics {
    /// Pearson's correlation (K. Pearson, "Notes on regression and inheritance in the case of two parents", 1895)
    /// between the regrets of every two rounds: above 0 the same people lose twice, below 0 who loses in one round
    /// is compensated in the other.
    static func correlations(of regrets: RegretMatrix) -> [RoundCorrelation] {
        (0..<regrets.roundCount).flatMap { first in
            (first + 1..<regrets.roundCount).map { second in
                RoundCorrelation(
                    first: first + 1, second: second + 1,
                    coefficient: correlation(of: regrets, first, second))
            }
        }
    }

    /// Over attendees who choose in both rounds; nil for fewer than two of them, or when one round does not vary.
    ///
    /// The sums are whole numbers, and the products of sums are taken in 128 bits, so "does not vary" is exact.
    private static func correlation(of regrets: RegretMatrix, _ first: Int, _ second: Int) -> Double? {
        var n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0
        for attendee in 0..<regrets.attendeeCount
        where regrets.chooses(attendee, round: first) && regrets.chooses(attendee, round: second) {
            let a = regrets.regret(attendee, round: first), b = regrets.regret(attendee, round: second)
            n += 1
            x += a
            y += b
            xx += a * a
            yy += b * b
            xy += a * b
        }
        let varianceX = spread(n, x, x, xx), varianceY = spread(n, y, y, yy)
        guard n >= 2, varianceX > 0, varianceY > 0 else { return nil }
        let scale = Double(varianceX).squareRoot() * Double(varianceY).squareRoot()
        return min(1, max(-1, Double(spread(n, x, y, xy)) / scale))
    }

    /// n² times the covariance: n Σab - Σa Σb.
    private static func spread(_ n: Int, _ a: Int, _ b: Int, _ ab: Int) -> Int128 {
        Int128(n) * Int128(ab) - Int128(a) * Int128(b)
    }
}

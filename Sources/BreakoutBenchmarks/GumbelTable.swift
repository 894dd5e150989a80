/// Draws from the Gumbel distribution, -ln(-ln(u)), from a table of its quantiles.
///
/// Whoever adds an independent Gumbel draw to the log-weight of every session and sorts by the sums draws a
/// ranking of the Plackett–Luce model (Luce 1959; Plackett 1975): the first choice is a session with probability
/// proportional to its weight, then the second among the rest, and so on.
///
/// The table holds the quantiles at the middles of 2^16 equal parts; a draw takes one and goes on linearly to the
/// next, so draws differ even within one part. The extremes are cut at the middles of the outermost parts
/// (about -2.5 and +11.8), which changes the odds of a choice by less than one in 10,000.
struct GumbelTable: Sendable {
    private static let bits = 16
    private let quantiles: [Int64]

    /// The one table, made when it is first needed.
    static let shared = GumbelTable()

    private init() {
        let parts = UInt64(1) << UInt64(GumbelTable.bits)
        // u = (2k + 1) / (2 · parts), so -ln(u) = ln(2 · parts) - ln(2k + 1), a whole number of 2^-32; its
        // logarithm is the one of the whole number, less ln(2^32).
        let lnWhole = FixedPointLog.ln(2 * parts)
        let lnScale = FixedPointLog.ln(1 << UInt64(FixedPointLog.fractionBits))
        quantiles = (0..<parts).map { k in
            let minusLn = lnWhole - FixedPointLog.ln(2 * k + 1)
            return lnScale - FixedPointLog.ln(UInt64(max(1, minusLn)))
        }
    }

    /// One draw, with `FixedPointLog.fractionBits` bits behind the point.
    func draw(_ generator: inout SplitMix64) -> Int64 {
        let random = generator.next()
        let part = Int(random >> UInt64(64 - GumbelTable.bits))
        let low = quantiles[part]
        guard part + 1 < quantiles.count else { return low }
        let along = Int64((random >> 16) & 0xFFFF_FFFF)
        return low + FixedPointLog.times(quantiles[part + 1] - low, along)
    }
}

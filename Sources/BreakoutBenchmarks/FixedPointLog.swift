/// Natural logarithms in whole numbers.
///
/// Problem: tastes need logarithms (Zipf weights, Gumbel draws), but the last bits of `log` differ between C
/// libraries, and one last bit can swap two choices somewhere among a million attendees. Idea: work out log2 of
/// a whole number by repeated squaring, a textbook method that uses integers alone, so every machine gets the
/// same bits. The result has 32 bits behind the point, scaled to natural logarithms by one multiplication; its
/// error is below 2^-28, which is far finer than any taste.
///
/// Squaring costs 32 multiplications for each logarithm, so the Gumbel draws come from a table (`GumbelTable`)
/// that is made once.
enum FixedPointLog {
    /// Bits behind the binary point of every logarithm, utility and draw.
    static let fractionBits = 32

    /// One, in this scale.
    static let one: Int64 = 1 << Int64(fractionBits)

    /// ln(2) · 2^32, rounded.
    static let lnTwo: Int64 = 2_977_044_472

    /// ln(value) · 2^32 for `value >= 1`.
    static func ln(_ value: UInt64) -> Int64 {
        precondition(value > 0, "the logarithm of 0")
        let exponent = 63 - value.leadingZeroBitCount
        // The mantissa in 1 ..< 2, with 63 bits behind the point.
        var mantissa = value << UInt64(63 - exponent)
        var fraction: Int64 = 0
        for _ in 0..<fractionBits {
            let square = mantissa.multipliedFullWidth(by: mantissa)
            // The square has 126 bits behind the point and lies in 1 ..< 4: bit 127 says whether it reached 2.
            let reachedTwo = square.high >> 63
            fraction = fraction << 1 | Int64(reachedTwo)
            mantissa = reachedTwo == 1 ? square.high : square.high << 1 | square.low >> 63
        }
        return times(Int64(exponent) << Int64(fractionBits) | fraction, lnTwo)
    }

    /// The product of two numbers of this scale, rounded down.
    static func times(_ a: Int64, _ b: Int64) -> Int64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high << Int64(64 - fractionBits) | Int64(product.low >> UInt64(fractionBits))
    }

    /// A number in this scale, cut off behind the last bit. (`rounded()` would need the C mathematics library.)
    static func fixed(_ value: Double) -> Int64 { Int64(value * 0x1p32) }
}

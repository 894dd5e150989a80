/// The SplitMix64 generator (Steele, Lea, Flood 2014): 64 bits of state, the same numbers on every machine.
///
/// Every kind of draw has its own stream (`init(seed:stream:)`), so that, say, more ties do not change who is
/// absent or what anybody likes best.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for each pair of seed and number.
    init(seed: UInt64, stream: UInt64) {
        var outer = SplitMix64(seed: seed)
        var inner = SplitMix64(seed: outer.next() ^ (stream &* 0xD134_2543_DE82_EF95))
        state = inner.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0 ..< bound`, by multiplication (Lemire 2019) without the rejection step: the bias is below
    /// bound / 2^64.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a draw from nothing")
        return Int(UInt64(bound).multipliedFullWidth(by: next()).high)
    }

    /// Whether an event of this probability happens. The product with 2^53 is exact, so the answer is too.
    mutating func chance(_ probability: Double) -> Bool {
        Double(next() >> 11) < probability * 0x1p53
    }

    /// A number in `0 ..< 1`, a multiple of 2^-53.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

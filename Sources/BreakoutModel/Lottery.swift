/// The draw that decides between allocations that are equal in everything else.
///
/// Every (attendee, session) gets a weight in 0 ..< 2^32; the solver makes the sum of the weights of the placements
/// in free rounds as small as possible. The weight depends on the seed, the attendee's key and the session's id
/// alone, so anyone can redo the draw: 64-bit FNV-1a (Fowler, Noll, Vo) over the seed as eight bytes, least
/// significant first, then the UTF-8 bytes of the key, one byte 0xFF, the UTF-8 bytes of the session id; the
/// result is mixed with the finaliser of SplitMix64 (Steele, Lea, Flood 2014) and its upper 32 bits are the weight.
/// 0xFF occurs in no UTF-8 text, so no two pairs run together.
public struct Lottery: Sendable {
    public let seed: UInt64

    public init(seed: UInt64) { self.seed = seed }

    public func weight(attendeeKey: String, sessionID: String) -> UInt32 {
        Lottery.weight(state(attendeeKey: attendeeKey), sessionID: sessionID.utf8)
    }

    /// The weights of one attendee for several sessions.
    public func weights(attendeeKey: String, sessionIDs: [String]) -> [UInt32] {
        let state = state(attendeeKey: attendeeKey)
        return sessionIDs.map { Lottery.weight(state, sessionID: $0.utf8) }
    }

    /// The draw's state after the seed and the attendee, from which it goes on for each session.
    public func state(attendeeKey key: String) -> UInt64 {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for shift in 0..<8 { Lottery.absorb(UInt8(truncatingIfNeeded: seed >> UInt64(8 * shift)), into: &state) }
        for byte in key.utf8 { Lottery.absorb(byte, into: &state) }
        Lottery.absorb(0xFF, into: &state)
        return state
    }

    /// The weight for a session, from the attendee's state and the UTF-8 bytes of the session's id.
    @inlinable public static func weight(_ state: UInt64, sessionID: some Sequence<UInt8>) -> UInt32 {
        var state = state
        for byte in sessionID { absorb(byte, into: &state) }
        return finish(state)
    }

    @inlinable static func absorb(_ byte: UInt8, into state: inout UInt64) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    @inlinable static func finish(_ state: UInt64) -> UInt32 {
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt32(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 32)
    }
}

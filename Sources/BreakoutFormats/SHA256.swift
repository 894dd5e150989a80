/// The secure hash of FIPS 180-4 with 256 bits: in the manifest it tells whether a file is still the one that was read.
///
/// Our own, because the toolchain brings no cryptography without a package. Every sum is modulo 2^32, hence `&+`;
/// the length in bits needs 64 bits and cannot overflow below 2^61 bytes.
public enum SHA256 {
    /// The hash in lower-case hexadecimal, 64 characters.
    public static func hex(_ bytes: [UInt8]) -> String {
        var state = State()
        let whole = bytes.count / 64 * 64
        state.absorb(bytes.span, 0..<whole)

        var tail = Array(bytes[whole...]) + [0x80]
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = UInt64(bytes.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        state.absorb(tail.span, 0..<tail.count)
        let words = [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h]
        return words.map(hexadecimal).joined()
    }

    private struct State {
        var a: UInt32 = 0x6A09_E667, b: UInt32 = 0xBB67_AE85, c: UInt32 = 0x3C6E_F372, d: UInt32 = 0xA54F_F53A
        var e: UInt32 = 0x510E_527F, f: UInt32 = 0x9B05_688C, g: UInt32 = 0x1F83_D9AB, h: UInt32 = 0x5BE0_CD19

        /// Absorbs blocks of 64 bytes. The message schedule is kept in a ring of sixteen words.
        mutating func absorb(_ bytes: Span<UInt8>, _ range: Range<Int>) {
            let constants = SHA256.constants.span
            var w = InlineArray<16, UInt32>(repeating: 0)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
                for i in 0..<16 {
                    let at = start + 4 * i
                    w[i] =
                        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                        | UInt32(bytes[at + 3])
                }
                let before = self
                for k in 0..<16 { step(constants[k] &+ w[k]) }
                for i in stride(from: 16, to: 64, by: 16) {
                    for k in 0..<16 {
                        let x = w[(k + 1) & 15], y = w[(k + 14) & 15]
                        let s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >> 3)
                        let s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >> 10)
                        w[k] = w[k] &+ s0 &+ w[(k + 9) & 15] &+ s1
                        step(constants[i + k] &+ w[k])
                    }
                }
                add(before)
            }
        }

        @inline(__always) private mutating func step(_ word: UInt32) {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let first = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ word
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let second = s0 &+ ((a & b) | (c & (a | b)))
            h = g
            g = f
            f = e
            e = d &+ first
            d = c
            c = b
            b = a
            a = first &+ second
        }

        private mutating func add(_ other: State) {
            a &+= other.a
            b &+= other.b
            c &+= other.c
            d &+= other.d
            e &+= other.e
            f &+= other.f
            g &+= other.g
            h &+= other.h
        }
    }

    @inline(__always) private static func rotate(_ x: UInt32, _ by: UInt32) -> UInt32 {
        x >> by | x << (32 - by)
    }

    private static func hexadecimal(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
        0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
        0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
        0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
        0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
        0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
        0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}

import BreakoutModel

// Sorting a million names: each key is put into bytes that compare as plain bytes, and the first eight of them settle
// nearly every comparison.
extension NameOrder {
    /// The places of the attendees in the order of a list; of equal names by key.
    public static func order(_ event: Event) -> [Int] {
        let pieces = Parallel.map(event.attendees.count) { people in
            people.map { attendee in
                let name = event.attendees[attendee].name
                return plainKey(name).map { SortKey($0) } ?? SortKey(NameOrder.key(name).folded.utf8)
            }
        }
        let keys = pieces.flatMap { $0 }
        var order = keys.enumerated().map { (prefix: $0.element.prefix, place: $0.offset) }
        order.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            let x = keys[a.place], y = keys[b.place]
            if x.rest != y.rest { return x.rest.lexicographicallyPrecedes(y.rest) }
            return precedesByText(event.attendees[a.place], event.attendees[b.place])
        }
        return order.map(\.place)
    }

    /// `key(_:).folded` of a name of letters, digits and spaces of ASCII with no particle in it; nil for others.
    private static func plainKey(_ name: String) -> [UInt8]? {
        let text = name.utf8Span.span
        // Where the last word begins, and how long the word at hand is, with its letters packed into one number.
        var lastWord = 0, length = 0
        var packed: UInt64 = 0
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count + 1)
        for position in text.indices {
            let byte = text[position]
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39:
                if length == 0 { lastWord = folded.count }
                folded.append(byte < 0x41 ? byte : byte | 0x20)
                length += 1
                packed = packed << 8 | UInt64(folded[folded.count - 1])
            case 0x20:
                if length == 0 { continue }
                if length < 8 && packedParticles.contains(packed) { return nil }
                folded.append(0x20)
                length = 0
                packed = 0
            default: return nil
            }
        }
        if length == 0 { return nil }
        if lastWord == 0 { return folded }
        return folded[lastWord...] + [1] + folded[..<(lastWord - 1)]
    }

    private static let packedParticles: Set<UInt64> = Set(
        particles.filter { $0.utf8.count < 8 }.map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })

    /// For names that are equal as far as numbers and letters go.
    private static func precedesByText(_ a: Attendee, _ b: Attendee) -> Bool {
        if !a.name.utf8.elementsEqual(b.name.utf8) {
            let x = key(a.name), y = key(b.name)
            if x != y { return x < y }
        }
        return Attendee.key(of: a.id) < Attendee.key(of: b.id)
    }

    /// A text in bytes that sort as `Event.naturallyPrecedes` does: a run of digits becomes one digit (so that it
    /// compares with what is no digit as before), how many digits it has without leading zeros, and those digits.
    /// Texts that differ in leading zeros alone have equal keys.
    private struct SortKey {
        /// The first eight bytes, the first of them most significant.
        var prefix: UInt64 = 0
        /// The bytes behind those.
        var rest: [UInt8] = []
        private var count = 0

        init(_ text: some Sequence<UInt8>) {
            var digits: [UInt8] = []
            var isInRun = false
            for byte in text {
                if byte >= 0x30 && byte <= 0x39 {
                    isInRun = true
                    if byte != 0x30 || !digits.isEmpty { digits.append(byte) }
                } else {
                    if isInRun { append(run: digits) }
                    isInRun = false
                    digits.removeAll(keepingCapacity: true)
                    append(byte)
                }
            }
            if isInRun { append(run: digits) }
        }

        private mutating func append(run digits: [UInt8]) {
            append(0x30)
            // Runs of 255 digits and more, which no name has, are told apart by eight bytes more.
            append(UInt8(min(digits.count, 255)))
            if digits.count >= 255 {
                for shift in stride(from: 56, through: 0, by: -8) {
                    append(UInt8(truncatingIfNeeded: digits.count >> shift))
                }
            }
            for digit in digits { append(digit) }
        }

        private mutating func append(_ byte: UInt8) {
            if count < 8 { prefix |= UInt64(byte) << UInt64(56 - 8 * count) } else { rest.append(byte) }
            count += 1
        }
    }
}

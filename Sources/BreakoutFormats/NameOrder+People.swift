import BreakoutModel

// Sorting a million names: each key is put into bytes that compare as plain bytes, and the first eight of them settle
// nearly every comparison.
extension NameOrder {
    /// The places of the attendees in the order of a list; of equal names by key.
    public static func order(_ event: Event) -> [Int] {
        let pieces = Parallel.map(event.attendees.count) { people in
            people.map { SortKey(NameOrder.key(event.attendees[$0].name).folded) }
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

    /// For names that are equal as far as numbers and letters go.
    private static func precedesByText(_ a: Attendee, _ b: Attendee) -> Bool {
        if !a.name.utf8.elementsEqual(b.name.utf8) { return key(a.name) < key(b.name) }
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

        init(_ text: String) {
            var digits: [UInt8] = []
            var isInRun = false
            for byte in text.utf8 {
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

/// From text to the places of its fields.
///
/// One pass over the bytes; no field is copied. What comes out is flat: two offsets a field and one number a record,
/// so a file of 80 MB costs a few arrays and not fourteen million strings. A field in quotes is the text between
/// them; whether it holds doubled quotes, which make a copy necessary later, is kept in the top bit of its start.
/// Offsets therefore must fit in 31 bits: `limit`.
struct CSVScanner {
    /// The largest file, in bytes.
    static let limit = Int(Int32.max) - 64
    static let escapeBit: UInt32 = 1 << 31

    /// A mistake against the rules of quoting.
    struct QuoteProblem: Equatable {
        enum Kind: Equatable { case unterminated, textBehindQuote }
        let kind: Kind
        let offset: Int
    }

    /// Start of each field, with `escapeBit` where it holds doubled quotes.
    private(set) var starts: [UInt32] = []
    private(set) var ends: [UInt32] = []
    /// The first field of each record, and a last entry: the number of fields.
    private(set) var records: [Int32] = [0]
    private(set) var problems: [QuoteProblem] = []
    private(set) var sawCRLF = false, sawLF = false, sawCR = false

    var recordCount: Int { records.count - 1 }

    /// Scans from `start` on, at most `maxRecords` records.
    init(_ bytes: [UInt8], from start: Int, delimiter: UInt8, maxRecords: Int = .max) {
        if maxRecords == .max {
            let most = CSVScanner.mostFields(bytes.span, from: start, delimiter)
            starts.reserveCapacity(most)
            ends.reserveCapacity(most)
        }
        scan(bytes.span, from: start, delimiter, maxRecords)
    }

    /// There are no more fields than delimiters and line ends, and one. Counting them first is quick beside having
    /// arrays of hundreds of megabytes grow.
    private static func mostFields(_ span: Span<UInt8>, from start: Int, _ delimiter: UInt8) -> Int {
        var count = 1
        for position in start..<max(start, span.count) {
            let byte = span[position]
            count &+= byte == delimiter || byte == 0x0A || byte == 0x0D ? 1 : 0
        }
        return count
    }

    private mutating func scan(_ span: Span<UInt8>, from start: Int, _ delimiter: UInt8, _ maxRecords: Int) {
        var position = start
        let count = span.count
        while position < count && recordCount < maxRecords {
            var fieldStart = position
            // The hot loop: an unquoted field costs three comparisons a byte.
            while position < count {
                let byte = span[position]
                if byte == delimiter {
                    add(fieldStart, position)
                    position += 1
                    fieldStart = position
                } else if byte == 0x0A || byte == 0x0D {
                    break
                } else if byte == 0x22 && isBlank(span, fieldStart, position) {
                    position = quotedField(span, position, delimiter)
                    guard position < count, span[position] == delimiter else {
                        fieldStart = -1
                        break
                    }
                    position += 1
                    fieldStart = position
                } else {
                    position += 1
                }
            }
            if fieldStart >= 0 { add(fieldStart, position) }
            if position < count { position = endOfLine(span, position) }
            records.append(Int32(starts.count))
        }
    }

    @inline(__always)
    private mutating func add(_ start: Int, _ end: Int, escaped: Bool = false) {
        starts.append(UInt32(truncatingIfNeeded: start) | (escaped ? CSVScanner.escapeBit : 0))
        ends.append(UInt32(truncatingIfNeeded: end))
    }

    /// Whether there is nothing but spaces: `; "a"` is a quoted field, `5" pipe` is not.
    private func isBlank(_ span: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for position in start..<end where span[position] != 0x20 { return false }
        return true
    }

    /// Adds the field that is quoted from `open` on; returns the place of what ends it.
    private mutating func quotedField(_ span: Span<UInt8>, _ open: Int, _ delimiter: UInt8) -> Int {
        var position = open + 1
        var escaped = false
        while true {
            while position < span.count && span[position] != 0x22 { position += 1 }
            guard position < span.count else {
                problems.append(QuoteProblem(kind: .unterminated, offset: open))
                add(open + 1, position, escaped: escaped)
                return position
            }
            if position + 1 < span.count && span[position + 1] == 0x22 {
                escaped = true
                position += 2
                continue
            }
            break
        }
        add(open + 1, position, escaped: escaped)
        position += 1
        while position < span.count && span[position] == 0x20 && delimiter != 0x20 { position += 1 }
        if position < span.count && span[position] != delimiter && span[position] != 0x0A
            && span[position] != 0x0D
        {
            problems.append(QuoteProblem(kind: .textBehindQuote, offset: position))
            while position < span.count, span[position] != delimiter, span[position] != 0x0A,
                span[position] != 0x0D
            {
                position += 1
            }
        }
        return position
    }

    private mutating func endOfLine(_ span: Span<UInt8>, _ position: Int) -> Int {
        if span[position] == 0x0A {
            sawLF = true
            return position + 1
        }
        if position + 1 < span.count && span[position + 1] == 0x0A {
            sawCRLF = true
            return position + 2
        }
        sawCR = true
        return position + 1
    }
}

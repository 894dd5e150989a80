import BreakoutModel

/// From text to the places of its fields.
///
/// One pass over the bytes; no field is copied. What comes out is flat: two offsets a field and one number a record,
/// so a file of 80 MB costs a few arrays and not fourteen million strings. A field in quotes is the text between
/// them; whether it holds doubled quotes, which make a copy necessary later, is kept in the top bit of its start.
/// Offsets therefore must fit in 31 bits: `limit`.
///
/// A large file falls apart at line ends, and its pieces are scanned on all cores, each as if it began outside quotes.
/// The first does; and where a piece does and its last record ends where the piece ends, so does the next. Where one
/// runs on, because the line end is within quotes, what is behind it is scanned from there on, on one core.
struct CSVScanner: Sendable {
    /// The largest file, in bytes.
    static let limit = Int(Int32.max) - 64
    static let escapeBit: UInt32 = 1 << 31

    /// A mistake against the rules of quoting.
    struct QuoteProblem: Equatable, Sendable {
        enum Kind: Equatable, Sendable { case unterminated, textBehindQuote }
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
    /// From what size on, in bytes, a file is cut into pieces, and how large these are.
    private static let pieceSize = 1 << 20

    var recordCount: Int { records.count - 1 }

    /// Scans from `start` on, at most `maxRecords` records.
    init(_ bytes: [UInt8], from start: Int, delimiter: UInt8, maxRecords: Int = .max) {
        guard maxRecords == .max else {
            _ = scan(bytes.span, from: start, to: bytes.count, delimiter, maxRecords)
            return
        }
        let most = CSVScanner.mostFields(bytes, from: start, delimiter)
        starts.reserveCapacity(most)
        ends.reserveCapacity(most)
        let whole = bytes.count - start > CSVScanner.pieceSize ? scanPieces(bytes, from: start, delimiter) : start
        _ = scan(bytes.span, from: whole, to: bytes.count, delimiter, .max)
    }

    /// A piece as if it began outside quotes; nil when its last record does not end where the piece ends.
    private init?(piece: Range<Int>, of bytes: [UInt8], delimiter: UInt8) {
        let end = scan(bytes.span, from: piece.lowerBound, to: piece.upperBound, delimiter, .max)
        guard end == piece.upperBound else { return nil }
    }

    /// Scans as many pieces as fit together; returns where the next begins.
    private mutating func scanPieces(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Int {
        var cuts = [start]
        while let last = cuts.last, last < bytes.count {
            cuts.append(CSVScanner.lineEnd(bytes.span, behind: min(bytes.count, last + CSVScanner.pieceSize)))
        }
        let borders = cuts
        var scanned = 0
        Parallel.forEach(borders.count - 1, piece: 1) { numbers in
            let number = numbers.lowerBound
            return CSVScanner(piece: borders[number]..<borders[number + 1], of: bytes, delimiter: delimiter)
        } take: { piece in
            guard let piece else { return false }
            append(piece)
            scanned += 1
            return true
        }
        return borders[scanned]
    }

    private mutating func append(_ piece: CSVScanner) {
        let before = Int32(starts.count)
        records.append(contentsOf: piece.records.dropFirst().lazy.map { before + $0 })
        starts.append(contentsOf: piece.starts)
        ends.append(contentsOf: piece.ends)
        problems += piece.problems
        sawCRLF = sawCRLF || piece.sawCRLF
        sawLF = sawLF || piece.sawLF
        sawCR = sawCR || piece.sawCR
    }

    /// The place behind the first line end that begins at the place or later.
    private static func lineEnd(_ span: Span<UInt8>, behind place: Int) -> Int {
        var position = place
        while position < span.count && span[position] != 0x0A && span[position] != 0x0D { position += 1 }
        guard position < span.count else { return span.count }
        let isPair = span[position] == 0x0D && position + 1 < span.count && span[position + 1] == 0x0A
        return position + (isPair ? 2 : 1)
    }

    /// There are no more fields than delimiters and line ends, and one. Counting them first is quick beside having
    /// arrays of hundreds of megabytes grow.
    private static func mostFields(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Int {
        Parallel.map(max(0, bytes.count - start), piece: pieceSize) { places in
            let span = bytes.span
            var count = 0
            for place in places {
                let byte = span[start + place]
                count &+= byte == delimiter || byte == 0x0A || byte == 0x0D ? 1 : 0
            }
            return count
        }.reduce(1, +)
    }

    /// Returns the place behind the last record: that is behind `count` where a field in quotes runs on.
    private mutating func scan(
        _ span: Span<UInt8>, from start: Int, to count: Int, _ delimiter: UInt8, _ maxRecords: Int
    ) -> Int {
        var position = start
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
        return position
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

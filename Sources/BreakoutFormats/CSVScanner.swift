import BreakoutModel

/// From text to the places of its fields.
///
/// One pass over the bytes; no field is copied. What comes out is flat: one offset a field and two numbers a record, so
/// a file of 80 MB costs two arrays and not fourteen million strings. A field ends where the next one begins, but for
/// what parts them; that it is in quotes is kept in the top bit of its start, and then its end is looked for when
/// somebody asks. Offsets therefore must fit in 31 bits: `limit`.
///
/// A large file falls apart at line ends, and its pieces are scanned on all cores, each as if it began outside quotes.
/// The first does; and where a piece does and its last record ends where the piece ends, so does the next. Where one
/// runs on, because the line end is within quotes, what is behind it is scanned from there on, on one core.
struct CSVScanner: Sendable {
    /// The largest file, in bytes.
    static let limit = Int(Int32.max) - 64
    private static let quoteBit: UInt32 = 1 << 31

    /// A mistake against the rules of quoting.
    struct QuoteProblem: Equatable, Sendable {
        enum Kind: Equatable, Sendable { case unterminated, textBehindQuote }
        let kind: Kind
        let offset: Int
    }

    /// Where a field is in the bytes, without the quotes around it.
    struct Field: Equatable {
        let range: Range<Int>
        /// Whether it holds doubled quotes, which make a copy necessary.
        let isEscaped: Bool
    }

    /// For each record where its fields begin, with `quoteBit` where that is in quotes; and one more: two places behind
    /// its last character, as if another delimiter and field came.
    private var starts: [UInt32] = []
    /// The first entry in `starts` of each record, and a last entry: the number of them.
    private var records: [Int32] = [0]
    private(set) var problems: [QuoteProblem] = []
    private(set) var sawCRLF = false, sawLF = false, sawCR = false
    /// From what size on, in bytes, a file is cut into pieces, and how large these are.
    private static let pieceSize = 1 << 20

    var recordCount: Int { records.count - 1 }

    func fieldCount(of record: Int) -> Int { Int(records[record + 1] - records[record]) - 1 }

    /// The fields of all records.
    var fieldCount: Int { starts.count - recordCount }

    /// A field that the record has, in the bytes that were scanned.
    @inline(__always)
    func field(_ record: Int, _ column: Int, in bytes: [UInt8]) -> Field {
        let place = Int(records[record]) + column
        let start = starts[place]
        guard start & CSVScanner.quoteBit == 0 else {
            return CSVScanner.quoted(from: Int(start & ~CSVScanner.quoteBit), in: bytes)
        }
        return Field(range: Int(start)..<Int(starts[place + 1] & ~CSVScanner.quoteBit) - 1, isEscaped: false)
    }

    /// The text between the quotes, before which there may be spaces.
    private static func quoted(from start: Int, in bytes: [UInt8]) -> Field {
        let span = bytes.span
        var open = start
        while span[open] != 0x22 { open += 1 }
        var end = open + 1, isEscaped = false
        while end < span.count {
            if span[end] == 0x22 {
                guard end + 1 < span.count && span[end + 1] == 0x22 else { break }
                isEscaped = true
                end += 1
            }
            end += 1
        }
        return Field(range: open + 1..<end, isEscaped: isEscaped)
    }

    /// Scans from `start` on, at most `maxRecords` records.
    init(_ bytes: [UInt8], from start: Int, delimiter: UInt8, maxRecords: Int = .max) {
        guard maxRecords == .max else {
            _ = scan(bytes.span, from: start, to: bytes.count, delimiter, maxRecords)
            return
        }
        starts.reserveCapacity(CSVScanner.mostStarts(bytes, start..<bytes.count, delimiter))
        let whole = bytes.count - start > CSVScanner.pieceSize ? scanPieces(bytes, from: start, delimiter) : start
        _ = scan(bytes.span, from: whole, to: bytes.count, delimiter, .max)
    }

    /// A piece as if it began outside quotes; nil when its last record does not end where the piece ends.
    private init?(piece: Range<Int>, of bytes: [UInt8], delimiter: UInt8) {
        starts.reserveCapacity(CSVScanner.count(bytes.span.extracting(piece), delimiter))
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

    /// There are no more starts than delimiters and twice the line ends, and two. Counting these first is quick beside
    /// having arrays of hundreds of megabytes grow.
    private static func mostStarts(_ bytes: [UInt8], _ range: Range<Int>, _ delimiter: UInt8) -> Int {
        Parallel.map(range.count, piece: pieceSize) { places in
            let first = range.lowerBound + places.lowerBound
            return count(bytes.span.extracting(first..<first + places.count), delimiter)
        }.reduce(2, +)
    }

    /// Delimiters, and line ends twice. Strides without a branch or a check inside, which the compiler turns into vector
    /// instructions.
    private static func count(_ span: Span<UInt8>, _ delimiter: UInt8) -> Int {
        let stride = 32
        var sum = 0, position = 0
        func weight(_ byte: UInt8) -> UInt8 {
            (byte == delimiter ? 1 : 0) &+ (byte == 0x0A ? 2 : 0) &+ (byte == 0x0D ? 2 : 0)
        }
        while position + stride <= span.count {
            let piece = span.extracting(position..<position + stride)
            var weights: UInt8 = 0
            for place in 0..<stride { weights &+= weight(piece[place]) }
            sum += Int(weights)
            position += stride
        }
        for place in position..<span.count { sum += Int(weight(span[place])) }
        return sum
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
                    add(fieldStart)
                    position += 1
                    fieldStart = position
                } else if byte == 0x0A || byte == 0x0D {
                    break
                } else if byte == 0x22 && isBlank(span, fieldStart, position) {
                    position = quotedField(span, fieldStart, position, delimiter)
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
            if fieldStart >= 0 { add(fieldStart) }
            add(position + 1)
            if position < count { position = endOfLine(span, position) }
            records.append(Int32(starts.count))
        }
        return position
    }

    @inline(__always)
    private mutating func add(_ start: Int, isQuoted: Bool = false) {
        starts.append(UInt32(truncatingIfNeeded: start) | (isQuoted ? CSVScanner.quoteBit : 0))
    }

    /// Whether there is nothing but spaces: `; "a"` is a quoted field, `5" pipe` is not.
    private func isBlank(_ span: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for position in start..<end where span[position] != 0x20 { return false }
        return true
    }

    /// Adds the field that is quoted from `open` on; returns the place of what ends it.
    private mutating func quotedField(_ span: Span<UInt8>, _ start: Int, _ open: Int, _ delimiter: UInt8) -> Int {
        add(start, isQuoted: true)
        var position = open + 1
        while true {
            while position < span.count && span[position] != 0x22 { position += 1 }
            guard position < span.count else {
                problems.append(QuoteProblem(kind: .unterminated, offset: open))
                return position
            }
            guard position + 1 < span.count && span[position + 1] == 0x22 else { break }
            position += 2
        }
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

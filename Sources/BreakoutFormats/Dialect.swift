/// What parts the fields of a file.
///
/// Counting delimiters is a guess, but the headers are words that we know: the delimiter is the one that makes most
/// known headers. Only a tie, or rows that plainly use another delimiter than the header, is a real doubt, and then
/// nothing is read.
struct Dialect: Equatable {
    static let candidates: [UInt8] = [0x3B, 0x2C, 0x09, 0x7C]

    let delimiter: UInt8
    /// Where the first record begins, behind a `sep=` line.
    let start: Int
    let hasSeparatorLine: Bool

    /// As in `SourceFile.delimiter`.
    static func name(of delimiter: UInt8) -> String {
        delimiter == 0x09 ? "tab" : String(Unicode.Scalar(delimiter))
    }
}

/// Why the delimiter is in doubt.
enum DialectProblem: Error {
    /// Two delimiters explain the file equally well; the offset is that of the header.
    case ambiguous(UInt8, UInt8, at: Int)
    /// The header uses the first delimiter, the rows use the second.
    case rowsDisagree(header: UInt8, rows: UInt8, at: Int)
    /// The `sep=` line names something else than the header uses, or nothing that we know.
    case separatorLine(at: Int)
}

extension Dialect {
    /// Finds the dialect of a text; `isKnown` says whether a header is one of this kind of file.
    init(_ text: DecodedText, isKnown: (String) -> Bool) throws(DialectProblem) {
        let bytes = text.bytes
        let separator = Dialect.separatorLine(bytes, text.start)
        let start = separator?.end ?? text.start
        let samples = Dialect.candidates.map { Sample(bytes, start, $0, isKnown) }
        let best = samples.map(\.known).max() ?? 0

        if let separator {
            guard let named = samples.first(where: { $0.delimiter == separator.delimiter }),
                named.known == best
            else { throw .separatorLine(at: text.start) }
            self.init(delimiter: named.delimiter, start: start, hasSeparatorLine: true)
            return
        }
        let chosen: Sample
        if best == 0 {
            chosen = samples.max { $0.headerWidth < $1.headerWidth }!
        } else {
            chosen = try Dialect.choose(samples.filter { $0.known == best }, start)
        }
        if best > 0, chosen.headerWidth > 1, chosen.rowWidths.allSatisfy({ $0 == 1 }),
            let other = samples.first(where: { $0.rowWidths.count > 0 && $0.rowWidths.allSatisfy { $0 > 1 } })
        {
            throw .rowsDisagree(header: chosen.delimiter, rows: other.delimiter, at: other.firstRow)
        }
        self.init(delimiter: chosen.delimiter, start: start, hasSeparatorLine: false)
    }

    /// Among delimiters that make equally many known headers. With a header of one column nothing parts the fields,
    /// so any delimiter does that occurs in no row; one that occurs in every row raises the doubt again.
    private static func choose(_ best: [Sample], _ start: Int) throws(DialectProblem) -> Sample {
        if best.count == 1 { return best[0] }
        let parting = best.filter { $0.headerWidth > 1 }
        if parting.count == 1,
            best.allSatisfy({ $0.headerWidth == 1 || $0.delimiter == parting[0].delimiter })
        {
            return parting[0]
        }
        guard parting.isEmpty else { throw .ambiguous(parting[0].delimiter, parting[1].delimiter, at: start) }
        if let busy = best.first(where: { $0.rowWidths.count > 0 && $0.rowWidths.allSatisfy { $0 > 1 } }) {
            let other = best.first { $0.delimiter != busy.delimiter }!
            throw .ambiguous(busy.delimiter, other.delimiter, at: start)
        }
        return best.first { $0.rowWidths.allSatisfy { $0 == 1 } } ?? best[0]
    }

    /// The delimiter that a first line `sep=;` names, and where the next line begins.
    private static func separatorLine(_ bytes: [UInt8], _ start: Int) -> (delimiter: UInt8?, end: Int)? {
        var line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
        var end = line.endIndex
        if line.count > 2, line.first == 0x22, line.last == 0x22 { line = line.dropFirst().dropLast() }
        guard line.count >= 4, line.prefix(4).map({ $0 | 0x20 }) == [0x73, 0x65, 0x70, 0x3D] else {
            return nil
        }
        if end < bytes.count {
            end += bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1
        }
        let rest = line.dropFirst(4).filter { $0 != 0x20 }
        return (rest.count == 1 ? rest[0] : nil, end)
    }
}

/// The first records as one delimiter parts them.
private struct Sample {
    let delimiter: UInt8
    /// How many headers are known ones.
    var known = 0
    var headerWidth = 0
    /// The number of fields of the first rows that are not blank.
    var rowWidths: [Int] = []
    var firstRow = 0

    init(_ bytes: [UInt8], _ start: Int, _ delimiter: UInt8, _ isKnown: (String) -> Bool) {
        self.delimiter = delimiter
        let scan = CSVScanner(bytes, from: start, delimiter: delimiter, maxRecords: 100)
        for record in 0..<scan.recordCount {
            let fields = 0..<scan.fieldCount(of: record)
            let texts = fields.lazy.map { CellText.text(bytes, scan.field(record, $0, in: bytes)) }
            guard texts.contains(where: { !$0.isEmpty }) else { continue }
            if headerWidth == 0 {
                known = texts.filter(isKnown).count
                headerWidth = fields.count
            } else {
                if rowWidths.isEmpty { firstRow = scan.field(record, 0, in: bytes).range.lowerBound }
                rowWidths.append(fields.count)
            }
        }
    }
}

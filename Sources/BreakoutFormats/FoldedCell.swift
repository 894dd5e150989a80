import BreakoutModel

/// A cell in folded form, each byte of which knows its place in the file: for finding names within a cell and
/// pointing at them.
struct FoldedCell {
    /// Line breaks are kept, several in a row as one LF; other white space is gone.
    private(set) var bytes: [UInt8] = []
    /// For each byte the offset in the file of the character it came from.
    private(set) var origins: [Int] = []
    let range: Range<Int>
    private let hasDoubledQuotes: Bool

    init(_ table: Table, _ row: Int, _ column: Int) {
        range = table.range(row, column)
        let halved = table.isEscaped(row, column)
        hasDoubledQuotes = halved
        var offset = range.lowerBound
        var afterQuote = false
        for scalar in String(decoding: table.bytes[range], as: UTF8.self).unicodeScalars {
            defer { offset += UTF8.width(scalar) }
            if halved && scalar == "\"" {
                afterQuote.toggle()
                if !afterQuote { continue }
            } else {
                afterQuote = false
            }
            if scalar == "\n" || scalar == "\r" {
                if bytes.last != 0x0A { bytes.append(0x0A) }
            } else {
                Fold.append(scalar, .name, to: &bytes)
            }
            while origins.count < bytes.count { origins.append(offset) }
        }
    }

    /// The text of the file between two places in the folded form, trimmed; and where it begins.
    func original(_ part: Range<Int>, in table: Table) -> (text: String, offset: Int) {
        guard let first = part.first else { return ("", range.lowerBound) }
        let start = origins[first]
        let end = part.upperBound < origins.count ? origins[part.upperBound] : range.upperBound
        let inside = CellText.trimmed(table.bytes, start..<end)
        let text = CellText.string(table.bytes, inside, escaped: hasDoubledQuotes)
        return (text, inside.lowerBound)
    }
}

extension Table {
    /// The items of a list in a cell (between `;` or line breaks), each with its own place.
    func items(_ row: Int, _ column: Int) -> [(text: String, location: Diagnostic.Location)] {
        let cell = range(row, column)
        if cell.isEmpty { return [] }
        if !bytes[cell].contains(where: { $0 == 0x3B || $0 == 0x0A || $0 == 0x0D }) {
            return [(text(row, column), location(row, column))]
        }
        let escaped = isEscaped(row, column)
        return bytes[cell].split { $0 == 0x3B || $0 == 0x0A || $0 == 0x0D }.compactMap { part in
            let inside = CellText.trimmed(bytes, part.startIndex..<part.endIndex)
            if inside.isEmpty { return nil }
            return (CellText.string(bytes, inside, escaped: escaped), lines.location(of: inside.lowerBound))
        }
    }
}

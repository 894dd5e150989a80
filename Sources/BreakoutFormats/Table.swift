import BreakoutModel

/// A file as a table: the header, and rows of cells that become text only when asked for.
struct Table {
    let file: String
    let bytes: [UInt8]
    let scan: CSVScanner
    let lines: LineMap
    let dialect: Dialect
    /// The record that holds the headers.
    let headerRecord: Int
    /// The headers as written, trimmed.
    let headers: [String]

    /// What a record behind the header is.
    enum RowKind: Equatable {
        case data
        case blank
        /// The header once more, as when two exports are pasted together.
        case repeatedHeader
        /// A field with contents to the right of the last column.
        case tooWide(column: Int)
        /// One cell that holds a whole row, parted by another delimiter than the header.
        case otherDelimiter(UInt8)
        /// The first row of another file, whose columns need not be these.
        case otherFile
    }

    /// Nil when there is no record with contents.
    init?(file: String, text: DecodedText, dialect: Dialect) {
        self.file = file
        bytes = text.bytes
        self.dialect = dialect
        scan = CSVScanner(text.bytes, from: dialect.start, delimiter: dialect.delimiter)
        lines = LineMap(file: file, bytes: text.bytes, start: text.start)
        let scan = scan
        let bytes = bytes
        func isBlank(_ record: Int) -> Bool {
            (0..<scan.fieldCount(of: record)).allSatisfy {
                CellText.trimmed(bytes, scan.field(record, $0, in: bytes).range).isEmpty
            }
        }
        guard let header = (0..<scan.recordCount).first(where: { !isBlank($0) }) else { return nil }
        headerRecord = header
        headers = (0..<scan.fieldCount(of: header)).map { CellText.text(bytes, scan.field(header, $0, in: bytes)) }
    }

    var columnCount: Int { headers.count }
    /// The records behind the header.
    var rows: Range<Int> { headerRecord + 1..<scan.recordCount }

    func kind(of row: Int) -> RowKind {
        let width = scan.fieldCount(of: row)
        for column in columnCount..<max(columnCount, width) where !range(row, column).isEmpty {
            return .tooWide(column: column)
        }
        let columns = 0..<min(columnCount, width)
        guard let filled = columns.first(where: { !range(row, $0).isEmpty }) else { return .blank }
        if width == 1, columnCount > 1, let other = delimiter(within: row) { return .otherDelimiter(other) }
        if isHeader(row) && (columnCount == 1 || columns[(filled + 1)...].contains { !range(row, $0).isEmpty }) {
            return .repeatedHeader
        }
        return beginsFile(row) ? .otherFile : .data
    }

    private func isHeader(_ row: Int) -> Bool {
        if beginsFile(row) {
            return Fold.header(text(row, 0)) == Fold.header(headers[0])
                && headers.indices.dropFirst().allSatisfy { text(row, $0) == headers[$0] }
        }
        let first = range(row, 0), header = range(headerRecord, 0)
        guard first.count == header.count else { return false }
        // Before a million texts are made: what begins with another character is another text.
        if let a = bytes[first].first, let b = bytes[header].first, a != b && a < 0x80 && b < 0x80 { return false }
        return headers.indices.allSatisfy { text(row, $0) == headers[$0] }
    }

    /// Whether a byte order mark stands here, which a file brings along that was put behind another.
    private func beginsFile(_ row: Int) -> Bool {
        let range = range(row, 0)
        return range.count >= 3 && bytes[range.lowerBound] == 0xEF && bytes[range.lowerBound + 1] == 0xBB
            && bytes[range.lowerBound + 2] == 0xBF
    }

    /// Nil when the row is too short to have the cell.
    @inline(__always)
    private func field(_ row: Int, _ column: Int) -> CSVScanner.Field? {
        column < scan.fieldCount(of: row) ? scan.field(row, column, in: bytes) : nil
    }

    /// Where the trimmed contents of a cell are; empty when the row is too short to have it.
    @inline(__always)
    func range(_ row: Int, _ column: Int) -> Range<Int> {
        field(row, column).map { CellText.trimmed(bytes, $0.range) } ?? 0..<0
    }

    func isEscaped(_ row: Int, _ column: Int) -> Bool { field(row, column)?.isEscaped ?? false }

    func text(_ row: Int, _ column: Int) -> String {
        field(row, column).map { CellText.text(bytes, $0) } ?? ""
    }

    /// Where the contents of a cell are, spaces at the ends included.
    func exactRange(_ row: Int, _ column: Int) -> Range<Int> { field(row, column)?.range ?? 0..<0 }

    func exactText(_ row: Int, _ column: Int) -> String {
        field(row, column).map { CellText.string(bytes, $0.range, escaped: $0.isEscaped) } ?? ""
    }

    /// The place of a cell: of its first character, or of its opening quote. A cell that the row is too short to
    /// have is where the row ends.
    func location(_ row: Int, _ column: Int) -> Diagnostic.Location {
        guard let field = field(row, column) else {
            return lines.location(of: scan.field(row, scan.fieldCount(of: row) - 1, in: bytes).range.upperBound)
        }
        let start = field.range.lowerBound
        if start > 0 && bytes[start - 1] == 0x22 { return lines.location(of: start - 1) }
        let inside = CellText.trimmed(bytes, field.range)
        return lines.location(of: inside.isEmpty ? start : inside.lowerBound)
    }

    /// The place of the row's first field.
    func location(row: Int) -> Diagnostic.Location { location(row, 0) }

    /// The number of the physical line on which the row begins, from 1.
    func line(_ row: Int) -> Int {
        guard row < scan.recordCount else { return 1 }
        let start = scan.field(row, 0, in: bytes).range.lowerBound
        return lines.lineNumber(of: start > 0 && bytes[start - 1] == 0x22 ? start - 1 : start)
    }

    func location(header column: Int) -> Diagnostic.Location { location(headerRecord, column) }

    /// The columns without a known use that nevertheless hold something.
    func hasContents(column: Int) -> Bool { rows.contains { !range($0, column).isEmpty } }
}

/// Rows in columns. Columns are as wide as their contents; where the terminal is too narrow the stretching ones
/// give way, cut or wrapped, and then the optional ones go, the first first.
struct Grid: Sendable {
    struct Column: Sendable {
        var right = false
        /// Whether text may be cut, and down to which width.
        var shrinksTo: Int?
        /// Whether text that is too long goes on below instead of being cut: where the end of it tells rows apart.
        var wraps = false
        var optional = false
    }

    /// One cell; its spans keep their tints.
    typealias Cell = [Span]

    let columns: [Column]
    /// Columns of space between two columns.
    let gap: Int
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column], gap: Int = 2) {
        self.columns = columns
        self.gap = gap
    }

    mutating func add(_ row: [Cell]) { rows.append(row) }

    /// The rows, in their order, as lines of at most `width` columns, indented.
    func lines(indent: Int, width: Int) -> [Line] {
        var shown = columns.indices.filter { column in
            rows.contains { row in row[column].contains { $0.width > 0 } }
        }
        var widths = naturalWidths()
        let room = width - indent
        shrink(&widths, shown, room)
        while total(widths, shown) > room, let last = shown.first(where: { columns[$0].optional }) {
            shown.removeAll { $0 == last }
            widths = naturalWidths()
            shrink(&widths, shown, room)
        }
        return rows.flatMap { folded($0, shown, widths) }.map { row in
            var spans = [Span(String(repeating: " ", count: indent))]
            for (position, column) in shown.enumerated() {
                if position > 0 { spans.append(Span(String(repeating: " ", count: gap))) }
                spans += fitted(row[column], columns[column], widths[column])
            }
            return Line(spans)
        }
    }

    private func naturalWidths() -> [Int] {
        columns.indices.map { column in rows.map { Line($0[column]).width }.max() ?? 0 }
    }

    private func total(_ widths: [Int], _ shown: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + gap * max(0, shown.count - 1)
    }

    /// Takes columns from the widest that may still shrink.
    private func shrink(_ widths: inout [Int], _ shown: [Int], _ room: Int) {
        var excess = total(widths, shown) - room
        while excess > 0 {
            let candidates = shown.filter { widths[$0] > columns[$0].shrinksTo ?? .max }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    /// The row; and below it, with nothing in the other columns, what does not fit in those that wrap.
    private func folded(_ row: [Cell], _ shown: [Int], _ widths: [Int]) -> [[Cell]] {
        var folded = [row]
        for column in shown where columns[column].wraps && Line(row[column]).width > widths[column] {
            let text = row[column].map(\.text).joined(), tint = row[column].last?.tint ?? .plain
            let pieces = Wrapping.lines(text, width: widths[column], hanging: widths[column] - hanging)
            for (below, piece) in pieces.enumerated() {
                if below == folded.count { folded.append(Array(repeating: [], count: columns.count)) }
                let lead = String(repeating: " ", count: below == 0 ? 0 : hanging)
                folded[below][column] = [Span(lead + piece, tint)]
            }
        }
        return folded
    }

    /// How far what goes on below is indented.
    private let hanging = 2

    private func fitted(_ cell: Cell, _ column: Column, _ width: Int) -> Cell {
        var spans: [Span] = [], used = 0
        for span in cell where used < width {
            let piece = span.truncated(to: width - used)
            spans.append(piece)
            used += piece.width
        }
        let padding = Span(String(repeating: " ", count: max(0, width - used)))
        return column.right ? [padding] + spans : spans + [padding]
    }
}

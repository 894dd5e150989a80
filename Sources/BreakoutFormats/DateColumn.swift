import BreakoutModel

/// The dates of one column. Whether `3/2/2026` is in March or in February shows from the other rows, where one of the
/// numbers is above 12; where no row shows it, the language of the headers decides, and a note says so.
struct DateColumn {
    let column: Int
    private let dayFirst: Bool
    /// The offset from Greenwich of the first row that has one; others are brought to the same clock.
    private let offset: Int?

    init(_ table: Table, column: Int, headerLanguage: Language, _ findings: inout Findings) {
        self.column = column
        let found = DateColumn.found(table, column)
        let (dayRow, monthRow, openRow, offset) = (found.dayRow, found.monthRow, found.openRow, found.offset)
        self.offset = offset
        if let dayRow, let monthRow {
            findings.add(
                .contradictoryDates(
                    table.text(dayRow, column), table.text(monthRow, column),
                    firstLine: table.line(min(dayRow, monthRow)),
                    at: table.location(max(dayRow, monthRow), column)))
        }
        dayFirst = dayRow != nil || monthRow == nil && headerLanguage == .dutch
        if let openRow, dayRow == nil, monthRow == nil, headerLanguage == .english {
            findings.add(.assumedMonthFirst(table.text(openRow, column), at: table.location(openRow, column)))
        }
    }

    /// The first rows of each kind: with a number above 12 in front, with one behind, and with neither.
    private struct Found: Sendable {
        var dayRow: Int?, monthRow: Int?, openRow: Int?
        var offset: Int?

        mutating func add(_ row: Int, _ date: DateText) {
            if offset == nil { offset = date.offset }
            guard date.isOpen else { return }
            if date.numbers.0 > 12 {
                dayRow = dayRow ?? row
            } else if date.numbers.1 > 12 {
                monthRow = monthRow ?? row
            } else if date.numbers.0 != date.numbers.1 {
                openRow = openRow ?? row
            }
        }
    }

    private static func found(_ table: Table, _ column: Int) -> Found {
        let first = table.rows.lowerBound
        let pieces = Parallel.map(table.rows.count) { places in
            var found = Found()
            for place in places {
                let row = first + place
                if let date = DateText(table.bytes, table.range(row, column)) { found.add(row, date) }
            }
            return found
        }
        return pieces.reduce(into: Found()) { all, piece in
            all.dayRow = all.dayRow ?? piece.dayRow
            all.monthRow = all.monthRow ?? piece.monthRow
            all.openRow = all.openRow ?? piece.openRow
            all.offset = all.offset ?? piece.offset
        }
    }

    /// Seconds since 1970 by the clock on the wall; nil for an empty cell, and for one that cannot be read, which is
    /// reported.
    func value(_ table: Table, _ row: Int, _ findings: inout Findings) -> Int? {
        let range = table.range(row, column)
        if range.isEmpty { return nil }
        guard let date = DateText(table.bytes, range) ?? DateText(table.text(row, column)),
            let value = date.value(dayFirst: isDayFirst(date))
        else {
            findings.add(.unreadableDate(table.text(row, column), at: table.location(row, column)))
            return nil
        }
        guard let own = date.offset, let offset else { return value }
        return value + (offset - own) * 60
    }

    /// The column's order, unless the date itself shows otherwise: that contradiction was reported already.
    private func isDayFirst(_ date: DateText) -> Bool {
        if date.numbers.0 > 12 { return true }
        return date.numbers.1 > 12 ? false : dayFirst
    }
}

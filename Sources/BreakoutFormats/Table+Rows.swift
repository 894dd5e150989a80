import BreakoutModel

/// Going through the records behind the header; every row is counted in exactly one way.
extension Table {
    /// From the first row to the last. `use` gets the rows with data and says whether the row could be used, `lose`
    /// those that are too wide to trust.
    func forEachRow(
        _ source: inout SourceFile, _ findings: inout Findings, lose: (Int) -> Void = { _ in },
        use: (Int, inout Findings) -> Bool
    ) {
        reportOddities(&findings)
        var counts = RowCounts()
        for row in rows { read(row, &counts, &findings, lose: lose, use: use) }
        source.add(counts)
    }

    /// As many rows at a time as make a piece.
    private static let rowsInPiece = 1 << 14

    /// The same on all cores, for files with a row per person: consecutive rows go to a copy of the reader each, and
    /// `gather` gets the readers in the order of their rows, while others go on. Findings are as if the rows had been
    /// read one after another.
    func readRows<Reader: Sendable>(
        with reader: Reader, _ source: inout SourceFile, _ findings: inout Findings,
        use: @escaping @Sendable (Int, inout Reader, inout Findings) -> Bool, gather: (Reader) -> Void
    ) {
        reportOddities(&findings)
        let first = rows.lowerBound
        Parallel.forEach(rows.count, piece: Table.rowsInPiece) { places in
            var piece = (reader: reader, counts: RowCounts(), findings: Findings())
            for place in places {
                read(first + place, &piece.counts, &piece.findings) { use($0, &piece.reader, &$1) }
            }
            return piece
        } take: { piece in
            source.add(piece.counts)
            findings.add(contentsOf: piece.findings)
            gather(piece.reader)
            return true
        }
    }

    private func reportOddities(_ findings: inout Findings) {
        reportGarbledAccents(&findings)
        reportHeaderCutInTwo(&findings)
        reportShortRows(&findings)
    }

    private func read(
        _ row: Int, _ counts: inout RowCounts, _ findings: inout Findings, lose: (Int) -> Void = { _ in },
        use: (Int, inout Findings) -> Bool
    ) {
        switch kind(of: row) {
        case .blank: counts.blank += 1
        case .repeatedHeader:
            counts.blank += 1
            findings.add(.repeatedHeader(at: location(row: row)))
        case .tooWide(let column):
            counts.rejected += 1
            lose(row)
            findings.add(.tooManyFields(text(row, column), columns: columnCount, at: location(row, column)))
        case .otherDelimiter(let delimiter):
            counts.rejected += 1
            lose(row)
            findings.add(.otherDelimiter(delimiter, at: location(row: row)))
        case .otherFile:
            counts.rejected += 1
            lose(row)
            findings.add(.otherFile(at: location(row: row)))
        case .data:
            if use(row, &findings) { counts.used += 1 } else { counts.rejected += 1 }
        }
    }
}

/// What became of rows.
private struct RowCounts: Sendable {
    var used = 0, blank = 0, rejected = 0
}

extension SourceFile {
    fileprivate mutating func add(_ counts: RowCounts) {
        read += counts.used + counts.blank + counts.rejected
        used += counts.used
        blank += counts.blank
        rejected += counts.rejected
    }
}

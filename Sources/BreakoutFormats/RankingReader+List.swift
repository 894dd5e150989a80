import BreakoutModel

/// Rankings that are a list in a cell.
///
/// Where no name holds a `;` or a line break, what stands between two of them means the same wherever it stands. So
/// each spelling of an item is folded and looked for once; a cell of known items, each of another session, is read
/// without folding anything. Every other cell goes the long way, and makes its items known.
extension RankingReader {
    mutating func list(_ row: Int, _ round: Int, _ column: Int, _ findings: inout Findings) -> [RankedSession] {
        let range = table.range(row, column)
        if range.isEmpty { return [] }
        if finder.partsAtBreaks && !table.isEscaped(row, column), let ranking = knownItems(range, round) {
            return ranking
        }
        let cell = FoldedCell(table, row, column)
        var found: [Choice] = []
        for (place, item) in finder.items(cell, in: table).enumerated() {
            let original = cell.original(item.range, in: table)
            let reference = names.resolve(folded: item.folded, inRound: round)
            if case .session(let session) = reference {
                found.append(Choice(session: session, rank: place + 1, offset: original.offset))
                if !table.isEscaped(row, column) { remember(item, of: cell, session, round) }
            } else if reference != .unknown || !CellValue.isNoPreference(original.text) {
                names.report(
                    reference, original.text, round, options, { table.lines.location(of: original.offset) },
                    &findings)
            }
        }
        return Ranking.finished(found, sorted: true) { report(twice: $0, round, &findings) }
    }

    /// The ranking of a cell whose items are all known; nil where one is not, or comes twice.
    private func knownItems(_ cell: Range<Int>, _ round: Int) -> [RankedSession]? {
        var ranking: [RankedSession] = []
        var start = cell.lowerBound
        while start < cell.upperBound {
            var end = start
            while end < cell.upperBound && !RankingReader.isBreak(table.bytes[end]) { end += 1 }
            if end > start {
                guard let known = items[round].value(of: start..<end, in: table.bytes) else { return nil }
                let session = SessionIndex(Int(known))
                if ranking.contains(where: { $0.session == session }) { return nil }
                if ranking.isEmpty { ranking.reserveCapacity(8) }
                ranking.append(RankedSession(session, rank: ranking.count + 1))
            }
            start = end + 1
        }
        return ranking
    }

    /// Makes an item known, if it is all that stands between two breaks.
    private mutating func remember(_ item: ItemFinder.Item, of cell: FoldedCell, _ session: Int, _ round: Int) {
        let folded = cell.bytes, place = item.range
        guard place.lowerBound == 0 || RankingReader.isBreak(folded[place.lowerBound - 1]),
            place.upperBound == folded.count || RankingReader.isBreak(folded[place.upperBound])
        else { return }
        var start = cell.origins[place.lowerBound], end = start
        while start > cell.range.lowerBound && !RankingReader.isBreak(table.bytes[start - 1]) { start -= 1 }
        while end < cell.range.upperBound && !RankingReader.isBreak(table.bytes[end]) { end += 1 }
        if items[round].value(of: start..<end, in: table.bytes) == nil {
            items[round].insert(Int32(session), for: start..<end, in: table.bytes)
        }
    }

    /// What parts items for certain. Of a line break in a file nothing but LF is left when it is folded.
    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x3B || byte == 0x0A || byte == 0x0D }
}

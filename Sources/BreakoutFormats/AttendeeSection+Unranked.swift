import BreakoutModel

/// Rounds for which no rankings were found. Nothing is worse than rankings that are there and not read: everybody
/// would be placed by lot, and nobody would notice before the day. So a column that names sessions and is not used
/// stops the reading when its round has no other rankings, and a round without any is always told.
extension AttendeeSection {
    /// As many filled cells of a column are looked at.
    private static let sample = 200

    func reportUnranked(_ table: Table, _ names: SessionNames, _ findings: inout Findings) {
        let rounds = plan.shapes.indices.filter { plan.shapes[$0] == .none }
        guard !rounds.isEmpty else { return }
        let finder = ItemFinder(names)
        var told: Set<Int> = []
        for column in reading.otherColumns where !plan.usedColumns.contains(column) {
            let named = AttendeeSection.rounds(namedIn: column, table, names, finder)
            guard let round = rounds.first(where: named.contains) else { continue }
            told.insert(round)
            findings.add(
                .sessionsInUnusedColumn(
                    table.headers[column], round: round + 1, at: table.location(header: column)))
        }
        let silent = rounds.filter { !told.contains($0) }
        if !silent.isEmpty { findings.add(.noRankings(silent.map { $0 + 1 }, file: table.file)) }
    }

    /// The rounds in which every item of every cell is a session; empty for a column of anything else.
    private static func rounds(
        namedIn column: Int, _ table: Table, _ names: SessionNames, _ finder: ItemFinder
    ) -> Set<Int> {
        var rounds = Set(0..<names.roundCount)
        var seen = 0
        for row in table.rows where !table.range(row, column).isEmpty {
            for item in finder.items(FoldedCell(table, row, column), in: table) {
                rounds = rounds.filter { round in
                    if case .session = names.resolve(folded: item.folded, inRound: round) { return true }
                    return false
                }
            }
            seen += 1
            if rounds.isEmpty || seen == sample { break }
        }
        return seen == 0 ? [] : rounds
    }
}

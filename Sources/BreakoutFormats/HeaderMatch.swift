import BreakoutModel

/// The columns that one kind of file can have.
protocol ColumnKind: Hashable, CaseIterable, Sendable {
    /// The header that we write, in each language.
    var title: Bilingual { get }
    /// Other headers for it, folded (`Fold.header`).
    var otherNames: [String] { get }
    var isRequired: Bool { get }
}

extension ColumnKind {
    var otherNames: [String] { [] }
    var isRequired: Bool { false }

    /// The column that a header stands for, without regard to case, accents, spaces and punctuation.
    static func named(_ header: String) -> Self? {
        let folded = Fold.header(header)
        guard !folded.isEmpty else { return nil }
        return allCases.first { $0.foldedNames.contains(folded) }
    }

    var foldedNames: [String] { [Fold.header(title.english), Fold.header(title.dutch)] + otherNames }
}

/// Which column of a table holds what.
struct HeaderMatch<Column: ColumnKind> {
    private(set) var columns: [Column: Int] = [:]
    /// The positions of headers that stand for no column of this kind of file.
    private(set) var unknown: [Int] = []

    init(_ table: Table, _ findings: inout Findings) {
        var spares: [(Column, Int)] = []
        for (position, header) in table.headers.enumerated() {
            if let column = Column.named(header) {
                guard let held = columns[column] else {
                    columns[column] = position
                    continue
                }
                // An empty double is what a form leaves of a question that nobody was asked.
                if !HeaderMatch.isFilled(held, table) {
                    columns[column] = position
                } else if HeaderMatch.isFilled(position, table), !HeaderMatch.areSame(held, position, table) {
                    findings.add(
                        .columnTwice(
                            header, first: table.headers[held], at: table.location(header: position)))
                }
            } else if let last = header.last, last.isNumber,
                let column = Column.named(String(header.dropLast()))
            {
                spares.append((column, position))
            } else {
                unknown.append(position)
            }
        }
        // Microsoft Forms calls a question "Naam2" when it has a column "Naam" of its own.
        for (column, position) in spares {
            if let held = columns[column], HeaderMatch.isFilled(held, table) {
                unknown.append(position)
            } else {
                columns[column] = position
            }
        }
        unknown.sort()
    }

    subscript(column: Column) -> Int? { columns[column] }

    /// Whether the column says anything; the "anonymous" that Forms puts for people who did not sign in is nothing.
    private static func isFilled(_ column: Int, _ table: Table) -> Bool {
        table.rows.contains { row in
            let count = table.range(row, column).count
            return count > 9 || count > 0 && !IdentityRule.isAnonymous(table.text(row, column))
        }
    }

    private static func areSame(_ a: Int, _ b: Int, _ table: Table) -> Bool {
        table.rows.allSatisfy { table.text($0, a) == table.text($0, b) }
    }

    /// Whether all required columns are there; reports those that are not.
    func hasRequired(_ table: Table, _ findings: inout Findings) -> Bool {
        let missing = Column.allCases.filter { $0.isRequired && columns[$0] == nil }
        for column in missing {
            findings.add(
                .missingColumn(
                    column.title, found: table.headers.filter { !$0.isEmpty },
                    at: table.location(header: 0)))
        }
        return missing.isEmpty
    }

    /// Lists the columns that are not used, once; those that are a slip away from one that is missing apart, since what
    /// they say would be lost.
    func noteUnknown(_ table: Table, except used: Set<Int> = [], _ findings: inout Findings) {
        let left = unknown.filter { position in
            !used.contains(position)
                && (!table.headers[position].isEmpty || table.hasContents(column: position))
        }
        let names = Column.allCases.filter { columns[$0] == nil }.flatMap {
            [$0.title.english, $0.title.dutch]
        }
        let listed = left.prefix(40).map { position in
            UnknownColumn(
                name: table.headers[position], number: position + 1,
                suggestion: Suggestion.closest(to: table.headers[position], among: names))
        }
        let slips = listed.filter(\.isSlip), others = listed.filter { !$0.isSlip }
        if let first = slips.first {
            findings.add(.misspeltColumns(slips, at: table.location(header: first.number - 1)))
        }
        if let first = others.first {
            findings.add(
                .unknownColumns(
                    others, count: left.count - slips.count, at: table.location(header: first.number - 1)))
        }
    }
}

/// A column that is kept out, for the note about it.
struct UnknownColumn {
    let name: String
    /// From 1.
    let number: Int
    let suggestion: String?
    /// Whether it is one typing mistake away from that.
    var isSlip: Bool {
        suggestion.map { Suggestion.areOneSlipApart(Fold.header(name), Fold.header($0)) } ?? false
    }
}

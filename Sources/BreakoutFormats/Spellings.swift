import BreakoutModel

/// Numbers for what the cells of a column say, from 0, by their bytes and in the order in which they occur first.
struct Spellings: Sendable {
    private let column: Int
    private var numbers = ByteTable()
    /// The row in which each occurs first.
    private(set) var rows: [Int] = []

    init(column: Int) { self.column = column }

    /// The number of what a cell says.
    mutating func number(_ row: Int, _ table: Table) -> Int32 {
        let range = table.range(row, column)
        if let known = numbers.value(of: range, in: table.bytes) { return known }
        let number = Int32(rows.count)
        numbers.insert(number, for: range, in: table.bytes)
        rows.append(row)
        return number
    }

    /// Takes over what rows further on say; the new number of each.
    mutating func add(_ others: Spellings, _ table: Table) -> [Int32] { others.rows.map { number($0, table) } }

    /// What each says.
    func texts(_ table: Table) -> [String] { rows.map { table.text($0, column) } }

    func places(_ table: Table) -> [Diagnostic.Location] { rows.map { table.location($0, column) } }
}

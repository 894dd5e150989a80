import BreakoutModel

/// Reads consecutive rows of `allocation.csv`. What recurs (times, reasons, titles, rooms) is worked out once for each spelling:
/// two million rows name fifty sessions.
struct RecordReader: Sendable {
    private(set) var records: [AllocationRecord] = []
    private let cells: RecordCells
    private var rounds = Remembered<Int>()
    private var times = Remembered<TimeOfDay>()
    private var choices = Remembered<Choice>()
    private var reasons = Remembered<Reason>()
    private var texts = Remembered<String>()

    init(_ table: Table, _ match: HeaderMatch<AllocationColumn>) {
        cells = RecordCells(
            table: table, columns: AllocationColumn.allCases.map { match[$0]! })
    }

    /// False for a row that cannot be read, which has been reported then.
    mutating func read(_ row: Int, _ findings: inout Findings) -> Bool {
        guard let record = record(row, &findings) else { return false }
        records.append(record)
        return true
    }

    private mutating func record(_ row: Int, _ findings: inout Findings) -> AllocationRecord? {
        let before = findings.errorCount
        let round = cells.value(row, .round, isRequired: true, &rounds, &findings) { text in
            CellValue.number(text).flatMap { $0 >= 1 ? $0 : nil }
        }
        let start = cells.value(row, .start, isRequired: false, &times, &findings, CellValue.time)
        let end = cells.value(row, .end, isRequired: false, &times, &findings, CellValue.time)
        let choice = cells.value(row, .choice, isRequired: false, &choices, &findings, RecordReader.choice)
        let reason = cells.value(row, .reason, isRequired: true, &reasons, &findings) { Reason(rawValue: $0) }
        guard let round, let reason, findings.errorCount == before else { return nil }
        return AllocationRecord(
            attendee: cells.text(row, .attendee), name: cells.text(row, .name),
            organisation: cells.text(row, .organisation), round: round,
            session: cells.text(row, .session, &texts), title: cells.text(row, .title, &texts),
            room: cells.text(row, .room, &texts), start: start, end: end, choice: choice, reason: reason)
    }

    private static func choice(_ text: String) -> Choice? {
        if text == "unlisted" { return .unlisted }
        return CellValue.number(text).flatMap { $0 >= 1 ? .ranked($0) : nil }
    }
}

/// The cells of a record.
private struct RecordCells {
    let table: Table
    /// By place of the column in `AllocationColumn.allCases`.
    let columns: [Int]

    private func place(of column: AllocationColumn) -> Int { columns[column.position] }

    /// Nil where there is none: for an empty cell, and for one that cannot be read, which is reported.
    func value<Value>(
        _ row: Int, _ column: AllocationColumn, isRequired: Bool, _ known: inout Remembered<Value>,
        _ findings: inout Findings, _ read: (String) -> Value?
    ) -> Value? {
        let range = table.range(row, place(of: column))
        if range.isEmpty && !isRequired { return nil }
        if let value = known[range, table.bytes] { return value }
        let text = table.text(row, place(of: column))
        guard let value = read(text) else {
            findings.add(
                .unreadableRecord(
                    text, column: column.title.english, at: table.location(row, place(of: column))))
            return nil
        }
        known.add(value, for: range, table.bytes)
        return value
    }

    /// The text exactly as it is in the file.
    func text(_ row: Int, _ column: AllocationColumn) -> String { table.exactText(row, place(of: column)) }

    /// The longest text that a `String` holds in itself: making one is as quick as looking it up.
    private static let shortText = 15

    /// The same, for texts that recur.
    func text(_ row: Int, _ column: AllocationColumn, _ known: inout Remembered<String>) -> String {
        let range = table.exactRange(row, place(of: column))
        if range.count <= RecordCells.shortText || table.isEscaped(row, place(of: column)) {
            return text(row, column)
        }
        if let known = known[range, table.bytes] { return known }
        let text = text(row, column)
        known.add(text, for: range, table.bytes)
        return text
    }
}

/// What cells were found to mean, by their bytes.
private struct Remembered<Value: Sendable>: Sendable {
    private var numbers = ByteTable()
    private var values: [Value] = []

    subscript(range: Range<Int>, bytes: [UInt8]) -> Value? {
        numbers.value(of: range, in: bytes).map { values[Int($0)] }
    }

    mutating func add(_ value: Value, for range: Range<Int>, _ bytes: [UInt8]) {
        numbers.insert(Int32(values.count), for: range, in: bytes)
        values.append(value)
    }
}

extension AllocationColumn {
    /// The place in `allCases`.
    fileprivate var position: Int {
        switch self {
        case .attendee: 0
        case .name: 1
        case .organisation: 2
        case .round: 3
        case .session: 4
        case .title: 5
        case .room: 6
        case .start: 7
        case .end: 8
        case .choice: 9
        case .reason: 10
        }
    }
}

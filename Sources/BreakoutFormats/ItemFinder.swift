/// Cuts a list in a cell into its items.
///
/// Titles contain `;` and `,`, so cutting at separators first would tear them apart. At each place the longest known
/// name is tried that ends where a separator or the cell ends; only what matches none is cut at the next `;` or line
/// break. A line break inside a title is part of its name (`SessionNames.allFoldedNames`), so such a title is found
/// before the break can part it.
struct ItemFinder {
    /// One item: its folded text, and where it is in the folded cell.
    struct Item {
        let folded: String
        let range: Range<Int>
    }

    /// Whether items always end at a `;` or a line break, because no name holds one: then what stands between two of
    /// them means the same in every cell.
    let partsAtBreaks: Bool
    /// The names as bytes.
    private var names = ByteTable()
    private let longestName: Int

    init(_ sessionNames: SessionNames) {
        let all = sessionNames.allFoldedNames.map { Array($0.utf8) }.filter { !$0.isEmpty }
        for name in all { names.insert(0, for: name.indices, in: name) }
        longestName = all.map(\.count).max() ?? 0
        partsAtBreaks = !all.contains { $0.contains(where: ItemFinder.isBreak) }
    }

    func items(_ cell: FoldedCell, in table: Table) -> [Item] {
        let bytes = cell.bytes
        var items: [Item] = []
        var position = 0
        while position < bytes.count {
            if ItemFinder.isSeparator(bytes[position]) {
                position += 1
                continue
            }
            let end =
                nameEnd(bytes, position) ?? bytes[position...].firstIndex(where: ItemFinder.isBreak) ?? bytes.count
            items.append(
                Item(folded: String(decoding: bytes[position..<end], as: UTF8.self), range: position..<end))
            position = end
        }
        return items
    }

    /// Where the longest known name ends that begins here.
    private func nameEnd(_ bytes: [UInt8], _ position: Int) -> Int? {
        var found: Int?
        for end in position + 1..<max(position + 1, min(position + longestName, bytes.count) + 1)
        where end == bytes.count || ItemFinder.isSeparator(bytes[end]) {
            if names.value(of: position..<end, in: bytes) != nil { found = end }
        }
        return found
    }

    /// In folded text; in a file a CR is one as well.
    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x3B || byte == 0x0A }

    /// Behind a known name a comma or `|` parts items too.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x3B || byte == 0x0A || byte == 0x2C || byte == 0x7C
    }
}

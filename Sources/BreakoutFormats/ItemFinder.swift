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

    /// Longest first.
    private let names: [[UInt8]]

    init(_ sessionNames: SessionNames) {
        names = sessionNames.allFoldedNames.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { a, b in
            a.count != b.count ? a.count > b.count : a.lexicographicallyPrecedes(b)
        }
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
            let name = names.first { name in
                let end = position + name.count
                return end <= bytes.count && bytes[position..<end].elementsEqual(name)
                    && (end == bytes.count || ItemFinder.isSeparator(bytes[end]))
            }
            var end = position + (name?.count ?? 0)
            if name == nil {
                while end < bytes.count && bytes[end] != 0x3B && bytes[end] != 0x0A { end += 1 }
            }
            items.append(
                Item(folded: String(decoding: bytes[position..<end], as: UTF8.self), range: position..<end))
            position = end
        }
        return items
    }

    /// Behind a known name a comma or `|` parts items too.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x3B || byte == 0x0A || byte == 0x2C || byte == 0x7C
    }
}

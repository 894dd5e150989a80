import BreakoutModel

/// Who sent the form twice: of several submissions with one key the latest counts.
enum Submissions {
    /// The submissions that count, in canonical order of attendees (by the bytes of their keys). The latest time
    /// counts; where a time is missing or two are equal, the lower row.
    ///
    /// `witnesses` are columns beside the name that tell people apart: the organisation, and what a form asks under a
    /// header such as "Naam deelnemer". A secretariat that signs up three aldermen under its own account is seen there.
    static func current(
        _ submissions: [Submission], _ table: Table, witnesses: [Int], _ source: inout SourceFile,
        _ findings: inout Findings
    ) -> [Submission] {
        let entries = sorted(submissions)
        if areInOrder(entries, submissions) { return submissions }
        var current: [Submission] = []
        current.reserveCapacity(entries.count)
        var position = 0
        while position < entries.count {
            // Equal keys stand together, in the order of rows.
            let first = position
            let key = submissions[entries[first].position].key
            position += 1
            while position < entries.count, submissions[entries[position].position].key == key { position += 1 }
            guard position - first > 1 else {
                current.append(submissions[entries[first].position])
                continue
            }
            let all = entries[first..<position].map { submissions[$0.position] }
            current.append(settle(all, table, witnesses, &source, &findings))
        }
        if entries.count > current.count {
            // Of two spellings of one key another may count than the one that was sorted by.
            current.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
        return current
    }

    /// Whether they come in the order of their keys, each key once: nothing need be moved then.
    private static func areInOrder(_ entries: [Entry], _ submissions: [Submission]) -> Bool {
        entries.indices.allSatisfy { place in
            entries[place].position == place && (place == 0 || submissions[place - 1].key != submissions[place].key)
        }
    }

    /// The one of several submissions (in the order of rows) that counts. The others are superseded; where the names
    /// are those of two people, nothing is: which of the two would be left out is not ours to decide.
    private static func settle(
        _ all: [Submission], _ table: Table, _ witnesses: [Int], _ source: inout SourceFile, _ findings: inout Findings
    ) -> Submission {
        // One missing time would make "later" no order at all, so then the rows decide for all of them.
        let isTimed = all.allSatisfy { $0.registered != nil }
        let times = Set(all.compactMap(\.registered))
        let latest = all.indices.max { a, b in
            let x = isTimed ? all[a].registered! : 0, y = isTimed ? all[b].registered! : 0
            return x != y ? x < y : a < b
        }!
        let newest = all[latest]
        for old in all where old.row != newest.row {
            let decidedByRow = !isTimed || times.count < all.count && old.registered == newest.registered
            let names =
                [(old.name, newest.name)] + witnesses.map { (table.text(old.row, $0), table.text(newest.row, $0)) }
            let contradiction = names.first { !PersonName.mayBeOne($0.0, $0.1) }
            let line = table.line(newest.row), place = table.location(row: old.row)
            if let contradiction {
                findings.add(.twoPeople(newest.id, contradiction, line: line, at: place))
            } else {
                let sameName = Fold.name(old.name) == Fold.name(newest.name)
                findings.add(
                    .superseded(
                        newest.id, names: sameName ? nil : (old.name, newest.name), decidedByRow: decidedByRow,
                        line: line, at: place))
            }
            guard old.isUsable else { continue }
            source.used -= 1
            if contradiction == nil { source.superseded += 1 } else { source.rejected += 1 }
        }
        return newest
    }

    private struct Entry {
        /// The first eight bytes of the key as one number, which settles nearly every comparison.
        let prefix: UInt64
        let position: Int
    }

    /// By key, and by row where keys are equal. Keys that differ only in how their accents are stored are equal as
    /// text: those get the bytes of the first that occurs.
    private static func sorted(_ submissions: [Submission]) -> [Entry] {
        var spellings: [String: String] = [:]
        // By position, of the keys that are spelt in more than one way.
        var changed: [Int: String] = [:]
        for (position, submission) in submissions.enumerated() where !submission.key.utf8Span.isKnownASCII {
            let key = submission.key, first = spellings[key, default: key]
            spellings[key] = first
            if !first.utf8.elementsEqual(key.utf8) { changed[position] = first }
        }
        let keys = changed
        func key(_ position: Int) -> String {
            keys.isEmpty ? submissions[position].key : keys[position] ?? submissions[position].key
        }
        func isBefore(_ a: Entry, _ b: Entry) -> Bool {
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            if key(a.position) == key(b.position) { return a.position < b.position }
            return key(a.position).utf8.lexicographicallyPrecedes(key(b.position).utf8)
        }
        var entries = submissions.indices.map { Entry(prefix: prefix(of: key($0)), position: $0) }
        // Files are often sorted as they should be.
        if zip(entries, entries.dropFirst()).contains(where: { isBefore($1, $0) }) { entries.sort(by: isBefore) }
        return entries
    }

    /// The first eight bytes, the first of them most significant.
    static func prefix(of key: String) -> UInt64 {
        let bytes = key.utf8Span.span
        var prefix: UInt64 = 0
        for place in 0..<min(bytes.count, 8) { prefix |= UInt64(bytes[place]) << UInt64(56 - 8 * place) }
        return prefix
    }
}

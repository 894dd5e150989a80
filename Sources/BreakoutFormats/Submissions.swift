import BreakoutModel

/// Who sent the form twice: of several submissions with one key the latest counts.
enum Submissions {
    /// The submissions that count, in canonical order of attendees (by the bytes of their keys). With equal or
    /// missing times the later row counts.
    static func current(
        _ submissions: [Submission], _ table: Table, _ source: inout SourceFile, _ findings: inout Findings
    ) -> [Submission] {
        let entries = sorted(submissions)
        var current: [Submission] = []
        current.reserveCapacity(entries.count)
        var position = 0
        while position < entries.count {
            // Equal keys stand together, in the order of rows.
            var latest = submissions[entries[position].position]
            position += 1
            while position < entries.count, submissions[entries[position].position].key == latest.key {
                var old = latest, new = submissions[entries[position].position]
                if let before = old.registered, let now = new.registered, now < before { swap(&old, &new) }
                latest = new
                report(old, by: new, table, &findings)
                if old.isUsable {
                    source.used -= 1
                    source.superseded += 1
                }
                position += 1
            }
            current.append(latest)
        }
        if entries.count > current.count {
            // Of two spellings of one key another may count than the one that was sorted by.
            current.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
        return current
    }

    private static func report(
        _ old: Submission, by new: Submission, _ table: Table, _ findings: inout Findings
    ) {
        let sameName = Fold.name(old.name) == Fold.name(new.name)
        findings.add(
            .superseded(
                new.id, names: sameName ? nil : (old.name, new.name), line: table.line(new.row),
                at: table.location(row: old.row)))
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
        var keys: [String] = []
        keys.reserveCapacity(submissions.count)
        var entries: [Entry] = []
        entries.reserveCapacity(submissions.count)
        for (position, submission) in submissions.enumerated() {
            var key = submission.key
            if !key.utf8Span.isKnownASCII {
                key = spellings[key] ?? key
                spellings[key] = key
            }
            let bytes = key.utf8Span.span
            var prefix: UInt64 = 0
            for place in 0..<min(bytes.count, 8) { prefix |= UInt64(bytes[place]) << UInt64(56 - 8 * place) }
            entries.append(Entry(prefix: prefix, position: position))
            keys.append(key)
        }
        entries.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            if keys[a.position] == keys[b.position] { return a.position < b.position }
            return keys[a.position].utf8.lexicographicallyPrecedes(keys[b.position].utf8)
        }
        return entries
    }
}

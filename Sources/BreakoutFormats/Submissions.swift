import BreakoutModel

/// Who sent the form twice: of several submissions with one key the latest counts.
enum Submissions {
    /// The submissions that count, in canonical order of attendees (by the bytes of their keys). With equal or
    /// missing times the later row counts.
    static func current(
        _ submissions: [Submission], _ table: Table, _ source: inout SourceFile, _ findings: inout Findings
    ) -> [Submission] {
        var latest: [String: Int32] = Dictionary(minimumCapacity: submissions.count)
        var superseded = Set<Int>()
        for (position, submission) in submissions.enumerated() {
            guard let held = latest.updateValue(Int32(position), forKey: submission.key) else { continue }
            var (old, new) = (Int(held), position)
            if let before = submissions[old].registered, let now = submission.registered, now < before {
                (old, new) = (new, old)
                latest[submission.key] = held
            }
            superseded.insert(old)
            report(submissions[old], by: submissions[new], table, &findings)
            if submissions[old].isUsable {
                source.used -= 1
                source.superseded += 1
            }
        }
        return sorted(submissions, without: superseded)
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

    /// Compares the first eight bytes of keys as one number, which settles nearly every comparison.
    private static func sorted(_ submissions: [Submission], without left: Set<Int>) -> [Submission] {
        struct Entry {
            let prefix: UInt64
            let position: Int
        }
        var entries: [Entry] = []
        entries.reserveCapacity(submissions.count)
        for position in submissions.indices where left.isEmpty || !left.contains(position) {
            var prefix: UInt64 = 0
            var shift: UInt64 = 64
            for byte in submissions[position].key.utf8.prefix(8) {
                shift -= 8
                prefix |= UInt64(byte) << shift
            }
            entries.append(Entry(prefix: prefix, position: position))
        }
        entries.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            return submissions[a.position].key.utf8.lexicographicallyPrecedes(
                submissions[b.position].key.utf8)
        }
        return entries.map { submissions[$0.position] }
    }
}

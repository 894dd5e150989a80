import BreakoutModel

/// The diagnostics so far.
///
/// A file that goes wrong in every row would give as many diagnostics as rows; beyond `limit` of one code in one
/// file they are counted and reported as one.
struct Findings {
    static let limit = 200

    private struct Kind: Hashable {
        let file: String
        let code: String
    }

    private var found: [Diagnostic] = []
    private var counts: [Kind: (count: Int, severity: Diagnostic.Severity)] = [:]
    private(set) var hasErrors = false
    private(set) var errorCount = 0

    mutating func add(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error {
            hasErrors = true
            errorCount += 1
        }
        let kind = Kind(file: diagnostic.location?.file ?? "", code: diagnostic.code)
        let held = counts[kind] ?? (0, diagnostic.severity)
        counts[kind] = (held.count + 1, max(held.severity, diagnostic.severity))
        if held.count < Findings.limit { found.append(diagnostic) }
    }

    /// Adds what was found further on in the same files, as if it had been added one by one.
    mutating func add(contentsOf others: Findings) {
        for diagnostic in others.found {
            let kind = Kind(file: diagnostic.location?.file ?? "", code: diagnostic.code)
            let held = counts[kind] ?? (0, diagnostic.severity)
            if held.count < Findings.limit { found.append(diagnostic) }
            counts[kind] = (held.count + 1, held.severity)
        }
        for (kind, theirs) in others.counts {
            let shown = min(theirs.count, Findings.limit)
            let held = counts[kind] ?? (0, theirs.severity)
            counts[kind] = (held.count + theirs.count - shown, max(held.severity, theirs.severity))
        }
        hasErrors = hasErrors || others.hasErrors
        errorCount += others.errorCount
    }

    /// Whether another diagnostic of this code would only be counted, so that its details need not be worked out.
    func isFull(_ code: String, file: String) -> Bool {
        (counts[Kind(file: file, code: code)]?.count ?? 0) >= Findings.limit
    }

    /// Sorted by file, line and column; in the order of finding where those are equal.
    var sorted: [Diagnostic] {
        var all = found
        let overflowing = counts.filter { $0.value.count > Findings.limit }
        for (kind, held) in overflowing.sorted(by: { ($0.key.file, $0.key.code) < ($1.key.file, $1.key.code) }
        ) {
            all.append(
                .more(held.count - Findings.limit, code: kind.code, severity: held.severity, file: kind.file))
        }
        let none = Diagnostic.Location(file: "")
        return all.enumerated().sorted { a, b in
            let x = a.element.location ?? none, y = b.element.location ?? none
            return x == y ? (a.offset < b.offset) : x < y
        }.map(\.element)
    }

}

import BreakoutModel

/// Names that are the same without regard to case and accents (roles, organisations), gathered under one spelling
/// that does not depend on the order of rows: the most frequent, and the first in alphabetical order of those.
struct NameGatherer {
    private var spellings: [String: [String: Int]] = [:]

    mutating func add(_ name: String, count: Int = 1) {
        spellings[Fold.name(name), default: [:]][name, default: 0] += count
    }

    /// The folded names in order, with the spelling of each.
    var gathered: [(folded: String, spelling: String)] {
        spellings.keys.sorted(by: Event.naturallyPrecedes).map { folded in
            let best = spellings[folded]!.min { a, b in a.value != b.value ? a.value > b.value : a.key < b.key }!
            return (folded, best.key)
        }
    }
}

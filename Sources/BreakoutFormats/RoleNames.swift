import BreakoutModel

/// Names that are the same without regard to case and accents (roles, organisations), gathered under one spelling
/// that does not depend on the order of rows: the most frequent, and the first in alphabetical order of those.
struct NameGatherer {
    private struct Name {
        let folded: String
        var spellings: [(text: String, count: Int)]

        var spelling: String {
            spellings.min { a, b in a.count != b.count ? a.count > b.count : a.text < b.text }!.text
        }
    }

    private var names: [Name] = []
    /// By folded name its place in `names`.
    private var places: [String: Int] = [:]

    /// Returns a number for all spellings of the name: see `numbered`.
    @discardableResult mutating func add(_ name: String, count: Int = 1) -> Int {
        let folded = Fold.name(name)
        guard let place = places[folded] else {
            places[folded] = names.count
            names.append(Name(folded: folded, spellings: [(name, count)]))
            return names.count - 1
        }
        if let known = names[place].spellings.firstIndex(where: { $0.text == name }) {
            names[place].spellings[known].count += count
        } else {
            names[place].spellings.append((name, count))
        }
        return place
    }

    /// The folded names in order, with the spelling of each.
    var gathered: [(folded: String, spelling: String)] { numbered().names }

    /// With, by what `add` returned, the place of the name in that order.
    func numbered() -> (names: [(folded: String, spelling: String)], numbers: [Int]) {
        let order = names.indices.sorted { Event.naturallyPrecedes(names[$0].folded, names[$1].folded) }
        var numbers = Array(repeating: 0, count: names.count)
        for (number, place) in order.enumerated() { numbers[place] = number }
        return (order.map { (names[$0].folded, names[$0].spelling) }, numbers)
    }
}

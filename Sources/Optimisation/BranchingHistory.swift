/// Which place to branch on: the one that raises the bounds of both sides most.
///
/// How much a side raises the bound is learnt: of each place, by how much it did so far, for each part of it that was
/// decided (pseudo-costs; Benichou and others 1971). A place of which nothing is known is tried by a few steps of a dual
/// simplex on either side (reliability branching; Achterberg, Koch and Martin 2005).
struct BranchingHistory {
    private var gains: [Branching: (sum: Double, count: Int)] = [:]

    /// How many places are looked at, those furthest from whole first, and how many steps a trial may take.
    private static let candidates = 8
    private static let steps = 10

    /// Keeps by how much a side raised the bound; `part` is how far the place was from that side.
    mutating func record(_ side: Branching, gain: Double, part: Double) {
        let known = gains[side] ?? (0, 0)
        gains[side] = (known.sum + max(0, gain) / max(part, 1e-6), known.count + 1)
    }

    /// The place to branch on, and how far it is from taken; nil when every unit has one option.
    mutating func choose(_ simplex: Simplex, below bar: Double) -> (place: Branching, amount: Double)? {
        let places = simplex.mixedPlaces().map { place in
            (place: place, weight: min(place.amount, 1 - place.amount) * Double(place.people))
        }.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        let value = simplex.objectiveValue()
        var best: (place: Branching, amount: Double)?
        var most = -1.0
        for (place, amount, _) in places.prefix(BranchingHistory.candidates).map(\.element.place) {
            guard let taken = gain(of: place, part: 1 - amount, simplex, value, bar),
                let left = gain(of: place.otherSide, part: amount, simplex, value, bar)
            else { return (place, amount) }
            let score = max(taken, 1e-4) * max(left, 1e-4)
            guard score > most * (1 + 1e-9) else { continue }
            most = score
            best = (place, amount)
        }
        return best
    }

    /// Nil where a trial shows that nothing is left on that side.
    private mutating func gain(
        of side: Branching, part: Double, _ simplex: Simplex, _ value: Double, _ bar: Double
    ) -> Double? {
        if let known = gains[side] { return known.sum / Double(known.count) * part }
        guard let reached = simplex.value(after: side, steps: BranchingHistory.steps, below: bar) else { return nil }
        record(side, gain: reached - value, part: part)
        return max(0, reached - value)
    }
}

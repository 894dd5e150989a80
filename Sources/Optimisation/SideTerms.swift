/// In which rows of side rules each alternative counts.
///
/// Few alternatives do: they are numbered by *places*, so that what belongs to them is in short lists, however many
/// alternatives there are.
struct SideTerms: Sendable {
    /// By original number: the place, or -1; empty where there is none.
    private(set) var places: [Int32] = []
    /// By place.
    private var terms: [[(row: Int, coefficient: Double)]] = []
    /// By row; nothing for others.
    private var placesOfRow: [[(place: Int, coefficient: Double)]] = []

    var count: Int { terms.count }

    @inline(__always)
    subscript(number: Int32) -> [(row: Int, coefficient: Double)] {
        guard !places.isEmpty, places[Int(number)] >= 0 else { return [] }
        return terms[Int(places[Int(number)])]
    }

    func ofRow(_ row: Int) -> [(place: Int, coefficient: Double)] { row < placesOfRow.count ? placesOfRow[row] : [] }

    mutating func add(_ rule: SideRule, row: Int, alternativeCount: Int) {
        if places.isEmpty { places = Array(repeating: -1, count: alternativeCount) }
        while placesOfRow.count <= row { placesOfRow.append([]) }
        for term in rule.terms {
            if places[Int(term.alternative)] < 0 {
                places[Int(term.alternative)] = Int32(terms.count)
                terms.append([])
            }
            let place = Int(places[Int(term.alternative)])
            terms[place].append((row, Double(term.coefficient)))
            placesOfRow[row].append((place, Double(term.coefficient)))
        }
    }
}

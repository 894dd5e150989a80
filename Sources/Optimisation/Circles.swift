// Units that rules about single places tie to each other: an organisation of which two at most are in a session, people
// who are kept apart.
//
// Problem. In a relaxation such rules are many rows (organisations times sessions) that leave small gaps everywhere:
// half of one colleague, half of another. Branching closes them one by one, and gaps of different organisations multiply.
//
// Idea (Lagrangean decomposition; Geoffrion 1974). Given prices on all other rows, what is left falls apart into *circles*
// of a few units each, and the cheapest selection of a circle that keeps its own rules is found by a small search
// (`CircleSearch`). The sum of these is a bound that is never below that of the relaxation with the same prices, and
// where circles are small it is nearly always the optimum itself.
struct Circle: Sendable {
    /// A term of a rule; `member` is a place in `units`.
    struct Term: Sendable {
        let member: Int
        let alternative: Int
        let coefficient: Int
    }

    let units: [Int]
    /// Places in `AssignmentProblem.sideRules`.
    let rules: [Int]
    /// Per rule.
    let limits: [Int]
    let terms: [[Term]]

    /// Larger ones are not searched: their rules keep their prices.
    static let largest = 16
}

extension AssignmentProblem {
    /// The circles of a problem as first built that are not too large.
    func circles() -> [Circle] {
        let rules = sideRules.indices.filter { sideRules[$0].isOfOnePlace && !sideRules[$0].terms.isEmpty }
        let unitsOf = rules.map { rule in sideRules[rule].terms.map { unit(ofAlternative: Int($0.alternative)) } }
        // The first unit of a circle is its root.
        var parent = Array(0..<unitCount)
        func root(_ unit: Int) -> Int {
            var unit = unit
            while parent[unit] != unit { unit = parent[unit] }
            return unit
        }
        var isTied = [Bool](repeating: false, count: unitCount)
        for units in unitsOf {
            for unit in units {
                isTied[unit] = true
                let a = root(unit), b = root(units[0])
                parent[max(a, b)] = min(a, b)
                parent[unit] = min(a, b)
            }
        }
        let members = Dictionary(grouping: (0..<unitCount).filter { isTied[$0] }, by: root)
        let rulesOf = Dictionary(grouping: rules.indices) { root(unitsOf[$0][0]) }
        return members.keys.sorted().compactMap { key in
            let units = members[key]!
            guard units.count <= Circle.largest else { return nil }
            let place = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1, $0) })
            let own = rulesOf[key]!
            return Circle(
                units: units, rules: own.map { rules[$0] }, limits: own.map { sideRules[rules[$0]].limit },
                terms: own.map { rule in
                    zip(sideRules[rules[rule]].terms, unitsOf[rule]).map { term, unit in
                        Circle.Term(
                            member: place[unit]!, alternative: Int(term.alternative),
                            coefficient: Int(term.coefficient))
                    }
                })
        }
    }
}

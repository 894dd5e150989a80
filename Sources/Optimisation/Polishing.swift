// A whole selection near a relaxation that mixes options.
//
// Problem. With thousands of units there are thousands of ties, so that taking or leaving one place changes nothing:
// the relaxation mixes others instead, and branching goes as deep as there are units before an answer is whole.
//
// Idea. At most one unit for each row is mixed. All others stay where they are, but for a few that could change at no
// cost: on this neighbourhood the same search is small and soon runs out of ties. If it reaches the relaxation's value,
// rounded up, nothing is better and no branching is needed (as local branching does; Fischetti and Lodi 2003). The
// neighbourhood grows a few times before the search over all units has to do it.
extension BranchAndBound {
    /// Below this many open units the search itself is as quick.
    static let polishFrom = 300

    /// Looks for a whole selection of no more than the relaxation's value, rounded up.
    mutating func polish(_ simplex: Simplex, value: Double) {
        let target = Int((value - 1e-5).rounded(.up))
        var size = 2 * simplex.rows.count + 20
        for _ in 0..<4 where size * 2 < simplex.openUnits.count {
            if control.shouldStop { return }
            var small = simplex
            small.openUnits = simplex.neighbourhood(size)
            var search = BranchAndBound(stage: stage, control: control, accepts: goal)
            search.bestValue = bestValue
            search.nodeLimit = 4 * size
            _ = search.run(&small)
            nodes += search.nodes
            relaxations += search.relaxations
            simplexWork.add(small.counters, since: simplex.counters)
            if let found = search.best {
                best = found
                bestValue = search.bestValue
            }
            if let bestValue, bestValue <= target || (goal == .first && best != nil) { return }
            size *= 4
        }
    }
}

extension Simplex {
    /// The units that are mixed, and others, evenly spread, that have a second option at no cost.
    func neighbourhood(_ size: Int) -> [Int32] {
        var chosen = Set(head.filter { $0 >= 0 })
        var pricer = UnitPricer(self, pricing.current.cost)
        var place = 0
        for _ in 0..<min(openUnits.count, 20 * size) where chosen.count < size {
            place = Spread.next(place, of: openUnits.count)
            let unit = Int(openUnits[place]), key = pricer.key(of: unit)
            let gap = pricer.cheapestOther(than: key, unit) - pricer.keyCost(of: unit)
            if gap <= 1e-6 { chosen.insert(openUnits[place]) }
        }
        return chosen.sorted()
    }
}

extension Simplex.Counters {
    mutating func add(_ other: Simplex.Counters, since start: Simplex.Counters) {
        pivots += other.pivots - start.pivots
        priced += other.priced - start.priced
        refactorisations += other.refactorisations - start.refactorisations
    }
}

/// A way round places that are spread evenly, without visiting one twice.
enum Spread {
    /// A prime: all places come round unless it divides their count, and then one by one.
    private static let stride = 7919

    static func next(_ place: Int, of count: Int) -> Int { (place + (count % stride == 0 ? 1 : stride)) % count }
}

/// Which units of a sample must be looked at while prices move.
///
/// Most units are far from changing: a unit's *gap* is what its second best option costs more than its key. As long as
/// prices have drifted less than the gap since it was measured, the unit need not be looked at.
///
/// How many are watched. To watch a share s of the sample costs s for each step; to measure all gaps again when prices
/// have drifted as far as the largest watched gap costs about one look at everybody. Both together are least for some
/// gap, which depends on how far a step goes and on how the gaps are spread; where that is no small one, everybody is
/// watched.
struct Watchlist {
    /// Ascending places of the sample.
    private(set) var units: [Int32] = []
    /// Units with a larger gap are not watched; infinite where all are.
    private(set) var gap = 0.0
    /// What one step is expected to let prices drift.
    private var stride = 0.0
    private var reference: FloatCost
    /// Some of the gaps, ascending.
    private var glance: [Double] = []
    /// How many were looked at since the gaps were measured.
    private var looked = 0
    private var sampleCount = 0

    /// Per resource the round in which it is used.
    private let rounds: [Int]
    /// Per resource whether people are there; false for one that says that another is held.
    private let isPlace: [Bool]
    private let slotCount: Int

    init(_ simplex: Simplex, cost: FloatCost) {
        reference = cost
        let problem = simplex.problem
        var rounds = [Int](repeating: 0, count: problem.resourceCount)
        for unit in simplex.openUnits.prefix(50_000) {
            for variant in problem.variants(of: Int(unit)) {
                for slot in problem.slots(of: variant) {
                    for alternative in problem.alternatives(of: slot) {
                        rounds[Int(problem.resource[alternative])] = Int(problem.round[slot])
                    }
                }
            }
        }
        self.rounds = rounds
        let heldBy = problem.heldBy
        isPlace = rounds.indices.map { heldBy.isEmpty || heldBy[$0] < 0 }
        slotCount = simplex.width
    }

    /// Takes gaps that were measured at a cost, one for each of the sample.
    mutating func take(_ gaps: [Double], of sample: [Int32], at cost: FloatCost, in problem: AssignmentProblem) {
        reference = cost
        looked = 0
        sampleCount = sample.count
        glance = Swift.stride(from: 0, to: gaps.count, by: max(1, gaps.count / 2000)).map { gaps[$0] }.sorted()
        guard let best = bestGap, best.gap > 0 else { return watchAll(sample) }
        gap = best.gap
        // What holding costs drifts by whole rooms: those few units are always looked at.
        units = zip(sample, gaps).filter { $0.1 <= gap || problem.isHoldingUnit(Int($0.0)) }.map(\.0)
    }

    mutating func watchAll(_ sample: [Int32]) {
        units = sample
        gap = .infinity
    }

    /// The gap that costs least, and what it costs for each step, in looks at the whole sample; nil where that is not
    /// less than to watch everybody.
    private var bestGap: (gap: Double, cost: Double)? {
        // Before the first step nothing is known.
        guard stride > 0 else { return glance.isEmpty ? nil : (glance[glance.count / 10], 0.1) }
        var best: (gap: Double, cost: Double)?
        var place = glance.count / 200
        while place < glance.count / 2 {
            let gap = glance[place]
            let cost = Double(place) / Double(glance.count) + (gap > 0 ? 1.5 * stride / gap : .infinity)
            if cost < best?.cost ?? 0.5 { best = (gap, cost) }
            place += max(1, place / 4)
        }
        return best
    }

    mutating func didLook() { looked += units.count }

    mutating func didStep(from: FloatCost, to: FloatCost) {
        let way = drift(from: from, to: to)
        stride = stride == 0 ? way : (stride * max(way, stride / 64)).squareRoot()
    }

    /// Whether to measure all gaps again soon pays, though the list still holds.
    var isWorthMeasuring: Bool {
        guard 2 * looked > 3 * sampleCount, let best = bestGap else { return false }
        return 2 * best.cost * Double(sampleCount) < Double(units.count)
    }

    // MARK: Drift

    /// How much of a gap may be used up at a cost.
    func drift(to cost: FloatCost) -> Double { drift(from: reference, to: cost) }

    /// How much one option of a unit can gain on another at most.
    func drift(from: FloatCost, to: FloatCost) -> Double {
        let change = to.adding(from, times: -1)
        func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
        var low: [Int: Double] = [:], high: [Int: Double] = [:]
        for (resource, value) in change.byResource.enumerated() where isPlace[resource] {
            low[rounds[resource]] = min(low[rounds[resource]] ?? value, value)
            high[rounds[resource]] = max(high[rounds[resource]] ?? value, value)
        }
        let sessions = low.reduce(0) { $0 + high[$1.key]! - $1.value }
        let perSlot =
            spread(change.byLabel + [0]) + spread(change.extra + [0]) + abs(change.weightFactor) * 4_294_967_296
        return sessions + spread(change.byTotalLevel + [0]) + Double(slotCount) * perSlot
    }
}

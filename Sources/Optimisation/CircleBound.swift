/// The bound of prices where circles keep their rules by a search instead of by prices.
///
/// Exact like `ExactBound`, whose sum it is but for the units of circles: so what it says of a node of a search is a proof
/// already.
struct CircleBound: Sendable {
    private let bound: ExactBound
    private var circles: [Circle]
    /// Whether a unit is in no circle.
    private var isLoose: [Bool]
    /// The rules of all circles.
    private var rules: Set<Int>

    /// What was proven: `prices` without any for rules of circles, and with the rules that mattered.
    struct Proof: Sendable {
        let prices: RowPrices
        /// `Int.max` where nothing is left at all.
        let reached: Int
    }

    /// Nil where nothing is tied.
    init?(_ bound: ExactBound) {
        self.bound = bound
        circles = bound.problem.circles()
        isLoose = []
        rules = []
        guard !circles.isEmpty else { return nil }
        index()
    }

    private mutating func index() {
        isLoose = Array(repeating: true, count: bound.problem.unitCount)
        for unit in circles.lazy.flatMap(\.units) { isLoose[unit] = false }
        rules = Set(circles.lazy.flatMap(\.rules))
    }

    /// Whether prices pay for a rule that need not be paid for.
    func matters(at prices: FloatRowPrices) -> Bool {
        prices.side.contains { $0.value > 1e-9 && rules.contains($0.key) }
            || prices.cover.contains { $0.value > 1e-9 && isOfCircle($0.key) }
    }

    private func isOfCircle(_ cover: Cover) -> Bool {
        guard case .rule(let rule) = cover.parent else { return false }
        return rules.contains(rule)
    }

    /// The bound of stage `index` under prices, made whole and strengthened by `strengthen`; nil when they prove nothing.
    mutating func prove(
        _ index: Int, _ prices: FloatRowPrices, values: [Int], path: [Branching],
        strengthen: (RowPrices) -> RowPrices
    ) -> Proof? {
        while true {
            var others = prices
            others.side = prices.side.filter { !rules.contains($0.key) }
            others.cover = prices.cover.filter { !isOfCircle($0.key) }
            var whole = strengthen(RowPrices(others, denominator: others.denominators()[0]))
            // What strengthens has its prices for them from elsewhere.
            whole.side = whole.side.filter { !rules.contains($0.key) }
            whole.cover = whole.cover.filter { !isOfCircle($0.key) }
            guard let limits = bound.limits(under: whole, values: values) else { return nil }
            let cost = WholeOptionCost(
                cost: bound.cost(of: index, under: whole), problem: bound.problem, banned: bound.bans(path),
                hasBans: !path.isEmpty)
            let found = search(cost, hints(prices, whole.denominator))
            guard found.tooHard.isEmpty else {
                circles = circles.indices.filter { !found.tooHard.contains($0) }.map { circles[$0] }
                self.index()
                continue
            }
            var proven = whole
            proven.jointly = found.searched.flatMap { circles[$0].rules }
            guard let sum = ExactBound.total([found.sum, looseSum(cost)]) else { return nil }
            guard sum < .max else { return Proof(prices: proven, reached: .max) }
            return Proof(prices: proven, reached: Int(clamping: ceilingDivide(sum - limits, by: whole.denominator)))
        }
    }

    private func looseSum(_ cost: WholeOptionCost) -> Int128? {
        let problem = bound.problem, isLoose = isLoose
        return ExactBound.total(
            Parallel.map(problem.unitCount) { units -> Int128? in
                var scratch = KernelScratch<Int128>(widestOption: problem.widestOption)
                var sum: Int128 = 0
                for unit in units where isLoose[unit] {
                    guard let least = problem.cheapest(unit, priced: cost, &scratch) else { return .max }
                    let (next, overflow) = sum.addingReportingOverflow(least)
                    if overflow { return nil }
                    sum = next
                }
                return sum
            })
    }

    /// What some circles cost: their sum, which of them took more than one step, and which took too many.
    private struct Found: Sendable {
        var sum: Int128? = 0
        var searched: [Int] = []
        var tooHard: [Int] = []
    }

    /// Per circle, a price for each of its rules.
    private func hints(_ prices: FloatRowPrices, _ denominator: Int128) -> [[Int128]] {
        circles.map { circle in
            circle.rules.map { Int128(((prices.side[$0] ?? 0) * Double(denominator)).rounded()) }
        }
    }

    private func search(_ cost: WholeOptionCost, _ hints: [[Int128]]) -> Found {
        let circles = circles, problem = bound.problem
        var priced = cost.cost
        for (circle, own) in zip(circles, hints) {
            for (rule, price) in zip(circle.rules, own) where price > 0 {
                priced.add(problem.sideRules[rule], times: price, alternativeCount: problem.alternativeCount)
            }
        }
        let hinted = WholeOptionCost(cost: priced, problem: problem, banned: cost.banned, hasBans: cost.hasBans)
        let parts = Parallel.map(circles.count, grain: 32) { range in
            var search = CircleSearch(problem, hinted), found = Found()
            for circle in range {
                switch search.run(circles[circle], hints: hints[circle]) {
                case .least(let least): found.sum = ExactBound.total([found.sum, least])
                case .none: found.sum = .max
                case .tooHard: found.tooHard.append(circle)
                }
                if search.steps > 1 { found.searched.append(circle) }
            }
            return found
        }
        return Found(
            sum: ExactBound.total(parts.map(\.sum)), searched: parts.flatMap(\.searched),
            tooHard: parts.flatMap(\.tooHard))
    }
}

/// What a search asks about its nodes.
struct NodeProver {
    let prover: StageProver
    let stage: Int
    var circles: CircleBound

    /// Nil where circles have nothing to add to a relaxation with these prices.
    mutating func prove(_ prices: FloatRowPrices, _ path: [Branching]) -> CircleBound.Proof? {
        guard circles.matters(at: prices) else { return nil }
        return prover.prove(stage, prices, path: path, with: &circles)
    }
}

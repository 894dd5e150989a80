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
        /// The same before it was rounded up.
        let value: Double
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

    /// Circles, and every other unit by itself.
    var blocks: [[Int]] { circles.map(\.units) + isLoose.indices.filter { isLoose[$0] }.map { [$0] } }

    /// Whether prices pay for a rule that need not be paid for.
    func matters(at prices: FloatRowPrices) -> Bool {
        prices.side.contains { $0.value > 1e-9 && rules.contains($0.key) }
            || prices.cover.contains { $0.value > 1e-9 && isOwn(.cover($0.key)) }
    }

    /// Whether a row follows from the rules of a circle.
    func isOwn(_ kind: LinearRow.Kind) -> Bool {
        switch kind {
        case .side(let rule): rules.contains(rule)
        case .cover(let cover): if case .rule(let rule) = cover.parent { rules.contains(rule) } else { false }
        case .upper, .lower, .attendance, .stage: false
        }
    }

    /// The bound of stage `index` under prices, made whole and strengthened by `strengthen`, and per block what is cheapest
    /// under them; nil when they prove nothing.
    mutating func prove(
        _ index: Int, _ prices: FloatRowPrices, values: [Int], path: [Branching],
        strengthen: (RowPrices) -> RowPrices
    ) -> (proof: Proof, selections: [[[Int]]])? {
        while true {
            let denominator = withoutOwn(prices).denominators()[0]
            // What strengthens has its prices for circles from elsewhere.
            var whole = strengthen(RowPrices(withoutOwn(prices), denominator: denominator))
            whole.side = whole.side.filter { !rules.contains($0.key) }
            whole.cover = whole.cover.filter { !isOwn(.cover($0.key)) }
            guard let limits = bound.limits(under: whole, values: values) else { return nil }
            let cost = WholeOptionCost(
                cost: bound.cost(of: index, under: whole), problem: bound.problem, banned: bound.bans(path),
                hasBans: !path.isEmpty)
            let found = search(cost, hints(prices, whole.denominator))
            guard found.tooHard.isEmpty else {
                drop(found.tooHard)
                continue
            }
            whole.jointly = found.searched.flatMap { circles[$0].rules }
            let others = loose(cost)
            guard let sum = ExactBound.total([found.sum, others.sum]) else { return nil }
            guard sum < .max else { return (Proof(prices: whole, reached: .max, value: .infinity), []) }
            let reached = Int(clamping: ceilingDivide(sum - limits, by: whole.denominator))
            let value = Double(sum - limits) / Double(whole.denominator)
            return (Proof(prices: whole, reached: reached, value: value), found.selections + others.selections)
        }
    }

    /// Whether who has no hints finds what the named circles cost, too, in so many steps; those that are too hard are
    /// circles no longer.
    mutating func isCheckable(_ proof: Proof, _ index: Int, path: [Branching]) -> Bool {
        let named = Set(proof.prices.jointly), circles = circles, problem = bound.problem
        let places = circles.indices.filter { !named.isDisjoint(with: circles[$0].rules) }
        let cost = WholeOptionCost(
            cost: bound.cost(of: index, under: proof.prices), problem: problem, banned: bound.bans(path),
            hasBans: !path.isEmpty)
        let tooHard = Parallel.map(places.count, grain: 16) { range in
            var search = CircleSearch(problem, cost)
            search.mostSteps = CircleBound.mostStepsOfChecks
            return range.map { places[$0] }.filter { circle in
                let none = circles[circle].rules.map { _ in Int128(0) }
                if case .tooHard = search.run(circles[circle], hints: none) { return true }
                return false
            }
        }
        drop(tooHard.flatMap(\.self))
        return tooHard.allSatisfy(\.isEmpty)
    }

    /// A verifier gives up at many times as many.
    private static let mostStepsOfChecks = 50_000

    private mutating func drop(_ tooHard: [Int]) {
        guard !tooHard.isEmpty else { return }
        circles = circles.indices.filter { !tooHard.contains($0) }.map { circles[$0] }
        index()
    }

    private func withoutOwn(_ prices: FloatRowPrices) -> FloatRowPrices {
        var others = prices
        others.side = prices.side.filter { !rules.contains($0.key) }
        others.cover = prices.cover.filter { !isOwn(.cover($0.key)) }
        return others
    }

    /// What some blocks cost: their sum and selections, which of them needed a search or hints, and which took too many.
    private struct Found: Sendable {
        var sum: Int128? = 0
        var selections: [[[Int]]] = []
        var searched: [Int] = []
        var tooHard: [Int] = []

        init() {}

        init(_ parts: [Found]) {
            sum = ExactBound.total(parts.map(\.sum))
            selections = parts.flatMap(\.selections)
            searched = parts.flatMap(\.searched)
            tooHard = parts.flatMap(\.tooHard)
        }
    }

    private func loose(_ cost: WholeOptionCost) -> Found {
        let problem = bound.problem, isLoose = isLoose
        return Found(
            Parallel.map(problem.unitCount) { units in
                var scratch = KernelScratch<Int128>(widestOption: problem.widestOption), found = Found()
                for unit in units where isLoose[unit] {
                    let least = problem.cheapest(unit, priced: cost, &scratch)
                    found.sum = ExactBound.total([found.sum, least ?? .max])
                    found.selections.append([least == nil ? [] : scratch.option])
                }
                return found
            })
    }

    /// Per circle, a price for each of its rules; a price that is negative, on a row without a slack, is no hint.
    private func hints(_ prices: FloatRowPrices, _ denominator: Int128) -> [[Int128]] {
        circles.map { circle in
            circle.rules.map { Int128((max(0, prices.side[$0] ?? 0) * Double(denominator)).rounded()) }
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
                case .least(let least):
                    found.sum = ExactBound.total([found.sum, least])
                    found.selections.append(search.selection)
                case .none: found.sum = .max
                case .tooHard: found.tooHard.append(circle)
                }
                // Without hints, too, everybody's cheapest option may break a rule.
                if search.steps > 1 || hints[circle].contains(where: { $0 > 0 }) { found.searched.append(circle) }
            }
            return found
        }
        return Found(parts)
    }
}

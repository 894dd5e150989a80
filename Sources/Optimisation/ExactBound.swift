import Synchronization

/// Weak duality in whole numbers: what no selection can beat, from prices that may come from anywhere.
///
///     bound · D = sum over units of min over options of [ D · c(o) + prices of the rows of o ]
///                 - sum over rows of price · limit
///
/// The proof never rests on floating point: a simplex proposes prices, this decides.
struct ExactBound {
    /// The whole problem, before anything was restricted.
    let problem: AssignmentProblem
    let stages: [StageCost]

    /// The cost of an option under the prices of a proof of stage `index`.
    func cost(of index: Int, under prices: RowPrices) -> WholeCost {
        var cost = WholeCost(resourceCount: problem.resourceCount)
        for r in 0..<problem.resourceCount {
            cost.byResource[r] += prices.upper[r] - prices.lower[r]
            guard let holding = problem.holding(of: r) else { continue }
            cost.byResource[holding] +=
                prices.lower[r] * Int128(problem.lowerLimit[r]) - prices.upper[r] * Int128(problem.upperLimit[r] ?? 0)
        }
        cost.add(stages[index], times: prices.denominator)
        for (earlier, price) in prices.stage.enumerated() { cost.add(stages[earlier], times: price) }
        for (rule, price) in prices.side {
            cost.add(problem.sideRules[rule], times: price, alternativeCount: problem.alternativeCount)
        }
        for (row, price) in prices.attendance {
            cost.add(row.sideRule, times: price, alternativeCount: problem.alternativeCount)
        }
        for (row, price) in prices.cover {
            cost.add(row.sideRule, times: price, alternativeCount: problem.alternativeCount)
        }
        return cost
    }

    /// The bound times the denominator; `values` are those of the earlier stages. Nil when the prices prove
    /// nothing (negative, or out of range), `.max` when some unit has no option left.
    func numerator(of index: Int, prices: RowPrices, values: [Int], path: [Branching] = []) -> Int128? {
        guard let limits = limits(under: prices, values: values) else { return nil }
        let cost = WholeOptionCost(
            cost: cost(of: index, under: prices), problem: problem, banned: bans(path), hasBans: !path.isEmpty)
        guard let sum = ExactBound.total(sumsOfLeast(cost)) else { return nil }
        return sum == .max ? .max : sum - limits
    }

    /// What the limits of all rows take from the bound; nil when the prices prove nothing.
    func limits(under prices: RowPrices, values: [Int]) -> Int128? {
        guard !prices.hasNegative, prices.isWithinRange else { return nil }
        var sum: Int128 = 0
        for r in 0..<problem.resourceCount {
            if prices.upper[r] > 0 && problem.upperLimit[r] == nil { return nil }
            // The limits of what may be cancelled are in the cost of holding it.
            guard problem.holding(of: r) == nil else { continue }
            sum += prices.upper[r] * Int128(problem.upperLimit[r] ?? 0)
            sum -= prices.lower[r] * Int128(problem.lowerLimit[r])
        }
        for (rule, price) in prices.side { sum += price * Int128(problem.sideRules[rule].limit) }
        for (row, price) in prices.cover { sum += price * Int128(row.limit) }
        for (earlier, price) in prices.stage.enumerated() where price != 0 {
            sum += price * Int128(values[earlier])
        }
        return sum
    }

    /// What units pay at least, a sum for each chunk of them: `.max` where one has no option, nil where the sum is out of
    /// range or where `isEnough` was not (then others may be missing as well).
    private func sumsOfLeast(
        _ cost: WholeOptionCost, isEnough: @escaping @Sendable (_ chunk: Int, _ sum: Int128) -> Bool = { _, _ in true }
    ) -> [Int128?] {
        if let narrow = cost.narrowed { return sumsOfLeast(priced: narrow, isEnough: isEnough) }
        return sumsOfLeast(priced: cost, isEnough: isEnough)
    }

    private func sumsOfLeast<Whole: WholeNumber>(
        priced cost: PricedOptions<Whole>, isEnough: @escaping @Sendable (_ chunk: Int, _ sum: Int128) -> Bool
    ) -> [Int128?] {
        let problem = problem, isOver = Flag()
        return Parallel.map(problem.unitCount) { units -> Int128? in
            if isOver.isSet { return nil }
            var scratch = KernelScratch<Whole>(widestOption: problem.widestOption)
            var sum: Int128 = 0
            for unit in units {
                guard let least = problem.cheapest(unit, priced: cost, &scratch) else { return .max }
                let (next, overflow) = sum.addingReportingOverflow(Int128(least))
                if overflow { return nil }
                sum = next
            }
            guard isEnough(units.lowerBound / Parallel.grain, sum) else {
                isOver.set()
                return nil
            }
            return sum
        }
    }

    /// The sum of parts: `.max` where one is, else nil where one is or the sum is out of range.
    static func total(_ parts: [Int128?]) -> Int128? {
        if parts.contains(.max) { return .max }
        var sum: Int128 = 0
        for part in parts {
            guard let part else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(part)
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    /// Bans, over the whole problem, that a path of branchings amounts to.
    func bans(_ path: [Branching]) -> [Bool] {
        guard !path.isEmpty else { return [] }
        var banned = [Bool](repeating: false, count: problem.alternativeCount)
        for step in path { for alternative in problem.excluded(by: step) { banned[alternative] = true } }
        return banned
    }

    // MARK: Folding

    /// An earlier stage's proof, of which a multiple is added to others.
    struct Fold: Sendable {
        let prices: RowPrices
        let stage: Int
        /// What it comes to, for each chunk of units; empty before `measure`.
        private(set) fileprivate var sums: [Int128?] = []

        init(prices: RowPrices, stage: Int) {
            self.prices = prices
            self.stage = stage
        }

        /// Must come before `folded`; several folds may follow one another of which only the last is ever used.
        mutating func measure(by bound: ExactBound) {
            guard sums.isEmpty else { return }
            let cost = bound.cost(of: stage, under: prices)
            sums = bound.sumsOfLeast(WholeOptionCost(cost: cost, problem: bound.problem))
        }
    }

    func adding(_ fold: Fold, times multiple: Int128, to base: RowPrices) -> RowPrices {
        var prices = base
        if multiple > 0 { prices.add(fold.prices, ofStage: fold.stage, times: multiple) }
        return prices
    }

    /// Prices plus the smallest sufficient multiple (0, or a power of two) of a fold; nil when `largest` times is not.
    func folded(
        _ base: RowPrices, _ index: Int, _ fold: Fold, upTo largest: Int128, values: [Int], path: [Branching],
        until isEnough: (Int128) -> Bool
    ) -> RowPrices? {
        guard !path.isEmpty else {
            return foldedOnFace(base, index, fold, upTo: largest, values: values, until: isEnough)
        }
        func suffices(_ multiple: Int128) -> Bool {
            let prices = adding(fold, times: multiple, to: base)
            return numerator(of: index, prices: prices, values: values, path: path).map(isEnough) ?? false
        }
        // Who may not have an option of the face pays more with every multiple.
        guard suffices(largest) else { return nil }
        var multiple = min(largest, saturation(of: base, index) / 16)
        if suffices(multiple) {
            while multiple > 0, suffices(multiple / 2) { multiple /= 2 }
        } else {
            repeat { multiple = max(1, 2 * multiple) } while multiple < largest && !suffices(multiple)
        }
        return adding(fold, times: multiple, to: base)
    }

    /// Where nothing is banned the bound rises up to what it is on the face, and so does that of each chunk of units: a
    /// multiple is enough when no chunk falls short of what it comes to under one that is, and one that is not is found
    /// out by the first that does.
    private func foldedOnFace(
        _ base: RowPrices, _ index: Int, _ fold: Fold, upTo largest: Int128, values: [Int],
        until isEnough: (Int128) -> Bool
    ) -> RowPrices? {
        func sums(
            _ multiple: Int128, isEnough: @escaping @Sendable (_ chunk: Int, _ sum: Int128) -> Bool = { _, _ in true }
        ) -> [Int128?] {
            let cost = cost(of: index, under: adding(fold, times: multiple, to: base))
            return sumsOfLeast(WholeOptionCost(cost: cost, problem: problem), isEnough: isEnough)
        }
        let most = min(largest, saturation(of: base, index))
        // Mostly less is enough. Without prices, mostly nothing is.
        for first in base.isNothing ? [most, largest] : [most / 16, most, largest] {
            // A price may be negative without a fold.
            guard let limits = limits(under: adding(fold, times: first, to: base), values: values) else { continue }
            let reached = sums(first)
            guard let sum = ExactBound.total(reached) else { return nil }
            guard isEnough(sum == .max ? .max : sum - limits) else {
                if first >= most { return nil }
                continue
            }
            var multiple = first
            while multiple > 0, self.limits(under: adding(fold, times: multiple / 2, to: base), values: values) != nil {
                let missing = first - multiple / 2
                let fewer = sums(multiple / 2) { chunk, sum in
                    guard let own = fold.sums[chunk], let most = reached[chunk] else { return false }
                    let (least, overflow) = missing.multipliedReportingOverflow(by: own)
                    return !overflow && sum >= most - least
                }
                guard !fewer.contains(nil) else { break }
                multiple /= 2
            }
            return adding(fold, times: multiple, to: base)
        }
        return nil
    }

    /// A power of two of times that a fold is to be taken for what is off the face never to pay: what it gains is no more
    /// than the spread of costs, and it loses at least 1.
    private func saturation(of base: RowPrices, _ index: Int) -> Int128 {
        1 << Int128(128 - cost(of: index, under: base).spread(in: problem).leadingZeroBitCount)
    }
}

/// Set once, by whoever comes first.
private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
}

/// The rounded-up quotient.
func ceilingDivide(_ a: Int128, by b: Int128) -> Int128 { a > 0 ? (a - 1) / b + 1 : -((-a) / b) }

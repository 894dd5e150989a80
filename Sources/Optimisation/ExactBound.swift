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
        guard !prices.hasNegative, prices.isWithinRange else { return nil }
        let banned = bans(path)
        let cost = WholeOptionCost(cost: cost(of: index, under: prices), problem: problem, banned: banned)
        guard var sum = sumOfLeast(cost) else { return nil }
        if sum == .max { return .max }
        for r in 0..<problem.resourceCount {
            if prices.upper[r] > 0 && problem.upperLimit[r] == nil { return nil }
            // The limits of what may be cancelled are in the cost of holding it.
            guard problem.holding(of: r) == nil else { continue }
            sum -= prices.upper[r] * Int128(problem.upperLimit[r] ?? 0)
            sum += prices.lower[r] * Int128(problem.lowerLimit[r])
        }
        for (rule, price) in prices.side { sum -= price * Int128(problem.sideRules[rule].limit) }
        for (row, price) in prices.cover { sum -= price * Int128(row.limit) }
        for (earlier, price) in prices.stage.enumerated() where price != 0 {
            sum -= price * Int128(values[earlier])
        }
        return sum
    }

    /// What all units pay at least; `.max` when one has no option, nil when the sum is out of range.
    private func sumOfLeast(_ cost: WholeOptionCost) -> Int128? {
        let problem = problem
        let parts = Parallel.map(problem.unitCount) { units -> Int128? in
            var scratch = KernelScratch<Int128>(widestOption: problem.widestOption)
            var sum: Int128 = 0
            for unit in units {
                guard let least = problem.cheapest(unit, cost, &scratch) else { return .max }
                let (next, overflow) = sum.addingReportingOverflow(least)
                if overflow { return nil }
                sum = next
            }
            return sum
        }
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
}

/// The rounded-up quotient.
func ceilingDivide(_ a: Int128, by b: Int128) -> Int128 { a > 0 ? (a - 1) / b + 1 : -((-a) / b) }

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
        for r in 0..<problem.resourceCount { cost.byResource[r] = prices.upper[r] - prices.lower[r] }
        cost.add(stages[index], times: prices.denominator)
        for (earlier, price) in prices.stage.enumerated() { cost.add(stages[earlier], times: price) }
        return cost
    }

    /// The bound times the denominator; `values` are those of the earlier stages. Nil when the prices prove
    /// nothing (negative, or out of range), `.max` when some unit has no option left.
    func numerator(of index: Int, prices: RowPrices, values: [Int], banned: [Bool] = []) -> Int128? {
        guard !prices.hasNegative, prices.isWithinRange else { return nil }
        let cost = WholeOptionCost(cost: cost(of: index, under: prices), problem: problem, banned: banned)
        var scratch = KernelScratch<Int128>(widestUnit: problem.widestUnit)
        var sum: Int128 = 0
        for unit in 0..<problem.unitCount {
            guard let least = problem.cheapest(unit, cost, &scratch) else { return .max }
            let (next, overflow) = sum.addingReportingOverflow(least)
            if overflow { return nil }
            sum = next
        }
        for r in 0..<problem.resourceCount {
            if prices.upper[r] > 0 {
                guard let limit = problem.upperLimit[r] else { return nil }
                sum -= prices.upper[r] * Int128(limit)
            }
            sum += prices.lower[r] * Int128(problem.lowerLimit[r])
        }
        for (earlier, price) in prices.stage.enumerated() where price != 0 {
            sum -= price * Int128(values[earlier])
        }
        return sum
    }

    /// Bans, over the whole problem, that a path of branchings amounts to.
    func bans(_ path: [Branching]) -> [Bool] {
        guard !path.isEmpty else { return [] }
        var banned = [Bool](repeating: false, count: problem.alternativeCount)
        for step in path {
            for alternative in problem.alternatives(of: step.slot) {
                let isChosen = Int(problem.original[alternative]) == step.alternative
                if step.isTaken ? !isChosen : isChosen { banned[alternative] = true }
            }
        }
        return banned
    }
}

/// One side of a branching: the slot takes the alternative (by its original number), or does not.
struct Branching: Sendable {
    var unit: Int
    var slot: Int
    var alternative: Int
    var isTaken: Bool
}

/// The rounded-up quotient.
func ceilingDivide(_ a: Int128, by b: Int128) -> Int128 { a >= 0 ? (a + b - 1) / b : -((-a) / b) }

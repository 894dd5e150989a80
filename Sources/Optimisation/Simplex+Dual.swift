// A start for many units: long steps on prices, over samples that grow.
//
// Problem. The primal simplex moves one unit a step, so from a poor start it takes several steps for each unit. With
// the right prices nearly every unit would be where it belongs at once, and there are only as many prices as rows.
//
// Idea. A dual simplex whose variables are bounded (the amounts of a unit's options add up to 1) may take *long steps*
// (Fourer 1994; Maros 2003): while a price moves, units change their key option one after another, each taking some of
// the infeasibility with it, and the step goes on until none is left. One step so moves as many units as it takes.
// Prices hardly depend on how many units there are: a sample with its share of the limits has nearly the same. So the
// steps are taken on a small sample first, and then on ever larger ones, where they only correct.
//
// Ties between costs make a dual simplex stall: a small part of each unit's weight is added to the cost meanwhile.
//
// Whatever comes out is only a start: the primal simplex goes on from it and has the last word. Steps are limited in
// number, so that a start always ends.
//
// The same steps go on from an optimum to which bans or rows were added (`resume`): it needs few of them, and the bound
// only rises, so that they can end as soon as it is known to be too high.
extension Simplex {
    /// Replaces basis and keys by (nearly) optimal ones, where that pays.
    mutating func startFromPrices(control: SolveControl) {
        guard !hasBans else { return }
        refactor()
        guard isFarFromOptimal() else { return }
        if startFromFlow() { return }
        guard openUnits.count >= max(1, longStepsFrom * rows.count) else { return }
        keys = roundedSelection()
        resetBasis()
        loosen(true)
        let limits = rows.map(\.limit), loads = keyLoads, stage = objective
        var strides = [1]
        while openUnits.count / (strides.last! * 8) >= max(2, longStepsFrom * rows.count / 4) {
            strides.append(strides.last! * 8)
        }
        objective = stage.withTiesBroken
        var search = DualSearch(&self)
        var isDone = false
        for stride in strides.reversed() {
            // Units outside the sample stay where they are; what is left of a limit is shared out evenly.
            for row in rows.indices { rows[row].limit = loads[row] + (limits[row] - loads[row]) / stride }
            var sample = Swift.stride(from: 0, to: openUnits.count, by: stride).map { openUnits[$0] }
            // A room is held for everybody, not for a sample.
            if stride > 1 { sample.removeAll { problem.isHoldingUnit(Int($0)) } }
            // The smallest sample is done in no time, and there should be some prices to place people by.
            isDone =
                search.run(
                    &self, sample: sample, steps: 40 * rows.count + 200,
                    control: stride == strides.last! && stride > 1 && !control.isAllOrNothing ? .unlimited : control)
                == .optimal
            if isDone { roughPrices = FloatRowPrices(self).scaled(by: 1 / Double(stage.tieScale)) }
        }
        for row in rows.indices { rows[row].limit = limits[row] }
        objective = stage
        guard !isDone else { return }
        // Amounts outside 0 to 1 are what the first phase of the primal simplex cannot mend.
        keys = roundedSelection()
        resetBasis()
    }

    /// Goes on from a basis that was optimal until there were more rows or bans. Whatever it does not reach is left to the
    /// primal simplex.
    mutating func resume(steps: Int? = nil, below bar: Double, control: SolveControl) -> DualSearch.End {
        guard infeasibility() > 1e-9 else { return .stopped }
        let most = shiftUnused()
        var search = DualSearch(&self)
        // No option is dearer by more than the shifts of all its alternatives.
        let end = search.run(
            &self, sample: openUnits, steps: steps ?? 4 * rows.count + 100,
            below: bar + most * Double(width * openUnits.count), control: control)
        shifts = []
        return end
    }

    /// About what the optimum becomes on one side of a branching, after a few steps; nil where that side has nothing below
    /// `bar`.
    func value(after branching: Branching, steps: Int, below bar: Double) -> Double? {
        var trial = self
        _ = trial.ban(branching)
        trial.loosen(true)
        trial.recomputeValues()
        switch trial.resume(steps: steps, below: bar, control: control) {
        case .dear, .infeasible: return nil
        case .optimal, .stopped: return trial.objectiveValue()
        }
    }

    /// Makes all alternatives that are not in use dearer by next to nothing, each by another amount: most options cost the
    /// same as others, and a step that changes no price leads nowhere. Returns the largest amount. Reduced costs of what is
    /// in use stay 0, and the others do not fall.
    private mutating func shiftUnused() -> Double {
        // Weights are different as they are.
        guard objective.weightFactor == 0 else { return 0 }
        let most = max(4e-6, largestCost * 1e-9)
        var differences = TieBreaks()
        shifts = (0..<problem.alternativeCount).map { _ in most * (0.5 + differences.next() / 2) }
        for alternative in keys where alternative >= 0 { shifts[Int(alternative)] = 0 }
        for alternative in basicOptions where alternative >= 0 { shifts[Int(alternative)] = 0 }
        return most
    }

    /// In a problem that is a flow over resources: an optimal basis at once.
    private mutating func startFromFlow() -> Bool {
        guard var flow = Transportation(self), flow.run() else { return false }
        keys = flow.place
        resetBasis()
        for option in flow.basis() {
            let row = option.isLower ? lowerRow[option.resource] : upperRow[option.resource]
            guard row >= 0 else { continue }
            head[row] = Int32(option.unit)
            basicOptions[row] = Int32(option.alternative)
            isSlackBasic[row] = false
        }
        return true
    }

    /// Whether more than a few units of a sample would rather have another option under the prices of the basis.
    private mutating func isFarFromOptimal() -> Bool {
        if infeasibility() > 1 { return true }
        computePrices(.cost)
        let stride = max(1, openUnits.count / 1000)
        var looked = 0, restless = 0
        for place in Swift.stride(from: 0, to: openUnits.count, by: stride) {
            looked += 1
            if let reducedCost = reducedCost(Int(openUnits[place]), .cost), reducedCost < -costTolerance {
                restless += 1
            }
        }
        return restless * 100 > looked
    }

    /// A vector over rows, as what it adds to the cost of an option.
    func rowCost(_ vector: [Double]) -> FloatCost {
        var cost = FloatCost(StageCost(), resourceCount: problem.resourceCount)
        addRows(vector, to: &cost)
        return cost
    }
}

extension StageCost {
    /// How many times over the cost is taken when ties are broken; 1 where they are not.
    var tieScale: Int {
        guard weightFactor == 0 else { return 1 }
        let largest = (byTotalLevel + byLabel).reduce(1) { max($0, abs($1)) }
        // Weights are below 2^32: so little that they decide ties alone, or nothing at all.
        let scale = min(1 << 37, (1 << 60) / largest)
        return scale >= 1 << 34 ? scale : 1
    }

    /// The same cost many times over, plus the weights: ties are broken, nothing else is.
    var withTiesBroken: StageCost {
        let scale = tieScale
        guard scale > 1 else { return self }
        return StageCost(
            byTotalLevel: byTotalLevel.map { $0 * scale }, byLabel: byLabel.map { $0 * scale }, weightFactor: 1)
    }
}

/// Turns what the simplex proposes into proofs in whole numbers, and keeps account of them.
///
/// A stage solved on a face is proven over the whole problem by folding: to its own prices is added a multiple M of
/// the prices that proved the last gapless stage before it. Under those every option off the face costs at least one
/// unit more than the best, so some M makes it never worth taking; the bound can only rise with M, up to the value on
/// the face, and the smallest power of two that does it is taken. Folding once more with M + 1 keeps *only* the face
/// at no reduced cost: that is what the next stage starts from.
struct StageProver {
    let bound: ExactBound
    private(set) var results: [StageResult] = []
    private var values: [Int] = []
    /// The prices, already folded, of the last stage proven without a gap.
    private var fold: ExactBound.Fold?
    private var exact: [Bool] = []
    /// The last are for prices that say "no solution", which are large themselves.
    private let largestFolds: [Int128] = [1 << 44, 1 << 54, 1 << 64]

    init(problem: AssignmentProblem, stages: [StageCost]) {
        bound = ExactBound(problem: problem, stages: stages)
    }

    private var noPrices: FloatRowPrices {
        FloatRowPrices(resourceCount: bound.problem.resourceCount, stageCount: bound.stages.count)
    }

    func isExact(_ index: Int) -> Bool { exact[index] }

    /// Whether a row's limit must be met with equality on the present face.
    func isFull(_ kind: LinearRow.Kind) -> Bool {
        guard let fold else { return false }
        return switch kind {
        case .upper(let resource): fold.prices.upper[resource] > 0
        case .lower(let resource): fold.prices.lower[resource] > 0
        case .stage(let stage): fold.prices.stage[stage] > 0
        case .side(let rule): (fold.prices.side[rule] ?? 0) > 0
        case .cover(let row): (fold.prices.cover[row] ?? 0) > 0
        case .attendance(let row): (fold.prices.attendance[row] ?? 0) > 0
        }
    }

    /// Whether a selection, by original numbers, is no worse in any stage so far.
    func keepsStages(_ selection: [Int32], width: Int) -> Bool {
        let tally = SelectionTally(selection, width: width, in: bound.problem)
        return zip(bound.stages, values).allSatisfy { tally.value(of: $0) <= $1 }
    }

    // MARK: Proofs

    /// Proves a stage whose value needs no new prices, if it does not.
    mutating func proveWithoutPrices(_ index: Int, value: Int) -> Bool {
        // Where nothing costs less than 0, nothing can be better than 0.
        let isLeast = value == 0 && bound.stages[index].isNeverNegative
        let none = RowPrices(noPrices, denominator: 1)
        if !isLeast { fold?.measure(by: bound) }
        guard let proof = isLeast ? none : exactProof(index, noPrices, value: value) else { return false }
        record(index, value: value, bound: value, .leaf(proof))
        remember(proof, index)
        return true
    }

    /// Proves a stage from a finished search, as well as it can be done.
    mutating func prove(_ index: Int, value: Int, tree: SearchTree) {
        fold?.measure(by: bound)
        if case .leaf(let prices, isInfeasible: false) = tree,
            let proof = exactProof(index, prices, value: value)
        {
            record(index, value: value, bound: value, .leaf(proof))
            remember(proof, index)
            return
        }
        let (proof, reached) = prove(index, value: value, tree, path: [])
        record(index, value: value, bound: min(value, reached), proof)
        exact.append(false)
    }

    /// Records a stage that was not worked on, with a bound that costs little: of no prices, or of rough ones.
    mutating func giveUp(_ index: Int, value: Int, roughPrices: FloatRowPrices?) {
        fold?.measure(by: bound)
        let candidates = [noPrices] + (roughPrices.map { [$0] } ?? [])
        let proofs = candidates.map { roundedProof(index, $0, value: value, path: [], isInfeasible: false) }
        let (prices, reached) = proofs.max { $0.1 < $1.1 }!
        record(index, value: value, bound: min(value, reached), .leaf(prices))
        exact.append(false)
    }

    private mutating func record(_ index: Int, value: Int, bound: Int, _ proof: ProofTree) {
        precondition(index == results.count, "stages are proven in order")
        results.append(StageResult(value: value, bound: bound, proof: proof))
        values.append(value)
    }

    private func prove(
        _ index: Int, value: Int, _ tree: SearchTree, path: [Branching]
    ) -> (ProofTree, Int) {
        switch tree {
        case .open:
            let (prices, reached) = roundedProof(
                index, noPrices, value: value, path: path, isInfeasible: false)
            return (.leaf(prices), reached)
        case .leaf(let prices, let isInfeasible):
            let (proof, reached) = roundedProof(
                index, prices, value: value, path: path, isInfeasible: isInfeasible)
            return (.leaf(proof), reached)
        case .proven(let proof): return (.leaf(proof.prices), proof.reached)
        case .branch(let branch, let first, let second):
            let (a, aBound) = prove(index, value: value, first, path: path + [branch])
            let (b, bBound) = prove(index, value: value, second, path: path + [branch.otherSide])
            return (ProofTree(branch, a, b), min(aBound, bBound))
        }
    }

    /// Prices whose bound is the value itself, without rounding; nil when none are found.
    private func exactProof(_ index: Int, _ prices: FloatRowPrices, value: Int) -> RowPrices? {
        for denominator in prices.denominators() where denominator <= 60 {
            let base = RowPrices(prices, denominator: denominator)
            let target = Int128(value) * denominator
            if let folded = folded(base, index, until: { $0 >= target }) { return folded }
        }
        return nil
    }

    /// Adds the smallest sufficient multiple of the fold; nil when none is.
    private func folded(
        _ base: RowPrices, _ index: Int, path: [Branching] = [], until isEnough: (Int128) -> Bool
    ) -> RowPrices? {
        guard let fold else {
            let numerator = bound.numerator(of: index, prices: base, values: values, path: path)
            return numerator.map(isEnough) ?? false ? base : nil
        }
        // Where the largest in range is not enough, none is.
        guard let most = largestFold(on: base, fold) else { return nil }
        return bound.folded(base, index, fold, upTo: most, values: values, path: path, until: isEnough)
    }

    /// With the largest multiple of the fold that stays in range: the bound only rises with it.
    private func strongest(_ base: RowPrices) -> RowPrices {
        guard let fold, let most = largestFold(on: base, fold) else { return base }
        return bound.adding(fold, times: most, to: base)
    }

    private func largestFold(on base: RowPrices, _ fold: ExactBound.Fold) -> Int128? {
        largestFolds.last { bound.adding(fold, times: $0, to: base).isWithinRange }
    }

    /// The best prices found at a leaf, and the whole number that they prove nothing is below; `Int.max` where
    /// nothing is left at all.
    private func roundedProof(
        _ index: Int, _ prices: FloatRowPrices, value: Int, path: [Branching], isInfeasible: Bool
    ) -> (RowPrices, Int) {
        var best = RowPrices(noPrices, denominator: 1)
        var bestBound = Int.min
        func reached(by candidate: RowPrices) -> Int? {
            bound.numerator(of: index, prices: candidate, values: values, path: path).map {
                $0 == .max ? Int.max : Int(clamping: ceilingDivide($0, by: candidate.denominator))
            }
        }
        for (denominator, scale) in prices.denominators().flatMap({ d in
            (isInfeasible ? scales : [1]).map { (d, $0) }
        }) {
            var base = RowPrices(prices, denominator: denominator)
            if isInfeasible { base = base.asRay(times: scale) }
            let own = base.denominator
            let candidate =
                folded(base, index, path: path) { ceilingDivide($0, by: own) >= Int128(value) }
                ?? strongest(base)
            guard let reached = reached(by: candidate) else { continue }
            if reached > bestBound {
                best = candidate
                bestBound = reached
            }
            if bestBound >= value { break }
        }
        guard bestBound < value else { return (best, bestBound) }
        // Where none of them is in range, or a search was stopped on its way, no prices at all may prove more.
        let none = strongest(RowPrices(noPrices, denominator: 1))
        guard let reached = reached(by: none), reached > bestBound else { return (best, bestBound) }
        return (none, reached)
    }

    private let scales: [Int128] = [1, 1 << 4, 1 << 10, 1 << 20, 1 << 34, 1 << 44]

    /// What circles prove at a node of the search of a stage.
    func prove(_ index: Int, _ prices: FloatRowPrices, path: [Branching], with circles: inout CircleBound)
        -> (proof: CircleBound.Proof, selections: [[[Int]]])?
    {
        circles.prove(index, prices, values: values, path: path) { strongest($0) }
    }

    // MARK: The face

    /// Keeps a gapless proof as the start of the next, with the fold strict.
    private mutating func remember(_ proof: RowPrices, _ index: Int) {
        var strict = proof
        if let fold { strict.add(fold.prices, ofStage: fold.stage, times: 1) }
        fold = ExactBound.Fold(prices: strict, stage: index)
        exact.append(true)
    }

    /// The problem with only the alternatives that some option of no reduced cost uses.
    func face(of problem: AssignmentProblem) -> (AssignmentProblem, Face)? {
        guard let fold else { return nil }
        let whole = bound.cost(of: fold.stage, under: fold.prices)
        let (smaller, minimum, isRestricted) =
            whole.narrowed(in: problem).map { StageProver.face(of: problem, $0) }
            ?? StageProver.face(of: problem, whole)
        return (smaller, Face(earlier: whole, in: smaller, minimum: minimum, isRestricted: isRestricted))
    }

    private static func face<Whole: WholeNumber>(
        of problem: AssignmentProblem, _ cost: OptionPrices<Whole>
    ) -> (problem: AssignmentProblem, minimum: [Int128], isRestricted: [Bool]) {
        let parts = Parallel.map(problem.unitCount) { units in
            var search = FaceSearch(problem: problem, cost: cost)
            return search.face(of: units)
        }
        let smaller = problem.joined(parts.map(\.problem)), minimum = parts.flatMap(\.minimum)
        let restricted = Parallel.map(smaller.unitCount) { units in
            var search = FaceSearch(problem: smaller, cost: cost)
            return units.map { smaller.isOpen($0) && search.most(of: $0) != minimum[$0] }
        }
        return (smaller, minimum.map { Int128($0) }, Array(restricted.joined()))
    }
}

extension ProofTree {
    init(_ branch: Branching, _ first: ProofTree, _ second: ProofTree) {
        switch branch {
        case .place(let unit, let person, let round, let resource, let isTaken):
            self = .place(
                unit: unit, person: person, round: round, resource: resource, taken: isTaken ? first : second,
                left: isTaken ? second : first)
        case .resource(let resource, let isHeld):
            self = .resource(resource, held: isHeld ? first : second, cancelled: isHeld ? second : first)
        }
    }
}

extension RowPrices {
    /// Prices that say "no solution" do so at any scale: as a proof that the cost is large, take them many times.
    func asRay(times scale: Int128) -> RowPrices {
        var ray = self
        for r in ray.upper.indices {
            ray.upper[r] *= scale
            ray.lower[r] *= scale
        }
        for s in ray.stage.indices { ray.stage[s] *= scale }
        ray.side = ray.side.mapValues { $0 * scale }
        ray.cover = ray.cover.mapValues { $0 * scale }
        ray.attendance = ray.attendance.mapValues { $0 * scale }
        ray.denominator = 1
        return ray
    }
}

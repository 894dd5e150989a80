/// What a search of a stage asks about its nodes where circles may prove more than the relaxation does.
struct NodeProver {
    let prover: StageProver
    let stage: Int
    var circles: CircleBound
    /// A selection that keeps all rows, as `Simplex.keys` but by original numbers.
    let incumbent: [Int32]
    /// Whether circles proved hardly more than the relaxation at the root: then they are not asked at other nodes, which is
    /// quicker.
    private var isIdle = false

    init(prover: StageProver, stage: Int, circles: CircleBound, incumbent: [Int32]) {
        self.prover = prover
        self.stage = stage
        self.circles = circles
        self.incumbent = incumbent
    }

    /// Nil where circles have nothing to add to a relaxation with these prices.
    mutating func prove(_ prices: FloatRowPrices, _ path: [Branching]) -> CircleBound.Proof? {
        guard !isIdle, circles.matters(at: prices) else { return nil }
        return prover.prove(stage, prices, path: path, with: &circles)?.proof
    }

    mutating func isCheckable(_ proof: CircleBound.Proof, _ path: [Branching]) -> Bool {
        circles.isCheckable(proof, stage, path: path)
    }

    /// The same before any branching, with what is cheapest for each block.
    mutating func search(_ prices: FloatRowPrices) -> (proof: CircleBound.Proof, selections: [[[Int]]])? {
        prover.prove(stage, prices, path: [], with: &circles)
    }

    /// The same of the root, at the optimum of its relaxation: with the best prices for circles, and maybe a selection that
    /// is better than the best so far.
    mutating func proveRoot(
        _ simplex: Simplex, _ prices: FloatRowPrices, best: Int, control: SolveControl
    ) -> CircleMaster.Result? {
        guard let proof = prove(prices, []) else { return nil }
        var result = CircleMaster.Result(proof: proof)
        let relaxation = simplex.objectiveValue()
        isIdle = proof.value - relaxation <= 0.01 * (Double(best) - relaxation)
        // Loads of columns are small numbers, which weights are not.
        guard !isIdle, proof.reached < best,
            simplex.stageRows.allSatisfy({ simplex.stages[$0.stage].weightFactor == 0 })
        else { return result }
        var master = CircleMaster(simplex, prices, self, control: control)
        let found = master.run(&self, target: best)
        if let better = found.proof, better.reached > proof.reached { result.proof = better }
        if let selection = found.selection, prover.keepsStages(selection, width: simplex.width) {
            result.selection = selection
        }
        return result
    }
}

/// How the search for any selection at all ended.
public enum AnySelection: Sendable {
    /// One option per unit.
    case found([[Int]])
    case none
    /// The time was up before it was known.
    case stopped
}

extension StagedSolver {
    /// Any selection that keeps all limits. Unlike `solve`, this gives up when it is told to.
    ///
    /// Which one does not matter, but a relaxation that is free to mix everything does: it comes to rest where many units
    /// are in halves, and each needs a branching. So the weights are looked at: with hardly a tie among them, little is mixed,
    /// and a first selection is spread over the resources.
    public func findAny(control: SolveControl) -> AnySelection {
        var control = control
        control.isAllOrNothing = true
        let free = StagedSolver(problem: given, stages: [], guide: spreading, start: start)
        return StagedSearch(solver: free, control: control).findAny()
    }
}

private let spreading = StageCost(weightFactor: 1)

extension StagedSearch {
    fileprivate consuming func findAny() -> AnySelection {
        guard solver.problem.everyUnitHasAnOption() else { return .none }
        if simplex.keepsAll() { return .found(options(simplex.keys)) }
        var search = BranchAndBound(stage: spreading, control: control, accepts: .first)
        _ = search.run(&simplex)
        if let best = search.best { return .found(options(best)) }
        return search.wasInterrupted ? .stopped : .none
    }

    private func options(_ selection: [Int32]) -> [[Int]] {
        (0..<solver.given.unitCount).map { unit in
            Simplex.option(in: selection, at: unit * simplex.width, width: simplex.width)
        }
    }
}

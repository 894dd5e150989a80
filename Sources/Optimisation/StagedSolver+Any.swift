/// How the search for any selection at all ended.
public enum AnySelection: Sendable {
    /// One option per unit.
    case found([[Int]])
    case none
    /// The time was up before it was known.
    case stopped
}

extension StagedSolver {
    /// Any selection that keeps all limits, its cost not looked at. Unlike `solve`, this gives up when it is told to.
    public func findAny(control: SolveControl) -> AnySelection {
        let free = StagedSolver(problem: given, stages: [], guide: StageCost(), start: start)
        return StagedSearch(solver: free, control: control).findAny()
    }
}

extension StagedSearch {
    fileprivate consuming func findAny() -> AnySelection {
        guard solver.problem.everyUnitHasAnOption() else { return .none }
        if simplex.keepsAll() { return .found(options(simplex.keys)) }
        var search = BranchAndBound(stage: StageCost(), control: control, accepts: .first)
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

/// What the solver found, apart from why it stopped.
public struct StagedResult: Sendable {
    /// Per unit the chosen alternatives, by original numbers.
    public var selection: [[Int]]
    public var stages: [StageResult]
    public var counters: SolverCounters
}

/// One stage, as a cost to minimise.
public struct StageResult: Sendable {
    public var value: Int
    /// No selection that keeps the earlier stages has less.
    public var bound: Int
    public var proof: ProofTree
}

/// Why the solver stopped, with what it has.
public enum StagedOutcome: Sendable {
    /// Every stage is proven.
    case optimal(StagedResult)
    /// Stopped early; the last stages may have a gap.
    case interrupted(StagedResult)
    /// No selection keeps all rows.
    case infeasible
    /// Stopped before a selection was found that keeps all rows: there may be none.
    case stopped
}

/// A proof: prices at the leaves of a tree of branchings.
public indirect enum ProofTree: Sendable {
    case leaf(RowPrices)
    /// A person of a unit is at the resource in the round, or is not.
    case place(unit: Int, person: Int, round: Int, resource: Int, taken: ProofTree, left: ProofTree)
    /// A cancellable resource is held, keeping its lower limit, or has no users.
    case resource(Int, held: ProofTree, cancelled: ProofTree)
}

/// Work done, in counts that are the same on every machine.
public struct SolverCounters: Sendable {
    public var pivots = 0
    public var priced = 0
    public var refactorisations = 0
    public var nodes = 0
    /// Linear programmes solved.
    public var relaxations = 0
}

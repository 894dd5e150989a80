// Work of several solves taken together.
extension SolverCounters {
    /// No work at all.
    public static var none: SolverCounters { SolverCounters() }

    public mutating func add(_ other: SolverCounters) {
        pivots += other.pivots
        priced += other.priced
        refactorisations += other.refactorisations
        nodes += other.nodes
        relaxations += other.relaxations
    }
}

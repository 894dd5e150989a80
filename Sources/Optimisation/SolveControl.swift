/// Why and when a solve stops early. Asked often, so both questions must be quick to answer.
public struct SolveControl: Sendable {
    /// When to stop with the best so far; nil for no limit.
    public var deadline: ContinuousClock.Instant?
    /// Whether somebody asked for a stop.
    public var isCancelled: @Sendable () -> Bool
    /// Whether only the proven optimum is of use: then a solve that is told to stop gives up at once, without anything to
    /// show.
    public var isAllOrNothing = false
    /// Told after each stage: how many of how many stages are done.
    public var progress: @Sendable (_ done: Int, _ of: Int) -> Void

    public init(
        deadline: ContinuousClock.Instant? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        self.deadline = deadline
        self.isCancelled = isCancelled
        self.progress = progress
    }

    public static let unlimited = SolveControl()

    public var shouldStop: Bool {
        if isCancelled() { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }
}

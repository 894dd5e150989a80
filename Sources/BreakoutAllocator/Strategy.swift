import BreakoutModel
import Optimisation

/// A method that makes an allocation. Each is one file and one line in `StrategyRegistry`.
public protocol Strategy: Sendable {
    /// As on the command line: lower case with hyphens.
    var name: String { get }
    /// One line for help and tables.
    var summary: Bilingual { get }
    func allocate(_ request: AllocationRequest) -> AllocationOutcome
}

/// What a strategy is given.
public struct AllocationRequest: Sendable {
    public let event: Event
    public let rules: RuleBook
    public let objective: Objective
    public let seed: UInt64
    public let control: SolveControl

    public init(
        event: Event, rules: RuleBook, objective: Objective, seed: UInt64, control: SolveControl = .unlimited
    ) {
        self.event = event
        self.rules = rules
        self.objective = objective
        self.seed = seed
        self.control = control
    }
}

/// What a strategy gives back. No solution is an outcome, not an error.
public enum AllocationOutcome: Sendable {
    case allocated(SolvedAllocation)
    case impossible
}

/// An allocation with what is known about it.
public struct SolvedAllocation: Sendable {
    public var allocation: Allocation
    /// Empty for a strategy that proves nothing.
    public var stages: [StageSummary]
    public var certificate: Certificate?
    public var counters: SolverCounters

    public init(
        allocation: Allocation, stages: [StageSummary], certificate: Certificate?, counters: SolverCounters
    ) {
        self.allocation = allocation
        self.stages = stages
        self.certificate = certificate
        self.counters = counters
    }

    /// The rules as they are for this allocation: without the sessions that it cancels.
    public func rules(of event: Event) -> RuleBook {
        let counts = allocation.headcounts(sessionCount: event.sessions.count)
        let cancelled = event.sessions.indices.filter { event.sessions[$0].cancellable && counts[$0] == 0 }
        return RuleBook(event, cancelled: Set(cancelled.map { SessionIndex($0) }))
    }

    public var isOptimal: Bool { certificate != nil && stages.allSatisfy(\.proven) }
}

/// All strategies, in the order of help and tables.
public enum StrategyRegistry {
    public static let all: [any Strategy] = [
        ExactStrategy()
    ]

    public static func strategy(named name: String) -> (any Strategy)? { all.first { $0.name == name } }
}

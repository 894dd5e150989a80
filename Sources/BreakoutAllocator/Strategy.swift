import BreakoutModel
import Optimisation

/// A method that makes an allocation. Each is one file and one line in `StrategyRegistry`.
public protocol Strategy: Sendable {
    /// As on the command line: lower case with hyphens.
    var name: String { get }
    /// One line for help and tables.
    var summary: Bilingual { get }
    /// What it promises beside the rules, which every strategy keeps.
    var traits: StrategyTraits { get }
    func allocate(_ request: AllocationRequest) -> AllocationOutcome
    /// Whether it can leave people without a place, as few as possible.
    var canLeaveUnplaced: Bool { get }
}

extension Strategy {
    public var canLeaveUnplaced: Bool { false }
}

/// What a strategy promises beside the rules, and what it cannot respect; shown in help, tables and on the page.
public struct StrategyTraits: Sendable {
    /// Whether it makes the objective of the request best, or at least better; if not, it has an aim of its own.
    public var followsObjective: Bool
    /// Whether another seed may give another allocation.
    public var usesDraw: Bool
    /// Whether it weighs all rounds together, so that a loss in one can be made good in another.
    public var weighsRounds: Bool
    /// Whether in an event of one round, without people who stay together and without sessions that may be cancelled,
    /// nobody can gain by handing in another ranking than their own.
    public var isTruthful: Bool
    /// What it cannot respect, where there is something of its own to say.
    public var limit: Bilingual?

    public init(
        followsObjective: Bool = false, usesDraw: Bool = true, weighsRounds: Bool = false, isTruthful: Bool = false,
        limit: Bilingual? = nil
    ) {
        self.followsObjective = followsObjective
        self.usesDraw = usesDraw
        self.weighsRounds = weighsRounds
        self.isTruthful = isTruthful
        self.limit = limit
    }
}

/// What a strategy did, in counts that are the same on every machine.
public struct StrategyCounters: Sendable {
    /// Wishes that were looked at.
    public var attempts = 0
    /// Moves of somebody from one session to another, on the way.
    public var moves = 0
    /// Times that the exact engine was asked whether the rest can still be seated.
    public var completions = 0
    public var solver = SolverCounters.none

    public init() {}
}

extension StrategyTraits {
    /// All that it cannot respect: an objective that was asked for, the rounds taken together, and what is its own.
    public var limits: [Bilingual] {
        var limits: [Bilingual] = []
        if !followsObjective {
            limits.append(
                Bilingual(
                    en: "does not follow the objective: it has an aim of its own",
                    nl: "volgt het gekozen doel niet: het heeft een eigen doel"))
        }
        if !weighsRounds {
            limits.append(
                Bilingual(
                    en: "does not weigh the rounds together", nl: "weegt de rondes niet samen"))
        }
        return limits + (limit.map { [$0] } ?? [])
    }
}

/// What a strategy is given.
public struct AllocationRequest: Sendable {
    public let event: Event
    public let rules: RuleBook
    public let objective: Objective
    public let seed: UInt64
    public let control: SolveControl
    /// An allocation of the same attendees and sessions that may be near the answer; it need not keep the rules, and
    /// makes no difference to the answer of an exact strategy, only to how soon it is there.
    public let start: Allocation?
    /// Whether people may be left without a place; as few as possible are.
    public let allowsUnplaced: Bool

    public init(
        event: Event, rules: RuleBook, objective: Objective, seed: UInt64, control: SolveControl = .unlimited,
        start: Allocation? = nil, allowsUnplaced: Bool = false
    ) {
        self.start = start
        self.allowsUnplaced = allowsUnplaced
        self.event = event
        self.rules = rules
        self.objective = objective
        self.seed = seed
        self.control = control
    }
}

extension AllocationRequest {
    /// The same, with people left without a place where there is no other way.
    public var leavingOut: AllocationRequest {
        AllocationRequest(
            event: event, rules: rules, objective: objective, seed: seed, control: control, allowsUnplaced: true)
    }
}

/// What a strategy gives back. No solution is an outcome, not an error.
public enum AllocationOutcome: Sendable {
    case allocated(SolvedAllocation)
    case impossible
    /// The time was up before an allocation was found; whether there is any is not known.
    case stopped
}

/// An allocation with what is known about it.
public struct SolvedAllocation: Sendable {
    public var allocation: Allocation
    /// Empty for a strategy that proves nothing.
    public var stages: [StageSummary]
    public var certificate: Certificate?
    public var counters: SolverCounters
    public var effort: StrategyCounters

    public init(
        allocation: Allocation, stages: [StageSummary], certificate: Certificate?, counters: SolverCounters,
        effort: StrategyCounters = StrategyCounters()
    ) {
        self.allocation = allocation
        self.stages = stages
        self.certificate = certificate
        self.counters = counters
        self.effort = effort
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
        ExactStrategy(),
        MinCostFlow(),
        RoundsWithCompensation(),
        LocalSearch(),
        ProbabilisticSerial(),
        SerialDictatorship(),
        Snake(),
        DeferredAcceptance(),
        ImmediateAcceptance(),
        GreedyByScarcity(),
        FirstComeFirstServed(),
    ]

    public static func strategy(named name: String) -> (any Strategy)? { all.first { $0.name == name } }
}

/// What `--json` prints and `summary.json` holds.
public struct Summary: Sendable, Codable {
    public enum Status: String, Sendable, Codable {
        /// All stages are proven.
        case optimal
        /// Stopped early, or made by a strategy that proves nothing.
        case feasible
        case infeasible
    }

    public var event: String
    public var objective: Objective
    public var strategy: String
    public var seed: UInt64
    public var status: Status
    public var attendees: Int
    public var rounds: [RoundSummary]
    public var regret: RegretSummary
    public var stages: [StageSummary]
    /// Published placements that were moved; 0 unless this was a rerun.
    public var moved: Int
    /// Whether the independent verifier accepted the allocation and its certificate.
    public var verified: Bool
    public var seconds: Seconds
    public var fairness: FairnessSummary
    /// Warnings that the organiser should know, in the language of the run.
    public var warnings: [String]
    /// What the strategy cannot respect, in the language of the run; nil where there is nothing to say.
    public var strategyLimits: [String]?
    /// How late sign-ups would fare, per round; nil where nobody worked it out.
    public var lateRoom: [LateRoom]?
    /// Seats that were kept back for late sign-ups; only of a first allocation of an event that asks for a reserve.
    public var keptBack: [SeatsKeptBack]?
    /// Only of a rerun.
    public var rerun: RerunSummary?

    public init(
        event: String, objective: Objective, strategy: String, seed: UInt64, status: Status, attendees: Int,
        rounds: [RoundSummary], regret: RegretSummary, stages: [StageSummary], moved: Int, verified: Bool,
        seconds: Seconds, fairness: FairnessSummary, warnings: [String],
        lateRoom: [LateRoom]? = nil, keptBack: [SeatsKeptBack]? = nil, rerun: RerunSummary? = nil
    ) {
        self.event = event
        self.objective = objective
        self.strategy = strategy
        self.seed = seed
        self.status = status
        self.attendees = attendees
        self.rounds = rounds
        self.regret = regret
        self.stages = stages
        self.moved = moved
        self.verified = verified
        self.seconds = seconds
        self.fairness = fairness
        self.warnings = warnings
        self.lateRoom = lateRoom
        self.keptBack = keptBack
        self.rerun = rerun
    }
}

/// One round in numbers. `choosing + onDuty + noPreference + excused + absent` is the number of attendees.
public struct RoundSummary: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var round: Int
    public var placed: Int
    public var choosing: Int
    /// `profile[k]`: choosing attendees who received a ranked session with regret k. Without trailing zeros.
    public var profile: [Int]
    /// Choosing attendees who received a session that they did not rank.
    public var unlisted: Int
    public var onDuty: Int
    public var noPreference: Int
    public var excused: Int
    public var absent: Int
    public var totalRegret: Int
    /// People who should have a place in the round and have none; nil (and not written) where there are none.
    public var unplaced: Int?

    public init(
        round: Int, placed: Int, choosing: Int, profile: [Int], unlisted: Int, onDuty: Int, noPreference: Int,
        excused: Int, absent: Int, totalRegret: Int
    ) {
        self.round = round
        self.placed = placed
        self.choosing = choosing
        self.profile = profile
        self.unlisted = unlisted
        self.onDuty = onDuty
        self.noPreference = noPreference
        self.excused = excused
        self.absent = absent
        self.totalRegret = totalRegret
    }
}

/// Total regrets, over the attendees who choose in at least one round.
public struct RegretSummary: Hashable, Sendable, Codable {
    /// `profile[k]`: attendees with total regret k. Without trailing zeros.
    public var profile: [Int]
    public var total: Int
    public var sumOfSquares: Int
    public var worst: Int

    public init(profile: [Int], total: Int, sumOfSquares: Int, worst: Int) {
        self.profile = profile
        self.total = total
        self.sumOfSquares = sumOfSquares
        self.worst = worst
    }
}

/// One stage: what was reached and what is proven about it.
public struct StageSummary: Hashable, Sendable, Codable {
    public var name: String
    public var sense: Stage.Sense
    public var value: Int
    public var bound: Int
    /// `value == bound`.
    public var proven: Bool

    public init(name: String, sense: Stage.Sense, value: Int, bound: Int) {
        self.name = name
        self.sense = sense
        self.value = value
        self.bound = bound
        self.proven = value == bound
    }
}

/// Seconds on the wall, by part of the work.
public struct Seconds: Hashable, Sendable, Codable {
    public var read: Double
    public var solve: Double
    public var write: Double
    /// From the start of solving to the end of each stage, in order; nil where the strategy has no stages.
    public var stages: [Double]?
    /// The same in seconds of work of all processors.
    public var stagesProcessor: [Double]?

    public init(
        read: Double, solve: Double, write: Double, stages: [Double]? = nil, stagesProcessor: [Double]? = nil
    ) {
        self.read = read
        self.solve = solve
        self.write = write
        self.stages = stages
        self.stagesProcessor = stagesProcessor
    }
}

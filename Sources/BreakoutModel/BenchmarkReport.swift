/// What `breakouts benchmark` measured: the contents of `benchmark.json`.
///
/// Everything but times and memory is the same on every machine, from the seeds. Numbers of an allocation are means
/// over the draws (`BenchmarkResult.draws` seeds, counted up from the event's own), unless said otherwise.
public struct BenchmarkReport: Sendable, Codable {
    public static let format = "breakouts benchmark 1"

    public var format: String
    /// Of breakouts.
    public var version: String
    /// The commit of the repository that the command was started in, where there is one.
    public var commit: String?
    public var machine: BenchmarkMachine
    /// Draws asked for.
    public var repeats: Int
    /// Seconds on the wall that one solve might take.
    public var timeLimit: Double?
    public var instances: [BenchmarkInstance]
    public var contenders: [BenchmarkContender]
    /// By instance, then by contender.
    public var results: [BenchmarkResult]

    public init(
        version: String, commit: String?, machine: BenchmarkMachine, repeats: Int, timeLimit: Double? = nil,
        instances: [BenchmarkInstance], contenders: [BenchmarkContender], results: [BenchmarkResult]
    ) {
        format = BenchmarkReport.format
        self.version = version
        self.commit = commit
        self.machine = machine
        self.repeats = repeats
        self.timeLimit = timeLimit
        self.instances = instances
        self.contenders = contenders
        self.results = results
    }

    /// The instance that sentences and pictures are about: the largest event that was given, or else the first made up;
    /// of those that have an allocation, where any has.
    public var main: BenchmarkInstance? {
        let allocated = instances.filter { results(of: $0).contains { $0.quality != nil } }
        let candidates = allocated.isEmpty ? instances : allocated
        return candidates.filter { $0.family == nil }.max { $0.choosing < $1.choosing } ?? candidates.first
    }

    /// Contenders that the time limit cut short on a smaller instance of this family.
    public func tooSlow(family: String?, attendees: Int) -> Set<String> {
        let smaller = instances.filter { family != nil && $0.family == family && $0.attendees < attendees }
        return Set(
            smaller.flatMap { results(of: $0) }.filter { $0.stopped == true || $0.outcome == .tooSlow }.map(\.contender)
        )
    }

    public func results(of instance: BenchmarkInstance) -> [BenchmarkResult] {
        results.filter { $0.instance == instance.name }
    }

    public func contender(named name: String) -> BenchmarkContender? { contenders.first { $0.name == name } }
}

/// Where it was measured; nothing that names the machine or its owner.
public struct BenchmarkMachine: Sendable, Codable {
    public var system: String
    public var processor: String
    public var cores: Int
    public var memoryBytes: Int
    public var compiler: String

    public init(system: String, processor: String, cores: Int, memoryBytes: Int, compiler: String) {
        self.system = system
        self.processor = processor
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.compiler = compiler
    }
}

/// One event that the strategies were let loose on.
public struct BenchmarkInstance: Sendable, Codable {
    /// Unique: `growth/1000`, or the event's folder.
    public var name: String
    public var title: String
    /// The instance family, for a generated event.
    public var family: String?
    public var attendees: Int
    /// Sessions of each round.
    public var sessions: [Int]
    /// Attendees who choose in at least one round.
    public var choosing: Int

    public init(name: String, title: String, family: String?, attendees: Int, sessions: [Int], choosing: Int) {
        self.name = name
        self.title = title
        self.family = family
        self.attendees = attendees
        self.sessions = sessions
        self.choosing = choosing
    }
}

/// A strategy with what it was asked to make best.
public struct BenchmarkContender: Sendable, Codable {
    /// Unique: `serial`, `exact fair`.
    public var name: String
    public var strategy: String
    /// Nil where the strategy has an aim of its own.
    public var objective: Objective?
    public var proves: Bool
    /// Whether nobody can gain by another ranking than their own, in an event of one round with nothing but rooms,
    /// minimums and duties. Absent in files of before 0.2.
    public var truthful: Bool?
    public var summary: Words
    public var limit: Words?

    /// A text in both languages.
    public struct Words: Sendable, Codable {
        public var en: String
        public var nl: String

        public init(_ text: Bilingual) {
            en = text.english
            nl = text.dutch
        }

        public func text(in language: Language) -> String { language == .dutch ? nl : en }
    }

    public init(
        name: String, strategy: String, objective: Objective?, proves: Bool, truthful: Bool? = nil, summary: Words,
        limit: Words?
    ) {
        self.name = name
        self.strategy = strategy
        self.objective = objective
        self.proves = proves
        self.truthful = truthful
        self.summary = summary
        self.limit = limit
    }
}

/// One contender on one instance.
public struct BenchmarkResult: Sendable, Codable {
    public enum Outcome: String, Sendable, Codable {
        case allocated
        /// No allocation keeps the rules.
        case impossible
        /// The time limit was not enough to find any allocation; or not run, as it was not enough for a smaller event of
        /// the same family.
        case tooSlow
        /// Not run: stopped by hand before its turn came.
        case skipped
    }

    public var instance: String
    public var contender: String
    public var outcome: Outcome
    /// True where the time limit cut the first draw short: then the numbers are of what there was by then.
    public var stopped: Bool?
    /// Nil unless allocated.
    public var quality: BenchmarkQuality?
    public var distance: BenchmarkDistance?
    public var lateSignUp: BenchmarkStability?
    public var misreports: BenchmarkMisreports?
    public var treatment: BenchmarkTreatment?
    public var seconds: BenchmarkTime?
    /// What the solve needed beyond what was in use before, at its highest; nil where it cannot be measured.
    public var peakMemoryBytes: Int?
    /// Of the first draw: the same on every machine.
    public var counters: BenchmarkCounters?

    public init(instance: String, contender: String, outcome: Outcome) {
        self.instance = instance
        self.contender = contender
        self.outcome = outcome
    }
}

/// What the allocations did to people.
public struct BenchmarkQuality: Sendable, Codable {
    /// Allocations that this is the mean of.
    public var draws: Int
    /// Whether the independent verifier accepted the first draw's allocation.
    public var verified: Bool
    /// Whether the first draw's allocation is proven to be best; nil for a strategy that proves nothing.
    public var proven: Bool?
    /// `profile[k]`: people with total regret k, among those who choose.
    public var profile: [Double]
    public var firstChoices: Double
    /// First choices as a share of the placements of people who chose.
    public var firstChoiceShare: Double?
    public var unlisted: Double
    public var meanRegret: Double?
    /// The mean over the draws of the worst total regret, and the worst of all draws.
    public var worstRegret: Double
    public var worstOfAllDraws: Int
    public var totalRegret: Double
    public var sumOfSquares: Double
    public var twoDisappointments: Double
    public var gini: Double?
    public var jain: Double?
    /// Summed over the rounds, as in `FairnessSummary`.
    public var envious: Double
    public var enviedWithoutStrongerWish: Double

    public init(
        draws: Int, verified: Bool, proven: Bool?, profile: [Double], firstChoices: Double, firstChoiceShare: Double?,
        unlisted: Double, meanRegret: Double?, worstRegret: Double, worstOfAllDraws: Int, totalRegret: Double,
        sumOfSquares: Double, twoDisappointments: Double, gini: Double?, jain: Double?, envious: Double,
        enviedWithoutStrongerWish: Double
    ) {
        self.draws = draws
        self.verified = verified
        self.proven = proven
        self.profile = profile
        self.firstChoices = firstChoices
        self.firstChoiceShare = firstChoiceShare
        self.unlisted = unlisted
        self.meanRegret = meanRegret
        self.worstRegret = worstRegret
        self.worstOfAllDraws = worstOfAllDraws
        self.totalRegret = totalRegret
        self.sumOfSquares = sumOfSquares
        self.twoDisappointments = twoDisappointments
        self.gini = gini
        self.jain = jain
        self.envious = envious
        self.enviedWithoutStrongerWish = enviedWithoutStrongerWish
    }
}

/// How far from what is proven to be possible, each number by itself: never below 0.
public struct BenchmarkDistance: Sendable, Codable {
    /// Of the worst total regret above the smallest possible (the objective `fair`).
    public var worst: Double?
    /// First choices below the most possible (`firsts`).
    public var firstChoices: Double?
    /// Of the sum of regrets above the smallest possible (`total`).
    public var totalRegret: Double?
    /// Of the sum of squared regrets above the smallest possible (`balanced`).
    public var sumOfSquares: Double?

    public init(worst: Double?, firstChoices: Double?, totalRegret: Double?, sumOfSquares: Double?) {
        self.worst = worst
        self.firstChoices = firstChoices
        self.totalRegret = totalRegret
        self.sumOfSquares = sumOfSquares
    }
}

/// What happens to the others when somebody signs up late and everything is done again with the same seed.
public struct BenchmarkStability: Sendable, Codable {
    /// Late sign-ups tried, one at a time (or all together where `together`).
    public var lateSignUps: Int
    public var together: Bool
    /// People other than the late ones who would get another session: the mean, and the most.
    public var meanMoved: Double
    public var mostMoved: Int

    public init(lateSignUps: Int, together: Bool, meanMoved: Double, mostMoved: Int) {
        self.lateSignUps = lateSignUps
        self.together = together
        self.meanMoved = meanMoved
        self.mostMoved = mostMoved
    }
}

/// Whether people could have gained by handing in another ranking than their own, all others and the draw as they were.
/// Sampled, so a lower bound.
public struct BenchmarkMisreports: Sendable, Codable {
    /// People looked at, drawn from those who choose.
    public var people: Int
    /// Misreports tried in all; none for people who lost nothing.
    public var tried: Int
    /// People for whom one of them would have meant less (true) total regret.
    public var gainers: Int
    public var share: Double

    public init(people: Int, tried: Int, gainers: Int) {
        self.people = people
        self.tried = tried
        self.gainers = gainers
        share = people == 0 ? 0 : Double(gainers) / Double(people)
    }
}

/// How much the draw matters to one person: their total regret over the draws.
public struct BenchmarkTreatment: Sendable, Codable {
    public var draws: Int
    /// The worst less the best of a person's draws: the mean over people, and the largest.
    public var meanSpread: Double
    public var largestSpread: Int

    public init(draws: Int, meanSpread: Double, largestSpread: Int) {
        self.draws = draws
        self.meanSpread = meanSpread
        self.largestSpread = largestSpread
    }
}

/// Processor seconds of solving, all threads together: from event and rules to allocation, building included, reading and
/// verifying not. The processor's clock, since on a shared machine the one on the wall measures the neighbours.
public struct BenchmarkTime: Sendable, Codable {
    public var runs: Int
    public var median: Double
    /// The quartiles (Tukey's hinges), and the extremes.
    public var lowerQuartile: Double
    public var upperQuartile: Double
    public var least: Double
    public var most: Double
    /// Runs further than one and a half times the distance of the quartiles outside them (Tukey 1977).
    public var outliers: [Double]
    /// Every run, in the order of the draws, so that all of this can be worked out again.
    public var times: [Double]?

    public init(
        runs: Int, median: Double, lowerQuartile: Double, upperQuartile: Double, least: Double, most: Double,
        outliers: [Double], times: [Double]? = nil
    ) {
        self.runs = runs
        self.median = median
        self.lowerQuartile = lowerQuartile
        self.upperQuartile = upperQuartile
        self.least = least
        self.most = most
        self.outliers = outliers
        self.times = times
    }
}

/// Work in counts.
public struct BenchmarkCounters: Sendable, Codable, Hashable {
    public var attempts: Int
    public var moves: Int
    public var completions: Int
    public var pivots: Int
    public var priced: Int
    public var nodes: Int
    public var relaxations: Int

    public init(
        attempts: Int, moves: Int, completions: Int, pivots: Int, priced: Int, nodes: Int, relaxations: Int
    ) {
        self.attempts = attempts
        self.moves = moves
        self.completions = completions
        self.pivots = pivots
        self.priced = priced
        self.nodes = nodes
        self.relaxations = relaxations
    }
}

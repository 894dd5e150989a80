import BreakoutAllocator
import BreakoutModel

/// Lets every contender loose on every instance, and measures.
///
/// What it cannot do by itself it is given: checking an answer with the independent verifier, and reading the memory of
/// the process. One thing at a time, in a fixed order, on the calling thread.
public struct BenchmarkRunner: Sendable {
    public struct Instance: Sendable {
        public var name: String
        public var family: String?
        public var event: Event
        public var latePercent: Int?

        public init(name: String, family: String? = nil, event: Event, latePercent: Int? = nil) {
            self.name = name
            self.family = family
            self.event = event
            self.latePercent = latePercent
        }
    }

    /// What the runner is lent by whoever starts it.
    public struct Instruments: Sendable {
        /// Whether the independent verifier accepts an allocation.
        public var verify: @Sendable (Event, SolvedAllocation, Contender, UInt64) -> Bool
        /// Begins a measurement of memory; the value returned ends it and says how many bytes were needed at most.
        public var memory: @Sendable () -> (@Sendable () -> Int?)
        /// Processor seconds of this process so far: what other programs do meanwhile does not count.
        public var seconds: @Sendable () -> Double
        /// Told before each contender: instance, contender, how many of how many are done.
        public var progress: @Sendable (String, String, Int, Int) -> Void
        public var isCancelled: @Sendable () -> Bool

        public init(
            verify: @escaping @Sendable (Event, SolvedAllocation, Contender, UInt64) -> Bool,
            memory: @escaping @Sendable () -> (@Sendable () -> Int?) = { { nil } },
            seconds: @escaping @Sendable () -> Double,
            progress: @escaping @Sendable (String, String, Int, Int) -> Void = { _, _, _, _ in },
            isCancelled: @escaping @Sendable () -> Bool = { false }
        ) {
            self.verify = verify
            self.memory = memory
            self.seconds = seconds
            self.progress = progress
            self.isCancelled = isCancelled
        }
    }

    public let contenders: [Contender]
    /// Draws of each contender on each instance.
    public let repeats: Int
    /// Seconds on the wall that one solve may take; a contender that needs longer is run once, and stopped then.
    public let timeLimit: Double
    public let instruments: Instruments

    public init(contenders: [Contender], repeats: Int, timeLimit: Double, instruments: Instruments) {
        self.contenders = contenders
        self.repeats = repeats
        self.timeLimit = timeLimit
        self.instruments = instruments
    }

    /// One instance: what it is, and a result of each contender but those that are `tooSlow` for it. `done` and `all`
    /// are for the progress.
    public func run(
        _ instance: Instance, tooSlow: Set<String> = [], done: Int, all: Int
    ) -> (BenchmarkInstance, [BenchmarkResult]) {
        let rules = RuleBook(instance.event)
        let choosing = instance.event.attendees.indices.count { rules.table.chooses(AttendeeIndex($0)) }
        let description = BenchmarkInstance(
            name: instance.name, title: instance.event.settings.title, family: instance.family,
            attendees: instance.event.attendees.count, sessions: instance.event.sessionRanges.map(\.count),
            choosing: choosing)
        var results: [BenchmarkResult] = []
        for (position, contender) in contenders.enumerated() {
            instruments.progress(instance.name, contender.name, done + position, all)
            results.append(
                tooSlow.contains(contender.name)
                    ? BenchmarkResult(instance: instance.name, contender: contender.name, outcome: .tooSlow)
                    : run(instance, rules, contender))
        }
        return (description, withDistances(results))
    }

    /// What the runner's contenders are called and do.
    public var descriptions: [BenchmarkContender] { contenders.map(\.description) }

    private func run(_ instance: Instance, _ rules: RuleBook, _ contender: Contender) -> BenchmarkResult {
        let event = instance.event
        var result = BenchmarkResult(instance: instance.name, contender: contender.name, outcome: .impossible)
        guard rules.contradictions.isEmpty else { return result }
        guard !instruments.isCancelled() else {
            result.outcome = .skipped
            return result
        }
        var tally = Tally(event: event), times: [Double] = [], first: SolvedAllocation?
        for draw in 0..<repeats where !instruments.isCancelled() {
            let finishMemory = draw == 0 ? instruments.memory() : nil
            let control = control()
            let request = AllocationRequest(
                event: event, rules: rules, objective: contender.objective,
                seed: event.settings.seed &+ UInt64(draw), control: control)
            let began = instruments.seconds()
            let outcome = contender.strategy.allocate(request)
            let time = instruments.seconds() - began
            if let finishMemory { result.peakMemoryBytes = finishMemory() }
            guard case .allocated(let solved) = outcome else {
                if case .stopped = outcome { result.outcome = .tooSlow }
                break
            }
            // What the limit cut short counts only when there is nothing else: beside whole draws it would spoil the
            // means.
            let isCut = control.isOver
            if isCut && first != nil { break }
            times.append(time)
            tally.add(solved.allocation, table(of: solved, rules, event))
            if first == nil { first = solved }
            if isCut { result.stopped = true }
            if isCut || time > timeLimit / 2 { break }
        }
        guard let first else { return result }
        result.outcome = .allocated
        result.quality = tally.quality(
            verified: instruments.verify(event, first, contender, event.settings.seed),
            proven: contender.strategy.provesOptimum ? first.isOptimal : nil)
        result.treatment = tally.treatment()
        result.seconds = BenchmarkTime(runs: times)
        result.counters = BenchmarkCounters(first)
        // What was cut short once would be cut short again.
        guard result.stopped != true else { return result }
        experiment(instance, rules, contender, first.allocation, &result)
        return result
    }

    private func experiment(
        _ instance: Instance, _ rules: RuleBook, _ contender: Contender, _ allocation: Allocation,
        _ result: inout BenchmarkResult
    ) {
        let event = instance.event
        let experiments = Experiments(
            event: event, rules: rules, contender: contender, seed: event.settings.seed, control: control,
            allocation: allocation)
        let size = SampleSize(event: event, latePercent: instance.latePercent)
        let lateSignUp = experiments.lateSignUps(size), misreports = experiments.misreports(size)
        // Half a sample would look like a good one.
        guard !instruments.isCancelled() else { return }
        result.lateSignUp = lateSignUp
        result.misreports = misreports
    }

    @Sendable private func control() -> AllocationRequest.Control {
        AllocationRequest.Control(
            deadline: ContinuousClock.now + .seconds(timeLimit), isCancelled: instruments.isCancelled)
    }

    private func table(of solved: SolvedAllocation, _ rules: RuleBook, _ event: Event) -> ChoiceTable {
        event.sessions.contains(where: \.cancellable) ? solved.rules(of: event).table : rules.table
    }

    /// What is possible is read off the proven answers; without one for an objective there is no distance to it.
    private func withDistances(_ results: [BenchmarkResult]) -> [BenchmarkResult] {
        func best(_ objective: Objective) -> BenchmarkQuality? {
            let name = contenders.first { $0.strategy.provesOptimum && $0.objective == objective }?.name
            return results.first { $0.contender == name }?.quality.flatMap { $0.proven == true ? $0 : nil }
        }
        let fair = best(.fair), firsts = best(.firsts), total = best(.total), balanced = best(.balanced)
        return results.map { result in
            guard let quality = result.quality else { return result }
            var result = result
            result.distance = BenchmarkDistance(
                worst: fair.map { quality.worstRegret - $0.worstRegret },
                firstChoices: firsts.map { $0.firstChoices - quality.firstChoices },
                totalRegret: total.map { quality.totalRegret - $0.totalRegret },
                sumOfSquares: balanced.map { quality.sumOfSquares - $0.sumOfSquares })
            return result
        }
    }
}

extension BenchmarkCounters {
    init(_ solved: SolvedAllocation) {
        let solver = solved.effort.completions > 0 ? solved.effort.solver : solved.counters
        self.init(
            attempts: solved.effort.attempts, moves: solved.effort.moves, completions: solved.effort.completions,
            pivots: solver.pivots, priced: solver.priced, nodes: solver.nodes, relaxations: solver.relaxations)
    }
}

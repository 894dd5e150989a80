import BreakoutAllocator
import BreakoutModel

/// The kernels by themselves: rules, building the problem, pricing, pivots, the inverse, the first proof, seating by
/// chains, and reading CSV, which is lent by the caller. Each does the same work on every machine and says how much.
public struct Kernels: Sendable {
    public let repeats: Int
    /// Processor seconds of this process so far.
    public let seconds: @Sendable () -> Double
    /// Reads the bytes of the event's files; returns bytes and records read.
    public let scan: @Sendable (Event) -> (@Sendable () -> (bytes: Int, records: Int))

    public init(
        repeats: Int, seconds: @escaping @Sendable () -> Double,
        scan: @escaping @Sendable (Event) -> (@Sendable () -> (bytes: Int, records: Int))
    ) {
        self.repeats = repeats
        self.seconds = seconds
        self.scan = scan
    }

    public static let sizes: [(people: Int, sessions: [Int])] = [
        (1_000, [4, 6]), (1_000, [12, 12]), (10_000, [4, 6]),
    ]

    public func run(
        sizes: [(people: Int, sessions: [Int])] = Kernels.sizes, isCancelled: () -> Bool = { false }
    ) -> [KernelResult] {
        sizes.flatMap { people, sessions -> [KernelResult] in
            guard !isCancelled() else { return [] }
            let event = EventGenerator.event(
                GeneratorOptions(attendees: people, sessionsPerRound: sessions, seed: 21))
            return results(event, "\(people) × (\(sessions.map(String.init).joined(separator: "+")))")
        }
    }

    private func results(_ event: Event, _ size: String) -> [KernelResult] {
        let rules = RuleBook(event)
        let probe = SolverProbe(event: event, rules: rules, objective: .balanced, seed: 1)
        let reading = scan(event)
        // Enough of them to be worth a clock.
        let passes = max(1, 20_000 / event.attendees.count)
        return [
            measured("rules", size) { [("attendees", RuleBook(event).table.attendeeCount)] },
            measured("building", size) {
                SolverProbe.build(event: event, rules: rules, objective: .balanced, seed: 1)
            },
            measured("pricing", size) { probe.pricing(times: passes) },
            measured("exact pricing", size) { probe.exactPricing(times: passes) },
            measured("single pivots", size) { probe.relaxation(longSteps: false) },
            measured("long steps", size) { probe.relaxation(longSteps: true) },
            measured("inverse", size) { probe.refactorisation(times: 200) },
            measured("proven stage", size) { probe.firstStage() ?? [] },
            measured("seating", size) { seating(event, rules) },
            measured("reading CSV", size) {
                let read = reading()
                return [("bytes", read.bytes), ("records", read.records)]
            },
        ]
    }

    /// What all strategies that seat people one by one have in common.
    private func seating(_ event: Event, _ rules: RuleBook) -> SolverProbe.Counts {
        let request = AllocationRequest(event: event, rules: rules, objective: .fair, seed: 1)
        guard case .allocated(let solved)? = StrategyRegistry.strategy(named: "serial")?.allocate(request) else {
            return []
        }
        return [("wishes", solved.effort.attempts), ("moves", solved.effort.moves)]
    }

    private func measured(_ name: String, _ size: String, _ body: () -> SolverProbe.Counts) -> KernelResult {
        var times: [Double] = [], work: SolverProbe.Counts = []
        for _ in 0..<repeats {
            let began = seconds()
            work = body()
            times.append(seconds() - began)
        }
        return KernelResult(
            name: name, size: size, seconds: BenchmarkTime(runs: times),
            work: work.map { KernelResult.Count($0.unit, $0.count) })
    }
}

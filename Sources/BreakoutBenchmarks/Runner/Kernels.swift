import BreakoutAllocator
import BreakoutModel

/// The kernels by themselves: building the problem, pricing and pivoting, the first proof, seating by chains, and
/// reading CSV, which is lent by the caller.
public struct Kernels: Sendable {
    public let repeats: Int
    /// Processor seconds of this process so far.
    public let seconds: @Sendable () -> Double
    /// Reads the bytes of the event's attendee file; returns bytes and records read.
    public let scan: @Sendable (Event) -> (@Sendable () -> (bytes: Int, records: Int))

    public init(
        repeats: Int, seconds: @escaping @Sendable () -> Double,
        scan: @escaping @Sendable (Event) -> (@Sendable () -> (bytes: Int, records: Int))
    ) {
        self.repeats = repeats
        self.seconds = seconds
        self.scan = scan
    }

    public func run(isCancelled: () -> Bool = { false }) -> [KernelResult] {
        let sizes = [(1_000, [4, 6]), (1_000, [12, 12]), (10_000, [4, 6])]
        return sizes.flatMap { people, sessions -> [KernelResult] in
            guard !isCancelled() else { return [] }
            let event = EventGenerator.event(
                GeneratorOptions(attendees: people, sessionsPerRound: sessions, seed: 21))
            return results(event, "\(people) × (\(sessions.map(String.init).joined(separator: "+")))")
        }
    }

    private func results(_ event: Event, _ size: String) -> [KernelResult] {
        let rules = RuleBook(event)
        let probe = SolverProbe(event: event, rules: rules, objective: .balanced, seed: 1)
        let serial = StrategyRegistry.strategy(named: "serial")
        let reading = scan(event)
        return [
            measured("rules", size) {
                let table = RuleBook(event).table
                return [.init("attendees", table.attendeeCount)]
            },
            measured("build", size) {
                _ = SolverProbe(event: event, rules: rules, objective: .balanced, seed: 1)
                return [.init("attendees", event.attendees.count)]
            },
            measured("pricing and pivots", size) { probe.start().map(counts) ?? [] },
            measured("first stage, proven", size) { probe.firstStage().map(counts) ?? [] },
            measured("seating by chains", size) {
                let request = AllocationRequest(event: event, rules: rules, objective: .fair, seed: 1)
                guard case .allocated(let solved)? = serial?.allocate(request) else { return [] }
                return [.init("wishes", solved.effort.attempts), .init("moves", solved.effort.moves)]
            },
            measured("reading CSV", size) {
                let read = reading()
                return [.init("bytes", read.bytes), .init("records", read.records)]
            },
        ]
    }

    private func counts(_ work: SolverProbe.Work) -> [KernelResult.Count] {
        [
            .init("pivots", work.pivots), .init("priced", work.priced), .init("relaxations", work.relaxations),
            .init("nodes", work.nodes),
        ]
    }

    private func measured(
        _ name: String, _ size: String, _ body: () -> [KernelResult.Count]
    ) -> KernelResult {
        var times: [Double] = [], work: [KernelResult.Count] = []
        for _ in 0..<repeats {
            let began = seconds()
            work = body()
            times.append(seconds() - began)
        }
        return KernelResult(name: name, size: size, seconds: BenchmarkTime(runs: times), work: work)
    }
}

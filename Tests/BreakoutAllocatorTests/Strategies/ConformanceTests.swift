import BreakoutFairness
import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

/// What holds for every strategy in the registry, on random events with all the rules.
@Suite("Every strategy")
struct ConformanceTests {
    static let kinds = [
        RandomEvents(people: 2...6, rounds: 2, sessions: 2...3),
        RandomEvents(people: 3...8, rounds: 1, sessions: 2...4),
        RandomEvents(people: 2...5, rounds: 3, sessions: 2...2),
        RandomEvents(people: 3...7, rounds: 2, sessions: 2...3, hasSocialRules: true),
        RandomEvents(people: 4...9, rounds: 1, sessions: 2...4, hasSocialRules: true),
    ]
    /// Events of each kind that the suite looks at: 5 · 240 events, each by all strategies.
    static let seeds = 0..<240

    static func allocate(
        _ strategy: any Strategy, _ event: Event, objective: Objective? = nil, seed: UInt64? = nil
    ) -> SolvedAllocation? {
        let request = AllocationRequest(
            event: event, rules: RuleBook(event), objective: objective ?? event.settings.objective,
            seed: seed ?? event.settings.seed)
        guard case .allocated(let solved) = strategy.allocate(request) else { return nil }
        return solved
    }

    static func summary(_ solved: SolvedAllocation, _ strategy: String, _ event: Event, _ table: ChoiceTable) -> Summary
    {
        Summary(
            event: event.settings.title, objective: event.settings.objective, strategy: strategy,
            seed: event.settings.seed, status: solved.isOptimal ? .optimal : .feasible,
            attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages, moved: 0,
            verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table), warnings: [])
    }

    /// The stage values of an allocation, each as something to make small.
    static func values(_ solved: SolvedAllocation, _ event: Event) -> [Int] {
        let rules = RuleBook(event), table = solved.rules(of: event).table
        let stages = event.settings.objective.stages(
            largestTotalRegret: rules.largestTotalRegret, deepestChoice: rules.deepestChoice)
        return stages.map { stage in
            let value = AllocationStatistics.value(
                of: stage, allocation: solved.allocation, event: event, table: table,
                lottery: Lottery(seed: event.settings.seed))
            return stage.sense == .maximise ? -value : value
        }
    }

    @Test(
        "finds an allocation whenever there is one, keeps all rules, and is never better than the proven optimum",
        arguments: kinds.indices)
    func keepsRules(kind: Int) {
        var feasible = 0
        for seed in ConformanceTests.seeds {
            let event = ConformanceTests.kinds[kind].event(seed: seed)
            guard RuleBook(event).contradictions.isEmpty else { continue }
            let best = ConformanceTests.allocate(ExactStrategy(), event).map { ConformanceTests.values($0, event) }
            if best != nil { feasible += 1 }
            for strategy in StrategyRegistry.all {
                let solved = ConformanceTests.allocate(strategy, event)
                #expect((solved == nil) == (best == nil), "\(strategy.name), seed \(seed): whether there is one")
                guard let solved, let best else { continue }
                let values = ConformanceTests.values(solved, event)
                #expect(!values.lexicographicallyPrecedes(best), "\(strategy.name), seed \(seed): better than the best")
                let table = solved.rules(of: event).table
                let verification = Verifier.verify(
                    event: event,
                    records: AllocationRecord.records(of: solved.allocation, event: event, table: table),
                    summary: ConformanceTests.summary(solved, strategy.name, event, table),
                    certificate: solved.certificate, requireProof: false)
                #expect(
                    verification.accepted,
                    "\(strategy.name), seed \(seed): \(verification.violations.map(\.message.english))")
            }
        }
        #expect(feasible > 60, "too few events have an allocation for this to mean anything")
    }

    @Test("gives the same allocation again, and another for another seed somewhere", arguments: kinds.indices)
    func isDeterministic(kind: Int) {
        var differs = Set<String>()
        for seed in 0..<40 {
            let event = ConformanceTests.kinds[kind].event(seed: seed)
            guard RuleBook(event).contradictions.isEmpty else { continue }
            for strategy in StrategyRegistry.all {
                let once = ConformanceTests.allocate(strategy, event)?.allocation
                #expect(
                    once == ConformanceTests.allocate(strategy, event)?.allocation, "\(strategy.name), seed \(seed)")
                if once != ConformanceTests.allocate(strategy, event, seed: 99)?.allocation {
                    differs.insert(strategy.name)
                }
            }
        }
        // First come first served draws only between equal times; the flow has a draw only where rounds are plain flows.
        var mayIgnore: Set = ["first-come"]
        if ConformanceTests.kinds[kind].hasSocialRules { mayIgnore.insert("flow") }
        for strategy in StrategyRegistry.all where strategy.traits.usesDraw && !mayIgnore.contains(strategy.name) {
            #expect(differs.contains(strategy.name), "\(strategy.name) ignores the seed")
        }
    }

    @Test("names and words are there, each once")
    func hasWords() {
        let names = StrategyRegistry.all.map(\.name)
        #expect(Set(names).count == names.count)
        for strategy in StrategyRegistry.all {
            #expect(strategy.name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == 45 }, "\(strategy.name)")
            for text in [strategy.summary.english, strategy.summary.dutch] {
                #expect(!text.isEmpty && text.count <= 53, "'\(text)' does not fit a line of help")
            }
        }
    }

    @Test("says what it cannot respect: an objective that it does not follow changes nothing, one that it follows does")
    func saysItsLimits() {
        for strategy in StrategyRegistry.all {
            let traits = strategy.traits
            #expect(traits.limits.isEmpty == (strategy is ExactStrategy), "\(strategy.name)")
            #expect(Set(traits.limits.map(\.english)).count == traits.limits.count)
            var differs = false
            for seed in 0..<60 {
                let event = ConformanceTests.kinds[0].event(seed: seed)
                guard RuleBook(event).contradictions.isEmpty else { continue }
                let fair = ConformanceTests.allocate(strategy, event, objective: .fair)?.allocation
                for other in [Objective.firsts, .total]
                where ConformanceTests.allocate(strategy, event, objective: other)?.allocation != fair {
                    differs = true
                }
            }
            #expect(differs == traits.followsObjective, "\(strategy.name)")
        }
    }

    @Test("a group that no room holds leaves nothing to search, and a room that is too small for one is no alternative")
    func groupsAndRooms() throws {
        func day(rooms: [Int]) -> Event {
            var builder = EventBuilder("groups")
            for (number, seats) in rooms.enumerated() { builder.session("S\(number)", round: 1, capacity: seats) }
            for person in 0..<9 { builder.attendee("p\(person)", [["S0", "S1"]]) }
            builder.groups = [("three", .together, ["p0", "p1", "p2"]), ("two", .together, ["p3", "p4"])]
            return builder.event()
        }
        func plan(_ event: Event) -> SeatingPlan? {
            SeatingPlan(event: event, rules: RuleBook(event), cancelled: [], seed: 1)
        }
        let narrow = day(rooms: [2, 2, 2, 2, 2])
        #expect(plan(narrow) == nil)
        let wide = try #require(plan(day(rooms: [2, 3, 4])))
        let large = try #require(wide.slots.indices.first { wide.slots[$0].seats == 3 })
        #expect(wide.alternatives(of: large).map { wide.session($0) }.sorted() == [1, 2])
        for strategy in StrategyRegistry.all {
            #expect(ConformanceTests.allocate(strategy, narrow) == nil, "\(strategy.name)")
            #expect(ConformanceTests.allocate(strategy, day(rooms: [2, 3, 4])) != nil, "\(strategy.name)")
        }
    }

    @Test("stops at once when asked, with an allocation that keeps the rules")
    func stopsWhenAsked() {
        for seed in 0..<30 {
            let event = ConformanceTests.kinds[0].event(seed: seed)
            let rules = RuleBook(event)
            guard rules.contradictions.isEmpty else { continue }
            for strategy in StrategyRegistry.all {
                let request = AllocationRequest(
                    event: event, rules: rules, objective: .fair, seed: 1, control: .init(isCancelled: { true }))
                guard case .allocated(let solved) = strategy.allocate(request) else { continue }
                let table = solved.rules(of: event).table
                let verification = Verifier.verify(
                    event: event,
                    records: AllocationRecord.records(of: solved.allocation, event: event, table: table), summary: nil,
                    certificate: nil, requireProof: false)
                #expect(verification.accepted, "\(strategy.name), seed \(seed)")
            }
        }
    }
}

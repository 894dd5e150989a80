import BreakoutFairness
import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

/// A rerun of a published allocation, with what the verifier needs to judge it.
struct RerunCase {
    let before: Event
    let records: [AllocationRecord]
    var event: Event
    var rules: RuleBook
    let published: Published
    var frozen = RoundSet()

    /// Nil when either the event before or after has no allocation that is plain to see.
    init?(before: EventBuilder, after: EventBuilder) {
        self.before = before.event()
        guard let (first, _, table) = solved(self.before) else { return nil }
        records = AllocationRecord.records(of: first.allocation, event: self.before, table: table.table)
        event = after.event()
        rules = RuleBook(event)
        guard rules.contradictions.isEmpty else { return nil }
        published = Published(records: records, event: event)
    }

    func rerun(_ terms: RerunTerms) -> SolvedAllocation? {
        let request = AllocationRequest(
            event: event, rules: rules, objective: event.settings.objective, seed: event.settings.seed)
        guard case .allocated(let solved) = Rerun(request, published: published, terms: terms).allocate() else {
            return nil
        }
        return solved
    }

    func verification(_ solved: SolvedAllocation, _ terms: RerunTerms) -> Verification {
        let table = solved.rules(of: event).table
        let summary = RerunSummaries.summary(
            of: solved, event: event, table: table, published: published, terms: terms, frozen: frozen)
        return Verifier.verify(
            event: event, records: AllocationRecord.records(of: solved.allocation, event: event, table: table),
            summary: summary, certificate: solved.certificate, requireProof: true,
            published: PublishedRun(records: records, terms: terms, frozenRounds: frozen))
    }
}

enum RerunSummaries {
    static func summary(
        of solved: SolvedAllocation, event: Event, table: ChoiceTable, published: Published, terms: RerunTerms,
        frozen: RoundSet = RoundSet()
    ) -> Summary {
        Summary(
            event: event.settings.title, objective: event.settings.objective, strategy: "exact",
            seed: event.settings.seed, status: solved.isOptimal ? .optimal : .feasible,
            attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages,
            moved: Disturbance(solved.allocation, event, table, published).moved.count, verified: true,
            seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table), warnings: [],
            rerun: Disturbance(solved.allocation, event, table, published).summary(
                published: "runs/001", fewestMoves: solved.stages[0].value, terms: terms, frozenRounds: frozen))
    }
}

@Suite("Reruns")
struct RerunTests {
    static let kinds = [
        RandomEvents(people: 3...5, rounds: 2, sessions: 2...3),
        RandomEvents(people: 3...6, rounds: 1, sessions: 2...4),
        RandomEvents(people: 3...5, rounds: 2, sessions: 2...2, hasSocialRules: true),
        RandomEvents(people: 4...6, rounds: 1, sessions: 2...3, hasSocialRules: true),
    ]

    @Test("moves as few people as exhaustive search, then makes the objective best", arguments: kinds.indices)
    func equalsExhaustiveSearch(kind: Int) {
        var feasible = 0, moving = 0
        for seed in 0..<150 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            after.change(seed: seed)
            guard let rerun = RerunCase(before: before, after: after) else { continue }
            let exhaustive = Exhaustive(event: rerun.event)
            let own = exhaustive.stages(of: rerun.event.settings.objective)
            let lottery = rerun.event.settings.seed
            let fewest = exhaustive.bestValues([.moves(extra: 0)], seed: lottery, published: rerun.published)
            for terms in [
                RerunTerms(), RerunTerms(extraMoves: 1), RerunTerms(extraMoves: 2, allowsWorse: true),
                RerunTerms(extraMoves: 3),
            ] {
                guard let solved = rerun.rerun(terms) else {
                    #expect(fewest == nil, "seed \(seed): there is an allocation")
                    continue
                }
                let best = exhaustive.bestValues(
                    Array(terms.stages(around: own).dropFirst()), seed: lottery, published: rerun.published,
                    mostMoves: fewest![0] + terms.extraMoves)
                #expect(solved.stages.map(\.value) == fewest! + best!, "seed \(seed), \(terms)")
                #expect(solved.isOptimal, "seed \(seed), \(terms): not proven")
                let verification = rerun.verification(solved, terms)
                #expect(
                    verification.accepted, "seed \(seed), \(terms): \(verification.violations.map(\.message.english))")
                feasible += 1
                if fewest![0] > 0 { moving += 1 }
            }
        }
        #expect(feasible > 100 && moving > 20, "too few reruns for this to mean anything: \(feasible), \(moving)")
    }

    @Test("without changes nothing moves, and the allocation is the same", arguments: kinds.indices)
    func nothingChanged(kind: Int) {
        for seed in 0..<150 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            guard let rerun = RerunCase(before: before, after: before) else { continue }
            for terms in [RerunTerms(), RerunTerms(extraMoves: 4), RerunTerms(extraMoves: 4, allowsWorse: true)] {
                guard let solved = rerun.rerun(terms) else {
                    Issue.record("seed \(seed): no allocation")
                    continue
                }
                let table = solved.rules(of: rerun.event).table
                let records = AllocationRecord.records(of: solved.allocation, event: rerun.event, table: table)
                #expect(records == rerun.records, "seed \(seed), \(terms)")
            }
        }
    }
}

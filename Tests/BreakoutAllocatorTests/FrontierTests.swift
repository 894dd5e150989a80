import BreakoutFairness
import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

/// The frontier against exhaustive search: every number of moves, and where it ends.
@Suite("Frontier")
struct FrontierTests {
    /// The best with at most so many moves: the stages that count, as costs.
    private func best(_ rerun: RerunCase, _ terms: RerunTerms, mostMoves: Int?) -> [Int]? {
        let exhaustive = Exhaustive(event: rerun.event)
        let stages = terms.stages(around: exhaustive.stages(of: rerun.event.settings.objective)).dropFirst()
            .filter { $0 != .lottery && $0 != .moves(extra: 0) }
        return exhaustive.bestValues(
            Array(stages), seed: rerun.event.settings.seed, published: rerun.published, mostMoves: mostMoves)
    }

    private func quality(_ solved: SolvedAllocation) -> [Int] {
        solved.stages.dropFirst().filter { ![Stage.lottery.name, Stage.moves(extra: 0).name].contains($0.name) }
            .map(\.value)
    }

    @Test(
        "each number of moves has its best allocation, plateaus included, and nothing improves after the end",
        arguments: RerunTests.kinds.indices)
    func equalsExhaustiveSearch(kind: Int) {
        var lines = 0, plateaus = 0, worse = 0
        for seed in 0..<60 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            after.change(seed: seed)
            guard let rerun = RerunCase(before: before, after: after) else { continue }
            let request = AllocationRequest(
                event: rerun.event, rules: rerun.rules, objective: rerun.event.settings.objective,
                seed: rerun.event.settings.seed)
            let allowsWorse = seed % 2 == 0
            guard let frontier = Frontier(request, published: rerun.published, allowsWorse: allowsWorse) else {
                continue
            }
            let exhaustive = Exhaustive(event: rerun.event)
            let fewest = exhaustive.bestValues(
                [.moves(extra: 0)], seed: rerun.event.settings.seed, published: rerun.published)![0]
            let terms = RerunTerms(extraMoves: 1, allowsWorse: allowsWorse)
            var last: [Int]?
            for extra in 0...frontier.end {
                let expected = best(rerun, terms, mostMoves: fewest + extra)
                let point = frontier.below(extra)!
                #expect(quality(point.solved) == expected, "seed \(seed), \(extra) extra")
                #expect(frontier.isProven(extra), "seed \(seed), \(extra) extra: not proven")
                if expected == last && extra < frontier.end { plateaus += 1 }
                if extra == frontier.end && extra > 0 {
                    #expect(expected != last, "seed \(seed): the end comes too late")
                }
                last = expected
                lines += 1
            }
            #expect(best(rerun, terms, mostMoves: nil) == last, "seed \(seed): something improves after the end")
            worse += checkAllowingWorse(frontier, rerun, fewest: fewest, allowsWorse, seed)
        }
        #expect(lines > 20, "too few lines for this to mean anything: \(lines)")
        if kind == 0 { #expect(plateaus > 0 && worse > 0, "no plateau, or no worse place that helps") }
    }

    /// Whether worse places are said to help exactly where they do, with as few moves as they need.
    private func checkAllowingWorse(
        _ frontier: Frontier, _ rerun: RerunCase, fewest: Int, _ allowsWorse: Bool, _ seed: Int
    ) -> Int {
        guard !allowsWorse else {
            #expect(frontier.allowingWorse == nil)
            return 0
        }
        func cost(_ values: [Int]?, _ stages: [Stage]) -> [Int] {
            zip(stages, values!).map { $0.sense == .maximise ? -$1 : $1 }
        }
        let own = Exhaustive(event: rerun.event).stages(of: rerun.event.settings.objective).filter { $0 != .lottery }
        let terms = RerunTerms(extraMoves: 1, allowsWorse: true)
        let end = cost(Array(quality(frontier.points.last!.solved).dropFirst()), own)
        let most = rerun.published.placementCount
        let first = (0...max(1, most)).first { extra in
            cost(best(rerun, terms, mostMoves: fewest + extra), own).lexicographicallyPrecedes(end)
        }
        #expect(frontier.allowingWorse?.extraMoves == first, "seed \(seed)")
        return first == nil ? 0 : 1
    }

    /// Two people who would each rather have the other's place: one move brings nothing, two do.
    @Test("an improvement that needs two moves is not hidden by one move that brings nothing")
    func exchange() throws {
        var before = EventBuilder()
        for session in ["1.1", "1.2"] { before.session(session, round: 1, capacity: 1) }
        before.attendee("ann", [["1.1"]])
        before.attendee("bob", [["1.2"]])
        var after = before
        after.rerank("ann", [["1.2"]])
        after.rerank("bob", [["1.1"]])
        let rerun = try #require(RerunCase(before: before, after: after))
        let request = AllocationRequest(event: rerun.event, rules: rerun.rules, objective: .fair, seed: 1)
        let frontier = try #require(Frontier(request, published: rerun.published, allowsWorse: false))
        #expect(frontier.end == 2)
        #expect(quality(frontier.below(1)!.solved) == quality(frontier.below(0)!.solved))
        #expect(frontier.points.map(\.extraMoves) == [0, 1, 2])
        #expect((0...2).allSatisfy(frontier.isProven))
    }
}

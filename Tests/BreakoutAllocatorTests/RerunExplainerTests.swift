import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

/// Explanations of reruns against exhaustive search: what people had been told counts before the objective.
@Suite("Explanations of reruns")
struct RerunExplainerTests {
    static let terms = [RerunTerms(), RerunTerms(extraMoves: 1), RerunTerms(extraMoves: 2, allowsWorse: true)]

    @Test(
        "what a first choice would have cost equals exhaustive search, moves included",
        arguments: RerunTests.kinds.indices)
    func costEqualsExhaustiveSearch(kind: Int) {
        var compared = 0, byMoves = 0, beyond = 0
        for seed in 0..<60 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            after.change(seed: seed)
            guard let rerun = RerunCase(before: before, after: after) else { continue }
            let terms = RerunExplainerTests.terms[seed % 3]
            guard let solved = rerun.rerun(terms) else { continue }
            let event = rerun.event, table = solved.rules(of: event).table
            let own = Exhaustive(event: event).stages(of: event.settings.objective)
            // With moves to spare their fewest is no stage but a limit.
            let stages = terms.stages(around: own).filter { $0 != .lottery && $0.allowance == 0 }
            let fewest = solved.stages[0].value
            var explainer = Explainer(
                event: event, rules: rerun.rules, allocation: solved.allocation, objective: event.settings.objective,
                seed: event.settings.seed,
                rerun: ExplainedRerun(published: rerun.published, terms: terms, fewestMoves: fewest))
            let people = event.attendees.indices.map { AttendeeIndex($0) }
            let totals = people.map { solved.allocation.totalRegret(of: $0, in: table) }
            for explanation in explainer.explain(people) {
                for round in explanation.rounds {
                    guard let missed = round.missed else { continue }
                    #expect(!missed.obstacles.contains([]), "seed \(seed): nothing stands in the way")
                    func forced(_ stages: [Stage], _ mostMoves: Int?) -> ForcedExhaustive.Answer? {
                        ForcedExhaustive(
                            event: event, attendee: explanation.attendee, round: round.round,
                            sessions: missed.sessions, totals: totals, stages: stages, published: rerun.published,
                            mostMoves: mostMoves
                        ).answer()
                    }
                    let limit = terms.extraMoves > 0 ? fewest + terms.extraMoves : nil
                    let within = forced(stages, limit)
                    let answer = within ?? forced([.moves(extra: 0)], nil)
                    compared += 1
                    guard case .outcome(let outcome) = missed.cost else {
                        #expect(answer == nil, "seed \(seed): it is possible")
                        continue
                    }
                    #expect(
                        [outcome.othersWorse, outcome.othersLoss, outcome.ownTotal]
                            == answer.map { [$0.worse, $0.loss, $0.own] }, "seed \(seed), \(explanation.attendee)")
                    if within == nil {
                        beyond += 1
                        #expect(outcome.difference?.stage == .moves(extra: terms.extraMoves), "seed \(seed)")
                        #expect(outcome.difference?.after == answer?.values[0], "seed \(seed)")
                        #expect(outcome.difference?.before == limit, "seed \(seed)")
                    } else if let difference = outcome.difference {
                        let at = stages.firstIndex(of: difference.stage)!
                        #expect(difference.after == within.map { abs($0.values[at]) }, "seed \(seed)")
                        #expect(difference.isWorse, "seed \(seed): better than the best")
                        if case .moves = difference.stage { byMoves += 1 }
                    }
                }
            }
        }
        #expect(compared > 10, "too few for this to mean anything: \(compared)")
        if kind == 1 { #expect(byMoves > 0 && beyond > 0, "no cost in moves: \(byMoves), \(beyond)") }
    }

    @Test("who kept a place that had been told, with room in the first choice, hears just that")
    func told() throws {
        var before = EventBuilder()
        before.session("1.1", round: 1, capacity: 1)
        before.session("1.2", round: 1, capacity: 2)
        before.attendee("ann", [["1.1", "1.2"]])
        before.attendee("bob", [["1.1", "1.2"]])
        var after = before
        let first = try #require(solved(before.event()))
        let winner = first.0.allocation[AttendeeIndex(0), 0] == SessionIndex(0) ? "ann" : "bob"
        after.withdraw(winner)
        let rerun = try #require(RerunCase(before: before, after: after))
        let answer = try #require(rerun.rerun(RerunTerms()))
        var explainer = Explainer(
            event: rerun.event, rules: rerun.rules, allocation: answer.allocation, objective: .fair, seed: 1,
            rerun: ExplainedRerun(published: rerun.published, terms: RerunTerms(), fewestMoves: 0))
        let missed = try #require(explainer.explain(AttendeeIndex(0)).rounds[0].missed)
        #expect(missed.obstacles == [[.told]])
        guard case .outcome(let outcome) = missed.cost else {
            Issue.record("not worked out")
            return
        }
        #expect(outcome.difference == StageDifference(stage: .moves(extra: 0), before: 0, after: 1))
        #expect(outcome.othersWorse == 0)
    }
}

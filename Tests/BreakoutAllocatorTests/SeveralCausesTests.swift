import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Several causes at once: all of them told, and what mends them together")
struct SeveralCausesTests {
    /// Random events with groups that are at odds, without an allocation.
    private func impossibleEvents(_ body: (Int, Event) -> Void) {
        for seed in 0..<60 {
            var builder = RandomEvents(people: 4...5, rounds: 1, sessions: 2...3, hasSocialRules: true)
                .builder(seed: seed)
            builder.groups.append(("odd", seed.isMultiple(of: 2) ? .apart : .together, ["p0", "p1"]))
            if seed.isMultiple(of: 3) { builder.groups.append(("even", .together, ["p1", "p2"])) }
            let event = builder.event().withoutRankings()
            guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else {
                continue
            }
            body(seed, event)
        }
    }

    @Test("giving up one rule of each cause is enough, unless there were too many to tell: by trying every allocation")
    func complete() {
        var several = 0
        impossibleEvents { seed, event in
            let causes = Infeasibility.causes(event, .none, Patience()).map(\.core)
            if causes.count > 1 { several += 1 }
            guard causes.count < Infeasibility.mostCauses else { return }
            let left = event.without(Infeasibility.fewest(hitting: causes))
            #expect(Exhaustive(event: left).hasAllocation, "seed \(seed): \(causes)")
        }
        #expect(several > 2, "\(several)")
    }

    @Test("what is told to mend several causes does: by trying every allocation")
    func combined() {
        var combined = 0
        impossibleEvents { seed, event in
            let causes = Infeasibility.causes(event, .none, Patience()).map(\.core)
            guard causes.count > 1 else { return }
            var search = CoreSearch(event, leeway: .none)
            for repair in RepairSearch(event: event, leeway: .none).combined(causes, &search) {
                combined += 1
                #expect(Exhaustive(event: repair.applied(to: event)).hasAllocation, "seed \(seed): \(repair)")
            }
        }
        #expect(combined > 2, "\(combined)")
    }
}

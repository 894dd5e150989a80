import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Causes of moves")
struct MoveCauseTests {
    @Test("no move is left unexplained, and without any rule of a set everybody could stay", arguments: 0..<4)
    func everyMoveHasACause(kind: Int) throws {
        var sets = 0, moves = 0
        for seed in 200..<420 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            after.change(seed: seed)
            guard let rerun = RerunCase(before: before, after: after), let solved = rerun.rerun(RerunTerms()) else {
                continue
            }
            let rules = solved.rules(of: rerun.event)
            let changes = PlacementChanges.all(
                solved.allocation, event: rerun.event, rules: rules, published: rerun.published,
                fewestMoves: solved.stages[0].value)
            for change in changes where change.kind == .moved {
                moves += 1
                #expect(change.cause.isRule && change.cause != .combination, "seed \(seed): \(change)")
                guard case .rules(let words, _) = change.cause else { continue }
                sets += 1
                #expect(!words.isEmpty)
                let place = try #require(
                    Disturbance(solved.allocation, rerun.event, rules.table, rerun.published).moved.first {
                        rerun.event[$0.attendee].id == change.attendee && $0.round == change.round - 1
                    })
                expectSmallest(rerun, solved.allocation, place, seed: seed)
            }
        }
        #expect(moves > 20)
        #expect(sets > (kind < 2 ? 0 : 3), "\(sets) sets in \(moves) moves")
    }

    /// By exhaustive search: with all the rules the person cannot stay beside those who do; without any one, they can.
    private func expectSmallest(
        _ rerun: RerunCase, _ allocation: Allocation, _ place: Disturbance.Place, seed: Int
    ) {
        let search = ForcedMove(rerun.event, allocation, rerun.published, patience: Patience())
        guard case .rules(let core, let people) = search.answer(place, isWorse: false) else { return }
        let all = Set(rerun.event.rulesToGiveUp)
        /// Whether everybody who stays is where they were told, and this person too.
        func keeps(_ candidate: Allocation) -> Bool {
            rerun.event.attendees.indices.allSatisfy { index in
                (0..<rerun.event.roundCount).allSatisfy { round in
                    let attendee = AttendeeIndex(index)
                    guard let told = rerun.published[attendee, round]?.session else { return true }
                    let isMeant = attendee == place.attendee && round == place.round
                    guard isMeant || allocation[attendee, round] == told else { return true }
                    return candidate[attendee, round] == told
                }
            }
        }
        func canStay(without given: Set<Rule>) -> Bool {
            let event = rerun.event.without(given)
            let table = RuleBook(event)
            guard table.contradictions.isEmpty else { return false }
            var isPossible = false
            Exhaustive(event: event).forEachAllocation { candidate, _ in
                isPossible = isPossible || keeps(candidate)
            }
            return isPossible
        }
        #expect(!canStay(without: []), "seed \(seed)")
        #expect(!canStay(without: all.subtracting(core)), "seed \(seed): \(core)")
        for rule in core {
            #expect(canStay(without: all.subtracting(core).union([rule])), "seed \(seed): \(core) without \(rule)")
        }
        #expect(!people.contains(place.attendee))
    }
}

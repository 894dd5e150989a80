import BreakoutModel
import Testing

/// The table of `SmallDay`, filled in by hand:
///
///     ann  round 1: ranked 1.2, then 1.1; 1.3 not ranked, so as bad as two.   round 2: excused.
///     bob  round 1: on duty (chair) at 1.3.   round 2: ranked 2.2 and may not have 2.1.
@Suite struct ChoiceTableTests {
    private let ann = AttendeeIndex(0), bob = AttendeeIndex(1)
    private let s = (0..<5).map { SessionIndex($0) }

    private func table() throws -> (event: Event, table: ChoiceTable) {
        let event = try SmallDay().event()
        var table = ChoiceTable(event: event, conflicts: [])
        table.set(
            ann, round: 0, standing: .choosing, rankedCount: 2, regrets: [(s[0], 1), (s[1], 0), (s[2], 2)])
        table.set(ann, round: 1, standing: .excused)
        table.set(bob, round: 0, standing: .onDuty(s[2], .chair), regrets: [(s[2], 0)])
        table.set(bob, round: 1, standing: .choosing, rankedCount: 1, regrets: [(s[4], 0)])
        return (event, table)
    }

    @Test("what was put in comes out, and what was not put in is closed")
    func lookups() throws {
        let (_, table) = try table()
        #expect(table.standing(of: ann, round: 1) == .excused)
        #expect(table.regret(of: ann, in: s[2]) == 2 && table.regret(of: ann, in: s[3]) == nil)
        #expect(table.options(of: ann, round: 0) == [s[0], s[1], s[2]] && table.options(of: bob, round: 1) == [s[4]])
        #expect(table.rankedCount(of: ann, round: 0) == 2)
        #expect(table.isRanked(s[0], by: ann, round: 0) && !table.isRanked(s[2], by: ann, round: 0))
        #expect(!table.isRanked(s[2], by: bob, round: 0), "a duty is no choice")
        #expect(table.chooses(ann) && table.chooses(bob))
    }

    @Test("nobody is anywhere before the rules are applied")
    func empty() throws {
        let table = ChoiceTable(event: try SmallDay().event(), conflicts: [])
        #expect(table.standing(of: ann, round: 0) == .absent && !table.chooses(ann))
        #expect(table.largestTotalRegret() == 0 && table.deepestChoice() == 0)
    }

    @Test("the stages begin at the largest total regret and the deepest choice that anybody could have")
    func extremes() throws {
        let (_, table) = try table()
        // Ann 2 + nothing, Bob 0 + 0; Ann's second choice.
        #expect(table.largestTotalRegret() == 2)
        #expect(table.deepestChoice() == 2)
    }

    @Test("a placement has a regret, a choice and a reason; who is not placed has none")
    func placements() throws {
        let (event, table) = try table()
        var allocation = Allocation(attendeeCount: 2, roundCount: 2)
        #expect(allocation.attendeeCount == 2 && allocation[ann, 0] == nil)
        allocation[ann, 0] = s[2]
        allocation[bob, 0] = s[2]
        allocation[bob, 1] = s[4]
        #expect(allocation.headcounts(sessionCount: 5) == [0, 0, 2, 0, 1])
        #expect(allocation.regret(of: ann, round: 0, in: table) == 2)
        #expect(allocation.choice(of: ann, round: 0, in: table) == .unlisted)
        #expect(allocation.regret(of: bob, round: 0, in: table) == nil, "a duty has no regret")
        #expect(allocation.choice(of: bob, round: 0, in: table) == nil)
        #expect(allocation.choice(of: bob, round: 1, in: table) == .ranked(1))
        #expect(allocation.totalRegret(of: ann, in: table) == 2 && allocation.totalRegret(of: bob, in: table) == 0)
        let reasons = [(ann, 0), (ann, 1), (bob, 0), (bob, 1)].map { allocation.reason(of: $0, round: $1, in: table) }
        #expect(reasons == [.choice, .excused, .chair, .choice])
        let records = AllocationRecord.records(of: allocation, event: event, table: table)
        #expect(records.map(\.attendee) == ["ann", "ann", "bob", "bob"])
        #expect(records.map(\.round) == [1, 2, 1, 2])
        #expect(records.map(\.session) == ["1.3", "", "1.3", "2.2"])
        #expect(records.map(\.reason) == reasons)
        #expect(records[0].organisation == "Ede")
        allocation[bob, 1] = nil
        #expect(allocation.choice(of: bob, round: 1, in: table) == nil)
    }

    @Test("a pair of sessions is the same either way round")
    func pairs() {
        #expect(SessionPair(s[3], s[1]) == SessionPair(s[1], s[3]))
        #expect(SessionPair(s[3], s[1]).first == s[1])
    }

    @Test("only choosing and having no preference leave the session to the solver")
    func standings() {
        let all: [Standing] = [.absent, .excused, .onDuty(s[0], .member), .choosing, .noPreference]
        #expect(all.map(\.isFree) == [false, false, false, true, true])
        #expect(all.map(\.isPlaced) == [false, false, true, true, true])
    }
}

import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("No allocation: every set that is told is a smallest one in the literal sense")
struct LiteralSetTests {
    /// As in `InfeasibilityTests`, with duties and groups that are at odds besides.
    private func event(_ kind: Int, _ seed: Int) -> Event {
        var builder = InfeasibilityTests.kinds[kind].builder(seed: seed)
        if seed.isMultiple(of: 2) { builder.groups.append(("odd", .apart, ["p0", "p1"])) }
        if seed.isMultiple(of: 3) { builder.duty("p0", "1.1", .chair) }
        if seed.isMultiple(of: 5) { builder.duty("p1", "1.2", .member) }
        return builder.event().withoutRankings()
    }

    @Test(
        "without any one of its members the rest can hold, with what it relies on: by trying every allocation",
        arguments: InfeasibilityTests.kinds.indices)
    func members(kind: Int) {
        var told = 0, vague = 0, relying = 0
        for seed in 0..<120 {
            let event = event(kind, seed), all = Set(event.rulesToGiveUp)
            guard RuleBook(event).personalContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else {
                continue
            }
            for cause in Infeasibility.causes(event, .none, Patience()) {
                told += 1
                if !cause.reliedOn.isEmpty { relying += 1 }
                let set = cause.told + cause.reliedOn
                #expect(!Exhaustive(event: event.without(all.subtracting(set))).hasAllocation, "seed \(seed): \(set)")
                // Where fewer minimums are too much already, it is said which, and nothing else is claimed.
                guard cause.enough.count == cause.minimumsOfRound.count else { continue }
                guard cause.isLiteral else {
                    vague += 1
                    continue
                }
                for rule in cause.told {
                    let rest = event.without(all.subtracting(set).union([rule]))
                    #expect(Exhaustive(event: rest).hasAllocation, "seed \(seed): \(rule) is needless in \(set)")
                }
            }
        }
        #expect(told > 4 && 30 * vague <= told && relying <= told / 5, "\(told), \(vague), \(relying)")
    }

    /// Ann chairs 1.2, without her friends: one of these is a rival, and so is dora; so nobody else is there.
    private func chairWithCompanions() -> Event {
        var builder = EventBuilder()
        builder.session("1.1", round: 1)
        builder.session("1.2", round: 1, minimum: 2)
        builder.session("1.3", round: 1)
        for id in ["ann", "bob", "cas", "dora"] { builder.attendee(id, [[]]) }
        builder.groups = [("rivals", .apart, ["ann", "bob", "dora"]), ("friends", .together, ["ann", "bob", "cas"])]
        builder.duty("ann", "1.2", .chair)
        return builder.event()
    }

    @Test("a duty that keeps two groups from being at odds is told with what follows from it")
    func reliedOn() throws {
        let event = chairWithCompanions(), told = try #require(Infeasibility.explain(event).first)
        let note = try #require(told.notes.first { $0.english.hasPrefix("give up any one of these") })
        #expect(
            note.english == "give up any one of these and the rest is possible, as long as this stays: "
                + "ann chairs '1.2'")
        #expect(note.dutch == "laat er één los, dan kan de rest wel, zolang dit blijft: ann zit '1.2' voor")
        let cause = try #require(Infeasibility.causes(event, .none, Patience()).first)
        #expect(cause.reliedOn == [.duty(0)] && Set(cause.core) == [.minimum(SessionIndex(1)), .group(0), .group(1)])
        let ways = RepairSearch(event: event, leeway: .none).mending(cause.core, reliedOn: cause.reliedOn)
        #expect(ways.count == 3)
        for way in ways { #expect(Exhaustive(event: way.applied(to: event)).hasAllocation, "\(way)") }
    }

    /// The board is at F during 1.1 and 1.2, so that only two of four people can fill these.
    @Test("who is excused is not left out in silence: what excuses them is a part of the set")
    func excuse() throws {
        var builder = EventBuilder()
        for id in ["1.1", "1.2"] { builder.session(id, round: 1, minimum: 2, time: EventBuilder.span(600, 660)) }
        builder.item("F", time: EventBuilder.span(600, 660), requiredFor: ["board"])
        for (id, role) in [("ann", "board"), ("bob", "board"), ("cas", ""), ("dora", "")] {
            builder.attendee(id, roles: role.isEmpty ? [] : [role], [[]])
        }
        let told = try #require(Infeasibility.explain(builder.event()).first)
        #expect(
            told.message.english == "the minimums of round 1 add up to 4, for 2 people: no allocation can exist")
        #expect(
            told.notes.prefix(4).map(\.english) == [
                "minimums: '1.1' (2) and '1.2' (2)", "times: 'F' 10:00–11:00, '1.1' 10:00–11:00 and '1.2' 10:00–11:00",
                "'F' is required for board", "give up any one of these and the rest is possible",
            ])
    }
}

import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Counting who fits where")
struct SeatCheckTests {
    static let kinds =
        InfeasibilityTests.kinds + [RandomEvents(people: 5...6, rounds: 1, sessions: 2...4, hasSocialRules: true)]

    @Test(
        "what is called impossible has no allocation, and what is called possible has one: by trying every one",
        arguments: kinds.indices)
    func equalsExhaustiveSearch(kind: Int) {
        var impossible = 0, possible = 0
        for seed in 0..<150 {
            let event = SeatCheckTests.kinds[kind].event(seed: seed).withoutRankings(), rules = RuleBook(event)
            guard rules.personalContradictions.isEmpty else { continue }
            switch SeatCheck(event, rules).verdict() {
            case .open: continue
            case .impossible:
                impossible += 1
                #expect(!Exhaustive(event: event).hasAllocation, "seed \(seed)")
            case .possible:
                possible += 1
                #expect(Exhaustive(event: event).hasAllocation, "seed \(seed)")
            }
        }
        #expect(impossible > 3 && possible > 3, "too few for this to mean anything: \(impossible), \(possible)")
    }

    @Test("what a cut names is so: these people can be nowhere else, or nobody else can come", arguments: kinds.indices)
    func cuts(kind: Int) {
        for seed in 0..<150 {
            let event = SeatCheckTests.kinds[kind].event(seed: seed).withoutRankings(), rules = RuleBook(event)
            guard rules.personalContradictions.isEmpty,
                case .impossible(let cut) = SeatCheck(event, rules).verdict()
            else { continue }
            let there = event.attendees.indices.map { AttendeeIndex($0) }.filter { attendee in
                rules.variants[attendee] == nil && rules.table.standing(of: attendee, round: cut.round).isPlaced
            }
            if cut.isOfMinimums {
                #expect(cut.sessions.reduce(0) { $0 + event[$1].minimum } > cut.places, "seed \(seed)")
                let others = there.filter { !cut.people.contains($0) }
                for session in cut.sessions where cut.organisations.isEmpty && cut.groups.isEmpty {
                    #expect(
                        !others.contains { rules.table.options(of: $0, round: cut.round).contains(session) }
                            || event.groups.contains { $0.rule == .together } || !rules.table.conflicts.isEmpty,
                        "seed \(seed)")
                }
            } else {
                #expect(cut.people.count > cut.places, "seed \(seed)")
                for attendee in cut.people
                where !event.groups.contains(where: { $0.rule == .together })
                    && rules.table.conflicts.isEmpty
                {
                    let options = rules.table.options(of: attendee, round: cut.round)
                    #expect(options.allSatisfy(cut.sessions.contains), "seed \(seed)")
                }
            }
        }
    }

    @Test("no fewer extra seats will do than the flows lack", arguments: [0, 3, 5])
    func shortage(kind: Int) throws {
        var looked = 0
        for seed in 0..<120 {
            let event = SeatCheckTests.kinds[kind].event(seed: seed).withoutRankings(), rules = RuleBook(event)
            guard rules.personalContradictions.isEmpty,
                case .impossible = SeatCheck(event, rules).verdict(),
                let found = SeatCheck(event, rules, roomsMayGrow: true).shortage(seats: true, minimums: false)
            else { continue }
            let total = found.seats.reduce(0, +)
            guard (1...2).contains(total) else { continue }
            looked += 1
            for position in event.sessions.indices where total == 2 {
                let one = Repair(seats: [.init(session: SessionIndex(position), count: 1)])
                #expect(!Exhaustive(event: one.applied(to: event)).hasAllocation, "seed \(seed)")
            }
        }
        #expect(looked > 2, "too few for this to mean anything: \(looked)")
    }

    @Test("people who stay together may be in a room that grows for them: that can take the fewest seats")
    func grownRoom() {
        var builder = EventBuilder()
        for (id, capacity) in [("A", 2), ("C", 1)] { builder.session(id, round: 1, capacity: capacity) }
        for person in ["p", "q", "r", "s"] { builder.attendee(person, [[]]) }
        builder.duty("p", "A", .speaker)
        builder.duty("q", "C", .excluded)
        builder.groups.append(("pair", .together, ["r", "s"]))
        let event = builder.event(), rules = RuleBook(event)
        // One more seat in C; in A it would take two, which counting the two apart does not see.
        let lacking = SeatCheck(event, rules, roomsMayGrow: true).shortage(seats: true, minimums: false)
        #expect(lacking?.seats.reduce(0, +) == 1)
        let ways = Infeasibility.explain(event).flatMap(\.notes).map(\.english)
        #expect(ways.contains { $0.contains("add 1 seat in 'C'") }, "\(ways)")
    }

    @Test("a flow through a small network, and the cheapest way to enlarge it")
    func network() {
        // Two ways from 0 to 3, of 2 and of 1, and a dear one of 5.
        var network = FlowNetwork(nodeCount: 4)
        network.addArc(0, 1, capacity: 2)
        network.addArc(1, 3, capacity: 4)
        network.addArc(0, 2, capacity: 3)
        network.addArc(2, 3, capacity: 1)
        let dear = network.addArc(2, 3, capacity: 5, price: 1)
        let turn = network.addArc(2, 1, capacity: 1)
        #expect(network.sendFree(from: 0, to: 3) == 4, "two, one, and one around the corner")
        #expect(network.flow(through: turn) == 1 && network.flow(through: dear) == 0)
        #expect(network.sendCheaply(from: 0, to: 3) == 1 && network.flow(through: dear) == 1)
        #expect(network.reachable(from: 0) == [true, false, false, false])
    }
}

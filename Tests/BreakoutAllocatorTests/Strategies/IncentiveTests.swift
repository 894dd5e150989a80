import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

/// What ranking something else than one's true wishes brings.
@Suite("Incentives")
struct IncentiveTests {
    /// One round, nobody together, nothing cancelled: where truthful strategies claim to be so.
    private func day(seed: Int, rankings: [[String]]? = nil) -> (Event, [[String]]) {
        var random = SeededGenerator(seed)
        var builder = EventBuilder("day")
        builder.settings.seed = UInt64(seed)
        let count = Int.random(in: 3...6, using: &random)
        let sessions = ["1.1", "1.2", "1.3"]
        let extra = Int.random(in: 0...1, using: &random)
        for (position, id) in sessions.enumerated() {
            let capacity = (count + 2) / 3 + (position == 0 ? extra : 0)
            builder.session(
                id, round: 1, capacity: capacity, minimum: random.once(in: 3) ? 1 : 0,
                openTo: random.once(in: 6) ? ["mayor"] : [])
        }
        let truth = (0..<count).map { _ -> [String] in
            var order = sessions.shuffled(using: &random)
            order.removeLast(Int.random(in: 0...2, using: &random))
            return random.once(in: 4) && order.count > 1 ? ["\(order[0])=\(order[1])"] + order.dropFirst(2) : order
        }
        for (person, ranking) in (rankings ?? truth).enumerated() {
            builder.attendee(
                "p\(person)", roles: random.once(in: 2) ? ["mayor"] : ["guest"],
                registered: Int.random(in: 0...50, using: &random), [ranking])
        }
        return (builder.event(), truth)
    }

    /// Every way to rank some of three sessions, ties for the first place included.
    private static let misreports: [[String]] = {
        let ids = ["1.1", "1.2", "1.3"]
        var all: [[String]] = [[]]
        for a in ids {
            all.append([a])
            for b in ids where b != a {
                all.append([a, b])
                if a < b { all.append(["\(a)=\(b)"]) }
                for c in ids where c != a && c != b {
                    all.append([a, b, c])
                    if a < b { all.append(["\(a)=\(b)", c]) }
                }
            }
        }
        return all
    }()

    /// How many people, over many days, can gain by a misreport.
    private func gainers(_ strategy: any Strategy, days: Int) -> Int {
        var gainers = 0
        for seed in 0..<days {
            let (event, truth) = day(seed: seed)
            let rules = RuleBook(event)
            guard rules.contradictions.isEmpty, let honest = ConformanceTests.allocate(strategy, event) else {
                continue
            }
            for person in truth.indices {
                let attendee = AttendeeIndex(person)
                let own = honest.allocation.totalRegret(of: attendee, in: rules.table)
                let gains =
                    own > 0
                    && IncentiveTests.misreports.contains { report in
                        var reports = truth
                        reports[person] = report
                        let (other, _) = day(seed: seed, rankings: reports)
                        guard let lie = ConformanceTests.allocate(strategy, other) else { return false }
                        return lie.allocation.totalRegret(of: attendee, in: rules.table) < own
                    }
                if gains { gainers += 1 }
            }
        }
        return gainers
    }

    @Test("in one round no misreport gains anything where a strategy says so")
    func truthfulStrategiesAre() {
        let truthful = StrategyRegistry.all.filter(\.traits.isTruthful)
        #expect(truthful.map(\.name).sorted() == ["deferred", "first-come", "serial", "snake"])
        for strategy in truthful { #expect(gainers(strategy, days: 120) == 0, "\(strategy.name)") }
    }

    @Test("the same search finds people who gain under immediate acceptance and greedy seating")
    func othersAreNot() {
        #expect(gainers(ImmediateAcceptance(), days: 120) > 0)
        #expect(gainers(GreedyByScarcity(), days: 120) > 0)
    }

    @Test("first come, first served: nobody would rather have the place of somebody who signed up later")
    func respectsRegistration() {
        var pairs = 0
        for seed in 0..<300 {
            let (event, _) = day(seed: seed)
            let rules = RuleBook(event)
            // A minimum or a closed door may keep the earlier out of the later one's place.
            guard rules.contradictions.isEmpty, event.sessions.allSatisfy({ $0.minimum == 0 && $0.openTo.isEmpty }),
                let solved = ConformanceTests.allocate(FirstComeFirstServed(), event)
            else { continue }
            for a in event.attendees.indices {
                for b in event.attendees.indices
                where event.attendees[a].registered! < event.attendees[b].registered! {
                    let mine = solved.allocation.totalRegret(of: AttendeeIndex(a), in: rules.table)
                    let theirs = solved.allocation[AttendeeIndex(b), 0]!
                    #expect(rules.table.regret(of: AttendeeIndex(a), in: theirs)! >= mine, "seed \(seed)")
                    pairs += 1
                }
            }
        }
        #expect(pairs > 300)
    }

    @Test("deferred acceptance with one draw comes to a serial dictatorship in its order")
    func deferredIsSerial() {
        for seed in 0..<200 {
            let event = ConformanceTests.kinds[seed % 5].event(seed: seed)
            let rules = RuleBook(event)
            guard rules.contradictions.isEmpty,
                let start = HeldSessions(
                    request: AllocationRequest(
                        event: event, rules: rules, objective: .fair, seed: event.settings.seed)
                ).plan()
            else { continue }
            var seating = Seating(plan: start.plan, choices: start.choices)
            for round in 0..<event.roundCount {
                for unit in Turns.drawn(start.plan, round: round) {
                    for slot in start.plan.slots(of: unit, round: round) { seating.serve(slot) }
                }
            }
            let deferred = ConformanceTests.allocate(DeferredAcceptance(), event)!
            let table = start.plan.rules.table
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                for round in 0..<event.roundCount {
                    let serial = seating.plan.allocation(seating.choice).regret(of: attendee, round: round, in: table)
                    #expect(deferred.allocation.regret(of: attendee, round: round, in: table) == serial, "seed \(seed)")
                }
            }
        }
    }
}

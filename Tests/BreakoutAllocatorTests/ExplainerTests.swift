import BreakoutModel
import BreakoutTestSupport
import Optimisation
import Synchronization
import Testing

@testable import BreakoutAllocator

@Suite("Explanations")
struct ExplainerTests {
    @Test("what a first choice would have cost equals exhaustive search", arguments: ExactStrategyTests.kinds.indices)
    func costEqualsExhaustiveSearch(kind: Int) {
        var compared = 0, draws = 0, impossible = 0
        for seed in 0..<90 {
            let event = ExactStrategyTests.kinds[kind].event(seed: seed)
            guard let (solved, _, rules) = solved(event) else { continue }
            let before = RuleBook(event)
            let stages = event.settings.objective.stages(
                largestTotalRegret: before.largestTotalRegret, deepestChoice: before.deepestChoice
            ).filter { $0 != .lottery }
            let values = zip(stages, solved.stages).map { $0.sense == .maximise ? -$1.value : $1.value }
            var explainer = Explainer(
                event: event, rules: before, allocation: solved.allocation, objective: event.settings.objective,
                seed: event.settings.seed)
            let people = event.attendees.indices.map { AttendeeIndex($0) }
            let totals = people.map { solved.allocation.totalRegret(of: $0, in: rules.table) }
            for attendee in people {
                for round in explainer.explain(attendee).rounds {
                    guard let missed = round.missed else { continue }
                    let answer = ForcedExhaustive(
                        event: event, attendee: attendee, round: round.round, sessions: missed.sessions, totals: totals,
                        stages: stages
                    ).answer()
                    compared += 1
                    switch missed.cost {
                    case .unknown: Issue.record("seed \(seed): not worked out")
                    case .impossible:
                        impossible += 1
                        #expect(answer == nil, "seed \(seed): it is possible")
                    case .outcome(let outcome):
                        #expect(
                            [outcome.othersWorse, outcome.othersLoss, outcome.ownTotal]
                                == answer.map { [$0.worse, $0.loss, $0.own] }, "seed \(seed), \(attendee)")
                        let at = stages.indices.first { answer?.values[$0] != values[$0] }
                        #expect(outcome.difference?.stage == at.map { stages[$0] }, "seed \(seed)")
                        if let at, let difference = outcome.difference {
                            #expect(difference.before == abs(values[at]), "seed \(seed)")
                            #expect(difference.after == answer.map { abs($0.values[at]) }, "seed \(seed)")
                            #expect(difference.isWorse, "seed \(seed): better than the best")
                        } else {
                            draws += 1
                        }
                    }
                }
            }
        }
        #expect(compared > 20 && draws > 0, "too few for this to mean anything: \(compared), \(draws), \(impossible)")
    }

    @Test("all at once, on all cores, says the same as one by one", arguments: ExactStrategyTests.kinds.indices)
    func allAtOnce(kind: Int) {
        for seed in 0..<25 {
            let event = ExactStrategyTests.kinds[kind].event(seed: seed)
            guard let (solved, _, _) = solved(event) else { continue }
            let fresh = Explainer(
                event: event, rules: RuleBook(event), allocation: solved.allocation,
                objective: event.settings.objective, seed: event.settings.seed)
            let people = event.attendees.indices.map { AttendeeIndex($0) }
            var whole = fresh
            let together = whole.explain(people)
            for (attendee, explanation) in zip(people, together) {
                var single = fresh
                #expect("\(single.explain(attendee))" == "\(explanation)", "seed \(seed)")
            }
        }
    }

    @Test("where people are left without a place, a cost is that of exhaustive search", arguments: [0, 1, 3, 4])
    func withPeopleLeftOut(kind: Int) {
        var compared = 0, unplaced = 0
        for seed in 0..<120 {
            let event = UnplacedTests.kinds[kind].event(seed: seed), rules = RuleBook(event)
            guard rules.hardContradictions.isEmpty, !Exhaustive(event: event).hasAllocation,
                let run = UnplacedTests.Run(event)
            else { continue }
            let stages = event.settings.objective.stages(
                largestTotalRegret: rules.largestTotalRegretUnplaced, deepestChoice: rules.deepestChoice,
                allowsUnplaced: true
            ).filter { $0 != .lottery }
            var explainer = Explainer(
                event: event, rules: rules, allocation: run.solved.allocation, objective: event.settings.objective,
                seed: event.settings.seed, leavesOut: true)
            let people = event.attendees.indices.map { AttendeeIndex($0) }
            let totals = people.map { run.solved.allocation.totalRegret(of: $0, in: run.table) }
            for explanation in explainer.explain(people) {
                for round in explanation.rounds {
                    guard let missed = round.missed else { continue }
                    let answer = ForcedExhaustive(
                        event: event, attendee: explanation.attendee, round: round.round, sessions: missed.sessions,
                        totals: totals, stages: stages, allowsUnplaced: true
                    ).answer()
                    compared += 1
                    if round.session == nil { unplaced += 1 }
                    switch missed.cost {
                    case .unknown: Issue.record("seed \(seed): not worked out")
                    case .impossible: #expect(answer == nil, "seed \(seed): it is possible")
                    case .outcome(let outcome):
                        #expect(
                            [outcome.othersWorse, outcome.othersLoss, outcome.ownTotal]
                                == answer.map { [$0.worse, $0.loss, $0.own] }, "seed \(seed), \(explanation.attendee)")
                    }
                }
            }
        }
        #expect(compared > 3 && unplaced > 1, "too few for this to mean anything: \(compared), \(unplaced)")
    }

    @Test("something always stands in the way of a better place", arguments: ExactStrategyTests.kinds.indices)
    func alwaysAnObstacle(kind: Int) {
        for seed in 0..<120 {
            let event = ExactStrategyTests.kinds[kind].event(seed: seed)
            guard let (solved, _, _) = solved(event) else { continue }
            var explainer = Explainer(
                event: event, rules: RuleBook(event), allocation: solved.allocation,
                objective: event.settings.objective, seed: event.settings.seed)
            for index in event.attendees.indices {
                for round in explainer.explain(AttendeeIndex(index)).rounds {
                    guard let missed = round.missed else { continue }
                    #expect(!missed.sessions.isEmpty, "seed \(seed)")
                    #expect(missed.obstacles.allSatisfy { !$0.isEmpty }, "seed \(seed): \(index) round \(round.round)")
                }
            }
        }
    }

    /// Two people want the one seat in X: the draw gives it to one of them.
    @Test("the draw decided between two people with the same wish")
    func draw() throws {
        var builder = EventBuilder()
        builder.session("X", round: 1, capacity: 1)
        builder.session("Y", round: 1, capacity: 1)
        builder.attendee("ann", [["X", "Y"]])
        builder.attendee("bob", [["X", "Y"]])
        let outcome = try #require(try missed(builder.event()).first?.outcome)
        #expect(outcome == ForcedOutcome(difference: nil, othersWorse: 1, othersLoss: 1, ownTotal: 0))
    }

    /// Ann, Bob: X, Y, Z. Cat: Y, X, Z. Dan: Y, Z, X. One seat in X, two in Y, one in Z. Somebody must go to Z, and only
    /// for Dan that is a second choice, so Dan goes there. Ann and Bob want X: one of them has Y, with Cat. The other way
    /// round is as good.
    /// Giving Dan Y: then somebody of Ann, Bob, Cat has Z, with a disappointment of 2: worse than the one with 1 now.
    @Test("a choice that would cost others more is said to")
    func costs() throws {
        var builder = EventBuilder()
        builder.session("X", round: 1, capacity: 1)
        builder.session("Y", round: 1, capacity: 2)
        builder.session("Z", round: 1, capacity: 1)
        builder.attendee("ann", [["X", "Y", "Z"]])
        builder.attendee("bob", [["X", "Y", "Z"]])
        builder.attendee("cat", [["Y", "X", "Z"]])
        builder.attendee("dan", [["Y", "Z", "X"]])
        let event = builder.event()
        let found = try missed(event)
        #expect(found.count == 2)
        let dan = try #require(found.first { $0.attendee == "dan" }?.outcome)
        #expect(dan.difference == StageDifference(stage: .regretAtLeast(2), before: 0, after: 1))
        // Whoever of Ann and Bob has Y now goes to Z: one person, one step.
        #expect(dan.othersWorse == 1 && dan.othersLoss == 1 && dan.ownTotal == 0)
    }

    @Test("people in the same situation are worked out once")
    func sameSituation() throws {
        var builder = EventBuilder()
        builder.session("X", round: 1, capacity: 2)
        builder.session("Y", round: 1)
        for number in 0..<12 { builder.attendee("p\(number)", [["X", "Y"]]) }
        let event = builder.event()
        let run = try #require(solved(event)).0
        var explainer = Explainer(
            event: event, rules: RuleBook(event), allocation: run.allocation, objective: .fair, seed: 1)
        let missed = event.attendees.indices.count {
            explainer.explain(AttendeeIndex($0)).rounds[0].missed != nil
        }
        #expect(missed == 10)
        #expect(explainer.solveCount == 1)
    }

    @Test("when the time is up nothing more is begun: of each question only the clock is looked at")
    func stopped() throws {
        var builder = EventBuilder()
        builder.session("X", round: 1, capacity: 1)
        for number in 1...9 { builder.session("Y\(number)", round: 1, capacity: 2) }
        for number in 1...9 { builder.attendee("p\(number)", [["X", "Y\(number)"]]) }
        let event = builder.event()
        let run = try #require(solved(event)).0
        let looks = Mutex(0)
        let control = SolveControl(isCancelled: {
            looks.withLock { $0 += 1 }
            return true
        })
        var explainer = Explainer(
            event: event, rules: RuleBook(event), allocation: run.allocation, objective: .fair, seed: 1,
            control: control)
        let costs = explainer.explain(event.attendees.indices.map { AttendeeIndex($0) })
            .compactMap { $0.rounds[0].missed?.cost }
        #expect(costs.count == 8)
        for cost in costs {
            guard case .unknown(.stopped) = cost else {
                Issue.record("worked out when there was no time")
                continue
            }
        }
        #expect(looks.withLock { $0 } == 8)
    }

    @Test("a choice that could not be had is named with its reason")
    func dropped() throws {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, time: EventBuilder.span(600, 660), openTo: ["mayor"])
        builder.session("1.2", round: 1, time: EventBuilder.span(600, 660))
        builder.session("2.1", round: 2, time: EventBuilder.span(700, 760))
        builder.session("2.2", round: 2, time: EventBuilder.span(730, 790))
        builder.item("board", time: EventBuilder.span(680, 710), requiredFor: ["board"])
        builder.attendee("ann", roles: ["board"], [["1.1", "1.2"], ["2.1", "2.2"]])
        let event = builder.event()
        let run = try #require(solved(event)).0
        var explainer = Explainer(
            event: event, rules: RuleBook(event), allocation: run.allocation, objective: .fair, seed: 1)
        let rounds = explainer.explain(AttendeeIndex(0)).rounds
        #expect(rounds[0].dropped == [DroppedWish(session: SessionIndex(0), reason: .notOpen)])
        #expect(
            rounds[1].dropped
                == [DroppedWish(session: SessionIndex(2), reason: .clash(.fixedItem(FixedItemIndex(0))))])
        #expect(rounds.allSatisfy { $0.missed == nil && $0.choice == .ranked(1) })
    }

    @Test("an allocation that does not fit the event is explained without costs")
    func changed() throws {
        var builder = EventBuilder()
        builder.session("X", round: 1, capacity: 1)
        builder.session("Y", round: 1, capacity: 1)
        builder.attendee("ann", [["X", "Y"]])
        builder.attendee("bob", [["X", "Y"]])
        let event = builder.event()
        var nobody = Allocation(attendeeCount: 2, roundCount: 1)
        nobody[AttendeeIndex(0), 0] = SessionIndex(1)
        for fits in [true, false] {
            var explainer = Explainer(
                event: event, rules: RuleBook(event), allocation: nobody, objective: .fair, seed: 1, fits: fits)
            let missed = try #require(explainer.explain(AttendeeIndex(0)).rounds[0].missed)
            switch missed.cost {
            case .unknown(.incomplete): #expect(fits)
            case .unknown(.eventChanged): #expect(!fits)
            default: Issue.record("a cost for an allocation that is none")
            }
        }
    }

    /// Everybody who misses a first choice, by id, with the outcome where there is one.
    private func missed(_ event: Event) throws -> [(attendee: String, outcome: ForcedOutcome?)] {
        let run = try #require(solved(event)).0
        var explainer = Explainer(
            event: event, rules: RuleBook(event), allocation: run.allocation,
            objective: event.settings.objective, seed: event.settings.seed)
        var found: [(attendee: String, outcome: ForcedOutcome?)] = []
        for (index, attendee) in event.attendees.enumerated() {
            for round in explainer.explain(AttendeeIndex(index)).rounds {
                guard let missed = round.missed else { continue }
                if case .outcome(let outcome) = missed.cost {
                    found.append((attendee.id, outcome))
                } else {
                    found.append((attendee.id, nil))
                }
            }
        }
        return found
    }
}

import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// Six people, two rounds; every number below is worked out by hand.
///
///     person  round 1: ranking, got      round 2: ranking, got        total
///     a       A B      A   regret 0      C D      D   regret 1        1
///     b       A B      B   regret 1      C D      D   regret 1        2
///     c       B A      B   regret 0      C        C   regret 0        0
///     d       A        B   unlisted, 1   -        C   no preference   1
///     e       (chairs A)                 D C      C   regret 1        1
///     f       absent                     -        D   no preference   0 (does not choose)
@Suite("The numbers of the summary")
struct NumberTests {
    static func run() throws -> Run {
        var day = Day()
        day.sessions = [
            Session(id: "A", round: 0, capacity: 2), Session(id: "B", round: 0),
            Session(id: "C", round: 1), Session(id: "D", round: 1),
        ]
        day.people = [
            Day.Person(id: "a", organisation: "Ede", roles: [Day.guest], wishes: [["A", "B"], ["C", "D"]]),
            Day.Person(id: "b", organisation: "Ede", roles: [Day.guest], wishes: [["A", "B"], ["C", "D"]]),
            Day.Person(id: "c", organisation: "Ede", roles: [Day.guest], wishes: [["B", "A"], ["C"]]),
            Day.Person(id: "d", organisation: "Ede", wishes: [["A"], []]),
            Day.Person(id: "e", organisation: "Ede", wishes: [["A"], ["D", "C"]]),
            Day.Person(id: "f", organisation: "Ede", absent: [0], wishes: [[], []]),
        ]
        for index in day.people.indices { day.people[index].registered = 100 - index }
        day.duties = [("e", "A", .chair)]
        return try Run(day, seats: ["a": "A D", "b": "B D", "c": "B C", "d": "B C", "e": "A C", "f": "- D"])
    }

    @Test("rounds and regrets agree with the hand calculation")
    func counts() throws {
        let summary = try #require(try NumberTests.run().summary)
        #expect(
            summary.rounds == [
                RoundSummary(
                    round: 1, placed: 5, choosing: 4, profile: [2, 1], unlisted: 1, onDuty: 1,
                    noPreference: 0,
                    excused: 0, absent: 1, totalRegret: 2),
                RoundSummary(
                    round: 2, placed: 6, choosing: 4, profile: [1, 3], unlisted: 0, onDuty: 0,
                    noPreference: 2,
                    excused: 0, absent: 0, totalRegret: 3),
            ])
        #expect(summary.regret == RegretSummary(profile: [1, 3, 1], total: 5, sumOfSquares: 7, worst: 2))
        // The largest that anybody could have is 1 + 1; the deepest choice is the second.
        #expect(summary.stages.map(\.name).first == "total regret at least 2")
        #expect(summary.stages.prefix(3).map(\.value) == [1, 4, 3])
        #expect(try NumberTests.run().objections == [])
    }

    @Test("fairness agrees with the hand calculation")
    func fairness() throws {
        let fairness = try #require(try NumberTests.run().summary).fairness
        // Choosing: a, b, c, d, e with 1, 2, 0, 1, 1. Placements in choosing rounds: 2+2+2+1+1 = 8, firsts a1 c1 c2.
        #expect(fairness.choosing == 5)
        #expect(fairness.firstChoiceShare == 3.0 / 8)
        #expect(fairness.meanTotalRegret == 1)
        #expect(fairness.medianTotalRegret == 1)
        #expect(fairness.worstTotalRegret == 2)
        #expect(fairness.twoDisappointments == 1)
        // Both rounds: a (0,1), b (1,1), c (0,0). x: mean 1/3; y: mean 2/3. Covariance 1 - 1·2/3 = 1/3;
        // variances 2/3 and 2/3: the coefficient is 1/2.
        #expect(abs((fairness.correlations.first?.coefficient ?? 0) - 0.5) < 1e-12)
        // Pairs of 0 1 1 1 2: 0 with three 1s 3, with 2 2; three 1s with 2 3: 8, both orders 16. / (2·5·5) = 0.32.
        #expect(abs((fairness.gini ?? 0) - 0.32) < 1e-12)
        // Largest possible: a 2, b 2, c 2 (D was not ranked: 1), d 1, e 1. u = 1/2, 0, 1, 0, 0.
        // (1.5)² / (5 · 1.25) = 0.36.
        #expect(abs((fairness.jain ?? 0) - 0.36) < 1e-12)
        // Cumulated 0 0 1 2 3 5 over 0...5 people.
        let lorenz = [0, 0, 0, 0, 0.2, 0.2, 0.4, 0.4, 0.6, 0.6, 1]
        #expect(zip(fairness.lorenz, lorenz).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(fairness.lorenz.count == 11)
        // Ede has the five; guests are three, too few; sign-up parts have at most two.
        #expect(fairness.organisations.map(\.name) == ["Ede"])
        #expect(fairness.organisations.first?.attendees == 5)
        #expect(fairness.roles.isEmpty)
        #expect(fairness.signUp.isEmpty)
        // Round 1: A holds a freely; b and d want it (regret 0 < 1). a's own wish is 0, not weaker... but equal:
        // b's 0 <= a's 0, so a is envied without a stronger wish.
        #expect(fairness.rounds[0].envious == 2)
        #expect(fairness.rounds[0].envied == 1)
        #expect(fairness.rounds[0].enviedWithoutStrongerWish == 1)
        // Round 2: a and b want C (held by c, d, e), e wants D (held by a, b, f). All six are envied. c's wish for C
        // is 0, as a's: counted; d has none; e's wish for C is 1 >= 0; a and b for D 1 >= 0; f has none.
        #expect(fairness.rounds[1].envious == 3)
        #expect(fairness.rounds[1].envied == 6)
        #expect(fairness.rounds[1].enviedWithoutStrongerWish == 6)
    }

    @Test("parts of sign-up differ by at most one, the larger first, and ties go by key")
    func signUp() throws {
        var day = Day()
        day.sessions = [Session(id: "A", round: 0)]
        day.people = (0..<22).map {
            Day.Person(id: "p\(10 + $0)", wishes: [["A"]], registered: $0 < 6 ? 50 : 10)
        }
        let run = try Run(day, seats: Dictionary(uniqueKeysWithValues: day.people.map { ($0.id, "A") }))
        // 22 = 6 + 6 + 5 + 5.
        #expect(run.summary?.fairness.signUp.map(\.attendees) == [6, 6, 5, 5])
        #expect(run.summary?.fairness.signUp.map(\.name) == ["1", "2", "3", "4"])
    }

    @Test("a wrong number is found", arguments: plants)
    func spoilt(_ plant: Plant) throws {
        var run = try NumberTests.run()
        try plant.spoil(&run)
        #expect(run.objections == [plant.code])
    }

    static func plant(
        _ code: String, _ claim: String, _ spoil: @escaping @Sendable (inout Summary) -> Void
    ) -> Plant {
        Plant(code, claim) { run in
            var summary = try #require(run.summary)
            spoil(&summary)
            run.summary = summary
        }
    }

    static let plants = [
        plant("summary-event", "another event") { $0.event = "Night" },
        plant("summary-attendees", "a person more") { $0.attendees += 1 },
        plant("summary-rounds", "a round less") { $0.rounds.removeLast() },
        plant("summary-rounds", "one more placed") { $0.rounds[0].placed += 1 },
        plant("summary-rounds", "a better profile") { $0.rounds[0].profile = [3] },
        plant("summary-rounds", "trailing zeros") { $0.rounds[1].profile.append(0) },
        plant("summary-rounds", "no unlisted") { $0.rounds[0].unlisted = 0 },
        plant("summary-rounds", "less regret in a round") { $0.rounds[1].totalRegret = 0 },
        plant("summary-regret", "less regret") { $0.regret.total -= 1 },
        plant("summary-regret", "another profile") { $0.regret.profile = [5] },
        plant("summary-regret", "a smaller worst") { $0.regret.worst = 1 },
        plant("summary-regret", "fewer squares") { $0.regret.sumOfSquares = 5 },
        plant("summary-stages", "a stage less") { $0.stages.removeLast() },
        plant("summary-stages", "stages in another order") { $0.stages.swapAt(0, 1) },
        plant("summary-stages", "another objective") { $0.objective = .total },
        plant("summary-value", "a better value") { $0.stages[1].value -= 1 },
        plant("summary-value", "another seed gives another lottery") { $0.seed = 2 },
        plant("summary-sense", "the wrong sense") {
            $0.stages[0].sense = .maximise; $0.stages[0].bound = 1; $0.stages[0].proven = true
        },
        plant("summary-bound-beyond-value", "a bound that the value disproves") { $0.stages[0].bound = 2 },
        plant("summary-proven", "an open stage called proven") { $0.stages[0].proven = true },
        plant("summary-status", "no allocation, it says") { $0.status = .infeasible },
        plant("summary-fairness", "a lower Gini") { $0.fairness.gini = 0.31 },
        plant("summary-fairness", "no Jain") { $0.fairness.jain = nil },
        plant("summary-fairness", "a Lorenz point") { $0.fairness.lorenz[5] += 1e-6 },
        plant("summary-fairness", "a correlation left out") { $0.fairness.correlations = [] },
        plant("summary-fairness", "nobody envious") { $0.fairness.rounds[0].envious = 0 },
        plant("summary-fairness", "an organisation left out") { $0.fairness.organisations = [] },
        plant("summary-fairness", "another group's mean") {
            $0.fairness.organisations[0].meanTotalRegret = 0.5
        },
    ]

    @Test("an optimal summary needs a certificate, and no stage open")
    func optimal() throws {
        var run = try NumberTests.run()
        run.summary?.status = .optimal
        #expect(run.objections == ["proof-missing", "stage-not-proven"])
        run.summary?.status = .feasible
        run.requireProof = true
        #expect(run.objections == ["proof-missing"])
        run.requireProof = false
        #expect(run.objections == [])
        run.summary = nil
        #expect(run.objections == [])
    }
}

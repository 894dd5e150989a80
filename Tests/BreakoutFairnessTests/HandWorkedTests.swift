import BreakoutFairness
import BreakoutModel
import Testing

@Suite("statistics worked out by hand")
struct HandWorkedTests {
    private func fairness(_ small: SmallEvent) -> FairnessSummary {
        AllocationStatistics.fairness(of: small.allocation, event: small.event, table: small.table)
    }

    private func close(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-12 } ?? false }

    /// Two rounds of three sessions (positions 0, 1, 2).
    ///
    ///     person  round 1: ranked, received -> regret   round 2: ranked, received -> regret   total
    ///     0       0 1 2, 0 -> 0                          0 1 2, 2 -> 2                         2
    ///     1       0 1, 2 -> 2 (not ranked)               (0=1) 2, 1 -> 0 (tied first)          2
    ///     2       1 0, 0 -> 1                            no preference, 0                      1
    ///     3       on duty at 1                           0, 0 -> 0                             0
    ///     4       absent                                 excused                               does not count
    private func twoRounds() throws -> SmallEvent {
        try SmallEvent(
            sessions: [3, 3],
            people: [
                .init(parts: [.ranks([[0], [1], [2]], gets: 0), .ranks([[0], [1], [2]], gets: 2)]),
                .init(parts: [.ranks([[0], [1]], gets: 2), .ranks([[0, 1], [2]], gets: 1)]),
                .init(parts: [.ranks([[1], [0]], gets: 0), .noPreference(gets: 0)]),
                .init(parts: [.duty(at: 1), .ranks([[0]], gets: 0)]),
                .init(parts: [.absent, .excused]),
            ])
    }

    @Test("a round counts choices received, and everybody else by their reason")
    func rounds() throws {
        let small = try twoRounds()
        let rounds = AllocationStatistics.rounds(
            of: small.allocation, event: small.event, table: small.table)
        #expect(
            rounds == [
                RoundSummary(
                    round: 1, placed: 4, choosing: 3, profile: [1, 1], unlisted: 1, onDuty: 1,
                    noPreference: 0, excused: 0, absent: 1, totalRegret: 3),
                RoundSummary(
                    round: 2, placed: 4, choosing: 3, profile: [2, 0, 1], unlisted: 0, onDuty: 0,
                    noPreference: 1, excused: 1, absent: 0, totalRegret: 2),
            ])
    }

    @Test("total regrets are counted over those who choose somewhere")
    func regret() throws {
        let small = try twoRounds()
        // Totals 2, 2, 1, 0: squares 4 + 4 + 1.
        #expect(
            AllocationStatistics.regret(of: small.allocation, table: small.table)
                == RegretSummary(profile: [1, 1, 2], total: 5, sumOfSquares: 9, worst: 2))
    }

    @Test("shares, means, medians and indices of two rounds")
    func indices() throws {
        let fair = fairness(try twoRounds())
        #expect(fair.choosing == 4)
        // Six placements of choosing attendees, three of them first choices.
        #expect(fair.firstChoiceShare == 0.5)
        #expect(fair.meanTotalRegret == 1.25)
        // 0 1 2 2: the middle two are 1 and 2.
        #expect(fair.medianTotalRegret == 1.5)
        #expect(fair.worstTotalRegret == 2)
        #expect(fair.twoDisappointments == 0)
        // |differences| over unordered pairs of 0 1 2 2: 1+2+2+1+1+0 = 7, ordered 14; 14 / (2 · 4 · 5).
        #expect(close(fair.gini, 0.35))
        // Largest possible totals: person 0: 2+2 = 4; person 1: 2+2 = 4; person 2: 2; person 3: 1 (one
        // session ranked, the others cost 1). u = 1/2, 1/2, 1/2, 1: 2.5² / (4 · 1.75).
        #expect(close(fair.jain, 6.25 / 7))
        // floor(4 p / 10) = 0 0 0 1 1 2 2 2 3 3 4 of the sorted 0 1 2 2.
        #expect(fair.lorenz == [0, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0.6, 0.6, 1])
        // Both rounds: persons 0 (0, 2) and 1 (2, 0).
        #expect(fair.correlations == [RoundCorrelation(first: 1, second: 2, coefficient: -1)])
        #expect(fair.rounds[0].meanRegret == 1)
        #expect(fair.rounds[0].medianRegret == 1)
        #expect(close(fair.rounds[0].firstChoiceShare, 1.0 / 3))
        #expect(fair.rounds[1].worstRegret == 2)
    }

    @Test("envy looks at free people, and at who wished it more")
    func envy() throws {
        // Round 1 of the event above: 0 in session 0 (regret 0), 1 in 2 (regret 2), 2 in 0 (regret 1), 3 on duty in 1.
        // Person 1 would rather have 0 (regret 0) or 1 (regret 1; only somebody on duty is there). Person 2 would
        // rather have 1: nobody free is there. So person 1 is envious; envied are 0 and 2, both in session 0.
        // Person 1's regret there is 0: person 0's is 0 too, person 2's is 1. Neither wished it more.
        let rounds = fairness(try twoRounds()).rounds
        #expect(rounds[0].envious == 1)
        #expect(rounds[0].envied == 2)
        #expect(rounds[0].enviedWithoutStrongerWish == 2)
        // Round 2: person 0 (in 2, regret 2) would rather have 0 (regret 0: persons 2 and 3) or 1 (regret 1: person
        // 1). Person 1's own regret is 0 < 1: the stronger wish. Person 3's is 0, not stronger; person 2 has none.
        #expect(rounds[1].envious == 1)
        #expect(rounds[1].envied == 3)
        #expect(rounds[1].enviedWithoutStrongerWish == 2)
    }

    @Test("two disappointments are rounds, not points")
    func twoDisappointments() throws {
        let small = try SmallEvent(
            sessions: [3, 3],
            people: [
                .init(parts: [.ranks([[0], [1], [2]], gets: 2), .ranks([[0], [1]], gets: 0)]),
                .init(parts: [.ranks([[0], [1]], gets: 1), .ranks([[0], [1]], gets: 1)]),
            ])
        #expect(fairness(small).twoDisappointments == 1)
    }

    @Test("no regret at all: Gini 0, a flat Lorenz curve, Jain 1, no correlation")
    func noRegret() throws {
        let person = SmallEvent.Person(parts: [.ranks([[0]], gets: 0), .ranks([[0]], gets: 0)])
        let fair = fairness(try SmallEvent(sessions: [1, 1], people: [person, person]))
        #expect(fair.gini == 0)
        #expect(fair.jain == 1)
        #expect(fair.lorenz == Array(repeating: 0, count: 11))
        #expect(fair.correlations.map(\.coefficient) == [nil])
        #expect(fair.firstChoiceShare == 1)
    }

    @Test("everybody gets the worst there is: Jain is not defined, Gini is 0")
    func allWorst() throws {
        let person = SmallEvent.Person(parts: [.ranks([[0]], gets: 1)])
        let fair = fairness(try SmallEvent(sessions: [2], people: [person, person]))
        #expect(fair.jain == nil)
        #expect(fair.gini == 0)
    }

    @Test("nobody chooses: nothing that is a mean over nobody has a value")
    func nobody() throws {
        let fair = fairness(try SmallEvent(sessions: [1], people: [.init(parts: [.noPreference(gets: 0)])]))
        #expect(fair.choosing == 0)
        #expect(fair.firstChoiceShare == nil)
        #expect(fair.meanTotalRegret == nil)
        #expect(fair.medianTotalRegret == nil)
        #expect(fair.gini == nil)
        #expect(fair.jain == nil)
        #expect(fair.lorenz.isEmpty)
        #expect(fair.rounds[0].meanRegret == nil)
        #expect(fair.organisations.isEmpty && fair.roles.isEmpty && fair.signUp.isEmpty)
    }

    @Test("the sign-up parts differ by at most one, the larger first, and small ones are left out")
    func signUp() throws {
        // 22 people: parts of 6, 6, 5, 5. Sign-up times run backwards. 18 people: 5, 5, 4, 4; only two are shown.
        func sizes(_ count: Int) throws -> [GroupFairness] {
            let people = (0..<count).map { index in
                SmallEvent.Person(
                    parts: [.ranks([[0]], gets: index < 6 ? 1 : 0)], registered: 1000 - index)
            }
            return fairness(try SmallEvent(sessions: [2], people: people)).signUp
        }
        let parts = try sizes(22)
        #expect(parts.map(\.name) == ["1", "2", "3", "4"])
        #expect(parts.map(\.attendees) == [6, 6, 5, 5])
        // The first six by number signed up last: all of part 4 and one of part 3 have regret 1.
        #expect(parts.map(\.meanTotalRegret) == [0, 0, 0.2, 1])
        #expect(try sizes(18).map(\.attendees) == [5, 5])
    }
}

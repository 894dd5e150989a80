import BreakoutFairness
import BreakoutModel
import Testing

@Suite("fast statistics equal their definitions on random allocations")
struct DefinitionTests {
    private func fairness(_ small: SmallEvent) -> FairnessSummary {
        AllocationStatistics.fairness(of: small.allocation, event: small.event, table: small.table)
    }

    private func close(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) < 1e-9
    }

    @Test("Gini, Jain, Lorenz and correlations", arguments: 0..<300)
    func indices(seed: Int) throws {
        let small = try SmallEvent.random(seed: UInt64(seed))
        let naive = NaiveStatistics(small), fast = fairness(small)
        #expect(close(fast.gini, naive.gini))
        #expect(close(fast.jain, naive.jain))
        #expect(fast.lorenz.count == naive.lorenz.count)
        #expect(zip(fast.lorenz, naive.lorenz).allSatisfy { close($0, $1) })
        for pair in fast.correlations {
            #expect(close(pair.coefficient, naive.correlation(pair.first - 1, pair.second - 1)))
        }
    }

    @Test("envy, over all pairs of people", arguments: 0..<300)
    func envy(seed: Int) throws {
        let small = try SmallEvent.random(seed: UInt64(seed))
        let naive = NaiveStatistics(small)
        for (round, fast) in fairness(small).rounds.enumerated() {
            #expect(fast.round == round + 1)
            #expect(fast.choosing == naive.choosing(in: round).count)
            #expect(fast.envious == naive.envious(round))
            #expect(fast.envied == naive.envied(round))
            #expect(fast.enviedWithoutStrongerWish == naive.enviedWithoutStrongerWish(round))
        }
    }

    @Test("groups of at least five, by organisation, role and time of sign-up", arguments: 0..<300)
    func groups(seed: Int) throws {
        let small = try SmallEvent.random(seed: UInt64(seed))
        let naive = NaiveStatistics(small), fast = fairness(small)
        #expect(fast.organisations == naive.organisations)
        #expect(fast.roles == naive.roles)
        #expect(fast.signUp == naive.signUp)
    }

    @Test("the counts of a round add up to everybody", arguments: 0..<300)
    func rounds(seed: Int) throws {
        let small = try SmallEvent.random(seed: UInt64(seed))
        let rounds = AllocationStatistics.rounds(
            of: small.allocation, event: small.event, table: small.table)
        let regret = AllocationStatistics.regret(of: small.allocation, table: small.table)
        for round in rounds {
            #expect(
                round.choosing + round.onDuty + round.noPreference + round.excused + round.absent
                    == small.event.attendees.count)
            #expect(round.profile.reduce(0, +) + round.unlisted == round.choosing)
            #expect(round.profile.last != 0)
            #expect(round.placed == round.choosing + round.onDuty + round.noPreference)
        }
        #expect(regret.profile.last != 0)
        #expect(regret.total == rounds.reduce(0) { $0 + $1.totalRegret })
        #expect(regret.worst == max(0, regret.profile.count - 1))
    }

    @Test("stage values agree with the profiles", arguments: 0..<100)
    func stages(seed: Int) throws {
        let small = try SmallEvent.random(seed: UInt64(seed))
        let lottery = Lottery(seed: 7)
        func value(_ stage: Stage) -> Int {
            AllocationStatistics.value(
                of: stage, allocation: small.allocation, event: small.event, table: small.table,
                lottery: lottery)
        }
        let regret = AllocationStatistics.regret(of: small.allocation, table: small.table)
        let rounds = AllocationStatistics.rounds(
            of: small.allocation, event: small.event, table: small.table)
        #expect(value(.sumOfRegrets) == regret.total)
        #expect(value(.sumOfSquares) == regret.sumOfSquares)
        for level in 1...8 {
            #expect(value(.regretAtLeast(level)) == regret.profile.dropFirst(level).reduce(0, +))
            let placements = rounds.reduce(0) { $0 + ($1.profile.dropFirst(level - 1).first ?? 0) }
            #expect(value(.choices(level)) == placements)
        }
        var weights = 0
        for index in small.event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<small.event.roundCount
            where small.table.standing(of: attendee, round: round).isFree {
                let session = small.event[small.allocation[attendee, round]!]
                weights += Int(
                    lottery.weight(attendeeKey: small.event[attendee].key, sessionID: session.id))
            }
        }
        #expect(value(.lottery) == weights)
    }
}

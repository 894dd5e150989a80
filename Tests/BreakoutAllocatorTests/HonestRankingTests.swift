import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

/// Whether somebody gains by handing in another ranking than the true one, everything else equal and with the same
/// lottery.
@Suite struct HonestRankingTests {
    private let objectives: [Objective] = [.fair, .total, .balanced]

    /// The event with the ranking of one attendee for one round replaced.
    private func changed(
        _ event: Event, _ attendee: AttendeeIndex, round: Int, to ranking: [RankedSession]
    ) throws -> Event {
        var table = RankingTable(roundCount: event.roundCount)
        for index in event.attendees.indices {
            table.append(
                (0..<event.roundCount).map { other in
                    index == attendee.value && other == round
                        ? ranking : event.rankings.ranking(of: AttendeeIndex(index), round: other)
                })
        }
        return try Event(
            settings: event.settings, sessions: event.sessions, fixedItems: event.fixedItems,
            attendees: event.attendees, organisations: event.organisations, roles: event.roles, rankings: table,
            duties: event.duties, groups: event.groups)
    }

    @Test(
        "in a day of one round, cutting off the end of a list never gets its owner a better session")
    func shortened() throws {
        var compared = 0
        for seed in 0..<24 { compared += try shortened(seed: seed) }
        #expect(compared > 300, "too few rankings to mean anything")
    }

    /// The number of shortened rankings that were tried.
    private func shortened(seed: Int) throws -> Int {
        var compared = 0
        let event = RandomEvents(people: 3...5, rounds: 1, sessions: 3...4, hasSocialRules: seed % 2 == 0).event(
            seed: seed)
        for objective in objectives {
            guard let (honest, _, rules) = solved(event, objective: objective) else { continue }
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard rules.table.standing(of: attendee, round: 0) == .choosing,
                    let mine = honest.allocation.regret(of: attendee, round: 0, in: rules.table)
                else { continue }
                let ranking = event.rankings.ranking(of: attendee, round: 0)
                for length in ranking.indices {
                    let cut = try changed(event, attendee, round: 0, to: Array(ranking.prefix(length)))
                    let (short, _, _) = try #require(solved(cut, objective: objective))
                    let session = try #require(short.allocation[attendee, 0])
                    // By the true ranking; a session that is closed to its owner by the truth cannot have been received.
                    let now = try #require(rules.table.regret(of: attendee, in: session))
                    #expect(now >= mine, "seed \(seed), \(objective), attendee \(index), cut to \(length)")
                    compared += 1
                }
            }
        }
        return compared
    }

    @Test("sessions that its owner cannot have change nothing, wherever they stand in the list")
    func invalid() throws {
        var compared = 0
        for seed in 0..<80 { compared += try invalid(seed: seed) }
        #expect(compared > 60, "too few rankings to mean anything")
    }

    private func invalid(seed: Int) throws -> Int {
        var compared = 0
        let event = RandomEvents(people: 3...5, rounds: 2, sessions: 2...3).event(seed: seed)
        var random = SeededGenerator(seed)
        for objective in Objective.allCases {
            guard let (honest, _, rules) = solved(event, objective: objective) else { continue }
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                for round in 0..<2 where rules.table.standing(of: attendee, round: round).isFree {
                    let ranking = event.rankings.ranking(of: attendee, round: round)
                    let closed = event.sessions(inRound: round).filter {
                        rules.table.regret(of: attendee, in: $0) == nil
                    }
                    guard let extra = closed.randomElement(using: &random) else { continue }
                    // Left out where it is ranked, put in where it is not; ranks doubled, so that there is room between.
                    var other = ranking.filter { $0.session != extra }.map {
                        RankedSession($0.session, rank: $0.rank * 2)
                    }
                    if other.count == ranking.count {
                        other.append(RankedSession(extra, rank: Int.random(in: 1...9, using: &random)))
                    }
                    let altered = try changed(event, attendee, round: round, to: other)
                    #expect(try #require(solved(altered, objective: objective)).0.allocation == honest.allocation)
                    compared += 1
                }
            }
        }
        return compared
    }
}

import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Fair shares and their lottery")
struct SharesTests {
    typealias Agent = EatingMarket.Agent

    private func units(_ shares: [EatingMarket.Share], _ session: Int) -> Int {
        shares.reduce(0) { $1.session == session ? $0 + $1.units : $0 }
    }

    @Test("the example of Bogomolnaia and Moulin: half, a sixth less, ...")
    func knownExample() {
        // Four people, four places. Two rank a b c d and two rank b a d c: the first two eat half of a each, the others
        // half of b each, then the first half of c each and the others half of d each.
        let first = Agent(wishes: [0, 1, 2, 3], allowed: [0, 1, 2, 3])
        let second = Agent(wishes: [1, 0, 3, 2], allowed: [0, 1, 2, 3])
        let market = EatingMarket(
            agents: [first, first, second, second], lower: [0, 0, 0, 0], upper: [1, 1, 1, 1], bits: 4)
        let shares = market.shares()!
        for agent in 0..<2 { #expect((0..<4).map { units(shares[agent], $0) } == [8, 0, 8, 0]) }
        for agent in 2..<4 { #expect((0..<4).map { units(shares[agent], $0) } == [0, 8, 0, 8]) }
    }

    @Test("a minimum is eaten in time: who could fill it is kept for it")
    func minimumIsKept() {
        // Three people want session 0, which holds three; session 1 needs one: a third of it each.
        let agent = Agent(wishes: [0], allowed: [0, 1])
        let market = EatingMarket(agents: [agent, agent, agent], lower: [0, 1], upper: [3, 3], bits: 10)
        let shares = market.shares()!
        for agent in shares { #expect(abs(units(agent, 1) - 1024 / 3) <= 1) }
        #expect(shares.reduce(0) { $0 + units($1, 1) } == 1024)
    }

    @Test("shares keep the limits, equals have equal shares, and the lottery has exactly these shares")
    func sharesAndLottery() {
        for seed in 0..<300 {
            var random = SeededGenerator(seed)
            let bits = 5, sessions = Int.random(in: 2...4, using: &random)
            let count = Int.random(in: 2...9, using: &random)
            let agents = (0..<count).map { _ -> Agent in
                let allowed = (0..<sessions).filter { _ in !random.once(in: 5) }
                let open = allowed.isEmpty ? [0] : allowed
                let wishes = open.shuffled(using: &random)
                return Agent(
                    wishes: Array(wishes.prefix(Int.random(in: 0...wishes.count, using: &random))), allowed: open)
            }
            let upper = (0..<sessions).map { _ in Int.random(in: 1...count, using: &random) }
            let lower = upper.map { random.once(in: 2) ? Int.random(in: 0...min($0, 2), using: &random) : 0 }
            guard let shares = EatingMarket(agents: agents, lower: lower, upper: upper, bits: bits).shares() else {
                continue
            }
            check(shares, agents, lower, upper, bits, seed)
        }
    }

    private func check(
        _ shares: [[EatingMarket.Share]], _ agents: [Agent], _ lower: [Int], _ upper: [Int], _ bits: Int, _ seed: Int
    ) {
        let whole = 1 << bits
        for (agent, own) in zip(agents, shares) {
            #expect(own.reduce(0) { $0 + $1.units } == whole, "seed \(seed)")
            #expect(own.allSatisfy { agent.allowed.contains($0.session) && $0.units > 0 }, "seed \(seed)")
        }
        for (a, x) in zip(agents, shares) {
            for (b, y) in zip(agents, shares) where a.wishes == b.wishes && a.allowed == b.allowed {
                for session in a.wishes { #expect(abs(units(x, session) - units(y, session)) <= a.wishes.count) }
            }
        }
        let edges = shares.enumerated().flatMap { agent, shares in
            shares.map { EulerSplit.Edge(agent: agent, session: $0.session, units: $0.units) }
        }
        var sum: [[Int]] = agents.map { _ in Array(repeating: 0, count: upper.count) }
        for number in 0..<whole {
            let drawn = EulerSplit.draw(edges, agents: agents.count, sessions: upper.count, bits: bits) {
                number & (1 << $0) == 0
            }
            for session in upper.indices {
                let load = drawn.count { $0 == session }
                #expect(load >= lower[session] && load <= upper[session], "seed \(seed), allocation \(number)")
            }
            for (agent, session) in drawn.enumerated() { sum[agent][session] += 1 }
        }
        for agent in agents.indices {
            for session in upper.indices {
                #expect(sum[agent][session] == units(shares[agent], session), "seed \(seed)")
            }
        }
    }
}

import Testing

@testable import Optimisation

@Suite("Covers of side rules and rooms")
struct CoverTests {
    /// Units of these sizes in one slot with the same two resources; a side rule limits the people in the first.
    private func problem(sizes: [Int], limit: Int) -> AssignmentProblem {
        var problem = rooms([nil, nil], sizes: sizes)
        let terms = sizes.indices.map { unit in
            let number = problem.alternatives(ofUnit: unit, using: 0)[0]
            return (alternative: Int32(number), coefficient: Int32(sizes[unit]))
        }
        problem.add(SideRule(id: 0, limit: limit, terms: terms, isOfOnePlace: true))
        return problem
    }

    /// Units of these sizes in one slot, who may be in any room; `settled` people more are in the first, whatever happens.
    private func rooms(_ limits: [Int?], sizes: [Int], settled: Int = 0) -> AssignmentProblem {
        var problem = AssignmentProblem(
            upperLimit: limits, lowerLimit: limits.map { _ in 0 }, conflicts: [])
        for _ in 0..<settled { problem.addUnit(slots: [[.init(resource: 0, level: 0)]]) }
        for size in sizes {
            let alternatives = limits.indices.map { resource in
                AssignmentProblem.Alternative(
                    resource: resource, level: resource,
                    joint: JointAlternative(
                        levels: Array(repeating: resource, count: size), labels: Array(repeating: 0, count: size),
                        weight: 0, seats: size))
            }
            let people: UInt32 = (1 << UInt32(size)) - 1
            problem.addUnit(
                variants: [.init(slots: [.init(round: 0, people: people, alternatives: alternatives)])],
                peopleCount: size)
        }
        return problem
    }

    @Test("a pair and one more exceed two: at most one of them")
    func pair() throws {
        let problem = problem(sizes: [2, 1, 1], limit: 2)
        // Half of the pair and half of each of the others fill the rule exactly.
        var amounts = [Double](repeating: 0, count: problem.alternativeCount)
        for unit in 0..<3 { amounts[problem.alternatives(ofUnit: unit, using: 0)[0]] = unit == 0 ? 0.5 : 0.6 }
        let found = CoverSearch(problem).broken(by: amounts)
        let cover = try #require(found.first)
        #expect(found.count == 1 && cover.limit == 1 && cover.parent == .rule(0))
        #expect(cover.members.map(\.unit) == [0, 1])
    }

    @Test("three pairs in a room for five: at most two of them, without branching")
    func pairs() throws {
        let problem = problem(sizes: [2, 2, 2], limit: 5)
        let stage = StageCost(byTotalLevel: [0, 1])
        guard case .optimal(let result) = StagedSolver(problem: problem, stages: [stage], guide: stage).solve() else {
            Issue.record("no proof")
            return
        }
        #expect(result.stages.map(\.value) == [2])
        guard case .leaf(let prices) = result.stages[0].proof else {
            Issue.record("a proof with branches")
            return
        }
        #expect(prices.cover.count == 1 && prices.cover.keys.first?.limit == 2)
    }

    @Test("rules that are not about one place have none, nor have those of single people")
    func none() {
        var other = problem(sizes: [2, 1, 1], limit: 2)
        let rule = other.sideRules[0]
        #expect(!CoverSearch(other).isEmpty)
        other.add(SideRule(id: 1, limit: 2, terms: rule.terms))
        #expect(
            CoverSearch(other).broken(by: Array(repeating: 1, count: other.alternativeCount)).allSatisfy {
                $0.parent == .rule(0)
            })
        #expect(CoverSearch(problem(sizes: [1, 1, 1], limit: 2)).isEmpty)
    }

    @Test("of groups of three, one fits in a room of five: too few rooms, without trying who goes where")
    func groupsInRooms() {
        let stage = StageCost(byTotalLevel: Array(0...20))
        func outcome(groups: Int) -> StagedOutcome {
            let problem = rooms(Array(repeating: 5, count: 11), sizes: Array(repeating: 3, count: groups))
            let control = SolveControl(isCancelled: { false }, progress: { _, _ in })
            return StagedSolver(problem: problem, stages: [stage], guide: stage).solve(control: control)
        }
        guard case .infeasible = outcome(groups: 12) else {
            Issue.record("twelve groups have no eleven rooms")
            return
        }
        guard case .optimal(let result) = outcome(groups: 11) else {
            Issue.record("eleven groups have")
            return
        }
        #expect(result.stages.map(\.value) == [3 * (0...10).reduce(0, +)])
    }

    @Test("who has no other place takes seats from groups: no selection that a room holds breaks a cover")
    func validInRooms() {
        var random = SeededGenerator(6)
        var found = 0, withSettled = 0
        for _ in 0..<300 {
            let sizes = (0..<Int.random(in: 2...6, using: &random)).map { _ in Int.random(in: 2...4, using: &random) }
            let limit = Int.random(in: 3...11, using: &random), settled = Int.random(in: 0...2, using: &random)
            let problem = rooms([limit, nil], sizes: sizes, settled: settled)
            var amounts = [Double](repeating: 0, count: problem.alternativeCount)
            for unit in 0..<problem.unitCount {
                let place = problem.alternatives(ofUnit: unit, using: 0)[0]
                amounts[place] = unit < settled ? 1 : Double.random(in: 0...1, using: &random)
            }
            for cover in CoverSearch(problem).broken(by: amounts) {
                found += 1
                let members = Set(cover.members.map(\.unit))
                withSettled += members.contains { $0 < settled } ? 1 : 0
                #expect(cover.parent == .room(resource: 0))
                for selection in 0..<(1 << sizes.count) {
                    let there = sizes.indices.filter { selection & (1 << $0) != 0 }
                    guard settled + there.reduce(0, { $0 + sizes[$1] }) <= limit else { continue }
                    let count = (Array(0..<settled) + there.map { $0 + settled }).count { members.contains($0) }
                    #expect(count <= cover.limit, "\(sizes) and \(settled), at most \(limit): \(cover)")
                }
            }
        }
        #expect(found > 100 && withSettled > 10)
    }

    /// Whatever amounts it is asked about: no whole selection that keeps the rule breaks a cover.
    @Test("no selection that keeps the rule breaks a cover")
    func valid() {
        var random = SeededGenerator(5)
        var found = 0
        for _ in 0..<400 {
            let sizes = (0..<Int.random(in: 2...6, using: &random)).map { _ in Int.random(in: 1...3, using: &random) }
            let limit = Int.random(in: 1...6, using: &random)
            let problem = problem(sizes: sizes, limit: limit)
            let places = sizes.indices.map { problem.alternatives(ofUnit: $0, using: 0)[0] }
            var amounts = [Double](repeating: 0, count: problem.alternativeCount)
            for place in places { amounts[place] = Double.random(in: 0...1, using: &random) }
            for cover in CoverSearch(problem).broken(by: amounts) {
                found += 1
                for selection in 0..<(1 << sizes.count) {
                    let there = sizes.indices.filter { selection & (1 << $0) != 0 }
                    guard there.reduce(0, { $0 + sizes[$1] }) <= limit else { continue }
                    let members = there.count { unit in cover.members.contains { $0.unit == unit } }
                    #expect(members <= cover.limit, "\(sizes), at most \(limit): \(cover)")
                }
            }
        }
        #expect(found > 100)
    }
}

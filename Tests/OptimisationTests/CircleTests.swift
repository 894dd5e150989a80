import Testing

@testable import Optimisation

@Suite("Circles: units that rules in single places tie to each other")
struct CircleTests {
    /// Units of one slot with these many resources; a rule for each list of units, about one resource.
    private func problem(units: Int, rules: [(units: [Int], resource: Int, limit: Int, isOfOnePlace: Bool)])
        -> AssignmentProblem
    {
        var problem = AssignmentProblem(upperLimit: [nil, nil, nil], lowerLimit: [0, 0, 0], conflicts: [])
        for _ in 0..<units { problem.addUnit(slots: [(0..<3).map { .init(resource: $0, level: $0) }]) }
        for (id, rule) in rules.enumerated() {
            let terms = rule.units.map { (Int32(problem.alternatives(ofUnit: $0, using: rule.resource)[0]), Int32(1)) }
            problem.add(SideRule(id: id, limit: rule.limit, terms: terms, isOfOnePlace: rule.isOfOnePlace))
        }
        return problem
    }

    @Test("units that share a rule are one circle, through whoever is in two rules; other rules tie nobody")
    func ties() {
        let circles = problem(
            units: 8,
            rules: [
                ([0, 1], 0, 1, true), ([4, 5, 6], 1, 2, true), ([1, 2], 2, 1, true), ([2, 3, 7], 0, 1, false),
            ]
        ).circles()
        #expect(circles.map(\.units) == [[0, 1, 2], [4, 5, 6]])
        #expect(circles.map(\.rules) == [[0, 2], [1]])
        #expect(circles[1].limits == [2] && circles[1].terms[0].map(\.member) == [0, 1, 2])
    }

    @Test("what is too large is no circle")
    func tooLarge() {
        let most = Circle.largest
        #expect(problem(units: most, rules: [(Array(0..<most), 0, 2, true)]).circles().count == 1)
        #expect(problem(units: most + 1, rules: [(Array(0...most), 0, 2, true)]).circles().isEmpty)
    }

    private static let shapes = [
        Shape(units: 3...6, slots: 2, resources: 2...3, sideRules: true),
        Shape(units: 3...5, slots: 2, resources: 2...3, conflicts: true, sideRules: true),
        Shape(units: 3...4, slots: 2, resources: 2...3, joint: true, sideRules: true),
        Shape(units: 3...5, slots: 3, resources: 2...2, cancellable: true, sideRules: true),
    ]

    @Test("the cheapest joint selection of a circle, with any prices, hints and bans", arguments: shapes)
    private func search(_ shape: Shape) throws {
        var searched = 0
        for seed in 0..<60 {
            let problem = randomProblem(shape, seed: seed)
            var random = SeededGenerator(seed + 1000)
            var cost = WholeCost(resourceCount: problem.resourceCount)
            for resource in cost.byResource.indices {
                cost.byResource[resource] = Int128.random(in: 0...6, using: &random)
            }
            cost.add(guide(for: problem), times: 2)
            let banned = (0..<problem.alternativeCount).map { _ in Int.random(in: 0..<12, using: &random) == 0 }
            for circle in problem.circles() {
                let hints = circle.rules.map { _ in Int128.random(in: 0...4, using: &random) }
                var hinted = cost
                for (rule, price) in zip(circle.rules, hints) {
                    hinted.add(
                        problem.sideRules[rule], times: price, alternativeCount: problem.alternativeCount)
                }
                var search = CircleSearch(
                    problem,
                    WholeOptionCost(cost: hinted, problem: problem, banned: banned, hasBans: seed.isMultiple(of: 2)))
                let best = leastByTrying(circle, cost, problem, seed.isMultiple(of: 2) ? banned : [])
                switch search.run(circle, hints: hints) {
                case .least(let least):
                    #expect(least == best, "seed \(seed)")
                    let found = zip(circle.units, search.selection).reduce(Int128(0)) {
                        $0 + cost.cost(of: $1.1, unit: $1.0, in: problem)
                    }
                    #expect(found == least, "seed \(seed)")
                case .none: #expect(best == nil, "seed \(seed)")
                case .tooHard: Issue.record("seed \(seed): too hard")
                }
                if search.steps > 1 { searched += 1 }
            }
        }
        #expect(searched > 20, "hardly any circle needed a search")
    }

    /// The same by trying every option of every unit; nil when nothing keeps the rules.
    private func leastByTrying(
        _ circle: Circle, _ cost: WholeCost, _ problem: AssignmentProblem, _ banned: [Bool]
    ) -> Int128? {
        let options = circle.units.map { unit in
            problem.variants(of: unit).flatMap { allOptions(ofVariant: $0, in: problem) }
                .filter { option in banned.isEmpty || !option.contains { banned[$0] } }
                .map { ($0, cost.cost(of: $0, unit: unit, in: problem)) }
        }
        var best: Int128?
        func place(_ member: Int, _ chosen: Set<Int>, _ sum: Int128) {
            guard member < options.count else {
                let keeps = zip(circle.terms, circle.limits).allSatisfy { terms, limit in
                    terms.reduce(0) { $0 + (chosen.contains($1.alternative) ? $1.coefficient : 0) } <= limit
                }
                if keeps && (best.map { sum < $0 } ?? true) { best = sum }
                return
            }
            for (option, value) in options[member] { place(member + 1, chosen.union(option), sum + value) }
        }
        place(0, [], 0)
        return best
    }

    @Test("a search that takes more steps than it may says so")
    func steps() {
        let problem = problem(units: 6, rules: [([0, 1, 2, 3, 4, 5], 0, 2, true), ([0, 1, 2, 3, 4, 5], 1, 2, true)])
        var cost = WholeCost(resourceCount: 3)
        cost.add(StageCost(byTotalLevel: [0, 1, 4]), times: 1)
        let circle = problem.circles()[0]
        var search = CircleSearch(problem, WholeOptionCost(cost: cost, problem: problem))
        guard case .least(10) = search.run(circle, hints: [0, 0]) else {
            Issue.record("two people at each place cost 0 + 2 + 8")
            return
        }
        search.mostSteps = 3
        guard case .tooHard = search.run(circle, hints: [0, 0]) else {
            Issue.record("three steps are not enough")
            return
        }
    }

    /// People in threes of whom every two are to be kept apart, and who all like the same places best. A relaxation puts
    /// half of each there.
    private func threes(_ count: Int, seed: Int) -> AssignmentProblem {
        var random = SeededGenerator(seed)
        let resources = 3
        var problem = AssignmentProblem(
            upperLimit: Array(repeating: 2 * count, count: 2 * resources),
            lowerLimit: Array(repeating: 0, count: 2 * resources), conflicts: [])
        for _ in 0..<(3 * count) {
            problem.addUnit(
                slots: [0, resources].map { first in
                    let others = [1, 2].shuffled(using: &random)
                    return ([0] + others).enumerated().map {
                        .init(
                            resource: first + $1, level: $0, label: $0 + 1,
                            weight: UInt32.random(in: 0..<1000, using: &random))
                    }
                })
        }
        for three in 0..<count {
            for resource in 0..<(2 * resources) {
                for left in 0..<3 {
                    let pair = (0..<3).filter { $0 != left }.map { 3 * three + $0 }
                    let terms = pair.map {
                        (Int32(problem.alternatives(ofUnit: $0, using: resource)[0]), Int32(1))
                    }
                    problem.add(SideRule(id: problem.sideRules.count, limit: 1, terms: terms, isOfOnePlace: true))
                }
            }
        }
        return problem
    }

    @Test("proven as without circles, with less branching", arguments: 0..<3)
    func threes(seed: Int) throws {
        let problem = threes(2, seed: seed)
        let stages = stages(3, for: problem)
        var plain = problem
        // The same rules, of which nobody says that they are about one place.
        plain.sideRules = problem.sideRules.map { SideRule(id: $0.id, limit: $0.limit, terms: $0.terms) }
        guard
            case .optimal(let result) = StagedSolver(problem: problem, stages: stages, guide: guide(for: problem))
                .solve(),
            case .optimal(let other) = StagedSolver(problem: plain, stages: stages, guide: guide(for: problem)).solve()
        else {
            Issue.record("no proof")
            return
        }
        #expect(result.stages.map(\.value) == other.stages.map(\.value))
        #expect(result.counters.nodes < other.counters.nodes)
    }

    @Test("what a leaf with circles proves is what trying everything comes to")
    func leaves() throws {
        var leaves = 0
        for seed in 0..<8 {
            let problem = threes(3, seed: seed), stages = stages(3, for: problem)
            guard
                case .optimal(let result) =
                    StagedSolver(problem: problem, stages: stages, guide: guide(for: problem)).solve()
            else {
                Issue.record("no proof")
                continue
            }
            let bound = ExactBound(problem: problem, stages: stages)
            for (index, stage) in result.stages.enumerated() {
                guard case .leaf(let prices) = stage.proof, !prices.jointly.isEmpty else { continue }
                leaves += 1
                let cost = bound.cost(of: index, under: prices)
                let named = problem.circles().filter { !Set($0.rules).isDisjoint(with: prices.jointly) }
                var sum = named.reduce(Int128(0)) { $0 + (leastByTrying($1, cost, problem, []) ?? 0) }
                for unit in 0..<problem.unitCount where !named.contains(where: { $0.units.contains(unit) }) {
                    let options = problem.variants(of: unit).flatMap { allOptions(ofVariant: $0, in: problem) }
                    sum += options.map { cost.cost(of: $0, unit: unit, in: problem) }.min()!
                }
                for resource in prices.upper.indices {
                    sum -= prices.upper[resource] * Int128(problem.upperLimit[resource] ?? 0)
                }
                for (earlier, price) in prices.stage.enumerated() {
                    sum -= price * Int128(result.stages[earlier].value)
                }
                #expect(prices.side.isEmpty && prices.cover.isEmpty)
                #expect(
                    ceilingDivide(sum, by: prices.denominator) >= Int128(stage.bound), "seed \(seed), stage \(index)")
            }
        }
        #expect(leaves > 3, "hardly any proof needed circles")
    }
}

import Synchronization
import Testing

@testable import Optimisation

@Suite("The cheapest option of people who stay together")
struct JointKernelTests {
    /// A unit of some people with a slot for all of them in the first rounds, and one for each of them in the others.
    private func star(
        people: Int, rounds: Int, sessions: Int, together: Int = 1, seed: Int
    ) -> AssignmentProblem {
        var random = SeededGenerator(seed)
        var problem = AssignmentProblem(
            upperLimit: Array(repeating: nil, count: rounds * sessions),
            lowerLimit: Array(repeating: 0, count: rounds * sessions),
            conflicts: seed % 4 == 0 ? [(0, sessions), (1, sessions + 1)] : [])
        func alternatives(_ round: Int, _ members: [Int]) -> [AssignmentProblem.Alternative] {
            (0..<sessions).map { session in
                let levels = (0..<people).map { members.contains($0) ? Int.random(in: 0...2, using: &random) : 0 }
                return .init(
                    resource: round * sessions + session, level: levels.reduce(0, +),
                    joint: JointAlternative(levels: levels, labels: levels, weight: 0, seats: members.count))
            }
        }
        let all = Array(0..<people)
        var slots: [AssignmentProblem.Slot] = (0..<together).map { round in
            .init(round: round, people: (1 << UInt32(people)) - 1, alternatives: alternatives(round, all))
        }
        for round in together..<rounds {
            for person in all {
                slots.append(
                    .init(round: round, people: 1 << UInt32(person), alternatives: alternatives(round, [person])))
            }
        }
        problem.addUnit(variants: [.init(slots: slots)], peopleCount: people)
        return problem
    }

    private func cost(_ problem: AssignmentProblem, seed: Int) -> WholeOptionCost {
        var random = SeededGenerator(seed)
        var cost = WholeCost(resourceCount: problem.resourceCount)
        cost.add(StageCost(byTotalLevel: [0, 3, 1, 9, 27, 40, 60]), times: 1)
        for resource in cost.byResource.indices {
            cost.byResource[resource] = Int128.random(in: -4...9, using: &random)
        }
        return WholeOptionCost(cost: cost, problem: problem)
    }

    /// The least of all combinations, each written out.
    private func least(_ problem: AssignmentProblem, _ cost: WholeOptionCost) -> Int128? {
        let slots = Array(problem.slots(of: 0))
        var least: Int128?
        func place(_ depth: Int, _ option: [Int]) {
            guard depth < slots.count else {
                let total = problem.totalLevels(of: option, unit: 0).reduce(option.reduce(0) { $0 + cost.joint($1) }) {
                    $0 + cost.total($1)
                }
                least = min(least ?? total, total)
                return
            }
            for alternative in problem.alternatives(of: slots[depth]) {
                let isFree = option.indices.allSatisfy {
                    !problem.conflict(option[$0], inSlot: slots[$0], alternative, inSlot: slots[depth])
                }
                if isFree { place(depth + 1, option + [alternative]) }
            }
        }
        place(0, [])
        return least
    }

    @Test("is that of all combinations, whatever prices and totals cost", arguments: 0..<40)
    func cheapest(seed: Int) {
        let problem = star(people: 2 + seed % 2, rounds: 3, sessions: 3, together: 1 + seed % 3, seed: seed)
        let cost = cost(problem, seed: seed)
        var scratch = KernelScratch<Int128>(widestOption: problem.widestOption)
        #expect(problem.cheapest(0, cost, &scratch) == least(problem, cost))
    }

    @Test("is found without a look at all combinations: of four thousand million, some thousands")
    func bounded() {
        // One slot of four sessions, and fifteen more: 4¹⁶.
        let problem = star(people: 5, rounds: 4, sessions: 4, seed: 3)
        var scratch = KernelScratch<Int128>(widestOption: problem.widestOption)
        #expect(problem.cheapest(0, cost(problem, seed: 3), &scratch) != nil)
        #expect(scratch.joint.tried < 100_000, "\(scratch.joint.tried)")
    }

    @Test("a search that is told to stop ends with an option, and says that there may be a cheaper one")
    func stopped() {
        // Everybody's total costs least where it is largest, which not all can have at once: so the bound says nothing.
        let problem = star(people: 3, rounds: 9, sessions: 6, together: 9, seed: 1)
        var whole = WholeCost(resourceCount: problem.resourceCount)
        whole.add(StageCost(byTotalLevel: (0...18).map { 18 - $0 }), times: 1)
        let cost = WholeOptionCost(cost: whole, problem: problem)
        let asked = Counter()
        let control = SolveControl(isCancelled: { asked.next() > 2 })
        var scratch = KernelScratch<Int128>(widestOption: problem.widestOption, control: control)
        let found = problem.cheapest(0, cost, &scratch)
        #expect(found != nil && scratch.isStopped && scratch.count == problem.widestOption)
        #expect(scratch.joint.tried < 20_000, "\(scratch.joint.tried)")
    }

    @Test("rounds that nothing ties are parts of their own; those that clash are one")
    func parts() {
        let problem = AssignmentProblem(
            upperLimit: [nil, nil, nil, nil, nil], lowerLimit: [0, 0, 0, 0, 0], conflicts: [(0, 4)])
        func slot(_ round: Int, _ resources: [Int], _ people: UInt32 = 3) -> AssignmentProblem.Slot {
            .init(round: round, people: people, alternatives: resources.map { .init(resource: $0, level: 0) })
        }
        let slots = [slot(0, [0, 1]), slot(1, [2]), slot(2, [3, 4])]
        #expect(problem.independentParts(of: slots).map { $0.map(\.round) } == [[0, 2], [1]])
        // Nobody is in both.
        let apart = [slot(0, [0, 1], 1), slot(2, [3, 4], 2)]
        #expect(problem.independentParts(of: apart).count == 2)
        // What clashes is the end of a chain.
        let chain = [slot(0, [0], 1), slot(1, [0], 2), slot(2, [4], 3)]
        #expect(problem.independentParts(of: chain).map { $0.map(\.round) } == [[0, 1, 2]])
    }
}

/// Counts how often it is asked.
private final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
}

import BreakoutModel
import Optimisation

/// A whole allocation that keeps all rules, and promises that it keeps from now on.
///
/// Problem: whoever seats people one after the other may seat the first so that no place is left for the last (a
/// minimum cannot be met, a clash leaves nothing). Idea: begin with *some* allocation that keeps all rules, and never
/// leave these. A promise ("this person gets a second choice or better") is given only when the allocation can be
/// moved, within all promises given before, to one that keeps it. So there is an answer at every moment, a strategy
/// never runs into a dead end, and a refusal means that the wish is impossible, not that the search was unlucky.
///
/// Invariant: `choice` keeps every rule, and lies within the open alternatives (`first ..< openEnd`) of each slot.
///
/// How the allocation is moved: by a chain of moves in one round (`Seating+Chains`); where rounds are plain flows that
/// is exact. Elsewhere (groups, a maximum per organisation, clashes between rounds) a chain that keeps the rules is
/// enough, no chain in a relaxation of the rules is a refusal, and in between the exact engine decides.
struct Seating: Sendable {
    let plan: SeatingPlan
    let control: SolveControl
    /// Per slot its alternative.
    private(set) var choice: [Int32]
    /// Per slot the end of the alternatives that its promise leaves.
    private(set) var openEnd: [Int32]
    /// Per session its people.
    private(set) var load: [Int]
    /// Per side rule its use.
    private(set) var use: [Int]
    /// By session now and session then, alternatives by which somebody could go from one to the other. Entries may be
    /// outdated: they are looked at when they come up.
    var movers: [[Int32]]
    private(set) var counters: StrategyCounters

    init(plan: SeatingPlan, choices: [Int32], control: SolveControl = .unlimited) {
        self.plan = plan
        self.control = control
        choice = choices
        openEnd = plan.slots.map(\.end)
        load = Array(repeating: 0, count: plan.sessionCount)
        use = Array(repeating: 0, count: plan.sideRules.count)
        movers = Array(repeating: [], count: plan.sessionCount * plan.sessionCount)
        counters = StrategyCounters()
        for slot in plan.slots.indices { enter(slot, Int(choices[slot])) }
    }

    // MARK: Promises

    /// Promises the slot this level or better, if that can be; false when it cannot, and nothing has changed but where
    /// people without a promise are.
    mutating func promise(_ slot: Int, level: Int) -> Bool {
        counters.attempts += 1
        let end = plan.end(of: slot, level: level)
        if Int(choice[slot]) < end {
            openEnd[slot] = min(openEnd[slot], Int32(end))
            return true
        }
        for alternative in plan.inLotteryOrder(plan.alternatives(of: slot).lowerBound..<end)
        where place(slot, at: alternative) {
            openEnd[slot] = Int32(end)
            return true
        }
        return false
    }

    /// Gives the slot the best that can still be had, as a promise.
    mutating func serve(_ slot: Int) {
        guard plan.slots[slot].hasPreference else { return }
        for level in plan.levels(of: slot) where promise(slot, level: level) { return }
    }

    /// Gives up all promises.
    mutating func release() {
        openEnd = plan.slots.map(\.end)
        movers = Array(repeating: [], count: movers.count)
        for slot in plan.slots.indices { offer(slot) }
    }

    func level(of slot: Int) -> Int { Int(plan.level[Int(choice[slot])]) }
    func session(of slot: Int) -> Int { plan.session(Int(choice[slot])) }

    /// Moves the allocation so that the slot has the alternative, within all promises.
    private mutating func place(_ slot: Int, at alternative: Int) -> Bool {
        if control.isStopped { return false }
        if fits(slot, at: alternative) {
            move(slot, to: alternative)
            return true
        }
        if plan.isPure { return placeByChain(slot, at: alternative) }
        guard mayFit(slot, at: alternative) else { return false }
        if placeByChain(slot, at: alternative) { return true }
        return complete(slot, at: alternative)
    }

    private mutating func complete(_ slot: Int, at wanted: Int) -> Bool {
        counters.completions += 1
        let found = Completion.find(plan) { alternative in
            let other = Int(plan.slotOf[alternative])
            return other == slot ? alternative == wanted : alternative < Int(openEnd[other])
        }
        guard let found else { return false }
        counters.solver.add(found.counters)
        for (other, target) in found.choices.enumerated() where target != choice[other] { move(other, to: Int(target)) }
        return true
    }

    // MARK: Moves

    /// Whether the slot can go there while everybody else stays.
    func fits(_ slot: Int, at alternative: Int) -> Bool {
        let from = session(of: slot), to = plan.session(alternative), seats = Int(plan.slots[slot].seats)
        if from == to { return true }
        guard load[to] <= plan.upper[to] - seats, load[from] - seats >= plan.lower[from] else { return false }
        return plan.isPure || keepsCompany(slot, at: alternative)
    }

    /// Whether no conflict and no side rule speaks against the slot's going there while everybody else stays.
    func keepsCompany(_ slot: Int, at alternative: Int) -> Bool {
        for other in plan.slots(of: Int(plan.slots[slot].unit))
        where other != slot && plan.conflict(alternative, Int(choice[other])) {
            return false
        }
        return (plan.rulesOf[Int32(alternative)] ?? []).allSatisfy { rule, coefficient in
            use[Int(rule)] + Int(coefficient) <= plan.sideRules[Int(rule)].limit
        }
    }

    /// Whether the slot as it now stands keeps conflicts and side rules.
    func isInGoodCompany(_ slot: Int) -> Bool {
        for other in plan.slots(of: Int(plan.slots[slot].unit))
        where other != slot && plan.conflict(Int(choice[slot]), Int(choice[other])) {
            return false
        }
        return (plan.rulesOf[choice[slot]] ?? []).allSatisfy { use[Int($0.rule)] <= plan.sideRules[Int($0.rule)].limit }
    }

    mutating func move(_ slot: Int, to alternative: Int) {
        counters.moves += 1
        let old = Int(choice[slot])
        load[plan.session(old)] -= Int(plan.slots[slot].seats)
        for (rule, coefficient) in plan.rulesOf[Int32(old)] ?? [] { use[Int(rule)] -= Int(coefficient) }
        choice[slot] = Int32(alternative)
        enter(slot, alternative)
    }

    private mutating func enter(_ slot: Int, _ alternative: Int) {
        load[plan.session(alternative)] += Int(plan.slots[slot].seats)
        for (rule, coefficient) in plan.rulesOf[Int32(alternative)] ?? [] { use[Int(rule)] += Int(coefficient) }
        offer(slot)
    }

    /// Notes where the slot could go from where it is.
    private mutating func offer(_ slot: Int) {
        let first = Int(plan.slots[slot].first), end = Int(openEnd[slot])
        guard end - first > 1 else { return }
        let here = session(of: slot)
        for alternative in first..<end where plan.session(alternative) != here {
            movers[here * plan.sessionCount + plan.session(alternative)].append(Int32(alternative))
        }
    }

    /// The result, once everybody is seated.
    func solved() -> SolvedAllocation {
        SolvedAllocation(
            allocation: plan.allocation(choice), stages: [], certificate: nil, counters: counters.solver,
            effort: counters)
    }

    /// Goes on counting from where a copy of it came.
    mutating func takeCounters(of copy: Seating) { counters = copy.counters }

    mutating func add(_ other: SolverCounters) { counters.solver.add(other) }
}

extension SolveControl {
    /// Whether somebody asked for a stop, or the time is up.
    var isStopped: Bool {
        if isCancelled() { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }
}

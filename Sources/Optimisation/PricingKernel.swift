/// The cheapest option of a unit: the innermost loop of everything here.
///
/// Idea: an option costs a sum over its alternatives plus a table look-up at the sum of its levels. So within a slot
/// only the cheapest alternative of each level matters, and slots combine by a dynamic programme over the total level:
/// sum of slot sizes + product of level counts for two slots, instead of the product of slot sizes.
///
/// The last level of a slot is mostly that of all the sessions its owner did not rank: many alternatives that are
/// hardly ever the cheapest. They are looked at only if the floor of what they could cost is below the best of the rest.
///
/// Conflicts between alternatives of different slots break that (`ConflictScratch`), and so do people who stay together
/// (`JointScratch`).
protocol OptionCost {
    associatedtype Value: Comparable & AdditiveArithmetic & Sendable
    func alternative(_ alternative: Int) -> Value
    /// The same for an alternative of several people, without their totals.
    func joint(_ alternative: Int) -> Value
    func total(_ level: Int) -> Value
    /// Whether the alternative may be used at all.
    func isOpen(_ alternative: Int) -> Bool
    /// No alternative costs less, and no total of at least a level does.
    var floor: Value { get }
    func totalFloor(from level: Int) -> Value
}

/// Storage that a kernel reuses from unit to unit. `choice` holds the answer: an alternative per slot of a variant.
struct KernelScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    var choice: [Int]
    /// How many entries of `choice` count.
    var count = 0
    /// The answer.
    var option: [Int] { Array(choice[0..<count]) }
    /// Of `PlainKernel`.
    var pair = PlainScratch<Value>()
    /// For several people who stay together, and for one person of whose alternatives some conflict.
    var joint = JointScratch<Value>()
    var conflicts = ConflictScratch<Value>()
    /// Whether the control stopped a search.
    var isStopped: Bool { joint.isStopped }
    fileprivate var groups: [Group]
    fileprivate var groupStart: [Int]
    fileprivate var table: [Cell]
    fileprivate var next: [Cell]
    fileprivate var trail: [Int32]
    fileprivate var banned: [Int] = []

    fileprivate struct Group: Sendable {
        var level: Int
        var value: Value
        var alternative: Int
    }

    fileprivate struct Cell: Sendable {
        var value: Value
        var isReached: Bool
    }

    /// With a control, what is found once that stops is an option, but maybe not the cheapest: see `isStopped`.
    init(widestOption: Int, control: SolveControl? = nil) {
        joint.begin(control)
        choice = Array(repeating: -1, count: max(1, widestOption))
        groups = []
        groupStart = Array(repeating: 0, count: widestOption + 1)
        table = []
        next = []
        trail = []
    }
}

extension AssignmentProblem {
    /// The cheapest option of the unit, or nil when it has none; the alternatives are left in the scratch.
    @inline(__always)
    func cheapest<Cost: OptionCost>(
        _ unit: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        let variants = variants(of: unit)
        if variants.count == 1 && peopleCount[unit] == 1 && !hasConflicts[variants.lowerBound] {
            return relaxed(variants.lowerBound, cost, &scratch)
        }
        return cheapestOfVariants(unit, cost, &scratch)
    }

    /// Whether nobody is left without an option because all of theirs conflict. Slots are never empty, so only units
    /// that need a search are looked at.
    func everyUnitHasAnOption() -> Bool {
        var scratch = KernelScratch<Int128>(widestOption: widestOption)
        let cost = WholeOptionCost(cost: WholeCost(resourceCount: resourceCount), problem: self)
        return (0..<unitCount).allSatisfy { isPlain($0) || cheapest($0, cost, &scratch) != nil }
    }

    /// Whether options of the unit need no search: one person, one variant, no conflicts.
    func isPlain(_ unit: Int) -> Bool {
        let variants = variants(of: unit)
        return variants.count == 1 && peopleCount[unit] == 1 && !hasConflicts[variants.lowerBound]
    }

    /// The slots of a unit with one variant.
    func slots(ofPlain unit: Int) -> Range<Int> { slots(of: Int(variantStart[unit])) }

    /// The least that an option without the alternative costs, for a plain unit.
    func cheapest<Cost: OptionCost>(
        _ unit: Int, without alternative: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        scratch.banned.append(alternative)
        defer { scratch.banned.removeLast() }
        return relaxed(variants(of: unit).lowerBound, cost, &scratch)
    }

    private func cheapestOfVariants<Cost: OptionCost>(
        _ unit: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        var best: Cost.Value?
        var bestChoice = scratch.choice
        var bestCount = 0
        for variant in variants(of: unit) {
            let isFound =
                isJoint(unit)
                ? scratch.joint.search(self, unit, variant, cost, below: &best, &bestChoice)
                : search(variant, cost, &scratch, below: &best, &bestChoice)
            if isFound { bestCount = slots(of: variant).count }
        }
        scratch.choice = bestChoice
        scratch.count = bestCount
        return best
    }

    private func search<Cost: OptionCost>(
        _ variant: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>, below best: inout Cost.Value?,
        _ bestChoice: inout [Int]
    ) -> Bool {
        if hasConflicts[variant] {
            return scratch.conflicts.search(
                self, variant, cost, without: scratch.banned, below: &best, &bestChoice)
        }
        guard let value = relaxed(variant, cost, &scratch), best.map({ value < $0 }) ?? true else { return false }
        best = value
        for position in 0..<scratch.count { bestChoice[position] = scratch.choice[position] }
        return true
    }

    /// The cheapest option when conflicts are not looked at.
    @inline(__always)
    private func relaxed<Cost: OptionCost>(
        _ variant: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        let slots = slots(of: variant)
        scratch.count = slots.count
        if slots.count == 2 { return cheapestOfTwo(slots.lowerBound, cost, &scratch) }
        guard gatherSlots(slots, cost, &scratch) else { return nil }
        return slots.count == 1 ? cheapestOfOne(cost, &scratch) : cheapestOfMany(slots.count, cost, &scratch)
    }

    /// Per slot and level the cheapest open alternative. False when a slot has none.
    @inline(__always)
    private func gatherSlots<Cost: OptionCost>(
        _ slots: Range<Int>, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Bool {
        scratch.groups.removeAll(keepingCapacity: true)
        for (position, slot) in slots.enumerated() {
            let start = scratch.groups.count
            scratch.groupStart[position] = start
            gather(alternatives(of: slot), cost, &scratch)
            if scratch.groups.count == start { return false }
        }
        scratch.groupStart[slots.count] = scratch.groups.count
        return true
    }

    /// Adds a group for each level among these alternatives.
    @inline(__always)
    private func gather<Cost: OptionCost>(
        _ alternatives: Range<Int>, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) {
        let start = scratch.groups.count
        for alternative in alternatives {
            guard cost.isOpen(alternative) else { continue }
            if !scratch.banned.isEmpty && scratch.banned.contains(alternative) { continue }
            let value = cost.alternative(alternative), level = Int(level[alternative])
            let last = scratch.groups.count - 1
            if last >= start && scratch.groups[last].level == level {
                if value < scratch.groups[last].value {
                    scratch.groups[last].value = value
                    scratch.groups[last].alternative = alternative
                }
            } else {
                scratch.groups.append(.init(level: level, value: value, alternative: alternative))
            }
        }
    }

    @inline(__always)
    private func cheapestOfOne<Cost: OptionCost>(
        _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        var best = scratch.groups[0].value + cost.total(scratch.groups[0].level), at = 0
        for g in 1..<max(1, scratch.groups.count) {
            let value = scratch.groups[g].value + cost.total(scratch.groups[g].level)
            if value < best {
                best = value
                at = g
            }
        }
        scratch.choice[0] = scratch.groups[at].alternative
        return best
    }

    @inline(__always)
    private func cheapestOfTwo<Cost: OptionCost>(
        _ slot: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        let a = alternatives(of: slot), b = alternatives(of: slot + 1)
        let aTail = Int(tailStart[slot]), bTail = Int(tailStart[slot + 1])
        var best: Pair<Cost.Value>?
        scratch.groups.removeAll(keepingCapacity: true)
        gather(a.lowerBound..<aTail, cost, &scratch)
        let aEnd = scratch.groups.count
        gather(b.lowerBound..<bTail, cost, &scratch)
        let bEnd = scratch.groups.count
        combine(0..<aEnd, aEnd..<bEnd, cost, scratch.groups, &best)
        let floor = cost.floor + cost.floor
        let leastA = Int(level[a.lowerBound]), leastB = Int(level[b.lowerBound])
        if best.map({ floor + cost.totalFloor(from: Int(level[aTail]) + leastB) < $0.value }) ?? true {
            gather(aTail..<a.upperBound, cost, &scratch)
        }
        let aTailEnd = scratch.groups.count
        combine(bEnd..<aTailEnd, aEnd..<bEnd, cost, scratch.groups, &best)
        if best.map({ floor + cost.totalFloor(from: Int(level[bTail]) + leastA) < $0.value }) ?? true {
            gather(bTail..<b.upperBound, cost, &scratch)
        }
        let bTailEnd = scratch.groups.count
        combine(0..<aEnd, aTailEnd..<bTailEnd, cost, scratch.groups, &best)
        combine(bEnd..<aTailEnd, aTailEnd..<bTailEnd, cost, scratch.groups, &best)
        guard let best else { return nil }
        scratch.choice[0] = scratch.groups[best.first].alternative
        scratch.choice[1] = scratch.groups[best.second].alternative
        return best.value
    }

    @inline(__always)
    private func combine<Cost: OptionCost>(
        _ a: Range<Int>, _ b: Range<Int>, _ cost: Cost,
        _ groups: [KernelScratch<Cost.Value>.Group], _ best: inout Pair<Cost.Value>?
    ) {
        for g in a {
            let value = groups[g].value, level = groups[g].level
            for h in b {
                let sum = value + groups[h].value + cost.total(level + groups[h].level)
                if best.map({ sum < $0.value }) ?? true { best = Pair(value: sum, first: g, second: h) }
            }
        }
    }

    /// Dynamic programme over the total level; `trail` remembers which group reached each cell.
    private func cheapestOfMany<Cost: OptionCost>(
        _ count: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        var highest = 0
        for position in 0..<count { highest += scratch.groups[scratch.groupStart[position + 1] - 1].level }
        let width = highest + 1
        let empty = KernelScratch<Cost.Value>.Cell(value: .zero, isReached: false)
        scratch.table = Array(repeating: empty, count: width)
        scratch.table[0].isReached = true
        scratch.trail = Array(repeating: -1, count: width * count)
        for position in 0..<count {
            scratch.next = Array(repeating: empty, count: width)
            for g in scratch.groupStart[position]..<scratch.groupStart[position + 1] {
                let group = scratch.groups[g]
                for from in 0..<(width - group.level) where scratch.table[from].isReached {
                    let value = scratch.table[from].value + group.value, to = from + group.level
                    if !scratch.next[to].isReached || value < scratch.next[to].value {
                        scratch.next[to] = .init(value: value, isReached: true)
                        scratch.trail[position * width + to] = Int32(g)
                    }
                }
            }
            swap(&scratch.table, &scratch.next)
        }
        var best: Cost.Value?
        var at = 0
        for level in 0..<width where scratch.table[level].isReached {
            let value = scratch.table[level].value + cost.total(level)
            if best.map({ value < $0 }) ?? true {
                best = value
                at = level
            }
        }
        for position in (0..<count).reversed() {
            let group = scratch.groups[Int(scratch.trail[position * width + at])]
            scratch.choice[position] = group.alternative
            at -= group.level
        }
        return best
    }
}

/// The cheapest combination of two groups so far.
private struct Pair<Value> {
    var value: Value
    var first: Int
    var second: Int
}

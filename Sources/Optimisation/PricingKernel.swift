/// The cheapest option of a unit: the innermost loop of everything here.
///
/// Idea: an option costs a sum over its alternatives plus a table look-up at the sum of its levels. So within a slot
/// only the cheapest alternative of each level matters, and slots combine by a dynamic programme over the total level:
/// sum of slot sizes + product of level counts for two slots, instead of the product of slot sizes.
///
/// Conflicts between alternatives of different slots break that: the programme is solved without them, and if its
/// answer has a conflicting pair, one of the two alternatives must go: both ways are tried, with the relaxed value
/// as the bound. Exact, and mostly done at the first try.
protocol OptionCost {
    associatedtype Value: Comparable & AdditiveArithmetic & Sendable
    func alternative(_ alternative: Int) -> Value
    func total(_ level: Int) -> Value
    /// Whether the alternative may be used at all.
    func isOpen(_ alternative: Int) -> Bool
}

/// Storage that a kernel reuses from unit to unit. `choice` holds the answer: an alternative per slot of the unit.
struct KernelScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    var choice: [Int]
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

    init(widestUnit: Int) {
        choice = Array(repeating: -1, count: max(1, widestUnit))
        groups = []
        groupStart = Array(repeating: 0, count: widestUnit + 1)
        table = []
        next = []
        trail = []
    }
}

extension AssignmentProblem {
    /// The cheapest option of the unit, or nil when it has none; the alternatives are left in `scratch.choice`.
    func cheapest<Cost: OptionCost>(
        _ unit: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        if hasConflicts[unit] {
            var best: Cost.Value?
            var bestChoice = scratch.choice
            searchWithoutConflicts(unit, cost, &scratch, &best, &bestChoice)
            scratch.choice = bestChoice
            return best
        }
        return relaxed(unit, cost, &scratch)
    }

    private func searchWithoutConflicts<Cost: OptionCost>(
        _ unit: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>, _ best: inout Cost.Value?,
        _ bestChoice: inout [Int]
    ) {
        guard let value = relaxed(unit, cost, &scratch) else { return }
        if let best, value >= best { return }
        let count = slots(of: unit).count
        for i in 0..<count {
            for j in (i + 1)..<max(i + 1, count) where conflict(scratch.choice[i], scratch.choice[j]) {
                for banned in [scratch.choice[i], scratch.choice[j]] {
                    scratch.banned.append(banned)
                    searchWithoutConflicts(unit, cost, &scratch, &best, &bestChoice)
                    scratch.banned.removeLast()
                }
                return
            }
        }
        best = value
        bestChoice = scratch.choice
    }

    /// The cheapest option when conflicts are not looked at.
    @inline(__always)
    private func relaxed<Cost: OptionCost>(
        _ unit: Int, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        let slots = slots(of: unit)
        guard gather(slots, cost, &scratch) else { return nil }
        switch slots.count {
        case 0: return cost.total(0)
        case 1: return cheapestOfOne(cost, &scratch)
        case 2: return cheapestOfTwo(cost, &scratch)
        default: return cheapestOfMany(slots.count, cost, &scratch)
        }
    }

    /// Per slot and level the cheapest open alternative. False when a slot has none.
    @inline(__always)
    private func gather<Cost: OptionCost>(
        _ slots: Range<Int>, _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Bool {
        scratch.groups.removeAll(keepingCapacity: true)
        for (position, slot) in slots.enumerated() {
            let start = scratch.groups.count
            scratch.groupStart[position] = start
            for alternative in alternatives(of: slot) {
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
            if scratch.groups.count == start { return false }
        }
        scratch.groupStart[slots.count] = scratch.groups.count
        return true
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
        _ cost: Cost, _ scratch: inout KernelScratch<Cost.Value>
    ) -> Cost.Value? {
        let middle = scratch.groupStart[1]
        var best: Cost.Value?
        var first = 0, second = 0
        for g in 0..<middle {
            let value = scratch.groups[g].value, level = scratch.groups[g].level
            for h in middle..<scratch.groups.count {
                let sum = value + scratch.groups[h].value + cost.total(level + scratch.groups[h].level)
                if best.map({ sum < $0 }) ?? true {
                    best = sum
                    first = g
                    second = h
                }
            }
        }
        scratch.choice[0] = scratch.groups[first].alternative
        scratch.choice[1] = scratch.groups[second].alternative
        return best
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

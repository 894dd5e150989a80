/// The cheapest option of one person of whose alternatives some conflict.
///
/// Idea: what the slots from one on cost at least, by the total level so far, is found for all of them at once by a dynamic
/// programme that does not look at conflicts. Then alternatives are chosen slot by slot, the most promising first; one that
/// conflicts with those before it, or that cannot lead below the best, is left (branch and bound). Mostly the first way
/// through is the cheapest.
struct ConflictScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    private struct Entry: Sendable {
        var alternative: Int
        var value: Value
        var level: Int
    }

    private var entries: [Entry] = []
    /// Where the entries of each slot begin, and one end.
    private var starts: [Int] = []
    /// One more than the largest total level.
    private var width = 0
    /// By slot and total level before it: the least that the slots from there on cost, and the total; behind all slots the
    /// total alone.
    private var rest: [Value] = []
    private var path: [Int] = []
    private var firstSlot = 0

    /// Searches the options of a variant for one below `best`, and puts its value and alternatives there; false when there
    /// is none.
    mutating func search<Cost: OptionCost>(
        _ problem: AssignmentProblem, _ variant: Int, _ cost: Cost, without banned: [Int], below best: inout Value?,
        _ choice: inout [Int]
    ) -> Bool where Cost.Value == Value {
        let slots = problem.slots(of: variant)
        firstSlot = slots.lowerBound
        entries.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        width = 1
        for slot in slots {
            let start = entries.count
            starts.append(start)
            for alternative in problem.alternatives(of: slot)
            where cost.isOpen(alternative) && !banned.contains(alternative) {
                entries.append(
                    Entry(
                        alternative: alternative, value: cost.alternative(alternative),
                        level: Int(problem.level[alternative])))
            }
            // The highest level comes last.
            guard entries.count > start else { return false }
            width += entries[entries.count - 1].level
        }
        starts.append(entries.count)
        readRests(slots.count, cost)
        path = Array(repeating: -1, count: slots.count)
        return choose(0, .zero, 0, problem, &best, &choice)
    }

    private mutating func readRests<Cost: OptionCost>(_ count: Int, _ cost: Cost) where Cost.Value == Value {
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: repeatElement(.zero, count: (count + 1) * width))
        for level in 0..<width { rest[count * width + level] = cost.total(level) }
        // Totals before a slot: at most the highest levels of those before it.
        var highest = width - 1
        for slot in (0..<count).reversed() {
            highest -= entries[starts[slot + 1] - 1].level
            for level in 0...highest {
                var least: Value?
                for entry in entries[starts[slot]..<starts[slot + 1]] {
                    let value = entry.value + rest[(slot + 1) * width + level + entry.level]
                    least = least.map { min($0, value) } ?? value
                }
                rest[slot * width + level] = least!
            }
        }
    }

    /// Goes on from a slot; whether something below `best` was found.
    private mutating func choose(
        _ slot: Int, _ value: Value, _ level: Int, _ problem: AssignmentProblem, _ best: inout Value?,
        _ choice: inout [Int]
    ) -> Bool {
        guard slot < path.count else {
            best = value + rest[slot * width + level]
            for place in path.indices { choice[place] = path[place] }
            return true
        }
        var isFound = false
        // From one to the next in the order of what they can lead to, ties by place.
        var last: (bound: Value, place: Int)?
        while let next = next(after: last, slot, value, level), best.map({ next.bound < $0 }) ?? true {
            last = next
            let entry = entries[next.place]
            guard fits(entry.alternative, slot, problem) else { continue }
            path[slot] = entry.alternative
            if choose(slot + 1, value + entry.value, level + entry.level, problem, &best, &choice) { isFound = true }
        }
        return isFound
    }

    // Mutating, as `fits`: what is not would be given a copy of the scratch.
    private mutating func next(after last: (bound: Value, place: Int)?, _ slot: Int, _ value: Value, _ level: Int) -> (
        bound: Value, place: Int
    )? {
        var least: (bound: Value, place: Int)?
        for place in starts[slot]..<starts[slot + 1] {
            let bound = value + entries[place].value + rest[(slot + 1) * width + level + entries[place].level]
            if let last, (bound, place) <= last { continue }
            if least.map({ bound < $0.bound }) ?? true { least = (bound, place) }
        }
        return least
    }

    private mutating func fits(_ alternative: Int, _ slot: Int, _ problem: AssignmentProblem) -> Bool {
        for other in 0..<slot {
            if problem.conflict(path[other], inSlot: firstSlot + other, alternative, inSlot: firstSlot + slot) {
                return false
            }
        }
        return true
    }
}

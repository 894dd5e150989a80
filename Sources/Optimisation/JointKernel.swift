/// The cheapest option of several people who stay together: each has a total of their own, so levels are lists, and
/// every combination of alternatives that differ in them is looked at.
///
/// Idea: what an alternative costs by itself, and its levels, are read once for each slot. Where nothing conflicts, only
/// the cheapest alternative of each list of levels matters: of all the sessions that nobody of them ranked, one.
struct JointScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    private struct Entry: Sendable {
        var alternative: Int
        var value: Value
    }

    private var entries: [Entry] = []
    /// Per entry, a level for each person.
    private var levels: [Int] = []
    /// Where the entries of each slot begin, and one end.
    private var starts: [Int] = []
    /// Per depth, each person's total so far.
    private var totals: [Int] = []
    private var path: [Int] = []
    private var people = 0
    private var firstSlot = 0
    private var hasConflicts = false

    /// Searches the options of a variant for one below `best`, and puts its value and alternatives there; false when there
    /// is none.
    mutating func search<Cost: OptionCost>(
        _ problem: AssignmentProblem, _ unit: Int, _ variant: Int, _ cost: Cost, below best: inout Value?,
        _ choice: inout [Int]
    ) -> Bool where Cost.Value == Value {
        let slots = problem.slots(of: variant)
        people = Int(problem.peopleCount[unit])
        firstSlot = slots.lowerBound
        hasConflicts = problem.hasConflicts[variant]
        entries.removeAll(keepingCapacity: true)
        levels.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        for slot in slots {
            starts.append(entries.count)
            gather(problem, slot, cost)
        }
        starts.append(entries.count)
        totals = Array(repeating: 0, count: people * (slots.count + 1))
        path = Array(repeating: -1, count: slots.count)
        return place(0, .zero, problem, cost, &best, &choice)
    }

    private mutating func gather<Cost: OptionCost>(_ problem: AssignmentProblem, _ slot: Int, _ cost: Cost)
    where Cost.Value == Value {
        let start = entries.count
        for alternative in problem.alternatives(of: slot) where cost.isOpen(alternative) {
            let value = cost.joint(alternative), own = levels.count
            levels.append(contentsOf: problem.joint[problem.number(of: alternative)]!.levels)
            let known = hasConflicts ? nil : (start..<entries.count).first { isSame($0 * people, own) }
            guard let known else {
                entries.append(Entry(alternative: alternative, value: value))
                continue
            }
            levels.removeLast(people)
            if value < entries[known].value { entries[known] = Entry(alternative: alternative, value: value) }
        }
    }

    private func isSame(_ a: Int, _ b: Int) -> Bool {
        for person in 0..<people where levels[a + person] != levels[b + person] { return false }
        return true
    }

    private mutating func place<Cost: OptionCost>(
        _ depth: Int, _ value: Value, _ problem: AssignmentProblem, _ cost: Cost, _ best: inout Value?,
        _ choice: inout [Int]
    ) -> Bool where Cost.Value == Value {
        guard depth < path.count else {
            var total = value
            for person in 0..<people { total += cost.total(totals[depth * people + person]) }
            if let best, best <= total { return false }
            best = total
            for (position, alternative) in path.enumerated() { choice[position] = alternative }
            return true
        }
        var isBetter = false
        for entry in starts[depth]..<starts[depth + 1] {
            let alternative = entries[entry].alternative
            if hasConflicts && conflicts(alternative, depth, problem) { continue }
            path[depth] = alternative
            for person in 0..<people {
                totals[(depth + 1) * people + person] =
                    totals[depth * people + person] + levels[entry * people + person]
            }
            if place(depth + 1, value + entries[entry].value, problem, cost, &best, &choice) { isBetter = true }
        }
        return isBetter
    }

    private func conflicts(_ alternative: Int, _ depth: Int, _ problem: AssignmentProblem) -> Bool {
        (0..<depth).contains {
            problem.conflict(path[$0], inSlot: firstSlot + $0, alternative, inSlot: firstSlot + depth)
        }
    }
}

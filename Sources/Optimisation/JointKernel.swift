/// The cheapest option of several people who stay together: each has a total of their own, so levels are lists, and
/// combinations of alternatives that differ in them are looked at.
///
/// Idea: what an alternative costs by itself, and its levels, are read once for each slot. Where nothing conflicts, only
/// the cheapest alternative of each list of levels matters: of all the sessions that nobody of them ranked, one.
///
/// Slots of several people come first, each with its cheapest alternative first, and a combination is left as soon as the
/// least that the rest can add to it is no better than what was found (branch and bound). Slots of one person touch nobody
/// else: from each total that somebody can come to in the others, the least that their own slots and their total cost is
/// found once (a dynamic programme, as for one person). Where nothing conflicts that decides them; else it is a bound.
///
/// All the same, people whom many ties make one unit may have more combinations than can be looked at. So with a control
/// the clock is asked from time to time: `isStopped` then says that what was found is an option, but maybe not the cheapest.
struct JointScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    private struct Entry: Sendable {
        var alternative: Int
        var value: Value
        /// The place of its first level in `levels`.
        var levels: Int
    }

    /// By depth, the place of its slot in the variant, and whose it is: -1 for several people's, which come first.
    private var order: [(slot: Int, owner: Int)] = []
    private var sharedCount = 0
    private var entries: [Entry] = []
    /// Per entry, a level for each person.
    private var levels: [Int] = []
    /// Where the entries of each depth begin, and one end.
    private var starts: [Int] = []
    /// Per depth, each person's total so far.
    private var totals: [Int] = []
    /// Per depth of several people's slots, and one end: the least that these cost from there on, and each person's least
    /// level in them.
    private var leastValue: [Value] = []
    private var leastLevel: [Int] = []
    /// Per depth, the largest level that each person has there.
    private var mostLevel: [Int] = []
    /// One more than the largest total.
    private var width = 0
    /// Per depth of one person's slots, by their total so far: the least that the person's slots from there on cost, with
    /// their total. At the end a row for who has no slot left.
    private var rest: [Value] = []
    /// Per person the row of their first slot, and the least of it from a total on.
    private var firstRow: [Int] = []
    private var floors: [Value] = []
    private var path: [Int] = []
    private var people = 0
    private var firstSlot = 0
    private var hasConflicts = false
    /// When to be content with any option; nil for never.
    private var control: SolveControl?
    private(set) var isStopped = false
    /// How many alternatives were tried, in all searches.
    private(set) var tried = 0

    /// Takes a control, and forgets that the last one stopped.
    mutating func begin(_ control: SolveControl?) {
        self.control = control
        isStopped = false
    }

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
        readOrder(problem, slots)
        entries.removeAll(keepingCapacity: true)
        levels.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        for (slot, _) in order {
            let start = entries.count
            starts.append(start)
            gather(problem, firstSlot + slot, cost)
            if entries.count == start { return false }
            entries[start...].sort { ($0.value, $0.alternative) < ($1.value, $1.alternative) }
        }
        starts.append(entries.count)
        readLevels()
        readRests(cost)
        JointScratch.fill(&totals, with: 0, count: people * (slots.count + 1))
        JointScratch.fill(&path, with: -1, count: slots.count)
        return place(0, .zero, problem, cost, &best, &choice)
    }

    private mutating func readOrder(_ problem: AssignmentProblem, _ slots: Range<Int>) {
        order.removeAll(keepingCapacity: true)
        for slot in slots where problem.people[slot].nonzeroBitCount != 1 {
            order.append((slot - slots.lowerBound, -1))
        }
        sharedCount = order.count
        for person in 0..<people {
            for slot in slots where problem.people[slot] == 1 << UInt32(person) {
                order.append((slot - slots.lowerBound, person))
            }
        }
    }

    /// In place: a search is so short that new storage for it would take as long.
    private static func fill<Element>(_ list: inout [Element], with value: Element, count: Int) {
        list.removeAll(keepingCapacity: true)
        list.append(contentsOf: repeatElement(value, count: count))
    }

    // MARK: Bounds

    /// What several people's slots cost at least, and their levels.
    private mutating func readLevels() {
        JointScratch.fill(&leastValue, with: .zero, count: sharedCount + 1)
        JointScratch.fill(&leastLevel, with: 0, count: people * (sharedCount + 1))
        JointScratch.fill(&mostLevel, with: 0, count: people * order.count)
        for depth in order.indices.reversed() {
            for person in 0..<people {
                var low = Int.max, high = 0
                for entry in starts[depth]..<starts[depth + 1] {
                    let level = levels[entries[entry].levels + person]
                    low = min(low, level)
                    high = max(high, level)
                }
                mostLevel[depth * people + person] = high
                guard depth < sharedCount else { continue }
                leastLevel[depth * people + person] = leastLevel[(depth + 1) * people + person] + low
            }
            if depth < sharedCount { leastValue[depth] = leastValue[depth + 1] + entries[starts[depth]].value }
        }
    }

    private mutating func highest(_ person: Int, before depth: Int) -> Int {
        var sum = 0
        for earlier in 0..<depth { sum += mostLevel[earlier * people + person] }
        return sum
    }

    private mutating func readRests<Cost: OptionCost>(_ cost: Cost) where Cost.Value == Value {
        let lastRow = order.count - sharedCount
        width = 1
        for person in 0..<people { width = max(width, highest(person, before: order.count) + 1) }
        JointScratch.fill(&rest, with: .zero, count: width * (lastRow + 1))
        for total in 0..<width { rest[lastRow * width + total] = cost.total(total) }
        JointScratch.fill(&firstRow, with: lastRow, count: people)
        for depth in (sharedCount..<order.count).reversed() {
            let person = order[depth].owner, next = firstRow[person], row = depth - sharedCount
            for total in 0...highest(person, before: depth) {
                var least: Value?
                for entry in starts[depth]..<starts[depth + 1] {
                    let value =
                        entries[entry].value + rest[next * width + total + levels[entries[entry].levels + person]]
                    if least.map({ value < $0 }) ?? true { least = value }
                }
                rest[row * width + total] = least!
            }
            firstRow[person] = row
        }
        JointScratch.fill(&floors, with: .zero, count: people * width)
        for person in 0..<people {
            let largest = highest(person, before: sharedCount)
            for total in (0...largest).reversed() {
                let own = rest[firstRow[person] * width + total]
                floors[person * width + total] = total < largest ? min(own, floors[person * width + total + 1]) : own
            }
        }
    }

    /// The least that the slots from a depth on and everybody's totals can add.
    private mutating func leastRest(_ depth: Int) -> Value {
        var least = Value.zero
        if depth < sharedCount {
            for person in 0..<people {
                let total = totals[depth * people + person] + leastLevel[depth * people + person]
                least += floors[person * width + total]
            }
            return least + leastValue[depth]
        }
        let lastRow = order.count - sharedCount, owner = depth < order.count ? order[depth].owner : people
        for person in 0..<people {
            let row = person < owner ? lastRow : person == owner ? depth - sharedCount : firstRow[person]
            least += rest[row * width + totals[depth * people + person]]
        }
        return least
    }

    // MARK: The search

    private mutating func gather<Cost: OptionCost>(_ problem: AssignmentProblem, _ slot: Int, _ cost: Cost)
    where Cost.Value == Value {
        let start = entries.count
        for alternative in problem.alternatives(of: slot) where cost.isOpen(alternative) {
            let value = cost.joint(alternative), own = levels.count
            let place = problem.joint.place(of: problem.number(of: alternative))!
            levels.append(contentsOf: problem.joint.alternatives[place].levels)
            guard let known = hasConflicts ? nil : entry(like: own, from: start) else {
                entries.append(Entry(alternative: alternative, value: value, levels: own))
                continue
            }
            levels.removeLast(people)
            if value < entries[known].value {
                entries[known] = Entry(alternative: alternative, value: value, levels: entries[known].levels)
            }
        }
    }

    /// The first entry from a place on that has the same levels as those from `own` on. (Loops here and in `conflicts`: a
    /// closure in a function that changes the scratch would be given a copy of all of it. So would a function that is not
    /// mutating, which is why all of them are.)
    private mutating func entry(like own: Int, from start: Int) -> Int? {
        for place in start..<entries.count where isSame(entries[place].levels, own) { return place }
        return nil
    }

    private mutating func isSame(_ a: Int, _ b: Int) -> Bool {
        for person in 0..<people where levels[a + person] != levels[b + person] { return false }
        return true
    }

    private mutating func place<Cost: OptionCost>(
        _ depth: Int, _ value: Value, _ problem: AssignmentProblem, _ cost: Cost, _ best: inout Value?,
        _ choice: inout [Int]
    ) -> Bool where Cost.Value == Value {
        // At the end that is what the option costs.
        if let best, best <= value + leastRest(depth) { return false }
        guard depth < path.count else {
            best = value + leastRest(depth)
            for (depth, alternative) in path.enumerated() { choice[order[depth].slot] = alternative }
            return true
        }
        if depth >= sharedCount && !hasConflicts {
            let entry = cheapest(depth)
            take(entry, depth)
            return place(depth + 1, value + entries[entry].value, problem, cost, &best, &choice)
        }
        var isBetter = false
        for entry in starts[depth]..<starts[depth + 1] {
            if shouldStop() && best != nil { break }
            if hasConflicts && conflicts(entries[entry].alternative, depth, problem) { continue }
            take(entry, depth)
            if place(depth + 1, value + entries[entry].value, problem, cost, &best, &choice) { isBetter = true }
        }
        return isBetter
    }

    /// The alternative of a slot of one person with which their rest costs least.
    private mutating func cheapest(_ depth: Int) -> Int {
        let person = order[depth].owner, total = totals[depth * people + person]
        let isLast = depth + 1 == order.count || order[depth + 1].owner != person
        let next = isLast ? order.count - sharedCount : depth + 1 - sharedCount
        var best = starts[depth], least: Value?
        for entry in starts[depth]..<starts[depth + 1] {
            let value = entries[entry].value + rest[next * width + total + levels[entries[entry].levels + person]]
            guard least.map({ value < $0 }) ?? true else { continue }
            best = entry
            least = value
        }
        return best
    }

    private mutating func take(_ entry: Int, _ depth: Int) {
        path[depth] = entries[entry].alternative
        let first = entries[entry].levels
        for person in 0..<people {
            totals[(depth + 1) * people + person] = totals[depth * people + person] + levels[first + person]
        }
    }

    private mutating func shouldStop() -> Bool {
        tried += 1
        // To ask takes as long as to try a few.
        if !isStopped && tried & 0xFFF == 0, let control { isStopped = control.shouldStop }
        return isStopped
    }

    private mutating func conflicts(_ alternative: Int, _ depth: Int, _ problem: AssignmentProblem) -> Bool {
        for other in 0..<depth {
            if problem.conflict(
                path[other], inSlot: firstSlot + order[other].slot, alternative, inSlot: firstSlot + order[depth].slot)
            {
                return true
            }
        }
        return false
    }
}

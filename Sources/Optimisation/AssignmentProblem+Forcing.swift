// "What if this person had that place": a problem derived from another one.
//
// Problem. After a solve, ask of many people, one by one, what the optimum would be if they had another place. Building
// each problem afresh would cost more than solving it.
//
// Idea. Forcing only takes options away from one unit. So every bound that was proven without the force still holds
// with it, and the old selection, with that one unit's option changed, is a start a few pivots from the new optimum
// (`StagedSolver.start`). Shifting somebody's levels by a constant gives that person a block of their own in every
// table by total level, so that one stage can measure everybody against a target of their own: block b of a table with
// blocks of B entries is read by the people whose levels were shifted by b · B.
//
// Invariant: alternatives of the derived problem are numbered from 0 again; `ForcedProblem.numbers` leads back.
// Complexity: linear in the number of alternatives.

/// A problem in which one person has one of some places, and what its alternatives were called before.
public struct ForcedProblem: Sendable {
    public var problem: AssignmentProblem
    /// Per alternative its number in the problem that this was made from, ascending.
    public let numbers: [Int32]

    /// Options by old numbers as options by new numbers; empty where one of its alternatives is gone.
    public func selection(from old: [[Int]]) -> [[Int]] {
        old.map { option in
            let new = option.compactMap(number(of:))
            return new.count == option.count ? new : []
        }
    }

    /// Options by new numbers as options by old numbers.
    public func original(_ selection: [[Int]]) -> [[Int]] {
        selection.map { option in option.map { Int(numbers[$0]) } }
    }

    private func number(of old: Int) -> Int? {
        var low = 0, high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if Int(numbers[middle]) < old { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && Int(numbers[low]) == old ? low : nil
    }
}

extension AssignmentProblem {
    /// The problem in which a person of a unit uses one of these resources in a round; nil when the unit has no such
    /// option. Only for a problem as first built.
    public func forcing(unit: Int, person: Int, round: Int, to resources: Set<Int>) -> ForcedProblem? {
        var isKept = [Bool](repeating: true, count: alternativeCount)
        var isPossible = false
        for variant in variants(of: unit) {
            let slot = slots(of: variant).first {
                Int(self.round[$0]) == round && people[$0] & (1 << UInt32(person)) != 0
            }
            guard let slot else {
                for alternative in alternatives(of: slots(of: variant).lowerBound) { isKept[alternative] = false }
                continue
            }
            for alternative in alternatives(of: slot) {
                isKept[alternative] = resources.contains(Int(resource[alternative]))
                if isKept[alternative] { isPossible = true }
            }
        }
        return isPossible ? numberedAfresh(keeping(isKept)) : nil
    }

    private func numberedAfresh(_ smaller: AssignmentProblem) -> ForcedProblem {
        var result = smaller
        let numbers = smaller.numbers
        result.numbers = []
        guard !joint.isEmpty || !sideRules.isEmpty else { return ForcedProblem(problem: result, numbers: numbers) }
        var new = [Int32](repeating: -1, count: alternativeCount)
        for (position, number) in numbers.enumerated() { new[Int(number)] = Int32(position) }
        result.joint = JointTable()
        joint.forEach { number, alternative in
            if new[Int(number)] >= 0 { result.joint.append(alternative, number: new[Int(number)]) }
        }
        for rule in result.sideRules.indices {
            result.sideRules[rule].terms = sideRules[rule].terms.compactMap { term in
                new[Int(term.alternative)] >= 0 ? (new[Int(term.alternative)], term.coefficient) : nil
            }
        }
        return ForcedProblem(problem: result, numbers: numbers)
    }

    /// Adds the same amount to the total level of every option that places the person at all.
    public mutating func shiftLevels(ofUnit unit: Int, person: Int, by amount: Int) {
        precondition(amount >= 0, "levels are not negative")
        for variant in variants(of: unit) {
            guard let slot = slots(of: variant).first(where: { people[$0] & (1 << UInt32(person)) != 0 }) else {
                continue
            }
            for alternative in alternatives(of: slot) {
                level[alternative] += Int32(amount)
                joint.addToLevel(of: number(of: alternative), person: person, amount)
            }
            let highest = slots(of: variant).map { slot in alternatives(of: slot).reduce(0) { max($0, level[$1]) } }
            levelCeiling = max(levelCeiling, Int(highest.reduce(0, +)))
        }
    }

    /// The option of a unit that puts its people where `isThere` says, in a problem as first built: the first variant
    /// whose requirements are met and each slot of which has such an alternative, without a conflict. Nil when there is
    /// none.
    public func option(
        ofUnit unit: Int, isCancelled: (_ resource: Int) -> Bool,
        isThere: (_ round: Int, _ people: UInt32, _ resource: Int) -> Bool
    ) -> [Int]? {
        for variant in variants(of: unit) {
            guard (requirements[variant] ?? []).allSatisfy(isCancelled) else { continue }
            let option = slots(of: variant).compactMap { slot in
                alternatives(of: slot).first { isThere(Int(round[slot]), people[slot], Int(resource[$0])) }
            }
            if option.count == slots(of: variant).count && !hasConflict(option, inVariant: variant) { return option }
        }
        return nil
    }

    private func hasConflict(_ option: [Int], inVariant variant: Int) -> Bool {
        guard hasConflicts[variant] else { return false }
        let first = slots(of: variant).lowerBound
        return option.indices.contains { s in
            option.indices.contains { t in
                s < t && conflict(option[s], inSlot: first + s, option[t], inSlot: first + t)
            }
        }
    }

    /// The value of a stage at a selection, in a problem as first built.
    public func value(of stage: StageCost, at selection: [[Int]]) -> Int {
        selection.reduce(0) { $0 + stage.cost(of: $1, in: self) }
    }
}

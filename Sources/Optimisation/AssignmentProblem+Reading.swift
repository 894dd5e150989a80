// What whoever writes a problem down for others needs to see of it.
extension AssignmentProblem {
    /// The slots of a variant, in a problem as first built.
    public func variantRange(of unit: Int) -> Range<Int> { variants(of: unit) }
    public func slotRange(of variant: Int) -> Range<Int> { slots(of: variant) }
    public func alternativeRange(ofSlot slot: Int) -> Range<Int> { alternatives(of: slot) }
    public func alternativeRange(ofVariant variant: Int) -> Range<Int> { alternatives(ofVariant: variant) }
    public func alternativeRange(ofUnit unit: Int) -> Range<Int> { alternatives(ofUnit: unit) }
    public func unit(of alternative: Int) -> Int { unit(ofAlternative: alternative) }

    /// The resources that must be cancelled for the variant.
    public func requirement(ofVariant variant: Int) -> [Int] { requirements[variant] ?? [] }

    /// Whether two alternatives of the slots conflict for somebody who is in both.
    public func areInConflict(_ a: Int, ofSlot s: Int, _ b: Int, ofSlot t: Int) -> Bool {
        conflict(a, inSlot: s, b, inSlot: t)
    }

    public func mayConflict(inVariant variant: Int) -> Bool { hasConflicts[variant] }

    /// The slots in parts, such that nobody is kept from any two alternatives of different parts.
    public func independentParts(of slots: [Slot]) -> [[Slot]] {
        var parts: [[Int]] = []
        for slot in slots.indices {
            let tied = parts.indices.filter { part in
                parts[part].contains { !areIndependent(slots[$0], slots[slot]) }
            }
            let joined = (tied.flatMap { parts[$0] } + [slot]).sorted()
            for part in tied.reversed() { parts.remove(at: part) }
            parts.append(joined)
        }
        return parts.sorted { $0[0] < $1[0] }.map { part in part.map { slots[$0] } }
    }

    private func areIndependent(_ a: Slot, _ b: Slot) -> Bool {
        if a.people & b.people == 0 || a.isSettled || b.isSettled { return true }
        return a.alternatives.allSatisfy { first in
            b.alternatives.allSatisfy { !conflicts[first.resource * resourceCount + $0.resource] }
        }
    }

    /// The number of people that the alternative seats.
    public func seatCount(of alternative: Int) -> Int { seats(alternative) }

    /// What the alternative is to one person of its unit.
    public func level(of alternative: Int, person: Int) -> Int {
        joint[number(of: alternative)]?.levels[person] ?? Int(level[alternative])
    }
}

extension StageCost {
    /// What an alternative costs, its level left out.
    public func placementCost(of alternative: Int, in problem: AssignmentProblem) -> Int {
        func atLabel(_ label: Int) -> Int { label < byLabel.count ? byLabel[label] : 0 }
        if let joint = problem.joint[problem.number(of: alternative)] {
            return joint.labels.reduce(weightFactor * joint.weight) { $0 + atLabel($1) }
        }
        return atLabel(Int(problem.label[alternative])) + weightFactor * Int(problem.weight[alternative])
    }
}

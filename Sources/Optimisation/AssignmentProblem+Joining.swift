extension AssignmentProblem {
    /// Adds the units of another problem with the same resources, as if they had been added here one by one: so that a
    /// large problem can be made in pieces, on all cores.
    public mutating func append(_ other: AssignmentProblem) {
        precondition(
            resourceCount == other.resourceCount && other.sideRules.isEmpty && other.holdingUnit.isEmpty,
            "units of another problem, and nothing else")
        let alternatives = Int32(alternativeCount)
        appendUnits(of: other, numberedFrom: alternatives)
        peopleCount.append(contentsOf: other.peopleCount)
        for (alternative, people) in other.joint { joint[alternatives + alternative] = people }
        levelCeiling = max(levelCeiling, other.levelCeiling)
        widestOption = max(widestOption, other.widestOption)
    }

    /// Adds the units of another problem and nothing else; `first` is added to the numbers of its alternatives.
    mutating func appendUnits(of other: AssignmentProblem, numberedFrom first: Int32) {
        let variants = Int32(slotStart.count - 1), slots = Int32(alternativeStart.count - 1)
        let alternatives = Int32(resource.count)
        variantStart.append(contentsOf: other.variantStart.dropFirst().lazy.map { $0 + variants })
        slotStart.append(contentsOf: other.slotStart.dropFirst().lazy.map { $0 + slots })
        alternativeStart.append(contentsOf: other.alternativeStart.dropFirst().lazy.map { $0 + alternatives })
        resource.append(contentsOf: other.resource)
        level.append(contentsOf: other.level)
        label.append(contentsOf: other.label)
        weight.append(contentsOf: other.weight)
        original.append(contentsOf: other.original.lazy.map { $0 + first })
        round.append(contentsOf: other.round)
        people.append(contentsOf: other.people)
        tailStart.append(contentsOf: other.tailStart.lazy.map { $0 + alternatives })
        isSettled.append(contentsOf: other.isSettled)
        hasConflicts.append(contentsOf: other.hasConflicts)
        for (variant, cancelled) in other.requirements { requirements[Int(variants) + variant] = cancelled }
    }
}

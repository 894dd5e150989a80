// A large problem is made in pieces, on all cores, and put together here. Its lists by alternative have hundreds of
// megabytes each.
extension AssignmentProblem {
    /// Adds the units of another problem with the same resources, as if they had been added here one by one.
    public mutating func append(_ other: AssignmentProblem) {
        precondition(
            numbers.isEmpty && other.isOnlyUnits(like: self), "units of a problem as first built, and nothing else")
        let first = alternativeCount
        joint.append(other.joint, offset: Int32(first))
        levelCeiling = max(levelCeiling, other.levelCeiling)
        widestOption = max(widestOption, other.widestOption)
        appendSlots(of: other, first: first)
        resource.append(contentsOf: other.resource)
        level.append(contentsOf: other.level)
        label.append(contentsOf: other.label)
        weight.append(contentsOf: other.weight)
    }

    private func isOnlyUnits(like other: AssignmentProblem) -> Bool {
        resourceCount == other.resourceCount && sideRules.isEmpty && holdingUnit.isEmpty && numbers.isEmpty
    }

    /// The units of all pieces in their order; what units have in common is that of this problem. Every list by
    /// alternative is joined by itself, on all cores.
    func joined(_ pieces: [AssignmentProblem]) -> AssignmentProblem {
        let empty = withoutUnits()
        let parts = Parallel.map(6, grain: 1) { part in
            var own = empty
            switch part.lowerBound {
            case 0: own.joinSlots(of: pieces)
            case 1: own.weight = concatenated(pieces) { $0.weight }
            case 2: own.numbers = concatenated(pieces) { $0.numbers }
            case 3: own.resource = concatenated(pieces) { $0.resource }
            case 4: own.level = concatenated(pieces) { $0.level }
            default: own.label = concatenated(pieces) { $0.label }
            }
            return own
        }
        var whole = parts[0]
        whole.weight = parts[1].weight
        whole.numbers = parts[2].numbers
        whole.resource = parts[3].resource
        whole.level = parts[4].level
        whole.label = parts[5].label
        return whole
    }

    /// Everything but the lists by alternative.
    private mutating func joinSlots(of pieces: [AssignmentProblem]) {
        let slots = pieces.reduce(0) { $0 + $1.slotCount }
        reserve(units: pieces.reduce(0) { $0 + $1.unitCount }, slots: slots, alternatives: 0)
        var first = 0
        for piece in pieces {
            appendSlots(of: piece, first: first)
            first += piece.alternativeCount
        }
    }

    /// The same of one piece, whose alternatives are numbered from `first` on here.
    private mutating func appendSlots(of piece: AssignmentProblem, first: Int) {
        let variants = Int32(slotStart.count - 1), slots = Int32(alternativeStart.count - 1), first = Int32(first)
        for start in piece.variantStart.dropFirst() { variantStart.append(start + variants) }
        for start in piece.slotStart.dropFirst() { slotStart.append(start + slots) }
        for start in piece.alternativeStart.dropFirst() { alternativeStart.append(start + first) }
        for start in piece.tailStart { tailStart.append(start + first) }
        round.append(contentsOf: piece.round)
        people.append(contentsOf: piece.people)
        isSettled.append(contentsOf: piece.isSettled)
        hasConflicts.append(contentsOf: piece.hasConflicts)
        peopleCount.append(contentsOf: piece.peopleCount)
        for (variant, cancelled) in piece.requirements { requirements[Int(variants) + variant] = cancelled }
    }
}

private func concatenated<Element>(
    _ pieces: [AssignmentProblem], _ list: (AssignmentProblem) -> [Element]
) -> [Element] {
    var all: [Element] = []
    all.reserveCapacity(pieces.reduce(0) { $0 + list($1).count })
    for piece in pieces { all.append(contentsOf: list(piece)) }
    return all
}

// A large problem is made in pieces, on all cores, and put together here. Its lists by alternative have hundreds of
// megabytes each: every one is joined by itself, so that this is done on all cores as well.
extension AssignmentProblem {
    /// Adds the units of other problems with the same resources, as if they had been added here one by one.
    public mutating func append(_ others: [AssignmentProblem]) {
        precondition(
            numbers.isEmpty && others.allSatisfy { $0.isOnlyUnits(like: self) },
            "units of problems as first built, and nothing else")
        var first = Int32(alternativeCount)
        for other in others {
            for (alternative, people) in other.joint { joint[first + alternative] = people }
            first += Int32(other.alternativeCount)
            levelCeiling = max(levelCeiling, other.levelCeiling)
            widestOption = max(widestOption, other.widestOption)
        }
        self = joined([self] + others)
    }

    private func isOnlyUnits(like other: AssignmentProblem) -> Bool {
        resourceCount == other.resourceCount && sideRules.isEmpty && holdingUnit.isEmpty && numbers.isEmpty
    }

    /// The units of all pieces in their order; what units have in common is that of this problem.
    func joined(_ pieces: [AssignmentProblem]) -> AssignmentProblem {
        let empty = withoutUnits()
        let parts = Parallel.map(4, grain: 1) { part in
            var own = empty
            switch part.lowerBound {
            case 0: own.weight = concatenated(pieces) { $0.weight }
            case 1: own.level = concatenated(pieces) { $0.level }
            case 2:
                own.resource = concatenated(pieces) { $0.resource }
                own.label = concatenated(pieces) { $0.label }
            default:
                own.numbers = concatenated(pieces) { $0.numbers }
                own.joinSlots(of: pieces)
            }
            return own
        }
        var whole = parts[3]
        whole.weight = parts[0].weight
        whole.level = parts[1].level
        whole.resource = parts[2].resource
        whole.label = parts[2].label
        return whole
    }

    /// Everything but the lists by alternative.
    private mutating func joinSlots(of pieces: [AssignmentProblem]) {
        let slots = pieces.reduce(0) { $0 + $1.slotCount }
        reserve(units: pieces.reduce(0) { $0 + $1.unitCount }, slots: slots, alternatives: 0)
        var alternatives: Int32 = 0
        for piece in pieces {
            let variants = Int32(slotStart.count - 1), slots = Int32(alternativeStart.count - 1), first = alternatives
            variantStart.append(contentsOf: piece.variantStart.dropFirst().lazy.map { $0 + variants })
            slotStart.append(contentsOf: piece.slotStart.dropFirst().lazy.map { $0 + slots })
            alternativeStart.append(contentsOf: piece.alternativeStart.dropFirst().lazy.map { $0 + first })
            tailStart.append(contentsOf: piece.tailStart.lazy.map { $0 + first })
            round.append(contentsOf: piece.round)
            people.append(contentsOf: piece.people)
            isSettled.append(contentsOf: piece.isSettled)
            hasConflicts.append(contentsOf: piece.hasConflicts)
            peopleCount.append(contentsOf: piece.peopleCount)
            for (variant, cancelled) in piece.requirements { requirements[Int(variants) + variant] = cancelled }
            alternatives += Int32(piece.alternativeCount)
        }
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

/// One option per unit, rows over all units.
///
/// A unit is a person, or several people who must stay together. It has one or more *variants*, each with some slots
/// (the rounds in which its people are placed), and takes one alternative in each slot of one variant: that is an
/// option. An alternative uses one resource (a session). No two alternatives of an option may conflict. A resource has
/// an upper and a lower limit on the number of its users; one that is *cancellable* keeps its lower limit or has no
/// users at all. Side rules limit the use of chosen alternatives in other ways.
///
/// An alternative carries what stage costs are made of (`StageCost`): a *level*, which is added up over the slots, a
/// *label*, and a *weight*. An alternative of several people has these for each of them (`JointAlternative`).
///
/// Everything is flat: variants of unit u are `variantStart[u] ..< variantStart[u + 1]`, slots of variant v are
/// `slotStart[v] ..< slotStart[v + 1]`, alternatives of slot s are `alternativeStart[s] ..< alternativeStart[s + 1]`,
/// sorted by level and then by resource, never empty.
public struct AssignmentProblem: Sendable {
    public internal(set) var variantStart: [Int32] = [0]
    var slotStart: [Int32] = [0]
    var alternativeStart: [Int32] = [0]
    var resource: [UInt16] = []
    var level: [Int32] = []
    var label: [Int16] = []
    var weight: [UInt32] = []
    /// See `number(of:)`; empty in a problem as first built.
    var numbers: [Int32] = []

    /// Per slot: which round it is, and a bit for each person of the unit who is in it.
    var round: [Int16] = []
    var people: [UInt32] = []
    /// Per slot: the first alternative of the last level; the first of all where there is only one level.
    var tailStart: [Int32] = []
    /// Per slot: whether conflicts were looked at when its alternative was given (a duty), and are none now.
    var isSettled: [Bool] = []
    /// Per variant: whether two of its alternatives conflict.
    var hasConflicts: [Bool] = []
    /// Per variant: the resources that must be cancelled for it; nearly always none.
    var requirements: [Int: [Int]] = [:]
    /// By original number: what an alternative of several people is to each of them.
    var joint = JointTable()
    /// Per unit: how many people it has.
    var peopleCount: [Int32] = []
    /// No option's levels add up to more, conflicts and people who stay together not looked at.
    var levelCeiling = 0
    /// The largest number of slots of a variant.
    var widestOption = 1
    public internal(set) var sideRules: [SideRule] = []
    /// A resource that is no place, and is never branched on: being in no round, or in a round without a place.
    public var nowhere = -1

    /// Per resource; nil where there is no limit.
    public let upperLimit: [Int?]
    /// Per resource; 0 where there is none.
    public let lowerLimit: [Int]
    public let isCancellable: [Bool]
    /// Per resource the unit that decides whether it is held, else -1; empty before there are such units (`Holding`).
    var holdingUnit: [Int] = []
    /// Per resource the one that is used where it is held, else -1.
    var holdingResource: [Int] = []
    /// Per resource the one that is held where it is used, else -1; empty before there are such units.
    var heldBy: [Int] = []
    /// `conflicts[a * resourceCount + b]`: nobody may use both resources.
    let conflicts: [Bool]

    public init(upperLimit: [Int?], lowerLimit: [Int], isCancellable: [Bool]? = nil, conflicts: [(Int, Int)]) {
        precondition(upperLimit.count == lowerLimit.count, "both limits for each resource")
        precondition(upperLimit.count <= Int(UInt16.max), "at most 65,535 resources")
        self.upperLimit = upperLimit
        self.lowerLimit = lowerLimit
        self.isCancellable = isCancellable ?? Array(repeating: false, count: upperLimit.count)
        var matrix = [Bool](repeating: false, count: upperLimit.count * upperLimit.count)
        for (a, b) in conflicts {
            matrix[a * upperLimit.count + b] = true
            matrix[b * upperLimit.count + a] = true
        }
        self.conflicts = matrix
    }

    public var unitCount: Int { variantStart.count - 1 }
    public var resourceCount: Int { upperLimit.count }
    public var alternativeCount: Int { resource.count }
    var slotCount: Int { alternativeStart.count - 1 }

    /// The number of an alternative in the problem as first built, where it is its place.
    @inline(__always)
    func number(of alternative: Int) -> Int32 {
        numbers.isEmpty ? Int32(truncatingIfNeeded: alternative) : numbers[alternative]
    }

    @inline(__always)
    func variants(of unit: Int) -> Range<Int> { Int(variantStart[unit])..<Int(variantStart[unit + 1]) }

    @inline(__always)
    func slots(of variant: Int) -> Range<Int> { Int(slotStart[variant])..<Int(slotStart[variant + 1]) }

    @inline(__always)
    func alternatives(of slot: Int) -> Range<Int> {
        Int(alternativeStart[slot])..<Int(alternativeStart[slot + 1])
    }

    /// All alternatives of all variants of the unit.
    public func alternatives(ofUnit unit: Int) -> Range<Int> {
        let variants = variants(of: unit)
        let first = Int(slotStart[variants.lowerBound]), last = Int(slotStart[variants.upperBound])
        return Int(alternativeStart[first])..<Int(alternativeStart[last])
    }

    func unit(ofAlternative alternative: Int) -> Int {
        func place(_ value: Int, in starts: [Int32]) -> Int {
            var low = 0, high = starts.count - 2
            while low < high {
                let middle = (low + high + 1) / 2
                if Int(starts[middle]) <= value { low = middle } else { high = middle - 1 }
            }
            return low
        }
        return place(place(place(alternative, in: alternativeStart), in: slotStart), in: variantStart)
    }

    /// Where the alternative of a unit is that had a number in the problem as first built; -1 where it is gone.
    func place(of number: Int32, inUnit unit: Int) -> Int32 {
        // Nothing changes their order: the numbers of a unit's alternatives ascend.
        var low = alternatives(ofUnit: unit).lowerBound, high = alternatives(ofUnit: unit).upperBound
        while low < high {
            let middle = (low + high) / 2
            if self.number(of: middle) < number { low = middle + 1 } else { high = middle }
        }
        return low < alternatives(ofUnit: unit).upperBound && self.number(of: low) == number ? Int32(low) : -1
    }

    func alternatives(ofVariant variant: Int) -> Range<Int> {
        let slots = slots(of: variant)
        return Int(alternativeStart[slots.lowerBound])..<Int(alternativeStart[slots.upperBound])
    }

    /// Whether there is more than limits of resources that are always held.
    var hasRules: Bool { !sideRules.isEmpty || !holdingUnit.isEmpty }

    func isJoint(_ unit: Int) -> Bool { peopleCount[unit] > 1 }

    /// The largest number of people of a unit.
    var largestUnit: Int { joint.isEmpty ? 1 : Int(peopleCount.max() ?? 1) }

    /// Whether the unit has more than one option to choose from (a conflict may still leave it one).
    func isOpen(_ unit: Int) -> Bool {
        let variants = variants(of: unit)
        return variants.count > 1
            || slots(of: variants.lowerBound).contains { alternatives(of: $0).count > 1 }
    }

    /// The number of people that the alternative seats.
    func seats(_ alternative: Int) -> Int {
        joint.isEmpty ? 1 : joint[number(of: alternative)]?.seats ?? 1
    }

    /// The largest sum of levels that an option of anybody has, conflicts not looked at.
    public var largestTotalLevel: Int {
        (0..<unitCount).reduce(0) { largest, unit in
            variants(of: unit).reduce(largest) { largest, variant in
                var totals = [Int](repeating: 0, count: Int(peopleCount[unit]))
                for slot in slots(of: variant) {
                    for person in totals.indices {
                        totals[person] += alternatives(of: slot).reduce(0) { most, alternative in
                            max(most, joint[number(of: alternative)]?.levels[person] ?? Int(level[alternative]))
                        }
                    }
                }
                return max(largest, totals.max() ?? 0)
            }
        }
    }

    /// Whether the alternatives of two slots conflict for somebody who is in both.
    @inline(__always)
    func conflict(_ a: Int, inSlot s: Int, _ b: Int, inSlot t: Int) -> Bool {
        guard conflicts[Int(resource[a]) * resourceCount + Int(resource[b])] else { return false }
        return people[s] & people[t] != 0 && !isSettled[s] && !isSettled[t]
    }

    /// The same problem with only the alternatives that are to be kept, and the variants that keep one in each slot.
    func keeping(_ isKept: [Bool]) -> AssignmentProblem {
        let empty = withoutUnits()
        return joined(
            Parallel.map(unitCount, grain: 4096) { units in
                var piece = empty
                for unit in units { piece.copy(unit, of: self, keeping: isKept, from: 0) }
                return piece
            })
    }

    /// What all units have in common.
    func withoutUnits() -> AssignmentProblem {
        var empty = self
        empty.variantStart = [0]
        empty.slotStart = [0]
        empty.alternativeStart = [0]
        empty.resource = []
        empty.level = []
        empty.label = []
        empty.weight = []
        empty.numbers = []
        empty.tailStart = []
        empty.round = []
        empty.people = []
        empty.isSettled = []
        empty.hasConflicts = []
        empty.requirements = [:]
        empty.peopleCount = []
        return empty
    }

    /// Adds a unit of another problem; `isKept` is for that one's alternatives from `first` on.
    mutating func copy(_ unit: Int, of other: AssignmentProblem, keeping isKept: [Bool], from first: Int) {
        for variant in other.variants(of: unit) {
            let isWhole = other.slots(of: variant).allSatisfy { slot in
                other.alternatives(of: slot).contains { isKept[$0 - first] }
            }
            if isWhole { copy(variant: variant, of: other, keeping: isKept, from: first) }
        }
        precondition(slotStart.count - 1 > Int(variantStart.last!), "a unit was left without options")
        variantStart.append(Int32(slotStart.count - 1))
        peopleCount.append(other.peopleCount[unit])
    }

    private mutating func copy(
        variant: Int, of other: AssignmentProblem, keeping isKept: [Bool], from first: Int
    ) {
        for slot in other.slots(of: variant) {
            for alternative in other.alternatives(of: slot) where isKept[alternative - first] {
                resource.append(other.resource[alternative])
                level.append(other.level[alternative])
                label.append(other.label[alternative])
                weight.append(other.weight[alternative])
                numbers.append(other.number(of: alternative))
            }
            closeSlot()
            round.append(other.round[slot])
            people.append(other.people[slot])
            isSettled.append(other.isSettled[slot])
        }
        if let needed = other.requirements[variant] { requirements[slotStart.count - 1] = needed }
        hasConflicts.append(other.hasConflicts[variant])
        slotStart.append(Int32(alternativeStart.count - 1))
    }
}

/// A limit on the use of some alternatives: `sum of coefficient · (1 if the alternative is chosen) <= limit`.
public struct SideRule: Sendable {
    /// What the caller calls it.
    public var id: Int
    public var limit: Int
    /// By original number.
    public var terms: [(alternative: Int32, coefficient: Int32)]
    /// Whether all terms are people in one place, so that it has covers (`Cover`).
    public var isOfOnePlace: Bool

    public init(
        id: Int, limit: Int, terms: [(alternative: Int32, coefficient: Int32)], isOfOnePlace: Bool = false
    ) {
        self.id = id
        self.limit = limit
        self.terms = terms
        self.isOfOnePlace = isOfOnePlace
    }
}

/// One option per unit, rows over all units.
///
/// Every unit (a person) has some slots (the rounds in which they are placed), and takes exactly one alternative
/// in each. An alternative uses one resource (a session). An option of a unit is one alternative per slot, no two
/// of them conflicting. A resource has an upper and a lower limit on the number of its users.
///
/// An alternative carries what stage costs are made of (`StageCost`): a *level*, which is added up over the slots
/// of the unit, a *label*, and a *weight*.
///
/// Everything is flat: slots of unit u are `slotStart[u] ..< slotStart[u + 1]`, alternatives of slot s are
/// `alternativeStart[s] ..< alternativeStart[s + 1]`, sorted by level and then by resource, never empty.
public struct AssignmentProblem: Sendable {
    public internal(set) var slotStart: [Int32] = [0]
    public internal(set) var alternativeStart: [Int32] = [0]
    public internal(set) var resource: [Int32] = []
    public internal(set) var level: [Int32] = []
    public internal(set) var label: [Int16] = []
    public internal(set) var weight: [UInt32] = []
    /// What the caller calls each alternative: its place in the problem as first built.
    public internal(set) var original: [Int32] = []
    /// Whether two alternatives of different slots of the unit conflict.
    var hasConflicts: [Bool] = []

    /// Per resource; nil where there is no limit.
    public let upperLimit: [Int?]
    /// Per resource; 0 where there is none.
    public let lowerLimit: [Int]
    /// `conflicts[a * resourceCount + b]`: no unit may use both resources.
    let conflicts: [Bool]

    public init(upperLimit: [Int?], lowerLimit: [Int], conflicts: [(Int, Int)]) {
        precondition(upperLimit.count == lowerLimit.count, "both limits for each resource")
        self.upperLimit = upperLimit
        self.lowerLimit = lowerLimit
        var matrix = [Bool](repeating: false, count: upperLimit.count * upperLimit.count)
        for (a, b) in conflicts {
            matrix[a * upperLimit.count + b] = true
            matrix[b * upperLimit.count + a] = true
        }
        self.conflicts = matrix
    }

    public struct Alternative: Sendable {
        public let resource: Int
        public let level: Int
        public let label: Int
        public let weight: UInt32

        public init(resource: Int, level: Int, label: Int = 0, weight: UInt32 = 0) {
            self.resource = resource
            self.level = level
            self.label = label
            self.weight = weight
        }
    }

    /// Adds a unit with its alternatives per slot; every slot needs at least one.
    public mutating func addUnit(slots: [[Alternative]]) {
        for slot in slots {
            precondition(!slot.isEmpty, "a slot without an alternative")
            for alternative in slot.sorted(by: { ($0.level, $0.resource) < ($1.level, $1.resource) }) {
                original.append(Int32(resource.count))
                resource.append(Int32(alternative.resource))
                level.append(Int32(alternative.level))
                label.append(Int16(alternative.label))
                weight.append(alternative.weight)
            }
            alternativeStart.append(Int32(resource.count))
        }
        slotStart.append(Int32(alternativeStart.count - 1))
        hasConflicts.append(conflict(among: slots))
    }

    public var unitCount: Int { slotStart.count - 1 }
    public var slotCount: Int { alternativeStart.count - 1 }
    public var resourceCount: Int { upperLimit.count }
    public var alternativeCount: Int { resource.count }

    @inline(__always)
    public func slots(of unit: Int) -> Range<Int> { Int(slotStart[unit])..<Int(slotStart[unit + 1]) }

    @inline(__always)
    public func alternatives(of slot: Int) -> Range<Int> {
        Int(alternativeStart[slot])..<Int(alternativeStart[slot + 1])
    }

    /// Whether the unit has more than one option to choose from (a conflict may still leave it one).
    func isOpen(_ unit: Int) -> Bool { slots(of: unit).contains { alternatives(of: $0).count > 1 } }

    @inline(__always)
    func conflict(_ a: Int, _ b: Int) -> Bool {
        conflicts[Int(resource[a]) * resourceCount + Int(resource[b])]
    }

    /// The largest number of slots of a unit.
    var widestUnit: Int { (0..<unitCount).reduce(0) { max($0, slots(of: $1).count) } }

    /// The largest sum of levels over the slots of a unit.
    public var largestTotalLevel: Int {
        (0..<unitCount).reduce(0) { largest, unit in
            max(largest, slots(of: unit).reduce(0) { $0 + Int(level[alternatives(of: $1).upperBound - 1]) })
        }
    }

    private func conflict(among slots: [[Alternative]]) -> Bool {
        for (i, first) in slots.enumerated() {
            for second in slots[(i + 1)...] {
                for a in first {
                    for b in second where conflicts[a.resource * resourceCount + b.resource] { return true }
                }
            }
        }
        return false
    }

    /// The same problem with only the alternatives that are to be kept; at least one in each slot.
    func keeping(_ isKept: [Bool]) -> AssignmentProblem {
        var smaller = self
        smaller.alternativeStart = [0]
        smaller.alternativeStart.reserveCapacity(alternativeStart.count)
        smaller.resource.removeAll(keepingCapacity: true)
        smaller.level.removeAll(keepingCapacity: true)
        smaller.label.removeAll(keepingCapacity: true)
        smaller.weight.removeAll(keepingCapacity: true)
        smaller.original.removeAll(keepingCapacity: true)
        for slot in 0..<slotCount {
            for alternative in alternatives(of: slot) where isKept[alternative] {
                smaller.resource.append(resource[alternative])
                smaller.level.append(level[alternative])
                smaller.label.append(label[alternative])
                smaller.weight.append(weight[alternative])
                smaller.original.append(original[alternative])
            }
            precondition(smaller.resource.count > Int(smaller.alternativeStart.last!), "a slot was emptied")
            smaller.alternativeStart.append(Int32(smaller.resource.count))
        }
        return smaller
    }
}

/// The cost of an option in one stage:
/// `byTotalLevel[sum of levels] + sum over its alternatives of (byLabel[label] + weightFactor · weight)`.
/// Tables are read as 0 beyond their end.
public struct StageCost: Sendable {
    public var byTotalLevel: [Int]
    public var byLabel: [Int]
    public var weightFactor: Int

    public init(byTotalLevel: [Int] = [], byLabel: [Int] = [], weightFactor: Int = 0) {
        self.byTotalLevel = byTotalLevel
        self.byLabel = byLabel
        self.weightFactor = weightFactor
    }

    /// The cost of an option, in the problem that its alternatives belong to.
    func cost(of option: some Sequence<Int>, in problem: AssignmentProblem) -> Int {
        var total = 0, cost = 0
        for alternative in option {
            total += Int(problem.level[alternative])
            let label = Int(problem.label[alternative])
            if label < byLabel.count { cost += byLabel[label] }
            cost += weightFactor * Int(problem.weight[alternative])
        }
        return cost + (total < byTotalLevel.count ? byTotalLevel[total] : 0)
    }
}

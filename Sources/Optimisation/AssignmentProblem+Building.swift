// Building a problem, unit by unit.
extension AssignmentProblem {
    public struct Alternative: Sendable {
        public var resource: Int
        public var level: Int
        public var label: Int
        public var weight: UInt32
        /// Set when the slot is several people's; then level, label and weight stand there.
        public var joint: JointAlternative?

        public init(
            resource: Int, level: Int, label: Int = 0, weight: UInt32 = 0, joint: JointAlternative? = nil
        ) {
            self.resource = resource
            self.level = level
            self.label = label
            self.weight = weight
            self.joint = joint
        }
    }

    public struct Slot: Sendable {
        public var round: Int
        /// A bit for each person of the unit who is in it.
        public var people: UInt32
        /// A duty: its conflicts with the other slots have been looked at.
        public var isSettled: Bool
        public var alternatives: [Alternative]

        public init(round: Int, people: UInt32 = 1, isSettled: Bool = false, alternatives: [Alternative]) {
            self.round = round
            self.people = people
            self.isSettled = isSettled
            self.alternatives = alternatives
        }
    }

    public struct Variant: Sendable {
        /// Resources that must be cancelled for it.
        public var needsCancelled: [Int]
        public var slots: [Slot]

        public init(needsCancelled: [Int] = [], slots: [Slot]) {
            self.needsCancelled = needsCancelled
            self.slots = slots
        }
    }

    /// Adds a unit with its variants; each needs at least one slot, each slot at least one alternative. Alternatives are
    /// numbered from `alternativeCount` on, in the order of level and resource within their slot.
    public mutating func addUnit(variants: [Variant], peopleCount count: Int = 1) {
        precondition(!variants.isEmpty && count >= 1 && count <= 32, "a unit of 1 to 32 people with a variant")
        for variant in variants {
            precondition(!variant.slots.isEmpty, "a variant without a slot")
            widestOption = max(widestOption, variant.slots.count)
            let levels = variant.slots.map { slot in slot.alternatives.reduce(0) { max($0, $1.level) } }
            levelCeiling = max(levelCeiling, levels.reduce(0, +))
            for slot in variant.slots { add(slot, isJoint: count > 1, count) }
            if !variant.needsCancelled.isEmpty { requirements[slotStart.count - 1] = variant.needsCancelled }
            slotStart.append(Int32(alternativeStart.count - 1))
            hasConflicts.append(conflictExists(inVariant: slotStart.count - 2))
        }
        variantStart.append(Int32(slotStart.count - 1))
        peopleCount.append(Int32(count))
    }

    /// Adds a unit of one person with one variant; slots are rounds 0, 1, ...
    public mutating func addUnit(slots: [[Alternative]]) {
        addUnit(variants: [
            Variant(slots: slots.enumerated().map { Slot(round: $0.offset, alternatives: $0.element) })
        ])
    }

    private mutating func add(_ slot: Slot, isJoint: Bool, _ count: Int) {
        precondition(!slot.alternatives.isEmpty, "a slot without an alternative")
        for alternative in slot.alternatives.sorted(by: { ($0.level, $0.resource) < ($1.level, $1.resource) }) {
            let number = Int32(resource.count)
            resource.append(UInt16(alternative.resource))
            level.append(Int32(alternative.level))
            label.append(Int16(alternative.label))
            weight.append(alternative.weight)
            if isJoint {
                joint.append(alternative.joint ?? single(alternative, slot.people, count), number: number)
            }
        }
        closeSlot()
        round.append(Int16(slot.round))
        people.append(slot.people)
        isSettled.append(slot.isSettled)
    }

    /// Ends a slot whose alternatives have been added.
    mutating func closeSlot() {
        var tail = resource.count - 1
        while tail > Int(alternativeStart.last!) && level[tail - 1] == level[tail] { tail -= 1 }
        tailStart.append(Int32(tail))
        alternativeStart.append(Int32(resource.count))
    }

    /// One person's alternative in a unit of several.
    private func single(_ alternative: Alternative, _ people: UInt32, _ count: Int) -> JointAlternative {
        let isIn = (0..<count).map { people & (1 << UInt32($0)) != 0 }
        return JointAlternative(
            levels: isIn.map { $0 ? alternative.level : 0 }, labels: isIn.map { $0 ? alternative.label : 0 },
            weight: Int(alternative.weight), seats: people.nonzeroBitCount)
    }

    func conflictExists(inVariant variant: Int) -> Bool {
        let slots = slots(of: variant)
        for s in slots {
            for t in slots where t > s {
                for a in alternatives(of: s) {
                    for b in alternatives(of: t) where conflict(a, inSlot: s, b, inSlot: t) { return true }
                }
            }
        }
        return false
    }

    /// Makes all levels 0 of alternatives before `number`, by which they stop counting in any cost by level.
    public mutating func forgetLevels(below number: Int) {
        for slot in 0..<slotCount where alternatives(of: slot).upperBound <= number {
            tailStart[slot] = alternativeStart[slot]
        }
        for alternative in 0..<number { level[alternative] = 0 }
        joint.forgetLevels(below: number)
    }

    public mutating func add(_ rule: SideRule) { sideRules.append(rule) }

    /// The resource of an alternative, by its original number in a problem as first built.
    public func resource(ofAlternative number: Int) -> Int { Int(resource[number]) }

    /// The round and the people of an alternative's slot, in a problem as first built.
    public func slot(ofAlternative number: Int) -> (round: Int, people: UInt32) {
        var low = 0, high = slotCount - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(alternativeStart[middle]) <= number { low = middle } else { high = middle - 1 }
        }
        return (Int(round[low]), people[low])
    }

    /// The alternatives of a unit that use a resource, by original number, in a problem as first built.
    public func alternatives(ofUnit unit: Int, using wanted: Int) -> [Int] {
        alternatives(ofUnit: unit).filter { Int(resource[$0]) == wanted }
    }
}

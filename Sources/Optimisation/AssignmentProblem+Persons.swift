// Adding people one by one, a million times: from flat lists that are used again, not from a tree of arrays each.

/// The slots of one person with one variant.
public struct PersonOptions: Sendable {
    /// One alternative of a slot. The key orders alternatives by level, then by resource.
    @usableFromInline struct Entry: Sendable {
        @usableFromInline var key: UInt64
        @usableFromInline var label: Int16
        @usableFromInline var weight: UInt32

        @inlinable init(key: UInt64, label: Int16, weight: UInt32) {
            self.key = key
            self.label = label
            self.weight = weight
        }
    }

    @usableFromInline var entries: [Entry] = []
    /// Per slot where its entries end, its round, and whether its conflicts are settled.
    @usableFromInline var ends: [Int] = []
    @usableFromInline var rounds: [Int16] = []
    @usableFromInline var isSettled: [Bool] = []

    public init() {}

    public mutating func clear() {
        entries.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        rounds.removeAll(keepingCapacity: true)
        isSettled.removeAll(keepingCapacity: true)
    }

    /// Adds an alternative to the slot that `endSlot` ends. Quickest when they come by resource.
    @inlinable
    public mutating func add(resource: Int, level: Int, label: Int = 0, weight: UInt32 = 0) {
        let entry = Entry(
            key: UInt64(UInt32(level)) << 32 | UInt64(UInt32(resource)), label: Int16(label), weight: weight)
        // Few alternatives have another level than their neighbours, so each has a short way to its place.
        let first = ends.last ?? 0
        var place = entries.count
        entries.append(entry)
        while place > first && entries[place - 1].key > entry.key {
            entries[place] = entries[place - 1]
            place -= 1
        }
        entries[place] = entry
    }

    public mutating func endSlot(round: Int, isSettled settled: Bool) {
        precondition(entries.count > ends.last ?? 0, "a slot without an alternative")
        ends.append(entries.count)
        rounds.append(Int16(round))
        isSettled.append(settled)
    }

    public var hasSlots: Bool { !ends.isEmpty }
}

extension AssignmentProblem {
    /// Makes room, so that lists of hundreds of megabytes need not grow.
    public mutating func reserve(units: Int, slots: Int, alternatives: Int) {
        variantStart.reserveCapacity(units + 1)
        slotStart.reserveCapacity(units + 1)
        hasConflicts.reserveCapacity(units)
        peopleCount.reserveCapacity(units)
        alternativeStart.reserveCapacity(slots + 1)
        tailStart.reserveCapacity(slots)
        round.reserveCapacity(slots)
        people.reserveCapacity(slots)
        isSettled.reserveCapacity(slots)
        resource.reserveCapacity(alternatives)
        level.reserveCapacity(alternatives)
        label.reserveCapacity(alternatives)
        weight.reserveCapacity(alternatives)
    }

    /// Adds a unit of one person with one variant; as `addUnit(variants:)` with the same slots. `mayConflict`: whether
    /// any two resources conflict at all.
    public mutating func addUnit(_ person: PersonOptions, mayConflict: Bool) {
        precondition(person.hasSlots, "a variant without a slot")
        var position = 0, levels = 0
        for slot in person.ends.indices {
            while position < person.ends[slot] {
                let entry = person.entries[position]
                resource.append(UInt16(truncatingIfNeeded: entry.key))
                level.append(Int32(entry.key >> 32))
                label.append(entry.label)
                weight.append(entry.weight)
                position += 1
            }
            closeSlot()
            // Alternatives ascend by level.
            levels += Int(person.entries[position - 1].key >> 32)
            round.append(person.rounds[slot])
            people.append(1)
            isSettled.append(person.isSettled[slot])
        }
        widestOption = max(widestOption, person.ends.count)
        levelCeiling = max(levelCeiling, levels)
        slotStart.append(Int32(alternativeStart.count - 1))
        hasConflicts.append(mayConflict && conflictExists(inVariant: slotStart.count - 2))
        variantStart.append(Int32(slotStart.count - 1))
        peopleCount.append(1)
    }
}

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

    /// Those of all slots, the last of which may not be ended; behind them room that was used before.
    @usableFromInline var entries: [Entry] = []
    @usableFromInline var used = 0
    /// Per slot where its entries end, its round, and whether its conflicts are settled.
    @usableFromInline var ends: [Int] = []
    @usableFromInline var rounds: [Int16] = []
    @usableFromInline var isSettled: [Bool] = []

    public init() {}

    public mutating func clear() {
        used = 0
        ends.removeAll(keepingCapacity: true)
        rounds.removeAll(keepingCapacity: true)
        isSettled.removeAll(keepingCapacity: true)
    }

    /// Adds alternatives to the slot that `endSlot` ends: those of the resources for which there is one. Quickest when they
    /// come by resource.
    @inlinable
    public mutating func add(
        resources: Range<Int>, _ alternative: (_ resource: Int) -> (level: Int, label: Int, weight: UInt32)?
    ) {
        let missing = used + resources.count - entries.count
        if missing > 0 { entries += repeatElement(Entry(key: 0, label: 0, weight: 0), count: missing) }
        let first = ends.last ?? 0
        var end = used, span = entries.mutableSpan
        for resource in resources {
            guard let (level, label, weight) = alternative(resource) else { continue }
            let entry = Entry(
                key: UInt64(UInt32(level)) << 32 | UInt64(UInt32(resource)), label: Int16(label), weight: weight)
            // Few alternatives have another level than their neighbours, so each has a short way to its place.
            var place = end
            while place > first && span[place - 1].key > entry.key {
                span[place] = span[place - 1]
                place -= 1
            }
            span[place] = entry
            end += 1
        }
        used = end
    }

    /// Adds one alternative to the slot that `endSlot` ends.
    @inlinable
    public mutating func add(resource: Int, level: Int, label: Int = 0, weight: UInt32 = 0) {
        add(resources: resource..<resource + 1) { _ in (level, label, weight) }
    }

    /// Whether the slot that `endSlot` ends has an alternative by now.
    public var hasAlternatives: Bool { used > ends.last ?? 0 }

    public mutating func endSlot(round: Int, isSettled settled: Bool) {
        precondition(hasAlternatives, "a slot without an alternative")
        ends.append(used)
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
        var start = 0, levels = 0
        for slot in person.ends.indices {
            let entries = person.entries[start..<person.ends[slot]]
            start = person.ends[slot]
            resource.append(addingCapacity: entries.count) { list in
                for entry in entries { list.append(UInt16(truncatingIfNeeded: entry.key)) }
            }
            level.append(addingCapacity: entries.count) { list in
                for entry in entries { list.append(Int32(entry.key >> 32)) }
            }
            label.append(addingCapacity: entries.count) { list in for entry in entries { list.append(entry.label) } }
            weight.append(addingCapacity: entries.count) { list in for entry in entries { list.append(entry.weight) } }
            closeSlot()
            // Alternatives ascend by level.
            levels += Int(person.entries[start - 1].key >> 32)
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

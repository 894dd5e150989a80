// The kernel that a dual simplex asks: not only what the cheapest option is, but how far it is from changing.
//
// As `PlainKernel`, for one person with one or two slots. Within a slot all alternatives of a level meet the same others,
// so what the best option with each of them costs follows from one look at each pair of levels.
//
// A face has of such a unit only alternatives that some option of least earlier cost uses. Those of a level cost the same
// then, so that a pair of levels is on the face as a whole or not at all.
extension AssignmentProblem {
    /// The cheapest option of a plain unit with one or two slots, of those on the face, and what comes near it; nil where
    /// there is none. The option is left in the scratch.
    func look(
        at unit: Int, priced face: FaceOptionCost<FloatOptionCost>, within reach: Double, _ scratch: inout NearScratch
    ) -> Nearness? {
        let cost = face.current
        let variant = Int(variantStart[unit]), slot = Int(slotStart[variant])
        let isPair = Int(slotStart[variant + 1]) - slot == 2
        let first = alternatives(of: slot), second = isPair ? alternatives(of: slot + 1) : 0..<0
        let firstTail = Int(tailStart[slot]), secondTail = isPair ? Int(tailStart[slot + 1]) : 0
        scratch.reserve(first.count + second.count + 1)
        scratch.face = face.limit(of: unit)
        let isLimited = scratch.face != nil
        let own = gather(
            first.lowerBound..<firstTail, face, isLimited, &scratch.prices, &scratch.groups, from: 0, &scratch.used)
        scratch.first = own
        let others =
            isPair
            ? gather(
                second.lowerBound..<secondTail, face, isLimited, &scratch.prices, &scratch.groups, from: own.upperBound,
                &scratch.used) : scratch.putNothing()
        scratch.second = others
        // Tails are dear: they are looked at only where they can come near.
        let floor = isPair ? cost.floor + cost.floor : cost.floor
        scratch.firstTail = 0..<0
        scratch.secondTail = 0..<0
        scratch.least = .infinity
        scratch.combine(scratch.first, scratch.second, cost.floors.totals)
        let leastFirst = Int(level[first.lowerBound]), leastSecond = isPair ? Int(level[second.lowerBound]) : 0
        var end = scratch.second.upperBound
        if floor + cost.totalFloor(from: Int(level[firstTail]) + leastSecond) < scratch.least + reach {
            let tail = gather(
                firstTail..<first.upperBound, face, isLimited, &scratch.prices, &scratch.groups, from: end,
                &scratch.used)
            scratch.firstTail = tail
            scratch.combine(scratch.firstTail, scratch.second, cost.floors.totals)
            end = scratch.firstTail.upperBound
        }
        if isPair, floor + cost.totalFloor(from: Int(level[secondTail]) + leastFirst) < scratch.least + reach {
            let tail = gather(
                secondTail..<second.upperBound, face, isLimited, &scratch.prices, &scratch.groups, from: end,
                &scratch.used)
            scratch.secondTail = tail
            scratch.combine(scratch.first, scratch.secondTail, cost.floors.totals)
            scratch.combine(scratch.firstTail, scratch.secondTail, cost.floors.totals)
        }
        return scratch.nearness(cost.floors.totals, resource, within: reach)
    }

    /// Puts a group for each level among these alternatives from a place on; returns where they are.
    @inline(__always)
    private func gather(
        _ range: Range<Int>, _ face: FaceOptionCost<FloatOptionCost>, _ isLimited: Bool, _ prices: inout [Double],
        _ groups: inout [NearScratch.Group], from start: Int, _ used: inout Int
    ) -> Range<Int> {
        guard !range.isEmpty else { return start..<start }
        let cost = face.current
        let resource = resource.span, level = level.span, label = label.span, weight = weight.span
        let byResource = cost.cost.byResource.span, byLabel = cost.cost.byLabel.span, extra = cost.cost.extra.span
        let extraPlaces = cost.cost.extraPlaces.span, shifts = cost.cost.shifts.span, isShifted = shifts.count > 0
        let weightFactor = cost.cost.weightFactor, hasLabels = byLabel.count > 0, hasExtra = extra.count > 0
        var prices = prices.mutableSpan, groups = groups.mutableSpan
        var end = start, place = used
        var known: Int32 = -1
        for alternative in range {
            var price = byResource[Int(resource[alternative])]
            if weightFactor != 0 { price += weightFactor * Double(weight[alternative]) }
            if hasLabels {
                let label = Int(label[alternative])
                if label < byLabel.count { price += byLabel[label] }
            }
            if hasExtra {
                let place = Int(extraPlaces[Int(number(of: alternative))])
                if place >= 0 { price += extra[place] }
            }
            if isShifted { price += shifts[alternative] }
            let own = level[alternative]
            if own == known {
                if price < groups[end - 1].least {
                    groups[end - 1].least = price
                    groups[end - 1].cheapest = alternative
                }
                groups[end - 1].end = alternative + 1
            } else {
                known = own
                groups[end] = .init(
                    level: Int(own), least: price, cheapest: alternative, start: alternative, end: alternative + 1,
                    firstPrice: place, earlier: isLimited ? face.earlierCost(of: alternative) : 0)
                end += 1
            }
            prices[place] = price
            place += 1
        }
        used = place
        return start..<end
    }
}

/// How near other options come to the cheapest.
struct Nearness: Sendable {
    /// What the cheapest costs.
    var least: Double
    /// How much dearer every other option is; not more than the reach that was asked for.
    var gap: Double
    /// A bit (its number modulo 64) for each resource of an option that is dearer by less than the reach; where one is
    /// dearer by just the reach, it may be among them.
    var resources: UInt64
}

/// Storage that is used again from unit to unit.
struct NearScratch: Sendable {
    struct Group: Sendable {
        var level: Int
        var least: Double
        var cheapest: Int
        /// The alternatives, and where their prices begin.
        var start: Int
        var end: Int
        var firstPrice: Int
        /// What each of them cost in earlier stages; counts only on a face.
        var earlier: Int128

        /// In place of a second slot.
        static let nothing = Group(level: 0, least: 0, cheapest: -1, start: 0, end: 0, firstPrice: 0, earlier: 0)
    }

    fileprivate var prices: [Double] = []
    fileprivate var groups: [Group] = []
    /// How many prices there are.
    fileprivate var used = 0
    /// The groups of both slots, their tails apart.
    fileprivate var first = 0..<0, second = 0..<0, firstTail = 0..<0, secondTail = 0..<0
    fileprivate var least = Double.infinity
    /// What options cost in earlier stages that are on the face; nil where there is none.
    fileprivate var face: FaceLimit?
    private var bestFirst = -1, bestSecond = -1

    /// The cheapest option that was found last; without a second slot its second alternative is -1.
    var best: (Int, Int) { (bestFirst, bestSecond) }
    var option: [Int] { bestSecond < 0 ? [bestFirst] : [bestFirst, bestSecond] }

    @inline(__always)
    fileprivate mutating func reserve(_ count: Int) {
        used = 0
        guard groups.count < count else { return }
        prices = Array(repeating: 0, count: count)
        groups = Array(repeating: .nothing, count: count)
    }

    /// A second slot with nothing to choose.
    fileprivate mutating func putNothing() -> Range<Int> {
        groups[first.upperBound] = .nothing
        return first.upperBound..<(first.upperBound + 1)
    }

    @inline(__always)
    fileprivate mutating func combine(_ a: Range<Int>, _ b: Range<Int>, _ totals: [Double]) {
        guard let found = cheapest(a, b, totals) else { return }
        least = found.least
        bestFirst = groups[found.first].cheapest
        bestSecond = groups[found.second].cheapest
    }

    /// The cheapest pair of groups, where it costs less than what is known.
    @inline(__always)
    private func cheapest(
        _ a: Range<Int>, _ b: Range<Int>, _ totals: [Double]
    ) -> (least: Double, first: Int, second: Int)? {
        let groups = groups.span, totals = totals.span, face = face
        var lowest = least, first = -1, second = -1
        for g in a {
            let value = groups[g].least, level = groups[g].level
            for h in b {
                let sum = value + groups[h].least + totals[level + groups[h].level]
                if sum < lowest && face.keeps(groups[g], groups[h]) {
                    lowest = sum
                    first = g
                    second = h
                }
            }
        }
        return first < 0 ? nil : (lowest, first, second)
    }

    fileprivate func nearness(_ totals: [Double], _ resource: [UInt16], within reach: Double) -> Nearness? {
        guard least < .infinity else { return nil }
        var result = Nearness(least: least, gap: reach, resources: 0)
        add(first, with: second, secondTail, but: bestFirst, totals, resource, reach, &result)
        add(firstTail, with: second, secondTail, but: bestFirst, totals, resource, reach, &result)
        if bestSecond >= 0 {
            add(second, with: first, firstTail, but: bestSecond, totals, resource, reach, &result)
            add(secondTail, with: first, firstTail, but: bestSecond, totals, resource, reach, &result)
        }
        return result
    }

    @inline(__always)
    private func add(
        _ own: Range<Int>, with others: Range<Int>, _ more: Range<Int>, but best: Int, _ totals: [Double],
        _ resource: [UInt16], _ reach: Double, _ result: inout Nearness
    ) {
        let groups = groups.span, totals = totals.span, resource = resource.span, prices = prices.span, face = face
        for g in own {
            let level = groups[g].level
            var rest = Double.infinity
            for h in others where face.keeps(groups[g], groups[h]) {
                rest = min(rest, groups[h].least + totals[level + groups[h].level])
            }
            for h in more where face.keeps(groups[g], groups[h]) {
                rest = min(rest, groups[h].least + totals[level + groups[h].level])
            }
            rest -= least
            guard groups[g].least + rest <= reach else { continue }
            for alternative in groups[g].start..<groups[g].end {
                let dearer = prices[groups[g].firstPrice + alternative - groups[g].start] + rest
                guard dearer <= reach else { continue }
                result.resources |= 1 << UInt64(truncatingIfNeeded: resource[alternative] & 63)
                if alternative != best { result.gap = min(result.gap, max(0, dearer)) }
            }
        }
    }
}

/// What the options of a unit that are on a face cost in earlier stages.
struct FaceLimit: Sendable {
    let minimum: Int128
    let totals: [Int128]
}

extension Optional<FaceLimit> {
    /// Whether the face keeps the options of two levels; all where there is no face.
    @inline(__always)
    fileprivate func keeps(_ g: NearScratch.Group, _ h: NearScratch.Group) -> Bool {
        guard let self else { return true }
        return g.earlier + h.earlier + self.totals[g.level + h.level] == self.minimum
    }
}

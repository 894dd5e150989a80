// The kernel once more, for plain units with one or two slots: nearly everybody.
//
// It does what `AssignmentProblem.cheapest` does for such a unit, and is what a solve and its proofs spend their time on:
// so it reads through spans, whose bounds are checked without looking at who owns an array, and keeps what it gathers in
// one flat list.
extension AssignmentProblem {
    /// As `cheapest(_:_:_:)`, without one alternative where that is asked of a plain unit.
    @inline(__always)
    func cheapest<Value: PriceNumber>(
        _ unit: Int, priced cost: PricedOptions<Value>, excluding excluded: Int = -1,
        _ scratch: inout KernelScratch<Value>
    ) -> Value? {
        let variant = Int(variantStart[unit])
        let slots = isPlain(unit) ? slotStart[variant + 1] - slotStart[variant] : 0
        guard slots == 1 || slots == 2 else {
            return excluded < 0
                ? cheapest(unit, cost, &scratch) : cheapest(unit, without: excluded, cost, &scratch)
        }
        let value =
            slots == 2
            ? cheapestPair(Int(slotStart[variant]), cost, excluded, &scratch.pair)
            : cheapestSingle(Int(slotStart[variant]), cost, excluded, &scratch.pair)
        scratch.choice[0] = scratch.pair.first
        if slots == 2 { scratch.choice[1] = scratch.pair.second }
        scratch.count = Int(slots)
        return value < .unreached ? value : nil
    }

    @inline(__always)
    private func cheapestSingle<Value: PriceNumber>(
        _ slot: Int, _ cost: PricedOptions<Value>, _ excluded: Int, _ scratch: inout PlainScratch<Value>
    ) -> Value {
        let all = alternatives(of: slot), tail = Int(tailStart[slot])
        scratch.reserve(all.count)
        var best = Value.unreached
        var first = 0
        let end = gather(all.lowerBound..<tail, from: 0, cost, excluded, &scratch)
        scratch.combine(0..<end, cost.floors.totals, &best, &first)
        if cost.floor + cost.totalFloor(from: Int(level[tail])) < best {
            let tailEnd = gather(tail..<all.upperBound, from: end, cost, excluded, &scratch)
            scratch.combine(end..<tailEnd, cost.floors.totals, &best, &first)
        }
        scratch.first = Int(scratch.cells[first].alternative)
        return best
    }

    @inline(__always)
    private func cheapestPair<Value: PriceNumber>(
        _ slot: Int, _ cost: PricedOptions<Value>, _ excluded: Int, _ scratch: inout PlainScratch<Value>
    ) -> Value {
        let a = alternatives(of: slot), b = alternatives(of: slot + 1)
        let aTail = Int(tailStart[slot]), bTail = Int(tailStart[slot + 1])
        scratch.reserve(a.count + b.count)
        var best = Value.unreached
        var first = 0, second = 0
        let aEnd = gather(a.lowerBound..<aTail, from: 0, cost, excluded, &scratch)
        let bEnd = gather(b.lowerBound..<bTail, from: aEnd, cost, excluded, &scratch)
        scratch.combine(0..<aEnd, aEnd..<bEnd, cost.floors.totals, &best, &first, &second)
        let floor = cost.floor + cost.floor
        var aTailEnd = bEnd
        if floor + cost.totalFloor(from: Int(level[aTail]) + Int(level[b.lowerBound])) < best {
            aTailEnd = gather(aTail..<a.upperBound, from: bEnd, cost, excluded, &scratch)
            scratch.combine(bEnd..<aTailEnd, aEnd..<bEnd, cost.floors.totals, &best, &first, &second)
        }
        if floor + cost.totalFloor(from: Int(level[bTail]) + Int(level[a.lowerBound])) < best {
            let bTailEnd = gather(bTail..<b.upperBound, from: aTailEnd, cost, excluded, &scratch)
            scratch.combine(0..<aEnd, aTailEnd..<bTailEnd, cost.floors.totals, &best, &first, &second)
            scratch.combine(bEnd..<aTailEnd, aTailEnd..<bTailEnd, cost.floors.totals, &best, &first, &second)
        }
        scratch.first = Int(scratch.cells[first].alternative)
        scratch.second = Int(scratch.cells[second].alternative)
        return best
    }

    /// Puts the cheapest alternative of each level into the lists from `start` on; returns where they end.
    @inline(__always)
    private func gather<Value: PriceNumber>(
        _ range: Range<Int>, from start: Int, _ cost: PricedOptions<Value>, _ excluded: Int,
        _ scratch: inout PlainScratch<Value>
    ) -> Int {
        guard !range.isEmpty else { return start }
        let resource = resource.span, level = level.span, label = label.span, weight = weight.span
        let byResource = cost.cost.byResource.span, byLabel = cost.cost.byLabel.span, extra = cost.cost.extra.span
        let extraPlaces = cost.cost.extraPlaces.span, shifts = cost.cost.shifts.span, isShifted = shifts.count > 0
        let weightFactor = cost.cost.weightFactor, hasLabels = byLabel.count > 0, hasExtra = extra.count > 0
        var cells = scratch.cells.mutableSpan
        var end = start
        var known: Int32 = -1
        let banned = cost.banned.span, hasBans = cost.hasBans
        for alternative in range {
            if alternative == excluded || (hasBans && banned[alternative]) { continue }
            var value = byResource[Int(resource[alternative])]
            if weightFactor != .zero { value += weightFactor * Value(weight[alternative]) }
            if hasLabels {
                let label = Int(label[alternative])
                if label < byLabel.count { value += byLabel[label] }
            }
            if hasExtra {
                let place = Int(extraPlaces[Int(number(of: alternative))])
                if place >= 0 { value += extra[place] }
            }
            if isShifted { value += shifts[alternative] }
            let own = level[alternative]
            if own == known {
                if value < cells[end - 1].value {
                    cells[end - 1].value = value
                    cells[end - 1].alternative = Int32(truncatingIfNeeded: alternative)
                }
            } else {
                known = own
                cells[end] = .init(
                    value: value, level: own, alternative: Int32(truncatingIfNeeded: alternative))
                end += 1
            }
        }
        return end
    }
}

/// What the kernel gathers: for each slot and level the cheapest alternative.
struct PlainScratch<Value: Comparable & AdditiveArithmetic & Sendable>: Sendable {
    fileprivate struct Cell {
        var value: Value
        var level: Int32
        var alternative: Int32
    }

    fileprivate var cells: [Cell] = []
    /// The answer.
    fileprivate(set) var first = 0, second = 0

    @inline(__always)
    fileprivate mutating func reserve(_ count: Int) {
        guard cells.count < count else { return }
        cells = Array(repeating: Cell(value: .zero, level: 0, alternative: 0), count: count)
    }

    @inline(__always)
    fileprivate func combine(_ a: Range<Int>, _ totals: [Value], _ best: inout Value, _ first: inout Int) {
        let cells = cells.span, totals = totals.span
        for g in a {
            let sum = cells[g].value + totals[Int(cells[g].level)]
            if sum < best {
                best = sum
                first = g
            }
        }
    }

    @inline(__always)
    fileprivate func combine(
        _ a: Range<Int>, _ b: Range<Int>, _ totals: [Value], _ best: inout Value, _ first: inout Int,
        _ second: inout Int
    ) {
        let cells = cells.span, totals = totals.span
        for g in a {
            let value = cells[g].value, level = Int(cells[g].level)
            for h in b {
                let sum = value + cells[h].value + totals[level + Int(cells[h].level)]
                if sum < best {
                    best = sum
                    first = g
                    second = h
                }
            }
        }
    }
}

import BreakoutModel

// Chains of moves in one round.
//
// Problem: a slot is to go from session s to session t, and t is full or s at its minimum. Idea: the moves that are
// possible form a graph on the sessions (v -> w when somebody in v may go to w) with a hub h (v -> h when v has room
// for one more; h -> w when w has one to spare). The slot can go when there is a path from t to s: its moves keep every
// load within its limits. In a plain flow the converse holds too: this is the augmenting path of a circulation with
// lower bounds, and without one there is no such allocation at all (Ford & Fulkerson 1962; Hoffman 1960).
//
// Complexity: K² looks at the tops of lists, plus outdated entries, each thrown away once.
extension Seating {
    /// Moves the slot there by a chain, and what clashes with it in other rounds out of its way.
    mutating func placeByChain(_ slot: Int, at alternative: Int) -> Bool {
        var undo: [(slot: Int, choice: Int)] = []
        if !plan.isPure {
            for other in plan.slots(of: Int(plan.slots[slot].unit))
            where other != slot && plan.conflict(alternative, Int(choice[other])) {
                let others = Int(plan.slots[other].first)..<Int(openEnd[other])
                let isOut = plan.inLotteryOrder(others).contains { target in
                    !plan.conflict(alternative, target) && chain(other, to: target, &undo)
                }
                if !isOut {
                    takeBack(&undo)
                    return false
                }
            }
        }
        if chain(slot, to: alternative, &undo) { return true }
        takeBack(&undo)
        return false
    }

    private mutating func takeBack(_ undo: inout [(slot: Int, choice: Int)]) {
        while let last = undo.popLast() { move(last.slot, to: last.choice) }
    }

    private mutating func chain(
        _ slot: Int, to alternative: Int, _ undo: inout [(slot: Int, choice: Int)]
    ) -> Bool {
        guard let moves = path(of: slot, to: alternative, isRelaxed: false) else { return false }
        let before = undo.count
        for move in moves {
            let mover = Int(plan.slotOf[move])
            undo.append((mover, Int(choice[mover])))
            self.move(mover, to: move)
        }
        // One move may have taken from another what it relied on.
        if plan.isPure || undo[before...].allSatisfy({ isInGoodCompany($0.slot) }) { return true }
        while undo.count > before {
            let last = undo.removeLast()
            move(last.slot, to: last.choice)
        }
        return false
    }

    /// The alternatives to take, the slot's own last; nil when there is no path. Relaxed: whether there is one when
    /// nobody looks at company, or at how many people a slot is.
    mutating func path(of slot: Int, to alternative: Int, isRelaxed: Bool) -> [Int]? {
        let sessions = plan.event.sessionRanges[Int(plan.slots[slot].round)]
        let seats = isRelaxed ? 1 : Int(plan.slots[slot].seats)
        let from = session(of: slot), to = plan.session(alternative), hub = sessions.upperBound
        if from == to { return [alternative] }
        guard isRelaxed || plan.isPure || isWelcome(slot, alternative) else { return nil }
        // By node: the node before it, and the alternative by which somebody goes from there to here.
        var before = [Int](repeating: -1, count: sessions.count + 1)
        var mover = [Int](repeating: -1, count: sessions.count + 1)
        var queue = [to], next = 0
        before[to - sessions.lowerBound] = to
        search: while next < queue.count {
            let here = queue[next]
            next += 1
            for there in sessions.lowerBound...hub where before[there - sessions.lowerBound] < 0 {
                let step: Int?
                if here == hub {
                    step = load[there] - seats >= plan.lower[there] ? -1 : nil
                } else if there == hub {
                    step = load[here] <= plan.upper[here] - seats ? -1 : nil
                } else {
                    step = someone(from: here, to: there, seats: seats, besides: slot, isRelaxed: isRelaxed)
                }
                guard let step else { continue }
                before[there - sessions.lowerBound] = here
                mover[there - sessions.lowerBound] = step
                if there == from { break search }
                queue.append(there)
            }
        }
        guard before[from - sessions.lowerBound] >= 0 else { return nil }
        var moves: [Int] = [], node = from
        while node != to {
            if mover[node - sessions.lowerBound] >= 0 { moves.append(mover[node - sessions.lowerBound]) }
            node = before[node - sessions.lowerBound]
        }
        return moves + [alternative]
    }

    /// Whether no conflict of its own people keeps the slot out. (A side rule may be made to hold by the chain.)
    private func isWelcome(_ slot: Int, _ alternative: Int) -> Bool {
        plan.slots(of: Int(plan.slots[slot].unit)).allSatisfy {
            $0 == slot || !plan.conflict(alternative, Int(choice[$0]))
        }
    }

    /// An alternative by which somebody may go from one session to the other.
    private mutating func someone(
        from here: Int, to there: Int, seats: Int, besides slot: Int, isRelaxed: Bool
    ) -> Int? {
        let list = here * plan.sessionCount + there
        while let last = movers[list].last, !isCurrent(last, here) { movers[list].removeLast() }
        guard let last = movers[list].last else { return nil }
        if plan.isPure || isRelaxed { return Int(last) }
        for entry in movers[list].reversed() where isCurrent(entry, here) {
            let mover = Int(plan.slotOf[Int(entry)])
            if mover != slot && Int(plan.slots[mover].seats) == seats && keepsCompany(mover, at: Int(entry)) {
                return Int(entry)
            }
        }
        return nil
    }

    /// Alternatives by which somebody could go from one session to the other, the latest first, at most so many.
    mutating func partners(from here: Int, to there: Int, most: Int) -> [Int] {
        let list = here * plan.sessionCount + there
        while let last = movers[list].last, !isCurrent(last, here) { movers[list].removeLast() }
        var partners: [Int] = []
        for entry in movers[list].reversed() where isCurrent(entry, here) {
            partners.append(Int(entry))
            if partners.count == most { break }
        }
        return partners
    }

    private func isCurrent(_ alternative: Int32, _ here: Int) -> Bool {
        let slot = Int(plan.slotOf[Int(alternative)])
        return session(of: slot) == here && alternative < openEnd[slot]
    }

    /// False when the slot cannot be there whatever people without a promise do. True settles nothing.
    mutating func mayFit(_ slot: Int, at alternative: Int) -> Bool {
        for other in plan.slots(of: Int(plan.slots[slot].unit)) where other != slot {
            let open = Int(plan.slots[other].first)..<Int(openEnd[other])
            if open.allSatisfy({ plan.conflict(alternative, $0) }) { return false }
        }
        for (rule, coefficient) in plan.rulesOf[Int32(alternative)] ?? [] {
            let bound = plan.sideRules[Int(rule)].terms.reduce(0) { sum, term in
                let other = Int(plan.slotOf[Int(term.alternative)])
                let isBound = openEnd[other] - plan.slots[other].first == 1 && choice[other] == term.alternative
                return isBound && other != slot ? sum + Int(term.coefficient) : sum
            }
            if bound + Int(coefficient) > plan.sideRules[Int(rule)].limit { return false }
        }
        return path(of: slot, to: alternative, isRelaxed: true) != nil
    }
}

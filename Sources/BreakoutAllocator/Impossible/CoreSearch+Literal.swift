import BreakoutModel

// Whether a set is a smallest one also when nobody is spared what giving up a rule asks of them.
extension CoreSearch {
    /// So many more rules are worth it, and so much of the time that is left.
    private static let mostMore = 2
    private static let shareOfLiteral = 0.25

    /// The set such that without any one of its rules the others can hold, nobody spared: another one, or this with the
    /// rules that it relies on. A rule of these that is itself needed in the same way becomes one of the set; the others are
    /// `reliedOn`. As it is where none was found.
    mutating func madeLiteral(_ core: [Rule], among all: [Rule], without given: Set<Rule>) -> [Rule] {
        isLiteral = isLiterallySmallest(core)
        guard !isLiteral && isSmallest else { return core }
        let before = patience
        patience = before.part(CoreSearch.shareOfLiteral)
        defer { patience = before }
        let other = literalCore(all, given)
        isLiteral = true
        if let other, other.count <= core.count + CoreSearch.mostMore { return other }
        guard let (own, kept) = relying(core) else {
            isLiteral = other != nil
            return other ?? core
        }
        let needed = kept.filter { isLiterallyFeasible(keeping: own + kept, but: $0) }
        let whole = event.rulesToGiveUp.filter(Set(own + needed).contains)
        if let other, needed.count < kept.count || other.count <= whole.count { return other }
        reliedOn = kept.filter { !needed.contains($0) }
        return whole
    }

    /// Another set without any one of whose rules the others can hold, nobody spared. Who would be freed is left where they
    /// are for as long as that can be: then there is nothing to spare them.
    private mutating func literalCore(_ all: [Rule], _ given: Set<Rule>) -> [Rule]? {
        let order = all.filter { !$0.keepsAway } + all.filter(\.keepsAway)
        let left = Set(filtered(order, given) { search, dropped in search.isFeasible(without: dropped) })
        let core = withoutNeedless(all.filter(left.contains))
        defer { isSmallest = true }
        return isSmallest && isLiterallySmallest(core) ? core : nil
    }

    private mutating func isLiterallySmallest(_ core: [Rule]) -> Bool {
        core.allSatisfy { rule in
            let left = only(core.filter { $0 != rule })
            // Where nobody had to be spared, that was asked already.
            return !real.rules(left).isLoosened || isFeasible(left) == .yes
        }
    }

    /// So many ways of leaving out a rule that people are to be kept where they are by are tried.
    private static let mostLeftOut = 12

    /// The set, and as few rules as can be that keep somebody where they are, beside which it is a smallest one: with them it
    /// cannot hold, and without any one of its rules the others can. What cannot be given up so is one of these, if it keeps
    /// somebody away itself. Nil where there are no such rules, or where the time is up.
    private mutating func relying(_ core: [Rule]) -> (core: [Rule], kept: [Rule])? {
        let all = event.rulesToGiveUp.filter { $0.keepsAway && !core.contains($0) }
        // All of them together may be too much already.
        let fewer = all.prefix(CoreSearch.mostLeftOut).map { rule in all.filter { $0 != rule } }
        var best: (core: [Rule], kept: [Rule])?
        for kept in [all, all.filter(\.bindsPeople)] + fewer {
            let stuck = core.filter { !isLiterallyFeasible(keeping: core + kept, but: $0) }
            guard stuck.allSatisfy(\.keepsAway), stuck.count < core.count - (best?.core.count ?? 0) else { continue }
            best = (core.filter { !stuck.contains($0) }, kept + stuck)
            if stuck.isEmpty { break }
        }
        guard let best, isRelying(best.core, on: best.kept) else { return nil }
        var dropped: Set<Rule> = []
        let kept = best.kept.sparing(from: best.kept.count / 4) { piece in
            let next = dropped.union(piece)
            guard isRelying(best.core, on: best.kept.filter { !next.contains($0) }) else { return false }
            dropped = next
            return true
        }
        return (best.core, kept)
    }

    private mutating func isRelying(_ core: [Rule], on kept: [Rule]) -> Bool {
        core.allSatisfy { isLiterallyFeasible(keeping: core + kept, but: $0) } && isFeasible(only(core + kept)) == .no
    }

    /// Where those who are freed are asked all that others are.
    private mutating func isLiterallyFeasible(keeping core: [Rule], but rule: Rule) -> Bool {
        isFeasible(only(core.filter { $0 != rule })) == .yes
    }

    /// The event with these rules and no others.
    private func only(_ core: [Rule]) -> Event { event.without(Set(event.rulesToGiveUp).subtracting(core)) }
}

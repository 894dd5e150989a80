import BreakoutModel

// Several causes: for each of them something that mends it, all of it together.
extension RepairSearch {
    /// Seats and minimums for the causes that have those, or rules to give up for all that have any; and a larger maximum per
    /// organisation before other rules or after them. Only what takes the fewest kinds of change is of interest, and no
    /// more than `most`.
    func combined(_ cores: [[Rule]], _ search: inout CoreSearch, most: Int = .max) -> [Repair] {
        var found: [Repair] = []
        for (counts, raises) in [(true, true), (true, false), (false, true), (false, false)] {
            for start in starts(cores, counts: counts, raises: raises) {
                guard let repair = completed(start, cores, counts: counts, raises: raises, &search),
                    !found.contains(repair)
                else { continue }
                if search.isFeasible(repair.applied(to: event)) == .yes {
                    found.append(repair)
                    continue
                }
                // What is given up may be of all causes and still not be enough: seats and minimums besides.
                guard counts, repair.total == 0, cores.joined().contains(where: \.isCounted),
                    let more = lifting(
                        Set(repair.lifted), isCounted: true, isRaised: repair.maximum != nil, &search),
                    !found.contains(more), search.isFeasible(more.applied(to: event)) == .yes
                else { continue }
                found.append(more)
            }
        }
        let fewest = min(most, found.map(\.kinds).min() ?? 0)
        return found.filter { $0.kinds == fewest }.sorted { $0.total < $1.total }
    }

    /// The most rules of one cause that are tried.
    private static let mostStarts = 6

    /// Each rule of the first cause for which one must be given up, if there is such a cause.
    private func starts(_ cores: [[Rule]], counts: Bool, raises: Bool) -> [Rule?] {
        let needy = cores.first { core in
            !(counts && core.contains(where: \.isCounted)) && !(raises && core.contains(where: \.isSpread))
                && core.contains(where: \.isLifted)
        }
        return needy.map { $0.liftable.prefix(RepairSearch.mostStarts).map { $0 } } ?? [nil]
    }

    private func completed(
        _ start: Rule?, _ cores: [[Rule]], counts: Bool, raises: Bool, _ search: inout CoreSearch
    ) -> Repair? {
        var repair = Repair(lifted: start.map { [$0] } ?? [])
        var isCounted = false, isRaised = false
        for core in cores where !core.contains(where: repair.lifted.contains) {
            let lifted = core.liftable.first, isSpread = core.contains(where: \.isSpread)
            if core.contains(where: \.isCounted) && (counts || lifted == nil && !isSpread) {
                isCounted = true
            } else if isSpread && (raises || lifted == nil) {
                isRaised = true
            } else if let lifted {
                repair.lifted.append(lifted)
            }
        }
        return lifting(Set(repair.lifted), isCounted: isCounted, isRaised: isRaised, &search)
    }

    /// These rules given up; the maximum raised, where it is to be, and seats added or minimums lowered, as little as is
    /// needed besides.
    func lifting(_ rules: Set<Rule>, isCounted: Bool, isRaised: Bool, _ search: inout CoreSearch) -> Repair? {
        // In one order, so that the same is seen to be the same.
        var repair = Repair(lifted: event.rulesToGiveUp.filter(rules.contains))
        if isRaised {
            // Seats and minimums come after that.
            let numbers = isCounted ? event.rulesToGiveUp.filter(\.isCounted) : []
            let rest = Repair(lifted: repair.lifted + numbers).applied(to: event)
            repair.maximum = RepairSearch(event: rest, leeway: leeway, patience: patience).smallestMaximum(&search)
            if repair.maximum == nil { return nil }
        }
        return isCounted ? adding(repair, &search) : repair
    }

    /// With as few extra seats and lower minimums as are needed besides.
    private func adding(_ repair: Repair, _ search: inout CoreSearch) -> Repair? {
        let rest = RepairSearch(event: repair.applied(to: event), leeway: leeway, patience: patience)
        for (seats, minimums) in [(true, false), (false, true), (true, true)] where !(seats && leeway == .unplaced) {
            guard let counted = rest.cheapest(seats: seats, minimums: minimums, &search) else { continue }
            return Repair(
                seats: counted.seats, lowerings: counted.lowerings, lifted: repair.lifted, maximum: repair.maximum)
        }
        return nil
    }
}

extension Repair {
    /// How many kinds of change it takes.
    var kinds: Int {
        lifted.count + [maximum != nil, !seats.isEmpty, !lowerings.isEmpty, !retopics.isEmpty].count { $0 }
    }
}

extension Rule {
    /// Whether a number of seats or people is to be changed, so that it need not be given up.
    var isCounted: Bool {
        switch self {
        case .capacity, .minimum: true
        default: false
        }
    }

    var isSpread: Bool { if case .spread = self { true } else { false } }

    var isLifted: Bool { !isCounted && !isSpread }

    /// Whether something is to be at another time: for others in the room, and for what is before and after it, too.
    fileprivate var isMove: Bool {
        switch self {
        case .time, .itemTime: true
        default: false
        }
    }
}

extension [Rule] {
    /// Those that are given up altogether, the dearest last: that is to move something to another time.
    var liftable: [Rule] {
        let lifted = filter(\.isLifted)
        return lifted.filter { !$0.isMove } + lifted.filter(\.isMove)
    }
}

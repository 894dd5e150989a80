import BreakoutModel
import Optimisation

/// Why no allocation keeps all the rules, and the cheapest ways to mend it.
public enum Infeasibility {
    /// The most causes that are told in one go.
    static let mostCauses = 3
    /// How many seconds to look for causes where nobody says, and again so many for ways out, with what was not used of the
    /// first. Nearly always it is over in a fraction of one.
    public static let usualSeconds = 20.0
    /// How many where the time limit of the allocation is over.
    static let leastSeconds = 1.5

    /// Whether counting shows, without solving, that no allocation can exist.
    public static func isPlain(_ event: Event, _ rules: RuleBook) -> Bool {
        guard rules.contradictions.isEmpty else { return true }
        if SeatCheck.isNeedless(for: event) { return false }
        if case .impossible = SeatCheck(event, rules).verdict() { return true }
        return false
    }

    /// Whether leaving people without a place is known to be no way out either.
    public static func isHopeless(
        _ event: Event, seconds: Double = usualSeconds, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> Bool {
        let patience = Patience(seconds: seconds, isCancelled: isCancelled)
        var search = CoreSearch(event, leeway: .unplaced, patience: patience)
        return search.isFeasible(search.event) == .no
    }

    /// Everything that is in the way of an event that has no allocation: for each cause a smallest set of rules that
    /// cannot hold together and what would mend it. `leeway` is `.unplaced` when even leaving people without a place did
    /// not help. What is asked of one person and cannot be done comes first, and with it only what holds for the others
    /// alone (`Besides`). Looking ends after `seconds`; then it is told that it did, and what is known.
    public static func explain(
        _ event: Event, leeway: Leeway = .none, seconds: Double = usualSeconds,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> [Diagnostic] {
        let rules = RuleBook(withoutFindings: event)
        let patience = Patience(seconds: seconds, isCancelled: isCancelled)
        if leeway == .unplaced && !rules.impossibleDuties.isEmpty { return rules.impossibleDuties }
        if leeway != .none || rules.personalContradictions.isEmpty { return reasons(event, leeway, patience) }
        return rules.personalContradictions + (Besides(event, rules)?.reasons(patience) ?? [])
    }

    /// How long to look where the allocation itself has until `deadline`: then it is to end soon.
    public static func seconds(until deadline: ContinuousClock.Instant?) -> Double {
        guard let deadline else { return usualSeconds }
        let left = (deadline - ContinuousClock.now) / .seconds(1)
        return min(usualSeconds, max(leastSeconds, left / 2))
    }

    /// The causes as they are told. The ways out are with the last of them; or, where nothing was found that mends all of it,
    /// with each cause what mends that.
    private static func reasons(_ event: Event, _ leeway: Leeway, _ looking: Patience) -> [Diagnostic] {
        let (causes, hasMore) = looked(event, leeway, looking), isCutShort = looking.isOver
        let search = RepairSearch(event: event.withoutRankings(), leeway: leeway, patience: looking.next())
        let repairs = search.repairs(of: causes.map(\.core)), alone = search.withLittleMore()
        var told = causes.enumerated().map { position, cause in
            let isLast = position == causes.count - 1
            let ways: Findings.WaysOut =
                causes.count == 1
                ? .single(repairs)
                : repairs.isEmpty
                    ? .ofThisAlone(alone.mending(cause.core, reliedOn: cause.reliedOn), isLast: isLast)
                    : .ofEverything(isLast ? repairs : [])
            return Findings.impossible(cause, event, ways, leeway: leeway, seconds: looking.seconds)
        }
        let notes =
            Findings.notAll(told: hasMore ? causes.count : nil)
            + Findings.cutShort(causes: isCutShort, ways: search.patience.isOver)
        if let last = told.popLast() { told.append(last.adding(notes)) }
        return told
    }

    static func causes(_ event: Event, _ leeway: Leeway, _ patience: Patience) -> [Cause] {
        looked(event, leeway, patience).causes
    }

    /// The causes that are told, and whether it was seen that more is in the way than these.
    static func looked(_ event: Event, _ leeway: Leeway, _ patience: Patience) -> (causes: [Cause], hasMore: Bool) {
        var search = CoreSearch(event, leeway: leeway, patience: patience)
        var causes: [Cause] = [], hasMore = false
        func look(without given: Set<Rule>) -> Bool {
            guard !hasMore, causes.last?.isSmallest ?? true,
                causes.isEmpty || search.isFeasible(without: given) == .no
            else { return false }
            hasMore = causes.count == mostCauses
            if hasMore { return false }
            let core = search.core(without: given)
            if core.isEmpty { return false }
            causes.append(Cause(core: core, search))
            return true
        }
        // What is in the way besides: the same again without the rules of the causes found so far; then, as causes may
        // have rules in common, without one of each: as few as can be, and then rather those that they do not have in common,
        // which may be in the way in more places. The minimums of a round are told once.
        while look(without: Set(causes.flatMap { $0.core + $0.minimumsOfRound })) {}
        while look(without: oneOfEach(causes)) {}
        while look(without: ownOfEach(causes)) {}
        return (causes, hasMore)
    }

    /// One rule of each cause, if it can be one that is in no other; of a round whose minimums are too much together, all.
    private static func ownOfEach(_ causes: [Cause]) -> Set<Rule> {
        var counts: [Rule: Int] = [:]
        for rule in causes.flatMap(\.core) { counts[rule, default: 0] += 1 }
        let own = causes.filter(\.minimumsOfRound.isEmpty).compactMap { cause in
            cause.core.last { counts[$0] == 1 } ?? cause.core.last
        }
        return Set(own).union(causes.flatMap(\.minimumsOfRound))
    }

    /// As few rules as can be with one of each cause; of a round whose minimums are too much together, all of these.
    static func oneOfEach(_ causes: [Cause]) -> Set<Rule> {
        fewest(hitting: causes.filter(\.minimumsOfRound.isEmpty).map(\.core)).union(causes.flatMap(\.minimumsOfRound))
    }

    /// Of each core as many rules are looked at.
    private static let mostHits = 12

    /// A smallest set with a rule of each core; rather those that organisers expect to be the cause.
    static func fewest(hitting cores: [[Rule]]) -> Set<Rule> {
        var best: Set<Rule>?
        func look(_ rest: [[Rule]], _ chosen: Set<Rule>) {
            if let best, chosen.count + disjoint(rest) >= best.count { return }
            guard let first = rest.first else { return best = chosen }
            for rule in first.suffix(mostHits).reversed() {
                look(rest.filter { !$0.contains(rule) }, chosen.union([rule]))
            }
        }
        look(cores, [])
        return best ?? []
    }

    /// So many cores at least of which no two have a rule in common: each takes a rule of its own.
    private static func disjoint(_ cores: [[Rule]]) -> Int {
        var seen: Set<Rule> = [], count = 0
        for core in cores where seen.isDisjoint(with: core) {
            seen.formUnion(core)
            count += 1
        }
        return count
    }
}

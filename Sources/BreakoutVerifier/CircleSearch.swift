import BreakoutModel

/// The least that the units of a circle cost together, when they keep the rules of the circle.
///
/// Idea: everybody takes their cheapest option. Where that breaks a row (of its people n are in the session and only l may
/// be there), n − l of those must be elsewhere. Of the people who can be, in some order, one is the first who is: that
/// person is not at the session, those before are. Each such case takes options away from a few people, and only a
/// person who is no longer there takes their next cheapest; and so on, until no row is broken.
///
/// Invariant: at every case, no way that it leaves costs less than what the units have, and nobody has a place that they
/// are not to have. A case is left when that sum, and what it takes at least to mend one broken row, is no better than
/// the best way so far. Of the broken rows the one that costs most to mend is taken. Each case takes away one more
/// placement, so the search ends; most circles are done in one case or a few, and the worst take exponentially many.
struct CircleSearch {
    /// One unit: people who are placed together, nearly always one.
    struct Party {
        let members: [Int]
        /// Nil for one person.
        var options: JointOptions?
    }

    /// What a unit takes, and where that puts its people.
    private struct Choice {
        let cost: Int128
        let places: [(person: Int, session: Int)]
    }

    /// A session with too many people of a rule.
    private struct BrokenRow {
        let session: Int
        let people: [Int]
        /// How many of them must be elsewhere.
        let excess: Int
    }

    /// A row that is being mended.
    private struct Mending {
        let session: Int
        /// Who can be elsewhere, and what their unit then takes; who costs least comes first.
        let leavers: [(person: Int, choice: Choice)]
        /// So many of them can be the first who leaves.
        let caseCount: Int
        /// What it costs at least.
        let rise: Int128
        var next = 0
        /// What the unit had whose person is elsewhere now.
        var replaced: Choice?
    }

    private let circle: JointChoices.Circle
    private var parties: [Party]
    private let costs: LeafCosts
    private let states: SessionStates
    private let sessionCount: Int
    private var search: CheapestOption
    /// By person: which unit of the circle is theirs, and which rules are about them.
    private var unitOf: [Int: Int] = [:]
    private var rulesOf: [Int: [Int]] = [:]
    /// By person: what is decided about them.
    private var decided: [Int: [Restriction]]
    /// By unit of the circle.
    private var choices: [Choice] = []
    private var best: Int128?

    init(
        _ circle: JointChoices.Circle, _ parties: [Party], _ costs: LeafCosts, _ restrictions: [Int: [Restriction]],
        _ states: SessionStates, _ search: CheapestOption, sessionCount: Int
    ) {
        self.circle = circle
        self.parties = parties
        self.costs = costs
        self.states = states
        self.search = search
        self.sessionCount = sessionCount
        decided = restrictions
        for (unit, party) in parties.enumerated() {
            for member in party.members { unitOf[member] = unit }
        }
        for (number, rule) in circle.rules.enumerated() {
            for person in rule.people { rulesOf[person, default: []].append(number) }
        }
    }

    struct TooManyCases: Error {}

    /// Nil where there is no way; throws `TooManyCases` or `Overflow`. To be asked once.
    ///
    /// The cases that are open stand in a list, not on the stack: a large circle must not overflow it.
    mutating func least(mostCases: Int) throws -> Int128? {
        for unit in parties.indices {
            guard let choice = try choice(of: unit) else { return nil }
            choices.append(choice)
        }
        var open: [Mending] = []
        var cases = 1
        if let first = try mending() { open.append(first) }
        while let last = open.indices.last {
            guard goOn(&open[last]) else {
                open.removeLast()
                continue
            }
            cases += 1
            guard cases <= mostCases else { throw TooManyCases() }
            if let next = try mending() { open.append(next) }
        }
        return best
    }

    /// The unit's cheapest option that the decisions leave.
    private mutating func choice(of unit: Int) throws(Overflow) -> Choice? {
        let members = parties[unit].members, sessions: [[Int]], order: [Int], cost: Int128?
        if var options = parties[unit].options {
            cost = try options.cost(at: costs, restrictions: decided, states: states, search: &search)
            (order, sessions) = (options.members, options.cheapest)
        } else {
            let own = decided[members[0]] ?? []
            cost = try search.cost(of: members[0], at: costs, restrictions: own, states: states)
            (order, sessions) = (members, [search.cheapest])
        }
        guard let cost else { return nil }
        var places: [(person: Int, session: Int)] = []
        for (person, own) in zip(order, sessions) where rulesOf[person] != nil {
            for session in own where session >= 0 { places.append((person, session)) }
        }
        return Choice(cost: cost, places: places)
    }

    /// What to do about what is chosen: nil when that is the best so far, or can become no better.
    private mutating func mending() throws(Overflow) -> Mending? {
        var sum: Int128 = 0
        for choice in choices { sum = try Exact.sum(sum, choice.cost) }
        if let best, sum >= best { return nil }
        var dearest: Mending?
        for row in brokenRows() {
            guard let mending = try mending(of: row) else { return nil }
            if dearest.map({ mending.rise > $0.rise }) ?? true { dearest = mending }
        }
        guard let dearest else {
            best = sum
            return nil
        }
        if let best, try Exact.sum(sum, dearest.rise) >= best { return nil }
        return dearest
    }

    private func brokenRows() -> [BrokenRow] {
        var counts = Array(repeating: 0, count: circle.rules.count * sessionCount)
        for choice in choices {
            for place in choice.places {
                for rule in rulesOf[place.person] ?? [] { counts[rule * sessionCount + place.session] += 1 }
            }
        }
        return counts.indices.compactMap { row in
            let rule = row / sessionCount, session = row % sessionCount
            let excess = counts[row] - circle.rules[rule].limits[session]
            guard excess > 0 else { return nil }
            let people = choices.flatMap { choice in
                choice.places.filter { $0.session == session && rulesOf[$0.person]?.contains(rule) ?? false }
            }
            return BrokenRow(session: session, people: people.map(\.person), excess: excess)
        }
    }

    /// Nil where too few can be elsewhere.
    private mutating func mending(of row: BrokenRow) throws(Overflow) -> Mending? {
        var leavers: [(person: Int, choice: Choice, rise: Int128)] = []
        for person in row.people {
            let unit = unitOf[person]!
            decide(person, row.session, isThere: false)
            let choice = try choice(of: unit)
            undecide(person)
            guard let choice else { continue }
            leavers.append((person, choice, try Exact.difference(choice.cost, choices[unit].cost)))
        }
        guard leavers.count >= row.excess else { return nil }
        leavers.sort { ($0.rise, $0.person) < ($1.rise, $1.person) }
        return Mending(
            session: row.session, leavers: leavers.map { ($0.person, $0.choice) },
            // Among the others too few would be left.
            caseCount: leavers.count - row.excess + 1,
            rise: try leastRise(leavers.map { ($0.person, $0.rise) }, row.excess))
    }

    /// What it costs at least that so many of these are elsewhere. A unit costs no less than for whoever of it leaves most
    /// cheaply, and those with most people are the fewest that can do.
    private func leastRise(_ leavers: [(person: Int, rise: Int128)], _ excess: Int) throws(Overflow) -> Int128 {
        var ofUnits: [Int?: (people: Int, rise: Int128)] = [:]
        for leaver in leavers {
            let unit = unitOf[leaver.person], before = ofUnits[unit]
            ofUnits[unit] = ((before?.people ?? 0) + 1, min(before?.rise ?? leaver.rise, leaver.rise))
        }
        var left = excess, unitCount = 0
        for people in ofUnits.values.map(\.people).sorted(by: >) where left > 0 {
            left -= people
            unitCount += 1
        }
        var sum: Int128 = 0
        for rise in ofUnits.values.map(\.rise).sorted().prefix(unitCount) { sum = try Exact.sum(sum, rise) }
        return sum
    }

    /// Takes back the last case of the mending and begins the next; false when that was the last.
    private mutating func goOn(_ mending: inout Mending) -> Bool {
        if let before = mending.replaced {
            let person = mending.leavers[mending.next - 1].person
            choices[unitOf[person]!] = before
            undecide(person)
            // Who was elsewhere is there in all further cases; that was their choice before.
            decide(person, mending.session, isThere: true)
        }
        guard mending.next < mending.caseCount else {
            for leaver in mending.leavers.prefix(mending.caseCount) { undecide(leaver.person) }
            return false
        }
        let leaver = mending.leavers[mending.next], unit = unitOf[leaver.person]!
        mending.next += 1
        mending.replaced = choices[unit]
        decide(leaver.person, mending.session, isThere: false)
        // Others of the same unit may be decided about meanwhile: then this is no more than what the unit costs.
        choices[unit] = leaver.choice
        return true
    }

    private mutating func decide(_ person: Int, _ session: Int, isThere: Bool) {
        decided[person, default: []].append(Restriction(attendee: person, session: session, isThere: isThere))
    }

    private mutating func undecide(_ person: Int) { decided[person]?.removeLast() }
}

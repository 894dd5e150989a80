import BreakoutModel

/// The rules that a leaf keeps jointly, and the circles of people whom they tie to each other.
///
/// Where prices leave a gap, because half of a person is no person, the least that a few people can cost together closes
/// it: they choose from their options such that no row of a named rule is broken. Nothing else ties the circles to each
/// other, so each is searched on its own (`CircleSearch`).
struct JointChoices {
    /// A circle that takes more cases than this is refused: who writes a certificate can name fewer rules and branch instead.
    static let mostCases = 1_000_000

    /// The largest set of units that the named rules tie; a rule is about the people of one circle.
    struct Circle {
        /// By first members, ascending.
        var units: [Int]
        var rules: [KeptRule]
    }

    struct KeptRule {
        let rule: JointRule
        let people: [Int]
        /// By session: how many of the people may be there.
        let limits: [Int]
    }

    let jointly: [JointRule]
    let circles: [Circle]
    private let book: ProofBook
    private let stage: Int
    private let mostCases: Int
    /// By unit; who is in no circle is not there.
    private let circleOf: [Int: Int]
    private let table: OptionTable

    /// Refuses rules that the event does not have, and what is named twice.
    init(_ jointly: [JointRule], book: ProofBook, stage: Int, mostCases: Int) throws(ProofFault) {
        var circles: [Circle] = [], seen = Set<JointRule>()
        for rule in jointly {
            let members = try book.members(of: rule, stage: stage)
            guard seen.insert(rule).inserted else {
                throw ProofFault(violation: .jointlyTwice(book.name(stage), rule))
            }
            let limits = book.event.sessions.indices.map { members.spread(at: $0, book).limit }
            let units = Set(members.people.map { book.unitOf[$0] })
            let tied = circles.filter { !units.isDisjoint(with: $0.units) }
            circles.removeAll { !units.isDisjoint(with: $0.units) }
            circles.append(
                Circle(
                    units: tied.reduce(units) { $0.union($1.units) }.sorted(),
                    rules: tied.flatMap(\.rules) + [KeptRule(rule: rule, people: members.people, limits: limits)]))
        }
        self.jointly = jointly
        self.circles = circles
        self.book = book
        self.stage = stage
        self.mostCases = mostCases
        circleOf = Dictionary(
            uniqueKeysWithValues: circles.enumerated().flatMap { number, circle in circle.units.map { ($0, number) } })
        table = jointly.isEmpty ? book.table : book.table(of: Set(circleOf.keys.flatMap(book.members)))
    }

    /// The circle of a unit; nil where no named rule ties it.
    func circle(of unit: Int) -> Int? { circleOf[unit] }

    /// The least that the circle costs together; nil where there is no way to keep its rules.
    func cost(
        of circle: Int, at costs: LeafCosts, _ restrictions: [Int: [Restriction]], _ states: SessionStates
    ) throws -> Int128? {
        let circle = circles[circle]
        let parties = circle.units.map { unit in
            let members = book.members(of: unit)
            return CircleSearch.Party(
                members: members,
                options: members.count == 1
                    ? nil : JointOptions(table: table, members: members, groups: book.togetherGroups))
        }
        let search = CheapestOption(
            table: table, largestTotalRegret: book.stageLimits.largestTotalRegret, keepsCheapest: true)
        var circleSearch = CircleSearch(
            circle, parties, costs, restrictions, states, search, sessionCount: book.event.sessions.count)
        do {
            return try circleSearch.least(mostCases: mostCases)
        } catch is CircleSearch.TooManyCases {
            throw ProofFault(
                violation: .jointlyTooLong(
                    book.name(stage), circle.rules.map(\.rule), units: circle.units.count, limit: mostCases))
        }
    }
}

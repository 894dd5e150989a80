import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// Leaves that name rules which are kept jointly, by hand.
@Suite("Rules that are kept jointly")
struct JointLeafTests {
    /// A day and how its people are seated, with what is asked about it.
    private struct Case {
        var day: Day
        let seats: [String: String]
        var stage = Stage.sumOfRegrets
        var mostCases = JointChoices.mostCases

        func book() throws -> (ProofBook, stage: Int) {
            let book = try Run(day, seats: seats, objective: .total).bookWithoutValues()
            return (book, try #require(book.stages.firstIndex { $0.name == stage.name }))
        }

        func proven(_ proof: ProofNode) throws -> Int128? {
            let (book, stage) = try book()
            var walk = ProofWalk(book: book, stage: stage, mostCases: mostCases)
            return try walk.prove(proof)
        }

        /// The best that any allocation reaches.
        func best() throws -> Int {
            let event = try day.event(), oracle = Oracle(event: event)
            return try #require(oracle.allocations().map { oracle.value(of: stage, $0, seed: 1) }.min())
        }

        /// What stands in the refusal.
        func refusal(_ proof: ProofNode) throws -> Violation? {
            do {
                _ = try proven(proof)
                return nil
            } catch let fault as ProofFault {
                return fault.violation
            }
        }
    }

    private static func leaf(_ jointly: [JointRule], _ prices: [RowPrice] = [], denominator: Int128 = 1) -> ProofNode {
        .leaf(denominator: denominator, prices: prices, jointly: jointly)
    }

    /// Three people who rank X, Y, Z, each two of them apart.
    private static func triangle() -> Case {
        var day = Day()
        day.sessions = ["X", "Y", "Z"].map { Session(id: $0, round: 0) }
        day.people = ["p", "q", "r"].map { Day.Person(id: $0, wishes: [["X", "Y", "Z"]]) }
        day.groups = [("pq", .apart, ["p", "q"]), ("qr", .apart, ["q", "r"]), ("pr", .apart, ["p", "r"])]
        return Case(day: day, seats: ["p": "X", "q": "Y", "r": "Z"])
    }

    @Test("three who are all apart: half at X and half at Y they would pay 1½, whatever the prices; jointly they pay 3")
    func triangle() throws {
        let day = JointLeafTests.triangle(), groups: [JointRule] = ["pq", "qr", "pr"].map { .apart(group: $0) }
        #expect(try day.proven(JointLeafTests.leaf(groups)) == 3 && day.best() == 3)
        // The best prices: 1/2 on every group at X. X costs 3/2 − 1/2 for each; Y 1; less 3·1/2: 3/2, so 2.
        let prices = ["pq", "qr", "pr"].map { RowPrice(.apart(group: $0, session: "X"), price: 1) }
        #expect(try day.proven(JointLeafTests.leaf([], prices, denominator: 2)) == 2)
        // Two groups leave one person out of it: X, Y, X.
        #expect(try day.proven(JointLeafTests.leaf(Array(groups.prefix(2)))) == 1)
        #expect(try day.proven(JointLeafTests.leaf([])) == 0)
        // With prices as well it is still 3: 1 for everybody who is at X, and one of them is.
        #expect(try day.proven(JointLeafTests.leaf(groups, prices, denominator: 2)) == 3)
    }

    /// Two cities of two people who may not meet, and three rounds: in each, one of the two is at the second choice Y. So
    /// one of them is twice or more. For the prices it is a quarter of each, at Y in all rounds, and a quarter for each
    /// round once: 1 of four people in all.
    private static func cities() -> Case {
        var day = Day()
        day.settings.maximumPerOrganisation = 1
        day.sessions = (0..<3).flatMap { round in
            ["X", "Y"].map { Session(id: "\($0)\(round + 1)", round: round) }
        }
        day.people = ["p", "q", "r", "s"].map { id in
            Day.Person(
                id: id, organisation: id < "r" ? "Ede" : "Goes", wishes: (1...3).map { ["X\($0)", "Y\($0)"] })
        }
        return Case(
            day: day, seats: ["p": "X1 X2 Y3", "q": "Y1 Y2 X3", "r": "X1 X2 Y3", "s": "Y1 Y2 X3"],
            stage: .regretAtLeast(2))
    }

    @Test("two cities of two people that may not meet in three rounds")
    func cities() throws {
        let day = JointLeafTests.cities()
        let ede = JointRule.organisation("Ede"), goes = JointRule.organisation("Goes")
        #expect(try day.proven(JointLeafTests.leaf([ede, goes])) == 2 && day.best() == 2)
        #expect(try day.proven(JointLeafTests.leaf([goes])) == 1)
        #expect(try day.book().0.members(of: .organisation("Ede"), stage: 0).people == [0, 1])
    }

    @Test("four people of one city, two of whom may meet: the wishes of all count together")
    func fours() throws {
        var day = JointLeafTests.cities()
        day.day.settings.maximumPerOrganisation = 2
        for index in day.day.people.indices { day.day.people[index].organisation = "Ede" }
        // Six seats at Y for four people: one has them in all rounds, the others in one each.
        #expect(try day.proven(JointLeafTests.leaf([.organisation("Ede")])) == 1 && day.best() == 1)
        // Where that person is at X in round 1, two are at Y twice.
        let branch = ProofNode.branch(
            attendee: "p", session: "X1", yes: JointLeafTests.leaf([.organisation("Ede")]),
            no: JointLeafTests.leaf([]))
        #expect(try day.proven(branch) == 0)
    }

    @Test("what is decided above holds for the whole circle, and leaves with the same prices do not mix it up")
    func branches() throws {
        let day = JointLeafTests.triangle(), groups: [JointRule] = ["pq", "qr", "pr"].map { .apart(group: $0) }
        func branch(_ person: String, _ session: String, yes: ProofNode, no: ProofNode) -> ProofNode {
            .branch(attendee: person, session: session, yes: yes, no: no)
        }
        let leaf = JointLeafTests.leaf(groups)
        #expect(try day.proven(branch("p", "Z", yes: leaf, no: leaf)) == 3)
        // p at Z pays 2; q and r are at X together, without their group.
        let two = JointLeafTests.leaf(Array(groups.prefix(2)))
        #expect(try day.proven(branch("p", "Z", yes: JointLeafTests.leaf([groups[0]]), no: leaf)) == 2)
        // The leaf between has other rules and must not be taken for its neighbours.
        let mixed = branch("p", "X", yes: leaf, no: branch("p", "Y", yes: two, no: leaf))
        #expect(try day.proven(mixed) == 2)
        // u is at X and at Y, so that says nothing; then p at Y: with q at X and r at Y 2, and 1 for u and v. Without what
        // is decided about p it would be 1 and 1. The other leaves have all groups, 3 and 1.
        var more = day
        for id in ["u", "v"] { more.day.people.append(Day.Person(id: id, wishes: [["X", "Y", "Z"]])) }
        more.day.groups.append(("uv", .apart, ["u", "v"]))
        let crowd = Case(day: more.day, seats: day.seats.merging(["u": "X", "v": "Y"]) { $1 })
        let few = JointLeafTests.leaf([groups[0], groups[1], .apart(group: "uv")])
        let all = JointLeafTests.leaf(groups + [.apart(group: "uv")])
        let neighbours = branch(
            "u", "X", yes: branch("u", "Y", yes: few, no: branch("p", "Y", yes: few, no: all)), no: all)
        #expect(try crowd.proven(neighbours) == 3 && crowd.proven(few) == 2)
        // Both at X: there is no way, and so nothing to bound.
        let impossible = branch("p", "X", yes: branch("q", "X", yes: leaf, no: leaf), no: leaf)
        #expect(try day.proven(impossible) == 3)
        let nowhere = branch(
            "p", "X", yes: branch("p", "Y", yes: leaf, no: branch("q", "X", yes: leaf, no: leaf)), no: leaf)
        #expect(try day.proven(nowhere) == 3)
    }

    @Test("where a circle has no way at all there is no allocation to bound")
    func noWay() throws {
        var day = JointLeafTests.triangle()
        let groups: [JointRule] = ["pq", "qr", "pr"].map { .apart(group: $0) }
        day.day.sessions.removeLast()
        for index in day.day.people.indices { day.day.people[index].wishes = [["X", "Y"]] }
        let crowded = Case(day: day.day, seats: ["p": "X", "q": "Y", "r": "Y"])
        #expect(try crowded.proven(JointLeafTests.leaf(groups)) == nil)
        #expect(try crowded.proven(JointLeafTests.leaf(Array(groups.prefix(2)))) == 1)
        // Two who are apart and go together, which is one unit: they have no way either.
        var pair = TinyProof.day()
        pair.groups = [("t", .together, ["p", "q"]), ("a", .apart, ["p", "q"])]
        let both = Case(day: pair, seats: ["p": "Y", "q": "Y"])
        #expect(try both.proven(JointLeafTests.leaf([.apart(group: "a")])) == nil)
        #expect(try both.proven(JointLeafTests.leaf([])) == 0)
    }

    @Test("who goes together with somebody of another city ties the cities to each other")
    func mergedCircles() throws {
        var day = JointLeafTests.cities()
        func circles() throws -> [[Int]] {
            let (book, stage) = try day.book()
            let rules = [JointRule.organisation("Ede"), .organisation("Goes")]
            return try JointChoices(rules, book: book, stage: stage, mostCases: 1).circles.map(\.units)
        }
        #expect(try circles() == [[0, 1], [2, 3]])
        // q and r are one unit, called by q.
        day.day.groups = [("t", .together, ["q", "r"])]
        let tied = Case(
            day: day.day, seats: ["p": "X1 X2 Y3", "q": "Y1 Y2 X3", "r": "Y1 Y2 X3", "s": "X1 X2 Y3"],
            stage: .regretAtLeast(2))
        day = tied
        #expect(try circles() == [[0, 1, 3]])
        // q and r count for one each; either they are twice at Y, or p and s are.
        #expect(try tied.proven(JointLeafTests.leaf([.organisation("Ede"), .organisation("Goes")])) == 2)
        #expect(try tied.proven(JointLeafTests.leaf([.organisation("Goes")])) == 1)
        #expect(try tied.best() == 2)
    }

    @Test("people on duty may be more than the maximum, and nobody else comes along then")
    func duties() throws {
        var day = JointLeafTests.triangle()
        day.day.duties = [("p", "X", .chair), ("q", "X", .speaker)]
        let onDuty = Case(day: day.day, seats: ["p": "X", "q": "X", "r": "Y"])
        // r shares a group with each of the two, and neither of these has two on duty at X.
        #expect(try onDuty.proven(JointLeafTests.leaf([.apart(group: "pr")])) == 1)
        #expect(try onDuty.proven(JointLeafTests.leaf([.apart(group: "pq")])) == 0)
        day.day.groups = [("all", .apart, ["p", "q", "r"])]
        let all = Case(day: day.day, seats: onDuty.seats)
        #expect(try all.proven(JointLeafTests.leaf([.apart(group: "all")])) == 1)
    }

    @Test("who has a duty at a session that may be cancelled is elsewhere when it is")
    func cancellable() throws {
        var day = JointLeafTests.triangle()
        day.day.sessions[0] = Session(id: "X", round: 0, capacity: 9, minimum: 2, cancellable: true)
        day.day.duties = [("p", "X", .chair)]
        let crowd = Case(day: day.day, seats: ["p": "X", "q": "Y", "r": "Z"])
        let groups: [JointRule] = ["pq", "qr", "pr"].map { .apart(group: $0) }
        let leaf = JointLeafTests.leaf(groups)
        func proven(held: ProofNode, cancelled: ProofNode) throws -> Int128? {
            try crowd.proven(.cancellation(session: "X", held: held, cancelled: cancelled))
        }
        // Held: p at X for nothing, q and r at Y and Z: 3. Cancelled: three people for Y and Z, which is no way.
        #expect(try proven(held: leaf, cancelled: leaf) == 3)
        // Held, with q and r apart only: q or r is at X with p: 1. Cancelled there is still no way.
        let forQR = JointLeafTests.leaf([groups[1]])
        #expect(try proven(held: forQR, cancelled: leaf) == 1)
        // Cancelled: 1 for p, and 1 and 2 for q and r.
        #expect(try proven(held: JointLeafTests.leaf([]), cancelled: forQR) == 0)
        #expect(try proven(held: leaf, cancelled: forQR) == 3 && proven(held: forQR, cancelled: forQR) == 1)
        // Who is at X brings 1, and holding it costs 2. Undecided: p −1, q −1 and r 1 − 0; cancelled for nothing: −1.
        let priced = JointLeafTests.leaf([groups[1]], [RowPrice(.minimum(session: "X"), price: 1)])
        #expect(try crowd.proven(priced) == -1)
        // Held for certain: −1 + 2.
        #expect(try proven(held: priced, cancelled: leaf) == 1)
        // Cancelled: everybody loses what X brings. p 1, q 1 and r 2.
        #expect(try proven(held: leaf, cancelled: priced) == 3)
    }

    @Test("a rule that the event does not have, or that stands twice, is refused")
    func refused() throws {
        let cities = JointLeafTests.cities(), triangle = JointLeafTests.triangle()
        func code(_ day: Case, _ jointly: [JointRule]) throws -> String? {
            try day.refusal(JointLeafTests.leaf(jointly))?.code
        }
        #expect(try code(cities, [.organisation("Ede"), .organisation("Goes")]) == nil)
        #expect(try code(cities, [.organisation("Gouda")]) == "certificate-unknown-organisation")
        #expect(try code(cities, [.organisation("ede")]) == "certificate-unknown-organisation")
        #expect(try code(cities, [.apart(group: "Ede")]) == "certificate-unknown-group")
        #expect(try code(cities, [.organisation("Ede"), .organisation("Ede")]) == "certificate-jointly-twice")
        #expect(try code(triangle, [.apart(group: "pq"), .apart(group: "pq")]) == "certificate-jointly-twice")
        #expect(try code(triangle, [.organisation("Ede")]) == "certificate-no-maximum")
        var together = triangle
        together.day.groups.append(("t", .together, ["p"]))
        #expect(try code(together, [.apart(group: "t")]) == "certificate-unknown-group")
        // The two kinds of rule do not get into each other's way.
        var both = cities
        both.day.groups = [("Ede", .apart, ["p", "s"])]
        #expect(try code(both, [.organisation("Ede"), .apart(group: "Ede")]) == nil)
    }

    @Test("a circle that takes too many cases is refused by name, not searched for ever")
    func tooManyCases() throws {
        var day = JointLeafTests.cities()
        let rules = [JointRule.organisation("Ede"), .organisation("Goes")]
        day.mostCases = 1
        let violation = try #require(try day.refusal(JointLeafTests.leaf(rules)))
        #expect(violation.code == "certificate-not-checkable")
        let words = "keeps 'Ede' jointly, which ties 2 people or parties to each other"
        #expect(violation.message.english.contains(words), "\(violation.message.english)")
        #expect(violation.message.dutch.contains("houdt 'Ede' samen, wat 2 mensen"), "\(violation.message.dutch)")
        // Where nobody is in anybody's way one case is enough.
        for index in day.day.people.indices { day.day.people[index].organisation = "Ede \(index)" }
        #expect(try day.proven(JointLeafTests.leaf([.organisation("Ede 1")])) == 0)
        // The limit is of each circle by itself, and of no circle that a path decides about.
        var enough = JointLeafTests.cities()
        enough.mostCases = 100
        #expect(try enough.proven(JointLeafTests.leaf(rules)) == 2)
    }

    @Test("prices that do not fit are told as such in a circle, too")
    func overflow() throws {
        let day = JointLeafTests.triangle()
        let prices = ["pq", "pr"].map { RowPrice(.apart(group: $0, session: "X"), price: .max / 2 + 1) }
        let violation = try day.refusal(JointLeafTests.leaf([.apart(group: "pq")], prices, denominator: .max))
        #expect(violation?.code == "certificate-overflow")
    }
}

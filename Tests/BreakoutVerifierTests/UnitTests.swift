import BreakoutModel
import Testing

@testable import BreakoutVerifier

@Suite("Units of the proof")
struct UnitTests {
    private func walk(_ day: Day, seats: [String: String]) throws -> ProofWalk {
        ProofWalk(book: try Run(day, seats: seats, objective: .total).bookWithoutValues(), stage: 0)
    }

    @Test("people who are placed together are one unit")
    func together() throws {
        var day = TinyProof.day()
        day.groups = [("g", .together, ["p", "q"])]
        var walk = try walk(day, seats: ["p": "Y", "q": "Y"])
        // p at X: so is q; each pays 5, less 5·1 is 5. p not at X: both at Y, 2. One by one q would have had X: 1.
        let proof = ProofNode.branch(
            attendee: "p", session: "X", yes: TinyProof.leaf(TinyProof.price(5)), no: TinyProof.leaf([]))
        #expect(try walk.prove(proof) == 2)
        // Where one of them is on duty, the other is free to choose.
        day.duties = [("p", "Y", .chair)]
        walk = try self.walk(day, seats: ["p": "Y", "q": "X"])
        #expect(try walk.prove(TinyProof.leaf([])) == 0)
    }

    @Test("the groups of somebody who is absent all day tie nobody: a cover may name two of their members")
    func absentTie() throws {
        var day = Day()
        day.sessions = [Session(id: "X", round: 0, capacity: 2), Session(id: "Y", round: 0)]
        day.people = ["p", "q", "r", "s"].map { Day.Person(id: $0, wishes: [["X", "Y"]]) }
        day.people.append(Day.Person(id: "hub", absent: [0], wishes: [[]]))
        day.groups = [
            ("a", .together, ["p", "r"]), ("b", .together, ["q", "s"]), ("c", .together, ["hub", "p"]),
            ("d", .together, ["hub", "q"]),
        ]
        let seats = ["p": "X", "r": "X", "q": "Y", "s": "Y", "hub": "-"]
        // Two pairs, one of which may be at X: each pays 2 at least, there or at Y, less 2.
        let row = Row.cover(.capacity(session: "X"), atMost: 1, among: ["p", "q"])
        var walk = try walk(day, seats: seats)
        #expect(try walk.prove(TinyProof.leaf([RowPrice(row, price: 2)])) == 2)
        // Present, they make one unit of all five.
        day.people[4] = Day.Person(id: "hub", wishes: [[]])
        walk = try self.walk(day, seats: seats.merging(["hub": "Y"]) { $1 })
        #expect(throws: ProofFault.self) { try walk.prove(TinyProof.leaf([RowPrice(row, price: 2)])) }
    }

    @Test("of people who are tied in a chain each comes after somebody who is tied to them, whatever their names")
    func orderOfTies() {
        // 4 is tied to 1, 2 and 3; 0 only to 1.
        let order = JointOptions.inOrderOfTies([0, 1, 2, 3, 4], [[0, 1], [4, 1], [2, 4], [3, 4]])
        #expect(order == [4, 1, 0, 2, 3])
        #expect(JointOptions.inOrderOfTies([2, 5, 7], [[2, 5, 7]]) == [2, 5, 7])
    }

    @Test("whoever has a duty at a session that may be cancelled can also be elsewhere")
    func cancellable() throws {
        var day = Day()
        day.sessions = [
            Session(id: "X", round: 0, capacity: 2, cancellable: true), Session(id: "Y", round: 0),
            Session(id: "Z", round: 0),
        ]
        day.people = [Day.Person(id: "p", wishes: [["X", "Y"]])]
        day.duties = [("p", "X", .chair)]
        let variants = RuleBook(event: try day.event()).variants(of: 0)
        #expect(variants.map { $0.outlook.rounds[0].options.map(\.session) } == [[0], [1, 2]])
        #expect(variants.map { $0.outlook.rounds[0].options.map(\.regret) } == [[0], [1, 2]])
        // X costs 10; with X cancelled Y costs 1; less 10·2.
        var walk = try walk(day, seats: ["p": "X"])
        #expect(try walk.prove(TinyProof.leaf(TinyProof.price(10))) == -19)
    }

    @Test("a session that may be cancelled has its limits where it is held")
    func holding() throws {
        var day = Day()
        day.sessions = [
            Session(id: "X", round: 0, capacity: 3, minimum: 2, cancellable: true), Session(id: "Y", round: 0),
        ]
        day.people = [Day.Person(id: "p", wishes: [["X", "Y"]]), Day.Person(id: "q", wishes: [["Y", "X"]])]
        func proven(_ proof: ProofNode) throws -> Int128? {
            var walk = try walk(day, seats: ["p": "Y", "q": "Y"])
            return try walk.prove(proof)
        }
        let minimum = RowPrice(.minimum(session: "X"), price: 1)
        // p at X −1, q nothing anywhere; held 2, so cancelled 0: −1. Held for certain: 1.
        #expect(try proven(TinyProof.leaf([minimum])) == -1)
        let held = RowPrice(.held(session: "X", attendee: "p"), price: 2)
        // p pays 1 at X as well as at Y; held costs 2 − 2.
        #expect(try proven(TinyProof.leaf([minimum, held])) == 1)
        let byCases = ProofNode.cancellation(
            session: "X", held: TinyProof.leaf([minimum]), cancelled: TinyProof.leaf([]))
        #expect(try proven(byCases) == 1)
        // Capacity: both pay nothing at Y but 1 for p; held −3·5 is better than cancelled.
        #expect(try proven(TinyProof.leaf(TinyProof.price(5))) == -14)
        let cancelled = ProofNode.cancellation(
            session: "X", held: TinyProof.leaf([]), cancelled: TinyProof.leaf(TinyProof.price(5)))
        #expect(try proven(cancelled) == 0)
        // Held and cancelled at once: nothing is there.
        let both = ProofNode.cancellation(session: "X", held: cancelled, cancelled: TinyProof.leaf([]))
        #expect(try proven(both) == 0)
    }

    @Test("a cover holds where any more of its people would be too many with who comes along")
    func cover() throws {
        var day = Day()
        day.settings.maximumPerOrganisation = 2
        day.sessions = [Session(id: "X", round: 0), Session(id: "Y", round: 0)]
        day.people = ["p", "q", "r", "s"].map { Day.Person(id: $0, organisation: "Ede", wishes: [["X", "Y"]]) }
        day.groups = [("g", .together, ["p", "q"])]
        let row = Row.organisation("Ede", session: "X")
        func proven(_ limit: Int, _ among: [String], of row: Row = row) throws -> Int128? {
            var walk = try walk(day, seats: ["p": "X", "q": "X", "r": "Y", "s": "Y"])
            return try walk.prove(TinyProof.leaf([RowPrice(.cover(row, atMost: limit, among: among), price: 1)]))
        }
        // p (who brings q) and r pay 1 for X, or 2 and 1 at Y; one of them may be there: 1 + 1 − 1.
        #expect(try proven(1, ["p", "r"]) == 1)
        #expect(try proven(1, ["q", "s"]) == 1)
        // Two at most, but these are not two, and three that weigh 2, 1 and 1.
        #expect(try proven(2, ["p", "r"]) == 0)
        #expect(try proven(2, ["p", "r", "s"]) == 1)
        for (limit, among) in [
            (0, ["p"]), (1, ["r", "s"]), (1, ["p", "r", "s"]), (1, ["p", "q"]), (1, ["p", "p"]), (-1, ["p", "r"]),
            (1, ["p", "nobody"]),
        ] {
            #expect(throws: ProofFault.self, "\(limit) of \(among)") { try proven(limit, among) }
        }
        for row in [Row.capacity(session: "X"), .minimum(session: "X"), .stage(0)] {
            #expect(throws: ProofFault.self) { try proven(1, ["p", "r"], of: row) }
        }
    }

    @Test("a cover of a room counts everybody who comes along, and needs a room")
    func coverOfRoom() throws {
        var day = Day()
        day.sessions = [Session(id: "X", round: 0, capacity: 3), Session(id: "Y", round: 0)]
        day.people = ["p", "q", "r", "s", "t"].map { Day.Person(id: $0, wishes: [["X", "Y"]]) }
        day.groups = [("g", .together, ["p", "q"]), ("h", .together, ["r", "s"])]
        func proven(_ limit: Int, _ among: [String], at session: String = "X") throws -> Int128? {
            var walk = try walk(day, seats: ["p": "X", "q": "X", "r": "Y", "s": "Y", "t": "Y"])
            let row = Row.cover(.capacity(session: session), atMost: limit, among: among)
            return try walk.prove(TinyProof.leaf([RowPrice(row, price: 2)]))
        }
        // A pair at X pays 2, or 1 for each at Y; t costs nothing at X. One pair fits: 2 + 2 − 2.
        #expect(try proven(1, ["p", "r"]) == 2)
        #expect(try proven(1, ["q", "s"]) == 2)
        // A pair and t fit, and so do t and nobody else: these don't follow.
        for among in [["p", "t"], ["p", "q"], ["p", "r", "t"], ["t"]] {
            #expect(throws: ProofFault.self, "\(among)") { try proven(among == ["t"] ? 0 : 1, among) }
        }
        // All three: 2 + 2 + 1 is more than 3, and t pays 1 for Y.
        #expect(try proven(2, ["p", "r", "t"]) == 1)
        #expect(throws: ProofFault.self) { try proven(1, ["p", "r"], at: "Y") }
    }

    @Test("where somebody has no option at all, there is no allocation to bound")
    func empty() throws {
        var day = Day()
        day.sessions = [Session(id: "X", round: 0, openTo: [Day.guest])]
        day.people = [Day.Person(id: "p", wishes: [["X"]])]
        var walk = try walk(day, seats: ["p": "-"])
        #expect(try walk.prove(TinyProof.leaf([])) == nil)
    }

    @Test("a bound below nought is rounded up")
    func rounding() {
        #expect(Exact.ceilingOfQuotient(-3, 2) == -1)
        #expect(Exact.ceilingOfQuotient(3, 2) == 2)
        #expect(Exact.ceilingOfQuotient(-4, 2) == -2)
        #expect(Exact.ceilingOfQuotient(.max, 1) == .max)
        #expect(Exact.ceilingOfQuotient(.min, 1) == .min)
    }
}

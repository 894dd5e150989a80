import BreakoutModel
import Testing

@testable import BreakoutVerifier

@Suite("Certificates")
struct CertificateTests {
    @Test("the hand-made proof is accepted, with and without a summary")
    func good() throws {
        var run = try TinyProof.run()
        #expect(run.summary?.status == .optimal)
        #expect(run.verify().violations.map(\.message.english) == [])
        run.summary = nil
        #expect(run.objections == [])
    }

    @Test("a proof by cases is accepted; also with a weaker bound stated than is proven")
    func cases() throws {
        var run = try TinyProof.run()
        run.certificate?.stages[0].proof = TinyProof.byCases
        #expect(run.objections == [])
        let certificate = try #require(run.certificate)
        var weaker = certificate
        weaker.stages[0].bound = 0
        weaker.stages[2].bound = 7
        run.state(weaker)
        #expect(run.summary?.status == .feasible)
        #expect(run.objections == [])
        // Without a summary there is nothing that says the gap was known.
        run.summary = nil
        #expect(run.objections == ["stage-not-proven"])
        run.requireProof = false
        #expect(run.objections == [])
    }

    @Test("a side that nobody can be on proves everything")
    func impossibleSide() throws {
        var run = try TinyProof.run()
        // p at X and not at X; p at X and at Y.
        run.certificate?.stages[0].proof = .branch(
            attendee: "p", session: "X",
            yes: .branch(
                attendee: "p", session: "Y", yes: TinyProof.leaf([]), no: TinyProof.leaf(TinyProof.price(1))),
            no: .branch(
                attendee: "p", session: "X", yes: TinyProof.leaf([]), no: TinyProof.leaf([])))
        #expect(run.objections == [])
    }

    @Test("when everything is proven the status is optimal")
    func status() throws {
        var run = try TinyProof.run()
        run.summary?.status = .feasible
        #expect(run.objections == ["summary-status"])
    }

    @Test("a spoilt certificate is rejected for what is wrong with it", arguments: plants)
    func spoilt(_ plant: Plant) throws {
        var run = try TinyProof.run()
        try plant.spoil(&run)
        #expect(run.verify().violations.contains { $0.code == plant.code }, "\(run.objections)")
    }

    static func plant(
        _ code: String, _ claim: String, _ spoil: @escaping @Sendable (inout Certificate) -> Void
    ) -> Plant {
        Plant(code, claim) { run in
            var certificate = try #require(run.certificate)
            spoil(&certificate)
            run.certificate = certificate
        }
    }

    static func first(
        _ code: String, _ claim: String, _ prices: [RowPrice], denominator: Int128 = 1
    ) -> Plant {
        plant(code, claim) { $0.stages[0].proof = TinyProof.leaf(prices, denominator: denominator) }
    }

    static let plants = [
        plant("certificate-format", "another format") { $0.format = "breakouts certificate 0" },
        plant("certificate-event", "another event's certificate") { $0.event = "Night" },
        plant("certificate-objective", "another objective's certificate") { $0.objective = .fair },
        plant("certificate-seed", "another seed's certificate") { $0.seed = 2 },
        plant("certificate-value", "another seed's lottery") { $0.seed = 2 },
        plant("certificate-stages", "a stage left out") { $0.stages.removeLast() },
        plant("certificate-stages", "stages in another order") { $0.stages.swapAt(0, 1) },
        plant("certificate-stages", "a stage too many") { $0.stages.append($0.stages[0]) },
        plant("certificate-sense", "the wrong sense") { $0.stages[2].sense = .minimise },
        plant("certificate-value", "a value made better") { $0.stages[0].value = 0 },
        plant("certificate-value", "a value made worse") { $0.stages[3].value += 1 },
        plant("certificate-bound-beyond-value", "a bound raised over the value") { $0.stages[0].bound = 2 },
        plant("certificate-bound-not-proven", "a bound raised over the proof") { $0.stages[0].bound = 2 },
        plant("certificate-bound-not-proven", "fewer first choices than proven") { $0.stages[2].bound = 0 },
        plant("certificate-differs-from-summary", "a bound that the summary does not have") {
            $0.stages[0].bound = 0
        },
        plant("certificate-bound-not-proven", "one side of a branch dropped") {
            $0.stages[0].proof = TinyProof.leaf([])
        },
        plant("certificate-bound-not-proven", "the sides of a branch exchanged") {
            $0.stages[0].proof = .branch(
                attendee: "p", session: "X", yes: TinyProof.leaf([]),
                no: TinyProof.leaf(TinyProof.price(1)))
        },
        plant("certificate-unknown-attendee", "a branch on nobody") {
            $0.stages[0].proof = .branch(
                attendee: "r", session: "X", yes: TinyProof.leaf([]), no: TinyProof.leaf([]))
        },
        plant("certificate-unknown-session", "a branch on no session") {
            $0.stages[0].proof = .branch(
                attendee: "p", session: "Z", yes: TinyProof.leaf([]), no: TinyProof.leaf([]))
        },
        first("certificate-bound-not-proven", "a price too low", TinyProof.price(0)),
        // X costs 2, Y 1: both pay 1, less 2·1 is 0.
        first("certificate-bound-not-proven", "a price too high", TinyProof.price(2)),
        first("certificate-negative-price", "a negative price", TinyProof.price(-1)),
        first("certificate-denominator", "nothing below the line", TinyProof.price(1), denominator: 0),
        first("certificate-denominator", "less than nothing below the line", [], denominator: -1),
        first("certificate-row-twice", "a row twice", TinyProof.price(1) + TinyProof.price(1)),
        first(
            "certificate-unknown-session", "an unknown session",
            [RowPrice(.capacity(session: "Z"), price: 1)]),
        first(
            "certificate-no-capacity", "the capacity of a room without one",
            [RowPrice(.capacity(session: "Y"), price: 0)]),
        first("certificate-stage-not-earlier", "its own stage as a row", [RowPrice(.stage(0), price: 1)]),
        first("certificate-stage-not-earlier", "stage minus one", [RowPrice(.stage(-1), price: 1)]),
        first(
            "certificate-no-maximum", "an organisation where there is no maximum",
            [RowPrice(.organisation("Ede", session: "X"), price: 1)]),
        first(
            "certificate-unknown-group", "an unknown group",
            [RowPrice(.apart(group: "g", session: "X"), price: 1)]),
        // X costs 0 + max, Y max + 0: each person pays max, the two together too much.
        first(
            "certificate-overflow", "a sum that does not fit", TinyProof.price(.max), denominator: .max),
        plant("certificate-overflow", "a price on top of a cost that does not fit") {
            $0.stages[1].proof = TinyProof.leaf([RowPrice(.stage(0), price: .max)])
        },
        plant("certificate-overflow", "a weight times a denominator that does not fit") {
            $0.stages[3].proof = TinyProof.leaf([], denominator: .max / 2)
        },
        plant("certificate-too-deep", "a tree too deep") {
            var node = TinyProof.leaf([])
            for _ in 0...ProofWalk.deepestTree {
                node = .branch(attendee: "p", session: "X", yes: TinyProof.leaf(TinyProof.price(1)), no: node)
            }
            $0.stages[0].proof = node
        },
    ]

    @Test("an unknown organisation has no row, nor has holding what is never cancelled")
    func rowsOfTheEvent() throws {
        var day = TinyProof.day()
        day.settings.maximumPerOrganisation = 2
        day.sessions[0] = Session(id: "X", round: 0, capacity: 1, minimum: 1, cancellable: true)
        day.people[0].organisation = "Ede"
        var run = try Run(day, seats: ["p": "X", "q": "Y"], objective: .total)
        run.certificate = try TinyProof.run().certificate
        func objections(_ row: Row) throws -> [String] {
            var run = run
            run.certificate?.stages[0].proof = TinyProof.leaf([RowPrice(row, price: 1)])
            return run.objections
        }
        #expect(
            try objections(.organisation("Goes", session: "X")).contains("certificate-unknown-organisation"))
        #expect(try objections(.held(session: "Y", attendee: "p")).contains("certificate-not-cancellable"))
        #expect(try objections(.held(session: "X", attendee: "nobody")).contains { $0.contains("attendee") })
        #expect(
            try !objections(.organisation("Ede", session: "X")).contains("certificate-unknown-organisation"))
    }

    @Test("numbers beyond 64 bits are no overflow")
    func large() throws {
        var run = try TinyProof.run()
        let large = Int128(1) << 90
        run.certificate?.stages[0].proof = TinyProof.leaf(TinyProof.price(large), denominator: large)
        #expect(run.objections == [])
    }

    @Test("every row lowers or raises what it should", arguments: rows)
    func rowByHand(_ row: Row, _ expected: Int) throws {
        var day = Day()
        day.settings.maximumPerOrganisation = 1
        day.sessions = [Session(id: "X", round: 0, capacity: 3), Session(id: "Y", round: 0, minimum: 2)]
        day.people = ["p", "q", "r"].map { Day.Person(id: $0, organisation: "Ede", wishes: [["X", "Y"]]) }
        day.people[2].organisation = nil
        day.groups = [("g", .apart, ["p", "r"])]
        let run = try Run(day, seats: ["p": "X", "q": "Y", "r": "Y"], objective: .total)
        #expect(run.objections == [])
        let answer = try Run.answer(run.event, run.records)
        let stages = answer.stageLimits.stages(of: .total)
        let book = ProofBook(
            answer: answer, stages: stages, values: [2, 2, 1, 0],
            lottery: LotteryTable(event: run.event, seed: 1))
        var walk = ProofWalk(book: book, stage: 1)
        #expect(try walk.prove(TinyProof.leaf([RowPrice(row, price: 1)])) == Int128(expected))
    }

    /// The bound on "total regret at least 1" with the price 1 on one row. X costs 0, Y 1, plus the price.
    static let rows: [(Row, Int)] = [
        // Each pays 1 either way: 3 − 3.
        (.capacity(session: "X"), 0),
        // Y costs 1 − 1 = 0: nobody pays; minus (−2).
        (.minimum(session: "Y"), 2),
        // p and q (of Ede) pay 1, r 0: 2 − 1.
        (.organisation("Ede", session: "X"), 1),
        // p and r pay 1, q 0: 2 − 1.
        (.apart(group: "g", session: "X"), 1),
        // X costs 0, Y 1 + 1; nobody pays; less the value of the sum of regrets, 2.
        (.stage(0), -2),
    ]
}

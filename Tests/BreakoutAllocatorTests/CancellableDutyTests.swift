import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

@Suite("Duties at sessions that may be cancelled: cancelling frees people of them")
struct CancellableDutyTests {
    /// Three people who would rather be at B; A may be cancelled.
    private func day(
        capacity: Int = 5, minimumOfB: Int = 0, requiredFor: [String] = [], _ duties: [(String, String, DutyKind)]
    ) -> Event {
        var builder = EventBuilder()
        let time = EventBuilder.span(600, 660)
        builder.session("A", round: 1, capacity: capacity, cancellable: true, time: time, requiredFor: requiredFor)
        builder.session("B", round: 1, capacity: 5, minimum: minimumOfB, time: time)
        for person in 0..<3 { builder.attendee("p\(person)", roles: ["member"], [["B", "A"]]) }
        for (person, place, kind) in duties { builder.duty(person, place, kind) }
        return builder.event()
    }

    private func expectAllCancelled(
        _ event: Event, warns: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
    )
        throws
    {
        let rules = RuleBook(event)
        #expect(!Infeasibility.isPlain(event, rules), sourceLocation: sourceLocation)
        #expect(rules.contradictions.isEmpty, sourceLocation: sourceLocation)
        #expect(
            rules.findings.contains { $0.code == "must-be-cancelled" } == warns,
            "\(rules.findings.map(\.message.english))", sourceLocation: sourceLocation)
        let answer = try #require(solved(event), sourceLocation: sourceLocation).0
        #expect(
            answer.allocation.headcounts(sessionCount: event.sessions.count) == [0, 3], sourceLocation: sourceLocation)
        #expect(
            answer.stages.map(\.value) == Exhaustive(event: event).bestValues(.fair, seed: event.settings.seed),
            sourceLocation: sourceLocation)
    }

    @Test("a chair and a speaker in a room of one: the session is cancelled")
    func smallRoom() throws {
        try expectAllCancelled(day(capacity: 1, [("p0", "A", .speaker), ("p1", "A", .chair)]))
    }

    @Test("a session that a role requires, in a room of one: it is cancelled")
    func required() throws {
        try expectAllCancelled(day(capacity: 1, requiredFor: ["member"], []))
    }

    @Test("a speaker whom the minimum of another session needs: the session is cancelled")
    func minimum() throws {
        try expectAllCancelled(day(minimumOfB: 3, [("p0", "A", .speaker)]), warns: false)
    }

    @Test("two duties in one round: one of the sessions is cancelled, and a warning says so")
    func twoDuties() throws {
        let event = day([("p0", "A", .speaker), ("p0", "B", .chair)])
        try expectAllCancelled(event)
        let warning = try #require(RuleBook(event).findings.first { $0.code == "must-be-cancelled" })
        #expect(warning.message.english.hasSuffix("which cannot both be attended: 'A' must be cancelled"))
        #expect(warning.message.dutch.hasSuffix("wat niet samengaat: 'A' moet vervallen"))
    }

    @Test("what must be attended at two sessions that are both held is a contradiction all the same")
    func contradiction() {
        var builder = EventBuilder()
        for id in ["A", "B", "C"] { builder.session(id, round: 1, cancellable: id == "A") }
        builder.attendee("p0", [[]])
        for id in ["A", "B", "C"] { builder.duty("p0", id, .member) }
        let told = RuleBook(builder.event()).contradictions
        #expect(told.count == 1 && told[0].message.english.hasPrefix("p0 must be at 'B' and at 'C'"))
    }

    @Test("twelve duties in one round: all ways of holding one of the sessions are looked at")
    func manyDuties() throws {
        var builder = EventBuilder()
        builder.session("T", round: 1)
        for number in 1...12 { builder.session("S\(number)", round: 1, minimum: 2, cancellable: true) }
        for person in ["p", "q"] { builder.attendee(person, [["S12"]]) }
        for number in 1...12 { builder.duty("p", "S\(number)", .chair) }
        let event = builder.event()
        let (answer, summary, rules) = try #require(solved(event))
        #expect(answer.allocation.headcounts(sessionCount: 13).reduce(0, +) == 2)
        let records = AllocationRecord.records(of: answer.allocation, event: event, table: rules.table)
        #expect(records.map(\.session) == ["S12", "S12"])
        let verification = Verifier.verify(
            event: event, records: records, summary: summary, certificate: answer.certificate, requireProof: true)
        #expect(verification.accepted, "\(verification.violations.map(\.message.english))")
    }

    @Test("more ways of cancelling than are looked at: that is said, and nothing is claimed")
    func tooManyDuties() {
        func rules(rounds: Int) -> RuleBook {
            var builder = EventBuilder()
            for round in 1...rounds {
                builder.session("S\(round)", round: round, cancellable: true)
                builder.session("T\(round)", round: round)
            }
            builder.attendee("p", Array(repeating: [], count: rounds))
            for round in 1...rounds { builder.duty("p", "S\(round)", .chair) }
            return RuleBook(builder.event())
        }
        #expect(rules(rounds: 12).tooManyVariants.isEmpty)
        let told = rules(rounds: 13).tooManyVariants
        #expect(told.map(\.code) == ["too-many-duties"])
        #expect(told[0].message.english.hasPrefix("p has duties at 13 sessions that may be cancelled"))
    }

    static let kinds = [
        RandomEvents(people: 2...5, rounds: 1, sessions: 2...4, hasSocialRules: true),
        RandomEvents(people: 2...4, rounds: 2, sessions: 2...3, hasSocialRules: true),
    ]

    /// With a duty for many, wherever.
    private func event(_ kind: Int, seed: Int) -> Event {
        var builder = CancellableDutyTests.kinds[kind].builder(seed: seed)
        var random = SeededGenerator(seed &+ 1_000)
        builder.dropDuties(of: "p0")
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let kind = [DutyKind.chair, .speaker, .member].randomElement(using: &random)!
            builder.duty("p0", builder.sessions.randomElement(using: &random)!.id, kind)
        }
        // Often something else to attend, at the same time as a session.
        if seed % 2 == 1, let session = builder.sessions.randomElement(using: &random), session.time != nil {
            builder.item("Board", time: session.time)
            builder.duty("p0", "Board", .member)
        }
        return builder.event()
    }

    @Test("equals exhaustive search, and the verifier accepts its proof", arguments: kinds.indices)
    func equalsExhaustiveSearch(kind: Int) {
        var feasible = 0, impossible = 0
        for seed in 0..<150 {
            let event = event(kind, seed: seed)
            let best = Exhaustive(event: event).bestValues(event.settings.objective, seed: event.settings.seed)
            guard let (solved, summary, rules) = solved(event) else {
                impossible += 1
                #expect(best == nil, "seed \(seed): there is an allocation")
                continue
            }
            feasible += 1
            #expect(solved.stages.map(\.value) == best, "seed \(seed)")
            let records = AllocationRecord.records(of: solved.allocation, event: event, table: rules.table)
            let verification = Verifier.verify(
                event: event, records: records, summary: summary, certificate: solved.certificate, requireProof: true)
            #expect(verification.accepted, "seed \(seed): \(verification.violations.map(\.message.english))")
        }
        #expect(feasible > 25 && impossible > 10, "too few for this to mean anything: \(feasible), \(impossible)")
    }
}

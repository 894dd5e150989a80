import BreakoutFairness
import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Testing

@testable import BreakoutAllocator

@Suite("People left without a place")
struct UnplacedTests {
    static let kinds = [
        RandomEvents(people: 3...4, rounds: 2, sessions: 2...2),
        RandomEvents(people: 3...5, rounds: 1, sessions: 2...3),
        RandomEvents(people: 2...3, rounds: 3, sessions: 2...2),
        RandomEvents(people: 3...4, rounds: 2, sessions: 2...2, hasSocialRules: true),
        RandomEvents(people: 4...5, rounds: 1, sessions: 2...3, hasSocialRules: true),
    ]

    /// A run with people left out, as it would be written.
    struct Run {
        let solved: SolvedAllocation
        let table: ChoiceTable
        var summary: Summary
        var records: [AllocationRecord]

        init?(_ event: Event) {
            let request = AllocationRequest(
                event: event, rules: RuleBook(event), objective: event.settings.objective, seed: event.settings.seed)
            guard case .allocated(let solved) = ExactStrategy().allocate(request.leavingOut) else { return nil }
            let table = solved.rules(of: event).table
            self.solved = solved
            self.table = table
            summary = Summary(
                event: event.settings.title, objective: event.settings.objective, strategy: "exact",
                seed: event.settings.seed, status: solved.isOptimal ? .optimal : .feasible,
                attendees: event.attendees.count,
                rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
                regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages,
                moved: 0, verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
                fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table),
                warnings: [])
            records = AllocationRecord.records(of: solved.allocation, event: event, table: table)
        }

        func verification(_ event: Event) -> Verification {
            Verifier.verify(
                event: event, records: records, summary: summary, certificate: solved.certificate, requireProof: true)
        }
    }

    @Test("where every session is cancelled, no session is held")
    func nothingHeld() throws {
        var builder = EventBuilder()
        builder.session("A", round: 1, minimum: 3, cancellable: true)
        builder.session("B", round: 1, minimum: 3, cancellable: true)
        builder.attendee("ann", [["A"]])
        builder.attendee("bob", [["B"]])
        let event = builder.event()
        let run = try #require(Run(event))
        let told = Unplaced.warnings(event, run.table, run.solved.allocation).map(\.message)
        #expect(told.map(\.english) == ["2 people without a place in round 1: no session there is held"])
        #expect(told.map(\.dutch) == ["2 deelnemers zonder plaats in ronde 1: elke deelsessie daar vervalt"])
    }

    @Test(
        "as few as possible, equal to exhaustive search on every stage, with a proof that the verifier accepts",
        arguments: kinds.indices)
    func equalsExhaustiveSearch(kind: Int) throws {
        var looked = 0, left = 0
        for seed in 0..<80 {
            let event = UnplacedTests.kinds[kind].event(seed: seed)
            guard RuleBook(event).hardContradictions.isEmpty, !Exhaustive(event: event).hasAllocation else { continue }
            let best = Exhaustive(event: event, allowsUnplaced: true)
                .bestValues(event.settings.objective, seed: event.settings.seed)
            guard let run = Run(event) else {
                #expect(best == nil, "seed \(seed): there is an allocation")
                continue
            }
            looked += 1
            #expect(run.solved.stages.map(\.value) == best, "seed \(seed)")
            #expect(run.solved.isOptimal, "seed \(seed): not proven")
            let verification = run.verification(event)
            #expect(verification.accepted, "seed \(seed): \(verification.violations.map(\.message.english))")
            let count = run.solved.allocation.unplaced(in: run.table).count
            #expect(run.solved.stages[0].name == "unplaced" && run.solved.stages[0].value == count)
            let named = Unplaced.warnings(event, run.table, run.solved.allocation)
            #expect(named.isEmpty == (count == 0))
            left += count
        }
        #expect(looked > 5 && left >= looked, "too few events for this to mean anything: \(looked), \(left)")
    }

    @Test("who is nowhere only when a session is cancelled has it cancelled")
    func nowhereOnlyWhenCancelled() throws {
        var builder = EventBuilder()
        builder.settings.transferMinutes = 5
        builder.session("A", round: 1, capacity: 1, time: EventBuilder.span(600, 660))
        builder.session("B", round: 1, capacity: 9, cancellable: true, time: EventBuilder.span(600, 660))
        builder.item("Board", time: EventBuilder.span(660, 680), requiredFor: ["board"])
        builder.attendee("p", roles: ["board"], [["A"]])
        for person in ["q", "r"] { builder.attendee(person, [["A"]]) }
        builder.duty("p", "B", .speaker)
        let event = builder.event()
        // p can speak at B or go to the board; without B, A has one seat for q and r.
        #expect(solved(event) == nil)
        let run = try #require(Run(event))
        #expect(run.solved.stages[0].value == 1)
        let verification = run.verification(event)
        #expect(verification.accepted, "\(verification.violations.map(\.message.english))")
    }

    @Test("the verifier rejects one person more left out than need be, and a claim that more cannot be placed")
    func rejectsMore() throws {
        var looked = 0
        for seed in 0..<80 {
            let event = UnplacedTests.kinds[1].event(seed: seed)
            guard RuleBook(event).hardContradictions.isEmpty, !Exhaustive(event: event).hasAllocation,
                var run = Run(event), let first = run.solved.certificate?.stages.first, first.value > 0,
                let placed = run.records.indices.first(where: { !run.records[$0].session.isEmpty })
            else { continue }
            looked += 1
            var certificate = try #require(run.solved.certificate)
            certificate.stages[0].bound += 1
            certificate.stages[0].value += 1
            let claim = Verifier.verify(
                event: event, records: run.records, summary: run.summary, certificate: certificate, requireProof: true)
            #expect(!claim.accepted, "seed \(seed)")
            run.records[placed].session = ""
            run.records[placed].reason = .unplaced
            #expect(!run.verification(event).accepted, "seed \(seed)")
            run.summary.stages.removeFirst(2)
            #expect(run.verification(event).violations.contains { $0.code == "not-placed" }, "seed \(seed)")
        }
        #expect(looked > 5)
    }

    @Test("where everybody can be placed, leaving people out is allowed in vain: nobody is")
    func changesNothing() throws {
        for seed in 0..<60 {
            let event = UnplacedTests.kinds[0].event(seed: seed)
            guard let (solved, _, _) = solved(event) else { continue }
            let run = try #require(Run(event))
            #expect(run.solved.stages[0].value == 0)
            #expect(run.solved.stages.last?.value == solved.stages.last?.value, "seed \(seed)")
        }
    }

    /// `p1` may be at both sessions and stays together with `p3`, who may be at none.
    private func tied(minimum: Int = 0) -> Event {
        var builder = EventBuilder()
        builder.session("A", round: 1, capacity: 5, minimum: minimum, openTo: ["x"])
        builder.session("B", round: 1, capacity: 5, openTo: ["x"])
        builder.attendee("p1", roles: ["x"], [["A"]])
        builder.attendee("p2", roles: ["x"], [["B"]])
        builder.attendee("p3", [[]])
        builder.groups.append(("g", .together, ["p1", "p3"]))
        return builder.event()
    }

    @Test("who is left out with somebody to whom nothing is open is told so, not that rooms are full")
    func tiedToSomebodyShut() throws {
        let event = tied(), run = try #require(Run(event))
        let told = Unplaced.warnings(event, run.table, run.solved.allocation).map(\.message)
        #expect(
            told.map(\.english) == [
                "1 person without a place in round 1: stays together with p3, to whom no session is open",
                "1 person without a place in round 1: no session is open to them",
            ])
        #expect(
            told[0].dutch
                == "1 deelnemer zonder plaats in ronde 1: blijft bij p3, voor wie er geen deelsessie openstaat")
        #expect(!Infeasibility.isHopeless(event))
    }

    @Test("where leaving people out does not help, the reason is none that it would cure")
    func hopeless() throws {
        let event = tied(minimum: 2)
        #expect(RuleBook(event).hardContradictions.isEmpty && Infeasibility.isHopeless(event))
        #expect(Infeasibility.explain(event).map(\.code) == ["no-open-session"])
        let reasons = Infeasibility.explain(event, leeway: .unplaced)
        #expect(reasons.map(\.code) == ["cannot-hold-together"])
        let notes = reasons[0].notes.map(\.english)
        #expect(notes.prefix(2) == ["'A' needs at least 2 people", "together ('g'): p1; p3"], "\(notes)")
        #expect(notes.contains("way out: lower minimums by 1 in total: 'A' to 1"), "\(notes)")
    }

    @Test("leaving people out is said to help where it does, and nowhere else: by trying every allocation")
    func hopelessByTrying() {
        var hopeless = 0
        for seed in 0..<60 {
            // Minimums that are not easily met.
            let drawn = UnplacedTests.kinds[4].event(seed: seed)
            let event = drawn.replacing(
                sessions: drawn.sessions.map { session in
                    Session(
                        id: session.id, round: session.round, room: session.room, capacity: session.capacity,
                        minimum: min(session.capacity ?? 2, 2), cancellable: session.cancellable, time: session.time,
                        openTo: session.openTo, topic: session.topic)
                })
            guard RuleBook(event).hardContradictions.isEmpty else { continue }
            let best = Exhaustive(event: event, allowsUnplaced: true)
                .bestValues(event.settings.objective, seed: event.settings.seed)
            #expect((best == nil) == Infeasibility.isHopeless(event), "seed \(seed)")
            if best == nil { hopeless += 1 }
        }
        #expect(hopeless > 0)
    }

    @Test("who is left out of a duty is told so in a sentence")
    func onDuty() throws {
        var builder = EventBuilder()
        builder.session("A", round: 1, capacity: 1)
        builder.session("B", round: 1)
        for id in ["p1", "p2"] {
            builder.attendee(id, [[]])
            builder.duty(id, "A", .member)
        }
        let event = builder.event(), run = try #require(Run(event))
        let told = try #require(Unplaced.warnings(event, run.table, run.solved.allocation).first?.message)
        #expect(told.english == "1 person without a place in round 1: on duty at 'A', which is full")
        #expect(
            told.dutch
                == "1 deelnemer zonder plaats in ronde 1: met een taak bij 'A', maar die deelsessie is vol")
    }
}

import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// One run to be checked: an event, and what was written about it.
struct Run {
    var event: Event
    var records: [AllocationRecord]
    var summary: Summary?
    var certificate: Certificate?
    var requireProof = false

    /// The people's seats by name: `["anna": "X1 Y2"]`, with `-` where they are not placed.
    init(_ day: Day, seats: [String: String], objective: Objective = .fair) throws {
        let event = try day.event()
        let list = try event.attendees.map { attendee in
            try #require(seats[attendee.id]).split(separator: " ").map { id in
                event.sessions.firstIndex { $0.id == id }
            }
        }
        try self.init(event, seats: list, objective: objective)
    }

    init(_ event: Event, seats: Oracle.Seats, objective: Objective = .fair) throws {
        self.event = event
        records = Oracle(event: event).records(seats)
        summary = try Run.summary(event, records, objective)
    }

    /// A summary with the numbers that the verifier itself counts and with bounds that need no proof. That the
    /// counting is right is what `NumberTests` and the oracle are for.
    static func summary(
        _ event: Event, _ records: [AllocationRecord], _ objective: Objective
    ) throws -> Summary {
        let answer = try answer(event, records)
        let seed = event.settings.seed
        let lottery = LotteryTable(event: event, seed: seed)
        return Summary(
            event: event.settings.title, objective: objective, strategy: "test", seed: seed,
            status: .feasible, attendees: event.attendees.count,
            rounds: (0..<event.roundCount).map(answer.roundSummary), regret: answer.regretSummary(),
            stages: answer.stageLimits.stages(of: objective).map { stage in
                StageSummary(
                    name: stage.name, sense: stage.sense, value: answer.value(of: stage, lottery: lottery),
                    bound: stage.sense == .minimise ? 0 : event.attendees.count * event.roundCount)
            },
            moved: 0, verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: answer.fairness(), warnings: [])
    }

    static func answer(_ event: Event, _ records: [AllocationRecord]) throws -> Answer {
        var findings = Findings()
        let placements = try #require(Placements(records: records, event: event, findings: &findings))
        return Answer(rules: RuleBook(event: event), placements: placements)
    }

    /// What proofs of `total` are worked out from, with 0 for the values of all stages.
    func bookWithoutValues() throws -> ProofBook {
        let answer = try Run.answer(event, records)
        let stages = answer.stageLimits.stages(of: .total)
        return ProofBook(
            answer: answer, stages: stages, values: stages.map { _ in 0 }, lottery: LotteryTable(event: event, seed: 1))
    }

    func verify() -> Verification {
        Verifier.verify(
            event: event, records: records, summary: summary, certificate: certificate,
            requireProof: requireProof)
    }

    /// What the verifier objects to, sorted.
    var objections: [String] { Set(verify().violations.map(\.code)).sorted() }

    /// Takes the certificate's statements over in the summary, and its status.
    mutating func state(_ certificate: Certificate) {
        self.certificate = certificate
        summary?.objective = certificate.objective
        summary?.seed = certificate.seed
        summary?.stages = certificate.stages.map {
            StageSummary(name: $0.name, sense: $0.sense, value: $0.value, bound: $0.bound)
        }
        summary?.status = certificate.stages.allSatisfy { $0.value == $0.bound } ? .optimal : .feasible
    }

    mutating func change(_ person: String, round: Int, _ change: (inout AllocationRecord) -> Void) {
        for index in records.indices
        where records[index].attendee == person && records[index].round == round {
            change(&records[index])
        }
    }

    /// Puts a person elsewhere, with a row that agrees with the event in everything but the choice.
    mutating func move(_ person: String, round: Int, to id: String) {
        let session = event.sessions.first { $0.id == id }
        change(person, round: round) { record in
            record.session = id
            record.title = session?.title ?? ""
            record.room = session?.room ?? ""
            record.start = session?.time?.start
            record.end = session?.time?.end
        }
    }
}

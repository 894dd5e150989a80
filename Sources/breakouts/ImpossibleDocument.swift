import BreakoutModel
import BreakoutReports

/// What `--json` prints when there is no allocation, from whichever command.
struct ImpossibleDocument: Encodable {
    /// Why there is none.
    enum Status: String, Encodable {
        case infeasible
        /// The time was up before an allocation was found or ruled out.
        case unknown
    }

    let event: String
    let objective: Objective
    let strategy: String
    let seed: UInt64
    let status: Status
    let attendees: Int
    let verified = false
    let reasons: [CheckDocument.Problem]

    enum CodingKeys: CodingKey { case event, objective, strategy, seed, status, attendees, verified, reasons }

    /// `objective` and `seed` as they were asked for; else they are the event's own.
    init(
        _ event: Event, objective: Objective?, strategy: String, seed: UInt64?, status: Status, reasons: [Diagnostic],
        language: Language
    ) {
        self.event = event.settings.title
        self.objective = objective ?? event.settings.objective
        self.strategy = strategy
        self.seed = seed ?? event.settings.seed
        self.status = status
        attendees = event.attendees.count
        self.reasons = reasons.map { CheckDocument.Problem($0, language) }
    }
}

extension Console {
    /// Says why there is no allocation: the reasons, what else is strange about the event, and what to do next.
    func reportImpossible(
        _ input: EventInput, _ arguments: Arguments, reasons: [Diagnostic], objective: Objective? = nil,
        strategy: String = "exact", seed: UInt64? = nil, status: ImpossibleDocument.Status = .infeasible,
        next: [Bilingual]
    ) throws(Failure) {
        if arguments.has(.json) {
            let document = ImpossibleDocument(
                input.event, objective: objective, strategy: strategy, seed: seed, status: status,
                reasons: status == .infeasible ? reasons : [], language: language)
            try print(String(decoding: RunDocuments.encode(document), as: UTF8.self))
            return
        }
        complain(DiagnosticText.all(reasons + input.warnings, style: errorStyle) + "\n")
        for text in next { complain(Paragraph.lines(text.text(in: language), style: errorStyle) + "\n") }
    }
}

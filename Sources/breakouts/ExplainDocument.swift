import BreakoutFormats
import BreakoutModel
import BreakoutReports

/// What `explain --json` prints.
struct ExplainDocument: Encodable {
    struct Person: Encodable {
        let attendee: String
        let name: String
        let organisation: String
        /// Left out for who chooses in no round.
        let totalRegret: Int?
        let rounds: [Round]
        let text: [String]
    }

    struct Round: Encodable {
        let round: Int
        let session: String
        let choice: String
        let reason: String
        /// What an excused attendee must attend.
        let causes: [String]
        let dropped: [Dropped]
        let missed: Missed?
    }

    struct Dropped: Encodable {
        let session: String
        /// `notOpen`, `excluded`, `clash`, `sameTopic`.
        let reason: String
        let with: String?
    }

    struct Missed: Encodable {
        /// The first choice; several where they were put first together.
        let sessions: [String]
        let obstacles: [Obstacle]
        let cost: Cost
    }

    struct Obstacle: Encodable {
        /// The first choice that it stood in the way of.
        let to: String
        /// `full`, `cancelled`, `clash`, `organisation`, `together`, `apart`, `neededWhereTheyAre`,
        /// and in a rerun `begun`, `told`.
        let kind: String
        var session: String?
        var group: String?
        var firsts: Int?
        var seats: Int?
        var minimum: Int?
        var maximum: Int?
    }

    struct Cost: Encodable {
        /// `draw`, `worse`, `better`, `impossible`, `eventChanged`, `incomplete`, `stopped`.
        let verdict: String
        var othersWorse: Int?
        var othersLoss: Int?
        var ownTotalRegret: Int?
        var stage: String?
        var before: Int?
        var after: Int?
    }

    let event: String
    let run: String?
    let objective: Objective
    let seed: UInt64
    let proven: Bool
    let changedFiles: [String]
    let fits: Bool
    let attendees: [Person]

    init(_ explanations: [Explanation], _ event: Event, _ subject: ExplainSubject, _ language: Language) {
        self.event = event.settings.title
        run = subject.run.folder
        objective = subject.objective
        seed = subject.seed
        proven = subject.run.isProven
        changedFiles = subject.run.changedFiles
        fits = subject.run.fits
        attendees = explanations.map { Person($0, event, language) }
    }
}

extension ExplainDocument.Person {
    init(_ explanation: Explanation, _ event: Event, _ language: Language) {
        let person = event[explanation.attendee]
        attendee = person.id
        name = person.name
        organisation = event.organisation(of: explanation.attendee) ?? ""
        totalRegret = explanation.totalRegret
        rounds = explanation.rounds.map { .init($0, event) }
        text = ExplainText.sentences(explanation, event: event, language: language, naming: .titles)
            .map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
    }
}

extension ExplainDocument.Round {
    init(_ explanation: RoundExplanation, _ event: Event) {
        round = explanation.round + 1
        session = explanation.session.map { event[$0].id } ?? ""
        choice = explanation.choice.map { $0.text } ?? ""
        reason = explanation.reason.rawValue
        causes = explanation.causes.map { event.id(of: $0) }
        dropped = explanation.dropped.map { wish in
            switch wish.reason {
            case .notOpen: .init(session: event[wish.session].id, reason: "notOpen", with: nil)
            case .excluded: .init(session: event[wish.session].id, reason: "excluded", with: nil)
            case .clash(let place): .init(session: event[wish.session].id, reason: "clash", with: event.id(of: place))
            case .sameTopic(let other):
                .init(session: event[wish.session].id, reason: "sameTopic", with: event[other].id)
            }
        }
        missed = explanation.missed.map { missed in
            .init(
                sessions: missed.sessions.map { event[$0].id },
                obstacles: zip(missed.sessions, missed.obstacles).flatMap { session, obstacles in
                    obstacles.map { .init(to: session, $0, event) }
                }, cost: .init(missed.cost))
        }
    }
}

extension ExplainDocument.Obstacle {
    init(to session: SessionIndex, _ obstacle: MissedObstacle, _ event: Event) {
        let to = event[session].id
        switch obstacle {
        case .full(let firsts, let seats): self.init(to: to, kind: "full", firsts: firsts, seats: seats)
        case .cancelled(let minimum, let firsts):
            self.init(to: to, kind: "cancelled", firsts: firsts, minimum: minimum)
        case .clash(let other): self.init(to: to, kind: "clash", session: event[other].id)
        case .organisation(let maximum): self.init(to: to, kind: "organisation", maximum: maximum)
        case .together(let group): self.init(to: to, kind: "together", group: event.groups[group].name)
        case .apart(let group): self.init(to: to, kind: "apart", group: event.groups[group].name)
        case .neededWhereTheyAre(let minimum):
            self.init(to: to, kind: "neededWhereTheyAre", minimum: minimum)
        case .begun: self.init(to: to, kind: "begun")
        case .told: self.init(to: to, kind: "told")
        }
    }
}

extension ExplainDocument.Cost {
    init(_ cost: ForcedCost) {
        switch cost {
        case .impossible: self.init(verdict: "impossible")
        case .unknown(.eventChanged): self.init(verdict: "eventChanged")
        case .unknown(.incomplete): self.init(verdict: "incomplete")
        case .unknown(.stopped): self.init(verdict: "stopped")
        case .outcome(let outcome):
            self.init(
                verdict: outcome.difference.map { $0.isWorse ? "worse" : "better" } ?? "draw",
                othersWorse: outcome.othersWorse, othersLoss: outcome.othersLoss, ownTotalRegret: outcome.ownTotal,
                stage: outcome.difference?.stage.name, before: outcome.difference?.before,
                after: outcome.difference?.after)
        }
    }
}

extension Choice {
    /// As in `allocation.csv`.
    var text: String {
        switch self {
        case .ranked(let number): "\(number)"
        case .unlisted: "unlisted"
        }
    }
}

extension Event {
    /// The id of a session or fixed item.
    func id(of place: DutyPlace) -> String {
        switch place {
        case .session(let session): self[session].id
        case .fixedItem(let item): self[item].id
        }
    }
}

/// What `explain --csv` prints: a row per attendee, for Excel.
enum ExplainTable {
    static func csv(_ explanations: [Explanation], _ event: Event, _ language: Language) -> [UInt8] {
        func say(_ english: String, _ dutch: String) -> String { language == .dutch ? dutch : english }
        var header = [
            say("attendee", "deelnemer"), say("name", "naam"), say("organisation", "organisatie"),
            say("disappointment", "teleurstelling"),
        ]
        for round in 1...event.roundCount {
            header += [say("round \(round)", "ronde \(round)"), say("choice \(round)", "voorkeur \(round)")]
        }
        header.append(say("explanation", "uitleg"))
        let rows = explanations.map { explanation in
            let person = event[explanation.attendee]
            var row = [
                person.id, person.name, event.organisation(of: explanation.attendee) ?? "",
                explanation.totalRegret.map(String.init) ?? "",
            ]
            for round in explanation.rounds {
                row += [round.session.map { event[$0].id } ?? "", round.choice?.text ?? ""]
            }
            let text = ExplainText.sentences(explanation, event: event, language: language, naming: .titles)
                .joined(separator: " ")
            return row + [String(text.map { $0 == "\u{A0}" ? " " : $0 })]
        }
        return CSVWriter.write([header] + rows, language: language)
    }
}

import BreakoutModel
import Optimisation

/// Which stage a file is about.
struct ModelJob {
    /// The one that is made best.
    let stage: Int
    /// The stages whose costs the file defines.
    let rows: [Int]
    /// By stage: the value that its cost must keep; nil where it is free.
    let values: [Int?]
    let comments: [String]
}

/// The exact model of an event for solvers of others, in the LP and the MPS format.
///
/// A solver takes one objective, an event has a list of stages. So there is a pair of files for each stage: it makes that
/// stage's cost least, with the costs of all earlier stages held at the values that were proven. Solved one by one, they
/// give the stage values of `summary.json`. Without values (nothing was solved) there is one pair for the first stage, in
/// which the costs of all stages are defined: hold `stage__1` at what the solver found, minimise `stage__2`, and so on.
/// All stages are minimised; one that counts choices has minus their number as its cost.
public struct ModelExport {
    public struct File {
        public let name: String
        /// Hands the file's bytes to a sink, piece by piece.
        public let write: (@escaping ([UInt8]) throws -> Void) throws -> Void
    }

    private let model: LinearModel
    private let title: String
    private let stages: [Stage]
    private let results: [StageSummary]?
    /// Why there is no model: somebody can be nowhere or has two duties at once, or people who stay together have no session
    /// in common. Then there is no allocation, and no row to say so. Empty where there is a model.
    public let obstacles: [Bilingual]

    public var isComplete: Bool { obstacles.isEmpty }

    /// `results` are the stages of a run; nil when nothing was solved. A strategy that proves nothing has none, which is
    /// the same here: the model is of the event, not of how it was allocated.
    public init(_ request: AllocationRequest, results: [StageSummary]?) {
        let event = request.event
        let problem = AllocationProblem(
            event: event, rules: request.rules, objective: request.objective, seed: request.seed,
            leeway: request.allowsUnplaced ? .unplaced : .none)
        let isPossible = problem.shut.isEmpty && request.rules.impossibleDuties.isEmpty
        obstacles = isPossible ? [] : ModelExport.obstacles(request, problem.shut)
        model = LinearModel(problem: problem, event: event)
        title = String(
            event.settings.title.unicodeScalars.map { $0.value < 32 || $0.value > 126 ? "." : Character($0) })
        stages = problem.stages
        self.results = results.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static let shownObstacles = 3

    /// What is asked of one person and cannot be done; where that is not it, who can be nowhere.
    private static func obstacles(_ request: AllocationRequest, _ shut: [[AttendeeIndex]]) -> [Bilingual] {
        let personal = request.rules.personalContradictions.map(\.message)
        let told =
            !personal.isEmpty
            ? personal
            : shut.map { people in
                let who = Findings.names(people, request.event)
                return people.count > 1
                    ? Bilingual(
                        en: "these people stay together and have no session in common in some round: \(who.english)",
                        nl: "deze deelnemers blijven bij elkaar en hebben in een ronde geen gezamenlijke deelsessie: "
                            + who.dutch)
                    : Bilingual(
                        en: "\(who.english) can be nowhere in some round",
                        nl: "\(who.dutch) kan in een ronde nergens heen")
            }
        return Array(told.prefix(shownObstacles))
    }

    /// In the order in which they are to be solved, `names.csv` last.
    public var files: [File] {
        let jobs = results == nil ? [job(0)] : stages.indices.map(job)
        return jobs.flatMap { job -> [File] in
            let number = String("00\(job.stage + 1)".suffix(max(2, "\(job.stage + 1)".count)))
            let model = model
            return [
                File(name: "stage-\(number).lp") { try LPFormat(model: model, job: job).write(to: $0) },
                File(name: "stage-\(number).mps") { try MPSFormat(model: model, job: job).write(to: $0) },
            ]
        } + [File(name: "names.csv") { try writeNames(to: $0) }]
    }

    private func job(_ stage: Int) -> ModelJob {
        var comments = ["\(title): stage \(stage + 1) of \(stages.count), \(stages[stage].name)"]
        if stages[stage].sense == .maximise { comments.append("the cost is minus the number: it is minimised") }
        if let results {
            let result = results[stage]
            comments.append("found \(result.value), " + (result.proven ? "proven" : "bound \(result.bound)"))
            let values = stages.indices.map { $0 < stage ? cost(of: $0, results[$0]) : nil }
            return ModelJob(stage: stage, rows: Array(0...stage), values: values, comments: comments)
        }
        comments.append("then hold each stage's variable at its least value and minimise the next:")
        comments += stages.indices.map {
            "stage__\($0 + 1) is \(stages[$0].sense == .maximise ? "minus " : "")\(stages[$0].name)"
        }
        return ModelJob(
            stage: 0, rows: Array(stages.indices), values: stages.map { _ in nil }, comments: comments)
    }

    private func cost(of stage: Int, _ result: StageSummary) -> Int {
        stages[stage].sense == .maximise ? -result.value : result.value
    }

    private func writeNames(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var out = ModelWriter(sink)
        func quoted(_ text: String) -> String {
            "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        let event = model.event
        try out.line("kind,name in the model,id,name")
        for (attendee, token) in zip(event.attendees, model.names.attendees) {
            try out.line("attendee,\(token),\(quoted(attendee.id)),\(quoted(attendee.name))")
        }
        for (session, token) in zip(event.sessions, model.names.sessions) {
            try out.line("session,\(token),\(quoted(session.id)),\(quoted(session.title))")
        }
        for organisation in event.organisations {
            let token = model.names.organisations[organisation] ?? ""
            try out.line("organisation,\(token),\(quoted(organisation)),\(quoted(organisation))")
        }
        for group in event.groups {
            try out.line("group,\(model.names.groups[group.name] ?? ""),\(quoted(group.name)),\(quoted(group.name))")
        }
        try out.flush()
    }
}

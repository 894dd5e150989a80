import BreakoutAllocator
import BreakoutFairness
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier
import FoundationEssentials
import Optimisation

/// `breakouts assign`: read, solve, write to a staged folder, read that back and verify it, publish, report.
struct AssignCommand {
    let arguments: Arguments
    private var console: Console
    private let objective: Objective?
    private let seed: UInt64?
    private let strategy: any Strategy
    private let timeLimit: Double?
    private let output: String?

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        objective = try arguments.choice(.objective)
        seed = try arguments.seed()
        timeLimit = try arguments.number(.timeLimit, in: 0...1_000_000)
        output = arguments.text(.output)
        let name = arguments.text(.strategy) ?? "exact"
        guard let strategy = StrategyRegistry.strategy(named: name) else {
            throw Arguments.unknown(
                name, kind: Bilingual(en: "strategy", nl: "strategie"), among: StrategyRegistry.all.map(\.name))
        }
        self.strategy = strategy
    }

    func run() throws(Failure) -> ExitCode {
        var clock = StopWatch()
        if let output { try RunFolder.checkFree(output) }
        switch try EventInput.read(arguments) {
        case .unreadable(let code, let diagnostics, let loaded):
            let console = console.speaking(arguments, language: loaded.reading.language)
            if arguments.has(.json) {
                try print(CheckDocument(diagnostics, loaded.reading.sources, console.language))
            } else {
                let problems = diagnostics.filter { $0.severity > .note }
                console.complain(DiagnosticText.all(problems, style: console.errorStyle) + "\n")
            }
            return code
        case .event(let input):
            var command = self
            command.console = console.speaking(arguments, input.event)
            let read = clock.lap()
            return try command.run(input, read: read, &clock)
        }
    }

    private func run(_ input: EventInput, read: Double, _ clock: inout StopWatch) throws(Failure) -> ExitCode {
        if !input.rules.contradictions.isEmpty {
            return try reportImpossible(input, input.rules.contradictions, read: read)
        }
        if arguments.has(.strict) && !input.warnings.isEmpty {
            console.complain(DiagnosticText.all(input.warnings, style: console.errorStyle) + "\n")
            return .notPossible
        }
        let objective = objective ?? input.event.settings.objective
        let seed = seed ?? input.event.settings.seed
        let stageClock = StageClock()
        let request = AllocationRequest(
            event: input.event, rules: input.rules, objective: objective, seed: seed, control: control(stageClock))
        let outcome = strategy.allocate(request)
        clearProgress()
        let solve = clock.lap()
        guard case .allocated(let solved) = outcome else {
            return try reportImpossible(input, Infeasibility.explain(input.event), read: read)
        }
        var run = FinishedRun(
            input: input, solved: solved, objective: objective, seed: seed, strategy: strategy.name,
            language: console.language, options: options(),
            seconds: Seconds(
                read: read, solve: solve, write: 0, stages: stageClock.wall, stagesProcessor: stageClock.processor))
        let published = try run.publish(as: output, &clock)
        do {
            if arguments.has(.json) {
                try print(run.summary)
            } else if !console.isQuiet {
                try console.print(
                    AssignScreen.text(
                        event: input.event, table: run.table, allocation: solved.allocation,
                        summary: run.summary, diagnostics: input.warnings,
                        files: RunFiles(
                            folder: published.path, names: run.fileNames,
                            event: output == nil ? nil : input.folder),
                        style: console.outputStyle) + "\n")
            }
        } catch {
            throw error.afterPublishing(published)
        }
        return Interrupt.isRequested ? .interrupted : .done
    }

    private func print(_ document: some Encodable) throws(Failure) {
        try console.print(String(decoding: RunDocuments.encode(document), as: UTF8.self))
    }

    private func options() -> [String: String] {
        var options: [String: String] = [:]
        // Where the run was written is no part of how it was made.
        for flag in Flag.all where arguments.has(flag.name) && flag.name != .output {
            options[flag.name.rawValue] = arguments.text(flag.name)
        }
        return options
    }

    // MARK: Long work

    private func control(_ stageClock: StageClock) -> SolveControl {
        let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
        let showsProgress = Console.isTerminal(2) && !console.isQuiet
        let console = console
        let began = ContinuousClock.now
        return SolveControl(deadline: deadline, isCancelled: { Interrupt.isRequested }) { done, of in
            stageClock.stageDone()
            guard showsProgress, ContinuousClock.now - began > .milliseconds(500) else { return }
            let text = Bilingual(en: "\rstage \(done) of \(of) ", nl: "\rstap \(done) van \(of) ")
            console.complain(text.text(in: console.language))
        }
    }

    private func clearProgress() {
        if Console.isTerminal(2) && !console.isQuiet { console.complain("\r\u{1B}[K") }
    }

    // MARK: No allocation

    private func reportImpossible(
        _ input: EventInput, _ reasons: [Diagnostic], read: Double
    ) throws(Failure) -> ExitCode {
        if arguments.has(.json) {
            try print(
                ImpossibleDocument(
                    event: input.event.settings.title, objective: objective ?? input.event.settings.objective,
                    strategy: strategy.name, seed: seed ?? input.event.settings.seed,
                    attendees: input.event.attendees.count,
                    reasons: reasons.map { CheckDocument.Problem($0, console.language) }))
        } else {
            console.complain(DiagnosticText.all(reasons + input.warnings, style: console.errorStyle) + "\n")
            let verdict = Bilingual(
                en:
                    "No allocation keeps all the rules; nothing was written. Next: mend the above, then breakouts check "
                    + "\(input.folder)",
                nl: "Geen indeling voldoet aan alle regels; er is niets geschreven. Verder: herstel het bovenstaande, "
                    + "dan breakouts check \(input.folder)")
            let text = Paragraph.lines(verdict.text(in: console.language), style: console.errorStyle)
            console.complain(text + "\n")
        }
        return .notPossible
    }
}

/// What `assign --json` prints when there is no allocation.
struct ImpossibleDocument: Encodable {
    let event: String
    let objective: Objective
    let strategy: String
    let seed: UInt64
    let status = Summary.Status.infeasible
    let attendees: Int
    let verified = false
    let reasons: [CheckDocument.Problem]

    enum CodingKeys: CodingKey { case event, objective, strategy, seed, status, attendees, verified, reasons }
}

/// Seconds on the wall since the last lap.
struct StopWatch {
    private var last = ContinuousClock.now

    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { last = now }
        return (now - last) / .seconds(1)
    }
}

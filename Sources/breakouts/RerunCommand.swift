import BreakoutAllocator
import BreakoutFairness
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier
import FoundationEssentials
import Optimisation

/// `breakouts rerun`: compare the event with the run that people were told about, redo the allocation with the least
/// disturbance, verify and publish it, and say what changed and for whom.
struct RerunCommand {
    let arguments: Arguments
    private var console: Console
    private let objective: Objective?
    private let terms: RerunTerms
    private let frozen: FrozenRounds
    private let output: String?

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        objective = try arguments.choice(.objective)
        terms = RerunTerms(
            extraMoves: try arguments.whole(.maxMoves, in: 0...10_000_000) ?? 0,
            allowsWorse: arguments.has(.allowWorse))
        frozen = try FrozenRounds(arguments)
        output = arguments.text(.output)
    }

    func run() throws(Failure) -> ExitCode {
        var clock = StopWatch()
        if let output { try RunFolder.checkFree(output) }
        switch try EventInput.read(arguments) {
        case .unreadable(let code, let diagnostics, let loaded):
            if arguments.has(.json) {
                try print(CheckDocument(diagnostics, loaded.reading.sources, console.language))
            } else {
                console.complain(of: diagnostics)
            }
            return code
        case .event(let input):
            let run = try RunFolder.find(arguments.text(.published), event: input.folder)
            let published = try PublishedFolder.read(run, event: input.folder)
            var command = self
            command.console = console.speaking(arguments, input.event)
            if !arguments.has(.lang), let language = published.manifest?.language {
                command.console.language = language
            }
            return try command.run(input, published, read: clock.lap(), &clock)
        }
    }

    private func run(
        _ input: EventInput, _ folder: PublishedFolder, read: Double, _ clock: inout StopWatch
    ) throws(Failure) -> ExitCode {
        let rounds = try frozen.rounds(of: input.event)
        let told = Published(records: folder.records, event: input.event)
        let start = RerunStart(
            input: try input.freezing(rounds, told), folder: folder, published: told, terms: terms,
            frozenRounds: rounds, seed: folder.summary.seed, isLatest: !arguments.has(.published))
        return try rerun(start, read: read, &clock)
    }

    private func rerun(_ start: RerunStart, read: Double, _ clock: inout StopWatch) throws(Failure) -> ExitCode {
        let input = start.input
        guard !input.isPlainlyImpossible else { return try reportImpossible(input, input.reasons()) }
        if arguments.has(.strict) && !input.warnings.isEmpty {
            console.complain(of: input.warnings)
            return .notPossible
        }
        let request = AllocationRequest(
            event: input.event, rules: input.rules, objective: objective(input.event, start.folder), seed: start.seed,
            control: input.control(progress: RerunProgress(console).stageDone))
        let outcome = Rerun(request, published: start.published, terms: terms).allocate()
        guard case .allocated(let solved) = outcome else {
            RerunProgress(console).clear()
            if case .stopped = outcome {
                return try console.reportNothingFound(
                    input, arguments, strategy: "exact", objective: request.objective, seed: request.seed)
            }
            return try reportImpossible(input, input.reasons())
        }
        let frontier =
            arguments.has(.frontier)
            ? Frontier(request, published: start.published, allowsWorse: terms.allowsWorse) : nil
        RerunProgress(console).clear()
        let solve = clock.lap()
        let report = RerunReport(
            start, proven: solved, fillsFreedSeats: arguments.has(.fillFreedSeats),
            frontier: frontier)
        var run = FinishedRun(
            input: input, solved: report.solved, objective: request.objective, seed: request.seed, strategy: "exact",
            language: console.language, options: options(), seconds: Seconds(read: read, solve: solve, write: 0),
            rerun: report.part(console.language))
        let place = try run.publish(as: output, &clock)
        if arguments.has(.json) {
            try console.print(String(decoding: run.summaryDocument, as: UTF8.self))
        } else if console.isQuiet {
            console.complain(of: input.warnings)
        } else {
            let files = RunFiles(
                folder: place.path, names: run.fileNames, event: output == nil ? nil : input.folder)
            try console.print(
                RerunScreen.text(
                    event: input.event, table: run.table, allocation: report.solved.allocation, summary: run.summary,
                    news: report.news, diagnostics: input.warnings, files: files, style: console.outputStyle) + "\n")
        }
        return Interrupt.isRequested ? .interrupted : .done
    }

    /// What was asked for; else what the event asks for, if that changed since the run; else what the run was made with.
    private func objective(_ event: Event, _ folder: PublishedFolder) -> Objective {
        if let objective { return objective }
        let hasChanged = folder.event.map { $0.settings.objective != event.settings.objective } ?? false
        return hasChanged ? event.settings.objective : folder.summary.objective
    }

    private func print(_ document: some Encodable) throws(Failure) {
        try console.print(String(decoding: RunDocuments.encode(document), as: UTF8.self))
    }

    private func options() -> [String: String] {
        var options: [String: String] = [:]
        for flag in Flag.all where arguments.has(flag.name) && flag.name != .output {
            options[flag.name.rawValue] = arguments.text(flag.name)
        }
        return options
    }

    private func reportImpossible(_ input: EventInput, _ reasons: [Diagnostic]) throws(Failure) -> ExitCode {
        let check = console.command("breakouts check \(input.folder)")
        let verdict = Bilingual(
            en: "No allocation keeps all the rules; nothing was written, and what people were told still stands. Next: "
                + "mend the above, then \(check)",
            nl: "Geen indeling voldoet aan alle regels; er is niets geschreven, en wat is meegedeeld blijft gelden. "
                + "Verder: herstel het bovenstaande, dan \(check)")
        try console.reportImpossible(input, arguments, reasons: reasons, objective: objective, next: [verdict])
        return .notPossible
    }
}

extension EventInput {
    /// The same, with nothing to change in rounds that have begun.
    func freezing(_ rounds: RoundSet, _ published: Published) throws(Failure) -> EventInput {
        guard !rounds.isEmpty else { return self }
        let event = try Frozen.event(event, rounds, published)
        return EventInput(
            folder: folder, loaded: loaded, event: event, findings: loaded.reading.diagnostics,
            deadline: deadline)
    }
}

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
    private let output: String?
    /// Whether people may be left without a place.
    private var leeway: Leeway { arguments.has(.allowUnplaced) ? .unplaced : .none }

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        objective = try arguments.choice(.objective)
        seed = try arguments.seed()
        output = arguments.text(.output)
        let name = arguments.text(.strategy) ?? "exact"
        guard let strategy = StrategyRegistry.strategy(named: name) else {
            throw Arguments.unknown(
                name, kind: Bilingual(en: "strategy", nl: "strategie"), among: StrategyRegistry.all.map(\.name))
        }
        if arguments.has(.allowUnplaced) && !strategy.canLeaveUnplaced {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--allow-unplaced needs a strategy that can prove how many people can be placed: exact",
                    nl: "--allow-unplaced vraagt een strategie die kan bewijzen hoeveel deelnemers er in passen: exact")
            )
        }
        self.strategy = strategy
    }

    func run() throws(Failure) -> ExitCode {
        ProcessMemory.keepFreed()
        var clock = StopWatch()
        if let output { try RunFolder.checkFree(output) }
        if let folder = arguments.text(.exportModel) { try ModelFolder.checkFree(folder) }
        return try console.withEvent(arguments) { input, console throws(Failure) in
            var command = self
            command.console = console
            let read = clock.lap()
            return try command.run(input, read: read, &clock)
        }
    }

    private func run(_ input: EventInput, read: Double, _ clock: inout StopWatch) throws(Failure) -> ExitCode {
        let objective = objective ?? input.event.settings.objective
        let seed = seed ?? input.event.settings.seed
        let stageClock = StageClock()
        let request = AllocationRequest(
            event: input.event, rules: input.rules, objective: objective, seed: seed,
            control: control(input, stageClock))
        if input.isPlainlyImpossible && !arguments.has(.allowUnplaced) {
            try exportModel(request, nil, input)
            return try reportImpossible(input, input.reasons())
        }
        if arguments.has(.strict) && !input.warnings.isEmpty {
            console.complain(of: input.warnings)
            return .notPossible
        }
        let (outcome, leavesOut) = allocate(request, input)
        clearProgress()
        let solve = clock.lap()
        guard case .allocated(let solved) = outcome else {
            try exportModel(request, nil, input)
            if case .stopped = outcome {
                return try console.reportNothingFound(
                    input, arguments, strategy: strategy.name, objective: objective, seed: seed)
            }
            return try reportImpossible(input, input.reasons(leeway: leeway))
        }
        try exportModel(leavesOut ? request.leavingOut : request, solved.stages, input)
        let input = leavesOut ? input.adding(unplaced(input, solved)) : input
        if leavesOut && arguments.has(.strict) {
            console.complain(of: input.warnings)
            return .notPossible
        }
        var run = FinishedRun(
            input: input, solved: solved, objective: objective, seed: seed, strategy: strategy.name,
            language: console.language, options: options(leavesOut: leavesOut),
            seconds: Seconds(
                read: read, solve: solve, write: 0, stages: stageClock.wall, stagesProcessor: stageClock.processor))
        let published = try run.publish(as: output, &clock)
        do {
            if arguments.has(.json) {
                try console.print(String(decoding: run.summaryDocument, as: UTF8.self))
            } else if console.isQuiet {
                console.complain(of: input.warnings)
            } else {
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

    private func options(leavesOut: Bool) -> [String: String] {
        var options: [String: String] = [:]
        // Where something was written is no part of how it was made, nor is a leave that was not taken.
        for flag in Flag.all where arguments.has(flag.name) && ![.output, .exportModel].contains(flag.name) {
            if flag.name == .allowUnplaced && !leavesOut { continue }
            options[flag.name.rawValue] = arguments.text(flag.name)
        }
        return options
    }

    // MARK: Long work

    private func control(_ input: EventInput, _ stageClock: StageClock) -> SolveControl {
        let showsProgress = Console.isTerminal(2) && !console.isQuiet
        let console = console
        let began = ContinuousClock.now
        return input.control { done, of in
            stageClock.stageDone()
            guard showsProgress, ContinuousClock.now - began > .milliseconds(500) else { return }
            let text = Bilingual(en: "\rstage \(done) of \(of) ", nl: "\rstap \(done) van \(of) ")
            console.complain(text.text(in: console.language))
        }
    }

    private func clearProgress() {
        if Console.isTerminal(2) && !console.isQuiet { console.complain("\r\u{1B}[K") }
    }

    /// Everybody placed; or, where that is impossible and allowed, as many as possible.
    private func allocate(
        _ request: AllocationRequest, _ input: EventInput
    ) -> (AllocationOutcome, leavesOut: Bool) {
        if !input.isPlainlyImpossible {
            let outcome = strategy.allocate(request)
            if case .allocated = outcome { return (outcome, false) }
            guard arguments.has(.allowUnplaced) else { return (outcome, false) }
        }
        guard request.rules.hardContradictions.isEmpty else { return (.impossible, false) }
        return (strategy.allocate(request.leavingOut), true)
    }

    private func unplaced(_ input: EventInput, _ solved: SolvedAllocation) -> [Diagnostic] {
        Unplaced.warnings(input.event, solved.rules(of: input.event).table, solved.allocation)
    }

    private func exportModel(
        _ request: AllocationRequest, _ results: [StageSummary]?, _ input: EventInput
    ) throws(Failure) {
        guard let folder = arguments.text(.exportModel) else { return }
        let export = ModelExport(request, results: results)
        if results == nil && !export.isComplete {
            // Why there is no allocation is told besides, and says why there is no model of it.
            if !console.isQuiet { console.complain(noModel(folder)) }
            return
        }
        try ModelFolder.write(export, to: folder, console)
    }

    private func noModel(_ folder: String) -> String {
        let told = Bilingual(
            en: "No model was written to '\(folder)': what is asked of somebody cannot be done",
            nl: "Er is geen model geschreven in '\(folder)': iemand moet iets wat niet kan")
        return Paragraph.lines(told.text(in: console.language), style: console.errorStyle) + "\n"
    }

    // MARK: No allocation

    private func reportImpossible(_ input: EventInput, _ reasons: [Diagnostic]) throws(Failure) -> ExitCode {
        let isPartWay = leeway == .unplaced
        let check = console.command("breakouts check \(input.folder)")
        var next = [
            Bilingual(
                en: (isPartWay ? "Even with people left out, no" : "No")
                    + " allocation keeps all the rules; nothing was written. Next: mend the above, then \(check)",
                nl: (isPartWay ? "Ook als er deelnemers buiten blijven voldoet geen" : "Geen")
                    + (isPartWay ? " indeling aan alle regels" : " indeling voldoet aan alle regels")
                    + "; er is niets geschreven. Verder: herstel het bovenstaande, "
                    + "dan \(check)")
        ]
        if !arguments.has(.json) && !isPartWay && strategy.canLeaveUnplaced && input.canLeaveOut {
            let command = console.command("breakouts assign \(input.folder) --allow-unplaced")
            next.append(
                Bilingual(
                    en: "Or place as many people as possible: \(command)",
                    nl: "Of deel zo veel mogelijk deelnemers in: \(command)"))
        }
        try console.reportImpossible(
            input, arguments, reasons: reasons, objective: objective, strategy: strategy.name, seed: seed, next: next)
        return .notPossible
    }
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

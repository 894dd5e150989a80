import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import FoundationEssentials
import Optimisation

/// `breakouts what-if`: the event with changes that are only thought of, each by itself and all together; without any,
/// what each rule costs. Every line is a solve to the proven optimum, judged by the verifier. Nothing is written.
struct WhatIfCommand {
    let arguments: Arguments
    private var console: Console
    private let objective: Objective?

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        objective = try arguments.choice(.objective)
    }

    func run() throws(Failure) -> ExitCode {
        try console.withEvent(arguments) { input, console throws(Failure) in
            var command = self
            command.console = console
            return try command.run(input)
        }
    }

    private func run(_ input: EventInput) throws(Failure) -> ExitCode {
        let changes = try WhatIfArguments(arguments, input.event).changes()
        let solver = ScenarioSolver(
            event: input.event, objective: objective ?? input.event.settings.objective,
            control: input.control(), progress: Progress(console))
        guard changes.isEmpty else { return try run(changes, input, solver) }
        let listed = RuleList.changes(of: input.event)
        let present: SolvedDay
        switch try solver.present(input.rules, before: listed.count) {
        case .solved(let day): present = day
        case .impossible: return try console.reportImpossible(input, arguments)
        case .stopped:
            return try console.reportNothingFound(
                input, arguments, strategy: "exact", objective: solver.objective, seed: input.event.settings.seed)
        }
        let whatIf = try rules(listed, input, solver, present)
        try show(whatIf, input) {
            WhatIfScreen.rules(whatIf, event: input.event, folder: input.folder, style: console.outputStyle)
        }
        return Interrupt.isRequested ? .interrupted : .done
    }

    private func show(_ whatIf: WhatIf, _ input: EventInput, _ screen: () -> String) throws(Failure) {
        if arguments.has(.json) {
            let document = WhatIfDocument(whatIf, input.event, console.language)
            try console.print(String(decoding: RunDocuments.encode(document), as: UTF8.self))
        } else if !console.isQuiet {
            try console.print(screen() + "\n")
        }
    }

    // MARK: Changes that were asked for

    private func run(
        _ changes: [EventChange], _ input: EventInput, _ solver: ScenarioSolver
    ) throws(Failure) -> ExitCode {
        var sets = changes.map { [$0] }
        if sets.count > 1 { sets.append(changes) }
        let present = try solver.present(input.rules, before: sets.count)
        let scenarios = try solver.solve(sets, from: present.day, alsoLate: true)
        let last = scenarios.last!
        if case .invalid(let error) = last.outcome {
            throw Failure(.usage, ChangeText.error(error, of: last.changes, event: input.event))
        }
        let outcome: Scenario.Outcome =
            switch present {
            case .solved(let day): .allocated(day.result)
            case .impossible: .impossible(input.reasons())
            case .stopped: .skipped
            }
        let whatIf = WhatIf(
            objective: solver.objective, present: Scenario(changes: [], outcome: outcome), scenarios: scenarios)
        try show(whatIf, input) {
            WhatIfScreen.changes(whatIf, event: input.event, folder: input.folder, style: console.outputStyle)
        }
        guard case .impossible(let reasons) = last.outcome else {
            return Interrupt.isRequested ? .interrupted : .done
        }
        if !arguments.has(.json) {
            console.complain(of: reasons + newWarnings(last.changes, input))
            let verdict = Bilingual(
                en: "With these changes no allocation keeps all the rules.",
                nl: "Met deze wijzigingen voldoet geen indeling aan alle regels.")
            console.complain(Paragraph.lines(verdict.text(in: console.language), style: console.errorStyle) + "\n")
        }
        return .notPossible
    }

    /// What the changes bring, such as rounds that overlap, may be what is behind the reasons.
    private func newWarnings(_ changes: [EventChange], _ input: EventInput) -> [Diagnostic] {
        guard let changed = try? input.event.applying(changes) else { return [] }
        let known = Set(input.warnings.map(\.message))
        return RuleBook(changed).findings.filter { $0.severity == .warning && !known.contains($0.message) }
    }

    // MARK: What each rule costs

    /// Ordered by what giving up the rule would bring, the most first; what brings nothing keeps its place in the list,
    /// and what could not be worked out comes last.
    private func rules(
        _ listed: [EventChange], _ input: EventInput, _ solver: ScenarioSolver, _ present: SolvedDay
    ) throws(Failure) -> WhatIf {
        let promising =
            present.solved.certificate.map { RuleList.mostPromisingFirst(listed, input.event, $0) } ?? listed
        let scenarios = try solver.solve(promising.map { [$0] }, from: present, alsoLate: false)
        let places = Dictionary(
            listed.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let sorted = scenarios.sorted { a, b in
            switch (a.result, b.result) {
            case (let x?, let y?):
                let order = x.compared(to: y, by: solver.objective)
                return order != 0 ? order < 0 : places[a.changes[0]]! < places[b.changes[0]]!
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return places[a.changes[0]]! < places[b.changes[0]]!
            }
        }
        return WhatIf(
            objective: solver.objective, present: Scenario(changes: [], outcome: .allocated(present.result)),
            scenarios: sorted)
    }
}

/// Solves an event with sets of changes, in the time that there is for all of them.
struct ScenarioSolver {
    let event: Event
    let objective: Objective
    let control: SolveControl
    let progress: Progress

    /// The event as it is, before so many others are solved.
    func present(_ rules: RuleBook, before others: Int) throws(Failure) -> SolvedDay.Outcome {
        try SolvedDay.solve(event, rules, objective: objective, control: share(turns: 1 + turns(others)))
    }

    /// Each set of changes, in the order given, starting from the present allocation where there is one. `alsoLate`: when
    /// the time is up, those whose turn comes are still given what is found at once, not left out.
    func solve(_ sets: [[EventChange]], from present: SolvedDay?, alsoLate: Bool) throws(Failure) -> [Scenario] {
        var scenarios: [Scenario] = []
        // Some at a time on all cores; few enough that progress shows.
        for first in stride(from: 0, to: sets.count, by: ScenarioSolver.batch) {
            progress.show(first, of: sets.count)
            let some = Array(sets[first..<min(sets.count, first + ScenarioSolver.batch)])
            let outcomes = Parallel.map(some.count, piece: 1) { range in
                range.map { outcome(some[$0], sets.count - first - $0, from: present, alsoLate) }
            }.joined()
            for (changes, outcome) in zip(some, outcomes) {
                scenarios.append(Scenario(changes: changes, outcome: try outcome.get()))
            }
        }
        progress.clear()
        return scenarios
    }

    private static let batch = 8

    /// How many solves on one core after the other, for so many lines.
    private func turns(_ lines: Int) -> Int {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return (lines + cores - 1) / cores
    }

    /// How long one solve may take of the time that is left for so many, one after the other: an even share, or a quarter
    /// where that is more. For what comes first is what the others are put beside, and then what promises most; and mostly
    /// it is proven long before, which leaves more for the others.
    private func share(turns: Int) -> SolveControl {
        guard let deadline = control.deadline else { return control }
        let now = ContinuousClock.now
        var control = control
        control.deadline = now + max(.zero, deadline - now) / min(turns, 4)
        return control
    }

    /// `left`: how many lines there are still, this one included.
    private func outcome(
        _ changes: [EventChange], _ left: Int, from present: SolvedDay?, _ alsoLate: Bool
    ) -> Result<Scenario.Outcome, Failure> {
        do throws(Failure) {
            let isOver = control.isCancelled() || !alsoLate && control.shouldStop
            return .success(isOver ? .skipped : try solve(changes, share(turns: turns(left)), from: present))
        } catch {
            return .failure(error)
        }
    }

    private func solve(
        _ changes: [EventChange], _ control: SolveControl, from present: SolvedDay?
    ) throws(Failure) -> Scenario.Outcome {
        let changed: Event
        do {
            changed = try event.applying(changes)
        } catch {
            return .invalid(error)
        }
        let rules = RuleBook(changed)
        switch try SolvedDay.solve(
            changed, rules, objective: objective, control: control, start: present?.solved.allocation)
        {
        case .solved(let day): return .allocated(day.result)
        case .stopped: return .skipped
        case .impossible:
            let seconds = Infeasibility.seconds(until: control.deadline)
            return .impossible(Infeasibility.explain(changed, seconds: seconds, isCancelled: control.isCancelled))
        }
    }
}

extension SolvedDay {
    var result: ScenarioResult {
        let stages = summary.objective.stages(
            largestTotalRegret: rules.largestTotalRegret, deepestChoice: rules.deepestChoice)
        return ScenarioResult(
            stages: zip(stages, solved.stages).map { (stage: $0, value: $1.value) }.filter { $0.stage != .lottery },
            rounds: summary.rounds, regret: summary.regret, isProven: solved.isOptimal)
    }
}

/// How far a long list is, on a terminal, once it takes long.
struct Progress {
    private let console: Console
    private let isShown: Bool
    private let began = ContinuousClock.now

    init(_ console: Console) {
        self.console = console
        isShown = Console.isTerminal(2) && !console.isQuiet
    }

    func show(_ done: Int, of count: Int) {
        guard isShown, ContinuousClock.now - began > .milliseconds(500) else { return }
        console.complain("\r\(done)/\(count) ")
    }

    func clear() {
        if isShown { console.complain("\r\u{1B}[K") }
    }
}

import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import Optimisation

/// What commands on an event have in common: reading it, and saying what is wrong with it.
struct EventInput {
    let folder: String
    let loaded: LoadedEvent
    let event: Event
    let rules: RuleBook
    /// Whether it shows without solving that no allocation can exist; `reasons` says why.
    let isPlainlyImpossible: Bool
    /// Of reading and of the rules.
    let diagnostics: [Diagnostic]
    /// By session: seats that are kept back for late sign-ups, which `event` does not have any more.
    let keptBack: [Int]
    /// When `--time-limit` is over; it counts from when the files were read.
    let deadline: ContinuousClock.Instant?

    var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// `findings` are those of reading.
    init(
        folder: String, loaded: LoadedEvent, event: Event, findings: [Diagnostic],
        deadline: ContinuousClock.Instant?, keptBack: [Int] = []
    ) {
        self.folder = folder
        self.loaded = loaded
        self.event = event
        rules = RuleBook(event)
        isPlainlyImpossible = Infeasibility.isPlain(event, rules)
        diagnostics = findings + rules.findings
        self.keptBack = keptBack
        self.deadline = deadline
    }

    private init(_ input: EventInput, adding more: [Diagnostic]) {
        folder = input.folder
        loaded = input.loaded
        event = input.event
        rules = input.rules
        isPlainlyImpossible = input.isPlainlyImpossible
        diagnostics = input.diagnostics + more
        keptBack = input.keptBack
        deadline = input.deadline
    }

    /// When and why a solve of the event stops early.
    func control(
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> SolveControl {
        SolveControl(deadline: deadline, isCancelled: { Interrupt.isRequested }, progress: progress)
    }

    /// Whether leaving people without a place may be a way out.
    var canLeaveOut: Bool {
        !Infeasibility.isHopeless(
            event, seconds: Infeasibility.seconds(until: deadline), isCancelled: { Interrupt.isRequested })
    }

    func adding(_ more: [Diagnostic]) -> EventInput { EventInput(self, adding: more) }

    /// Why there is no allocation, when there is none: the same words from every command.
    func reasons(leeway: Leeway = .none) -> [Diagnostic] {
        Infeasibility.explain(
            event, leeway: leeway, seconds: Infeasibility.seconds(until: deadline),
            isCancelled: { Interrupt.isRequested })
    }
}

extension Arguments {
    /// The one operand: the event's folder.
    func eventFolder() throws(Failure) -> String {
        guard let folder = operands.first else {
            let name = command!.rawValue
            throw Failure(
                .usage,
                Bilingual(en: "which event? breakouts \(name) EVENT", nl: "welk evenement? breakouts \(name) EVENT"),
                hints: [
                    Bilingual(
                        en: "EVENT is a folder with sessions.csv and attendees.csv",
                        nl: "EVENT is een map met sessies.csv en deelnemers.csv")
                ])
        }
        guard operands.count == 1 else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "one event at a time; '\(operands[1])' is too much",
                    nl: "één evenement per keer; '\(operands[1])' is te veel"))
        }
        return folder
    }

    /// In seconds; nil for no limit.
    func timeLimit() throws(Failure) -> Double? { try seconds(.timeLimit) }

    func readingOptions() -> ReadingOptions {
        var options = ReadingOptions()
        options.dropUnknownChoices = has(.dropUnknown)
        return options
    }
}

extension Console {
    /// The console in the event's own language, unless another was asked for.
    func speaking(_ arguments: Arguments, _ event: Event?) -> Console {
        speaking(arguments, language: event?.settings.language)
    }

    /// In the language of the settings: those may be readable when the event as a whole is not.
    func speaking(_ arguments: Arguments, language: Language?) -> Console {
        var console = self
        if !arguments.has(.lang), let language { console.language = language }
        return console
    }
}

/// How reading ended: with an event, or with the code to leave with.
enum EventInputResult {
    case event(EventInput)
    case unreadable(ExitCode, [Diagnostic], LoadedEvent)
}

extension EventInput {
    static func read(_ arguments: Arguments) throws(Failure) -> EventInputResult {
        let folder = try arguments.eventFolder(), limit = try arguments.timeLimit()
        let loaded = try LoadedEvent.load(folder, options: arguments.readingOptions())
        let now = ContinuousClock.now
        let diagnostics = loaded.reading.diagnostics
        guard let event = loaded.reading.event else {
            let errors = diagnostics.filter { $0.severity == .error }
            let isMissing = errors.allSatisfy { $0.code == "missing-file" }
            return .unreadable(isMissing ? .missingFile : .badData, diagnostics, loaded)
        }
        // Only a rerun opens the seats that are kept back for late sign-ups.
        let choice =
            arguments.command == .rerun
            ? nil
            : LateReserveChoice(
                event,
                control: SolveControl(
                    // The other half is for the allocation itself.
                    deadline: limit.map { now + .seconds($0 / 2) }, isCancelled: { Interrupt.isRequested }))
        let used = choice.map { event.keepingBack($0.seats) } ?? event
        let reserve = choice.map { LateReserveNote.of(event, $0) } ?? []
        let input = EventInput(
            folder: folder, loaded: loaded, event: used, findings: diagnostics + reserve,
            deadline: limit.map { now + .seconds($0) }, keptBack: choice?.seats ?? [])
        guard input.rules.tooManyVariants.isEmpty else {
            return .unreadable(.badData, input.diagnostics + input.rules.tooManyVariants, loaded)
        }
        return .event(input)
    }
}

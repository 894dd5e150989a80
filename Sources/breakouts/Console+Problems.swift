import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports

extension Console {
    /// Reads the event and goes on with it, in its own language; or says why it cannot be read.
    func withEvent(
        _ arguments: Arguments, _ body: (EventInput, Console) throws(Failure) -> ExitCode
    ) throws(Failure) -> ExitCode {
        switch try EventInput.read(arguments) {
        case .unreadable(let code, let diagnostics, let loaded):
            try speaking(arguments, language: loaded.reading.language).report(diagnostics, loaded, arguments)
            return code
        case .event(let input): return try body(input, speaking(arguments, input.event))
        }
    }

    /// Says what is wrong with an event that cannot be read.
    func report(_ diagnostics: [Diagnostic], _ loaded: LoadedEvent, _ arguments: Arguments) throws(Failure) {
        if arguments.has(.json) {
            let document = CheckDocument(diagnostics, loaded.reading.sources, language)
            try print(String(decoding: RunDocuments.encode(document), as: UTF8.self))
        } else {
            complain(of: diagnostics)
        }
    }

    /// A command within a text of the screen: on one line where it fits on one, so that it can be copied.
    func command(_ text: String) -> String {
        let deepestNote = 8
        guard text.count + deepestNote <= errorStyle.width else { return text }
        return String(text.map { $0 == " " ? "\u{A0}" : $0 })
    }

    /// Errors and warnings, where there are any.
    func complain(of diagnostics: [Diagnostic]) {
        let problems = diagnostics.filter { $0.severity > .note }
        if !problems.isEmpty { complain(DiagnosticText.all(problems, style: errorStyle) + "\n") }
    }

    /// Says why the event has no allocation, as `assign` does.
    func reportImpossible(_ input: EventInput, _ arguments: Arguments) throws(Failure) -> ExitCode {
        let check = command("breakouts check \(input.folder)")
        let verdict = Bilingual(
            en: "No allocation keeps all the rules. Next: mend the above, then \(check)",
            nl: "Geen indeling voldoet aan alle regels. Verder: herstel het bovenstaande, dan \(check)")
        try reportImpossible(input, arguments, reasons: input.reasons(), next: [verdict])
        return .notPossible
    }

    /// Says that the time was up before an allocation was found or ruled out: nothing can be written, and nothing said.
    func reportNothingFound(
        _ input: EventInput, _ arguments: Arguments, strategy: String, objective: Objective?, seed: UInt64?
    ) throws(Failure) -> ExitCode {
        let problem = Bilingual(
            en: "no allocation that keeps all the rules was found in this time, nor proven not to exist; nothing was "
                + "written",
            nl:
                "in deze tijd is geen indeling gevonden die aan alle regels voldoet, en ook niet bewezen dat er geen is; "
                + "er is niets geschreven")
        var hints = [
            Bilingual(
                en: "give it more time: a larger --time-limit, or none",
                nl: "geef meer tijd: een grotere --time-limit, of geen"),
            Bilingual(
                en: "or make it easier: larger rooms, or fewer people who stay together or apart",
                nl: "of maak het makkelijker: grotere zalen, of minder mensen die bij elkaar of uit elkaar blijven"),
        ]
        if arguments.command == .assign && !arguments.has(.allowUnplaced) {
            let command = command("breakouts assign \(input.folder) --allow-unplaced")
            hints.append(
                Bilingual(
                    en: "or place as many people as possible: \(command)",
                    nl: "of deel zo veel mogelijk deelnemers in: \(command)"))
        }
        try reportImpossible(
            input, arguments, reasons: [Diagnostic(.error, code: "nothing-found", message: problem, notes: hints)],
            objective: objective, strategy: strategy, seed: seed, status: .unknown, next: [])
        return Interrupt.isRequested ? .interrupted : .notPossible
    }
}

extension Arguments {
    /// The attendee that a value of an option names.
    static func attendee(_ text: String, _ names: EventNames) throws(Failure) -> AttendeeIndex {
        try found(text, names.attendee(text), Bilingual(en: "attendee", nl: "deelnemer"))
    }

    /// The one that is meant, or why it cannot be told.
    static func found<Value>(
        _ text: String, _ found: EventNames.Found<Value>, _ kind: Bilingual
    ) throws(Failure) -> Value {
        switch found {
        case .one(let value): return value
        case .several(let ids):
            let shown = ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? ", ..." : "")
            throw Failure(
                .usage,
                Bilingual(
                    en: "'\(text)' may be any of several: \(shown)", nl: "'\(text)' kan op meer dan één slaan: \(shown)"
                ),
                hints: [Bilingual(en: "give the id", nl: "geef de code")])
        case .none(let suggestion):
            throw Failure(
                .usage,
                Bilingual(
                    en: "there is no \(kind.english) '\(text)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? ""),
                    nl: "er is geen \(kind.dutch) '\(text)'" + (suggestion.map { "; bedoelde u '\($0)'?" } ?? "")))
        }
    }
}

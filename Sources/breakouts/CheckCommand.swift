import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports

/// `breakouts check`: read everything, report every problem, solve nothing.
struct CheckCommand {
    let arguments: Arguments
    let console: Console

    init(_ arguments: Arguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func run() throws(Failure) -> ExitCode {
        switch try EventInput.read(arguments) {
        case .unreadable(let code, let diagnostics, let loaded):
            let console = console.speaking(arguments, language: loaded.reading.language)
            if arguments.has(.json) {
                try console.print(json(diagnostics, loaded.reading.sources, console))
            } else {
                console.complain(DiagnosticText.all(diagnostics, style: console.errorStyle) + "\n")
            }
            return code
        case .event(let input):
            let console = console.speaking(arguments, input.event)
            let model = arguments.text(.exportModel)
            if let model { try ModelFolder.checkFree(model) }
            let input = input.isPlainlyImpossible ? input.adding(input.reasons()) : input
            if arguments.has(.json) {
                try console.print(json(input.diagnostics, input.loaded.reading.sources, console))
            } else if console.isQuiet {
                console.complain(of: input.diagnostics)
            } else {
                try console.print(
                    CheckScreen.text(
                        folder: input.folder, event: input.event, table: input.rules.table,
                        sources: input.loaded.reading.sources,
                        diagnostics: input.diagnostics, style: console.outputStyle) + "\n")
            }
            // After what is wrong was told in full: it may be why there is no model.
            if let model {
                let request = AllocationRequest(
                    event: input.event, rules: input.rules, objective: input.event.settings.objective,
                    seed: input.event.settings.seed)
                try ModelFolder.write(ModelExport(request, results: nil), to: model, console)
            }
            if input.isPlainlyImpossible { return .notPossible }
            return arguments.has(.strict) && !input.warnings.isEmpty ? .notPossible : .done
        }
    }

    private func json(_ diagnostics: [Diagnostic], _ sources: [SourceFile], _ console: Console) -> String {
        String(
            decoding: RunDocuments.encode(CheckDocument(diagnostics, sources, console.language)), as: UTF8.self)
    }
}

/// What `check --json` prints.
struct CheckDocument: Encodable {
    struct Problem: Encodable {
        let severity: String
        let code: String
        let file: String?
        let line: Int?
        let column: Int?
        let message: String
        let notes: [String]

        init(_ diagnostic: Diagnostic, _ language: Language) {
            severity = "\(diagnostic.severity)"
            code = diagnostic.code
            file = diagnostic.location?.file
            line = diagnostic.location?.line
            column = diagnostic.location?.column
            message = diagnostic.message.text(in: language)
            notes = diagnostic.notes.map { $0.text(in: language) }
        }
    }

    /// `valid`, or `invalid` when there is an error.
    let status: String
    let problems: [Problem]
    let files: [SourceFile]

    init(_ diagnostics: [Diagnostic], _ files: [SourceFile], _ language: Language) {
        status = diagnostics.contains { $0.severity == .error } ? "invalid" : "valid"
        problems = diagnostics.map { Problem($0, language) }
        self.files = files
    }
}

import BreakoutModel

/// What the command says to whoever started it (sysexits where they fit).
enum ExitCode: Int32 {
    case done = 0
    /// No allocation exists, `verify` found a violation, or `--strict` a warning.
    case notPossible = 1
    case usage = 64
    case badData = 65
    case missingFile = 66
    /// The verifier rejected our own answer.
    case internalError = 70
    case cannotCreate = 73
    case cannotWrite = 74
    /// Ctrl-C: the best so far was saved.
    case interrupted = 130
}

/// A command that cannot go on: what to print, and how to end.
struct Failure: Error {
    let code: ExitCode
    let message: Bilingual
    let hints: [Bilingual]

    init(_ code: ExitCode, _ message: Bilingual, hints: [Bilingual] = []) {
        self.code = code
        self.message = message
        self.hints = hints
    }

    /// The same failure, which came after the run had been written: whoever reads it must not think there is none.
    func afterPublishing(_ run: RunFolder) -> Failure {
        Failure(
            code, message,
            hints: hints + [
                Bilingual(
                    en: "the run itself is complete: \(run.path)", nl: "de indeling zelf is compleet: \(run.path)")
            ])
    }
}

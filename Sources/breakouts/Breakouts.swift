import BreakoutModel
import BreakoutReports
import FoundationEssentials
import Glibc

/// The command: flags in, exit code out.
@main
struct Breakouts {
    static let version = "0.1.0"

    static func main() {
        Interrupt.listen()
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    static func run(_ words: [String]) -> ExitCode {
        var console = Console()
        let environment = ProcessInfo.processInfo.environment
        console.language = Breakouts.language(words, environment)
        console.colour = (environment["NO_COLOR"] ?? "").isEmpty && !words.contains("--no-color")
        do {
            let arguments = try Arguments(words)
            console.isQuiet = arguments.has(.quiet)
            return try start(arguments, console)
        } catch {
            report(error, console)
            return error.code
        }
    }

    private static func start(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let _: Language? = try arguments.choice(.lang)
        if arguments.has(.version) {
            try console.print("breakouts \(version)\n")
            return .done
        }
        if arguments.has(.help) {
            try console.print(Help.text(arguments.command, console.language))
            return .done
        }
        switch arguments.command {
        case nil:
            console.complain(Help.text(nil, console.language))
            return .usage
        case .check: return try CheckCommand(arguments, console).run()
        case .assign: return try AssignCommand(arguments, console).run()
        case .explain: return try ExplainCommand(arguments, console).run()
        case .whatIf: return try WhatIfCommand(arguments, console).run()
        case .rerun: return try RerunCommand(arguments, console).run()
        case .verify: return try VerifyCommand(arguments, console).run()
        case .benchmark: return try BenchmarkCommand(arguments, console).run()
        case .generate: return try GenerateCommand(arguments, console).run()
        }
    }

    /// The language before any event is read: what was asked for, else that of the machine.
    private static func language(_ words: [String], _ environment: [String: String]) -> Language {
        for (position, word) in words.enumerated() {
            if word == "--lang", position + 1 < words.count {
                return Language(rawValue: words[position + 1]) ?? .english
            }
            if word.hasPrefix("--lang=") { return Language(rawValue: String(word.dropFirst(7))) ?? .english }
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("nl") == true ? .dutch : .english
    }

    static func report(_ failure: Failure, _ console: Console) {
        let diagnostic = Diagnostic(
            .error, code: "command", at: .init(file: "breakouts"), message: failure.message, notes: failure.hints)
        console.complain(DiagnosticText.lines(diagnostic, style: console.errorStyle) + "\n")
        if failure.code == .usage {
            console.complain(
                Bilingual(en: "more: breakouts --help\n", nl: "meer: breakouts --help\n").text(in: console.language))
        }
    }
}

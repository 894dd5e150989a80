import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier

/// `breakouts verify`: check a run again from the files alone.
struct VerifyCommand {
    let arguments: Arguments
    let console: Console

    init(_ arguments: Arguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func run() throws(Failure) -> ExitCode {
        let folder = try arguments.eventFolder()
        let loaded = try LoadedEvent.load(folder, options: arguments.readingOptions())
        guard let event = loaded.reading.event else {
            let console = console.speaking(arguments, language: loaded.reading.language)
            console.complain(DiagnosticText.all(loaded.reading.diagnostics, style: console.errorStyle) + "\n")
            return loaded.reading.diagnostics.allSatisfy { $0.severity < .error || $0.code == "missing-file" }
                ? .missingFile : .badData
        }
        let console = console.speaking(arguments, event)
        let run = try RunFolder.find(arguments.text(.run), event: folder)
        let stored = try StoredRun.read(run)
        guard stored.diagnostics.allSatisfy({ $0.severity < .error }) else {
            console.complain(DiagnosticText.all(stored.diagnostics, style: console.errorStyle) + "\n")
            return .badData
        }
        let changed = stored.changes(loaded.files, run)
        let published = try stored.publishedRun(of: run, event: folder)
        let verification = stored.verify(try stored.asUsed(event, published), published: published)
        let hasProof = stored.certificate != nil
        if arguments.has(.json) {
            try console.print(
                String(
                    decoding: RunDocuments.encode(
                        VerifyDocument(verification, run, changed, hasProof: hasProof, console.language)),
                    as: UTF8.self))
        } else if !console.isQuiet || !verification.accepted {
            try console.print(
                VerifyScreen.text(
                    verification, run, changed, hasProof: hasProof, console.outputStyle))
        }
        guard verification.accepted else { return .notPossible }
        return arguments.has(.strict) && !changed.isEmpty ? .notPossible : .done
    }
}

/// A run as it was written.
struct StoredRun {
    let records: [AllocationRecord]
    let diagnostics: [Diagnostic]
    let summary: Summary
    /// Nil for a strategy that proves nothing.
    let certificate: Certificate?
    let manifest: Manifest?
    /// Only of a rerun with a frontier.
    let frontier: FrontierProofs?

    static func read(_ run: RunFolder) throws(Failure) -> StoredRun {
        let file = InputFile(
            name: "allocation.csv", bytes: try LoadedEvent.bytes(run.path + "/allocation.csv"))
        // The rows are read on all cores, the documents meanwhile: whoever waited for the rows would only be in the way.
        let documents = Later { Result { () throws(Failure) in try Documents(of: run) } }
        let (records, diagnostics) = AllocationCSV.read(file)
        let papers = try documents.value().get()
        return StoredRun(
            records: records, diagnostics: diagnostics, summary: papers.summary, certificate: papers.certificate,
            manifest: papers.manifest, frontier: papers.frontier)
    }

    /// What is beside the rows.
    private struct Documents: Sendable {
        let summary: Summary
        var certificate: Certificate?
        var manifest: Manifest?
        var frontier: FrontierProofs?

        init(of run: RunFolder) throws(Failure) {
            summary = try RunDocuments.decode(Summary.self, from: run.path + "/summary.json")
            if run.has("certificate.json") {
                certificate = try RunDocuments.decode(
                    Certificate.self, from: run.path + "/certificate.json", plainNumbers: true)
            }
            if run.has("manifest.json") {
                manifest = try RunDocuments.decode(Manifest.self, from: run.path + "/manifest.json")
            }
            if run.has(FrontierReport.file) {
                frontier = try RunDocuments.decode(
                    FrontierProofs.self, from: run.path + "/" + FrontierReport.file, plainNumbers: true)
            }
        }
    }

    /// Files that are not what the manifest says: inputs changed since.
    func changedInputs(_ inputs: [InputFile]) -> [String] {
        guard let manifest else { return [] }
        var changed: [String] = []
        for file in manifest.inputs {
            let now = inputs.first { $0.name == file.name }
            if now.map({ SHA256.hex($0.bytes) }) != file.sha256 { changed.append(file.name) }
        }
        for name in inputs.map(\.name) where !manifest.inputs.contains(where: { $0.name == name }) {
            changed.append(name)
        }
        return changed
    }

    /// Inputs changed since, and outputs touched by hand.
    func changes(_ inputs: [InputFile], _ run: RunFolder) -> [String] {
        let outputs = (manifest?.outputs ?? []).filter { file in
            let now = try? LoadedEvent.bytes(run.path + "/" + file.name)
            return now.map { SHA256.hex($0) } != file.sha256
        }
        return changedInputs(inputs) + outputs.map { run.path + "/" + $0.name }
    }

    /// The run, and where it is a rerun also what it says about more moves. Only a strategy that proves nothing states no
    /// stages; whoever states one, also of a search that was stopped, states a bound and has to prove it. So does a rerun.
    func verify(_ event: Event, published: PublishedRun? = nil) -> Verification {
        let run = Verifier.verify(
            event: event, records: records, summary: summary, certificate: certificate,
            requireProof: !summary.stages.isEmpty || summary.rerun != nil, published: published)
        guard run.accepted, let published, summary.rerun != nil else { return run }
        let frontier = Verifier.verifyFrontier(
            event: event, records: records, summary: summary, proofs: frontier, published: published)
        return Verification(
            violations: run.violations + frontier.violations, checks: run.checks + frontier.checks)
    }
}

/// What `verify --json` prints.
struct VerifyDocument: Encodable {
    struct Found: Encodable {
        let code: String
        let message: String
    }
    struct Done: Encodable {
        let check: String
        let count: Int
    }

    let run: String
    let accepted: Bool
    /// Whether there is a proof, which was checked; a strategy that proves nothing has none.
    let hasProof: Bool
    let violations: [Found]
    let checks: [Done]
    let changedFiles: [String]

    init(
        _ verification: Verification, _ run: RunFolder, _ changed: [String], hasProof: Bool, _ language: Language
    ) {
        self.run = run.path
        accepted = verification.accepted
        self.hasProof = hasProof
        violations = verification.violations.map { Found(code: $0.code, message: $0.message.text(in: language)) }
        checks = verification.checks.map { Done(check: $0.name.text(in: language), count: $0.count) }
        changedFiles = changed
    }
}

/// What `verify` tells a person.
enum VerifyScreen {
    private static let mostNumbers = 5

    static func text(
        _ verification: Verification, _ run: RunFolder, _ changed: [String], hasProof: Bool, _ style: TextStyle
    ) -> String {
        let language = style.language
        var lines: [String] = []
        // A rule that is broken explains the numbers that are wrong after it: so rules come first, and of the numbers only
        // a few.
        let isNumber = { (code: String) in code.hasPrefix("summary") || code.hasPrefix("certificate") }
        let rules = verification.violations.filter { !isNumber($0.code) }
        let numbers = verification.violations.filter { isNumber($0.code) }
        for violation in rules + numbers.prefix(mostNumbers) {
            let diagnostic = Diagnostic(.error, code: violation.code, message: violation.message)
            lines.append(DiagnosticText.lines(diagnostic, style: style))
        }
        if numbers.count > mostNumbers {
            let more = Bilingual(
                en: "  (and \(numbers.count - mostNumbers) more numbers that do not fit the placements)",
                nl: "  (en nog \(numbers.count - mostNumbers) cijfers die niet bij de indeling passen)")
            lines.append(more.text(in: language))
        }
        for check in verification.checks {
            lines.append("  " + "\(check.count)".leftPadded(to: 9) + "  " + check.name.text(in: language) + "\n")
        }
        if !changed.isEmpty {
            let names = changed.joined(separator: ", ")
            let diagnostic = Diagnostic(
                .warning, code: "changed-since",
                message: Bilingual(en: "changed since the run: \(names)", nl: "gewijzigd sinds de run: \(names)"))
            lines.append(DiagnosticText.lines(diagnostic, style: style))
        }
        let verdict = verdict(verification, run, hasProof: hasProof)
        lines.append(Paragraph.lines(verdict.text(in: language), style: style))
        return lines.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined()
    }

    private static func verdict(_ verification: Verification, _ run: RunFolder, hasProof: Bool) -> Bilingual {
        guard verification.accepted else {
            return Bilingual(
                en: "Rejected: \(run.path) is not what the event and its proof allow.",
                nl: "Afgekeurd: \(run.path) is niet wat het evenement en het bewijs toelaten.")
        }
        guard hasProof else {
            return Bilingual(
                en: "Accepted: \(run.path) keeps every rule and its numbers are right. It claims no more: there is no "
                    + "proof to check, and a better allocation may exist.",
                nl: "Goedgekeurd: \(run.path) houdt zich aan alle regels en de cijfers kloppen. Meer wordt niet "
                    + "beweerd: er is geen bewijs om te controleren, en er bestaat mogelijk een betere indeling.")
        }
        return Bilingual(
            en: "Accepted: \(run.path) keeps every rule, its numbers are right and its proof holds.",
            nl: "Goedgekeurd: \(run.path) houdt zich aan alle regels, de cijfers kloppen en het bewijs klopt.")
    }
}

extension String {
    func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

extension RunFolder {
    func has(_ name: String) -> Bool { (try? LoadedEvent.bytes(path + "/" + name)) != nil }
}

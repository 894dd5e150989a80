import BreakoutAllocator
import BreakoutFairness
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier
import FoundationEssentials

/// A solved event on its way to the disk.
struct FinishedRun {
    let input: EventInput
    let solved: SolvedAllocation
    /// Who may have what once it is clear which sessions are cancelled.
    let table: ChoiceTable
    let strategy: String
    let language: Language
    let options: [String: String]
    private(set) var summary: Summary

    init(
        input: EventInput, solved: SolvedAllocation, objective: Objective, seed: UInt64, strategy: String,
        language: Language, options: [String: String], seconds: Seconds
    ) {
        self.input = input
        self.solved = solved
        self.strategy = strategy
        self.language = language
        self.options = options
        let event = input.event
        let cancels = event.sessions.contains(where: \.cancellable)
        table = cancels ? solved.rules(of: event).table : input.rules.table
        summary = Summary(
            event: event.settings.title, objective: objective, strategy: strategy, seed: seed,
            status: solved.isOptimal ? .optimal : .feasible, attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages,
            moved: 0, verified: true, seconds: seconds,
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table),
            warnings: input.warnings.map { $0.message.text(in: language) })
    }

    var fileNames: [String] {
        ["allocation.csv", "summary.json"] + (solved.certificate == nil ? [] : ["certificate.json"]) + ["manifest.json"]
    }

    /// Stages the files, verifies what was written, and gives them their place. When the verifier rejects, nothing is
    /// left behind.
    mutating func publish(as destination: String?, _ clock: inout StopWatch) throws(Failure) -> RunFolder {
        let parent = destination.map(RunFolder.parent(of:)) ?? input.folder + "/runs"
        let rows = AllocationCSV.write(solved.allocation, event: input.event, table: table, language: language)
        var files = [RunFolder.File(name: "allocation.csv", bytes: rows)]
        if let certificate = solved.certificate {
            files.append(.init(name: "certificate.json", bytes: RunDocuments.encode(certificate)))
        }
        summary.seconds.write = clock.lap()
        files.append(.init(name: "summary.json", bytes: RunDocuments.encode(summary)))
        files.append(.init(name: "manifest.json", bytes: RunDocuments.encode(manifest(files))))
        let staged = try RunFolder.stage(files, in: parent)
        do {
            try verify(staged)
            return try staged.publish(as: destination)
        } catch {
            staged.discard()
            throw error
        }
    }

    /// Reads the files of the event and the staged files back from the disk and lets the verifier judge them. The event
    /// follows from its files: while those are byte for byte the same, so is the event that was read from them.
    private func verify(_ staged: RunFolder) throws(Failure) {
        guard try LoadedEvent.areUnchanged(input.loaded.files, in: input.folder) else {
            throw Failure(
                .badData,
                Bilingual(
                    en: "the files of '\(input.folder)' changed while they were being used",
                    nl: "de bestanden van '\(input.folder)' zijn tijdens het werk gewijzigd"),
                hints: [Bilingual(en: "run the command again", nl: "voer de opdracht opnieuw uit")])
        }
        let stored = try StoredRun.read(staged)
        let verification = stored.verify(input.event)
        guard !verification.accepted || stored.diagnostics.contains(where: { $0.severity == .error }) else { return }
        let found = verification.violations.prefix(5).map(\.message)
        throw Failure(
            .internalError,
            Bilingual(
                en: "our own verifier rejected this allocation; nothing was written. This is a fault of breakouts",
                nl: "onze eigen controle keurde deze indeling af; er is niets geschreven. Dit is een fout van breakouts"
            ),
            hints: Array(found))
    }

    private func manifest(_ outputs: [RunFolder.File]) -> Manifest {
        Manifest(
            version: Breakouts.version, command: "assign", objective: summary.objective, strategy: strategy,
            seed: summary.seed, language: language, options: options, created: Date.now.formatted(.iso8601),
            inputs: input.loaded.files.map { file in
                // What was read has been hashed.
                let source = input.loaded.reading.sources.first { $0.name == file.name }
                return .init(
                    name: file.name, bytes: file.bytes.count, sha256: source?.sha256 ?? SHA256.hex(file.bytes))
            },
            outputs: outputs.map { .init(name: $0.name, bytes: $0.bytes.count, sha256: SHA256.hex($0.bytes)) })
    }
}

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
    /// Only of a rerun.
    let rerun: RerunPart?
    private(set) var summary: Summary
    /// `summary.json`, once it is published.
    private(set) var summaryDocument: [UInt8] = []
    /// `allocation.csv`, which is written while statistics are worked out.
    private let rows: Later<[UInt8]>

    init(
        input: EventInput, solved: SolvedAllocation, objective: Objective, seed: UInt64, strategy: String,
        language: Language, options: [String: String], seconds: Seconds, rerun: RerunPart? = nil
    ) {
        self.input = input
        self.solved = solved
        self.strategy = strategy
        self.language = language
        self.options = options
        self.rerun = rerun
        let event = input.event
        let cancels = event.sessions.contains(where: \.cancellable)
        table = cancels ? solved.rules(of: event).table : input.rules.table
        rows = Later { [table] in
            AllocationCSV.write(solved.allocation, event: event, table: table, language: language)
        }
        let limits = StrategyRegistry.strategy(named: strategy)?.traits.limits ?? []
        summary = Summary(
            event: event.settings.title, objective: objective, strategy: strategy, seed: seed,
            status: solved.isOptimal ? .optimal : .feasible, attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages,
            moved: rerun?.moved ?? 0, verified: true, seconds: seconds,
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table),
            warnings: input.warnings.map { $0.message.text(in: language) },
            lateRoom: rerun?.lateRoom ?? FinishedRun.lateRoom(input, table, solved.allocation),
            keptBack: rerun == nil ? FinishedRun.keptBack(input) : nil, rerun: rerun?.summary)
        if !limits.isEmpty { summary.strategyLimits = limits.map { $0.text(in: language) } }
    }

    /// Where seats are kept back for late sign-ups: what they are good for.
    private static func lateRoom(
        _ input: EventInput, _ table: ChoiceTable, _ allocation: Allocation
    ) -> [LateRoom]? {
        guard input.event.settings.lateReserve != nil, let whole = input.loaded.reading.event else { return nil }
        return LateOutlook.rounds(whole, table, allocation)
    }

    private static func keptBack(_ input: EventInput) -> [SeatsKeptBack]? {
        guard input.event.settings.lateReserve != nil else { return nil }
        return zip(input.event.sessions, input.keptBack).filter { $0.1 > 0 }.map {
            SeatsKeptBack(session: $0.id, seats: $1)
        }
    }

    var fileNames: [String] {
        (rerun == nil ? [] : ["report.html"]) + ["allocation.csv"] + (rerun?.files.map(\.name) ?? []) + ["summary.json"]
            + (solved.certificate == nil ? [] : ["certificate.json"]) + ["manifest.json"]
            + input.loaded.files.map { PublishedFolder.inputs + "/" + $0.name }
    }

    /// Stages the files, verifies what was written, and gives them their place. When the verifier rejects, nothing is
    /// left behind.
    mutating func publish(as destination: String?, _ clock: inout StopWatch) throws(Failure) -> RunFolder {
        let staged = try RunFolder.stage(in: destination.map(RunFolder.parent(of:)) ?? input.folder + "/runs")
        // What the run was made from: a later rerun compares it with the event as it is then. The manifest has the
        // hashes of these with the inputs.
        let inputs = input.loaded.files.map { file in
            RunFolder.File(name: PublishedFolder.inputs + "/" + file.name, bytes: file.bytes)
        }
        let copies = Later { Result { () throws(Failure) in try staged.add(inputs) } }
        do {
            let outputs = try write(to: staged, &clock)
            // The disk has time for it while the verifier reads.
            let safety = Later {
                Result { () throws(Failure) in
                    try copies.value().get()
                    try staged.bringToDisk(outputs + inputs)
                }
            }
            let verdict = Result { () throws(Failure) in try verify(staged) }
            try safety.value().get()
            try verdict.get()
            return try staged.publish(as: destination)
        } catch {
            // Nobody may still be writing there.
            _ = copies.value()
            staged.discard()
            throw error
        }
    }

    /// Writes all files but the copies of what the run was made from.
    private mutating func write(to staged: RunFolder, _ clock: inout StopWatch) throws(Failure) -> [RunFolder.File] {
        var outputs = [Output("allocation.csv", rows.value())]
        outputs += (rerun?.files ?? []).map { Output($0.name, $0.bytes) }
        if let certificate = solved.certificate {
            outputs.append(Output("certificate.json", RunDocuments.encode(certificate)))
        }
        summary.seconds.write = clock.lap()
        if let rerun { outputs.append(Output("report.html", Array(rerun.page(summary).utf8))) }
        summaryDocument = RunDocuments.encode(summary)
        outputs.append(Output("summary.json", summaryDocument))
        try staged.add(outputs.map(\.file))
        let manifest = RunFolder.File(name: "manifest.json", bytes: RunDocuments.encode(manifest(outputs)))
        try staged.add([manifest])
        return outputs.map(\.file) + [manifest]
    }

    /// A file and its hash, which is worked out while files are written.
    private struct Output {
        let file: RunFolder.File
        let hash: FileHash

        init(_ name: String, _ bytes: [UInt8]) {
            file = RunFolder.File(name: name, bytes: bytes)
            hash = FileHash(bytes)
        }
    }

    /// Reads the files of the event and the staged files back from the disk and lets the verifier judge them. The event
    /// follows from its files: while those are byte for byte the same, so is the event that was read from them.
    private func verify(_ staged: RunFolder) throws(Failure) {
        let inputs = (files: input.loaded.files, folder: input.folder)
        let areUnchanged = Later {
            Result { () throws(Failure) in try LoadedEvent.areUnchanged(inputs.files, in: inputs.folder) }
        }
        let read = Result { () throws(Failure) in try StoredRun.read(staged) }
        guard try areUnchanged.value().get() else {
            throw Failure(
                .badData,
                Bilingual(
                    en: "the files of '\(input.folder)' changed while they were being used",
                    nl: "de bestanden van '\(input.folder)' zijn tijdens het werk gewijzigd"),
                hints: [Bilingual(en: "run the command again", nl: "voer de opdracht opnieuw uit")])
        }
        let stored = try read.get()
        let published = try stored.publishedRun(of: staged, event: input.folder)
        // The event as it was used: with its reserve for late sign-ups, or with rounds that have begun.
        let verification = stored.verify(input.event, published: published)
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

    private func manifest(_ outputs: [Output]) -> Manifest {
        Manifest(
            version: Breakouts.version, command: rerun == nil ? "assign" : "rerun", objective: summary.objective,
            strategy: strategy,
            seed: summary.seed, language: language, options: options, created: Date.now.formatted(.iso8601),
            inputs: input.loaded.files.map { file in
                // What was read has been hashed.
                let source = input.loaded.reading.sources.first { $0.name == file.name }
                return .init(
                    name: file.name, bytes: file.bytes.count, sha256: source?.sha256 ?? SHA256.hex(file.bytes))
            },
            outputs: outputs.map { .init(name: $0.file.name, bytes: $0.file.bytes.count, sha256: $0.hash.hex()) },
            published: rerun?.reference)
    }
}

/// What a rerun adds to a run.
struct RerunPart {
    let reference: Manifest.Published
    let summary: RerunSummary
    /// Published placements moved.
    let moved: Int
    let lateRoom: [LateRoom]
    let files: [RunFolder.File]
    /// The page, from the finished summary.
    let page: (Summary) -> String
}

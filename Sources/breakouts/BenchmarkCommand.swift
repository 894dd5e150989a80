import BreakoutAllocator
import BreakoutBenchmarks
import BreakoutFairness
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier
import FoundationEssentials
import Synchronization

/// `breakouts benchmark`: every strategy on the events given and on generated ones, measured side by side.
struct BenchmarkCommand {
    private let arguments: Arguments
    private let console: Console
    private let families: [InstanceFamily]
    private let contenders: [Contender]
    private let repeats: Int
    private let timeLimit: Double
    private let attendees: Int?

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        families = try BenchmarkCommand.families(arguments)
        contenders = try BenchmarkCommand.contenders(arguments)
        repeats = try arguments.whole(.repeats, in: 1...1_000) ?? 5
        timeLimit = try arguments.seconds(.timeLimit) ?? 60
        attendees = try arguments.whole(.attendees, in: 1...5_000_000)
    }

    private static func families(_ arguments: Arguments) throws(Failure) -> [InstanceFamily] {
        guard let text = arguments.text(.families) else { return [] }
        if text == "all" { return InstanceFamily.all }
        var families: [InstanceFamily] = []
        for name in text.split(separator: ",").map(String.init) {
            guard let family = InstanceFamily.family(named: name) else {
                throw Arguments.unknown(
                    name, kind: Bilingual(en: "family", nl: "familie"),
                    among: ["all"] + InstanceFamily.all.map(\.name))
            }
            families.append(family)
        }
        guard !families.isEmpty else { throw nothing(in: "--families") }
        return families
    }

    private static func nothing(in flag: String) -> Failure {
        Failure(.usage, Bilingual(en: "\(flag) names nothing", nl: "\(flag) noemt niets"))
    }

    private static func contenders(_ arguments: Arguments) throws(Failure) -> [Contender] {
        let all = Contender.all()
        guard let text = arguments.text(.strategies) else { return all }
        var chosen: [Contender] = []
        for name in text.split(separator: ",").map(String.init) {
            let matching = all.filter { $0.strategy.name == name || $0.name == name }
            guard !matching.isEmpty else {
                throw Arguments.unknown(
                    name, kind: Bilingual(en: "strategy", nl: "strategie"),
                    among: StrategyRegistry.all.map(\.name) + all.map(\.name).filter { $0.contains(" ") })
            }
            chosen += matching.filter { new in !chosen.contains { $0.name == new.name } }
        }
        guard !chosen.isEmpty else { throw nothing(in: "--strategies") }
        return chosen
    }

    func run() throws(Failure) -> ExitCode {
        if arguments.has(.kernels) { return try runKernels() }
        if let path = arguments.text(.from) {
            guard arguments.operands.isEmpty && !arguments.has(.families) && !arguments.has(.strategies) else {
                throw Failure(
                    .usage,
                    Bilingual(
                        en: "--from measures nothing: leave out events, --families and --strategies",
                        nl: "--from meet niets: laat evenementen, --families en --strategies weg"))
            }
            try write(try RunDocuments.decode(BenchmarkReport.self, from: path), console)
            return .done
        }
        switch try instances() {
        case .unreadable(let code): return code
        case .read(let sources, let language):
            var speaker = console
            if let language, !arguments.has(.lang) { speaker.language = language }
            return try run(sources, speaker)
        }
    }

    private func run(_ sources: [Source], _ console: Console) throws(Failure) -> ExitCode {
        // Before an hour is spent on what could not be written.
        if let output = arguments.text(.output) { try BenchmarkFiles.prepare(output) }
        let progress = BenchmarkProgress(console: console)
        let runner = BenchmarkRunner(
            contenders: contenders, repeats: repeats, timeLimit: timeLimit,
            instruments: .init(
                verify: BenchmarkVerification.accepts, memory: { ProcessMemory.measure() },
                seconds: { ProcessorClock.seconds() },
                progress: progress.show, isCancelled: { Interrupt.isRequested }))
        var report = BenchmarkReport(
            version: Breakouts.version, commit: MachineFacts.commit(), machine: MachineFacts.machine(),
            repeats: repeats, timeLimit: timeLimit, instances: [], contenders: runner.descriptions, results: [])
        for (position, source) in sources.enumerated() where !Interrupt.isRequested {
            let made = source.instance()
            let (instance, results) = runner.run(
                made, tooSlow: report.tooSlow(family: made.family, attendees: made.event.attendees.count),
                done: position * contenders.count, all: sources.count * contenders.count)
            report.instances.append(instance)
            report.results += results
        }
        progress.clear()
        try write(report, console)
        if report.results.contains(where: { $0.quality?.verified == false }) {
            throw Failure(
                .internalError,
                Bilingual(
                    en: "the verifier rejected an allocation; the report says which. This is a fault of breakouts",
                    nl: "de controle keurde een indeling af; het verslag zegt welke. Dit is een fout van breakouts"))
        }
        if Interrupt.isRequested { return .interrupted }
        return report.results.allSatisfy { $0.outcome == .impossible } ? .notPossible : .done
    }

    private func write(_ report: BenchmarkReport, _ console: Console) throws(Failure) {
        let output = arguments.text(.output)
        if let output {
            try BenchmarkFiles.write(report, language: console.language, to: output)
        }
        if let text = arguments.text(.readme) {
            try MarkedText.rewrite(text, BenchmarkStory(report, language: console.language))
        }
        if arguments.has(.json) {
            try console.print(String(decoding: RunDocuments.encode(report), as: UTF8.self))
        } else if !console.isQuiet {
            try console.print(
                BenchmarkScreen.text(report, folder: output, style: console.outputStyle) + "\n")
        }
    }

    // MARK: Instances

    /// Where an instance comes from; large ones are only made when their turn comes.
    private struct Source {
        let instance: () -> BenchmarkRunner.Instance
    }

    private enum Sources {
        case read([Source], Language?)
        case unreadable(ExitCode)
    }

    private func instances() throws(Failure) -> Sources {
        var sources: [Source] = [], language: Language?, names: Set<String> = []
        for folder in arguments.operands {
            let loaded = try LoadedEvent.load(folder, options: arguments.readingOptions())
            guard let event = loaded.reading.event else {
                let problems = loaded.reading.diagnostics.filter { $0.severity > .note }
                console.complain(DiagnosticText.all(problems, style: console.errorStyle) + "\n")
                return .unreadable(problems.contains { $0.code != "missing-file" } ? .badData : .missingFile)
            }
            language = language ?? event.settings.language
            let name = BenchmarkCommand.unused(LoadedEvent.name(of: folder), &names)
            sources.append(Source { .init(name: name, event: event) })
        }
        var families = families
        if families.isEmpty && sources.isEmpty { families = [InstanceFamily.all[0]] }
        for family in families {
            for made in family.instances where made.options.attendees <= attendees ?? 100_000 {
                sources.append(
                    Source {
                        .init(name: made.name, family: family.name, event: made.event(), latePercent: made.latePercent)
                    })
            }
        }
        guard !sources.isEmpty else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "no made-up event of these families has \(attendees ?? 0) people or fewer",
                    nl: "geen verzonnen evenement van deze families heeft \(attendees ?? 0) deelnemers of minder"))
        }
        return .read(sources, language)
    }

    /// Two folders of the same name are two events all the same: `day`, `day (2)`.
    private static func unused(_ name: String, _ names: inout Set<String>) -> String {
        var candidate = name, number = 1
        while !names.insert(candidate).inserted {
            number += 1
            candidate = "\(name) (\(number))"
        }
        return candidate
    }

    // MARK: Kernels

    private func runKernels() throws(Failure) -> ExitCode {
        let kernels = Kernels(repeats: repeats, seconds: { ProcessorClock.seconds() }) { event in
            let files = EventFolder.write(event, language: .english).map { InputFile(name: $0.name, bytes: $0.bytes) }
            let bytes = files.reduce(0) { $0 + $1.bytes.count }
            return {
                let reading = EventFolder.read(files, folderName: "kernel", options: ReadingOptions())
                return (bytes, reading.sources.reduce(0) { $0 + $1.read })
            }
        }
        let sizes = Kernels.sizes.filter { $0.people <= attendees ?? .max }
        let results = kernels.run(sizes: sizes) { Interrupt.isRequested }
        if arguments.has(.json) {
            try console.print(String(decoding: RunDocuments.encode(results), as: UTF8.self))
        } else {
            try console.print(KernelScreen.text(results, style: console.outputStyle) + "\n")
        }
        return Interrupt.isRequested ? .interrupted : .done
    }
}

/// The verifier's word on one answer of the benchmark.
enum BenchmarkVerification {
    static func accepts(_ event: Event, _ solved: SolvedAllocation, _ contender: Contender, _ seed: UInt64) -> Bool {
        let table = solved.rules(of: event).table
        let summary = Summary(
            event: event.settings.title, objective: contender.objective, strategy: contender.strategy.name, seed: seed,
            status: solved.isOptimal ? .optimal : .feasible, attendees: event.attendees.count,
            rounds: AllocationStatistics.rounds(of: solved.allocation, event: event, table: table),
            regret: AllocationStatistics.regret(of: solved.allocation, table: table), stages: solved.stages, moved: 0,
            verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: AllocationStatistics.fairness(of: solved.allocation, event: event, table: table), warnings: [])
        return Verifier.verify(
            event: event, records: AllocationRecord.records(of: solved.allocation, event: event, table: table),
            summary: summary, certificate: solved.certificate, requireProof: solved.isOptimal
        ).accepted
    }
}

/// What is being done, on a terminal only, not more than ten times a second.
final class BenchmarkProgress: Sendable {
    private let console: Console
    private let isShown: Bool

    init(console: Console) {
        self.console = console
        isShown = Console.isTerminal(2) && !console.isQuiet
    }

    func show(_ instance: String, _ contender: String, _ done: Int, _ all: Int) {
        guard isShown else { return }
        console.complain("\r\u{1B}[K\(done)/\(all)  \(instance)  \(contender)")
    }

    func clear() {
        if isShown { console.complain("\r\u{1B}[K") }
    }
}

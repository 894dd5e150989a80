import BreakoutBenchmarks
import BreakoutFormats
import BreakoutModel

/// `breakouts generate`: a made-up event of any size, as an event folder.
struct GenerateCommand {
    let arguments: Arguments
    let console: Console

    init(_ arguments: Arguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func run() throws(Failure) -> ExitCode {
        if let extra = arguments.operands.first {
            throw Failure(.usage, Bilingual(en: "'\(extra)' is too much", nl: "'\(extra)' is te veel"))
        }
        guard let attendees = try arguments.whole(.attendees, in: 1...5_000_000), let output = arguments.text(.output)
        else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "generate needs --attendees, --sessions and --output",
                    nl: "generate heeft --attendees, --sessions en --output nodig"),
                hints: [Bilingual(same: Command.named(.generate).example)])
        }
        var options = GeneratorOptions(attendees: attendees, sessionsPerRound: try sessions())
        options.seed = try arguments.seed() ?? options.seed
        options.popularitySkew = try arguments.number(.skew, in: 0...5) ?? options.popularitySkew
        options.choices = try arguments.whole(.choices, in: 0...1_000) ?? options.choices
        try RunFolder.checkFree(output)
        let files = EventFolder.write(EventGenerator.event(options), language: console.language)
        let staged = try RunFolder.stage(
            files.map { RunFolder.File(name: $0.name, bytes: $0.bytes) }, in: RunFolder.parent(of: output))
        _ = try staged.publish(as: output)
        if !console.isQuiet {
            try console.print(
                Bilingual(
                    en: "\(attendees) attendees, made up, in \(output)\nnext: breakouts check \(output)\n",
                    nl: "\(attendees) verzonnen deelnemers in \(output)\nverder: breakouts check \(output)\n"
                ).text(in: console.language))
        }
        return .done
    }

    private func sessions() throws(Failure) -> [Int] {
        let text = arguments.text(.sessions) ?? "4,6"
        let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard !counts.isEmpty, counts.count <= RoundSet.capacity, counts.allSatisfy({ (1...10_000).contains($0) })
        else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--sessions '\(text)' is not a list of whole numbers such as 4,6",
                    nl: "--sessions '\(text)' is geen lijst van gehele getallen zoals 4,6"))
        }
        return counts
    }
}

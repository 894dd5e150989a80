import BreakoutModel

/// One option of the command line. Parsing, help and "did you mean" are all drawn from `Flag.all`.
struct Flag: Sendable {
    enum Name: String, Sendable {
        case objective, strategy, seed, timeLimit = "time-limit", run, dropUnknown = "drop-unknown"
        case published, maxMoves = "max-moves", allowWorse = "allow-worse", frozenRounds = "frozen-rounds", now
        case frontier, fillFreedSeats = "fill-freed-seats"
        case attendee, all, csv, capacity, minimum, cancellable, cancel, openTo = "open", duty, liftDuty = "lift-duty"
        case liftGroup = "lift-group", notRequired = "not-required", start, end
        case maximumPerOrganisation = "maximum-per-organisation", transferMinutes = "transfer-minutes"
        case lateArrivalMinutes = "late-arrival-minutes"
        case families, strategies, repeats, kernels, from, readme
        case allowUnplaced = "allow-unplaced", exportModel = "export-model"
        case attendees, sessions, skew, choices, output, lang, json, quiet, strict, noColor = "no-color", help, version
    }

    let name: Name
    /// What stands for the value in help; nil for a switch.
    let placeholder: String?
    let help: Bilingual
    /// The commands that take it; empty means all.
    let commands: [Command.Name]
    /// Whether it may be given more than once.
    let isRepeatable: Bool

    static let all = rerunning + explaining + changing + shared

    private static let shared: [Flag] = [
        Flag(
            .objective, "NAME", [.assign, .rerun, .whatIf],
            en: "what is made best: fair (default), firsts, total, balanced",
            nl: "wat het best moet zijn: fair (standaard), firsts, total, balanced"),
        Flag(
            .strategy, "NAME", [.assign], en: "how: exact (default), or one of the strategies below",
            nl: "hoe: exact (standaard), of een van de strategieën hieronder"),
        Flag(
            .families, "A,B,...", [.benchmark],
            en:
                "kinds of made-up events: all, or some of netwerkdag, conference, skew, cities, scarce, minimums, late, "
                + "growth",
            nl: "soorten verzonnen evenementen: all, of een paar van netwerkdag, conference, skew, cities, scarce, "
                + "minimums, late, growth"),
        Flag(
            .strategies, "A,B,...", [.benchmark], en: "only these (default: all); exact is all four objectives",
            nl: "alleen deze (standaard: alle); exact is met alle vier de doelen"),
        Flag(
            .repeats, "N", [.benchmark], en: "draws of each strategy on each event (default 5)",
            nl: "lotingen van elke strategie op elk evenement (standaard 5)"),
        Flag(
            .kernels, nil, [.benchmark], en: "measure the parts of the solver instead, with counts of their work",
            nl: "meet in plaats daarvan de onderdelen van de oplosser, met tellingen van hun werk"),
        Flag(
            .from, "FILE", [.benchmark], en: "measure nothing: draw page, table and pictures from this benchmark.json",
            nl: "meet niets: maak pagina, tabel en plaatjes uit dit bestand benchmark.json"),
        Flag(
            .readme, "FILE", [.benchmark], en: "write what the numbers say into this text, between its marks",
            nl: "schrijf wat de getallen zeggen in deze tekst, tussen de merktekens"),
        Flag(
            .seed, "N", [.assign, .generate],
            en: "the number that the draw starts from (assign: instead of the one in settings.csv)",
            nl: "het getal waar de loting van uitgaat (assign: in plaats van dat in settings.csv)"),
        Flag(
            .timeLimit, "SECONDS", [.assign, .rerun, .explain, .whatIf, .benchmark],
            en: "solve no longer, then give the best so far and its proven gap; reading and writing come on top "
                + "(what-if: shared by its lines; benchmark: each solve, default 60)",
            nl: "reken niet langer, geef dan de beste tot dan toe en de bewezen afstand; lezen en schrijven komen "
                + "erbij (what-if: verdeeld over de regels; benchmark: elke keer, standaard 60)"),
        Flag(
            .allowUnplaced, nil, [.assign],
            en: "where not everybody can be placed, place as many as possible and list the others",
            nl: "kan niet iedereen worden ingedeeld, deel er dan zo veel mogelijk in en noem de anderen"),
        Flag(
            .exportModel, "DIR", [.assign, .check],
            en: "write the exact model there, whatever the strategy, as LP and MPS files for other solvers",
            nl: "schrijf daar het exacte model, bij elke strategie, als LP- en MPS-bestanden voor andere oplossers"),
        Flag(
            .run, "RUN", [.verify, .explain], en: "a run's number or folder (default: the latest)",
            nl: "nummer of map van een run (standaard: de laatste)"),
        Flag(
            .dropUnknown, nil, [.check, .assign, .rerun, .verify, .explain, .whatIf, .benchmark],
            en: "drop choices that name no session, with a warning, instead of stopping",
            nl: "laat voorkeuren die geen deelsessie noemen vervallen, met een waarschuwing, in plaats van te stoppen"),
        Flag(
            .attendees, "N", [.generate, .benchmark],
            en: "how many attendees (benchmark: made-up events up to this size, default 100000)",
            nl: "hoeveel deelnemers (benchmark: verzonnen evenementen tot deze omvang, standaard 100000)"),
        Flag(
            .sessions, "A,B,...", [.generate], en: "sessions per round, for each round",
            nl: "deelsessies per ronde, voor elke ronde"),
        Flag(
            .skew, "X", [.generate], en: "how unevenly popular sessions are: 0 = evenly (default 0.8)",
            nl: "hoe ongelijk deelsessies geliefd zijn: 0 = gelijk (standaard 0.8)"),
        Flag(
            .choices, "N", [.generate], en: "sessions ranked per round (default 5)",
            nl: "voorkeuren per ronde (standaard 5)"),
        Flag(
            .output, "DIR", [.assign, .rerun, .generate, .benchmark],
            en: "write there (runs: instead of EVENT/runs/NNN; benchmark: page, table and pictures, replaced)",
            nl: "schrijf daar (runs: in plaats van EVENT/runs/NNN; benchmark: pagina, tabel en plaatjes, vervangen)"),
        Flag(.lang, "en|nl", [], en: "the language of messages and reports", nl: "de taal van meldingen en verslagen"),
        Flag(
            .json, nil, [.check, .assign, .rerun, .verify, .explain, .whatIf, .benchmark],
            en: "print one JSON object and nothing else",
            nl: "druk één JSON-object af en verder niets"),
        Flag(.quiet, nil, [], en: "print no report, only problems", nl: "druk geen verslag af, alleen problemen"),
        Flag(
            .strict, nil, [.check, .assign, .rerun, .verify], en: "a warning ends with exit code 1",
            nl: "een waarschuwing eindigt met code 1"),
        Flag(.noColor, nil, [], en: "no colour (also: NO_COLOR)", nl: "geen kleur (ook: NO_COLOR)"),
        Flag(.help, nil, [], en: "this help", nl: "deze hulp"),
        Flag(.version, nil, [], en: "the version", nl: "de versie"),
    ]

    init(
        _ name: Name, _ placeholder: String?, _ commands: [Command.Name], repeatable: Bool = false, en: String,
        nl: String
    ) {
        self.name = name
        isRepeatable = repeatable
        self.placeholder = placeholder
        self.commands = commands
        help = Bilingual(en: en, nl: nl)
    }

    func applies(to command: Command.Name) -> Bool { commands.isEmpty || commands.contains(command) }
}

/// One subcommand: what it is called, what it is for, what it takes.
struct Command: Sendable {
    enum Name: String, CaseIterable, Sendable {
        case check, assign, rerun, explain, whatIf = "what-if", verify, benchmark, generate
    }

    let name: Name
    /// What stands after the name in help.
    let operands: String
    let summary: Bilingual
    let example: String

    static let all: [Command] = [
        Command(
            name: .check, operands: "EVENT",
            summary: Bilingual(
                en: "read everything, report every problem, solve nothing",
                nl: "lees alles, meld elk probleem, deel nog niets in"),
            example: "breakouts check SampleData/netwerkdag-2026"),
        Command(
            name: .assign, operands: "EVENT",
            summary: Bilingual(
                en: "place everybody, prove that nothing is better, write a run",
                nl: "deel iedereen in, bewijs dat niets beter is, schrijf een run"),
            example: "breakouts assign SampleData/netwerkdag-2026 --lang nl"),
        Command(
            name: .rerun, operands: "EVENT",
            summary: Bilingual(
                en: "place late sign-ups and changes, and move as few people as possible",
                nl: "verwerk nakomers en wijzigingen, en verplaats zo min mogelijk mensen"),
            example: "breakouts rerun SampleData/netwerkdag-2026-late --frontier"),
        Command(
            name: .explain, operands: "EVENT",
            summary: Bilingual(
                en: "why people are where they are, and what else would have cost",
                nl: "waarom mensen zitten waar ze zitten, en wat anders had gekost"),
            example: "breakouts explain SampleData/tiny --attendee baker"),
        Command(
            name: .whatIf, operands: "EVENT",
            summary: Bilingual(
                en: "what other rooms, duties or times bring; what each rule costs",
                nl: "wat andere zalen, taken of tijden brengen; wat elke regel kost"),
            example: "breakouts what-if SampleData/netwerkdag-2026 --capacity 1.1=60"),
        Command(
            name: .verify, operands: "EVENT",
            summary: Bilingual(
                en: "check a run again from the files alone", nl: "controleer een run opnieuw, alleen uit de bestanden"),
            example: "breakouts verify SampleData/netwerkdag-2026 --run 1"),
        Command(
            name: .benchmark, operands: "EVENT",
            summary: Bilingual(
                en: "try all strategies, measure, and say which one to use",
                nl: "probeer alle strategieën, meet, en zeg welke te gebruiken"),
            example: "breakouts benchmark SampleData/netwerkdag-2026 --output comparison"),
        Command(
            name: .generate, operands: "",
            summary: Bilingual(
                en: "make a sample event of any size", nl: "maak een voorbeeldevenement van elke omvang"),
            example: "breakouts generate --attendees 200 --sessions 4,6 --output day"),
    ]

    static func named(_ name: Name) -> Command { all.first { $0.name == name }! }
}

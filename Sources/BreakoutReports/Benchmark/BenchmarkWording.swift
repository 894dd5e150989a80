import BreakoutModel

/// Every wording of the benchmark's screen and page, the two languages side by side.
struct BenchmarkWording: Wording {
    let language: Language

    var title: String { say("Strategies compared", "Strategieën vergeleken") }

    func size(_ instance: BenchmarkInstance) -> String {
        let sessions = instance.sessions.map(String.init).joined(separator: " + ")
        return people(instance.attendees) + ", " + sessions + " " + say("sessions", "deelsessies")
    }

    func draws(_ count: Int) -> String {
        say(
            count == 1 ? "one draw" : "means over \(count) draws",
            count == 1 ? "één loting" : "gemiddeld over \(count) lotingen")
    }

    // MARK: Columns

    struct Column {
        let head: String
        let meaning: String
    }

    var strategy: String { say("strategy", "strategie") }

    var columns: [Column] {
        [
            Column(
                head: say("first", "eerste"),
                meaning: say(
                    "first choices, as a share of all placements by choice",
                    "eerste voorkeuren, als deel van alle plaatsingen uit keuze")),
            Column(
                head: say("worst", "ergste"),
                meaning: say(
                    "disappointment of whoever lost out most (2nd choice = 1, 3rd = 2, ..., added up over the rounds)",
                    "teleurstelling van wie het meest verloor (2e voorkeur = 1, 3e = 2, ..., opgeteld over de rondes)")),
            Column(
                head: say("mean", "gem."), meaning: say("mean disappointment", "gemiddelde teleurstelling")),
            Column(
                head: say("twice", "twee×"),
                meaning: say(
                    "people disappointed in two rounds or more",
                    "deelnemers die in twee of meer rondes teleurgesteld zijn")
            ),
            Column(
                head: "Gini",
                meaning: say(
                    "how unequally disappointment falls: 0 = equally, 1 = all on one person",
                    "hoe ongelijk teleurstelling valt: 0 = gelijk, 1 = alles bij één")),
            Column(
                head: say("envy", "nijd"),
                meaning: say(
                    "people who would rather have somebody else's place, over the rounds",
                    "deelnemers die liever andermans plaats hadden, over de rondes")),
            Column(
                head: say("moved", "verzet"),
                meaning: say(
                    "others who get another session when somebody signs up late and all is done again",
                    "anderen die iets anders krijgen als iemand zich laat aanmeldt en alles over gaat")),
            Column(
                head: say("gain", "winst"),
                meaning: say(
                    "people who could have gained by handing in another ranking (a sample; at least)",
                    "deelnemers die met een andere lijst beter af waren (steekproef; ten minste)")),
            Column(
                head: say("luck", "geluk"),
                meaning: say(
                    "worst less best disappointment of one person over the draws, on average",
                    "slechtste min beste teleurstelling van één persoon over de lotingen, gemiddeld")),
            Column(
                head: say("time", "tijd"),
                meaning: say("processor time to solve, the median", "rekentijd om op te lossen, de mediaan")),
        ]
    }

    func cells(_ result: BenchmarkResult) -> [String] {
        guard let quality = result.quality else { return columns.map { _ in "–" } }
        return [
            quality.firstChoiceShare.map { decimal(100 * $0, places: 0) + "%" } ?? "–",
            short(quality.worstRegret), quality.meanRegret.map { decimal($0, places: 2) } ?? "–",
            short(quality.twoDisappointments), quality.gini.map { decimal($0, places: 2) } ?? "–",
            short(quality.envious), result.lateSignUp.map { short($0.meanMoved) } ?? "–",
            result.misreports.map { decimal(100 * $0.share, places: 0) + "%" } ?? "–",
            result.treatment.map { decimal($0.meanSpread, places: 2) } ?? "–",
            result.seconds.map { seconds($0.median) + ($0.outliers.isEmpty ? "" : "*") } ?? "–",
        ]
    }

    /// A mean of whole numbers: no decimals where there are none, or where they do not matter.
    func short(_ value: Double) -> String {
        decimal(value, places: value == value.rounded() || value >= 100 ? 0 : 1)
    }

    func seconds(_ value: Double) -> String {
        if value < 0.000_95 { return decimal(value * 1_000_000, places: 0) + " µs" }
        if value < 0.095 { return decimal(value * 1000, places: value < 0.00995 ? 1 : 0) + " ms" }
        return decimal(value, places: value < 9.95 ? 2 : 0) + " s"
    }

    /// `1 disappointment`, `1.8 disappointments`.
    func disappointments(_ value: Double) -> String {
        short(value)
            + (value == 1 ? say(" disappointment", " teleurstelling") : say(" disappointments", " teleurstellingen"))
    }

    /// `nobody is`, `1 person is`, `on average 8.8 people are`.
    func peopleAre(_ value: Double) -> String {
        if value == 0 { return say("nobody is", "niemand is") }
        return average(value) + short(value)
            + (value == 1 ? say(" person is", " deelnemer is") : say(" people are", " deelnemers zijn"))
    }

    /// `nobody`, `8.8 people`.
    func peopleOrNobody(_ value: Double) -> String { value == 0 ? say("nobody", "niemand") : people(value) }

    /// `wordt 1 deelnemer`, `worden gemiddeld 8,8 deelnemers`.
    func peopleBecome(_ value: Double) -> String { (value == 1 ? "wordt " : "worden ") + people(value) }

    /// There are no parts of people.
    private func average(_ value: Double) -> String {
        value == value.rounded() ? "" : say("on average ", "gemiddeld ")
    }

    /// `1 deelnemer`, `gemiddeld 8,8 deelnemers`.
    func people(_ value: Double) -> String {
        average(value) + short(value) + (value == 1 ? say(" person", " deelnemer") : say(" people", " deelnemers"))
    }

    func others(_ value: Double) -> String {
        short(value) + (value == 1 ? say(" other person", " ander") : say(" other people", " anderen"))
    }

    func bytes(_ value: Int) -> String {
        value < 10_000_000
            ? decimal(Double(value) / 1_000_000, places: 1) + " MB"
            : decimal(Double(value) / 1_000_000, places: 0) + " MB"
    }

    var outliers: String {
        say("* some runs took much longer or shorter", "* sommige keren duurden veel langer of korter")
    }
    var notMeasured: String { say("– not measured, or not defined", "– niet gemeten, of niet bepaald") }
    var legend: String { say("Columns", "Kolommen") }
    var impossible: String {
        say(
            "no allocation keeps the rules; breakouts assign says why",
            "geen indeling voldoet aan de regels; breakouts assign zegt waarom")
    }
    var notRun: String { say("nothing was run here", "hier is niets gedraaid") }
    /// Contenders without numbers, and why.
    func leftOut(_ contenders: [String], _ instance: String, because outcome: BenchmarkResult.Outcome) -> String {
        let names = list(contenders.map { "'\($0)'" }), many = contenders.count > 1
        return switch outcome {
        case .impossible:
            say(
                "\(names) found no allocation on \(instance).",
                "\(names) \(many ? "vonden" : "vond") geen indeling op \(instance).")
        case .tooSlow:
            say(
                "\(names) left out on \(instance): the time limit was not enough for a smaller one of its kind.",
                "\(names) overgeslagen op \(instance): bij een kleinere van die soort was de tijdslimiet al te kort.")
        case .skipped, .allocated:
            say(
                "\(names) not run on \(instance): stopped by hand.",
                "\(names) niet gedraaid op \(instance): met de hand gestopt.")
        }
    }
    func impossible(on instance: String) -> String {
        instance + ": " + impossible + "."
    }
    func notVerified(_ contender: String, _ instance: String) -> String {
        say(
            "The verifier rejected '\(contender)' on \(instance): do not use it, and report it.",
            "De controle keurde '\(contender)' op \(instance) af: gebruik het niet, en meld het.")
    }
    func unproven(_ contender: String, _ instance: String) -> String {
        say(
            "'\(contender)' was not proven to be best on \(instance) within the time.",
            "Van '\(contender)' is op \(instance) niet binnen de tijd bewezen dat het het beste is.")
    }

    func stopped(_ contender: String, _ instance: String) -> String {
        say(
            "'\(contender)' was stopped on \(instance) before it was done: its numbers are of what there was by then.",
            "'\(contender)' is op \(instance) gestopt voordat het klaar was: de getallen zijn van wat er toen was.")
    }

    // MARK: Ranking

    var ranking: String { say("Ranking", "Rangorde") }
    var rankingRule: String {
        say(
            "by the worst disappointment, then people disappointed twice, then the mean; the place averaged over all events",
            "naar de ergste teleurstelling, dan wie twee keer teleurgesteld is, dan het gemiddelde; de plaats gemiddeld over alle evenementen"
        )
    }
    func placeOn(_ some: Int, of all: Int) -> String {
        say("only \(some) of \(all) events in the time", "slechts \(some) van \(all) evenementen op tijd")
    }
    var meanPlace: String { say("place", "plaats") }
    var what: String { say("what it does", "wat het doet") }
    var cannot: String { say("what it cannot", "wat het niet kan") }
    var advice: String { say("Which one to use", "Welke te gebruiken") }

    // MARK: Pictures

    var profileTitle: String { say("Who gets what", "Wie krijgt wat") }
    func profileText(_ instance: String) -> String {
        say(
            "\(instance): people by total disappointment over all rounds; each bar is everybody who chose something.",
            "\(instance): deelnemers naar totale teleurstelling over alle rondes; elke balk is iedereen die iets koos.")
    }
    func regret(_ level: Int, andMore: Bool) -> String {
        if level == 0 { return say("everything they put first", "alles wat zij bovenaan zetten") }
        if level == 1 { return say("1 disappointment", "1 teleurstelling") }
        return andMore ? say("\(level) or more", "\(level) of meer") : "\(level)"
    }
    var tradeTitle: String { say("Quality against time", "Kwaliteit tegen tijd") }
    func tradeText(_ instance: String) -> String {
        say(
            "\(instance): lower is better for whoever is worst off, further left is faster. The larger the dot, the more "
                + "people are disappointed twice.",
            "\(instance): lager is beter voor wie het slechtst af is, verder naar links is sneller. Hoe groter de stip, hoe "
                + "meer deelnemers twee keer teleurgesteld zijn.")
    }
    var tradeProven: String { say("proven to be best at its own aim", "bewezen het beste in het eigen doel") }
    var tradeOther: String { say("proves nothing", "bewijst niets") }
    var growthTitle: String { say("Growth", "Groei") }
    var growthText: String {
        say(
            "the same day for ever more people; both scales multiply by ten.",
            "dezelfde dag voor steeds meer mensen; beide schalen gaan maal tien.")
    }
    var peopleAxis: String { say("people", "deelnemers") }
    var timeAxis: String { say("processor time to solve", "rekentijd om op te lossen") }
    var worstAxis: String { say("worst disappointment", "ergste teleurstelling") }

    /// A time on an axis, which is a round number.
    func tick(_ value: Double) -> String {
        if value < 0.000_95 { return decimal(value * 1_000_000, places: 0) + " µs" }
        return value < 0.95 ? decimal(value * 1000, places: 0) + " ms" : number(Int(value.rounded())) + " s"
    }

    // MARK: Page

    var eventsHeading: String { say("The numbers, event by event", "De getallen, per evenement") }
    var detailHeading: String { say("More numbers", "Meer getallen") }
    var machineHeading: String { say("How it was measured", "Hoe er gemeten is") }
    func machine(_ report: BenchmarkReport) -> String {
        let machine = report.machine
        let commit = report.commit.map { say(", commit \($0)", ", commit \($0)") } ?? ""
        let memory = decimal(Double(machine.memoryBytes) / 1_000_000_000, places: 0) + " GB"
        return say(
            "breakouts \(report.version)\(commit), \(machine.compiler), \(machine.system), \(machine.processor), "
                + "\(machine.cores) cores, \(memory). Times and memory depend on the machine and on what else it was doing; "
                + "everything else follows from the seeds and is the same everywhere.",
            "breakouts \(report.version)\(commit), \(machine.compiler), \(machine.system), \(machine.processor), "
                + "\(machine.cores) kernen, \(memory). Tijd en geheugen hangen af van de machine en van wat die verder deed; "
                + "al het andere volgt uit de startgetallen en is overal gelijk.")
    }
    var next: String { say("Next", "Verder") }
    func page(_ folder: String) -> String {
        say("the page with pictures: \(folder)/benchmark.html", "de pagina met plaatjes: \(folder)/benchmark.html")
    }
    var makePage: String {
        say(
            "add --output DIR for a page with pictures, a table and JSON",
            "voeg --output MAP toe voor een pagina met plaatjes, een tabel en JSON")
    }
}

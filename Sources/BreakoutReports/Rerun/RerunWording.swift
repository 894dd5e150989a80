import BreakoutModel

/// Every wording about a rerun but the causes of moves (`CauseWording`) and the differences of the event
/// (`EventDifferenceWording`), the two languages side by side.
struct RerunWording: Wording {
    let language: Language

    // MARK: The verdict

    func proven(_ summary: Summary, _ rerun: RerunSummary) -> String {
        if rerun.extraMoves == 0 {
            return say(
                "Proven: nobody is moved who could have stayed, and no better allocation moves so few.",
                "Bewezen: met minder verplaatsingen kan het niet, en met even weinig niet beter.")
        }
        return say(
            "Proven: at least \(count(rerun.fewestMoves, moves.0, moves.1)) are needed, and with "
                + "at most \(number(rerun.extraMoves)) more no allocation is better.",
            "Bewezen: minstens \(count(rerun.fewestMoves, moves.0, moves.1)) zijn nodig, en met "
                + "hoogstens \(number(rerun.extraMoves)) extra kan het niet beter.")
    }
    var stoppedEarly: String {
        say(
            "Stopped early: fewer moves or a better allocation may exist.",
            "Voortijdig gestopt: mogelijk kan het met minder verplaatsingen of beter.")
    }
    private var moves: ((one: String, many: String), (one: String, many: String)) {
        (("move", "moves"), ("verplaatsing", "verplaatsingen"))
    }

    /// The one sentence that an organiser wants to read.
    func moved(_ moved: Int, people count: Int, told: Int) -> String {
        if moved == 0 {
            return say(
                "Nobody who was told where to go is moved.", "Niemand die al een plaats had, wordt verplaatst.")
        }
        let placements = self.count(
            moved, ("placement", "placements"), ("plaatsing", "plaatsingen"))
        return say(
            "\(people(count)) of the \(number(told)) who were told where to go \(count == 1 ? "is" : "are") moved "
                + "(\(placements)).",
            "\(people(count)) van de \(number(told)) die al een plaats hadden, \(count == 1 ? "wordt" : "worden") "
                + "verplaatst (\(placements)).")
    }
    func worse(_ count: Int, isProven: Bool) -> String {
        if count > 0 && !isProven {
            return say(
                "\(self.count(count, ("placement is", "placements are"), ("", ""))) less wanted than what was told.",
                "\(self.count(count, ("", ""), ("plaatsing is", "plaatsingen zijn"))) minder gewenst dan wat was meegedeeld."
            )
        }
        if count == 0 {
            return say(
                "Nobody is moved to a place that they want less.", "Niemand gaat naar een plaats die minder gewenst is."
            )
        }
        return say(
            "\(self.count(count, ("placement", "placements"), ("", ""))) \(count == 1 ? "is" : "are") less wanted than what was told; with so few "
                + "moves that cannot be avoided.",
            "\(self.count(count, ("", ""), ("plaatsing is", "plaatsingen zijn"))) minder gewenst dan wat was meegedeeld; met zo "
                + "weinig verplaatsingen is dat niet te vermijden.")
    }
    func worseAllowed(_ count: Int) -> String {
        say(
            "\(self.count(count, ("placement is", "placements are"), ("", ""))) less wanted than what was told (--allow-worse).",
            "\(self.count(count, ("", ""), ("plaatsing is", "plaatsingen zijn"))) minder gewenst dan wat was meegedeeld (--allow-worse)."
        )
    }
    func filled(_ count: Int) -> String {
        say(
            "\(people(count)) \(count == 1 ? "gets" : "get") a freed seat that they want more.",
            "\(people(count)) \(count == 1 ? "krijgt" : "krijgen") een vrijgekomen plaats die meer gewenst is.")
    }
    func frozen(_ rounds: [Int]) -> String {
        let list = self.list(rounds.map { "\($0)" })
        return say(
            rounds.count == 1
                ? "Round \(list) has begun: nothing in it is changed."
                : "Rounds \(list) have begun: nothing in them is changed.",
            rounds.count == 1
                ? "Ronde \(list) is begonnen: daarin wijzigt niets."
                : "De rondes \(list) zijn begonnen: daarin wijzigt niets.")
    }

    // MARK: What changed

    func changesHeading(_ published: String) -> String {
        say("WHAT CHANGED SINCE \(published)", "GEWIJZIGD SINDS \(published)")
    }
    var nothingChanged: String { say("Nothing.", "Niets.") }
    var notComparable: String {
        say(
            "The run has no whole copy of its input, so rankings, capacities, duties, groups and settings cannot be compared.",
            "De run heeft geen gave kopie van de invoer: voorkeuren, capaciteiten, taken, groepen en instellingen zijn niet "
                + "te vergelijken.")
    }
    func rerunOfRerun(_ run: String, of first: String) -> String {
        say(
            "\(run) is itself a rerun of \(first). Were people not told about \(run)? Then name the run that they were "
                + "told about: --published.",
            "\(run) is zelf een herindeling van \(first). Is \(run) niet meegedeeld? Noem dan de run die wel is "
                + "meegedeeld: --published.")
    }
    func named(_ names: [String], most: Int = 4) -> String {
        names.count <= most
            ? names.joined(separator: "; ")
            : names.prefix(most - 1).joined(separator: "; ") + "; " + more(names.count - most + 1)
    }

    // MARK: Who is affected

    var affectedHeading: String { say("WHO HAS ANOTHER PLACE", "WIE EEN ANDERE PLAATS HEEFT") }
    func newHeading(_ count: Int) -> String {
        say(
            "\(self.count(count, ("LATE SIGN-UP", "LATE SIGN-UPS"), ("", "")))",
            "\(self.count(count, ("", ""), ("NAKOMER", "NAKOMERS")))")
    }
    var withoutPlace: String { say("no place any more", "geen plaats meer") }
    var lessWanted: String { say("less wanted", "minder gewenst") }
    func morePeople(_ count: Int) -> String {
        say("\(more(count)): see changes.csv.", "\(more(count)): zie changes.csv.")
    }
    func details(_ count: Int) -> String {
        say(
            "\(people(count)) stay\(count == 1 ? "s" : "") in a session whose room, time or title changed: see changes.csv.",
            "\(people(count)) \(count == 1 ? "blijft" : "blijven") bij een deelsessie waarvan zaal, tijd of titel wijzigde: zie changes.csv."
        )
    }
    func newChoices(_ round: Int, _ counts: [(Choice?, Int)]) -> String {
        let parts = counts.map { choice, count in
            number(count) + "\u{A0}" + (choice.map(self.choice) ?? say("without a preference", "zonder voorkeur"))
        }
        return roundTitle(round) + ": " + parts.joined(separator: ", ") + "."
    }
    func beforeAndAfter(_ before: RegretSummary, _ after: RegretSummary) -> String {
        func part(_ regret: RegretSummary) -> String {
            let people = regret.profile.reduce(0, +)
            let first = regret.profile.first ?? 0
            return say(
                "\(number(first)) of \(number(people)) got all first choices, worst disappointment \(number(regret.worst))",
                "\(number(first)) van \(number(people)) kregen overal hun eerste voorkeur, grootste teleurstelling "
                    + "\(number(regret.worst))")
        }
        return say("Told: ", "Meegedeeld: ") + part(before) + ". " + say("Now: ", "Nu: ") + part(after) + "."
    }

    // MARK: What next

    var tellThem: String { say("Tell those affected", "Bericht de betrokkenen") }
    var mailMergeHint: String {
        say("mail-merge.csv holds exactly them", "mail-merge.csv bevat precies hen")
    }
    var tradeOff: String { say("What more moves bring", "Wat meer schuiven brengt") }
    var whyThere: String { say("Somebody asks why", "Iemand vraagt waarom") }
    var who: String { say("WHO", "WIE") }
    let nextWidth = 23
}

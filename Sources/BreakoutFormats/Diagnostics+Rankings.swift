import BreakoutModel

private let nameSession = Bilingual(
    en: "write the id or the title of a session as it is in the sessions file",
    nl: "schrijf de code of de titel van een deelsessie zoals die in het sessiebestand staat")
private let nothingNeeded = Bilingual(
    en: "nothing needs to be done; later choices move up",
    nl: "u hoeft niets te doen; latere keuzes schuiven op")

extension Diagnostic {
    static func rankingShapes(_ shapes: [(name: Bilingual, rounds: [Int])], file: String) -> Diagnostic {
        func text(_ language: Language, round: String, rounds: String, and: String) -> String {
            shapes.map { shape in
                let numbers = shape.rounds.map { "\($0 + 1)" }
                let which = numbers.count == 1 ? round : rounds
                let joined =
                    numbers.count <= 2
                    ? numbers.joined(separator: and)
                    : numbers.dropLast().joined(separator: ", ") + and + numbers.last!
                return "\(which) \(joined): \(shape.name.text(in: language))"
            }.joined(separator: "; ")
        }
        return Diagnostic(
            .note, code: "ranking-shape", at: Location(file: file),
            message: Bilingual(
                en: "how the rankings are written: "
                    + text(.english, round: "round", rounds: "rounds", and: " and "),
                nl: "zo staan de voorkeuren erin: "
                    + text(.dutch, round: "ronde", rounds: "rondes", and: " en ")),
            notes: [
                Bilingual(
                    en: "if that is not what you meant, check the headers of these columns",
                    nl: "is dat niet de bedoeling, controleer dan de koppen van deze kolommen")
            ])
    }

    static func mixedShapes(_ shapes: [Bilingual], round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "mixed-ranking-shapes", at: location,
            message: Bilingual(
                en:
                    "the rankings of round \(round) are written in more than one way: \(shapes.map(\.english).joined(separator: " and "))",
                nl:
                    "de voorkeuren van ronde \(round) staan er op meer dan één manier in: \(shapes.map(\.dutch).joined(separator: " en "))"
            ),
            notes: [
                Bilingual(en: "keep one of them for each round", nl: "houd er per ronde één over")
            ])
    }

    static func choiceWithoutRound(_ header: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "choice-without-round", at: location,
            message: Bilingual(
                en: "column \(quoted(header)) holds choices, but does not say of which round",
                nl: "kolom \(quoted(header)) bevat keuzes, maar zegt niet van welke ronde"),
            notes: [
                Bilingual(
                    en: "write 'round 1 choice 1' above it", nl: "zet erboven: 'ronde 1 keuze 1'")
            ])
    }

    static func rankingOfUnknownRound(_ header: String, round: Int, rounds: Int, at location: Location)
        -> Diagnostic
    {
        Diagnostic(
            .error, code: "unknown-round", at: location,
            message: Bilingual(
                en:
                    "column \(quoted(header)) is about round \(round), but there \(rounds == 1 ? "is only 1 round" : "are only \(rounds) rounds")",
                nl:
                    "kolom \(quoted(header)) gaat over ronde \(round), maar er \(rounds == 1 ? "is maar 1 ronde" : "zijn maar \(rounds) rondes")"
            ),
            notes: [
                Bilingual(
                    en: "correct the header, or add the sessions of that round",
                    nl: "verbeter de kop, of voeg de deelsessies van die ronde toe")
            ])
    }

    static func sessionsInUnusedColumn(_ header: String, round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "rankings-not-read", at: location,
            message: Bilingual(
                en: "column \(quoted(header)) names sessions of round \(round), but its header does not say what it is",
                nl: "kolom \(quoted(header)) noemt deelsessies van ronde \(round), maar de kop zegt niet wat het is"),
            notes: [
                Bilingual(
                    en:
                        "if these are the rankings, write 'round \(round)' above them (or 'round \(round) choice 1', 'round \(round) choice 2', ...); if not, take the column out",
                    nl:
                        "zijn dit de voorkeuren, zet er dan 'ronde \(round)' boven (of 'ronde \(round) keuze 1', 'ronde \(round) keuze 2', ...); haal de kolom anders weg"
                )
            ])
    }

    /// `rounds` counted from 1.
    static func noRankings(_ rounds: [Int], file: String) -> Diagnostic {
        func list(_ and: String) -> String {
            let numbers = rounds.map(String.init)
            return numbers.count == 1
                ? numbers[0] : numbers.dropLast().joined(separator: ", ") + and + numbers[numbers.count - 1]
        }
        return Diagnostic(
            .warning, code: "no-rankings", at: Location(file: file),
            message: Bilingual(
                en:
                    "no column with rankings was found for \(rounds.count == 1 ? "round" : "rounds") \(list(" and ")): everybody "
                    + "will be placed there without a preference",
                nl: "voor ronde \(list(" en ")) is geen kolom met voorkeuren gevonden: "
                    + "iedereen wordt daar zonder voorkeur geplaatst"),
            notes: [
                Bilingual(
                    en:
                        "if people did hand in rankings, give the columns headers such as 'round \(rounds[0]) choice 1'",
                    nl: "zijn er wel voorkeuren, geef de kolommen dan koppen zoals 'ronde \(rounds[0]) keuze 1'")
            ])
    }

    static func roundColumnNotRead(_ header: String, round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "round-column-not-read", at: location,
            message: Bilingual(
                en:
                    "column \(quoted(header)) mentions round \(round), but none of its cells names a session; it is not used",
                nl:
                    "kolom \(quoted(header)) noemt ronde \(round), maar geen enkele cel noemt een deelsessie; de kolom is niet gebruikt"
            ),
            notes: [
                Bilingual(
                    en:
                        "if these are rankings, write the header 'round \(round)' and the sessions by id or title",
                    nl:
                        "zijn dit voorkeuren, maak de kop dan 'ronde \(round)' en schrijf de deelsessies met code of titel"
                )
            ])
    }

    static func unknownChoice(
        _ name: String, round: Int, suggestion: String?, dropped: Bool, at location: Location
    ) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            dropped ? .warning : .error, code: "unknown-session", at: location,
            message: Bilingual(
                en: "\(quoted(name)) is no session of round \(round)\(near.english)",
                nl: "\(quoted(name)) is geen deelsessie van ronde \(round)\(near.dutch)"),
            notes: [
                dropped
                    ? Bilingual(
                        en: "the choice is left out and later choices move up",
                        nl: "de keuze is weggelaten en latere keuzes schuiven op") : nameSession
            ])
    }

    static func choiceOfFixedItem(_ name: String, round: Int, dropped: Bool, at location: Location)
        -> Diagnostic
    {
        Diagnostic(
            dropped ? .warning : .error, code: "unknown-session", at: location,
            message: Bilingual(
                en: "\(quoted(name)) is an item outside the rounds, not a session of round \(round)",
                nl: "\(quoted(name)) is een onderdeel buiten de rondes, geen deelsessie van ronde \(round)"),
            notes: [dropped ? nothingNeeded : nameSession])
    }

    static func choiceOfOtherRound(_ name: String, round: Int, other: Int, at location: Location)
        -> Diagnostic
    {
        Diagnostic(
            .note, code: "session-of-other-round", at: location,
            message: Bilingual(
                en:
                    "\(quoted(name)) is a session of round \(other), not of round \(round); the choice is left out",
                nl:
                    "\(quoted(name)) is een deelsessie van ronde \(other), niet van ronde \(round); de keuze is weggelaten"
            ),
            notes: [nothingNeeded])
    }

    static func choiceTwice(_ name: String, round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "session-ranked-twice", at: location,
            message: Bilingual(
                en: "\(quoted(name)) is named twice for round \(round); the first counts",
                nl: "\(quoted(name)) staat er twee keer voor ronde \(round); de eerste telt"),
            notes: [nothingNeeded])
    }

    static func ambiguousSession(_ name: String, ids: [String], at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "ambiguous-session", at: location,
            message: Bilingual(
                en: "\(quoted(name)) is the title of more than one session: \(list(ids))",
                nl: "\(quoted(name)) is de titel van meer dan één deelsessie: \(list(ids))"),
            notes: [
                Bilingual(
                    en: "write the id here, or give the sessions different titles",
                    nl: "schrijf hier de code, of geef de deelsessies verschillende titels")
            ])
    }

    static func unreadableRank(_ text: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-rank", at: location,
            message: Bilingual(
                en: "rank \(quoted(text)) is not 1, 2, ...", nl: "rang \(quoted(text)) is niet 1, 2, ..."),
            notes: [
                Bilingual(
                    en:
                        "write 1 for the first choice, 2 for the second, and so on; leave out what is not ranked",
                    nl:
                        "schrijf 1 voor de eerste keuze, 2 voor de tweede, enzovoort; laat weg wat geen voorkeur heeft"
                )
            ])
    }

    static func preferenceWithoutSession(at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "preference-without-session", at: location,
            message: Bilingual(en: "this row names no session", nl: "deze rij noemt geen deelsessie"),
            notes: [nameSession])
    }

    static func preferenceWithoutRound(_ name: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "preference-without-round", at: location,
            message: Bilingual(
                en: "this row gives no round, and \(quoted(name)) does not tell it",
                nl: "deze rij geeft geen ronde, en uit \(quoted(name)) blijkt die niet"),
            notes: [
                Bilingual(
                    en: "fill in the column 'round', or write the id of the session",
                    nl: "vul de kolom 'ronde' in, of schrijf de code van de deelsessie")
            ])
    }
}

import BreakoutModel

extension Diagnostic {
    static func noSessions(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, code: "no-sessions", at: Location(file: file),
            message: Bilingual(
                en: "there are no sessions below the headers", nl: "onder de kolomkoppen staan geen deelsessies"),
            notes: [Bilingual(en: "give every session a row", nl: "geef elke deelsessie een rij")])
    }

    static func onlyFixedItems(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, code: "no-sessions", at: Location(file: file),
            message: Bilingual(
                en: "no session has a round, so there is nothing to place people in",
                nl: "geen enkele deelsessie heeft een ronde, dus er valt niets in te delen"),
            notes: [
                Bilingual(
                    en:
                        "fill in the column 'round': 1, 2, ...; it is empty only for items outside the rounds",
                    nl:
                        "vul de kolom 'ronde' in: 1, 2, ...; die is alleen leeg voor onderdelen buiten de rondes"
                )
            ])
    }

    static func sessionWithoutID(at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "session-without-id", at: location,
            message: Bilingual(en: "this session has no id", nl: "deze deelsessie heeft geen code"),
            notes: [
                Bilingual(
                    en: "give it a short id of its own, such as 1.4",
                    nl: "geef haar een eigen korte code, zoals 1.4")
            ])
    }

    static func duplicateSession(_ id: String, firstLine: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "duplicate-session", at: location,
            message: Bilingual(
                en: "session \(quoted(id)) is already on line \(firstLine)",
                nl: "deelsessie \(quoted(id)) staat al op regel \(firstLine)"),
            notes: [
                Bilingual(
                    en:
                        "give each session an id of its own; a session that is given twice has two ids and one 'topic'",
                    nl:
                        "geef elke deelsessie een eigen code; een deelsessie die twee keer gegeven wordt heeft twee codes en één 'thema'"
                )
            ])
    }

    static func idTurnedIntoDate(_ id: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "id-looks-like-date", at: location,
            message: Bilingual(
                en:
                    "session id \(quoted(id)) looks like a date; Excel may have made it from an id such as 1.4",
                nl:
                    "deelsessiecode \(quoted(id)) lijkt een datum; misschien heeft Excel die gemaakt van een code als 1.4"
            ),
            notes: [
                Bilingual(
                    en: "make the column Text in Excel and type the id again, in every file",
                    nl: "maak de kolom in Excel 'Tekst' en typ de code opnieuw, in elk bestand")
            ])
    }

    static func unreadableRound(_ text: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-round", at: location,
            message: Bilingual(
                en: "round \(quoted(text)) is not 1, 2, ...", nl: "ronde \(quoted(text)) is niet 1, 2, ..."),
            notes: [
                Bilingual(
                    en: "write the number of the round; leave it empty for an item outside the rounds",
                    nl: "schrijf het nummer van de ronde; laat het leeg voor een onderdeel buiten de rondes")
            ])
    }

    static func roundTooHigh(_ round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "too-many-rounds", at: location,
            message: Bilingual(
                en: "round \(round) is too high; a day has at most \(RoundSet.capacity) rounds",
                nl: "ronde \(round) is te hoog; een dag heeft hoogstens \(RoundSet.capacity) rondes"),
            notes: [Bilingual(en: "number the rounds 1, 2, ...", nl: "nummer de rondes 1, 2, ...")])
    }

    static func missingRound(_ missing: Int, next: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "missing-round", at: location,
            message: Bilingual(
                en: "there is a round \(next), but no session of round \(missing)",
                nl: "er is een ronde \(next), maar geen deelsessie van ronde \(missing)"),
            notes: [
                Bilingual(
                    en: "number the rounds 1, 2, ... without a gap",
                    nl: "nummer de rondes 1, 2, ... zonder gat")
            ])
    }

    static func minimumAboveCapacity(_ id: String, minimum: Int, capacity: Int, at location: Location)
        -> Diagnostic
    {
        Diagnostic(
            .error, code: "minimum-above-capacity", at: location,
            message: Bilingual(
                en: "session \(quoted(id)) needs at least \(minimum) people, but its room holds \(capacity)",
                nl:
                    "deelsessie \(quoted(id)) heeft minstens \(minimum) mensen nodig, maar in de zaal kunnen er \(capacity)"
            ),
            notes: [
                Bilingual(
                    en: "lower the minimum or raise the capacity",
                    nl: "verlaag het minimum of verhoog de capaciteit")
            ])
    }

    static func unreadableTime(_ text: String, column: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-time", at: location,
            message: Bilingual(
                en: "\(column.english) \(quoted(text)) is not a time of day",
                nl: "\(column.dutch) \(quoted(text)) is geen tijd"),
            notes: [
                Bilingual(
                    en:
                        "write 14:15 or 14.15, with two digits for the minutes; make the column Text in Excel",
                    nl:
                        "schrijf 14.15 of 14:15, met twee cijfers voor de minuten; maak de kolom in Excel 'Tekst'"
                )
            ])
    }

    static func incompleteTime(_ lacking: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "incomplete-time", at: location,
            message: Bilingual(
                en: "this row has one time, but no \(lacking.english)",
                nl: "deze rij heeft één tijd, maar geen \(lacking.dutch)"),
            notes: [
                Bilingual(
                    en: "give both start and end, or neither",
                    nl: "geef zowel begin als eind, of geen van beide")
            ])
    }

    static func endBeforeStart(_ start: TimeOfDay, _ end: TimeOfDay, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "end-before-start", at: location,
            message: Bilingual(
                en: "the end, \(end.text(in: .english)), is not after the start, \(start.text(in: .english))",
                nl: "het eind, \(end.text(in: .dutch)), is niet na het begin, \(start.text(in: .dutch))"),
            notes: [Bilingual(en: "correct one of the two times", nl: "verbeter een van de twee tijden")])
    }

    static func unusedForFixedItem(_ id: String, column: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "unused-for-fixed-item", at: location,
            message: Bilingual(
                en: "\(quoted(id)) has no round, so its '\(column.english)' is not used",
                nl: "\(quoted(id)) heeft geen ronde, dus '\(column.dutch)' wordt niet gebruikt"),
            notes: [
                Bilingual(
                    en: "give it a round if people can be placed in it",
                    nl: "geef een ronde als mensen erin geplaatst kunnen worden")
            ])
    }

    static func roleOfNobody(_ role: String, session: String, suggestion: String?, at location: Location)
        -> Diagnostic
    {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .warning, code: "role-of-nobody", at: location,
            message: Bilingual(
                en:
                    "no attendee has the role \(quoted(role)) that session \(quoted(session)) asks for\(near.english)",
                nl:
                    "geen enkele deelnemer heeft de rol \(quoted(role)) die deelsessie \(quoted(session)) vraagt\(near.dutch)"
            ),
            notes: [
                Bilingual(
                    en:
                        "write the role as in the column 'roles' of the attendees, with ; between several roles",
                    nl:
                        "schrijf de rol zoals in de kolom 'rollen' van de deelnemers, met ; tussen meer rollen"
                )
            ])
    }
}

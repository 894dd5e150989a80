import BreakoutModel

extension Diagnostic {
    static func noAttendees(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, code: "no-attendees", at: Location(file: file),
            message: Bilingual(
                en: "there are no attendees below the headers",
                nl: "onder de kolomkoppen staan geen deelnemers"),
            notes: [Bilingual(en: "give every attendee a row", nl: "geef elke deelnemer een rij")])
    }

    static func noIdentity(found: [String], at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "missing-column", at: location,
            message: Bilingual(
                en: "there is no column that says who the attendees are: 'attendee', 'email' or 'name'",
                nl: "er is geen kolom die zegt wie de deelnemers zijn: 'deelnemer', 'e-mail' of 'naam'"),
            notes: [
                Bilingual(
                    en: "the columns found are: \(list(found))",
                    nl: "gevonden zijn de kolommen: \(list(found))"),
                Bilingual(
                    en: "give one of them such a header in the first row",
                    nl: "geef een ervan in de eerste rij zo'n kop"),
            ])
    }

    static func attendeeWithoutIdentity(at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "attendee-without-id", at: location,
            message: Bilingual(
                en: "this row has contents, but does not say whose",
                nl: "deze rij is gevuld, maar zegt niet van wie"),
            notes: [
                Bilingual(
                    en: "fill in the attendee, the e-mail address or the name, or empty the row",
                    nl: "vul de deelnemer, het e-mailadres of de naam in, of maak de rij leeg")
            ])
    }

    static func submissionNumbers(_ header: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "submission-numbers", at: location,
            message: Bilingual(
                en:
                    "\(quoted(header)) numbers the submissions of a form, not people, so the e-mail address (or else the name) tells attendees apart",
                nl:
                    "\(quoted(header)) nummert de inzendingen van een formulier, niet de mensen; daarom onderscheidt het e-mailadres (of anders de naam) de deelnemers"
            ),
            notes: [
                Bilingual(
                    en: "add a column 'attendee' if you have ids of your own",
                    nl: "voeg een kolom 'deelnemer' toe als u eigen nummers hebt")
            ])
    }

    /// `names`: where they differ, though they may be one person's. `decidedByRow`: no time tells which was later.
    static func superseded(
        _ id: String, names: (old: String, new: String)?, decidedByRow: Bool, line: Int, at location: Location
    ) -> Diagnostic {
        let message = Bilingual(
            en: "\(quoted(id)) is here more than once; line \(line) counts, this row is superseded",
            nl: "\(quoted(id)) staat er meer dan eens; regel \(line) telt, deze rij is vervangen")
        let why =
            decidedByRow
            ? Bilingual(
                en: "no time of sign-up tells which was later, so the lower row counts",
                nl: "geen tijd van aanmelding zegt welke later was, dus telt de onderste rij")
            : Bilingual(
                en: "nothing needs to be done; the latest submission counts",
                nl: "u hoeft niets te doen; de laatste inzending telt")
        guard let names else {
            return Diagnostic(.note, code: "superseded", at: location, message: message, notes: [why])
        }
        return Diagnostic(
            .warning, code: "superseded-other-name", at: location, message: message,
            notes: [
                Bilingual(
                    en:
                        "the names differ, \(quoted(names.old)) here and \(quoted(names.new)) there: if these are two people, give each an id of their own in a column 'attendee'",
                    nl:
                        "de namen verschillen, hier \(quoted(names.old)) en daar \(quoted(names.new)): zijn dit twee mensen, geef elk dan een eigen nummer in een kolom 'deelnemer'"
                ), why,
            ])
    }

    static func supersededByLate(_ id: String, file: String, line: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "superseded", at: location,
            message: Bilingual(
                en: "\(quoted(id)) is also on line \(line) of \(file), which counts; this row is superseded",
                nl: "\(quoted(id)) staat ook op regel \(line) van \(file), en die telt; deze rij is vervangen"),
            notes: [
                Bilingual(
                    en: "nothing needs to be done; the file of late sign-ups is the later one",
                    nl: "u hoeft niets te doen; het bestand met nakomers is het latere")
            ])
    }

    /// One address or id with the names of two people: a secretariat that signs up its aldermen, or a slip.
    static func twoPeople(
        _ id: String, _ names: (old: String, new: String), line: Int, at location: Location
    ) -> Diagnostic {
        Diagnostic(
            .error, code: "two-people-with-one-id", at: location,
            message: Bilingual(
                en: "\(quoted(id)) is \(quoted(names.old)) here and \(quoted(names.new)) on line \(line)",
                nl: "\(quoted(id)) is hier \(quoted(names.old)) en op regel \(line) \(quoted(names.new))"),
            notes: [
                Bilingual(
                    en:
                        "if these are two people, give each an id of their own in a column 'attendee'; if it is one person, write it the same in both rows, or take one out",
                    nl:
                        "zijn dit twee mensen, geef elk dan een eigen nummer in een kolom 'deelnemer'; is het één persoon, schrijf het dan in beide rijen gelijk, of haal er een weg"
                )
            ])
    }

    static func rolesRunTogether(_ role: String, part: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "roles-run-together", at: location,
            message: Bilingual(
                en: "\(quoted(role)) was read as one role, not as \(quoted(part)) and another",
                nl: "\(quoted(role)) is gelezen als één rol, niet als \(quoted(part)) en nog een"),
            notes: [
                Bilingual(
                    en: "put ; between several roles",
                    nl: "zet ; tussen meer rollen")
            ])
    }

    static func unreadableAbsence(_ text: String, rounds: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-absence", at: location,
            message: Bilingual(
                en: "absent \(quoted(text)) does not name rounds of this day",
                nl: "afwezig \(quoted(text)) noemt geen rondes van deze dag"),
            notes: [
                Bilingual(
                    en:
                        "write the rounds with ; between them, such as 1;2 (there \(rounds == 1 ? "is 1" : "are \(rounds)")), or 'all'",
                    nl:
                        "schrijf de rondes met ; ertussen, zoals 1;2 (er \(rounds == 1 ? "is er 1" : "zijn er \(rounds)")), of 'alles'"
                )
            ])
    }

    static func unreadableDate(_ text: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-date", at: location,
            message: Bilingual(
                en: "\(quoted(text)) is not a date and time", nl: "\(quoted(text)) is geen datum en tijd"),
            notes: [
                Bilingual(
                    en: "write 2026-01-12 14:03, or leave the cell empty",
                    nl: "schrijf 2026-01-12 14:03, of laat de cel leeg")
            ])
    }

    static func contradictoryDates(
        _ first: String, _ second: String, firstLine: Int, at location: Location
    ) -> Diagnostic {
        Diagnostic(
            .error, code: "contradictory-dates", at: location,
            message: Bilingual(
                en:
                    "dates are written in two ways, day first and month first: \(quoted(first)) and \(quoted(second)), the first on line \(firstLine)",
                nl:
                    "datums staan er op twee manieren, met de dag en met de maand voorop: \(quoted(first)) en \(quoted(second)), de eerste op regel \(firstLine)"
            ),
            notes: [
                Bilingual(
                    en: "write all of them as 2026-01-12 14:03",
                    nl: "schrijf ze allemaal als 2026-01-12 14:03")
            ])
    }

    static func assumedMonthFirst(_ text: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "date-order-assumed", at: location,
            message: Bilingual(
                en:
                    "no date shows whether \(quoted(text)) has the day or the month first; it was read with the month first, as Microsoft Forms writes it in English",
                nl:
                    "uit geen enkele datum blijkt of bij \(quoted(text)) de dag of de maand voorop staat; gelezen met de maand voorop, zoals Microsoft Forms dat in het Engels schrijft"
            ),
            notes: [
                Bilingual(
                    en:
                        "it only decides which of two submissions of one person counts; write 2026-01-12 14:03 to be sure",
                    nl:
                        "het bepaalt alleen welke van twee inzendingen van één persoon telt; schrijf 2026-01-12 14:03 om het zeker te weten"
                )
            ])
    }
}

import BreakoutModel

/// The tables about a rerun for Excel and Word, as rows with the header first; writing them as CSV is up to others.
public enum ChangesTable {
    /// `changes.csv`: who, from, to, why, in the language of the event.
    public static func changes(_ changes: [PlacementChange], language: Language) -> [[String]] {
        let words = CauseWording(language)
        let header: [Bilingual] = [
            Bilingual(en: "attendee", nl: "deelnemer"), Bilingual(en: "name", nl: "naam"),
            Bilingual(en: "organisation", nl: "organisatie"), Bilingual(en: "round", nl: "ronde"),
            Bilingual(en: "change", nl: "wijziging"), Bilingual(en: "from", nl: "van"),
            Bilingual(en: "from title", nl: "van titel"), Bilingual(en: "to", nl: "naar"),
            Bilingual(en: "to title", nl: "naar titel"), Bilingual(en: "room", nl: "zaal"),
            Bilingual(en: "start", nl: "begin"), Bilingual(en: "end", nl: "eind"),
            Bilingual(en: "choice", nl: "voorkeur"), Bilingual(en: "why", nl: "waarom"),
        ]
        let rows = changes.map { change -> [String] in
            [
                change.attendee, change.name, change.organisation, "\(change.round)",
                kind(change).text(in: language), change.from?.session ?? "", change.from?.title ?? "",
                change.to?.session ?? "", change.to?.title ?? "", change.to?.room ?? "",
                time(change.to?.start, language), time(change.to?.end, language),
                change.choice.map { choice($0, language) } ?? "", words.text(change),
            ]
        }
        return [header.map { $0.text(in: language) }] + rows
    }

    private static func kind(_ change: PlacementChange) -> Bilingual {
        switch change.kind {
        case .added: Bilingual(en: "new", nl: "nieuw")
        case .moved where change.isWorse: Bilingual(en: "moved, less wanted", nl: "verplaatst, minder gewenst")
        case .moved: Bilingual(en: "moved", nl: "verplaatst")
        case .filled: Bilingual(en: "freed seat", nl: "vrijgekomen plaats")
        case .ended: Bilingual(en: "no place", nl: "geen plaats")
        case .details: Bilingual(en: "room or time", nl: "zaal of tijd")
        }
    }

    static func time(_ time: TimeOfDay?, _ language: Language) -> String {
        time?.digits(separator: language == .dutch ? "." : ":") ?? ""
    }

    static func choice(_ choice: Choice, _ language: Language) -> String {
        switch choice {
        case .ranked(let number): "\(number)"
        case .unlisted: Bilingual(en: "unlisted", nl: "niet op de lijst").text(in: language)
        }
    }

    /// `mail-merge.csv`: one row for each person affected, with their whole day as it is now. `address` gives an
    /// attendee's e-mail address, where it is known.
    public static func mailMerge(
        _ changes: [PlacementChange], allocation: [String: [PlacementChange.Place?]], roundCount: Int,
        address: (String) -> String, language: Language
    ) -> [[String]] {
        let words = CauseWording(language)
        var people: [String] = []
        var byPerson: [String: [PlacementChange]] = [:]
        for change in changes {
            if byPerson[change.attendee] == nil { people.append(change.attendee) }
            byPerson[change.attendee, default: []].append(change)
        }
        var header = [
            Bilingual(en: "attendee", nl: "deelnemer"), Bilingual(en: "email", nl: "email"),
            Bilingual(en: "name", nl: "naam"), Bilingual(en: "organisation", nl: "organisatie"),
            Bilingual(en: "message", nl: "bericht"),
        ].map { $0.text(in: language) }
        for round in 1...max(1, roundCount) {
            header += ["session", "title", "room", "start", "end", "changed", "was"].map { field in
                let dutch = [
                    "session": "sessie", "title": "titel", "room": "zaal", "start": "begin", "end": "eind",
                    "changed": "gewijzigd", "was": "was",
                ]
                return Bilingual(en: "\(field) \(round)", nl: "\(dutch[field]!) \(round)").text(in: language)
            }
        }
        let rows = people.map { person -> [String] in
            let own = byPerson[person]!
            var row = [
                person, address(person), own[0].name, own[0].organisation,
                own.map { message($0, words, language) }.joined(separator: " "),
            ]
            for round in 1...max(1, roundCount) {
                let place = allocation[person]?[round - 1]
                let change = own.first { $0.round == round }
                row += [
                    place?.session ?? "", place?.title ?? "", place?.room ?? "", time(place?.start, language),
                    time(place?.end, language),
                    Bilingual(en: change == nil ? "no" : "yes", nl: change == nil ? "nee" : "ja").text(in: language),
                    change?.from?.title ?? "",
                ]
            }
            return row
        }
        return [header] + rows
    }

    /// One sentence for the letter, to the person.
    private static func message(_ change: PlacementChange, _ words: CauseWording, _ language: Language) -> String {
        let round = change.round
        let to = change.to.map { place in
            place.title + (place.room.isEmpty ? "" : ", " + place.room)
                + (place.start == nil ? "" : ", " + words.time(place))
        }
        let from = change.from?.title ?? ""
        let text: Bilingual
        switch (change.kind, to) {
        case (.added, let to?):
            text = Bilingual(en: "Round \(round): you are in \(to).", nl: "Ronde \(round): u bent ingedeeld bij \(to).")
        case (.details, let to?):
            text = Bilingual(
                en: "Round \(round): your session stays, but note: \(to).",
                nl: "Ronde \(round): uw deelsessie blijft, maar let op: \(to).")
        case (_, let to?):
            text = Bilingual(
                en: "Round \(round): instead of \(from) you are now in \(to).",
                nl: "Ronde \(round): in plaats van \(from) bent u nu ingedeeld bij \(to).")
        case (_, nil):
            text = Bilingual(
                en: "Round \(round): your place in \(from) is no longer held.",
                nl: "Ronde \(round): uw plaats bij \(from) is vervallen.")
        }
        return text.text(in: language)
    }
}

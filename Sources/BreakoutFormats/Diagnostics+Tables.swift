import BreakoutModel

extension Diagnostic {
    static func repeatedHeader(at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "repeated-header", at: location,
            message: Bilingual(
                en: "the headers are repeated here; the row is skipped",
                nl: "hier staan de kolomkoppen nog een keer; de rij is overgeslagen"),
            notes: [
                Bilingual(
                    en: "nothing needs to be done; take the row out to be rid of this note",
                    nl: "u hoeft niets te doen; haal de rij weg om deze melding kwijt te zijn")
            ])
    }

    static func tooManyFields(_ text: String, columns: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "too-many-fields", at: location,
            message: Bilingual(
                en: "\(quoted(text)) stands to the right of the last of \(columns) columns",
                nl: "\(quoted(text)) staat rechts van de laatste van \(columns) kolommen"),
            notes: [
                Bilingual(
                    en: "put cells that contain the delimiter between quotes, or give the column a header",
                    nl:
                        "zet cellen met het scheidingsteken erin tussen aanhalingstekens, of geef de kolom een kop"
                )
            ])
    }

    static func columnTwice(_ header: String, first: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "duplicate-column", at: location,
            message: Bilingual(
                en: "column \(quoted(header)) means the same as column \(quoted(first)), and both are filled",
                nl:
                    "kolom \(quoted(header)) betekent hetzelfde als kolom \(quoted(first)), en beide zijn gevuld"
            ),
            notes: [
                Bilingual(
                    en: "take one of the two out, or give it another header",
                    nl: "haal een van de twee weg, of geef die een andere kop")
            ])
    }

    static func missingColumn(_ column: Bilingual, found: [String], at location: Location) -> Diagnostic {
        let near = DidYouMean(
            Suggestion.closest(to: column.english, among: found)
                ?? Suggestion.closest(to: column.dutch, among: found))
        return Diagnostic(
            .error, code: "missing-column", at: location,
            message: Bilingual(
                en: "there is no column '\(column.english)'\(near.english)",
                nl: "er is geen kolom '\(column.dutch)'\(near.dutch)"),
            notes: [
                Bilingual(
                    en: "the columns found are: \(list(found))",
                    nl: "gevonden zijn de kolommen: \(list(found))"),
                Bilingual(
                    en: "give the column the header '\(column.english)' in the first row",
                    nl: "geef de kolom in de eerste rij de kop '\(column.dutch)'"),
            ])
    }

    static func unknownColumns(_ columns: [UnknownColumn], count: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "unknown-columns", at: location, message: notUsed(columns, count: count),
            notes: [
                Bilingual(
                    en: "correct the header if such a column was meant to count",
                    nl: "verbeter de kop als zo'n kolom wel had moeten meetellen")
            ])
    }

    /// Columns whose header is a typing mistake away from one that the file has not.
    static func misspeltColumns(_ columns: [UnknownColumn], at location: Location) -> Diagnostic {
        let isOne = columns.count == 1
        return Diagnostic(
            .warning, code: "misspelt-columns", at: location, message: notUsed(columns, count: columns.count),
            notes: [
                Bilingual(
                    en: isOne
                        ? "correct the header: what is in the column does not count now"
                        : "correct the headers: what is in the columns does not count now",
                    nl: isOne
                        ? "verbeter de kop: wat in de kolom staat, telt nu niet mee"
                        : "verbeter de koppen: wat in de kolommen staat, telt nu niet mee")
            ])
    }

    private static func notUsed(_ columns: [UnknownColumn], count: Int) -> Bilingual {
        let dots = count > columns.count ? ", …" : ""
        func list(_ language: Language) -> String {
            columns.map { $0.text(in: language) }.joined(separator: ", ") + dots
        }
        return Bilingual(
            en: "not used: \(count == 1 ? "column" : "columns") \(list(.english))",
            nl: "niet gebruikt: \(count == 1 ? "kolom" : "kolommen") \(list(.dutch))")
    }

    static func unreadableNumber(_ text: String, column: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-number", at: location,
            message: Bilingual(
                en: "\(column.english) \(quoted(text)) is not a whole number of 0 or more",
                nl: "\(column.dutch) \(quoted(text)) is geen heel getal van 0 of meer"),
            notes: [
                Bilingual(
                    en: "write digits alone, such as 40, or leave the cell empty",
                    nl: "schrijf alleen cijfers, zoals 40, of laat de cel leeg")
            ])
    }

    static func numberTooLarge(_ text: String, column: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "number-too-large", at: location,
            message: Bilingual(
                en: "\(column.english) \(quoted(text)) is more than 2 147 483 647",
                nl: "\(column.dutch) \(quoted(text)) is meer dan 2 147 483 647"),
            notes: [
                Bilingual(
                    en: "write the real number, or leave the cell empty where there is no limit",
                    nl: "schrijf het echte aantal, of laat de cel leeg als er geen grens is")
            ])
    }

    static func unreadableYesOrNo(_ text: String, column: Bilingual, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unreadable-yes-no", at: location,
            message: Bilingual(
                en: "\(column.english) \(quoted(text)) is neither yes nor no",
                nl: "\(column.dutch) \(quoted(text)) is geen ja en geen nee"),
            notes: [
                Bilingual(
                    en: "write yes or no, or leave the cell empty",
                    nl: "schrijf ja of nee, of laat de cel leeg")
            ])
    }

    static func noSuchRound(_ text: String, rounds: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "unknown-round", at: location,
            message: Bilingual(
                en:
                    "\(quoted(text)) is no round; there \(rounds == 1 ? "is 1 round" : "are \(rounds) rounds")",
                nl:
                    "\(quoted(text)) is geen ronde; er \(rounds == 1 ? "is 1 ronde" : "zijn \(rounds) rondes")"
            ),
            notes: [Bilingual(en: "write 1, 2, ...", nl: "schrijf 1, 2, ...")])
    }
}

extension UnknownColumn {
    /// `'header' (did you mean 'X'?)`
    fileprivate func text(in language: Language) -> String {
        let near = DidYouMean(suggestion)
        switch language {
        case .english:
            return (name.isEmpty ? "number \(number) without a header" : quoted(name))
                + near.english.replacingPrefix("; ", with: " (").closing(suggestion)
        case .dutch:
            return (name.isEmpty ? "nummer \(number) zonder kop" : quoted(name))
                + near.dutch.replacingPrefix("; ", with: " (").closing(suggestion)
        }
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }

    fileprivate func closing(_ suggestion: String?) -> String { suggestion == nil ? self : self + ")" }
}

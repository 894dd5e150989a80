import BreakoutModel

// The wordings of all diagnostics are in the files `Diagnostics+….swift`, by subject; this one has what they share.

/// Text from a file, in quotes within a message: shortened, and without characters that could act on a terminal.
func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(120) {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: shown += "\u{2423}"
        case .format, .surrogate, .privateUse, .unassigned: shown += "\u{FFFD}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return "'" + shown + (text.unicodeScalars.count > 120 ? "…" : "") + "'"
}

func list(_ texts: [String], limit: Int = 12) -> String {
    texts.prefix(limit).map(quoted).joined(separator: ", ") + (texts.count > limit ? ", …" : "")
}

/// `; did you mean 'X'?`, or nothing.
struct DidYouMean {
    let english: String
    let dutch: String

    init(_ suggestion: String?) {
        english = suggestion.map { "; did you mean \(quoted($0))?" } ?? ""
        dutch = suggestion.map { "; bedoelt u \(quoted($0))?" } ?? ""
    }
}

extension Diagnostic {
    /// In place of the rest, when one file has very many of one kind.
    static func more(_ count: Int, code: String, severity: Severity, file: String) -> Diagnostic {
        Diagnostic(
            severity, code: code, at: Location(file: file),
            message: Bilingual(
                en: "\(count) more of '\(code)' in this file",
                nl: "nog \(count) keer '\(code)' in dit bestand"),
            notes: [
                Bilingual(
                    en: "mend the ones that are listed first; they probably have one cause",
                    nl: "herstel eerst wat wel genoemd wordt; waarschijnlijk is er één oorzaak")
            ])
    }

    /// Our own bug: something wrong was read that no reader reported.
    static func inconsistent(_ detail: String) -> Diagnostic {
        Diagnostic(
            .error, code: "inconsistent-event",
            message: Bilingual(
                en: "the files do not make a consistent event: \(detail)",
                nl: "de bestanden vormen samen geen kloppende dag: \(detail)"),
            notes: [
                Bilingual(
                    en: "this should have been reported more clearly; please report it with the files",
                    nl: "dit had duidelijker gemeld moeten worden; meld het met de bestanden erbij")
            ])
    }
}

import BreakoutModel

/// Problems as compilers write them: `attendees.csv:17:9: error: ...`, with how to mend it below.
public enum DiagnosticText {
    /// Of a group of the same code that is larger than this, only the first few are shown.
    static let largestGroup = 20
    static let shownOfLargeGroup = 5

    /// One diagnostic, wrapped at the style's width, without a line feed at the end.
    public static func lines(_ diagnostic: Diagnostic, style: TextStyle) -> String {
        var screen = Screen(style)
        screen.add(diagnostic)
        return screen.text
    }

    /// All of them in the given order, and a line that counts them. Empty when there are none.
    ///
    /// Of more than 20 with one code only the first 5 are shown, followed by "(+N more like this)".
    public static func all(_ diagnostics: [Diagnostic], style: TextStyle) -> String {
        guard !diagnostics.isEmpty else { return "" }
        var screen = Screen(style)
        screen.add(diagnostics, largestGroup: largestGroup, shown: shownOfLargeGroup)
        screen.blank()
        let worst = diagnostics.map(\.severity).max() ?? .note
        screen.paragraph(
            DiagnosticWording(language: style.language).counts(diagnostics), indent: 0, tint: worst.tint)
        return screen.text
    }
}

extension Diagnostic.Severity {
    var tint: Tint {
        switch self {
        case .note: .dim
        case .warning: .warning
        case .error: .bad
        }
    }
}

extension Screen {
    /// Diagnostics in their order, large groups of one severity and code cut short.
    mutating func add(_ diagnostics: [Diagnostic], indent: Int = 0, largestGroup: Int, shown: Int) {
        struct Kind: Hashable {
            let severity: Diagnostic.Severity
            let code: String
        }
        var sizes: [Kind: Int] = [:], seen: [Kind: Int] = [:]
        for diagnostic in diagnostics {
            sizes[Kind(severity: diagnostic.severity, code: diagnostic.code), default: 0] += 1
        }
        let wording = DiagnosticWording(language: style.language)
        for diagnostic in diagnostics {
            let kind = Kind(severity: diagnostic.severity, code: diagnostic.code)
            let place = seen[kind, default: 0] + 1, size = sizes[kind, default: 0]
            seen[kind] = place
            if size > largestGroup && place > shown { continue }
            add(diagnostic, indent: indent)
            if size > largestGroup && place == shown {
                paragraph(wording.moreLikeThis(size - shown), indent: indent + 4, tint: .dim)
            }
        }
    }

    /// One diagnostic and its notes.
    mutating func add(_ diagnostic: Diagnostic, indent: Int = 0) {
        let wording = DiagnosticWording(language: style.language)
        let place = wording.place(diagnostic.location), severity = wording.severity(diagnostic.severity)
        let message = SafeText.clean(diagnostic.message.text(in: style.language))
        let hanging = min(indent + 4, style.columns / 2)
        // The words are wrapped as one text, and the first line is taken apart again for its colours.
        let head = SafeText.clean(place.isEmpty ? severity : place + " " + severity)
        let texts = Wrapping.lines(
            head + " " + message, width: style.columns - indent, hanging: style.columns - hanging)
        for (position, text) in texts.enumerated() {
            guard position == 0, text.hasPrefix(head) else {
                add(Span(String(repeating: " ", count: position == 0 ? indent : hanging) + text))
                continue
            }
            let start = place.isEmpty ? "" : place + " "
            add(
                Span(String(repeating: " ", count: indent) + start, .strong),
                Span(severity, diagnostic.severity.tint), Span(String(text.dropFirst(head.count))))
        }
        for note in diagnostic.notes {
            paragraph(note.text(in: style.language), indent: indent + 4, first: "→ ")
        }
    }
}

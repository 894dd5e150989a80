import BreakoutModel

/// The words around diagnostics; their own texts come from where they are found.
struct DiagnosticWording: Wording {
    let language: Language

    /// `attendees.csv:17:9:`; empty when it is about no file.
    func place(_ location: Diagnostic.Location?) -> String {
        guard let location else { return "" }
        let numbers = [location.line, location.line == nil ? nil : location.column].compactMap { $0 }
        return ([location.file] + numbers.map { String($0) }).joined(separator: ":") + ":"
    }

    func severity(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: say("error:", "fout:")
        case .warning: say("warning:", "waarschuwing:")
        case .note: say("note:", "opmerking:")
        }
    }

    func moreLikeThis(_ count: Int) -> String {
        say("(+\(number(count)) more like this)", "(+\(number(count)) van deze soort)")
    }

    /// `2 errors and 1 warning`.
    func counts(_ diagnostics: [Diagnostic]) -> String {
        func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }
        let parts = [
            (count(.error), ("error", "errors"), ("fout", "fouten")),
            (count(.warning), ("warning", "warnings"), ("waarschuwing", "waarschuwingen")),
            (count(.note), ("note", "notes"), ("opmerking", "opmerkingen")),
        ]
        return list(parts.filter { $0.0 > 0 }.map { self.count($0.0, $0.1, $0.2) })
    }
}

import BreakoutModel
import BreakoutReports
import Testing

@Suite("diagnostics as text")
struct DiagnosticTextTests {
    private let unknown = Diagnostic(
        .error, code: "unknown-session", at: .init(file: "attendees.csv", line: 17, column: 9),
        message: Bilingual(
            en: "'Optopen' is no session of round 2; did you mean 'Optoppen, aanplakken en uitplinten'?",
            nl: "'Optopen' is geen deelsessie van ronde 2; bedoelde u 'Optoppen, aanplakken en uitplinten'?"),
        notes: [Bilingual(en: "write the session's id or its title", nl: "schrijf de code of de titel")])

    @Test("compiler style: place, severity, message, and how to mend it")
    func lines() {
        #expect(
            DiagnosticText.lines(unknown, style: TextStyle(width: 60)) == """
                attendees.csv:17:9: error: 'Optopen' is no session of round
                    2; did you mean 'Optoppen, aanplakken en uitplinten'?
                    → write the session's id or its title
                """)
        #expect(
            DiagnosticText.lines(unknown, style: TextStyle(width: 200, language: .dutch)) == """
                attendees.csv:17:9: fout: 'Optopen' is geen deelsessie van ronde 2; bedoelde u \
                'Optoppen, aanplakken en uitplinten'?
                    → schrijf de code of de titel
                """)
    }

    @Test("a place may lack a column, a line, or be no place at all")
    func places() {
        func text(_ location: Diagnostic.Location?) -> String {
            DiagnosticText.lines(
                Diagnostic(.note, code: "x", at: location, message: Bilingual(same: "m")), style: TextStyle())
        }
        #expect(text(.init(file: "a.csv", line: 3)) == "a.csv:3: note: m")
        #expect(text(.init(file: "a.csv")) == "a.csv: note: m")
        #expect(text(nil) == "note: m")
    }

    @Test("only colours are added when colours are on")
    func colours() {
        let text = DiagnosticText.lines(unknown, style: TextStyle(colour: true))
        #expect(text.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(withoutColours(text) == DiagnosticText.lines(unknown, style: TextStyle()))
    }

    @Test("more than twenty of a kind are the first five and a count")
    func groups() {
        func many(_ count: Int) -> [String] {
            let all = (0..<count).map { line in
                Diagnostic(
                    .error, code: "unknown-session", at: .init(file: "a.csv", line: line + 2),
                    message: Bilingual(same: "m"))
            }
            let other = Diagnostic(.warning, code: "other", message: Bilingual(same: "w"))
            return DiagnosticText.all(all + [other], style: TextStyle()).split(separator: "\n").map(
                String.init)
        }
        #expect(many(20).count == 22)
        #expect(
            many(30) == [
                "a.csv:2: error: m", "a.csv:3: error: m", "a.csv:4: error: m", "a.csv:5: error: m",
                "a.csv:6: error: m", "    (+25 more like this)", "warning: w", "30 errors and 1 warning",
            ])
        #expect(DiagnosticText.all([], style: TextStyle()) == "")
    }
}

/// The text with ANSI colour sequences taken out.
func withoutColours(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar), with: "")
}

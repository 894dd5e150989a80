import BreakoutModel

/// What `breakouts check` shows: how the event folder was understood, so that a misreading is seen before anybody
/// is placed.
public enum CheckScreen {
    /// The screen, without a line feed at the end; `folder` is the event's, for the commands to go on with.
    public static func text(
        folder: String, event: Event, table: ChoiceTable, sources: [SourceFile], diagnostics: [Diagnostic],
        style: TextStyle
    ) -> String {
        var page = CheckPage(event: event, table: table, style: style)
        page.title()
        page.files(sources)
        page.settings()
        page.day()
        let sessions = page.sessionLines()
        for round in 0..<event.roundCount { page.round(round, sessions: sessions) }
        page.legend()
        page.duties()
        page.diagnostics(diagnostics)
        page.next(diagnostics, folder: CommandText.argument(folder) ?? "EVENT")
        return page.screen.text
    }
}

/// The screen while it is being filled; each part is a method.
struct CheckPage {
    let event: Event
    let table: ChoiceTable
    let words: CheckWording
    let demand: Demand
    var screen: Screen

    init(event: Event, table: ChoiceTable, style: TextStyle) {
        self.event = event
        self.table = table
        words = CheckWording(language: style.language)
        demand = Demand(event: event, table: table)
        screen = Screen(style)
    }

    mutating func title() {
        screen.addTitle(of: event, words.size(event))
        screen.blank()
        screen.paragraph(words.purpose, indent: 0)
    }

    mutating func files(_ sources: [SourceFile]) {
        guard !sources.isEmpty else { return }
        screen.heading(words.filesHeading)
        let width = min(20, sources.map { DisplayWidth.of(SafeText.clean($0.name)) }.max() ?? 0)
        for source in sources { screen.labelled(source.name, words.source(source), labelWidth: width) }
    }

    mutating func settings() {
        screen.heading(words.settingsHeading)
        screen.paragraph(words.settings(event.settings))
    }

    mutating func diagnostics(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        screen.heading(
            words.diagnosticsHeading, DiagnosticWording(language: words.language).counts(diagnostics))
        // The worst first; within that, in the order given.
        for severity in [Diagnostic.Severity.error, .warning, .note] {
            screen.add(
                diagnostics.filter { $0.severity == severity }, indent: 2,
                largestGroup: DiagnosticText.largestGroup, shown: DiagnosticText.shownOfLargeGroup)
        }
    }

    mutating func next(_ diagnostics: [Diagnostic], folder: String) {
        screen.heading(words.nextHeading)
        if diagnostics.contains(where: { $0.severity == .error }) {
            screen.command(words.mendFirst, "breakouts check \(folder)", labelWidth: words.nextWidth)
        } else {
            screen.command(words.makeAllocation, "breakouts assign \(folder)", labelWidth: words.nextWidth)
        }
    }
}

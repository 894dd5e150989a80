import BreakoutModel

/// The files of a run, as the reader finds them.
public struct RunFiles: Sendable {
    /// The folder of the run: `EVENT/runs/001`.
    public let folder: String
    /// Names within the folder: `allocation.csv`, `calendar/1.1.ics`.
    public let names: [String]
    /// The event's folder, where the run is not in it.
    public let event: String?

    public init(folder: String, names: [String], event: String? = nil) {
        self.folder = folder
        self.names = names
        self.event = event
    }
}

/// What `breakouts assign` shows: one screen for who organises the day, with the verdict in plain words first.
public enum AssignScreen {
    /// The screen, without a line feed at the end.
    public static func text(
        event: Event, table: ChoiceTable, allocation: Allocation, summary: Summary, diagnostics: [Diagnostic],
        files: RunFiles, style: TextStyle
    ) -> String {
        var page = AssignPage(
            event: event, table: table, allocation: allocation, summary: summary, files: files, style: style)
        page.title()
        page.verdict()
        page.unplaced(diagnostics.filter { $0.code == "unplaced" })
        if summary.status != .infeasible {
            let sessions = page.sessionLines()
            for round in summary.rounds { page.round(round, sessions: sessions) }
            page.allRounds()
            page.whoLostOutMost()
            page.fairness()
            page.lateRoom(summary.lateRoom ?? [])
        }
        page.warnings(diagnostics.filter { $0.code != "unplaced" })
        if summary.status != .infeasible { page.proof() }
        page.whereTheFilesAre()
        page.next()
        return page.screen.text
    }
}

/// The screen while it is being filled; each part is a method.
struct AssignPage {
    let event: Event
    let table: ChoiceTable
    let allocation: Allocation
    let summary: Summary
    let files: RunFiles
    let words: AssignWording
    var screen: Screen
    /// Warnings that were shown already.
    var told: Set<String> = []

    init(
        event: Event, table: ChoiceTable, allocation: Allocation, summary: Summary, files: RunFiles,
        style: TextStyle
    ) {
        self.event = event
        self.table = table
        self.allocation = allocation
        self.summary = summary
        self.files = files
        words = AssignWording(language: style.language)
        screen = Screen(style)
    }

    mutating func title() { screen.addTitle(of: event, words.size(event)) }

    mutating func verdict() {
        screen.blank()
        switch summary.status {
        case .optimal where !summary.verified:
            screen.paragraph(words.doNotUse, indent: 0, first: "✘ ", tint: .bad)
        case .optimal where unplacedCount > 0:
            screen.paragraph(words.unplaced(unplacedCount), indent: 0, first: "! ", tint: .warning)
            screen.paragraph(words.provenUnplaced, indent: 0, first: "✔ ", tint: .good)
        case .optimal: screen.paragraph(words.proven, indent: 0, first: "✔ ", tint: .good)
        case .feasible where summary.strategy == "exact":
            screen.paragraph(words.stoppedEarly, indent: 0, first: "! ", tint: .warning)
            if let stage = summary.stages.first(where: { !$0.proven }) { screen.paragraph(words.gap(stage)) }
        case .feasible:
            screen.paragraph(words.noProof(summary.strategy), indent: 0, first: "! ", tint: .warning)
            for limit in summary.strategyLimits ?? [] { screen.paragraph(limit, tint: .dim) }
        case .infeasible: screen.paragraph(words.infeasible, indent: 0, first: "✘ ", tint: .bad)
        }
        if summary.status == .optimal || summary.status == .feasible && summary.strategy == "exact" {
            screen.paragraph(words.better(summary), tint: .dim)
        }
        if summary.status == .feasible && unplacedCount > 0 { screen.paragraph(words.unplaced(unplacedCount)) }
        if summary.moved > 0 { screen.paragraph(words.moved(summary.moved)) }
    }

    mutating func warnings(_ diagnostics: [Diagnostic]) {
        let serious = diagnostics.filter { $0.severity > .note }
        let known = Set(serious.map { $0.message.text(in: words.language) })
        let others = summary.warnings.filter { !known.contains($0) && !told.contains($0) }
        guard !serious.isEmpty || !others.isEmpty else { return }
        screen.heading(words.warningsHeading)
        screen.add(serious, indent: 2, largestGroup: 4, shown: 3)
        for text in others.prefix(5) { screen.paragraph(text, first: "• ") }
        if others.count > 5 { screen.paragraph(words.more(others.count - 5), indent: 4, tint: .dim) }
    }

    mutating func proof() {
        var parts: [String] = []
        if !summary.stages.isEmpty {
            parts.append(words.stages(summary.stages.count { $0.proven }, of: summary.stages.count))
        }
        parts.append(summary.verified ? words.verified : words.notVerified)
        let text = parts.joined(separator: "; ") + "."
        screen.heading(words.proofHeading, orBelow: text, tint: summary.verified ? .plain : .bad)
    }
}

import BreakoutModel

/// What `breakouts rerun` shows: first how many people are disturbed, then what changed and who is affected, then the
/// allocation as `assign` shows it.
public enum RerunScreen {
    /// The screen, without a line feed at the end.
    public static func text(
        event: Event, table: ChoiceTable, allocation: Allocation, summary: Summary, news: RerunNews,
        diagnostics: [Diagnostic], files: RunFiles, style: TextStyle
    ) -> String {
        var page = AssignPage(
            event: event, table: table, allocation: allocation, summary: summary, files: files, style: style)
        guard let rerun = summary.rerun else { return page.screen.text }
        let part = RerunPart(news: news, rerun: rerun, summary: summary)
        page.title()
        page.rerunVerdict(part)
        page.whatChanged(part)
        page.whoIsAffected(part)
        page.newcomers(part)
        page.frontier(part)
        page.waiting(part)
        page.lateRoom(news.lateRoom)
        let sessions = page.sessionLines()
        for round in summary.rounds { page.round(round, sessions: sessions) }
        page.warnings(diagnostics)
        page.proof()
        page.whereTheFilesAre()
        page.rerunNext(part)
        return page.screen.text
    }
}

/// What the parts of the screen draw from.
struct RerunPart {
    let news: RerunNews
    let rerun: RerunSummary
    let summary: Summary
}

extension AssignPage {
    private static let shown = 12

    private var rerunWords: RerunWording { RerunWording(language: words.language) }

    mutating func rerunVerdict(_ part: RerunPart) {
        let own = rerunWords
        screen.blank()
        if summary.status == .optimal {
            screen.paragraph(own.proven(summary, part.rerun), indent: 0, first: "✔ ", tint: .good)
        } else {
            screen.paragraph(own.stoppedEarly, indent: 0, first: "! ", tint: .warning)
            if let stage = summary.stages.first(where: { !$0.proven }) { screen.paragraph(words.gap(stage)) }
        }
        let told = summary.attendees - part.rerun.newPeople
        screen.paragraph(own.moved(summary.moved, people: part.rerun.movedPeople, told: told))
        if part.rerun.worse > 0 && part.rerun.allowsWorse {
            screen.paragraph(own.worseAllowed(part.rerun.worse))
        } else if summary.moved > 0 {
            screen.paragraph(own.worse(part.rerun.worse, isProven: summary.status == .optimal))
        }
        if !part.rerun.filled.isEmpty {
            screen.paragraph(own.filled(Set(part.rerun.filled.map(\.attendee)).count))
        }
        if !part.rerun.frozenRounds.isEmpty { screen.paragraph(own.frozen(part.rerun.frozenRounds)) }
        screen.paragraph(own.beforeAndAfter(part.news.before, summary.regret), tint: .dim)
    }

    mutating func whatChanged(_ part: RerunPart) {
        screen.heading(rerunWords.changesHeading(part.news.published))
        let lines = EventDifferenceWording(language: words.language).lines(part.news.changes)
        if lines.isEmpty { screen.paragraph(rerunWords.nothingChanged) }
        for line in lines { screen.labelled(line.label, line.text, labelWidth: 18) }
        if !part.news.isComplete { screen.paragraph(rerunWords.notComparable, tint: .warning) }
        if let first = part.news.firstPublished {
            screen.paragraph(rerunWords.rerunOfRerun(part.news.published, of: first), tint: .warning)
        }
    }

    mutating func whoIsAffected(_ part: RerunPart) {
        let told = part.news.placements.filter {
            [.moved, .filled].contains($0.kind) || $0.kind == .ended && $0.cause != .withdrew
        }
        let details = Set(part.news.placements.filter { $0.kind == .details }.map(\.attendee)).count
        guard !told.isEmpty || details > 0 else { return }
        screen.heading(rerunWords.affectedHeading)
        let causes = CauseWording(words.language)
        var grid = Grid([.init(shrinksTo: 12), .init(), .init(), .init(shrinksTo: 16)])
        for change in told.prefix(AssignPage.shown) {
            let choice = change.choice.map { " (" + words.choice($0) + ")" } ?? ""
            let to = change.to.map { $0.session + choice } ?? rerunWords.withoutPlace
            grid.add([
                [Span(change.name, .strong)], [Span(words.round(change.round), .dim)],
                [Span((change.from?.session ?? "") + " → " + to)],
                [Span(change.isWorse ? rerunWords.lessWanted : "", .warning)],
            ])
        }
        for (line, change) in zip(
            grid.lines(indent: 2, width: screen.style.columns), told.prefix(AssignPage.shown))
        {
            screen.add(line)
            screen.paragraph(causes.text(change), indent: 4, tint: .dim)
        }
        if told.count > AssignPage.shown {
            screen.paragraph(rerunWords.morePeople(told.count - AssignPage.shown), tint: .dim)
        }
        if details > 0 { screen.paragraph(rerunWords.details(details)) }
    }

    /// What the late sign-ups received.
    mutating func newcomers(_ part: RerunPart) {
        let added = part.news.placements.filter { $0.cause == .signedUp }
        guard part.rerun.newPeople > 0 else { return }
        screen.heading(rerunWords.newHeading(part.rerun.newPeople))
        for round in 1...event.roundCount {
            let those = added.filter { $0.round == round }
            guard !those.isEmpty else { continue }
            var counts: [(Choice?, Int)] = []
            for choice in [Choice?.some(.unlisted), nil] + those.map(\.choice).filter({ $0 != nil && $0 != .unlisted })
            {
                guard !counts.contains(where: { $0.0 == choice }) else { continue }
                let count = those.count { $0.choice == choice }
                if count > 0 { counts.append((choice, count)) }
            }
            counts.sort { order($0.0) < order($1.0) }
            screen.paragraph(rerunWords.newChoices(round, counts))
        }
    }

    var eventFolder: String {
        files.event.flatMap(CommandText.argument) ?? CommandText.eventFolder(ofRun: files.folder)
    }

    /// Another rerun from the same run that people were told about, which need not be the latest any more.
    func again(_ part: RerunPart, _ options: String) -> String {
        let name = part.news.published
        let number = name.hasPrefix("runs/") ? Int(name.dropFirst(5)) : nil
        let run = number.map(String.init) ?? CommandText.argument(name) ?? "RUN"
        return "breakouts rerun \(eventFolder) --published \(run) \(options)"
    }

    private func order(_ choice: Choice?) -> Int {
        switch choice {
        case .ranked(let number): number
        case .unlisted: .max - 1
        case nil: .max
        }
    }

    mutating func rerunNext(_ part: RerunPart) {
        screen.heading(words.nextHeading)
        let folder = eventFolder
        if !part.news.placements.isEmpty {
            screen.labelled(rerunWords.tellThem, rerunWords.mailMergeHint, labelWidth: rerunWords.nextWidth)
        }
        if part.rerun.frontier == nil {
            screen.command(
                rerunWords.tradeOff, again(part, "--frontier"), labelWidth: rerunWords.nextWidth)
        }
        screen.command(
            rerunWords.whyThere, "breakouts explain \(folder) --attendee \(rerunWords.who)",
            labelWidth: rerunWords.nextWidth)
        screen.command(words.checkAgain, "breakouts verify \(folder)", labelWidth: rerunWords.nextWidth)
    }
}

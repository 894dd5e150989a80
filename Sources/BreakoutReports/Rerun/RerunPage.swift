import BreakoutModel

/// `report.html` of a rerun: one page for people who look rather than read, without anything from the network.
public enum RerunPage {
    public static func html(
        event: Event, allocation: Allocation, summary: Summary, news: RerunNews, language: Language
    ) -> String {
        guard let rerun = summary.rerun else { return "" }
        let page = Page(event: event, allocation: allocation, summary: summary, news: news, rerun: rerun, language)
        let title = event.settings.title
        return HTML.page(title: title, language: language.rawValue, body: page.body)
    }
}

private struct Page {
    let event: Event
    let allocation: Allocation
    let summary: Summary
    let news: RerunNews
    let rerun: RerunSummary
    let words: RerunWording
    let base: AssignWording

    init(
        event: Event, allocation: Allocation, summary: Summary, news: RerunNews, rerun: RerunSummary,
        _ language: Language
    ) {
        self.event = event
        self.allocation = allocation
        self.summary = summary
        self.news = news
        self.rerun = rerun
        words = RerunWording(language: language)
        base = AssignWording(language: language)
    }

    var body: String {
        head + whatChanged + affected + frontier + newcomers + waiting + late + sessions + foot
    }

    private var language: Language { words.language }

    private var head: String {
        let date = event.settings.date.map { DateText.text($0, in: language) } ?? ""
        var html = HTML.element("h1", event.settings.title)
        html += HTML.element(
            "p", [date, base.size(event)].filter { !$0.isEmpty }.joined(separator: " · "), classes: "dim")
        let isProven = summary.status == .optimal
        let told = summary.attendees - rerun.newPeople
        html += HTML.element(
            "p", words.moved(summary.moved, people: rerun.movedPeople, told: told), classes: "lead")
        if rerun.worse > 0 && rerun.allowsWorse {
            html += HTML.element("p", words.worseAllowed(rerun.worse))
        } else if summary.moved > 0 {
            html += HTML.element("p", words.worse(rerun.worse, isProven: isProven))
        }
        if !rerun.filled.isEmpty { html += HTML.element("p", words.filled(Set(rerun.filled.map(\.attendee)).count)) }
        if !rerun.frozenRounds.isEmpty { html += HTML.element("p", words.frozen(rerun.frozenRounds)) }
        html += HTML.element(
            "p", isProven ? words.proven(summary, rerun) : words.stoppedEarly, classes: isProven ? "good" : "warn")
        return html + HTML.element("p", words.beforeAndAfter(news.before, summary.regret), classes: "dim")
    }

    private func heading(_ text: String) -> String { HTML.element("h2", text.lowercasedButFirst) }

    private var whatChanged: String {
        var html = heading(words.changesHeading(news.published))
        let lines = EventDifferenceWording(language: language).lines(news.changes)
        if lines.isEmpty { html += HTML.element("p", words.nothingChanged) }
        if !lines.isEmpty {
            html += "<dl>\n"
            for line in lines { html += HTML.element("dt", line.label) + HTML.element("dd", line.text) }
            html += "</dl>\n"
        }
        if !news.isComplete { html += HTML.element("p", words.notComparable, classes: "warn") }
        if let first = news.firstPublished {
            html += HTML.element("p", words.rerunOfRerun(news.published, of: first), classes: "warn")
        }
        return html
    }

    /// Who was moved first, then who has no place any more, then whose session stays.
    private func table(_ all: [PlacementChange]) -> String {
        let order: [PlacementChange.Kind] = [.moved, .filled, .added, .ended, .details]
        let changes = order.flatMap { kind in all.filter { $0.kind == kind } }
        let causes = CauseWording(language)
        func place(_ place: PlacementChange.Place?) -> String {
            place.map { $0.session == $0.title ? $0.title : $0.session + " " + $0.title } ?? "–"
        }
        return HTML.table(
            [
                words.say("Name", "Naam"), words.say("Round", "Ronde"), words.say("From", "Van"),
                words.say("To", "Naar"), words.say("Choice", "Voorkeur"), words.say("Why", "Waarom"),
            ],
            changes.map { change in
                [
                    change.name
                        + (change.organisation.isEmpty || change.name.hasSuffix(change.organisation)
                            ? "" : " (\(change.organisation))"),
                    "\(change.round)", place(change.from), place(change.to),
                    change.choice.map { words.choice($0) } ?? "",
                    causes.text(change) + (change.isWorse ? " – " + words.lessWanted : ""),
                ]
            })
    }

    private var affected: String {
        let changes = news.placements.filter { $0.cause != .signedUp }
        guard !changes.isEmpty else { return "" }
        return heading(words.affectedHeading) + table(changes)
    }

    private var newcomers: String {
        let changes = news.placements.filter { $0.cause == .signedUp }
        guard !changes.isEmpty else { return "" }
        return heading(words.newHeading(rerun.newPeople))
            + HTML.table(
                [
                    words.say("Name", "Naam"), words.say("Round", "Ronde"), words.say("Session", "Sessie"),
                    words.say("Choice", "Voorkeur"),
                ],
                changes.map { change in
                    [
                        change.name, "\(change.round)", change.to.map { $0.session + " " + $0.title } ?? "",
                        change.choice.map { words.choice($0) } ?? words.say("none handed in", "geen opgegeven"),
                    ]
                })
    }

    private var frontier: String {
        guard let all = rerun.frontier, !all.isEmpty else { return "" }
        let own = FrontierWording(language: language)
        let points = FrontierScreen.improvements(all)
        var html = heading(own.heading)
        let worse = own.allowingWorse(rerun, all.last!).map { HTML.element("p", $0) } ?? ""
        guard points.count > 1 else { return html + HTML.element("p", own.nothing(isProven: all[0].proven)) + worse }
        html += "<figure>\n" + FrontierPicture.svg(points, own)
        html +=
            HTML.element("figcaption", own.bars + " " + own.explanation + " " + own.end(all.last!))
            + "</figure>\n"
        let levels = max(1, points.map { $0.profile.count }.max()! - 1)
        html += HTML.table(
            own.headers(levels) + [words.say("Would move", "Verplaatst")],
            points.map { point in
                ["+\(point.extraMoves)", "\(point.moved)", "\(point.movedPeople)", "\(point.firstChoices)"]
                    + (0...levels).map { $0 < point.profile.count ? "\(point.profile[$0])" : "0" } + ["\(point.worst)"]
                    + [movers(point, own)]
            }, numbers: Set(0..<(levels + 6)))
        html += HTML.element("p", own.profileNote, classes: "dim") + worse
        return html + HTML.element("p", all.allSatisfy(\.proven) ? own.allProven : own.notAllProven, classes: "dim")
    }

    private func movers(_ point: FrontierPoint, _ own: FrontierWording) -> String {
        let names = point.movers.map { own.mover($0) }
        return names.count <= 8
            ? names.joined(separator: "; ")
            : names.prefix(7).joined(separator: "; ") + "; " + words.more(names.count - 7)
    }

    private var waiting: String {
        let offers = news.waiting.filter { $0.entries.contains(where: \.isOffered) }
        guard !offers.isEmpty else { return "" }
        let own = LateWording(language: language)
        var html = heading(own.waitingHeading) + "<dl>\n"
        for list in offers {
            let names = list.entries.filter(\.isOffered).map { own.gain($0) }
            html += HTML.element("dt", list.session) + HTML.element("dd", own.offer(list, names))
        }
        html += "</dl>\n"
        return html
    }

    private var late: String {
        guard !news.lateRoom.isEmpty else { return "" }
        let own = LateWording(language: language)
        return heading(own.lateHeading) + news.lateRoom.map { HTML.element("p", own.late($0)) }.joined()
            + HTML.element("p", own.assumption, classes: "dim")
    }

    private var sessions: String {
        let counts = allocation.headcounts(sessionCount: event.sessions.count)
        let rows = event.sessions.enumerated().map { position, session in
            [
                "\(session.round + 1)", session.id, session.title == session.id ? "" : session.title,
                session.room ?? "",
                session.time?.text(in: language) ?? "", "\(counts[position])", session.capacity.map { "\($0)" } ?? "–",
            ]
        }
        return heading(words.say("SESSIONS", "DEELSESSIES"))
            + HTML.table(
                [
                    words.say("Round", "Ronde"), words.say("Session", "Sessie"), words.say("Title", "Titel"),
                    words.say("Room", "Zaal"), words.say("Time", "Tijd"), words.say("People", "Mensen"),
                    words.say("Seats", "Plaatsen"),
                ], rows, numbers: [5, 6])
    }

    private var foot: String {
        let stages = base.stages(summary.stages.count { $0.proven }, of: summary.stages.count)
        let verdict = summary.verified ? base.verified : base.notVerified
        return HTML.element("p", stages + "; " + verdict + ".", classes: "dim")
    }
}

extension String {
    /// Headings are capitals on the terminal and sentences on the page.
    fileprivate var lowercasedButFirst: String {
        guard let first = first else { return self }
        let words = dropFirst().split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
            word.contains("/") ? String(word) : word.lowercased()
        }
        return String(first) + words.joined(separator: " ")
    }
}

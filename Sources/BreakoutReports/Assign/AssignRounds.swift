import BreakoutModel

extension AssignPage {
    /// The sessions of a round with their seats, and the choices that people received.
    mutating func round(_ round: RoundSummary) {
        let sessions = event.sessions(inRound: round.round - 1)
        let times = Set(sessions.map { event[$0].time })
        let common = times.count == 1 ? event[sessions[0]].time : nil
        screen.heading(words.roundHeading(round.round), common?.text(in: words.language) ?? "")
        let headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        var grid = Grid([
            .init(shrinksTo: 4), .init(shrinksTo: 12), .init(shrinksTo: 6, optional: true),
            .init(shrinksTo: 5, optional: true), .init(), .init(right: true), .init(),
        ])
        for index in sessions {
            let session = event[index]
            let time = common == nil ? session.time?.text(in: words.language) ?? "" : ""
            grid.add([
                [Span(session.id, .strong)], [Span(session.title == session.id ? "" : session.title)],
                [Span(session.room ?? "", .dim)], [Span(time, .dim)],
                bar(session, headcounts[index.value]), [Span(seats(session, headcounts[index.value]))],
                [mark(session, headcounts[index.value])],
            ])
        }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
        screen.paragraph(words.choices(round), indent: 2)
        let others = words.others(round)
        if !others.isEmpty { screen.paragraph(others, indent: 2, tint: .dim) }
    }

    private var barWidth: Int { min(16, max(6, screen.style.columns / 6)) }

    private func bar(_ session: Session, _ headcount: Int) -> [Span] {
        guard let capacity = session.capacity else { return [Span("")] }
        return Bar.seats(headcount, of: capacity, width: barWidth)
    }

    private func seats(_ session: Session, _ headcount: Int) -> String {
        words.number(headcount) + (session.capacity.map { "/" + words.number($0) } ?? "")
    }

    private func mark(_ session: Session, _ headcount: Int) -> Span {
        if headcount == 0 && session.cancellable { return Span(words.notHeld, .warning) }
        guard let capacity = session.capacity else { return Span(words.noLimit, .dim) }
        return headcount >= capacity ? Span(words.full, .warning) : Span("")
    }
}

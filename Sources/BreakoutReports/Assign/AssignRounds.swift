import BreakoutModel

extension AssignPage {
    /// The sessions of a round with their seats, and the choices that people received. `sessions` are the lines of
    /// all sessions of the event.
    mutating func round(_ round: RoundSummary, sessions: [Line]) {
        screen.heading(
            words.roundHeading(round.round), commonTime(round.round - 1)?.text(in: words.language) ?? "")
        for line in sessions[event.sessionRanges[round.round - 1]] { screen.add(line) }
        screen.paragraph(words.choices(round))
        let others = words.others(round)
        if !others.isEmpty { screen.paragraph(others, tint: .dim) }
    }

    /// A line for each session of the event, all in the same columns.
    func sessionLines() -> [Line] {
        let headcounts = allocation.headcounts(sessionCount: event.sessions.count)
        var grid = Grid([
            .init(shrinksTo: 4), .init(shrinksTo: 12), .init(shrinksTo: 6, optional: true),
            .init(shrinksTo: 5, optional: true), .init(), .init(right: true), .init(),
        ])
        for (session, headcount) in zip(event.sessions, headcounts) {
            let time = commonTime(session.round) == nil ? session.time?.text(in: words.language) ?? "" : ""
            grid.add([
                [Span(session.id, .strong)], [Span(session.title == session.id ? "" : session.title)],
                [Span(session.room ?? "", .dim)], [Span(time, .dim)], bar(session, headcount),
                [Span(seats(session, headcount))], [mark(session, headcount)],
            ])
        }
        return grid.lines(indent: 2, width: screen.style.columns)
    }

    /// The time of the round, where all its sessions have the same.
    private func commonTime(_ round: Int) -> TimeSpan? {
        let times = Set(event.sessions[event.sessionRanges[round]].map(\.time))
        return times.count == 1 ? times.first ?? nil : nil
    }

    private var barWidth: Int { min(16, max(6, screen.style.columns / 6)) }

    private func bar(_ session: Session, _ headcount: Int) -> [Span] {
        guard let capacity = session.capacity else { return [Span("")] }
        return Bar.seats(headcount, of: capacity, width: barWidth)
    }

    private func seats(_ session: Session, _ headcount: Int) -> String {
        words.number(headcount) + (session.capacity.map { "/" + words.number($0) } ?? "")
    }

    /// What is special about the number of people. The two `.bad` ones break a rule: no allocation that the verifier
    /// accepted has them, and one that has them must not look as if it were fine.
    private func mark(_ session: Session, _ headcount: Int) -> Span {
        if headcount == 0 && session.cancellable { return Span(words.notHeld, .warning) }
        if headcount < session.minimum { return Span(words.below(session.minimum), .bad) }
        guard let capacity = session.capacity else { return Span(words.noLimit, .dim) }
        if headcount > capacity { return Span(words.tooFull, .bad) }
        return headcount >= capacity ? Span(words.full, .warning) : Span("")
    }
}

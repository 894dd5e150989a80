import BreakoutModel

extension CheckPage {
    /// Who takes part in the round, its seats, and its sessions with what is asked of them.
    mutating func round(_ round: Int, sessions lines: (header: Line, sessions: [Line])) {
        let counts = demand.rounds[round]
        let sessions = event.sessions(inRound: round)
        let times = Set(sessions.map { event[$0].time })
        screen.heading(
            words.roundHeading(round + 1),
            times.count == 1 ? event[sessions[0]].time?.text(in: words.language) ?? "" : "")
        screen.paragraph(words.standings(counts))
        let seats = seatsForPeople(sessions)
        screen.paragraph(
            words.seats(seats, for: counts.placed),
            tint: seats.map { $0 < counts.placed } ?? false ? .bad : .plain)
        screen.add(lines.header)
        for line in lines.sessions[event.sessionRanges[round]] { screen.add(line) }
        for index in sessions { conditions(event[index]) }
    }

    /// What the bars mean.
    mutating func legend() {
        screen.blank()
        screen.paragraph(words.legend, tint: .dim)
    }

    /// Nil when a session has no limit.
    private func seatsForPeople(_ sessions: [SessionIndex]) -> Int? {
        sessions.reduce(Int?.some(0)) { sum, index in
            guard let sum, let capacity = event[index].capacity else { return nil }
            return sum + capacity
        }
    }

    /// A header, and a line for each session of the event, all in the same columns. Bars are on one scale within
    /// a round.
    func sessionLines() -> (header: Line, sessions: [Line]) {
        var grid = Grid([
            .init(shrinksTo: 4), .init(shrinksTo: 12), .init(shrinksTo: 6, optional: true),
            .init(right: true),
            .init(right: true, optional: true), .init(right: true, optional: true), .init(),
            .init(right: true),
        ])
        let hasMinimum = event.sessions.contains { $0.minimum > 0 }
        let hasDuties = demand.onDuty.contains { $0 > 0 }
        grid.add([
            [Span("")], [Span("")], [Span("")], [Span(words.seatsColumn, .dim)],
            [Span(hasMinimum ? words.minimumColumn : "", .dim)],
            [Span(hasDuties ? words.dutyColumn : "", .dim)],
            [Span(words.firstChoicesColumn, .dim)], [Span("")],
        ])
        for round in 0..<event.roundCount {
            let sessions = event.sessions(inRound: round)
            let scale = sessions.map { max(demand.firstChoices[$0.value], seatsToChoose($0) ?? 0) }.max() ?? 0
            for index in sessions { grid.add(row(index, scale: scale)) }
        }
        let lines = grid.lines(indent: 2, width: screen.style.columns)
        return (lines[0], Array(lines.dropFirst()))
    }

    private func row(_ index: SessionIndex, scale: Int) -> [Grid.Cell] {
        let session = event[index]
        let wanted = demand.firstChoices[index.value], onDuty = demand.onDuty[index.value]
        let seats = seatsToChoose(index)
        return [
            [Span(session.id, .strong)], [Span(session.title == session.id ? "" : session.title)],
            [Span(session.room ?? "", .dim)], [Span(session.capacity.map { words.number($0) } ?? "–")],
            [Span(session.minimum > 0 ? words.number(session.minimum) : "")],
            [Span(onDuty > 0 ? words.number(onDuty) : "")],
            Bar.demand(wanted, seats: seats ?? wanted, scale: scale, width: barWidth),
            [demandText(wanted, seats)],
        ]
    }

    private var barWidth: Int { min(20, max(6, screen.style.columns / 6)) }

    /// The seats that are left for who may choose; nil without a limit.
    private func seatsToChoose(_ session: SessionIndex) -> Int? {
        event[session].capacity.map { max(0, $0 - demand.onDuty[session.value]) }
    }

    private func demandText(_ wanted: Int, _ seats: Int?) -> Span {
        guard let seats else { return Span(words.number(wanted)) }
        return Span("\(words.number(wanted))/\(words.number(seats))", wanted > seats ? .warning : .plain)
    }

    /// What is special about a session, where anything is.
    private mutating func conditions(_ session: Session) {
        var parts: [String] = []
        if !session.openTo.isEmpty {
            parts.append(words.openTo(session.openTo.map { event.roles[$0.value] }))
        }
        if session.cancellable { parts.append(words.cancellable) }
        if let topic = session.topic { parts.append(words.topic(topic)) }
        guard !parts.isEmpty else { return }
        screen.paragraph(parts.joined(separator: "; "), first: session.id + ": ", tint: .dim)
    }
}

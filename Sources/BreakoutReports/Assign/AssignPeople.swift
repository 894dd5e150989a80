import BreakoutModel

extension AssignPage {
    /// Rows of the profile that are drawn before the rest is taken together.
    private static let profileRows = 5
    /// People who are named.
    private static let named = 8

    /// The total regrets: how many people lost out, and by how much.
    mutating func allRounds() {
        let profile = summary.regret.profile, people = profile.reduce(0, +)
        guard people > 0 else { return }
        screen.heading(words.allRoundsHeading(event.roundCount), words.scale(event.roundCount))
        screen.paragraph(words.everythingFirst(profile[0], of: people, worst: summary.regret.worst))
        guard summary.regret.worst > 0 else { return }
        var rows = profile.enumerated().map { (label: words.number($0), count: $1) }
        if rows.count > AssignPage.profileRows + 1 {
            let rest = rows[AssignPage.profileRows...].reduce(0) { $0 + $1.count }
            rows = Array(rows.prefix(AssignPage.profileRows))
            rows.append((words.atLeast(AssignPage.profileRows), rest))
        }
        var grid = Grid([.init(right: true), .init(), .init(right: true), .init(right: true)])
        let largest = rows.map(\.count).max() ?? 0
        for row in rows {
            let bar = Bar.filled(row.count, of: largest, width: max(8, screen.style.columns / 2 - 8))
            grid.add([
                [Span(row.label, .strong)], [Span(bar, .bar)], [Span(words.number(row.count))],
                [Span(words.percent(row.count, of: people), .dim)],
            ])
        }
        for line in grid.lines(indent: 4, width: screen.style.columns) { screen.add(line) }
    }

    /// The people with the largest total regrets by name, and what stood in the way of something better.
    mutating func whoLostOutMost() {
        guard summary.regret.profile.count > 1 else { return }
        let (people, left) = worstOff()
        screen.heading(words.lostOutHeading)
        let obstacles = Obstacles(event: event, table: table, allocation: allocation)
        for person in people {
            let total = words.disappointment(person.total)
            let room = screen.style.columns - DisplayWidth.of(total) - 5
            screen.add(
                Span("  "),
                Span(DisplayWidth.truncated(fullName(person.attendee), to: max(8, room)), .strong),
                Span(" · " + total, .dim))
            let rounds = (0..<event.roundCount).compactMap { received(person.attendee, $0, obstacles) }
            screen.paragraph(rounds.joined(separator: "; "), indent: 4)
        }
        for (total, count) in left { screen.paragraph(words.moreWith(count, total: total), tint: .dim) }
    }

    /// The name, with the organisation unless the name says it already.
    private func fullName(_ attendee: AttendeeIndex) -> String {
        let name = SafeText.clean(event[attendee].name)
        guard let organisation = event.organisation(of: attendee).map(SafeText.clean), !organisation.isEmpty,
            !name.hasSuffix(organisation)
        else { return name }
        return "\(name) (\(organisation))"
    }

    /// Which choice the attendee received in the round, and why not a higher one; nil where it was their first.
    private func received(_ attendee: AttendeeIndex, _ round: Int, _ obstacles: Obstacles) -> String? {
        if allocation.isUnplaced(attendee, round: round, in: table) { return words.noPlace(round + 1) }
        guard let regret = allocation.regret(of: attendee, round: round, in: table), regret > 0,
            let session = allocation[attendee, round],
            let choice = allocation.choice(of: attendee, round: round, in: table)
        else { return nil }
        let above = obstacles.above(attendee, round: round).map {
            (session: $0.session, obstacle: Obstacle($0.obstacles.first, event))
        }
        var kinds: [Obstacle] = []
        for entry in above where !kinds.contains(entry.obstacle) { kinds.append(entry.obstacle) }
        let reasons = kinds.map { kind in
            var clash = ""
            if case .clash(let other) = kind { clash = event[other].id }
            return words.reason(
                kind, above.filter { $0.obstacle == kind }.map { event[$0.session].id },
                organisation: event.organisation(of: attendee) ?? "", clash: clash)
        }
        return words.received(event[session].id, choice, reasons)
    }

    /// Whole levels of total regret from the worst down, as long as they fit (the first in any case, cut where it
    /// must be); and the next level that is not shown in full, with the number of people left out.
    private func worstOff() -> (
        people: [(attendee: AttendeeIndex, total: Int)], left: [(total: Int, count: Int)]
    ) {
        let profile = summary.regret.profile
        var lowest = profile.count - 1, shown = 0
        for level in stride(from: profile.count - 1, to: 0, by: -1) where profile[level] > 0 {
            if shown > 0 && shown + profile[level] > AssignPage.named { break }
            shown += profile[level]
            lowest = level
        }
        var people: [(attendee: AttendeeIndex, total: Int)] = []
        for index in event.attendees.indices {
            let total = allocation.totalRegret(of: AttendeeIndex(index), in: table)
            if total >= lowest { people.append((AttendeeIndex(index), total)) }
        }
        people.sort { ($1.total, $0.attendee) < ($0.total, $1.attendee) }
        var left: [(total: Int, count: Int)] = []
        if people.count > AssignPage.named { left.append((lowest, people.count - AssignPage.named)) }
        if let next = (1..<max(1, lowest)).last(where: { profile[$0] > 0 }) {
            left.append((next, profile[next]))
        }
        return (Array(people.prefix(AssignPage.named)), left)
    }

    /// Whether the same people lose out again and again, in a sentence or two.
    mutating func fairness() {
        guard event.roundCount > 1, summary.fairness.choosing > 0 else { return }
        screen.heading(words.fairnessHeading)
        screen.paragraph(
            words.twoDisappointments(summary.fairness.twoDisappointments, rounds: event.roundCount))
        let pairs = summary.fairness.correlations.compactMap { pair in
            pair.coefficient.map { (pair.first, pair.second, $0) }
        }
        if let pair = pairs.max(by: { $0.2 < $1.2 }),
            let sentence = words.correlation(pair.0, pair.1, pair.2, people: summary.fairness.choosing)
        {
            screen.paragraph(sentence)
        }
        let parts = summary.fairness.signUp
        if let first = parts.first, let last = parts.last, first.name == "1", last.name == "4" {
            screen.paragraph(words.signUp(first: first.meanTotalRegret, last: last.meanTotalRegret))
        }
    }
}

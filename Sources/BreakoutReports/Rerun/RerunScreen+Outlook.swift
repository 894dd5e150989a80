import BreakoutModel

extension AssignPage {
    private static let listsShown = 6
    private static let moversShown = 4

    /// What more moves would bring, as a table with a line for each improvement.
    mutating func frontier(_ part: RerunPart) {
        guard let all = part.rerun.frontier, let first = all.first else { return }
        let own = FrontierWording(language: words.language)
        screen.heading(own.heading)
        let points = FrontierScreen.improvements(all)
        if points.count == 1 {
            screen.paragraph(own.nothing(isProven: first.proven), tint: first.proven ? .plain : .warning)
            allowingWorse(part, all)
            return
        }
        screen.paragraph(own.explanation, tint: .dim)
        let levels = max(1, points.map { $0.profile.count }.max()! - 1)
        let header = own.headers(min(levels, 5))
        var grid = Grid(header.map { _ in Grid.Column(right: true) })
        grid.add(header.map { [Span($0, .dim)] })
        for point in points {
            let profile = (0...min(levels, 5)).map { level -> Int in
                level == 5
                    ? point.profile.dropFirst(5).reduce(0, +) : level < point.profile.count ? point.profile[level] : 0
            }
            let numbers =
                ["+\(point.extraMoves)", words.number(point.moved), words.number(point.movedPeople)]
                + [words.number(point.firstChoices)] + profile.map { words.number($0) } + ["\(point.worst)"]
            grid.add(numbers.enumerated().map { [Span($0.element, $0.offset == 0 ? .strong : .plain)] })
        }
        for line in grid.lines(indent: 4, width: screen.style.columns) { screen.add(line) }
        screen.paragraph(own.profileNote, tint: .dim)
        let next = points[1]
        let known = Set(first.movers)
        let movers = next.movers.filter { !known.contains($0) }
        var names = movers.prefix(AssignPage.moversShown).map { own.mover($0) }
        if movers.count > names.count { names.append(own.more(movers.count - names.count)) }
        screen.paragraph(own.wouldMove(next.extraMoves) + names.joined(separator: "; "))
        screen.paragraph(own.end(all.last!))
        screen.paragraph(all.allSatisfy(\.proven) ? own.allProven : own.notAllProven, tint: .dim)
        allowingWorse(part, all)
        screen.command(
            own.chooseLabel, again(part, "--max-moves \(next.extraMoves)"), labelWidth: words.nextWidth)
    }

    /// What the lines leave out: moves to places that somebody wants less, where they would bring more.
    private mutating func allowingWorse(_ part: RerunPart, _ all: [FrontierPoint]) {
        guard let line = FrontierWording(language: words.language).allowingWorse(part.rerun, all.last!) else { return }
        screen.paragraph(line)
        screen.command(
            FrontierWording(language: words.language).worseLabel, again(part, "--frontier --allow-worse"),
            labelWidth: words.nextWidth)
    }

    /// Free seats that would make somebody better off.
    mutating func waiting(_ part: RerunPart) {
        let news = part.news
        guard !news.waiting.isEmpty else { return }
        let own = LateWording(language: words.language)
        let offers = news.waiting.filter { $0.entries.contains(where: \.isOffered) }
        screen.heading(own.waitingHeading)
        guard !offers.isEmpty else {
            let people = Set(news.waiting.flatMap(\.entries).map(\.attendee)).count
            screen.paragraph(own.noOffers(people), tint: .dim)
            return
        }
        for list in offers.prefix(AssignPage.listsShown) {
            var names = list.entries.filter(\.isOffered).prefix(4).map { own.gain($0) }
            let rest = list.entries.count(where: \.isOffered) - names.count
            if rest > 0 { names.append(words.more(rest)) }
            screen.labelled(list.session, own.offer(list, names), labelWidth: 6)
        }
        screen.command(
            own.fillLabel, again(part, "--fill-freed-seats"), labelWidth: words.nextWidth)
    }

    /// How many late sign-ups could still get a first choice.
    mutating func lateRoom(_ rooms: [LateRoom]) {
        guard !rooms.isEmpty else { return }
        let own = LateWording(language: words.language)
        screen.heading(own.lateHeading)
        for room in rooms { screen.paragraph(own.late(room)) }
        screen.paragraph(own.assumption, tint: .dim)
    }
}

enum FrontierScreen {
    /// The points at which something improves on the one before, the first included.
    static func improvements(_ all: [FrontierPoint]) -> [FrontierPoint] {
        var shown: [FrontierPoint] = []
        for point in all {
            if let last = shown.last, last.profile == point.profile, last.firstChoices == point.firstChoices,
                last.moved == point.moved
            {
                continue
            }
            shown.append(point)
        }
        return shown
    }
}

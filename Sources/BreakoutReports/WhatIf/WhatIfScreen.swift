import BreakoutModel

/// What `breakouts what-if` shows.
public enum WhatIfScreen {
    /// Changes that were asked for, each by itself and all together, beside the event as it is; without a line feed at the
    /// end.
    public static func changes(_ whatIf: WhatIf, event: Event, folder: String, style: TextStyle) -> String {
        var page = WhatIfPage(whatIf, event: event, style: style)
        page.title()
        page.table()
        page.conclusion()
        page.footnotes()
        page.next(folder, isAsked: true)
        return page.screen.text
    }

    /// What each rule costs, in the order given.
    public static func rules(_ whatIf: WhatIf, event: Event, folder: String, style: TextStyle) -> String {
        var page = WhatIfPage(whatIf, event: event, style: style)
        page.title()
        page.rules()
        page.footnotes()
        page.next(folder, isAsked: false)
        return page.screen.text
    }
}

/// The screen while it is being filled.
struct WhatIfPage {
    let whatIf: WhatIf
    let event: Event
    let words: WhatIfWording
    var screen: Screen
    /// Levels of total regret that have a column; the last one takes all that are higher where there are more.
    private let levels: Int
    private let hasMore: Bool
    /// More columns than this leave no room for words.
    private static let mostLevels = 5

    init(_ whatIf: WhatIf, event: Event, style: TextStyle) {
        self.whatIf = whatIf
        self.event = event
        words = WhatIfWording(language: style.language, event: event)
        screen = Screen(style)
        let worst = ([whatIf.present] + whatIf.scenarios).compactMap { $0.result?.regret.worst }.max() ?? 0
        levels = min(worst + 1, WhatIfPage.mostLevels)
        hasMore = worst + 1 > WhatIfPage.mostLevels
    }

    mutating func title() { screen.addTitle(of: event, words.objective(whatIf.objective)) }

    private func grid() -> Grid {
        var grid = Grid(
            [.init(shrinksTo: 24, wraps: true)] + Array(repeating: .init(right: true), count: levels + 1)
                + [.init(shrinksTo: 14, wraps: true)])
        let labels = (0..<levels).map { hasMore && $0 == levels - 1 ? words.orMore($0) : "\($0)" }
        grid.add([[Span(words.scale, .dim)]] + labels.map { [Span($0, .dim)] } + [[Span(words.firsts, .dim)], []])
        return grid
    }

    /// People per level of total regret, as many as there are columns.
    private func profile(_ result: ScenarioResult) -> [Int] {
        let profile = result.regret.profile
        return (0..<levels).map { level in
            if hasMore && level == levels - 1 { return profile.dropFirst(level).reduce(0, +) }
            return level < profile.count ? profile[level] : 0
        }
    }

    private func row(_ label: String, _ scenario: Scenario, isStrong: Bool = false) -> [Grid.Cell] {
        let name: Grid.Cell = [Span(label, isStrong ? .strong : .plain)]
        guard let result = scenario.result else {
            return [name] + Array(repeating: [], count: levels + 1) + [[Span(note(scenario), .warning)]]
        }
        let numbers = (profile(result) + [result.firstChoices]).map { [Span(words.number($0))] }
        return [name] + numbers + [verdict(scenario, result)]
    }

    /// What the changes bring; and where that is not known to be the best of its event, that it is not. Then the best may
    /// still be better than what was found, so only what is better already is told.
    private func verdict(_ scenario: Scenario, _ result: ScenarioResult) -> Grid.Cell {
        let present = whatIf.present.result
        let isBetter = present.map { result.compared(to: $0, by: whatIf.objective) < 0 } ?? false
        let isCompared = !scenario.changes.isEmpty && present != nil && (result.isProven || isBetter)
        let verdict: Grid.Cell = isCompared ? [verdict(result)] : []
        if result.isProven { return verdict }
        return verdict + [Span((verdict.isEmpty ? "" : ", ") + words.notProven, .warning)]
    }

    private func note(_ scenario: Scenario) -> String {
        switch scenario.outcome {
        case .invalid: words.notAlone
        case .skipped: words.skipped
        case .impossible, .allocated: words.impossible
        }
    }

    private func verdict(_ result: ScenarioResult) -> Span {
        guard let present = whatIf.present.result else { return Span("") }
        if result.excused != present.excused {
            return Span(words.excused(result.excused - present.excused), .warning)
        }
        guard result.isComparable(with: present) else { return Span(words.otherPeople, .dim) }
        let order = result.compared(to: present, by: whatIf.objective)
        if order == 0 { return Span(words.same, .dim) }
        return order < 0 ? Span(words.better, .good) : Span(words.worse, .bad)
    }

    func label(_ scenario: Scenario) -> String {
        scenario.changes.count == 1 ? words.label(scenario.changes[0]) : words.together
    }

    // MARK: Changes that were asked for

    mutating func table() {
        screen.heading(words.heading)
        var grid = grid()
        grid.add(row(words.present, whatIf.present))
        for scenario in whatIf.scenarios {
            grid.add(row(label(scenario), scenario, isStrong: scenario.changes.count > 1))
        }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
        // Why all of them together have none is told in full elsewhere.
        for scenario in whatIf.scenarios.dropLast() {
            guard case .impossible(let reasons) = scenario.outcome, let reason = reasons.first else { continue }
            screen.blank()
            screen.paragraph(
                label(scenario) + ": " + reason.message.text(in: words.language), indent: 0, tint: .warning)
        }
    }

    mutating func conclusion() {
        guard let last = whatIf.scenarios.last?.result, let present = whatIf.present.result else { return }
        screen.blank()
        screen.paragraph(words.sentence(last, present), indent: 0)
    }

    // MARK: What each rule costs

    mutating func rules() {
        guard let present = whatIf.present.result else { return }
        screen.heading(words.rulesHeading, words.rulesDetail)
        guard !whatIf.scenarios.isEmpty else {
            screen.paragraph(words.nothingToGiveUp())
            return
        }
        var grid = grid()
        grid.add(row(words.present, whatIf.present, isStrong: true))
        var nothing: [EventChange] = [], unproven: [EventChange] = [], skipped: [EventChange] = []
        for scenario in whatIf.scenarios {
            guard let result = scenario.result else {
                if case .skipped = scenario.outcome {
                    skipped += scenario.changes
                } else {
                    grid.add(row(label(scenario), scenario))
                }
                continue
            }
            if isSame(result, present) && result.isProven && present.isProven {
                nothing += scenario.changes
            } else if isSame(result, present) {
                unproven += scenario.changes
            } else {
                grid.add([[Span(label(scenario))]] + differences(result, present) + [verdict(scenario, result)])
            }
        }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
        let lists = [
            (words.noDifference, nothing), (words.noDifferenceFound, unproven), (words.notWorkedOut, skipped),
        ]
        for (heading, changes) in lists where !changes.isEmpty {
            screen.blank()
            screen.paragraph(heading + words.inOneBreath(changes), indent: 0, tint: .dim)
        }
    }

    private func isSame(_ a: ScenarioResult, _ b: ScenarioResult) -> Bool {
        a.regret == b.regret && a.firstChoices == b.firstChoices && a.excused == b.excused
            && a.compared(to: b, by: whatIf.objective) == 0
    }

    private func differences(_ result: ScenarioResult, _ present: ScenarioResult) -> [Grid.Cell] {
        let now = profile(result) + [result.firstChoices], before = profile(present) + [present.firstChoices]
        return zip(now, before).map { now, before in
            let difference = now - before
            if difference == 0 { return [Span("·", .dim)] }
            return [Span((difference > 0 ? "+" : "") + words.number(difference))]
        }
    }

    /// What to do now, with commands that can be copied.
    mutating func next(_ folder: String, isAsked: Bool) {
        let folder = CommandText.argument(folder) ?? "EVENT"
        screen.heading(words.nextHeading)
        if isAsked && whatIf.scenarios.last?.result == nil {
            screen.command(
                words.tryOthers, "breakouts what-if \(folder) \(words.someChanges)", labelWidth: words.nextWidth)
        } else if isAsked {
            screen.command(words.makeItSo, "breakouts assign \(folder)", labelWidth: words.nextWidth)
        } else {
            screen.command(
                words.tryTogether, "breakouts what-if \(folder) \(words.someChanges)", labelWidth: words.nextWidth)
        }
    }

    mutating func footnotes() {
        let scenarios = [whatIf.present] + whatIf.scenarios
        let results = scenarios.compactMap(\.result)
        if let first = results.first, !results.allSatisfy({ $0.isComparable(with: first) }) {
            screen.blank()
            screen.paragraph(words.comparability, indent: 0, tint: .dim)
        }
        let cancels = whatIf.scenarios.contains { scenario in
            scenario.changes.contains { if case .notHeld = $0 { true } else { false } }
        }
        if cancels {
            screen.blank()
            screen.paragraph(words.stillWished, indent: 0, tint: .dim)
        }
        let isProven = scenarios.allSatisfy { scenario in
            if case .skipped = scenario.outcome { return false }
            return scenario.result?.isProven ?? true
        }
        guard !isProven || whatIf.scenarios.contains(where: { $0.result != nil }) else { return }
        screen.blank()
        screen.paragraph(words.proven(isProven), indent: 0, tint: isProven ? .dim : .warning)
    }
}

import BreakoutModel

/// What is explained: an allocation that was stored, or one that was made just now.
public struct ExplainedRun: Sendable {
    /// The folder of the run; nil where there was none.
    public var folder: String?
    /// Whether it is proven that nothing is better.
    public var isProven: Bool
    /// The folder of the event.
    public var event: String
    /// Files of the event that have changed since.
    public var changedFiles: [String]
    /// Whether the allocation still keeps the rules of the event as it is.
    public var fits: Bool

    public init(folder: String?, event: String, isProven: Bool, changedFiles: [String] = [], fits: Bool = true) {
        self.folder = folder
        self.event = event
        self.isProven = isProven
        self.changedFiles = changedFiles
        self.fits = fits
    }
}

/// What `breakouts explain` shows.
public enum ExplainScreen {
    /// Some people, each in full, with the titles of sessions; without a line feed at the end.
    public static func people(
        _ explanations: [Explanation], event: Event, run: ExplainedRun, style: TextStyle
    ) -> String {
        var page = ExplainPage(event: event, run: run, style: style)
        page.about()
        for explanation in explanations { page.person(explanation, naming: .titles) }
        page.footnote(explanations)
        page.next(isEverybody: false)
        return page.screen.text
    }

    /// Everybody who missed something, in the order given, and how many there are of what kind.
    public static func everybody(
        _ explanations: [Explanation], event: Event, run: ExplainedRun, style: TextStyle
    ) -> String {
        var page = ExplainPage(event: event, run: run, style: style)
        page.about()
        page.counts(explanations)
        for explanation in explanations where explanation.hasMoreToSay { page.person(explanation, naming: .ids) }
        page.footnote(explanations)
        page.next(isEverybody: true)
        return page.screen.text
    }
}

extension Explanation {
    /// Whether there is more to say than what they got.
    var hasMoreToSay: Bool { rounds.contains { $0.missed != nil || !$0.dropped.isEmpty } }
}

/// The screen while it is being filled.
struct ExplainPage {
    let event: Event
    let run: ExplainedRun
    let words: ExplainWording
    var screen: Screen

    init(event: Event, run: ExplainedRun, style: TextStyle) {
        self.event = event
        self.run = run
        words = ExplainWording(language: style.language, event: event, naming: .ids)
        screen = Screen(style)
    }

    mutating func about() {
        screen.addTitle(of: event, words.about(run))
        if !run.changedFiles.isEmpty {
            screen.blank()
            screen.paragraph(words.changed(run), indent: 0, first: "! ", tint: .warning)
        } else if !run.isProven {
            screen.blank()
            screen.paragraph(words.notProven, indent: 0, first: "! ", tint: .warning)
        }
    }

    mutating func person(_ explanation: Explanation, naming: ExplainText.Naming) {
        screen.blank()
        let attendee = explanation.attendee
        let name = SafeText.clean(event[attendee].name)
        let organisation = event.organisation(of: attendee).map(SafeText.clean) ?? ""
        let isSaid = organisation.isEmpty || name.hasSuffix(organisation)
        let total = explanation.totalRegret.map { " · " + words.disappointment($0) } ?? ""
        screen.add(
            Span(
                DisplayWidth.truncated(
                    isSaid ? name : "\(name) (\(organisation))",
                    to: max(8, screen.style.columns - DisplayWidth.of(total))), .strong), Span(total, .dim))
        let named = ExplainWording(language: words.language, event: event, naming: naming)
        // Titles are long: then a line for each round.
        for text in naming == .ids ? [named.received(explanation)] : named.lines(explanation) {
            screen.paragraph(text)
        }
        for text in ExplainText.reasons(explanation, named) { screen.paragraph(text) }
    }

    /// How many received everything they put first, and what the other first choices would have cost.
    mutating func counts(_ explanations: [Explanation]) {
        let choosing = explanations.filter { $0.totalRegret != nil }
        let missed = explanations.flatMap(\.rounds).compactMap(\.missed)
        let begun = missed.count { $0.hadBegun }
        screen.blank()
        screen.paragraph(
            words.everythingFirst(
                choosing.count { person in person.rounds.allSatisfy { $0.missed == nil } }, of: choosing.count,
                missed: missed.count), indent: 0)
        var grid = Grid([.init(right: true), .init(shrinksTo: 20)])
        for kind in CostKind.allCases {
            let count = missed.count { !$0.hadBegun && CostKind($0.cost) == kind }
            if count > 0 { grid.add([[Span(words.number(count), .strong)], [Span(words.kind(kind, count))]]) }
        }
        if begun > 0 { grid.add([[Span(words.number(begun), .strong)], [Span(words.begun(begun))]]) }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
    }

    /// What to look at now, with commands that can be copied.
    mutating func next(isEverybody: Bool) {
        let folder = CommandText.argument(run.event) ?? "EVENT"
        screen.heading(words.nextHeading)
        if isEverybody {
            screen.command(
                words.onePerson, "breakouts explain \(folder) --attendee \(words.who)", labelWidth: words.nextWidth)
        } else {
            screen.command(words.everybody, "breakouts explain \(folder)", labelWidth: words.nextWidth)
        }
        screen.command(words.ruleCosts, "breakouts what-if \(folder)", labelWidth: words.nextWidth)
    }

    /// What the words mean.
    mutating func footnote(_ explanations: [Explanation]) {
        let costs = explanations.flatMap(\.rounds).compactMap(\.missed).map(\.cost)
        guard costs.contains(where: { if case .outcome = $0 { true } else { false } }) else { return }
        screen.blank()
        screen.paragraph(words.footnote, indent: 0, tint: .dim)
    }
}

/// What giving somebody their first choice would have cost, in few kinds.
enum CostKind: CaseIterable {
    case draw, one, two, more, nobodyElse, told, impossible, better, unknown

    init(_ cost: ForcedCost) {
        switch cost {
        case .impossible: self = .impossible
        case .unknown: self = .unknown
        case .outcome(let outcome):
            guard let difference = outcome.difference else {
                self = .draw
                return
            }
            switch outcome.othersWorse {
            case _ where !difference.isWorse: self = .better
            case _ where difference.isAboutMoves: self = .told
            case 0: self = .nobodyElse
            case 1: self = .one
            case 2: self = .two
            default: self = .more
            }
        }
    }
}

extension ExplainWording {
    func about(_ run: ExplainedRun) -> String {
        run.folder.map { say("explains the allocation in \($0)", "uitleg bij de indeling in \($0)") }
            ?? say(
                "explains an allocation made just now; nothing was written",
                "uitleg bij een indeling van nu; er is niets geschreven")
    }

    func changed(_ run: ExplainedRun) -> String {
        let files = list(run.changedFiles)
        return run.fits
            ? say(
                "Changed since this run: \(files). Its allocation still keeps all the rules and is still the best; what "
                    + "follows goes by the files as they are now.",
                "Gewijzigd sinds deze run: \(files). De indeling voldoet nog aan alle regels en is nog steeds de beste; "
                    + "wat volgt, gaat uit van de bestanden zoals ze nu zijn.")
            : say(
                "Changed since this run: \(files). Its allocation no longer fits the event as it is now. What people "
                    + "got is as in the run; reasons go by the files as they are now, and what other choices would have "
                    + "cost is left out.",
                "Gewijzigd sinds deze run: \(files). De indeling past niet meer bij het evenement zoals het nu is. Wat "
                    + "mensen kregen, staat er zoals in de run; redenen gaan uit van de bestanden zoals ze nu zijn, en "
                    + "wat een andere keuze had gekost, ontbreekt.")
    }

    var nextHeading: String { say("WHAT NEXT", "HOE VERDER") }
    var nextWidth: Int { 23 }
    var onePerson: String { say("One person in full", "Eén persoon uitvoerig") }
    var everybody: String { say("Everybody", "Iedereen") }
    var ruleCosts: String { say("What each rule costs", "Wat elke regel kost") }
    var who: String { say("NAME", "NAAM") }

    var notProven: String {
        say(
            "This allocation is not proven to be the best one.",
            "Van deze indeling is niet bewezen dat ze de beste is.")
    }

    func disappointment(_ total: Int) -> String {
        say("disappointment \(number(total))", "teleurstelling \(number(total))")
    }

    func everythingFirst(_ count: Int, of people: Int, missed: Int) -> String {
        let all = say(
            "\(number(count)) of \(number(people)) people who chose received their first choice in every round.",
            "\(number(count)) van de \(number(people)) deelnemers die kozen, \(count == 1 ? "kreeg" : "kregen") in elke ronde de eerste voorkeur."
        )
        guard missed > 0 else { return all }
        return all + " "
            + say(
                missed == 1
                    ? "Of the first choice that was not given:"
                    : "Of the \(number(missed)) first choices that were not given:",
                missed == 1
                    ? "Van de eerste voorkeur die niet is gegeven:"
                    : "Van de \(number(missed)) eerste voorkeuren die niet zijn gegeven:")
    }

    /// To stand behind the number of first choices that it holds for.
    func kind(_ kind: CostKind, _ count: Int) -> String {
        let isOne = count == 1
        let was = isOne ? "was" : "were", had = isOne ? "had" : "hadden", zijn = isOne ? "is" : "zijn"
        switch kind {
        case .draw: return say("\(was) decided by the draw", "\(zijn) door de loting beslist")
        case .one: return say("would have cost one other person something", "\(had) één ander iets gekost")
        case .two: return say("would have cost two others something", "\(had) twee anderen iets gekost")
        case .more:
            return say("would have cost three or more others something", "\(had) drie of meer anderen iets gekost")
        case .nobodyElse:
            return say(
                "would have cost nobody else a choice, but the whole something",
                "\(had) niemand anders een voorkeur gekost, maar het geheel wel iets")
        case .told:
            return say(
                "would have moved more people who had been told where to go",
                "\(had) meer mensen verplaatst die al bericht hadden")
        case .impossible:
            return say("\(was) impossible by the rules", "\(isOne ? "kon" : "konden") niet volgens de regels")
        case .better:
            return say(
                "could have been given, and better for everybody together",
                "\(had) gekund, en beter voor allen samen")
        case .unknown: return say("\(was) not worked out", "\(zijn) niet uitgerekend")
        }
    }

    func begun(_ count: Int) -> String {
        say(
            count == 1 ? "was of a round that had begun" : "were of a round that had begun",
            count == 1 ? "was van een ronde die begonnen was" : "waren van een ronde die begonnen was")
    }

    var footnote: String {
        say(
            "What it would have cost comes from allocating everybody again, as well as can be, with that place given. "
                + "\"A choice\" is one step down on somebody's list, over all rounds together.",
            "Wat het had gekost, volgt uit een nieuwe indeling van iedereen, zo goed als dan nog kan, waarin die plaats "
                + "is gegeven. \"Een voorkeur\" is één trede lager op iemands lijst, over alle rondes samen.")
    }
}

extension MissedChoice {
    /// Whether the round had begun, so that nothing in it was changed.
    var hadBegun: Bool { obstacles.contains { $0.contains(.begun) } }
}

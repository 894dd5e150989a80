import BreakoutModel

/// What `breakouts benchmark` shows on the terminal.
public enum BenchmarkScreen {
    /// The screen, without a line feed at the end; `folder` is where the files were written, if they were.
    public static func text(_ report: BenchmarkReport, folder: String?, style: TextStyle) -> String {
        let words = BenchmarkWording(language: style.language), order = BenchmarkOrder(report: report)
        var screen = Screen(style)
        screen.add(Line(words.title, .strong))
        for instance in report.instances { add(instance, report, order, words, &screen) }
        screen.heading(words.legend)
        let width = words.columns.map { DisplayWidth.of($0.head) }.max() ?? 0
        for column in words.columns { screen.labelled(column.head, column.meaning, labelWidth: width) }
        screen.paragraph(words.notMeasured, tint: .dim)
        if report.results.contains(where: { $0.seconds?.outliers.isEmpty == false }) {
            screen.paragraph(words.outliers, tint: .dim)
        }
        if report.instances.count > 1 { addRanking(order, words, &screen) }
        let advice = BenchmarkAdvice(report, style.language).sentences
        if !advice.isEmpty { screen.heading(words.advice) }
        for sentence in advice { screen.paragraph(sentence) }
        screen.blank()
        screen.paragraph(folder.map(words.page) ?? words.makePage, indent: 0, tint: .dim)
        return screen.text
    }

    private static func add(
        _ instance: BenchmarkInstance, _ report: BenchmarkReport, _ order: BenchmarkOrder, _ words: BenchmarkWording,
        _ screen: inout Screen
    ) {
        let results = order.ranked(instance)
        let draws = results.first?.quality?.draws ?? report.repeats
        screen.heading(instance.name, words.size(instance) + "; " + words.draws(draws))
        let absences = order.absences(instance)
        guard !results.isEmpty else {
            screen.paragraph(order.isImpossible(instance) ? words.impossible : words.notRun)
            return
        }
        var grid = Grid(
            [Grid.Column(shrinksTo: 10)]
                + words.columns.indices.map { Grid.Column(right: true, optional: (4...5).contains($0)) }, gap: 1)
        grid.add([[Span(words.strategy, .dim)]] + words.columns.map { [Span($0.head, .dim)] })
        for (position, result) in results.enumerated() {
            let tint: Tint = position == 0 ? .good : .plain
            grid.add([[Span(result.contender, tint)]] + words.cells(result).map { [Span($0)] })
        }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
        for result in report.results(of: instance) {
            if result.quality?.verified == false {
                screen.paragraph(words.notVerified(result.contender, instance.name), first: "✘ ", tint: .bad)
            } else if result.stopped == true {
                screen.paragraph(words.stopped(result.contender, instance.name), first: "! ", tint: .warning)
            } else if result.quality?.proven == false {
                screen.paragraph(words.unproven(result.contender, instance.name), first: "! ", tint: .warning)
            }
        }
        for absence in absences {
            screen.paragraph(
                words.leftOut(absence.contenders, instance.name, because: absence.outcome), first: "! ", tint: .warning)
        }
    }

    private static func addRanking(_ order: BenchmarkOrder, _ words: BenchmarkWording, _ screen: inout Screen) {
        screen.heading(words.ranking)
        screen.paragraph(words.rankingRule, tint: .dim)
        var grid = Grid([Grid.Column(right: true), Grid.Column(), Grid.Column(shrinksTo: 20)])
        grid.add([[Span(words.meanPlace, .dim)], [Span(words.strategy, .dim)], [Span(words.what, .dim)]])
        let events = order.rankedInstances
        for standing in order.standings {
            let absence = standing.instances < events ? words.placeOn(standing.instances, of: events) + ": " : ""
            grid.add([
                [Span(words.short(standing.meanPlace))], [Span(standing.contender.name)],
                [Span(absence + standing.contender.summary.text(in: words.language))],
            ])
        }
        for line in grid.lines(indent: 2, width: screen.style.columns) { screen.add(line) }
    }
}

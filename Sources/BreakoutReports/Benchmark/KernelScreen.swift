import BreakoutModel

/// What `breakouts benchmark --kernels` shows.
public enum KernelScreen {
    public static func text(_ results: [KernelResult], style: TextStyle) -> String {
        let words = BenchmarkWording(language: style.language)
        var screen = Screen(style)
        screen.paragraph(
            words.say(
                "Counts are the same on every machine: a change in them is a change of the program. Times (of the "
                    + "processor) are what this machine made of them: the median, the time for each of what is counted "
                    + "first, and how far apart the quartiles lie.",
                "Tellingen zijn op elke machine gelijk: een verschil erin is een verschil in het programma. Tijden (van de "
                    + "processor) zijn wat deze machine ervan maakte: de mediaan, de tijd voor elk van wat als eerste is "
                    + "geteld, en hoe ver de kwartielen uiteenliggen."), indent: 0)
        var size = "", grid: Grid?
        func flush() {
            for line in grid?.lines(indent: 2, width: screen.style.columns) ?? [] { screen.add(line) }
        }
        for result in results {
            if result.size != size {
                flush()
                size = result.size
                screen.heading(size)
                grid = Grid(
                    [Grid.Column(), Grid.Column(right: true), Grid.Column(right: true), Grid.Column(right: true)]
                        + [Grid.Column(shrinksTo: 20)], gap: 1)
            }
            grid?.add(cells(result, words).map { [Span($0)] })
        }
        flush()
        return screen.text
    }

    private static func cells(_ result: KernelResult, _ words: BenchmarkWording) -> [String] {
        let seconds = result.seconds, first = result.work.first?.count ?? 0
        let spread = seconds.median > 0 ? (seconds.upperQuartile - seconds.lowerQuartile) / seconds.median : 0
        let work = result.work.map { words.number($0.count) + " " + words.unit($0.unit) }
        return [
            words.kernel(result.name), words.seconds(seconds.median),
            first > 0 ? words.nanoseconds(seconds.median / Double(first)) : "–",
            "±" + words.decimal(50 * spread, places: 0) + "%", work.joined(separator: ", "),
        ]
    }
}

extension BenchmarkWording {
    /// What a kernel is called on the screen; in JSON the English name stands.
    func kernel(_ name: String) -> String {
        let dutch = [
            "rules": "regels", "building": "model maken", "pricing": "prijzen",
            "exact pricing": "exact prijzen", "single pivots": "losse pivots",
            "long steps": "lange stappen", "inverse": "inverse",
            "proven stage": "bewezen stap", "seating": "plaatsen",
            "reading CSV": "CSV lezen",
        ]
        return say(name, dutch[name] ?? name)
    }

    func unit(_ name: String) -> String {
        let dutch = [
            "attendees": "deelnemers", "alternatives": "mogelijkheden", "units": "eenheden", "prices": "prijzen",
            "sum": "som", "inverses": "inversies", "rows": "rijen", "nodes": "knopen",
            "wishes": "wensen", "moves": "verzet",
            "records": "regels",
        ]
        return say(name, dutch[name] ?? name)
    }

    /// A time for one of many: `12 ns`, `3.4 µs`.
    func nanoseconds(_ value: Double) -> String {
        if value >= 0.000_95 { return seconds(value) }
        if value < 0.000_000_95 {
            return decimal(value * 1_000_000_000, places: value < 0.000_000_009_95 ? 1 : 0) + " ns"
        }
        return decimal(value * 1_000_000, places: value < 0.000_009_95 ? 1 : 0) + " µs"
    }
}

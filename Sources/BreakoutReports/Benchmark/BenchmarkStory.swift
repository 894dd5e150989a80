import BreakoutModel

/// What the two pictures of the README say, in a paragraph each, from the numbers alone. A paragraph stands between two
/// marks (`<!-- benchmark: trade -->` and `<!-- benchmark: end -->`), and whoever measures anew replaces it.
public struct BenchmarkStory {
    private let report: BenchmarkReport
    private let order: BenchmarkOrder
    private let words: BenchmarkWording

    public init(_ report: BenchmarkReport, language: Language) {
        self.report = report
        order = BenchmarkOrder(report: report)
        words = BenchmarkWording(language: language)
    }

    /// What stands between the marks, and under which name: nil where the report has not the numbers for it.
    public var paragraphs: [(mark: String, text: String?)] { [("trade", trade), ("growth", growth)] }

    public static func opening(_ mark: String) -> String { "<!-- benchmark: \(mark) -->" }
    public static let closing = "<!-- benchmark: end -->"

    /// In lines of at most 118 columns.
    public static func wrapped(_ text: String) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            if lines.last!.count + word.count + 1 > 118 { lines.append("") }
            lines[lines.count - 1] += (lines.last!.isEmpty ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Quality against time

    private var trade: String? {
        guard let main = report.main else { return nil }
        let results = order.ranked(main).filter { !$0.wasCutShort && $0.seconds != nil }
        guard results.count > 1, let best = results.first, let worst = results.last else { return nil }
        let times = results.map { $0.seconds!.median }
        let sentences = [
            words.say(
                "`\(main.name)` has \(words.size(main)); numbers are \(words.draws(best.quality!.draws)). "
                    + "Every strategy needs between \(words.seconds(times.min()!)) and \(words.seconds(times.max()!)) of "
                    + "processor time, so time decides nothing there.",
                "`\(main.name)` heeft \(words.size(main)); getallen zijn \(words.draws(best.quality!.draws)). "
                    + "Elke strategie heeft tussen \(words.seconds(times.min()!)) en \(words.seconds(times.max()!)) "
                    + "rekentijd nodig, dus tijd beslist daar niets."),
            words.say(
                "What people get does differ. With `\(best.contender)` the worst-off person has "
                    + "\(words.disappointments(best.quality!.worstRegret)), and "
                    + "\(words.peopleAre(best.quality!.twoDisappointments)) disappointed in both rounds; with "
                    + "`\(worst.contender)` that is \(fate(worst)).",
                "Wat mensen krijgen verschilt wel. Met `\(best.contender)` heeft wie het slechtst af is "
                    + "\(words.disappointments(best.quality!.worstRegret)), en "
                    + "\(words.peopleAre(best.quality!.twoDisappointments)) in beide rondes teleurgesteld; met "
                    + "`\(worst.contender)` is dat \(fate(worst))."),
            nearest(results), cheapest(results, best),
        ]
        return sentences.compactMap { $0 }.joined(separator: " ")
    }

    /// `6, and 25 people`.
    private func fate(_ result: BenchmarkResult) -> String {
        let quality = result.quality!
        return words.short(quality.worstRegret) + words.say(", and ", ", en ")
            + words.peopleOrNobody(quality.twoDisappointments)
    }

    /// The best of those that prove nothing.
    private func nearest(_ results: [BenchmarkResult]) -> String? {
        guard let other = results.first(where: { report.contender(named: $0.contender)?.proves == false }),
            other.contender != results.first?.contender
        else { return nil }
        return words.say(
            "Of those that prove nothing, `\(other.contender)` comes nearest: \(fate(other)).",
            "Van wat niets bewijst komt `\(other.contender)` het dichtst in de buurt: \(fate(other)).")
    }

    /// Who has the smallest mean, where that is not the best.
    private func cheapest(_ results: [BenchmarkResult], _ best: BenchmarkResult) -> String? {
        let least = results.filter { $0.quality?.meanRegret != nil }.min {
            $0.quality!.meanRegret! < $1.quality!.meanRegret!
        }
        guard let least, let own = least.quality?.meanRegret, let other = best.quality?.meanRegret,
            words.decimal(own, places: 2) != words.decimal(other, places: 2)
        else { return nil }
        return words.say(
            "`\(least.contender)` has the smallest mean disappointment, \(words.decimal(own, places: 2)) instead of "
                + "\(words.decimal(other, places: 2)), at a price: \(fate(least)).",
            "`\(least.contender)` heeft de kleinste gemiddelde teleurstelling, \(words.decimal(own, places: 2)) in plaats "
                + "van \(words.decimal(other, places: 2)), tegen een prijs: \(fate(least)).")
    }

    // MARK: Growth

    private var growth: String? {
        let picture = GrowthPicture(report: report, words: words), curves = picture.curves
        guard let ours = curves.first(where: { $0.contender.proves }), let first = ours.points.first,
            let last = ours.points.last
        else { return nil }
        let tenfolds = LogScale.log10(last.people / first.people)
        let factor = LogScale.raised(last.seconds / first.seconds, toOneOver: tenfolds)
        let sentences = [
            words.say(
                "The same made-up day for ever more people. From \(people(first)) to \(people(last)) people `\(ours.contender.name)` "
                    + "goes from \(words.seconds(first.seconds)) to \(words.seconds(last.seconds)) of processor time, proof "
                    + "included: \(words.short(factor)) times as much for every ten times as many people.",
                "Dezelfde verzonnen dag voor steeds meer mensen. Van \(people(first)) naar \(people(last)) deelnemers gaat "
                    + "`\(ours.contender.name)` van \(words.seconds(first.seconds)) naar \(words.seconds(last.seconds)) "
                    + "rekentijd, met bewijs: \(words.short(factor)) keer zo veel voor elke tien keer zo veel mensen."),
            counters(ours, first.people, last.people), others(curves, at: last.people), cutShort,
        ]
        return sentences.compactMap { $0 }.joined(separator: " ")
    }

    private func people(_ point: (people: Double, seconds: Double)) -> String { words.number(Int(point.people)) }

    private func counters(_ curve: GrowthPicture.Curve, _ few: Double, _ many: Double) -> String? {
        func result(_ people: Double) -> BenchmarkResult? {
            report.instances.first { $0.family == "growth" && Double($0.attendees) == people }.flatMap { instance in
                report.results(of: instance).first { $0.contender == curve.contender.name }
            }
        }
        guard let small = result(few)?.counters, let large = result(many)?.counters else { return nil }
        let memory = result(many)?.peakMemoryBytes.map {
            words.say(
                " It needed \(words.bytes($0)) of memory for the largest.",
                " Voor de grootste was \(words.bytes($0)) geheugen nodig.")
        }
        return words.say(
            "The simplex makes \(words.number(small.pivots)) pivots for the smallest day and \(words.number(large.pivots)) "
                + "for the largest, and looks at \(words.number(small.priced)) and \(words.number(large.priced)) prices of "
                + "people.",
            "De simplex doet \(words.number(small.pivots)) pivots voor de kleinste dag en \(words.number(large.pivots)) voor "
                + "de grootste, en bekijkt \(words.number(small.priced)) en \(words.number(large.priced)) keer de prijzen van "
                + "iemand.") + (memory ?? "")
    }

    /// The fastest and the slowest of the others at that size.
    private func others(_ curves: [GrowthPicture.Curve], at people: Double) -> String? {
        let there = curves.filter { !$0.contender.proves && $0.points.last?.people == people }
            .sorted { $0.points.last!.seconds < $1.points.last!.seconds }
        guard let fast = there.first, let slow = there.last, there.count > 1 else { return nil }
        return words.say(
            "Of the strategies that prove nothing, the fastest there is `\(fast.contender.name)` "
                + "(\(words.seconds(fast.points.last!.seconds))) and the slowest `\(slow.contender.name)` "
                + "(\(words.seconds(slow.points.last!.seconds))).",
            "Van de strategieën die niets bewijzen is `\(fast.contender.name)` daar de snelste "
                + "(\(words.seconds(fast.points.last!.seconds))) en `\(slow.contender.name)` de traagste "
                + "(\(words.seconds(slow.points.last!.seconds))).")
    }

    /// What has no place in the picture since the limit cut it short.
    private var cutShort: String? {
        let short = report.instances.filter { $0.family == "growth" }.flatMap { instance in
            report.results(of: instance).filter(\.wasCutShort).map { (instance, $0) }
        }
        guard !short.isEmpty, let limit = report.timeLimit else { return nil }
        let list = words.list(
            report.instances.compactMap { instance in
                let names = short.filter { $0.0.name == instance.name }.map { "`\($0.1.contender)`" }
                return names.isEmpty
                    ? nil : words.list(names) + words.say(" at ", " bij ") + words.number(instance.attendees)
            })
        return words.say(
            "Cut short by the limit of \(words.seconds(limit)) on the wall, and so not in the picture: \(list).",
            "Afgebroken door de grens van \(words.seconds(limit)) op de klok, en dus niet in het plaatje: \(list).")
    }
}

extension LogScale {
    /// The root that `times` of it multiplied make the value; good to a thousandth.
    static func raised(_ value: Double, toOneOver times: Double) -> Double {
        let wanted = log10(value) / times
        var low = 0.0001, high = 10_000.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if log10(middle) < wanted { low = middle } else { high = middle }
        }
        return low
    }
}

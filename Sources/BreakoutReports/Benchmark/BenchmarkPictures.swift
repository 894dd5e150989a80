import BreakoutModel

/// The pictures of a benchmark; those of their own file stand in the README too.
public enum BenchmarkPictures {
    public static func all(_ report: BenchmarkReport, language: Language) -> [(name: String, svg: String)] {
        let words = BenchmarkWording(language: language)
        var pictures: [(name: String, svg: String)] = []
        if let main = report.main, let svg = profiles(report, main, words) {
            pictures.append(("profiles.svg", svg))
        }
        if let svg = growth(report, words) { pictures.append(("growth.svg", svg)) }
        return pictures
    }

    /// From everything wished for to the deepest disappointment.
    private static let shades = ["#2b7a4b", "#a5cf9f", "#f4cf65", "#ec9040", "#c5402c", "#6b1d2c"]
    private static let lines = [
        "#14506e", "#c5402c", "#2b7a4b", "#8a5cab", "#d98a1f", "#4a90a4", "#7b6d50", "#b04a80", "#5b8c2a", "#444444",
    ]

    static func colour(of contender: Int) -> String { lines[contender % lines.count] }

    // MARK: Profiles

    static func profiles(
        _ report: BenchmarkReport, _ instance: BenchmarkInstance, _ words: BenchmarkWording
    ) -> String? {
        let results = BenchmarkOrder(report: report).ranked(instance)
        guard !results.isEmpty, instance.choosing > 0 else { return nil }
        let left = 140.0, right = 20.0, top = 62.0, row = 26.0, width = 820.0
        var drawing = Drawing(width: width, height: top + row * Double(results.count) + 12)
        drawing.text(words.profileTitle + " – " + instance.name, x: 12, y: 22, size: 15, bold: true)
        let deepest = min(shades.count, results.map { $0.quality!.profile.count }.max() ?? 1)
        var x = 12.0
        for level in 0..<deepest {
            let text = words.regret(level, andMore: level == shades.count - 1)
            drawing.box(x: x, y: 36, width: 12, height: 12, fill: shades[level])
            drawing.text(text, x: x + 17, y: 46.5, fill: Drawing.quiet)
            x += 17 + 6.9 * Double(text.count) + 20
        }
        let scale = (width - left - right) / Double(instance.choosing)
        for (position, result) in results.enumerated() {
            let y = top + row * Double(position)
            drawing.text(result.contender, x: left - 10, y: y + 15, anchor: .end)
            var x = left
            for level in 0..<deepest {
                let people = count(result.quality!.profile, level)
                guard people > 0 else { continue }
                drawing.box(
                    x: x, y: y + 2, width: people * scale, height: row - 7, fill: shades[level],
                    title: words.regret(level, andMore: level == shades.count - 1) + ": " + words.short(people))
                if people * scale > 24 {
                    let isDark = level == 0 || level >= 4
                    drawing.text(
                        words.decimal(people, places: 0), x: x + people * scale / 2, y: y + 15.5, size: 11,
                        anchor: .middle, fill: isDark ? "#ffffff" : Drawing.ink)
                }
                x += people * scale
            }
        }
        return drawing.svg(title: words.profileText(instance.name))
    }

    /// People at a level; the last shade takes everything beyond it.
    private static func count(_ profile: [Double], _ level: Int) -> Double {
        guard level == shades.count - 1 else { return level < profile.count ? profile[level] : 0 }
        return profile.dropFirst(level).reduce(0, +)
    }

    // MARK: Quality against time

    static func trade(
        _ report: BenchmarkReport, _ instance: BenchmarkInstance, _ words: BenchmarkWording
    ) -> String? {
        let results = report.results(of: instance).filter { $0.quality?.meanRegret != nil && $0.seconds != nil }
        guard results.count > 1 else { return nil }
        let width = 820.0, height = 400.0, left = 64.0, bottom = 350.0, top = 40.0
        var drawing = Drawing(width: width, height: height)
        drawing.text(words.tradeTitle + " – " + instance.name, x: 12, y: 22, size: 15, bold: true)
        let times = LogScale(results.map { max(1e-6, $0.seconds!.median) }, from: left, to: width - 110)
        let highest = results.map { $0.quality!.meanRegret! }.max()! * 1.1 + 0.01
        func place(_ regret: Double) -> Double { bottom - (bottom - top) * regret / highest }
        for tick in times.ticks {
            drawing.line([(tick.place, top), (tick.place, bottom)], stroke: Drawing.grid)
            drawing.text(words.seconds(tick.value), x: tick.place, y: bottom + 18, anchor: .middle, fill: Drawing.quiet)
        }
        for step in 0...4 {
            let regret = highest * Double(step) / 4
            drawing.line([(left, place(regret)), (width - 110, place(regret))], stroke: Drawing.grid)
            drawing.text(
                words.decimal(regret, places: 2), x: left - 8, y: place(regret) + 4, anchor: .end, fill: Drawing.quiet)
        }
        drawing.text(words.timeAxis, x: (left + width - 110) / 2, y: height - 10, anchor: .middle, fill: Drawing.quiet)
        drawing.text(
            words.meanAxis, x: 16, y: (top + bottom) / 2, anchor: .middle, fill: Drawing.quiet, turned: true)
        var taken: [(x: Double, y: Double)] = []
        for (position, result) in results.enumerated() {
            let x = times.place(max(1e-6, result.seconds!.median)), y = place(result.quality!.meanRegret!)
            let colour = colour(of: position)
            drawing.dot(
                x: x, y: y, radius: 4 + 2.5 * result.quality!.worstRegret, fill: "none", stroke: colour,
                title: result.contender)
            drawing.dot(x: x, y: y, radius: 4, fill: colour, title: result.contender)
            let label = free(x + 10, y + 4, &taken)
            drawing.text(result.contender, x: label.x, y: label.y, size: 11, fill: colour)
        }
        return drawing.svg(title: words.tradeText(instance.name))
    }

    /// A place for a label near this one that no other label has.
    private static func free(_ x: Double, _ y: Double, _ taken: inout [(x: Double, y: Double)]) -> (
        x: Double, y: Double
    ) {
        var step = 0.0
        while true {
            for offset in [step, -step] {
                let place = (x: x, y: y + offset)
                if !taken.contains(where: { abs($0.y - place.y) < 12 && abs($0.x - place.x) < 80 }) {
                    taken.append(place)
                    return place
                }
            }
            step += 4
        }
    }

    // MARK: Growth

    static func growth(_ report: BenchmarkReport, _ words: BenchmarkWording) -> String? {
        let instances = report.instances.filter { $0.family == "growth" }
        guard instances.count > 1 else { return nil }
        let curves = report.contenders.enumerated().compactMap { position, contender -> Curve? in
            let points = instances.compactMap { instance -> (Double, Double)? in
                report.results(of: instance).first { $0.contender == contender.name && !$0.wasCutShort }?.seconds.map {
                    (Double(instance.attendees), max(1e-6, $0.median))
                }
            }
            return points.count > 1 ? Curve(name: contender.name, colour: colour(of: position), points: points) : nil
        }
        guard !curves.isEmpty else { return nil }
        let width = 820.0, height = 430.0, left = 70.0, bottom = 380.0, top = 40.0, right = width - 120
        var drawing = Drawing(width: width, height: height)
        drawing.text(words.growthTitle, x: 12, y: 22, size: 15, bold: true)
        let people = LogScale(instances.map { Double($0.attendees) }, from: left, to: right)
        let times = LogScale(curves.flatMap { $0.points.map(\.1) }, from: bottom, to: top)
        for tick in people.ticks {
            drawing.line([(tick.place, top), (tick.place, bottom)], stroke: Drawing.grid)
            drawing.text(
                words.number(Int(tick.value)), x: tick.place, y: bottom + 18, anchor: .middle, fill: Drawing.quiet)
        }
        for tick in times.ticks {
            drawing.line([(left, tick.place), (right, tick.place)], stroke: Drawing.grid)
            drawing.text(words.seconds(tick.value), x: left - 8, y: tick.place + 4, anchor: .end, fill: Drawing.quiet)
        }
        drawing.text(words.peopleAxis, x: (left + right) / 2, y: height - 10, anchor: .middle, fill: Drawing.quiet)
        var taken: [(x: Double, y: Double)] = []
        for curve in curves.sorted(by: { ($1.points.last!.1, $0.name) < ($0.points.last!.1, $1.name) }) {
            let points = curve.points.map { (x: people.place($0.0), y: times.place($0.1)) }
            drawing.line(points, stroke: curve.colour, width: 1.8)
            for point in points { drawing.dot(x: point.x, y: point.y, radius: 2.6, fill: curve.colour) }
            let label = free(points.last!.x + 8, points.last!.y + 4, &taken)
            drawing.text(curve.name, x: label.x, y: label.y, size: 11, fill: curve.colour)
        }
        return drawing.svg(title: words.growthTitle + ": " + words.growthText)
    }

    private struct Curve {
        let name: String
        let colour: String
        let points: [(Double, Double)]
    }
}

import BreakoutModel

/// The pictures of a benchmark; those of their own file stand in the README too.
public enum BenchmarkPictures {
    public static func all(_ report: BenchmarkReport, language: Language) -> [(name: String, svg: String)] {
        let words = BenchmarkWording(language: language)
        var pictures: [(name: String, svg: String)] = []
        if let main = report.main {
            if let svg = profiles(report, main, words) { pictures.append(("profiles.svg", svg)) }
            if let svg = trade(report, main, words) { pictures.append(("trade.svg", svg)) }
        }
        if let svg = growth(report, words) { pictures.append(("growth.svg", svg)) }
        return pictures
    }

    /// From everything wished for to the deepest disappointment.
    private static let shades = ["#2b7a4b", "#a5cf9f", "#f4cf65", "#ec9040", "#c5402c", "#6b1d2c"]

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

    static func trade(
        _ report: BenchmarkReport, _ instance: BenchmarkInstance, _ words: BenchmarkWording
    ) -> String? {
        TradePicture(report: report, instance: instance, words: words).svg
    }

    static func growth(_ report: BenchmarkReport, _ words: BenchmarkWording) -> String? {
        GrowthPicture(report: report, words: words).svg
    }
}

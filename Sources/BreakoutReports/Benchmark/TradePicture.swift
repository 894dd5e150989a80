import BreakoutModel

/// Quality against time on one event: how badly the worst-off person fares, beside what the answer cost to compute.
struct TradePicture {
    let report: BenchmarkReport
    let instance: BenchmarkInstance
    let words: BenchmarkWording

    private let width = 820.0, height = 430.0, left = 56.0, right = 800.0, top = 64.0, bottom = 376.0

    /// What is in the picture: whatever came to its own end.
    private var results: [BenchmarkResult] {
        report.results(of: instance).filter { $0.quality != nil && $0.seconds != nil && !$0.wasCutShort }
    }

    var svg: String? {
        let results = results
        guard results.count > 1 else { return nil }
        var drawing = Drawing(width: width, height: height)
        drawing.text(words.tradeTitle + " – " + instance.name, x: 12, y: 22, size: 15, bold: true)
        drawing.dot(x: 18, y: 42, radius: 5, fill: Drawing.good)
        drawing.text(words.tradeProven, x: 28, y: 46, fill: Drawing.quiet)
        let next = 28 + 6.6 * Double(words.tradeProven.count) + 24
        drawing.dot(x: next, y: 42, radius: 5, fill: Drawing.plain)
        drawing.text(words.tradeOther, x: next + 10, y: 46, fill: Drawing.quiet)
        let times = LogScale.fine(results.map { max(1e-6, $0.seconds!.median) }, from: left, to: right)
        let highest = (results.map { $0.quality!.worstRegret }.max()! + 0.6).rounded(.up)
        let scale = (bottom - top) / highest
        axes(times, highest, scale, &drawing)
        var labels = LabelPlacing(left: left + 2, top: top - 4, right: right + 16, bottom: bottom - 1)
        let dots = results.map { result in
            Dot(
                name: result.contender, x: times.place(max(1e-6, result.seconds!.median)),
                y: bottom - scale * result.quality!.worstRegret, radius: radius(result),
                colour: report.contender(named: result.contender)?.proves == true ? Drawing.good : Drawing.plain)
        }
        for dot in dots { labels.takeDot(x: dot.x, y: dot.y, radius: dot.radius) }
        for dot in dots.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
            let place = labels.place(width: 6.3 * Double(dot.name.count) + 2, x: dot.x, y: dot.y, radius: dot.radius)
            if place.isFar {
                let end = place.x > dot.x ? place.x - 2 : place.x + 6.3 * Double(dot.name.count) + 2
                drawing.line([(dot.x, dot.y), (end, place.y - 4)], stroke: "#b8c0c9", width: 0.8)
            }
            drawing.dot(x: dot.x, y: dot.y, radius: dot.radius, fill: dot.colour, title: dot.name)
            drawing.text(dot.name, x: place.x, y: place.y, size: 11.5)
        }
        return drawing.svg(title: words.tradeText(instance.name))
    }

    private struct Dot {
        let name: String
        let x: Double
        let y: Double
        let radius: Double
        let colour: String
    }

    /// The area beyond the smallest dot is as the share of people who are disappointed twice.
    private func radius(_ result: BenchmarkResult) -> Double {
        4 + 16 * (result.quality!.twoDisappointments / Double(max(1, instance.choosing))).squareRoot()
    }

    private func axes(_ times: LogScale, _ highest: Double, _ scale: Double, _ drawing: inout Drawing) {
        for tick in times.ticks {
            drawing.line([(tick.place, top), (tick.place, bottom)], stroke: Drawing.grid)
            drawing.text(
                words.tick(tick.value), x: tick.place, y: bottom + 18, anchor: .middle, fill: Drawing.quiet)
        }
        let step = max(1, (highest / 8).rounded(.up))
        for regret in stride(from: 0.0, through: highest, by: step) {
            let y = bottom - scale * regret
            drawing.line([(left, y), (right, y)], stroke: Drawing.grid)
            drawing.text(words.decimal(regret, places: 0), x: left - 8, y: y + 4, anchor: .end, fill: Drawing.quiet)
        }
        drawing.text(words.timeAxis, x: (left + right) / 2, y: height - 14, anchor: .middle, fill: Drawing.quiet)
        drawing.text(
            words.worstAxis, x: 18, y: (top + bottom) / 2, anchor: .middle, fill: Drawing.quiet, turned: true)
    }
}

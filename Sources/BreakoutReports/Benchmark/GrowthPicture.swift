import BreakoutModel

/// How time grows with people: a curve for each contender over the family `growth`.
struct GrowthPicture {
    let report: BenchmarkReport
    let words: BenchmarkWording

    struct Curve {
        let contender: BenchmarkContender
        let colour: String
        /// Attendees and processor seconds.
        let points: [(people: Double, seconds: Double)]
    }

    private let width = 820.0, height = 450.0, left = 84.0, right = 690.0, top = 44.0, bottom = 396.0
    private static let colours = [
        "#b5362a", "#8a5cab", "#c98a1b", "#2f7f93", "#7b6d50", "#b04a80", "#5f7a2c", "#4a4a4a", "#c06a2e", "#3d5a99",
    ]

    var instances: [BenchmarkInstance] { report.instances.filter { $0.family == "growth" } }

    /// Of what came to its own end on two events at least.
    var curves: [Curve] {
        let instances = instances
        var others = 0
        return report.contenders.compactMap { contender -> Curve? in
            if !contender.proves { others += 1 }
            let points = instances.compactMap { instance -> (people: Double, seconds: Double)? in
                report.results(of: instance).first { $0.contender == contender.name && !$0.wasCutShort }?.seconds.map {
                    (Double(instance.attendees), max(1e-6, $0.median))
                }
            }
            guard points.count > 1 else { return nil }
            let colour =
                contender.proves ? Drawing.good : GrowthPicture.colours[(others - 1) % GrowthPicture.colours.count]
            return Curve(contender: contender, colour: colour, points: points)
        }
    }

    var svg: String? {
        let curves = curves
        guard !curves.isEmpty else { return nil }
        var drawing = Drawing(width: width, height: height)
        drawing.text(words.growthTitle, x: 12, y: 22, size: 15, bold: true)
        let people = LogScale(instances.map { Double($0.attendees) }, from: left, to: right)
        let times = LogScale(curves.flatMap { $0.points.map(\.seconds) }, from: bottom, to: top)
        axes(people, times, &drawing)
        let ends = curves.map { times.place($0.points.last!.seconds) }
        let heights = LabelPlacing.column(ends, from: top, to: bottom, spacing: 15)
        // Those that prove last, on top of the others.
        for (number, curve) in curves.enumerated().sorted(by: {
            ($0.element.contender.proves ? 1 : 0, $0.offset) < ($1.element.contender.proves ? 1 : 0, $1.offset)
        }) {
            let points = curve.points.map { (x: people.place($0.people), y: times.place($0.seconds)) }
            drawing.line(points, stroke: curve.colour, width: curve.contender.proves ? 2.2 : 1.4)
            for point in points {
                drawing.dot(x: point.x, y: point.y, radius: 2.6, fill: curve.colour, title: curve.contender.name)
            }
            drawing.line(
                [(points.last!.x + 5, points.last!.y), (right + 18, heights[number])], stroke: curve.colour, width: 0.6)
            drawing.text(
                curve.contender.name, x: right + 22, y: heights[number] + 4, size: 11.5, fill: curve.colour,
                bold: curve.contender.proves)
        }
        return drawing.svg(title: words.growthTitle + ": " + words.growthText)
    }

    private func axes(_ people: LogScale, _ times: LogScale, _ drawing: inout Drawing) {
        for tick in people.ticks {
            drawing.line([(tick.place, top), (tick.place, bottom)], stroke: Drawing.grid)
            drawing.text(
                words.number(Int(tick.value)), x: tick.place, y: bottom + 18, anchor: .middle, fill: Drawing.quiet)
        }
        for tick in times.ticks {
            drawing.line([(left, tick.place), (right, tick.place)], stroke: Drawing.grid)
            drawing.text(words.tick(tick.value), x: left - 8, y: tick.place + 4, anchor: .end, fill: Drawing.quiet)
        }
        drawing.text(words.peopleAxis, x: (left + right) / 2, y: height - 14, anchor: .middle, fill: Drawing.quiet)
        drawing.text(
            words.timeAxis, x: 18, y: (top + bottom) / 2, anchor: .middle, fill: Drawing.quiet, turned: true)
    }
}

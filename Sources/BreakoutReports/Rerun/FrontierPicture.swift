import BreakoutModel

/// What more moves bring, as a picture: a bar for each improvement, the people who lost out by how much, lowest best.
enum FrontierPicture {
    private static let colours = ["#9ecae1", "#4292c6", "#e6792b", "#a63603", "#54278f"]
    private static let height = 240.0, left = 46.0, top = 24.0, bottom = 44.0

    static func svg(_ points: [FrontierPoint], _ words: FrontierWording) -> String {
        let levels = max(1, points.map { $0.profile.count - 1 }.max() ?? 1)
        let shown = min(levels, colours.count)
        let largest = max(1, points.map { $0.profile.dropFirst().reduce(0, +) }.max() ?? 1)
        let step = max(26.0, min(76.0, 640.0 / Double(max(1, points.count))))
        let width = max(900.0, left + step * Double(points.count) + 210)
        let scale = (height - top) / Double(largest)
        let full = Int(height + bottom)
        var svg =
            "<svg viewBox=\"0 0 \(Int(width)) \(full)\" role=\"img\" aria-label=\"\(HTML.escaped(words.pictureTitle))\" "
            + "font-family=\"system-ui, sans-serif\" font-size=\"12\">\n"
        svg += axis(largest, scale, width)
        for (position, point) in points.enumerated() {
            let x = left + step * (Double(position) + 0.15)
            svg += bar(point, x, step * 0.7, scale, shown, words)
        }
        svg += text(width - 190, height + 16, words.allowed, anchor: "start", colour: "#1b1f24")
        svg += text(width - 190, height + 31, words.allMoves, anchor: "start", colour: "#57606a")
        svg += legend(shown, levels, width, words)
        return svg + "</svg>\n"
    }

    private static func bar(
        _ point: FrontierPoint, _ x: Double, _ width: Double, _ scale: Double, _ shown: Int, _ words: FrontierWording
    ) -> String {
        var svg = "<g><title>\(HTML.escaped(words.tip(point)))</title>\n"
        var y = height
        for level in stride(from: shown, to: 0, by: -1) {
            let people =
                level == shown
                ? point.profile.dropFirst(level).reduce(0, +) : level < point.profile.count ? point.profile[level] : 0
            guard people > 0 else { continue }
            let size = Double(people) * scale
            y -= size
            svg +=
                "<rect x=\"\(tenth(x))\" y=\"\(tenth(y))\" width=\"\(tenth(width))\" height=\"\(tenth(size))\" "
                + "fill=\"\(colours[level - 1])\"/>\n"
        }
        let middle = x + width / 2
        svg += text(middle, y - 6, "\(point.profile.dropFirst().reduce(0, +))", anchor: "middle", colour: "#1b1f24")
        svg += text(middle, height + 16, "+\(point.extraMoves)", anchor: "middle", colour: "#1b1f24")
        svg += text(middle, height + 31, "\(point.moved)", anchor: "middle", colour: "#57606a")
        return svg + "</g>\n"
    }

    private static func axis(_ largest: Int, _ scale: Double, _ width: Double) -> String {
        var svg = ""
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000].first { largest / $0 <= 6 } ?? 100_000
        for value in stride(from: 0, through: largest, by: step) {
            let y = height - Double(value) * scale
            svg +=
                "<line x1=\"\(tenth(left))\" x2=\"\(tenth(width - 205))\" y1=\"\(tenth(y))\" y2=\"\(tenth(y))\" "
                + "stroke=\"\(value == 0 ? "#57606a" : "#e4e8ec")\"/>\n"
            svg += text(left - 6, y + 4, "\(value)", anchor: "end", colour: "#57606a")
        }
        return svg
    }

    private static func legend(_ shown: Int, _ levels: Int, _ width: Double, _ words: FrontierWording) -> String {
        var svg = ""
        for level in 1...shown {
            let x = width - 190
            let y = top + Double(level - 1) * 18
            svg +=
                "<rect x=\"\(tenth(x))\" y=\"\(tenth(y))\" width=\"11\" height=\"11\" fill=\"\(colours[level - 1])\"/>\n"
            let label = words.level(level, isLast: level == shown && levels > shown)
            svg += text(x + 16, y + 10, label, anchor: "start", colour: "#1b1f24")
        }
        return svg
    }

    private static func text(_ x: Double, _ y: Double, _ text: String, anchor: String, colour: String) -> String {
        "<text x=\"\(tenth(x))\" y=\"\(tenth(y))\" text-anchor=\"\(anchor)\" fill=\"\(colour)\">\(HTML.escaped(text))</text>\n"
    }

    /// With one decimal, the same on every machine.
    private static func tenth(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

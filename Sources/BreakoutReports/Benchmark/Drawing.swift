/// A small SVG picture: text is escaped here and nowhere else.
struct Drawing {
    let width: Double
    let height: Double
    private var parts: [String] = []

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    enum Anchor: String { case start, middle, end }

    static let ink = "#1f2933"
    static let quiet = "#616e7c"
    static let grid = "#e4e7eb"

    mutating func text(
        _ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start, fill: String = ink,
        bold: Bool = false, turned: Bool = false
    ) {
        let weight = bold ? " font-weight=\"600\"" : ""
        let turn = turned ? " transform=\"rotate(-90 \(Drawing.number(x)) \(Drawing.number(y)))\"" : ""
        parts.append(
            "<text x=\"\(Drawing.number(x))\" y=\"\(Drawing.number(y))\" font-size=\"\(Drawing.number(size))\" "
                + "text-anchor=\"\(anchor.rawValue)\" fill=\"\(fill)\"\(weight)\(turn)>\(HTML.escaped(text))</text>")
    }

    mutating func box(x: Double, y: Double, width: Double, height: Double, fill: String, title: String? = nil) {
        let inner = title.map { "<title>\(HTML.escaped($0))</title>" } ?? ""
        parts.append(
            "<rect x=\"\(Drawing.number(x))\" y=\"\(Drawing.number(y))\" width=\"\(Drawing.number(max(0, width)))\" "
                + "height=\"\(Drawing.number(height))\" fill=\"\(fill)\">\(inner)</rect>")
    }

    mutating func line(_ points: [(x: Double, y: Double)], stroke: String, width: Double = 1, dashed: Bool = false) {
        let list = points.map { Drawing.number($0.x) + "," + Drawing.number($0.y) }.joined(separator: " ")
        let dash = dashed ? " stroke-dasharray=\"4 3\"" : ""
        parts.append(
            "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(Drawing.number(width))\"\(dash)/>"
        )
    }

    mutating func dot(
        x: Double, y: Double, radius: Double, fill: String, stroke: String = "none", title: String? = nil
    ) {
        let inner = title.map { "<title>\(HTML.escaped($0))</title>" } ?? ""
        parts.append(
            "<circle cx=\"\(Drawing.number(x))\" cy=\"\(Drawing.number(y))\" r=\"\(Drawing.number(radius))\" "
                + "fill=\"\(fill)\" stroke=\"\(stroke)\">\(inner)</circle>")
    }

    /// The picture, as a file of its own or as a part of a page.
    func svg(title: String) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Drawing.number(width)) \(Drawing.number(height))\" "
            + "width=\"\(Drawing.number(width))\" height=\"\(Drawing.number(height))\" role=\"img\" "
            + "font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\">"
            + "<title>\(HTML.escaped(title))</title>"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + parts.joined(separator: "\n") + "\n</svg>\n"
    }

    /// At most two decimals.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        var text = "\(hundredths / 100)"
        if hundredths % 100 != 0 { text += hundredths % 100 < 10 ? ".0\(hundredths % 100)" : ".\(hundredths % 100)" }
        return value < 0 && hundredths > 0 ? "-" + text : text
    }
}

/// A scale that multiplies: from powers of ten to places on an axis.
struct LogScale {
    let lowest: Int
    let highest: Int
    let from: Double
    let to: Double

    /// The powers of ten around the values, which are above 0.
    init(_ values: [Double], from: Double, to: Double) {
        let powers = values.map(LogScale.log10)
        lowest = Int((powers.min() ?? 0).rounded(.down))
        highest = max(lowest + 1, Int((powers.max() ?? 1).rounded(.up)))
        self.from = from
        self.to = to
    }

    func place(_ value: Double) -> Double {
        from + (to - from) * (LogScale.log10(value) - Double(lowest)) / Double(highest - lowest)
    }

    /// 10^power at each whole power.
    var ticks: [(value: Double, place: Double)] {
        (lowest...highest).map { power in
            let value = LogScale.power(power)
            return (value, from + (to - from) * Double(power - lowest) / Double(highest - lowest))
        }
    }

    static func power(_ power: Int) -> Double {
        (0..<abs(power)).reduce(1.0) { value, _ in power < 0 ? value / 10 : value * 10 }
    }

    /// Good to a millionth, which is far finer than a picture: halving the rest of the exponent twenty times.
    static func log10(_ value: Double) -> Double {
        guard value > 0 else { return -9 }
        var whole = 0.0, rest = value
        while rest >= 10 {
            rest /= 10
            whole += 1
        }
        while rest < 1 {
            rest *= 10
            whole -= 1
        }
        var fraction = 0.0, bit = 0.5
        for _ in 0..<20 {
            rest *= rest
            if rest >= 10 {
                rest /= 10
                fraction += bit
            }
            bit /= 2
        }
        return whole + fraction
    }
}

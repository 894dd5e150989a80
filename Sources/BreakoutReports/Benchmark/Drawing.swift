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
    /// What is proven; and the others.
    static let good = "#2b7a4b"
    static let plain = "#5b7fa6"

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
            + "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#ffffff\"/>\n" + parts.joined(separator: "\n")
            + "\n</svg>\n"
    }

    /// At most two decimals.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        var text = "\(hundredths / 100)"
        if hundredths % 100 != 0 { text += hundredths % 100 < 10 ? ".0\(hundredths % 100)" : ".\(hundredths % 100)" }
        return value < 0 && hundredths > 0 ? "-" + text : text
    }
}

/// A scale that multiplies: from values to places on an axis.
struct LogScale {
    /// Values with a line on the axis, ascending; the first and the last are its ends.
    private let marks: [Double]
    let from: Double
    let to: Double

    /// The powers of ten around the values, which are above 0.
    init(_ values: [Double], from: Double, to: Double) {
        let powers = values.map(LogScale.log10)
        let lowest = Int((powers.min() ?? 0).rounded(.down))
        let highest = max(lowest + 1, Int((powers.max() ?? 1).rounded(.up)))
        self.init(marks: (lowest...highest).map(LogScale.power), from: from, to: to)
    }

    private init(marks: [Double], from: Double, to: Double) {
        self.marks = marks
        self.from = from
        self.to = to
    }

    /// Around values that lie close together: 1, 2 and 5 times the powers of ten, with some air at both ends.
    static func fine(_ values: [Double], from: Double, to: Double) -> LogScale {
        let least = (values.min() ?? 1) / 1.1, most = (values.max() ?? 1) * 1.1
        let powers = Int(log10(least).rounded(.down))...Int(log10(most).rounded(.up))
        let all = powers.flatMap { power in [1.0, 2, 5].map { $0 * LogScale.power(power) } }
        let first = all.lastIndex { $0 <= least } ?? 0
        let last = max(first + 1, all.firstIndex { $0 >= most } ?? all.count - 1)
        let marks = Array(all[first...last])
        return marks.count > 10
            ? LogScale(values, from: from, to: to) : LogScale(marks: marks, from: from, to: to)
    }

    func place(_ value: Double) -> Double {
        let least = LogScale.log10(marks.first!), most = LogScale.log10(marks.last!)
        return from + (to - from) * (LogScale.log10(value) - least) / (most - least)
    }

    var ticks: [(value: Double, place: Double)] { marks.map { ($0, place($0)) } }

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

/// Lines, collected from top to bottom.
struct Screen: Sendable {
    let style: TextStyle
    private(set) var lines: [Line] = []

    init(_ style: TextStyle) { self.style = style }

    /// The lines joined by line feeds, without one at the end.
    var text: String {
        lines.map { $0.rendered(width: style.columns, colour: style.colour) }.joined(separator: "\n")
    }

    mutating func add(_ line: Line) { lines.append(line) }
    mutating func add(_ spans: Span...) { lines.append(Line(spans)) }
    mutating func blank() { lines.append(Line()) }

    /// A blank line and a heading, with what belongs to it dimmed behind it.
    mutating func heading(_ text: String, _ detail: String = "") {
        blank()
        var spans = [Span(text, .strong)]
        if !detail.isEmpty { spans.append(Span("  " + detail, .dim)) }
        lines.append(Line(spans))
    }

    /// A blank line and a heading with a text behind it, or below where it does not fit: the text is never cut.
    mutating func heading(_ text: String, orBelow detail: String, tint: Tint = .plain) {
        let clean = SafeText.clean(detail)
        blank()
        if DisplayWidth.of(text) + 2 + DisplayWidth.of(clean) <= style.columns {
            add(Span(text, .strong), Span("  "), Span(clean, tint))
        } else {
            add(Line(text, .strong))
            paragraph(clean, tint: tint)
        }
    }

    /// A paragraph, wrapped; `first` stands before its first line and the others are indented as far.
    mutating func paragraph(_ text: String, indent: Int = 2, first: String = "", tint: Tint = .plain) {
        let lead = String(repeating: " ", count: indent) + SafeText.clean(first)
        let hanging = String(repeating: " ", count: min(DisplayWidth.of(lead), style.columns / 2))
        let room = style.columns - DisplayWidth.of(hanging)
        for (position, piece) in Wrapping.lines(text, width: room).enumerated() {
            lines.append(Line([Span(position == 0 ? lead : hanging), Span(piece, tint)]))
        }
    }
}

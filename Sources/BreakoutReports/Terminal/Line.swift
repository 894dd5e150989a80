/// The few ways in which text stands out.
enum Tint: Sendable {
    case plain, strong, dim, good, warning, bad, bar

    /// The parameters of the ANSI "select graphic rendition" sequence.
    fileprivate var code: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .dim: "2"
        case .good: "1;32"
        case .warning: "33"
        case .bad: "1;31"
        case .bar: "36"
        }
    }
}

/// A piece of a line. Its text is safe for the terminal from the moment it is made: this is the only gate.
struct Span: Sendable {
    let text: String
    let tint: Tint
    /// In columns.
    let width: Int

    init(_ text: String, _ tint: Tint = .plain) {
        self.init(clean: SafeText.clean(text), tint)
    }

    private init(clean text: String, _ tint: Tint) {
        self.text = text
        self.tint = tint
        width = DisplayWidth.of(text)
    }

    /// At most so many columns of it.
    func truncated(to width: Int) -> Span {
        self.width <= width ? self : Span(clean: DisplayWidth.truncated(text, to: width), tint)
    }

    /// Without spaces at the end.
    func trimmed() -> Span {
        guard text.last == " " else { return self }
        var trimmed = Substring(text)
        while trimmed.last == " " { trimmed.removeLast() }
        return Span(clean: String(trimmed), tint)
    }
}

/// One line of a screen.
struct Line: Sendable {
    var spans: [Span]

    init(_ spans: [Span] = []) { self.spans = spans }
    init(_ text: String, _ tint: Tint = .plain) { spans = [Span(text, tint)] }

    var width: Int { spans.reduce(0) { $0 + $1.width } }

    /// At most `width` columns, colours switched on and off around each span, no spaces at the end.
    func rendered(width: Int, colour: Bool) -> String {
        var result = "", left = width
        let spans = trimmed()
        for (position, span) in spans.enumerated() where left > 0 {
            var text = span.text
            if span.width > left {
                text = DisplayWidth.truncated(text, to: left)
            } else if span.width == left, spans.dropFirst(position + 1).contains(where: { $0.width > 0 }) {
                text = DisplayWidth.truncated(text + "…", to: left)
            }
            left -= span.width
            if colour, let code = span.tint.code, !text.isEmpty {
                result += "\u{1B}[\(code)m\(text)\u{1B}[0m"
            } else {
                result += text
            }
        }
        return result
    }

    private func trimmed() -> [Span] {
        var result = spans
        while let last = result.popLast() {
            let span = last.trimmed()
            if span.text.isEmpty { continue }
            result.append(span)
            break
        }
        return result
    }
}

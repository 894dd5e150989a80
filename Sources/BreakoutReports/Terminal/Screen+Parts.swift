import BreakoutModel

extension Screen {
    /// The event's title and date, and its size below.
    mutating func addTitle(of event: Event, _ size: String) {
        let title = DisplayWidth.truncated(SafeText.clean(event.settings.title), to: style.columns)
        let date = event.settings.date.map { SafeText.clean(DateText.text($0, in: style.language)) } ?? ""
        let together = title + " · " + date
        if date.isEmpty || DisplayWidth.of(together) > style.columns {
            add(Line(title, .strong))
            if !date.isEmpty { add(Line(date)) }
        } else {
            add(Span(title, .strong), Span(" · " + date))
        }
        paragraph(size, indent: 0, tint: .dim)
    }

    /// A label, and behind it a text that wraps on its own; the label stands above it on a narrow screen.
    mutating func labelled(_ label: String, _ text: String, labelWidth: Int, tint: Tint = .plain) {
        guard style.columns >= labelWidth + 36 else {
            paragraph(label, tint: .dim)
            paragraph(text, indent: 4, tint: tint)
            return
        }
        let name = DisplayWidth.truncated(SafeText.clean(label), to: labelWidth)
        let padding = String(repeating: " ", count: labelWidth - DisplayWidth.of(name) + 2)
        paragraph(text, first: name + padding, tint: tint)
    }

    /// A label and a command; below it rather than broken, so that it can be copied.
    mutating func command(_ label: String, _ text: String, labelWidth: Int) {
        if labelWidth + 4 + DisplayWidth.of(SafeText.clean(text)) <= style.columns {
            labelled(label, text, labelWidth: labelWidth)
        } else {
            paragraph(label)
            paragraph(text, indent: 4)
        }
    }
}

/// Running text for the terminal.
public enum Paragraph {
    /// The text wrapped at the style's width, without a line feed at the end.
    public static func lines(_ text: String, style: TextStyle) -> String {
        var screen = Screen(style)
        screen.paragraph(text, indent: 0)
        return screen.text
    }
}

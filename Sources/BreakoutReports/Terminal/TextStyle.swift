import BreakoutModel

/// How a text for the terminal is laid out.
public struct TextStyle: Sendable {
    /// Columns of the terminal; no line is wider.
    public var width: Int
    /// Whether to use ANSI colours.
    public var colour: Bool
    public var language: Language

    public init(width: Int = 80, colour: Bool = false, language: Language = .english) {
        self.width = width
        self.colour = colour
        self.language = language
    }

    /// The width that layouts work with: below this nothing useful fits, lines are cut off.
    var columns: Int { max(width, 1) }
}

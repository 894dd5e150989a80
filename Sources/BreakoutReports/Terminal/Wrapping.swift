/// Breaks text at spaces.
enum Wrapping {
    static let noBreak: Character = "\u{A0}"

    /// Lines of at most `width` columns. A word that is wider than a line is cut, so that nothing is lost (paths,
    /// web addresses). At least one line.
    ///
    /// A no-break space holds words together, and comes out as a space. `hanging` is the width of the lines after the first, where that differs.
    static func lines(_ text: String, width: Int, hanging: Int? = nil) -> [String] {
        let first = max(1, width), others = max(1, hanging ?? width)
        var lines: [String] = [], line = "", used = 0
        var width: Int { lines.isEmpty ? first : others }
        for word in text.split(whereSeparator: { $0.isWhitespace && $0 != noBreak }).map({
            SafeText.clean(String($0))
        })
        where !word.isEmpty {
            let size = DisplayWidth.of(word)
            if used > 0 && used + 1 + size <= width {
                line += " " + word
                used += 1 + size
                continue
            }
            if used > 0 { lines.append(line) }
            line = ""
            used = 0
            for character in word {
                let more = DisplayWidth.of(character)
                if used > 0 && used + more > width {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                line.append(character)
                used += more
            }
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }
}

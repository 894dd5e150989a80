/// Breaks text at spaces.
enum Wrapping {
    /// Lines of at most `width` columns. A word that is wider than a line is cut, so that nothing is lost (paths,
    /// web addresses). At least one line.
    ///
    /// `hanging` is the width of the lines after the first, where that differs.
    static func lines(_ text: String, width: Int, hanging: Int? = nil) -> [String] {
        let first = max(1, width), others = max(1, hanging ?? width)
        var lines: [String] = [], line = "", used = 0
        var width: Int { lines.isEmpty ? first : others }
        for word in SafeText.clean(text).split(separator: " ") {
            let size = DisplayWidth.of(String(word))
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

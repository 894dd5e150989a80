/// How many columns of a terminal a text takes: combining marks none, East Asian wide characters and emoji two
/// (Unicode Standard Annex #11, which rounds "ambiguous" to one outside East Asia).
enum DisplayWidth {
    static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// One grapheme cluster. Never 0: a cluster that should take no room (a lone mark) is drawn somewhere by most
    /// terminals.
    static func of(_ character: Character) -> Int {
        if character.isASCII { return 1 }
        let scalars = character.unicodeScalars
        if scalars.count > 1, isEmoji(scalars) { return 2 }
        return max(1, scalars.reduce(0) { $0 + of($1) })
    }

    private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
        scalars.contains {
            $0.value == 0xFE0F || $0.properties.isEmojiPresentation || $0.properties.isEmojiModifier
        }
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Vowels and finals of Korean syllables join the initial before them.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F,  // Hangul initials
            0x2E80...0x303E, 0x3041...0xA4CF,  // CJK, kana, Yi
            0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility forms
            0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full width
            0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, kana supplements
            0x1D300...0x1D37F, 0x1F1E6...0x1F1FF, 0x1F200...0x1F2FF, 0x1F300...0x1FAFF,  // symbols and emoji
            0x20000...0x3FFFD:
            return true
        default:
            return scalar.properties.isEmojiPresentation
        }
    }

    /// The longest beginning of the text that fits; with `…` as its last character where something is left out.
    static func truncated(_ text: String, to width: Int) -> String {
        if of(text) <= width { return text }
        guard width > 0 else { return "" }
        var result = "", used = 0
        for character in text {
            let more = of(character)
            if used + more > width - 1 { break }
            result.append(character)
            used += more
        }
        while result.last == " " { result.removeLast() }
        return result + "…"
    }
}

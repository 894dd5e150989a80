/// Names and titles are data. Whatever goes to the terminal passes through here, so that no name can move the
/// cursor, recolour the screen, break a line, or turn the text around it (bidirectional overrides, as in "Trojan
/// Source", Boucher & Anderson 2021).
///
/// Controls, escapes and overrides become `�`, so that one sees there was something; white space becomes a space;
/// invisible characters go. Accents, and every script, stay.
enum SafeText {
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    /// More marks than any script puts on one letter; the rest would run through the lines above.
    private static let marksOnOneLetter = 4

    static func clean(_ text: String) -> String {
        // Nearly every text is plain ASCII.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            guard let safe = safe(scalar) else { continue }
            if safe.properties.generalCategory == .nonspacingMark
                || safe.properties.generalCategory == .enclosingMark
            {
                marks += 1
                if marks > marksOnOneLetter { continue }
            } else {
                marks = 0
            }
            if safe == joiner, joinsEmoji(result.last) { continue }
            if result.isEmpty && attaches(safe) { result.append(dottedCircle) }
            result.append(safe)
        }
        return String(result)
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

    /// A mark without a letter would land on whatever stands before the text.
    private static func attaches(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && ("x" + String(scalar)).count == 1
    }

    /// Terminals disagree on the width of joined emoji; apart they agree.
    private static func joinsEmoji(_ last: Unicode.Scalar?) -> Bool {
        guard let last else { return true }
        return last.value == 0xFE0F || last.properties.isEmojiModifier || last.properties.isEmojiPresentation
            || (last.value > 0x7F && last.properties.isEmoji)
    }

    /// What stands for the scalar; nil where it is left out.
    private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0xA0, 0x2028, 0x2029: return " "
        case 0x202A...0x202E, 0x2066...0x2069: return replacement
        // Joiners shape letters in Persian and Indic names.
        case 0x200C, 0x200D: return scalar
        // Visible Arabic signs that are classed as formatting.
        case 0x0600...0x0605, 0x06DD, 0x08E2: return scalar
        case 0x115F, 0x1160, 0x3164, 0xFFA0: return nil  // fillers: letters that show nothing
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control: return replacement
        case .format: return nil
        case .spaceSeparator: return scalar.value == 0x3000 ? scalar : " "
        case .surrogate: return replacement
        default: break
        }
        return scalar.properties.isNoncharacterCodePoint ? replacement : scalar
    }
}

import BreakoutModel

/// What people write in cells for numbers, yes and no, and times; nil for anything that is not plainly one.
enum CellValue {
    /// A whole number of at least 0, digits alone.
    static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 15, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        return Int(text)
    }

    /// A round, from 1: `2`, `ronde 2`, `round 2`, `r2`.
    static func round(_ text: String) -> Int? {
        var folded = Substring(Fold.name(text))
        for word in ["ronde", "round", "r"] where folded.hasPrefix(word) {
            folded = folded.dropFirst(word.count)
            break
        }
        return number(String(folded)).flatMap { $0 >= 1 ? $0 : nil }
    }

    /// A rank, from 1: `1`, `1e`, `2nd`, `1e keuze`, `1st choice`, `keuze 1`, `eerste keuze`.
    static func rank(_ text: String) -> Int? {
        if let plain = number(text) { return plain >= 1 ? plain : nil }
        let folded = Fold.name(text)
        let digits = String(folded.prefix { $0.isASCII && $0.isNumber })
        let endings = ["e", "ste", "de", "st", "nd", "rd", "th"]
        let words = ["", "keuze", "voorkeur", "choice", "preference"]
        if endings.contains(where: { ending in words.contains { folded == digits + ending + $0 } }) {
            return number(digits).flatMap { $0 >= 1 ? $0 : nil }
        }
        // `Keuze 1`, `eerste keuze`: words, so that a sign or a mark beside digits (`-1`, `1?`) stays a mistake.
        guard folded.contains(where: \.isLetter), folded.allSatisfy({ $0.isLetter || $0.isASCII && $0.isNumber })
        else { return nil }
        return RankingHeader.choice(inBracket: text).flatMap { (1..<Int.max).contains($0) ? $0 : nil }
    }

    /// Whether somebody says in so many words that they have no choice to give: `geen voorkeur`, `n.v.t.`, `-`.
    static func isNoPreference(_ text: String) -> Bool {
        noPreference.contains(Fold.name(text))
    }

    private static let noPreference: Set<String> = [
        "geenvoorkeur", "geen", "maaktnietuit", "nopreference", "none", "n.v.t.", "n.v.t", "nvt", "n/a", "-", "--",
    ]

    static func yesOrNo(_ text: String) -> Bool? {
        switch Fold.name(text) {
        case "yes", "ja", "true", "waar", "1", "x", "y", "j": true
        case "no", "nee", "false", "onwaar", "0", "n", "-", "": false
        default: nil
        }
    }

    /// `14:15`, `14.15`, `14.15 uur`, `9.45`, `14u15`, `14h15`, `14:15:00`, `14 uur`, `2:15 pm`. Not `9.5` (Excel makes
    /// that of 9.50) and not Excel's fraction of a day.
    static func time(_ text: String) -> TimeOfDay? {
        var rest = Substring(Fold.name(text))
        var afternoon: Bool?
        var fullHour = false
        for (ending, pm) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)]
        where rest.hasSuffix(ending) {
            rest = rest.dropLast(ending.count)
            afternoon = pm
            break
        }
        if afternoon == nil {
            for ending in ["uur", "u", "h"] where rest.hasSuffix(ending) {
                rest = rest.dropLast(ending.count)
                fullHour = true
                break
            }
        }
        var parts = rest.split(omittingEmptySubsequences: false) { ":.uh".contains($0) }.map(String.init)
        if parts.count == 3, parts[2] == "00" { parts.removeLast() }
        guard parts.count == 2 || parts.count == 1 && (fullHour || afternoon != nil),
            parts[0].utf8.count <= 2,
            var hour = number(parts[0]), parts.count == 1 || parts[1].utf8.count == 2,
            let minute = parts.count == 1 ? 0 : number(parts[1]), hour < 24, minute < 60
        else { return nil }
        if let afternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (afternoon ? 12 : 0)
        }
        return TimeOfDay(minutes: hour * 60 + minute)
    }

    /// The parts of a list in a cell: between `;` or line breaks, trimmed, empty ones left out.
    static func list(_ text: String) -> [String] {
        text.split { $0 == ";" || $0.isNewline }.map(trimmed).filter { !$0.isEmpty }
    }

    static func trimmed(_ text: Substring) -> String {
        let front = text.drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }
}

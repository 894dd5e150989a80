/// What a header says about rankings, from its words alone: `round 1 choice 2`, `Ronde 1 [1e keuze]`, `r1_1`,
/// `Ronde 1: zet de deelsessies op volgorde`, `Round 1 [Session A]`.
struct RankingHeader: Equatable {
    /// From 1.
    var round: Int?
    /// From 1.
    var choice: Int?
    /// What stands in square brackets at the end.
    var bracket: String?
    /// What follows the round at the beginning, without brackets and leading punctuation.
    var remainder = ""
    /// Whether there are words besides those for round and choice: then only the cells can tell that the column
    /// holds a ranking and not, say, remarks.
    var hasOtherWords = false

    private enum Token: Equatable {
        case word(String)
        case number(Int)
        /// `1e`, `2nd`, `eerste`.
        case ordinal(Int)
    }

    /// Nil when the header mentions neither a round nor a choice.
    init?(_ header: String) {
        var front = header[...]
        if header.last == "]", let open = header.firstIndex(of: "["), open > header.startIndex {
            front = header[..<open]
            bracket = CellValue.trimmed(header[header.index(after: open)...].dropLast())
        }
        var tokens = RankingHeader.tokens(front)
        round = RankingHeader.takeRound(&tokens)
        choice = RankingHeader.takeChoice(&tokens, afterRound: round != nil)
        hasOtherWords = !tokens.isEmpty
        if round != nil { remainder = RankingHeader.remainder(of: front) }
        guard round != nil || choice != nil else { return nil }
    }

    /// The choice that the text in brackets names: `1st choice`, `keuze 2`, `1`.
    static func choice(inBracket text: String) -> Int? {
        var tokens = tokens(text[...])
        let choice = takeChoice(&tokens, afterRound: true)
        return tokens.isEmpty ? choice : nil
    }

    private static func takeRound(_ tokens: inout [Token]) -> Int? {
        for i in tokens.indices {
            guard case .word(let word) = tokens[i], isRoundWord(word) else { continue }
            if i + 1 < tokens.count, case .number(let number) = tokens[i + 1] {
                tokens.removeSubrange(i...(i + 1))
                return number
            }
            if word.count > 1, i > 0, case .ordinal(let number) = tokens[i - 1] {
                tokens.removeSubrange((i - 1)...i)
                return number
            }
        }
        return nil
    }

    private static func takeChoice(_ tokens: inout [Token], afterRound: Bool) -> Int? {
        for i in tokens.indices {
            guard case .word(let word) = tokens[i], choiceWords.contains(word) else { continue }
            if i + 1 < tokens.count, case .number(let number) = tokens[i + 1] {
                tokens.removeSubrange(i...(i + 1))
                return number
            }
            if i > 0, case .ordinal(let number) = tokens[i - 1] {
                tokens.removeSubrange((i - 1)...i)
                return number
            }
        }
        guard afterRound, tokens.count == 1 else { return nil }
        switch tokens[0] {
        case .number(let number), .ordinal(let number):
            tokens.removeAll()
            return number
        case .word: return nil
        }
    }

    private static func isRoundWord(_ word: String) -> Bool {
        word == "r" || word == "rnd" || word.hasSuffix("ronde") || word.hasSuffix("round")
    }

    private static let choiceWords: Set<String> = [
        "choice", "keuze", "keus", "voorkeur", "preference", "pref", "rank", "rang", "prioriteit", "priority",
        "c", "k",
    ]
    private static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7,
        "achtste": 8,
    ]

    /// Runs of letters and runs of digits; everything else only parts them, but `1.2` is one word.
    private static func tokens(_ text: Substring) -> [Token] {
        var list: [Token] = []
        let letters = Array(Fold.words(String(text)).unicodeScalars)
        var i = 0
        while i < letters.count {
            let start = i
            if isDigit(letters[i]) {
                while i < letters.count && isDigit(letters[i]) { i += 1 }
                let digits = string(letters[start..<i])
                if i + 1 < letters.count, letters[i] == ".", isDigit(letters[i + 1]) {
                    while i < letters.count, letters[i] == "." || isDigit(letters[i]) { i += 1 }
                    list.append(.word(string(letters[start..<i])))
                    continue
                }
                let suffix = string(letters[i...].prefix { $0.properties.isAlphabetic })
                let number = CellValue.number(digits) ?? Int.max
                if ["e", "ste", "de", "st", "nd", "rd", "th"].contains(suffix) {
                    i += suffix.unicodeScalars.count
                    list.append(.ordinal(number))
                } else {
                    list.append(.number(number))
                }
            } else if letters[i].properties.isAlphabetic {
                while i < letters.count && letters[i].properties.isAlphabetic { i += 1 }
                let word = string(letters[start..<i])
                list.append(ordinals[word].map { .ordinal($0) } ?? .word(word))
            } else {
                i += 1
            }
        }
        return list
    }

    /// What stands behind `Ronde 1` at the beginning of the header.
    private static func remainder(of text: Substring) -> String {
        let start = text.drop { !$0.isLetter }
        guard let digit = start.firstIndex(where: { $0.isASCII && $0.isNumber }),
            isRoundWord(Fold.header(String(start[..<digit])))
        else { return "" }
        let behind = start[digit...].drop { $0.isASCII && $0.isNumber }
        return CellValue.trimmed(behind.drop { $0.isWhitespace || ":.-–—_,".contains($0) })
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x30 && scalar.value <= 0x39
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

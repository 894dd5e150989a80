/// Dates with the month as a word: `12 januari 2026 14.03 uur`, `ma 12 jan. 2026`, `12-jan-26 14:03`,
/// `January 12, 2026 2:03 PM`.
extension DateText {
    /// A date in digits or with the month as a word.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        if let plain = DateText(bytes, 0..<bytes.count) {
            self = plain
            return
        }
        guard let digits = DateText.inDigits(text), let date = DateText(digits, 0..<digits.count) else { return nil }
        self = date
    }

    private static let months = [
        ["jan", "januari", "january"], ["feb", "februari", "february"], ["mrt", "maart", "mar", "march"],
        ["apr", "april"], ["mei", "may"], ["jun", "juni", "june"], ["jul", "juli", "july"],
        ["aug", "augustus", "august"], ["sep", "sept", "september"], ["okt", "oktober", "oct", "october"],
        ["nov", "november"], ["dec", "december"],
    ]
    /// What may stand around a date without saying more.
    private static let fillers: Set<String> = [
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "ma", "di", "wo", "do", "vr", "za", "zo", "mon",
        "tue", "wed", "thu", "fri", "sat", "sun", "om", "at", "de",
    ]

    /// `12-1-2026 14:03` for `12 januari 2026 om 14:03`; nil when no month is named where one should be.
    private static func inDigits(_ text: String) -> [UInt8]? {
        var words = Fold.words(text).split { " ,".contains($0) }.map { word in
            String(word.last == "." ? word.dropLast() : word)
        }
        words.removeAll { fillers.contains($0) || $0.isEmpty }
        if let first = words.first, first.split(separator: "-").count == 3 {
            words = first.split(separator: "-").map(String.init) + words.dropFirst()
        }
        guard words.count >= 3 else { return nil }
        let monthFirst = day(words[0]) == nil
        let dayWord = words[monthFirst ? 1 : 0], monthWord = words[monthFirst ? 0 : 1]
        guard let month = months.firstIndex(where: { $0.contains(monthWord) }), let day = day(dayWord),
            CellValue.number(words[2]) != nil
        else { return nil }
        let time = words[3...].joined(separator: " ")
        return Array("\(day)-\(month + 1)-\(words[2])\(time.isEmpty ? "" : " " + time)".utf8)
    }

    /// `12`, `12th`, `1e`.
    private static func day(_ word: String) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard ["", "e", "ste", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)) else { return nil }
        return CellValue.number(String(digits))
    }
}

import BreakoutModel

/// `2026-02-04` as people write it; anything else as it was given.
enum DateText {
    private static let days = [
        Bilingual(en: "Sunday", nl: "zondag"), Bilingual(en: "Monday", nl: "maandag"),
        Bilingual(en: "Tuesday", nl: "dinsdag"), Bilingual(en: "Wednesday", nl: "woensdag"),
        Bilingual(en: "Thursday", nl: "donderdag"), Bilingual(en: "Friday", nl: "vrijdag"),
        Bilingual(en: "Saturday", nl: "zaterdag"),
    ]

    private static let months = [
        Bilingual(en: "January", nl: "januari"), Bilingual(en: "February", nl: "februari"),
        Bilingual(en: "March", nl: "maart"), Bilingual(en: "April", nl: "april"),
        Bilingual(en: "May", nl: "mei"), Bilingual(en: "June", nl: "juni"),
        Bilingual(en: "July", nl: "juli"), Bilingual(en: "August", nl: "augustus"),
        Bilingual(en: "September", nl: "september"), Bilingual(en: "October", nl: "oktober"),
        Bilingual(en: "November", nl: "november"), Bilingual(en: "December", nl: "december"),
    ]

    /// `Wednesday 4 February 2026`, `woensdag 4 februari 2026`.
    static func text(_ date: String, in language: Language) -> String {
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), day >= 1, day <= length(of: month, in: year)
        else { return date }
        let name = days[weekday(year, month, day)].text(in: language)
        return "\(name) \(day) \(months[month - 1].text(in: language)) \(year)"
    }

    private static func length(of month: Int, in year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// 0 is Sunday. The Gregorian calendar, years from 0 (T. Sakamoto's congruence: the table holds how far each
    /// month shifts the weekday, January and February counting with the year before).
    private static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]
        let y = month < 3 ? year + 399 : year + 400
        return (y + y / 4 - y / 100 + y / 400 + shift + day) % 7
    }
}

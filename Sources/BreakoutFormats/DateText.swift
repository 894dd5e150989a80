/// A date and a time of day as written, its numbers not yet given their meaning.
///
/// Read from bytes, for a million sign-ups have a million of them.
struct DateText: Equatable {
    private(set) var numbers = (0, 0, 0)
    private(set) var startsWithYear = false
    /// `-`, `/` or `.` between the numbers.
    private(set) var separator: UInt8 = 0
    /// Seconds after midnight.
    private(set) var seconds = 0
    /// Minutes east of Greenwich, where the text says so.
    private(set) var offset: Int?

    static func == (a: DateText, b: DateText) -> Bool {
        a.numbers == b.numbers && a.startsWithYear == b.startsWithYear && a.seconds == b.seconds
            && a.offset == b.offset
    }

    /// Whether the first two numbers could be day and month or month and day, for all the text says.
    var isOpen: Bool { !startsWithYear && separator == 0x2F }

    /// Seconds since 1970-01-01 00:00 by the clock that the text was written by; nil when there is no such day.
    func value(dayFirst: Bool) -> Int? {
        let (a, b, c) = numbers
        let (year, month, day) = startsWithYear ? (a, b, c) : dayFirst || !isOpen ? (c, b, a) : (c, a, b)
        guard let days = DateText.days(year: year, month: month, day: day) else { return nil }
        return days * 86_400 + seconds
    }

    /// `2026-01-12`, `2026-01-12 14:03`, `2026-01-12T14:03:20+01:00`, `12-1-2026 14:03`, `1/12/26 2:03 PM`,
    /// `2026/01/12 2:03:20 PM GMT+1` (Google Forms).
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = Reader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        guard let first = reader.number(),
            let separator = reader.take({ $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }),
            let second = reader.number(), reader.take({ $0 == separator }) != nil,
            let third = reader.number(),
            second.digits <= 2
        else { return nil }
        self.separator = separator
        startsWithYear = first.digits == 4
        var last = third.value
        if startsWithYear {
            guard third.digits <= 2 else { return nil }
        } else {
            guard first.digits <= 2, third.digits == 4 || third.digits == 2 else { return nil }
            if third.digits == 2 { last += 2000 }
        }
        numbers = (first.value, second.value, last)
        if reader.isAtEnd { return }
        guard reader.take({ $0 == 0x20 || $0 == 0x54 || $0 == 0x74 || $0 == 0x2C }) != nil, readTime(&reader),
            reader.isAtEnd
        else {
            return nil
        }
    }

    private mutating func readTime(_ reader: inout Reader) -> Bool {
        reader.skipSpaces()
        guard var hour = reader.number(), hour.digits <= 2,
            let mark = reader.take({ $0 == 0x3A || $0 == 0x2E }),
            let minute = reader.number(), minute.digits == 2, minute.value < 60
        else { return false }
        var second = 0
        if reader.take({ $0 == mark }) != nil {
            guard let read = reader.number(), read.digits == 2, read.value < 60 else { return false }
            second = read.value
            if reader.take({ $0 == 0x2E || $0 == 0x2C }) != nil {
                guard reader.number() != nil else { return false }
            }
        }
        guard readWords(&reader, hour: &hour.value) else { return false }
        seconds = hour.value * 3600 + minute.value * 60 + second
        return hour.value < 24
    }

    /// What stands behind the digits of a time: `PM`, `p.m.`, `uur`, `Z`, `+01:00`, `GMT+1`, `CET`.
    private mutating func readWords(_ reader: inout Reader, hour: inout Int) -> Bool {
        var isTwelveHours = false
        while true {
            reader.skipSpaces()
            let word = reader.word()
            switch word {
            case "am", "a.m.", "pm", "p.m.":
                guard (1...12).contains(hour), !isTwelveHours else { return false }
                isTwelveHours = true
                hour = hour % 12 + (word.first == "p" ? 12 : 0)
            case "uur", "u": break
            case "z", "gmt", "utc": offset = 0
            case "cet", "met", "mez": offset = 60
            case "cest", "mest", "mesz": offset = 120
            case "": return readOffset(&reader)
            default: return false
            }
        }
    }

    /// `+01:00`, `-0500` or `+1`, or nothing.
    private mutating func readOffset(_ reader: inout Reader) -> Bool {
        guard let sign = reader.take({ $0 == 0x2B || $0 == 0x2D }) else { return true }
        guard let zone = reader.zone() else { return false }
        offset = sign == 0x2B ? zone : -zone
        return true
    }

    /// Days since 1970-01-01 in the Gregorian calendar. Counts in eras of 400 years (146,097 days) with the year
    /// beginning in March, so that the leap day comes last.
    static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1900...2200).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400, yearOfEra = shifted % 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `2026-01-12 14:03:20` for seconds since 1970.
    static func text(_ seconds: Int) -> String {
        let days = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let rest = seconds - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let slot = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * slot + 2) / 5 + 1, month = slot < 10 ? slot + 3 : slot - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        return "\(year)-\(twoDigits(month))-\(twoDigits(day)) \(clock)"
    }

    static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

    private struct Reader {
        let bytes: [UInt8]
        var position: Int
        let end: Int

        var isAtEnd: Bool { position == end }

        mutating func number() -> (value: Int, digits: Int)? {
            let start = position
            var value = 0
            while position < end, bytes[position] >= 0x30, bytes[position] <= 0x39, position - start < 9 {
                value = value * 10 + Int(bytes[position] - 0x30)
                position += 1
            }
            return position == start ? nil : (value, position - start)
        }

        /// The next byte, when it is a wanted one.
        @inline(__always)
        mutating func take(_ isWanted: (UInt8) -> Bool) -> UInt8? {
            guard position < end, isWanted(bytes[position]) else { return nil }
            position += 1
            return bytes[position - 1]
        }

        /// Letters and the dots between them, in lower case; empty when there are none.
        mutating func word() -> String {
            let start = position
            while position < end, (0x61...0x7A).contains(bytes[position] | 0x20) || bytes[position] == 0x2E {
                position += 1
            }
            return String(decoding: bytes[start..<position].map { $0 | 0x20 }, as: UTF8.self)
        }

        mutating func skipSpaces() {
            while position < end && bytes[position] == 0x20 { position += 1 }
        }

        /// `01:00`, `0100`, `01` or `1`, in minutes.
        mutating func zone() -> Int? {
            guard let first = number() else { return nil }
            if first.digits == 4 { return first.value / 100 * 60 + first.value % 100 }
            guard first.digits <= 2 else { return nil }
            if take({ $0 == 0x3A }) == nil { return first.value * 60 }
            guard let minutes = number(), minutes.digits == 2 else { return nil }
            return first.value * 60 + minutes.value
        }
    }
}

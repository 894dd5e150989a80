/// A time on the event's day, in whole minutes after midnight (0 ..< 1440).
public struct TimeOfDay: Hashable, Comparable, Sendable {
    public let minutes: Int

    /// Nil when `minutes` is not a time of one day.
    public init?(minutes: Int) {
        guard minutes >= 0 && minutes < 24 * 60 else { return nil }
        self.minutes = minutes
    }

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }

    /// `14:15` in English, `14.15 uur` in Dutch.
    public func text(in language: Language) -> String {
        switch language {
        case .english: digits(separator: ":")
        case .dutch: digits(separator: ".") + " uur"
        }
    }

    /// Two digits, the separator, two digits: `09:05`.
    public func digits(separator: String) -> String {
        let hour = minutes / 60, minute = minutes % 60
        return (hour < 10 ? "0" : "") + "\(hour)" + separator + (minute < 10 ? "0" : "") + "\(minute)"
    }
}

/// From when to when something takes place. `start < end` always.
public struct TimeSpan: Hashable, Sendable {
    public let start: TimeOfDay
    public let end: TimeOfDay

    /// Nil when the end is not after the start.
    public init?(start: TimeOfDay, end: TimeOfDay) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    /// `14:15–15:15`, or `14.15–15.15 uur` in Dutch.
    public func text(in language: Language) -> String {
        switch language {
        case .english: start.digits(separator: ":") + "–" + end.digits(separator: ":")
        case .dutch: start.digits(separator: ".") + "–" + end.digits(separator: ".") + " uur"
        }
    }
}

import BreakoutModel

/// What the catalogues of wordings share: the two languages side by side, and numbers, dates and lists as each
/// language writes them.
protocol Wording {
    var language: Language { get }
}

extension Wording {
    func say(_ english: @autoclosure () -> String, _ dutch: @autoclosure () -> String) -> String {
        switch language {
        case .english: english()
        case .dutch: dutch()
        }
    }

    /// `1,234` or `1.234`.
    func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var result = ""
        for (position, digit) in digits.enumerated() {
            if position > 0 && (digits.count - position) % 3 == 0 { result += say(",", ".") }
            result.append(digit)
        }
        return value < 0 ? "−" + result : result
    }

    /// With this many decimals, rounded half away from zero: `0.31` or `0,31`.
    func decimal(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 1e15 else { return value < 0 ? "−∞" : "∞" }
        let whole = Int(scaled) / Int(scale), part = String(Int(scaled) % Int(scale))
        let zeros = String(repeating: "0", count: max(0, places - part.count))
        let text = places == 0 ? number(whole) : number(whole) + say(".", ",") + zeros + part
        return value < 0 && scaled > 0 ? "−" + text : text
    }

    /// Whole per cents; 0 % and 100 % are kept for nobody and everybody.
    func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        if part == 0 || part == whole { return part == 0 ? "0%" : "100%" }
        let rounded = (200 * part + whole) / (2 * whole)
        if rounded == 0 { return "<1%" }
        return rounded >= 100 ? ">99%" : "\(rounded)%"
    }

    /// `one person` / `12 people`: the number and the word that goes with it.
    func count(_ value: Int, _ english: (one: String, many: String), _ dutch: (one: String, many: String))
        -> String
    {
        let words = say(value == 1 ? english.one : english.many, value == 1 ? dutch.one : dutch.many)
        return number(value) + " " + words
    }

    func people(_ value: Int) -> String { count(value, ("person", "people"), ("deelnemer", "deelnemers")) }
    func seats(_ value: Int) -> String { count(value, ("seat", "seats"), ("plaats", "plaatsen")) }

    /// The word of the settings file, and in Dutch what it means.
    func name(of objective: Objective) -> String {
        let dutch =
            switch objective {
            case .fair: "eerlijk"
            case .firsts: "eerste voorkeuren"
            case .total: "minste teleurstelling"
            case .balanced: "evenwicht"
            }
        return say(objective.rawValue, "\(dutch) (\(objective.rawValue))")
    }

    func round(_ round: Int) -> String { say("round \(round)", "ronde \(round)") }
    func roundTitle(_ round: Int) -> String { say("Round \(round)", "Ronde \(round)") }

    /// `a, b and c`.
    func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + say(" and ", " en ") + last
    }

    /// `1st`, `2nd`, `11th`; `1e`.
    func ordinal(_ value: Int) -> String {
        let ending =
            switch (value % 10, value % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return say("\(value)\(ending)", "\(value)e")
    }

    /// `3rd choice`, or not on the list.
    func choice(_ choice: Choice) -> String {
        switch choice {
        case .ranked(let rank): say("\(ordinal(rank)) choice", "\(ordinal(rank)) voorkeur")
        case .unlisted: say("not on their list", "niet op de lijst")
        }
    }

    /// `(+12 more)`.
    func more(_ value: Int) -> String { say("and \(number(value)) more", "en nog \(number(value))") }
}

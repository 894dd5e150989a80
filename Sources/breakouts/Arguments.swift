import BreakoutFormats
import BreakoutModel
import BreakoutReports

/// What was typed, sorted out: the command, its operands, and the values of its flags. What the values mean is up to
/// the commands.
struct Arguments {
    var command: Command.Name?
    var operands: [String] = []
    /// Flags in the order typed; only repeatable ones stand there more than once.
    private(set) var given: [(name: Flag.Name, value: String)] = []

    /// `words` without the program's own name.
    init(_ words: [String]) throws(Failure) {
        var onlyOperands = false
        var position = 0
        while position < words.count {
            let word = words[position]
            position += 1
            if onlyOperands || !word.hasPrefix("-") || word == "-" {
                try takeOperand(word)
            } else if word == "--" {
                onlyOperands = true
            } else {
                try takeFlag(word, words, &position)
            }
        }
        for name in given.map(\.name).sorted(by: { $0.rawValue < $1.rawValue }) { try checkApplies(name) }
    }

    func has(_ flag: Flag.Name) -> Bool { text(flag) != nil }
    func text(_ flag: Flag.Name) -> String? { given.first { $0.name == flag }?.value }
    /// All values of a repeatable flag, in the order typed.
    func texts(_ flag: Flag.Name) -> [String] { given.filter { $0.name == flag }.map(\.value) }

    private mutating func take(_ flag: Flag.Name, _ value: String = "") { given.append((flag, value)) }

    private mutating func takeOperand(_ word: String) throws(Failure) {
        guard command == nil else {
            operands.append(word)
            return
        }
        if word == "help" {
            take(.help)
            return
        }
        guard let known = Command.Name(rawValue: word) else {
            throw Arguments.unknown(
                word, kind: Bilingual(en: "command", nl: "opdracht"), among: Command.Name.allCases.map(\.rawValue))
        }
        command = known
    }

    private mutating func takeFlag(_ word: String, _ words: [String], _ position: inout Int) throws(Failure) {
        if word == "-h" {
            take(.help)
            return
        }
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let typed = word.hasPrefix("--") ? String(parts.first ?? "") : word
        guard let name = Flag.Name(rawValue: typed) else {
            let command = command
            throw Arguments.unknown(
                word.hasPrefix("--") ? "--" + typed : word, kind: Bilingual(en: "option", nl: "optie"),
                among: Flag.all.filter { flag in command.map { flag.applies(to: $0) } ?? true }.map {
                    "--" + $0.name.rawValue
                })
        }
        let flag = Flag.all.first { $0.name == name }!
        if has(name) && !flag.isRepeatable {
            throw Failure(
                .usage, Bilingual(en: "--\(name.rawValue) is given twice", nl: "--\(name.rawValue) staat er twee keer"))
        }
        if flag.placeholder == nil {
            guard parts.count == 1 else {
                throw Failure(
                    .usage,
                    Bilingual(en: "--\(name.rawValue) takes no value", nl: "--\(name.rawValue) heeft geen waarde"))
            }
            take(name)
        } else if parts.count == 2 {
            take(name, String(parts[1]))
        } else {
            guard position < words.count else {
                throw Failure(
                    .usage,
                    Bilingual(
                        en: "--\(name.rawValue) needs a value: --\(name.rawValue) \(flag.placeholder!)",
                        nl: "--\(name.rawValue) heeft een waarde nodig: --\(name.rawValue) \(flag.placeholder!)"))
            }
            take(name, words[position])
            position += 1
        }
    }

    private func checkApplies(_ name: Flag.Name) throws(Failure) {
        guard let command, let flag = Flag.all.first(where: { $0.name == name }), !flag.applies(to: command) else {
            return
        }
        let commands = flag.commands.map(\.rawValue).joined(separator: ", ")
        throw Failure(
            .usage,
            Bilingual(
                en: "--\(name.rawValue) is no option of \(command.rawValue); it belongs to: \(commands)",
                nl: "--\(name.rawValue) hoort niet bij \(command.rawValue); wel bij: \(commands)"))
    }

    static func unknown(
        _ word: String, kind: Bilingual, among known: [String], isShortList: Bool = false
    ) -> Failure {
        let hint = Suggestion.closest(to: word, among: known, isShortList: isShortList)
        let list = known.joined(separator: ", ")
        return Failure(
            .usage,
            Bilingual(
                en: "unknown \(kind.english) '\(word)'" + (hint.map { "; did you mean '\($0)'?" } ?? ""),
                nl: "onbekende \(kind.dutch) '\(word)'" + (hint.map { "; bedoelde u '\($0)'?" } ?? "")),
            hints: [Bilingual(en: "known: \(list)", nl: "bekend: \(list)")])
    }

    // MARK: Values

    /// One of a fixed set of names.
    func choice<Value: RawRepresentable & CaseIterable>(_ flag: Flag.Name) throws(Failure) -> Value?
    where Value.RawValue == String {
        guard let text = text(flag) else { return nil }
        if let value = Value(rawValue: text.lowercased()) { return value }
        throw Arguments.unknown(
            text, kind: Bilingual(en: "value for --\(flag.rawValue)", nl: "waarde voor --\(flag.rawValue)"),
            among: Value.allCases.map(\.rawValue), isShortList: true)
    }

    func whole(_ flag: Flag.Name, in range: ClosedRange<Int>) throws(Failure) -> Int? {
        guard let text = text(flag) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Failure(
                .usage,
                Bilingual(
                    en:
                        "--\(flag.rawValue) '\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                    nl: "--\(flag.rawValue) '\(text)' is geen geheel getal van \(range.lowerBound) tot en met "
                        + "\(range.upperBound)"))
        }
        return value
    }

    func seed() throws(Failure) -> UInt64? {
        guard let text = text(.seed) else { return nil }
        guard let seed = UInt64(text) else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--seed '\(text)' is not a whole number from 0 to \(UInt64.max)",
                    nl: "--seed '\(text)' is geen geheel getal van 0 tot en met \(UInt64.max)"))
        }
        return seed
    }

    /// A number that need not be whole, within whole limits; `unit` is what it counts.
    func number(
        _ flag: Flag.Name, in range: ClosedRange<Int>, unit: Bilingual? = nil
    ) throws(Failure) -> Double? {
        guard let text = text(flag) else { return nil }
        guard let value = Double(text), value >= Double(range.lowerBound), value <= Double(range.upperBound) else {
            let low = NumberText.words(range.lowerBound), high = NumberText.words(range.upperBound)
            throw Failure(
                .usage,
                Bilingual(
                    en: "--\(flag.rawValue) '\(text)' is not a number from \(low.english) to \(high.english)"
                        + (unit.map { " \($0.english)" } ?? ""),
                    nl: "--\(flag.rawValue) '\(text)' is geen getal van \(low.dutch) tot en met \(high.dutch)"
                        + (unit.map { " \($0.dutch)" } ?? "")))
        }
        return value
    }

    /// A time limit of any length that makes sense.
    func seconds(_ flag: Flag.Name) throws(Failure) -> Double? {
        try number(flag, in: 0...1_000_000, unit: Bilingual(en: "seconds", nl: "seconden"))
    }
}

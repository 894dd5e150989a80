import BreakoutModel

/// Help texts, drawn from `Command.all` and `Flag.all`.
enum Help {
    static func text(_ command: Command.Name?, _ language: Language) -> String {
        command.map { text(Command.named($0), language) } ?? overview(language)
    }

    private static func overview(_ language: Language) -> String {
        let title = Bilingual(
            en: "Breakouts places the attendees of a conference day in parallel sessions,\n"
                + "from the rankings they handed in, and proves that no allocation is better.",
            nl: "Breakouts deelt de deelnemers van een congresdag in bij deelsessies, op grond\n"
                + "van hun voorkeuren, en bewijst dat geen indeling beter is.")
        let usage = Bilingual(en: "Commands:", nl: "Opdrachten:")
        let more = Bilingual(
            en: "EVENT is a folder with sessions.csv and attendees.csv.\n"
                + "More on one command: breakouts COMMAND --help",
            nl: "EVENT is een map met sessies.csv en deelnemers.csv.\n"
                + "Meer over één opdracht: breakouts OPDRACHT --help")
        let commands = Command.all.flatMap { command in
            let name = "  " + ([command.name.rawValue, command.operands].filter { !$0.isEmpty }.joined(separator: " "))
            return wrapped(command.summary.text(in: language), after: name.padded(to: 18), indent: 18)
        }
        return ([title.text(in: language), "", usage.text(in: language)] + commands + ["", more.text(in: language)])
            .joined(separator: "\n") + "\n"
    }

    private static func text(_ command: Command, _ language: Language) -> String {
        let usage = Bilingual(en: "Usage:", nl: "Gebruik:").text(in: language)
        let options = Bilingual(en: "Options:", nl: "Opties:").text(in: language)
        let example = Bilingual(en: "Example:", nl: "Voorbeeld:").text(in: language)
        let operands = command.operands.isEmpty ? "" : " " + command.operands
        var lines = [
            command.summary.text(in: language), "",
            "\(usage) breakouts \(command.name.rawValue)\(operands) [\(Bilingual(en: "options", nl: "opties").text(in: language))]",
            "", options,
        ]
        for flag in Flag.all where flag.applies(to: command.name) {
            let name = "  --\(flag.name.rawValue)" + (flag.placeholder.map { " \($0)" } ?? "")
            // A long name has a line of its own.
            let isLong = name.count > 23
            if isLong { lines.append(name) }
            lines += wrapped(
                flag.help.text(in: language), after: (isLong ? "" : name).padded(to: 25), indent: 25)
        }
        if Flag.all.contains(where: { $0.name == .strategy && $0.applies(to: command.name) }) {
            lines += StrategyHelp.lines(language)
        }
        lines += ["", "\(example) \(command.example)"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Words in lines of at most 80 columns, the first one behind `lead`.
    static func wrapped(_ text: String, after lead: String, indent: Int) -> [String] {
        var lines = [lead]
        for word in text.split(separator: " ") {
            let isFresh = lines.last!.count <= indent && lines.last!.last == " "
            if lines.last!.count + word.count + 1 > 80 && !isFresh {
                lines.append(String(repeating: " ", count: indent) + word)
            } else {
                lines[lines.count - 1] += (isFresh ? "" : " ") + word
            }
        }
        return lines
    }
}

extension String {
    /// Spaces behind it until it is `width` wide, and at least one.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

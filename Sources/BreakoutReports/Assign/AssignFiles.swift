import BreakoutModel

extension AssignPage {
    /// The folder, and what each file that people open is for.
    mutating func whereTheFilesAre() {
        guard !files.names.isEmpty else { return }
        screen.heading(words.filesHeading, orBelow: files.folder)
        var entries: [String] = []
        for name in files.names {
            // One entry for a folder, however much is in it.
            let entry = name.firstIndex(of: "/").map { String(name[...$0]) } ?? name
            if !entries.contains(entry) { entries.append(entry) }
        }
        let known = AssignWording.purposes.filter { entries.contains($0.name) }
        for (name, purpose) in known {
            screen.labelled(name, purpose.text(in: words.language), labelWidth: 16)
        }
        let rest = entries.filter { entry in !known.contains { $0.name == entry } }
        if !rest.isEmpty { screen.labelled(words.forTheRecord, words.list(rest), labelWidth: 16, tint: .dim) }
    }

    /// What to do now, with commands that can be copied.
    mutating func next() {
        let folder = files.event.flatMap(CommandText.argument) ?? CommandText.eventFolder(ofRun: files.folder)
        screen.heading(words.nextHeading)
        guard summary.status != .infeasible else {
            screen.command(words.readAgain, "breakouts check \(folder)", labelWidth: words.nextWidth)
            return
        }
        screen.command(words.checkAgain, "breakouts verify \(folder)" + runOption, labelWidth: words.nextWidth)
        screen.command(words.whyThere, "breakouts explain \(folder)" + runOption, labelWidth: words.nextWidth)
        if unplacedCount > 0 {
            // What another event would bring is no question for one without an allocation of everybody.
            screen.command(words.whatIsInTheWay, "breakouts assign \(folder)", labelWidth: words.nextWidth)
        } else if summary.strategy == "exact" {
            screen.command(words.whatItCosts, "breakouts what-if \(folder)", labelWidth: words.nextWidth)
        }
    }

    /// Which run, where it is not the latest of its event.
    private var runOption: String {
        guard files.event != nil, let run = CommandText.argument(files.folder) else { return "" }
        return " --run " + run
    }
}

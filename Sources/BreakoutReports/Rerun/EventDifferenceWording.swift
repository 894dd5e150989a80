import BreakoutModel

/// What is different in the event, in lines that group what belongs together.
struct EventDifferenceWording: Wording {
    let language: Language

    /// A label and a text for each line.
    func lines(_ changes: [EventDifference]) -> [(label: String, text: String)] {
        var lines: [(label: String, text: String)] = []
        func people(_ kind: EventDifference.Kind, _ label: String, _ text: (EventDifference) -> String) {
            let those = changes.filter { $0.kind == kind }
            guard !those.isEmpty else { return }
            let shown = those.count > 8 ? 6 : those.count
            var parts = those.prefix(shown).map(text)
            if those.count > shown { parts.append(more(those.count - shown)) }
            lines.append((label, number(those.count) + ": " + parts.joined(separator: "; ")))
        }
        people(.joined, say("New", "Nieuw")) { name($0) }
        people(.withdrew, say("Withdrawn", "Afgemeld")) { name($0) }
        if let line = samePeople(changes) { lines.append(line) }
        people(.reranked, say("Other rankings", "Andere voorkeuren")) { name($0) + " (" + rounds($0) + ")" }
        people(.absent, say("Absent", "Afwezig")) { name($0) + " (" + rounds($0) + ")" }
        people(.present, say("Present after all", "Toch aanwezig")) { name($0) + " (" + rounds($0) + ")" }
        people(.roles, say("Roles", "Rollen")) { name($0) + ": " + arrow($0) }
        people(.renamed, say("Names", "Namen")) { arrow($0) }
        for change in changes {
            if let line = other(change) { lines.append(line) }
        }
        return lines
    }

    /// Who went and came under one name: perhaps the same person, whose place is then not kept, since the key decides.
    private func samePeople(_ changes: [EventDifference]) -> (label: String, text: String)? {
        func named(_ kind: EventDifference.Kind) -> [String: [EventDifference]] {
            Dictionary(grouping: changes.filter { $0.kind == kind && !$0.name.isEmpty }) { $0.name.lowercased() }
        }
        let gone = named(.withdrew), come = named(.joined)
        let pairs = gone.keys.sorted().compactMap { name -> String? in
            guard let was = gone[name], let now = come[name], was.count == 1, now.count == 1 else { return nil }
            let arrow = was[0].subject + " → " + now[0].subject
            return was[0].subject.contains(was[0].name) ? arrow : was[0].name + ": " + arrow
        }
        guard !pairs.isEmpty else { return nil }
        let shown = pairs.count > 8 ? 6 : pairs.count
        let list = (pairs.prefix(shown) + (pairs.count > shown ? [more(pairs.count - shown)] : [])).joined(
            separator: "; ")
        return (
            say("The same person?", "Zelfde persoon?"),
            list + ". "
                + say(
                    "They count as new, and lose the place they were told. If it is the same person, give them the id "
                        + "that they had.",
                    "Zij tellen als nieuw en verliezen de plaats die was meegedeeld. Is het dezelfde persoon, geef dan "
                        + "de oude code weer.")
        )
    }

    private func name(_ change: EventDifference) -> String { change.name.isEmpty ? change.subject : change.name }

    private func rounds(_ change: EventDifference) -> String {
        change.rounds.count == 1
            ? round(change.rounds[0]) : say("rounds ", "rondes ") + list(change.rounds.map { "\($0)" })
    }

    private func arrow(_ change: EventDifference) -> String { show(change.from) + " → " + show(change.to) }
    private func show(_ text: String) -> String { text.isEmpty ? "–" : text }

    private func other(_ change: EventDifference) -> (label: String, text: String)? {
        let session = change.subject + (change.name.isEmpty || change.name == change.subject ? "" : " " + change.name)
        switch change.kind {
        case .joined, .withdrew, .reranked, .absent, .present, .roles, .renamed: return nil
        case .sessionAdded: return (say("New session", "Nieuwe deelsessie"), session)
        case .sessionGone: return (say("Session gone", "Deelsessie vervallen"), session)
        case .capacity: return (say("Capacity", "Capaciteit"), session + ": " + limit(change))
        case .minimum: return (say("Minimum", "Minimum"), session + ": " + arrow(change))
        case .cancellable: return (say("May be cancelled", "Annuleerbaar"), session + ": " + yesNo(change))
        case .room: return (say("Room", "Zaal"), session + ": " + arrow(change))
        case .time: return (say("Time", "Tijd"), session + ": " + time(change.from) + " → " + time(change.to))
        case .title: return (say("Title", "Titel"), change.subject + ": " + arrow(change))
        case .topic: return (say("Topic", "Thema"), session + ": " + arrow(change))
        case .openTo: return (say("Open to", "Open voor"), session + ": " + arrow(change))
        case .requiredFor: return (say("Required for", "Verplicht voor"), session + ": " + arrow(change))
        case .dutyAdded, .dutyGone:
            let isNew = change.kind == .dutyAdded
            return (
                isNew ? say("New duty", "Nieuwe taak") : say("Duty ended", "Taak vervallen"),
                name(change) + ", " + duty(change.detail) + " " + change.from + change.to
            )
        case .groupAdded: return (say("New group", "Nieuwe groep"), change.subject)
        case .groupGone: return (say("Group gone", "Groep vervallen"), change.subject)
        case .groupMembers:
            return (say("Group", "Groep"), say("members of \(change.subject)", "leden van \(change.subject)"))
        case .setting: return (say("Setting", "Instelling"), setting(change.subject) + ": " + arrow(change))
        }
    }

    private func limit(_ change: EventDifference) -> String {
        let none = say("no limit", "geen limiet")
        return (change.from.isEmpty ? none : change.from) + " → " + (change.to.isEmpty ? none : change.to)
    }

    private func yesNo(_ change: EventDifference) -> String {
        func word(_ text: String) -> String { text == "yes" ? say("yes", "ja") : say("no", "nee") }
        return word(change.from) + " → " + word(change.to)
    }

    private func time(_ text: String) -> String {
        guard !text.isEmpty else { return "–" }
        let dashed = text.replacing("-", with: "–")
        return say(dashed, dashed.replacing(":", with: "."))
    }

    private func duty(_ kind: String) -> String {
        switch DutyKind(rawValue: kind) {
        case .chair: say("chair of", "voorzitter van")
        case .speaker: say("speaker at", "spreker bij")
        case .excluded: say("not at", "niet bij")
        default: say("member of", "lid bij")
        }
    }

    private func setting(_ name: String) -> String {
        switch name {
        case "date": say(name, "datum")
        case "transfer minutes": say(name, "wisseltijd minuten")
        case "late arrival minutes": say(name, "te laat minuten")
        case "maximum per organisation": say(name, "maximum per organisatie")
        case "objective": say(name, "doel")
        case "late reserve": say(name, "reserve voor nakomers")
        default: name
        }
    }
}

extension String {
    /// Without the standard library's regular expressions, which want another module.
    fileprivate func replacing(_ old: Character, with new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}

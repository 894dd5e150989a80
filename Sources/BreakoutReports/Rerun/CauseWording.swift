import BreakoutModel

/// Why somebody has another place, in one clause.
public struct CauseWording: Wording {
    let language: Language

    public init(_ language: Language) { self.language = language }

    public func text(_ change: PlacementChange) -> String {
        let told = change.from?.session ?? ""
        switch change.cause {
        case .signedUp: return say("new: signed up late", "nieuw: later aangemeld")
        case .freeAgain: return say("has a place in this round again", "heeft in deze ronde weer een plaats")
        case .withdrew: return say("withdrew", "heeft zich afgemeld")
        case .placeOrTime: return details(change)
        case .absent: return say("absent in this round", "afwezig in deze ronde")
        case .excused(let causes):
            let list = list(causes)
            return say("must be at \(list) at that time", "moet op die tijd bij \(list) zijn")
        default: return rule(change.cause, told, now: change.to?.session ?? "")
        }
    }

    /// What the rules ask of this one person.
    private func rule(_ cause: PlacementChange.Cause, _ told: String, now: String) -> String {
        switch cause {
        case .onDuty(let kind): return duty(kind, now)
        case .required(let roles):
            let whom = roles.isEmpty ? say("everyone", "iedereen") : list(roles)
            return say("\(now) is required for \(whom)", "\(now) is verplicht voor \(whom)")
        case .sessionGone:
            return say("\(told) is no longer on the programme", "\(told) staat niet meer op het programma")
        case .notOpen(let roles):
            return say("\(told) is open only to \(list(roles))", "\(told) staat alleen open voor \(list(roles))")
        case .excluded: return say("must not be at \(told)", "mag niet bij \(told) zijn")
        case .clash(let clash): return self.clash(clash, told)
        case .sameTopic(let other, let topic):
            return say(
                "\(told) has the same topic as \(other): '\(topic)'",
                "\(told) heeft hetzelfde thema als \(other): '\(topic)'")
        default: return shared(cause, told)
        }
    }

    private func clash(_ clash: PlacementChange.Cause.Clash, _ told: String) -> String {
        func timed(_ id: String, _ time: TimeSpan?) -> String {
            id + (time.map { " (" + $0.text(in: language) + ")" } ?? "")
        }
        let one = timed(told, clash.told), other = timed(clash.with, clash.other)
        let transfer = count(clash.transfer, ("minute", "minutes"), ("minuut", "minuten"))
        return say("\(one) clashes with \(other)", "\(one) valt samen met \(other)")
            + (clash.transfer == 0
                ? "" : say("; changing rooms takes \(transfer)", "; van zaal wisselen kost \(transfer)"))
    }

    /// What they ask of everybody together, and what the organiser allowed.
    private func shared(_ cause: PlacementChange.Cause, _ told: String) -> String {
        switch cause {
        case .cancelled(let minimum, let wanted):
            guard wanted < minimum else { return say("\(told) is cancelled", "\(told) vervalt") }
            return say(
                "\(told) is cancelled: it needs at least \(number(minimum)), and \(were(wanted)) to be there",
                "\(told) vervalt: \(minimum == 1 ? "minstens 1 is" : "minstens \(number(minimum)) zijn") nodig, en \(zouden(wanted))"
            )
        case .full(let capacity, let wanted, let onDuty):
            let reason =
                onDuty.isEmpty
                ? "" : say("; now on duty there: \(named(onDuty))", "; heeft daar nu een taak: \(named(onDuty))")
            return say(
                "\(told) holds \(number(capacity)), and \(were(wanted)) to be there",
                "in \(told) \(capacity == 1 ? "past 1 persoon" : "passen \(number(capacity)) mensen"), "
                    + "en \(zouden(wanted))") + reason
        case .organisation(let name, let maximum, let wanted):
            return say(
                "at most \(number(maximum)) of \(name) in \(told), and \(were(wanted)) to be there",
                "hoogstens \(number(maximum)) van \(name) in \(told), en \(zouden(wanted))")
        case .apart(let group, let other):
            return say(
                "apart from \(other), who is in \(told) (group '\(group)')",
                "apart van \(other), bij \(told) (groep '\(group)')")
        case .together(let group, let other, let place): return together(group, other, place, told)
        case .rules(let rules, let people): return cannotStay(rules, people, told)
        case .ownGain:
            return say("gets a place that is wanted more", "krijgt een plaats die meer gewenst is")
        case .othersGain:
            return say("makes room so that others gain", "maakt plaats zodat anderen erop vooruitgaan")
        case .freedSeat:
            return say("offered a freed seat that is wanted more", "kreeg een vrijgekomen plaats die meer gewenst is")
        default:
            return say(
                "the rules together leave no other way (which ones was not found out in time)",
                "de regels samen laten geen andere mogelijkheid (welke, is niet op tijd gevonden)")
        }
    }

    private func zouden(_ count: Int) -> String {
        "er \(count == 1 ? "zou er 1" : "zouden er \(number(count))") zijn"
    }
    private func were(_ count: Int) -> String { "\(number(count)) \(count == 1 ? "was" : "were")" }

    private func together(_ group: String, _ other: String, _ place: String?, _ told: String) -> String {
        guard let place else {
            return say(
                "together with \(other), who cannot be in \(told) (group '\(group)')",
                "samen met \(other), die niet bij \(told) kan zijn (groep '\(group)')")
        }
        return say(
            "together with \(other), who is in \(place) (group '\(group)')",
            "samen met \(other), bij \(place) (groep '\(group)')")
    }

    private func cannotStay(_ rules: [Bilingual], _ people: [String], _ told: String) -> String {
        var parts = rules.map { $0.text(in: language) }
        if !people.isEmpty { parts.append(say("a place for \(named(people))", "een plaats voor \(named(people))")) }
        let all = parts.joined(separator: "; ")
        return say(
            "cannot stay in \(told) while the others keep their places, because of: \(all)",
            "kan niet bij \(told) blijven als de anderen hun plaats houden, vanwege: \(all)")
    }

    private func named(_ names: [String]) -> String {
        names.count <= 4
            ? list(names)
            : names.prefix(3).joined(separator: ", ") + " " + say("and", "en") + " \(names.count - 3) "
                + say("others", "anderen")
    }

    private func duty(_ kind: DutyKind, _ session: String) -> String {
        switch kind {
        case .chair: say("chairs \(session)", "is voorzitter van \(session)")
        case .speaker: say("speaks at \(session)", "spreekt bij \(session)")
        case .member, .excluded: say("must be at \(session)", "moet bij \(session) zijn")
        }
    }

    private func details(_ change: PlacementChange) -> String {
        guard let from = change.from, let to = change.to else { return "" }
        var parts: [String] = []
        if from.room != to.room {
            parts.append(
                say(
                    "room: \(orNone(from.room)) → \(orNone(to.room))", "zaal: \(orNone(from.room)) → \(orNone(to.room))"
                ))
        }
        if from.start != to.start || from.end != to.end {
            parts.append(say("time: \(time(from)) → \(time(to))", "tijd: \(time(from)) → \(time(to))"))
        }
        if from.title != to.title { parts.append(say("title: \(to.title)", "titel: \(to.title)")) }
        return parts.joined(separator: "; ")
    }

    private func orNone(_ text: String) -> String { text.isEmpty ? "–" : text }

    func time(_ place: PlacementChange.Place) -> String {
        guard let start = place.start else { return "–" }
        if let end = place.end, let span = TimeSpan(start: start, end: end) { return span.text(in: language) }
        return start.text(in: language)
    }
}

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
        case .onDuty(let kind): return duty(kind, change.to?.session ?? "")
        case .sessionGone:
            return say("\(told) is no longer on the programme", "\(told) staat niet meer op het programma")
        case .notOpen: return say("\(told) is no longer open to them", "\(told) staat niet meer open voor hen")
        case .excluded: return say("must not be at \(told)", "mag niet bij \(told) zijn")
        case .clash(let other): return say("\(told) clashes with \(other)", "\(told) valt samen met \(other)")
        case .sameTopic(let other):
            return say("\(told) has the same topic as \(other)", "\(told) heeft hetzelfde thema als \(other)")
        default: return shared(change.cause, told)
        }
    }

    private func shared(_ cause: PlacementChange.Cause, _ told: String) -> String {
        switch cause {
        case .cancelled: return say("\(told) is cancelled", "\(told) vervalt")
        case .full(let capacity, let wanted):
            return say(
                "\(told) holds \(number(capacity)), and \(number(wanted)) were to be there",
                "in \(told) passen \(number(capacity)) mensen, en er zouden \(number(wanted)) zijn")
        case .organisation(let maximum):
            return say(
                "at most \(number(maximum)) of one organisation in \(told)",
                "hoogstens \(number(maximum)) van één organisatie in \(told)")
        case .group(let group): return say("bound to group '\(group)'", "gebonden aan groep '\(group)'")
        case .minimum(let session, let minimum):
            return say(
                "\(session) needs at least \(number(minimum))",
                "bij \(session) zijn er minstens \(number(minimum)) nodig")
        case .ownGain:
            return say("gets a place that is wanted more", "krijgt een plaats die meer gewenst is")
        case .othersGain:
            return say("makes room so that others gain", "maakt plaats zodat anderen erop vooruitgaan")
        case .freedSeat:
            return say("offered a freed seat that is wanted more", "kreeg een vrijgekomen plaats die meer gewenst is")
        default:
            return say(
                "the rules together leave no other way", "de regels samen laten geen andere mogelijkheid")
        }
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

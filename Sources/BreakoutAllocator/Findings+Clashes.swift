import BreakoutModel

// Why one person cannot attend two things whose times do not overlap, or hardly do.
extension Findings {
    /// Nothing where their times say it all.
    static func whyNotBoth(_ a: Obligation, _ b: Obligation, _ event: Event) -> [Bilingual] {
        guard let x = a.activity.time, let y = b.activity.time else { return inOneRound(a, b, event) }
        let isFirst = (x.start, x.end) <= (y.start, y.end), second = isFirst ? b : a
        let gap = isFirst ? y.start.minutes - x.end.minutes : x.start.minutes - y.end.minutes
        let isOneRoom = a.activity.room != nil && a.activity.room == b.activity.room
        let walk = isOneRoom ? 0 : event.settings.transferMinutes, grace = event.settings.lateArrivalMinutes
        var notes: [Bilingual] = []
        if gap >= 0 {
            guard walk > gap else { return inOneRound(a, b, event) }
            notes.append(tooShort(gap, walk))
        }
        if second.activity.isOnStage && grace > 0 && gap + grace >= walk {
            notes.append(
                Bilingual(
                    en: "who chairs or speaks at '\(name(second.place, event))' may not come late: 'late arrival "
                        + "minutes' (now \(grace)) does not count there",
                    nl: "wie bij '\(name(second.place, event))' voorzit of spreekt mag niet later binnenkomen: 'te "
                        + "laat minuten' (nu \(grace)) telt daar niet"))
        }
        return notes
    }

    private static func tooShort(_ gap: Int, _ walk: Int) -> Bilingual {
        let between = minutes(gap), needed = minutes(walk)
        return Bilingual(
            en: "there \(gap == 1 ? "is" : "are") \(between.english) between the two, and changing rooms takes "
                + "\(needed.english): with 'transfer minutes' at most \(gap) in the settings both can be attended",
            nl: "er \(gap == 1 ? "zit" : "zitten") \(between.dutch) tussen, en van zaal wisselen kost "
                + "\(needed.dutch): met 'wisseltijd minuten' op hoogstens \(gap) bij de instellingen gaat het samen")
    }

    private static func inOneRound(_ a: Obligation, _ b: Obligation, _ event: Event) -> [Bilingual] {
        guard areInOneRound(a, b, event), case .session(let x) = a.place else { return [] }
        return [
            Bilingual(
                en: "both are in round \(event[x].round + 1), in which everybody is in one session",
                nl: "beide zijn in ronde \(event[x].round + 1), en daarin is iedereen in één deelsessie")
        ]
    }

    static func areInOneRound(_ a: Obligation, _ b: Obligation, _ event: Event) -> Bool {
        guard case .session(let x) = a.place, case .session(let y) = b.place else { return false }
        return event[x].round == event[y].round
    }
}

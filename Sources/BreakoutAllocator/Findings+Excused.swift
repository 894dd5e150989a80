import BreakoutModel

// People who can reach no session of a round because of what they must attend.
extension Findings {
    /// People who can reach no session of a round, by cause, with the ways out.
    static func excused(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        var groups: [(round: Int, causes: [DutyPlace], people: [AttendeeIndex])] = []
        for excusal in maker.excusals {
            if let at = groups.firstIndex(where: { $0.round == excusal.round && $0.causes == excusal.causes }) {
                groups[at].people.append(excusal.attendee)
            } else {
                groups.append((excusal.round, excusal.causes, [excusal.attendee]))
            }
        }
        return groups.map { group in
            let count = people(group.people.count), who = names(group.people, event)
            return Diagnostic(
                .warning, code: "excused",
                message: both { language in
                    let causes = group.causes.map { timed($0, event, language) }
                    let round = roundTimed(group.round, event, language)
                    return language == .english
                        ? "\(count.english) can reach no session of \(round), because of "
                            + "\(causes.joined(separator: " and ")): excused from that round"
                        : "voor \(count.dutch) is geen deelsessie van \(round) bereikbaar, vanwege "
                            + "\(causes.joined(separator: " en ")): vrijgesteld van die ronde"
                },
                notes: waysOut(group.round, group.causes, event, maker)
                    + [Bilingual(en: "who: \(who.english)", nl: "wie: \(who.dutch)")])
        }
    }

    /// `round 2 (14:15–15:15)`, or with the first start where its sessions have several times.
    static func roundTimed(_ round: Int, _ event: Event, _ language: Language) -> String {
        let word = (language == .english ? "round" : "ronde") + " \(round + 1)"
        let times = event.sessions(inRound: round).compactMap { event[$0].time }
        guard let first = times.min(by: { $0.start < $1.start }) else { return word }
        let isOne = times.allSatisfy { $0 == first }
        return word + " (" + (isOne ? first.text(in: language) : first.start.text(in: language)) + ")"
    }

    private static func waysOut(
        _ round: Int, _ causes: [DutyPlace], _ event: Event, _ maker: RuleBookMaker
    ) -> [Bilingual] {
        causes.compactMap { cause -> Bilingual? in
            if let topic = topic(cause, round, event, maker) { return topic }
            guard let minutes = overlap(cause, round, event, maker) else { return nil }
            let place = name(cause, event)
            guard let minutes = minutes.beforeStart else {
                return Bilingual(
                    en:
                        "'\(place)' takes the place of round \(round + 1) for them; to change that, move one of the two",
                    nl: "'\(place)' komt voor hen in de plaats van ronde \(round + 1); verschuif anders een van beide")
            }
            let by = Findings.minutes(minutes)
            return Bilingual(
                en:
                    "ways out: end '\(place)' \(by.english) earlier, begin round \(round + 1) \(by.english) later, or allow "
                    + "participants to come \(by.english) later ('late arrival minutes' in the settings, now "
                    + "\(event.settings.lateArrivalMinutes))",
                nl: "uitwegen: laat '\(place)' \(by.dutch) eerder eindigen, laat ronde \(round + 1) \(by.dutch) later "
                    + "beginnen, of sta toe dat deelnemers \(by.dutch) later binnenkomen ('te laat minuten' bij de "
                    + "instellingen, nu \(event.settings.lateArrivalMinutes))")
        }
    }

    /// Where it is not the clock that keeps people who must be at the cause from a session of the round.
    private static func topic(
        _ cause: DutyPlace, _ round: Int, _ event: Event, _ maker: RuleBookMaker
    ) -> Bilingual? {
        guard case .session(let own) = cause, let topic = event[own].topic else { return nil }
        let same = event.sessions(inRound: round).filter {
            event[$0].topic == topic && !maker.clock.clash(.init(event[own]), .init(event[$0]))
        }
        if same.isEmpty { return nil }
        let ids = Findings.ids([own] + same, event), id = event[own].id
        return Bilingual(
            en: "\(ids.english) have one topic, '\(topic)', which nobody gets twice; ways out: give them different "
                + "topics, or do not make people attend '\(id)'",
            nl: "\(ids.dutch) hebben één thema, '\(topic)', en dat krijgt niemand twee keer; uitwegen: geef ze "
                + "verschillende thema's, of laat deelnemers niet naar '\(id)' moeten")
    }

    /// The least number of minutes that would free one session of the round from the cause; `beforeStart` is nil when
    /// the cause does not begin before the round, so that no small shift helps.
    private static func overlap(
        _ cause: DutyPlace, _ round: Int, _ event: Event, _ maker: RuleBookMaker
    ) -> (beforeStart: Int?, Void)? {
        let activity: Clock.Activity =
            switch cause {
            case .session(let session): .init(event[session])
            case .fixedItem(let item): .init(event[item])
            }
        guard let time = activity.time else { return nil }
        var least: Int?
        for session in event.sessions(inRound: round) {
            let other = Clock.Activity(event[session])
            guard let begin = event[session].time?.start, let slack = maker.clock.slack(activity, other), slack < 0
            else { continue }
            if time.start < begin { least = min(least ?? .max, -slack) }
        }
        return (least, ())
    }
}

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
                notes: waysOut(group.round, group.causes, group.people, event, maker)
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

    /// Of each cause what frees a session that no other cause is in the way of; where there is none, all have to give way.
    private static func waysOut(
        _ round: Int, _ causes: [DutyPlace], _ people: [AttendeeIndex], _ event: Event, _ maker: RuleBookMaker
    ) -> [Bilingual] {
        let open = event.sessions(inRound: round).filter { session in
            people.allSatisfy { maker.isOpen(event[session], to: $0) && !maker.isExcluded($0, session) }
        }
        let notes = causes.indices.compactMap { place -> Bilingual? in
            let cause = causes[place], others = causes.indices.filter { $0 != place }.map { causes[$0] }
            let free = open.filter { session in !others.contains { isInTheWay($0, of: session, event, maker) } }
            guard !free.isEmpty else { return nil }
            if let topic = topic(cause, free, event, maker) { return topic }
            guard let delay = delay(cause, free, others, event, maker) else { return nil }
            return wayOut(cause, round, people.count, delay, event)
        }
        guard notes.isEmpty, causes.count > 1 else { return notes }
        let all = causes.map { "'" + name($0, event) + "'" }
        return [
            Bilingual(
                en: "no single one of \(all.joined(separator: " and ")) is in the way alone; to change that, move more "
                    + "than one of them, or round \(round + 1)",
                nl: "niet één van \(all.joined(separator: " en ")) zit alleen in de weg; verschuif er anders meer dan "
                    + "een, of ronde \(round + 1)")
        ]
    }

    private static func wayOut(
        _ cause: DutyPlace, _ round: Int, _ count: Int, _ delay: Delay, _ event: Event
    ) -> Bilingual {
        let place = name(cause, event)
        guard let minutes = delay.minutes else {
            let them = count == 1 ? "deze deelnemer" : "hen"
            return Bilingual(
                en: "'\(place)' takes the place of round \(round + 1) for them; to change that, move one of the two",
                nl: "'\(place)' komt voor \(them) in de plaats van ronde \(round + 1); verschuif anders een van beide")
        }
        let by = Findings.minutes(minutes), late = event.settings.lateArrivalMinutes
        let begin =
            delay.mayBeginLater
            ? Bilingual(
                en: "begin round \(round + 1) \(by.english) later, ",
                nl: "laat ronde \(round + 1) \(by.dutch) later beginnen, ")
            : Bilingual(en: "", nl: "")
        return Bilingual(
            en: "ways out: end '\(place)' \(by.english) earlier, \(begin.english)or allow participants to come "
                + "\(by.english) later ('late arrival minutes' in the settings, now \(late))",
            nl: "uitwegen: laat '\(place)' \(by.dutch) eerder eindigen, \(begin.dutch)of sta toe dat deelnemers "
                + "\(by.dutch) later binnenkomen ('te laat minuten' bij de instellingen, nu \(late))")
    }

    static func activity(_ place: DutyPlace, _ event: Event) -> Clock.Activity {
        switch place {
        case .session(let session): .init(event[session])
        case .fixedItem(let item): .init(event[item])
        }
    }

    private static func isInTheWay(
        _ cause: DutyPlace, of session: SessionIndex, _ event: Event, _ maker: RuleBookMaker
    ) -> Bool {
        if maker.clock.clash(activity(cause, event), .init(event[session])) { return true }
        guard case .session(let own) = cause else { return false }
        return RuleBookMaker.sameTopic(event[own], event[session])
    }

    /// Where it is not the clock that keeps people who must be at the cause from one of the sessions.
    private static func topic(
        _ cause: DutyPlace, _ sessions: [SessionIndex], _ event: Event, _ maker: RuleBookMaker
    ) -> Bilingual? {
        guard case .session(let own) = cause, let topic = event[own].topic else { return nil }
        let same = sessions.filter {
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

    private struct Delay {
        /// The least number of minutes that would free one of the sessions from the cause; nil when the cause does not
        /// begin before them, so that no small shift helps.
        var minutes: Int?
        /// Whether such a session may begin so much later: nothing else is in its way then.
        var mayBeginLater = false
    }

    /// Nil where the cause has no time.
    private static func delay(
        _ cause: DutyPlace, _ sessions: [SessionIndex], _ others: [DutyPlace], _ event: Event, _ maker: RuleBookMaker
    ) -> Delay? {
        let own = activity(cause, event)
        guard let time = own.time else { return nil }
        var delay = Delay()
        for session in sessions {
            let other = Clock.Activity(event[session])
            guard let begin = other.time?.start, let slack = maker.clock.slack(own, other), slack < 0,
                time.start < begin, -slack <= delay.minutes ?? .max
            else { continue }
            if delay.minutes != -slack { delay = Delay(minutes: -slack) }
            guard let later = other.later(by: -slack) else { continue }
            if !others.contains(where: { maker.clock.clash(activity($0, event), later) }) { delay.mayBeginLater = true }
        }
        return delay
    }
}

extension Clock.Activity {
    /// Nil where it would not end on the same day.
    fileprivate func later(by minutes: Int) -> Clock.Activity? {
        guard let time, let start = TimeOfDay(minutes: time.start.minutes + minutes),
            let end = TimeOfDay(minutes: time.end.minutes + minutes)
        else { return nil }
        return .init(time: TimeSpan(start: start, end: end), room: room, isOnStage: isOnStage)
    }
}

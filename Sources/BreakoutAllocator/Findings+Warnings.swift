import BreakoutModel

// What an organiser should know, though an allocation may well exist.
extension Findings {
    // MARK: The clock

    private static let fewMinutes = 5

    /// Something people must attend that ends just when a round begins (or begins just when a round ends).
    static func tightConnections(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        var groups: [TightConnection: [AttendeeIndex]] = [:]
        for (index, obligations) in maker.obligations.enumerated() {
            let attendee = AttendeeIndex(index)
            for obligation in obligations {
                for round in 0..<event.roundCount where maker.table.standing(of: attendee, round: round).isPlaced {
                    if maker.isSession(obligation.place, ofRound: round) { continue }
                    if let found = tight(obligation, attendee, round, event, maker) {
                        groups[found, default: []].append(attendee)
                    }
                }
            }
        }
        return groups.sorted { ($0.key.round, $0.key.order(event)) < ($1.key.round, $1.key.order(event)) }
            .map { tightDiagnostic($0.key, $0.value, event) }
    }

    private struct TightConnection: Hashable {
        let place: DutyPlace
        let round: Int
        let minutes: Int
        let placeIsFirst: Bool

        func order(_ event: Event) -> String { Findings.name(place, event) }
    }

    private static func tight(
        _ obligation: Obligation, _ attendee: AttendeeIndex, _ round: Int, _ event: Event, _ maker: RuleBookMaker
    ) -> TightConnection? {
        guard let a = obligation.activity.time else { return nil }
        for session in maker.table.options(of: attendee, round: round) {
            guard let b = event[session].time else { continue }
            if let room = obligation.activity.room, room == event[session].room { continue }
            // Who cannot be at both is no matter of being late. For others an overlap is within the grace, or the session
            // were no option.
            let own = maker.obligations[attendee.value].first { $0.place == .session(session) }?.activity
            if maker.clock.clash(obligation.activity, own ?? .init(event[session])) { continue }
            // The order of the clock's rule.
            let isFirst = (a.start, a.end) <= (b.start, b.end)
            let gap = isFirst ? b.start.minutes - a.end.minutes : a.start.minutes - b.end.minutes
            guard gap < fewMinutes else { continue }
            return TightConnection(place: obligation.place, round: round, minutes: gap, placeIsFirst: isFirst)
        }
        return nil
    }

    private static func tightDiagnostic(
        _ connection: TightConnection, _ attendees: [AttendeeIndex], _ event: Event
    ) -> Diagnostic {
        let count = people(attendees.count), minutes = connection.minutes
        return Diagnostic(
            .warning, code: "tight-connection",
            message: both { language in
                let place = timed(connection.place, event, language)
                let round = roundTimed(connection, event, language)
                let (first, second) = connection.placeIsFirst ? (place, round) : (round, place)
                if minutes < 0 {
                    return language == .english
                        ? "\(count.english) will be late by \(Findings.minutes(-minutes).english): \(first) runs into \(second)"
                        : "\(Findings.minutes(-minutes).dutch) te laat voor \(count.dutch): \(first) loopt door in \(second)"
                }
                return language == .english
                    ? "\(Findings.minutes(minutes).english) between \(first) and \(second) for \(count.english)"
                    : "\(Findings.minutes(minutes).dutch) tussen \(first) en \(second) voor \(count.dutch)"
            },
            notes: [tightNote(connection, event)])
    }

    /// With the time that matters, where the sessions of the round have several.
    private static func roundTimed(_ connection: TightConnection, _ event: Event, _ language: Language) -> String {
        let times = event.sessions(inRound: connection.round).map { event[$0].time }
        let isOne = times.allSatisfy { $0 == times[0] }
        guard !isOne, let own = activity(connection.place, event).time else {
            return roundTimed(connection.round, event, language)
        }
        let isFirst = connection.placeIsFirst
        let minutes = isFirst ? own.end.minutes + connection.minutes : own.start.minutes - connection.minutes
        guard let time = TimeOfDay(minutes: minutes) else { return roundTimed(connection.round, event, language) }
        return language == .english
            ? "round \(connection.round + 1) (\(isFirst ? "from" : "until") \(time.text(in: .english)))"
            : "ronde \(connection.round + 1) (\(isFirst ? "vanaf" : "tot") \(time.text(in: .dutch)))"
    }

    private static func tightNote(_ connection: TightConnection, _ event: Event) -> Bilingual {
        let walk = event.settings.transferMinutes
        if connection.minutes < 0 {
            return Bilingual(
                en:
                    "'late arrival minutes' (now \(event.settings.lateArrivalMinutes)) lets them come late; move one of the "
                    + "two to spare them that",
                nl:
                    "door 'te laat minuten' (nu \(event.settings.lateArrivalMinutes)) mogen ze later binnenkomen; verschuif "
                    + "een van beide als dat niet de bedoeling is")
        }
        if walk > 0 {
            return Bilingual(
                en:
                    "'transfer minutes' is now \(walk), and 'late arrival minutes' \(event.settings.lateArrivalMinutes)",
                nl: "'wisseltijd minuten' is nu \(walk), en 'te laat minuten' \(event.settings.lateArrivalMinutes)")
        }
        return Bilingual(
            en:
                "they are placed as if walking takes no time; if it does, give it as 'transfer minutes' in the settings",
            nl:
                "ze worden ingedeeld alsof lopen geen tijd kost; kost het wel tijd, zet die dan bij 'wisseltijd minuten' in "
                + "de instellingen")
    }

    /// Rounds that follow each other without a break, or overlap.
    static func tightRounds(_ event: Event) -> [Diagnostic] {
        guard event.roundCount > 1 else { return [] }
        return (1..<event.roundCount).compactMap { round -> Diagnostic? in
            let ends = event.sessions(inRound: round - 1).compactMap { event[$0].time?.end }
            let starts = event.sessions(inRound: round).compactMap { event[$0].time?.start }
            guard let end = ends.max(), let start = starts.min() else { return nil }
            let gap = start.minutes - end.minutes
            guard gap < fewMinutes else { return nil }
            let size = minutes(abs(gap))
            return Diagnostic(
                .warning, code: "tight-rounds",
                message: Bilingual(
                    en: gap < 0
                        ? "round \(round + 1) begins \(size.english) before round \(round) has ended everywhere"
                        : "\(size.english) between the end of round \(round) and the start of round \(round + 1)",
                    nl: gap < 0
                        ? "ronde \(round + 1) begint \(size.dutch) voordat ronde \(round) overal is afgelopen"
                        : "\(size.dutch) tussen het einde van ronde \(round) en het begin van ronde \(round + 1)"),
                notes: [
                    Bilingual(
                        en: "check the times of the sessions; sessions that clash are never given to one person",
                        nl: "controleer de tijden in het sessiebestand; deelsessies die botsen krijgt niemand allebei")
                ])
        }
    }

    /// Without a time nothing clashes: worth saying when something must be attended.
    static func missingTimes(_ event: Event) -> [Diagnostic] {
        let items = event.fixedItems.filter { $0.time == nil && $0.requiredFor != .nobody }.map(\.id)
        let timed = event.sessions.contains { $0.time != nil }
        let sessions = timed ? event.sessions.filter { $0.time == nil }.map(\.id) : []
        let missing = items + sessions
        guard !missing.isEmpty else { return [] }
        let list = missing.map { "'\($0)'" }.joined(separator: ", ")
        return [
            Diagnostic(
                .warning, code: "no-time",
                message: Bilingual(
                    en: "without a start and an end, nothing can clash with \(list)",
                    nl: "zonder begin- en eindtijd kan niets botsen met \(list)"),
                notes: [
                    Bilingual(
                        en: "fill in start and end of the sessions", nl: "vul begin en eind in bij de deelsessies")
                ])
        ]
    }

    // MARK: Rooms

    /// Sessions that nobody may attend, and rooms that are wanted far more than they hold.
    static func roomFindings(
        _ event: Event, _ maker: RuleBookMaker, _ demand: Demand, _ range: DemandRange
    ) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (position, session) in event.sessions.enumerated() {
            guard range.mostPossible[position] == 0 else { continue }
            found.append(
                range.mostPlaced[session.round] > 0
                    ? unreachable(SessionIndex(position), event, maker) : emptyRound(session))
        }
        for (position, session) in event.sessions.enumerated()
        where session.minimum > demand.content[position] && session.minimum <= demand.possible[position] {
            found.append(
                littleInterest(session, content: demand.content[position], onDuty: demand.onDuty[position]))
        }
        found += oversubscribed(event, demand)
        return found
    }

    /// Fewer people would be content there than it needs, those on duty included: others must fill it up, or it is
    /// cancelled.
    private static func littleInterest(_ session: Session, content: Int, onDuty: Int) -> Diagnostic {
        let short = session.minimum - content, wishing = content - onDuty
        let duties =
            onDuty == 0
            ? Bilingual(en: "", nl: "")
            : Bilingual(
                en: " and \(onDuty) \(onDuty == 1 ? "is" : "are") on duty there",
                nl: " en \(onDuty) \(onDuty == 1 ? "heeft" : "hebben") er een taak")
        let wanting = Bilingual(
            en: "'\(session.id)' needs at least \(people(session.minimum).english); "
                + (wishing == 1 ? "1 ranked it or has no preference" : "\(wishing) ranked it or have no preference")
                + duties.english,
            nl: "'\(session.id)' vraagt minstens \(people(session.minimum).dutch); "
                + (wishing == 1
                    ? "1 koos haar of heeft geen voorkeur" : "\(wishing) kozen haar of hebben geen voorkeur")
                + duties.dutch)
        return Diagnostic(
            .warning, code: "little-interest",
            message: session.cancellable
                ? wanting
                : Bilingual(
                    en: wanting.english + ", so \(people(short).english) must be sent there unasked",
                    nl: wanting.dutch
                        + ", dus \(people(short).dutch) \(short == 1 ? "moet" : "moeten") er ongevraagd heen"),
            notes: [
                session.cancellable
                    ? Bilingual(
                        en: "it may be cancelled, and is when that is better for all",
                        nl: "zij mag vervallen, en vervalt als dat voor allen beter is")
                    : Bilingual(
                        en: "lower its minimum, or let it be cancelled (column 'cancellable')",
                        nl: "verlaag het minimum, of laat haar vervallen als dat beter is (kolom 'annuleerbaar')")
            ])
    }

    /// One note for all rooms that more people put first than fit.
    private static func oversubscribed(_ event: Event, _ demand: Demand) -> [Diagnostic] {
        var english: [String] = []
        var dutch: [String] = []
        for (position, session) in event.sessions.enumerated() {
            guard let capacity = session.capacity else { continue }
            let free = max(0, capacity - demand.onDuty[position]), wanted = demand.firstChoices[position]
            guard wanted > free else { continue }
            english.append("'\(session.id)' (\(wanted) for \(free))")
            dutch.append("'\(session.id)' (\(wanted) voor \(free))")
        }
        guard !english.isEmpty else { return [] }
        return [
            Diagnostic(
                .note, code: "oversubscribed",
                message: Bilingual(
                    en: "more first choices than free seats: " + english.joined(separator: ", "),
                    nl: "meer eerste voorkeuren dan vrije plaatsen: " + dutch.joined(separator: ", ")))
        ]
    }

    // MARK: Choices

    /// Ranked sessions that their owners could never have, by session and reason.
    static func droppedChoices(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        var groups: [(session: SessionIndex, reason: DroppedChoice.Reason, people: [AttendeeIndex])] = []
        for choice in maker.dropped {
            if let at = groups.firstIndex(where: { $0.session == choice.session && $0.reason == choice.reason }) {
                groups[at].people.append(choice.attendee)
            } else {
                groups.append((choice.session, choice.reason, [choice.attendee]))
            }
        }
        return groups.sorted { $0.session < $1.session }.map { group in
            let count = people(group.people.count), who = names(group.people, event)
            let id = event[group.session].id
            let why = reason(group.reason)
            return Diagnostic(
                .note, code: "choice-dropped",
                message: Bilingual(
                    en:
                        "\(count.english) ranked '\(id)' but \(why.english): that choice is dropped, later choices move up",
                    nl: "voorkeur voor '\(id)' van \(count.dutch) vervalt: \(why.dutch); latere voorkeuren schuiven op"),
                notes: [Bilingual(en: "who: \(who.english)", nl: "wie: \(who.dutch)")])
        }
    }

    private static func reason(_ reason: DroppedChoice.Reason) -> Bilingual {
        switch reason {
        case .notOpen: Bilingual(en: "it is not open to them", nl: "niet voor hen open")
        case .excluded: Bilingual(en: "they must not be there", nl: "daar mogen ze niet zijn")
        case .clash:
            Bilingual(en: "it clashes with what they must attend", nl: "botst met iets waar ze bij moeten zijn")
        case .sameTopic:
            Bilingual(en: "they already have its topic as a duty", nl: "dat thema hebben ze al als taak")
        }
    }
}

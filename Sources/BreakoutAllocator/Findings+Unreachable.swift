import BreakoutModel

// Sessions that nobody may attend, and what keeps everybody away from them.
extension Findings {
    static func emptyRound(_ session: Session) -> Diagnostic {
        Diagnostic(
            .warning, code: "nobody-may-attend",
            message: session.mustBeFilled
                ? Bilingual(
                    en: "nobody takes part in round \(session.round + 1), where '\(session.id)' needs at least "
                        + people(session.minimum).english,
                    nl: "niemand doet mee in ronde \(session.round + 1), waar '\(session.id)' minstens "
                        + "\(people(session.minimum).dutch) vraagt")
                : Bilingual(
                    en: "'\(session.id)' stays empty: nobody takes part in round \(session.round + 1)",
                    nl: "'\(session.id)' blijft leeg: niemand doet mee in ronde \(session.round + 1)"),
            notes: [
                Bilingual(
                    en: "check the column 'absent' of the attendees, and what everybody must attend then",
                    nl: "controleer de kolom 'afwezig' van de deelnemers, en waar iedereen dan moet zijn")
            ])
    }

    static func unreachable(_ session: SessionIndex, _ event: Event, _ maker: RuleBookMaker) -> Diagnostic {
        let id = event[session].id
        return Diagnostic(
            .warning, code: "nobody-may-attend",
            message: event[session].mustBeFilled
                ? Bilingual(
                    en: "nobody may attend '\(id)', which needs at least \(people(event[session].minimum).english)",
                    nl: "niemand mag naar '\(id)', en die deelsessie vraagt minstens "
                        + people(event[session].minimum).dutch)
                : Bilingual(
                    en: "nobody may attend '\(id)': it stays empty",
                    nl: "niemand mag naar '\(id)': die deelsessie blijft leeg"),
            notes: KeptAway(session, event, maker).words)
    }
}

extension Session {
    /// Whether it cannot be left empty.
    fileprivate var mustBeFilled: Bool { minimum > 0 && !cancellable }
}

/// How many people of a round each thing keeps away from a session; of several the first counts.
private struct KeptAway {
    private var onDuty = 0, notOpen = 0, excluded = 0, clashing = 0
    private let round: Int

    init(_ session: SessionIndex, _ event: Event, _ maker: RuleBookMaker) {
        round = event[session].round
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            switch maker.table.standing(of: attendee, round: round) {
            case .absent: continue
            case .onDuty: onDuty += 1
            case .excused, .choosing, .noPreference:
                if !maker.isOpen(event[session], to: attendee) {
                    notOpen += 1
                } else if maker.isExcluded(attendee, session) {
                    excluded += 1
                } else {
                    clashing += 1
                }
            }
        }
    }

    /// For each cause how many, and what to look at.
    var words: [Bilingual] {
        var notes: [Bilingual] = []
        func add(_ count: Int, en: String, nl: String) {
            let people = Findings.people(count)
            if count > 0 { notes.append(Bilingual(en: people.english + en, nl: people.dutch + nl)) }
        }
        add(
            onDuty, en: " must be somewhere else in round \(round + 1): check the duties, and 'required for'",
            nl: " \(onDuty == 1 ? "moet" : "moeten") in ronde \(round + 1) elders zijn: controleer de taken, en "
                + "'verplicht voor'")
        add(
            notOpen,
            en: " \(notOpen == 1 ? "has" : "have") no role that it is open to: compare 'open to' with the roles "
                + "of the attendees",
            nl: " zonder een rol waarvoor zij openstaat: vergelijk 'open voor' met de rollen van de deelnemers")
        add(
            excluded, en: " must not be there: check the exclusions among the duties",
            nl: " \(excluded == 1 ? "mag" : "mogen") er niet zijn: controleer de uitsluitingen bij de taken")
        add(
            clashing, en: " cannot combine it with what they must attend: check its times and its topic",
            nl:
                " \(clashing == 1 ? "kan" : "kunnen") haar niet combineren met waar zij moeten zijn: controleer de tijden "
                + "en het thema")
        return notes
    }
}

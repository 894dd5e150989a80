import BreakoutModel

// What can be done only by cancelling a session: no contradiction, but not what the organiser meant either.
extension Findings {
    static func mustBeCancelled(_ event: Event, _ maker: RuleBookMaker, _ demand: Demand) -> [Diagnostic] {
        sameClashes(maker.avoidableClashes).map {
            notBothHeld(event, $0.map(\.attendee), $0[0].first, $0[0].second, maker)
        }
            + event.sessions.enumerated().compactMap { position, session in
                guard session.cancellable, let capacity = session.capacity, demand.onDuty[position] > capacity else {
                    return nil
                }
                let crowd = crowdOnDuty(session, capacity: capacity, onDuty: demand.onDuty[position])
                return Diagnostic(
                    .warning, code: "must-be-cancelled", at: session.origin,
                    message: Bilingual(
                        en: crowd.words.english + ": it must be cancelled",
                        nl: crowd.words.dutch + ": zij moet vervallen"),
                    notes: [crowd.mend])
            }
    }

    static func tooManyVariants(
        _ event: Event, _ people: [(attendee: AttendeeIndex, duties: Int)]
    ) -> [Diagnostic] {
        people.map { attendee, duties in
            let most = RuleBookMaker.mostVariants
            return Diagnostic(
                .error, code: "too-many-duties",
                message: Bilingual(
                    en: "\(person(attendee, event)) has duties at \(duties) sessions that may be cancelled: more than "
                        + "\(most) ways to hold some of these and cancel the others, too many to look at",
                    nl: "\(person(attendee, event)) heeft taken bij \(duties) deelsessies die mogen vervallen: meer "
                        + "dan \(most) manieren om er enkele van door te laten gaan, te veel om na te gaan"),
                notes: [
                    Bilingual(
                        en: "say of some of these sessions that they may not be cancelled, or lift some of the duties",
                        nl: "laat enkele van deze deelsessies niet annuleerbaar zijn, of haal enkele taken weg")
                ])
        }
    }

    private static func notBothHeld(
        _ event: Event, _ people: [AttendeeIndex], _ a: Obligation, _ b: Obligation, _ maker: RuleBookMaker
    ) -> Diagnostic {
        let both = mustAttend(people, a, b, event), lines = [a.origin, b.origin].compactMap { $0 }.sorted()
        let choices = [a, b].filter(maker.isAvoidable).map { "'\(name($0.place, event))'" }
        return Diagnostic(
            .warning, code: "must-be-cancelled", at: lines.last,
            message: Bilingual(
                en: both.english + ": \(choices.joined(separator: " or ")) must be cancelled",
                nl: both.dutch + ": \(choices.joined(separator: " of ")) moet vervallen"),
            notes: subject(people, event).notes + [
                Bilingual(
                    en:
                        "to hold both, lift one of the two duties, take the role that requires one of them away, or move "
                        + "one in time",
                    nl: "om beide te houden: haal een van beide taken weg, of de rol waardoor die verplicht is, of "
                        + "verschuif er één")
            ] + (lines.count == 2 ? [otherDuty(lines[0])] : []))
    }
}

import BreakoutModel

/// What is in the way of an event even without the people of whom something impossible is asked, so that it need not wait
/// until that is mended.
///
/// Idea: whoever they turn out to be, more people only take more room. So the event without them is looked at, and without
/// its minimums, which they might help to meet. What it lacks can be counted, and the event lacks it too.
struct Besides {
    /// Without them and without minimums.
    let event: Event
    private let people: [AttendeeIndex]
    private let whole: Event

    /// Nil where counting shows nothing in the way of the others.
    init?(_ event: Event, _ rules: RuleBook) {
        guard event.pins.isEmpty else { return nil }
        let all = RoundSet(Array(0..<event.roundCount))
        let minimums = event.sessions.indices.map { Rule.minimum(SessionIndex($0)) }
        let left = event.without(Set(minimums)).replacing(
            attendees: event.attendees.enumerated().map { index, attendee in
                guard rules.overasked.contains(AttendeeIndex(index)) else { return attendee }
                return Attendee(
                    id: attendee.id, key: attendee.key, name: attendee.name, email: attendee.email,
                    organisation: attendee.organisation, roles: [], absent: all, registered: attendee.registered)
            }, duties: event.duties.filter { !rules.overasked.contains($0.attendee) })
        let others = RuleBook(withoutFindings: left)
        guard others.personalContradictions.isEmpty, Infeasibility.isPlain(left, others) else { return nil }
        self.event = left
        people = rules.overasked.sorted()
        whole = event
    }

    /// A reason of the event without them, which says so.
    func told(_ reason: Diagnostic) -> Diagnostic {
        let who = Findings.names(people, whole)
        return Diagnostic(
            reason.severity, code: reason.code, at: reason.location, message: reason.message,
            notes: reason.notes + [
                Bilingual(
                    en: "not counted here, because what they must do is impossible: \(who.english)",
                    nl: "hier niet meegeteld, omdat niet kan wat zij moeten: \(who.dutch)")
            ])
    }
}

import BreakoutModel

/// What is in the way of an event even without the people of whom something impossible is asked, so that it need not wait
/// until that is mended.
///
/// Idea: whoever they turn out to be, more people only take more room. So the event without them is looked at: who must do
/// what cannot be done is in no round, and who has nothing open in a round is not in that round. Without its minimums, too,
/// where they are missing, which they might help to meet. What it lacks can be counted, and the event lacks it too.
struct Besides {
    /// Without them, and without minimums where they are missing.
    let event: Event
    private let overasked: [AttendeeIndex]
    /// By round: who has nothing open.
    private let shut: [[AttendeeIndex]]
    private let whole: Event

    /// Nil where counting shows nothing in the way of the others.
    init?(_ event: Event, _ rules: RuleBook) {
        guard event.pins.isEmpty else { return nil }
        let all = Array(0..<event.roundCount)
        var shut = [[AttendeeIndex]](repeating: [], count: event.roundCount)
        var rounds: [AttendeeIndex: [Int]] = [:]
        for (attendee, round) in rules.shut where !rules.overasked.contains(attendee) {
            shut[round].append(attendee)
            rounds[attendee, default: []].append(round)
        }
        let minimums = event.sessions.indices.map { SessionIndex($0) }.filter {
            !rules.overasked.isEmpty || !shut[event[$0].round].isEmpty
        }
        let left = event.without(Set(minimums.map { .minimum($0) })).replacing(
            attendees: event.attendees.enumerated().map { index, attendee in
                let own = AttendeeIndex(index)
                if rules.overasked.contains(own) { return attendee.missing(all, roles: []) }
                return rounds[own].map { attendee.missing($0) } ?? attendee
            }, duties: event.duties.filter { !rules.overasked.contains($0.attendee) })
        let others = RuleBook(withoutFindings: left)
        guard others.personalContradictions.isEmpty, Infeasibility.isPlain(left, others) else { return nil }
        self.event = left
        self.shut = shut
        overasked = rules.overasked.sorted()
        whole = event
    }

    /// A reason of the event without them, which says who is not counted in its rounds.
    func told(_ reason: Diagnostic, rounds: [Int]) -> Diagnostic {
        var notes = reason.notes
        if !overasked.isEmpty {
            let who = Findings.names(overasked, whole)
            notes.append(
                Bilingual(
                    en: "not counted here, because what they must do is impossible: \(who.english)",
                    nl: "hier niet meegeteld, omdat niet kan wat zij moeten: \(who.dutch)"))
        }
        for round in rounds where !shut[round].isEmpty {
            let who = Findings.names(shut[round], whole)
            notes.append(
                Bilingual(
                    en: "not counted here, because nothing is open to them in round \(round + 1): \(who.english)",
                    nl: "hier niet meegeteld, omdat in ronde \(round + 1) niets voor hen openstaat: \(who.dutch)"))
        }
        return Diagnostic(
            reason.severity, code: reason.code, at: reason.location, message: reason.message, notes: notes)
    }
}

extension Attendee {
    /// Absent from these rounds as well, and perhaps without the roles.
    func missing(_ rounds: [Int], roles: [RoleIndex]? = nil) -> Attendee {
        var absent = absent
        for round in rounds { absent.insert(round) }
        return Attendee(
            id: id, key: key, name: name, email: email, organisation: organisation, roles: roles ?? self.roles,
            absent: absent, registered: registered)
    }
}

import BreakoutModel

// People who must be nowhere and are barred from nowhere by name: nearly everybody. What holds for them follows from
// the doors of the sessions alone.
extension RuleBookMaker {
    /// False where the long way must be gone: something binds or bars the attendee, or there is something to report.
    mutating func applyUnbound(_ attendee: AttendeeIndex) -> Bool {
        guard obligations[attendee.value].isEmpty, exclusions[attendee] == nil else { return false }
        // Somebody may be where they are already, in a round that has begun.
        if !event.pins.isEmpty, (0..<event.roundCount).contains(where: { event.pin(of: attendee, round: $0) != nil }) {
            return false
        }
        let person = event.attendees[attendee.value]
        var isOpen = opennessToAll
        if !person.roles.isEmpty {
            for (session, doors) in doors.enumerated() where !isOpen[session] {
                isOpen[session] = person.roles.contains(where: doors.contains)
            }
        }
        for round in 0..<event.roundCount {
            if person.absent.contains(round) {
                rows.set(attendee, round: round, standing: .absent)
            } else if !rows.setFree(attendee, round: round, isOpen: isOpen, rankings: event.rankings) {
                return false
            }
        }
        return true
    }
}

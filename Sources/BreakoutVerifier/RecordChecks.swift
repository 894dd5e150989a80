import BreakoutModel

/// What stands beside each placement in the records: names, titles, times, the choice and the reason.
extension Answer {
    func checkRecords(_ records: [AllocationRecord], _ findings: inout Findings) {
        findings.add(lookingAt: records.count) { rows, findings in
            for row in rows {
                let record = records[row], attendee = placements.owners[row]
                checkNames(record, attendee, &findings)
                checkPlace(record, attendee, &findings)
                checkChoice(record, attendee, &findings)
            }
            return rows.count
        }
        findings.looked(at: .recordsAgree, records.count)
    }

    private func checkNames(_ record: AllocationRecord, _ attendee: Int, _ findings: inout Findings) {
        let name = event.attendees[attendee].name
        if record.name != name {
            findings.add(.wrongText(.name, event.person(attendee), round: record.round, is: record.name, not: name))
        }
        let organisation = event.organisation(of: AttendeeIndex(attendee)) ?? ""
        if record.organisation != organisation {
            findings.add(
                .wrongText(
                    .organisation, event.person(attendee), round: record.round, is: record.organisation,
                    not: organisation))
        }
    }

    private func checkPlace(_ record: AllocationRecord, _ attendee: Int, _ findings: inout Findings) {
        let session = session(attendee, record.round - 1)
        let title = session.map { event.sessions[$0].title } ?? ""
        if record.title != title {
            findings.add(
                .wrongText(.title, event.person(attendee), round: record.round, is: record.title, not: title))
        }
        let room = session.flatMap { event.sessions[$0].room } ?? ""
        if record.room != room {
            findings.add(
                .wrongText(.room, event.person(attendee), round: record.round, is: record.room, not: room))
        }
        let time = session.flatMap { event.sessions[$0].time }
        if record.start != time?.start || record.end != time?.end {
            findings.add(
                .wrongTime(
                    event.person(attendee), round: record.round, is: (record.start, record.end),
                    not: (time?.start, time?.end)))
        }
    }

    private func checkChoice(_ record: AllocationRecord, _ attendee: Int, _ findings: inout Findings) {
        let round = record.round - 1
        let isPlaced = session(attendee, round) != nil
        let expected: Choice? = regret(attendee, round).flatMap {
            isRanked(attendee, round) ? .ranked($0 + 1) : isPlaced ? .unlisted : nil
        }
        if record.choice != expected {
            findings.add(
                .wrongChoice(
                    event.person(attendee), round: record.round, is: record.choice, not: expected))
        }
        let reason: Reason =
            allowsUnplaced && isUnplaced(attendee, round) ? .unplaced : outlooks.attendance(attendee, round).reason
        if record.reason != reason {
            findings.add(
                .wrongReason(event.person(attendee), round: record.round, is: record.reason, not: reason))
        }
    }
}

import BreakoutModel

/// Where the records put everyone.
struct Placements {
    let roundCount: Int
    /// Row-major by attendee and round; -1 where nobody is placed.
    private var sessions: [Int]
    /// By position in the records: whom each is about.
    let owners: [Int]
    /// The cancellable sessions that nobody is placed in.
    let cancelled: Set<Int>

    /// Nil when the records do not say where everybody is: then nothing else can be worked out from them.
    init?(records: [AllocationRecord], event: Event, findings: inout Findings) {
        roundCount = event.roundCount
        let slots = event.attendees.count * event.roundCount
        var places = [Int?](repeating: nil, count: slots)
        var owners: [Int] = []
        owners.reserveCapacity(records.count)
        let names = Names(event: event)
        var sound = true
        func reject(_ violation: Violation, _ findings: inout Findings) {
            findings.add(violation)
            sound = false
        }

        for record in records {
            guard let attendee = names.attendee(of: record) else {
                reject(.unknownAttendee(record.attendee, in: .records), &findings)
                continue
            }
            guard (1...event.roundCount).contains(record.round) else {
                reject(.unknownRound(event.person(attendee), round: record.round), &findings)
                continue
            }
            var session = -1
            if !record.session.isEmpty {
                guard let known = names.session(record.session) else {
                    reject(.unknownSession(record.session, in: .records), &findings)
                    continue
                }
                session = known
                if event.sessions[known].round != record.round - 1 {
                    let violation = Violation.sessionOfAnotherRound(
                        event.person(attendee), session: record.session, round: record.round)
                    reject(violation, &findings)
                }
            }
            let slot = attendee * event.roundCount + record.round - 1
            if places[slot] != nil {
                reject(.duplicateRecord(event.person(attendee), round: record.round), &findings)
            }
            places[slot] = session
            owners.append(attendee)
        }
        for slot in 0..<slots where places[slot] == nil {
            let person = event.person(slot / event.roundCount)
            reject(.missingRecord(person, round: slot % event.roundCount + 1), &findings)
        }
        findings.looked(at: .recordsComplete, records.count)
        guard sound else { return nil }

        sessions = places.map { $0 ?? -1 }
        self.owners = owners
        let held = Set(sessions)
        cancelled = Set(
            event.sessions.indices.filter { event.sessions[$0].cancellable && !held.contains($0) })
    }

    subscript(attendee: Int, round: Int) -> Int? {
        let session = sessions[attendee * roundCount + round]
        return session < 0 ? nil : session
    }
}

/// From names in files to positions in the event.
struct Names {
    private let event: Event
    private var attendeesByID: [String: [Int]] = [:]
    private var attendeesByKey: [String: Int] = [:]
    private var sessions: [String: Int] = [:]

    init(event: Event) {
        self.event = event
        for (index, attendee) in event.attendees.enumerated() {
            attendeesByID[attendee.id, default: []].append(index)
            attendeesByKey[attendee.key] = index
        }
        for (index, session) in event.sessions.enumerated() { sessions[session.id] = index }
    }

    func session(_ id: String) -> Int? { sessions[id] }

    /// By id as written, where that is one person's; else by key.
    func attendee(_ name: String) -> Int? {
        if let found = attendeesByID[name], found.count == 1 { return found[0] }
        return attendeesByKey[name]
    }

    /// Where the id is a name that several people have, the name and organisation tell who is meant.
    func attendee(of record: AllocationRecord) -> Int? {
        guard let found = attendeesByID[record.attendee], found.count > 1 else {
            return attendee(record.attendee)
        }
        return found.first {
            event.attendees[$0].name == record.name
                && (event.organisation(of: AttendeeIndex($0)) ?? "") == record.organisation
        } ?? found[0]
    }
}

extension Event {
    /// How messages call an attendee: the name, and the id where that is something else.
    func person(_ attendee: Int) -> String {
        let attendee = attendees[attendee]
        return attendee.name == attendee.id ? attendee.name : "\(attendee.name) (\(attendee.id))"
    }
}

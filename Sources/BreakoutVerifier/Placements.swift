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
    let names: Names

    /// Nil when the records do not say where everybody is: then nothing else can be worked out from them.
    init?(records: [AllocationRecord], event: Event, findings: inout Findings) {
        roundCount = event.roundCount
        let slots = event.attendees.count * event.roundCount
        // -2 where there is no record yet.
        var places = [Int](repeating: -2, count: slots)
        var owners: [Int] = []
        owners.reserveCapacity(records.count)
        var names = Names(event: event)
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
            if places[slot] != -2 {
                reject(.duplicateRecord(event.person(attendee), round: record.round), &findings)
            }
            places[slot] = session
            owners.append(attendee)
        }
        for slot in 0..<slots where places[slot] == -2 {
            let person = event.person(slot / event.roundCount)
            reject(.missingRecord(person, round: slot % event.roundCount + 1), &findings)
        }
        findings.looked(at: .recordsComplete, records.count)
        guard sound else { return nil }

        sessions = places
        self.owners = owners
        self.names = names
        var isHeld = [Bool](repeating: false, count: event.sessions.count)
        for session in places where session >= 0 { isHeld[session] = true }
        cancelled = Set(event.sessions.indices.filter { event.sessions[$0].cancellable && !isHeld[$0] })
    }

    subscript(attendee: Int, round: Int) -> Int? {
        let session = sessions[attendee * roundCount + round]
        return session < 0 ? nil : session
    }

    mutating func move(_ attendee: Int, _ round: Int, to session: Int) {
        sessions[attendee * roundCount + round] = session
    }
}

/// From names in files to positions in the event.
struct Names {
    private let event: Event
    /// The first with each id; empty where ids are keys, by which attendees are in order.
    private var attendees: [String: Int32] = [:]
    /// Of ids that are names which several people have.
    private var namesakes: [String: [Int]] = [:]
    private var sessions: [String: Int] = [:]
    /// Whom the last record was about: the next is mostly about the same person.
    private var last: (record: String, attendee: Int)?

    init(event: Event) {
        self.event = event
        if !event.attendees.allSatisfy({ $0.id == $0.key }) {
            attendees.reserveCapacity(event.attendees.count)
            for (index, attendee) in event.attendees.enumerated() {
                if let first = attendees.updateValue(Int32(index), forKey: attendee.id) {
                    attendees[attendee.id] = first
                    namesakes[attendee.id, default: [Int(first)]].append(index)
                }
            }
        }
        for (index, session) in event.sessions.enumerated() { sessions[session.id] = index }
    }

    func session(_ id: String) -> Int? { sessions[id] }

    /// By id as written, where that is one person's; else by key.
    func attendee(_ name: String) -> Int? {
        if let found = attendees[name], namesakes.isEmpty || namesakes[name] == nil { return Int(found) }
        return attendee(withKey: name)
    }

    /// Attendees ascend by the bytes of their keys.
    private func attendee(withKey key: String) -> Int? {
        var low = 0, high = event.attendees.count
        while low < high {
            let middle = (low + high) / 2
            if event.attendees[middle].key.utf8.lexicographicallyPrecedes(key.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low < event.attendees.count && event.attendees[low].key == key { return low }
        // One key may be stored in several ways, accents apart or not: rare enough to look at everybody.
        return key.utf8.allSatisfy { $0 < 0x80 } ? nil : event.attendees.firstIndex { $0.key == key }
    }

    /// Where the id is a name that several people have, the name and organisation tell who is meant.
    mutating func attendee(of record: AllocationRecord) -> Int? {
        if namesakes.isEmpty, let last {
            if last.record == record.attendee { return last.attendee }
            // Records are mostly in the order of attendees.
            let next = last.attendee + 1
            if next < event.attendees.count, event.attendees[next].id == record.attendee {
                self.last = (record.attendee, next)
                return next
            }
        }
        guard !namesakes.isEmpty, let found = namesakes[record.attendee] else {
            let found = attendee(record.attendee)
            if let found { last = (record.attendee, found) }
            return found
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

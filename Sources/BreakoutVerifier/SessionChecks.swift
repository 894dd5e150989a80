import BreakoutModel

/// The rules about all people in one session, and about groups.
extension Answer {
    /// By session: who is there.
    private func people() -> [[Int]] {
        var people = [[Int]](repeating: [], count: event.sessions.count)
        for attendee in event.attendees.indices {
            for round in 0..<event.roundCount {
                if let session = session(attendee, round) { people[session].append(attendee) }
            }
        }
        return people
    }

    /// By session: who is on duty there, placed or not.
    private func dutyHolders() -> [[Int]] {
        var holders = [[Int]](repeating: [], count: event.sessions.count)
        for attendee in event.attendees.indices {
            for round in 0..<event.roundCount {
                if let session = rules.pinned(attendee, round) {
                    holders[session].append(attendee)
                } else if case .onDuty(let session, _) = outlooks.attendance(attendee, round) {
                    holders[session].append(attendee)
                }
            }
        }
        return holders
    }

    /// Or there already, in a round that has begun.
    private func isOnDuty(_ attendee: Int, at session: Int) -> Bool {
        rules.pinned(attendee, event.sessions[session].round) == session
            || outlooks.attendance(attendee, event.sessions[session].round).isOnDuty(at: session)
    }

    /// Room, minimum, and the spread of organisations.
    func checkSessions(_ findings: inout Findings) {
        let holders = dutyHolders()
        for (index, present) in people().enumerated() {
            let session = event.sessions[index]
            if let capacity = session.capacity, present.count > capacity {
                findings.add(.overCapacity(session.id, people: present.count, capacity: capacity))
            }
            let isCancelled = session.cancellable && present.isEmpty
            if present.count < session.minimum && !isCancelled {
                findings.add(.underMinimum(session.id, people: present.count, minimum: session.minimum))
            }
            if let maximum = event.settings.maximumPerOrganisation {
                checkSpread(of: present, holders[index], at: index, maximum: maximum, &findings)
            }
        }
        findings.looked(at: .rooms, event.sessions.count)
    }

    /// People on duty count, but where they alone are more than the maximum, they may stay.
    private func checkSpread(
        of present: [Int], _ holders: [Int], at session: Int, maximum: Int, _ findings: inout Findings
    ) {
        var counts: [Int: (all: Int, onDuty: Int)] = [:]
        for attendee in present {
            guard let organisation = event.attendees[attendee].organisation?.value else { continue }
            counts[organisation, default: (0, 0)].all += 1
        }
        for attendee in holders {
            guard let organisation = event.attendees[attendee].organisation?.value else { continue }
            counts[organisation, default: (0, 0)].onDuty += 1
        }
        for (organisation, count) in counts.sorted(by: { $0.key < $1.key })
        where count.all > max(maximum, count.onDuty) {
            findings.add(
                .overMaximum(
                    event.organisations[organisation], session: event.sessions[session].id,
                    people: count.all, maximum: max(maximum, count.onDuty)))
        }
    }

    func checkGroups(_ findings: inout Findings) {
        for group in event.groups {
            for round in 0..<event.roundCount {
                switch group.rule {
                case .together: checkTogether(group, round, &findings)
                case .apart: checkApart(group, round, &findings)
                }
            }
        }
        findings.looked(at: .groups, event.groups.count * event.roundCount)
    }

    private func checkTogether(_ group: Group, _ round: Int, _ findings: inout Findings) {
        let free = group.members.map(\.value).filter {
            outlooks.attendance($0, round).isFree && rules.pinned($0, round) == nil
        }
        guard let first = free.first else { return }
        for other in free.dropFirst() where session(other, round) != session(first, round) {
            findings.add(
                .notTogether(group.name, event.person(first), event.person(other), round: round + 1))
        }
    }

    private func checkApart(_ group: Group, _ round: Int, _ findings: inout Findings) {
        let members = group.members.map(\.value)
        for index in event.sessionRanges[round] {
            let present = members.filter { session($0, round) == index }
            let onDuty = members.count { isOnDuty($0, at: index) }
            if present.count > max(1, onDuty) {
                findings.add(
                    .notApart(
                        group.name, session: event.sessions[index].id, people: present.map(event.person)))
            }
        }
    }
}

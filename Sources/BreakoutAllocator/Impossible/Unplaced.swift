import BreakoutModel

/// Who is left without a place, and why: warnings for the organiser.
public enum Unplaced {
    /// By round and reason, with everybody's name.
    public static func warnings(_ event: Event, _ table: ChoiceTable, _ allocation: Allocation) -> [Diagnostic] {
        let view = UnplacedView(event: event, table: table, allocation: allocation)
        var groups: [(round: Int, reason: Bilingual, people: [AttendeeIndex])] = []
        for round in 0..<event.roundCount {
            for index in event.attendees.indices {
                let attendee = AttendeeIndex(index)
                guard allocation.isUnplaced(attendee, round: round, in: table) else { continue }
                let reason = view.reason(attendee, round)
                if let at = groups.firstIndex(where: { $0.round == round && $0.reason == reason }) {
                    groups[at].people.append(attendee)
                } else {
                    groups.append((round, reason, [attendee]))
                }
            }
        }
        return groups.map { group in
            let count = Findings.people(group.people.count)
            let who = Findings.names(group.people, event, most: 60)
            return Diagnostic(
                .warning, code: "unplaced",
                message: Bilingual(
                    en: "\(count.english) without a place in round \(group.round + 1): \(group.reason.english)",
                    nl: "\(count.dutch) zonder plaats in ronde \(group.round + 1): \(group.reason.dutch)"),
                notes: [Bilingual(en: "who: \(who.english)", nl: "wie: \(who.dutch)")])
        }
    }
}

/// An allocation looked at for what keeps somebody out.
private struct UnplacedView {
    let event: Event
    let table: ChoiceTable
    let allocation: Allocation
    private let headcounts: [Int]
    /// Per attendee the people whom groups tie to them, and themselves.
    private let partners: [Set<AttendeeIndex>]

    init(event: Event, table: ChoiceTable, allocation: Allocation) {
        self.event = event
        self.table = table
        self.allocation = allocation
        partners = UnitBuilder.partners(of: event)
        headcounts = allocation.headcounts(sessionCount: event.sessions.count)
    }

    func reason(_ attendee: AttendeeIndex, _ round: Int) -> Bilingual {
        let options = table.options(of: attendee, round: round)
        if case .onDuty(let session, _) = table.standing(of: attendee, round: round) {
            let obstacle = obstacle(attendee, session, round)
            return Bilingual(
                en: "on duty at '\(event[session].id)', which \(obstacle.english)",
                nl: "met een taak bij '\(event[session].id)', maar die deelsessie \(obstacle.dutch)")
        }
        if options.isEmpty {
            return Bilingual(en: "no session is open to them", nl: "er staat geen deelsessie voor hen open")
        }
        let party = companions(attendee, round)
        if party.count > 1 { return reason(attendee, with: party, round) }
        let obstacles = options.map { ($0, obstacle(attendee, $0, round)) }
        let isSame = obstacles.allSatisfy { $0.1 == obstacles[0].1 }
        if isSame && obstacles[0].1 == UnplacedView.notHeld {
            return options.count == event.sessions(inRound: round).count
                ? Bilingual(en: "no session there is held", nl: "elke deelsessie daar vervalt")
                : Bilingual(
                    en: "no session that they may attend is held", nl: "elke deelsessie waar zij heen mogen vervalt")
        }
        if isSame, let taken = clashing(attendee, options[0], round), obstacles[0].1 == UnplacedView.clash(taken) {
            return options.count == event.sessions(inRound: round).count
                ? Bilingual(
                    en: "no session there can be combined with '\(taken)'",
                    nl: "geen deelsessie daar gaat samen met '\(taken)'")
                : Bilingual(
                    en: "no session that they may attend can be combined with '\(taken)'",
                    nl: "geen deelsessie waar zij heen mogen gaat samen met '\(taken)'")
        }
        if isSame {
            return options.count == event.sessions(inRound: round).count
                ? Bilingual(
                    en: "every session there " + obstacles[0].1.english,
                    nl: "elke deelsessie daar " + obstacles[0].1.dutch)
                : Bilingual(
                    en: "every session that they may attend " + obstacles[0].1.english,
                    nl: "elke deelsessie waar zij heen mogen " + obstacles[0].1.dutch)
        }
        func list(_ language: Language) -> String {
            Findings.list(obstacles.map { "'\(event[$0.0].id)' \($0.1.text(in: language))" }).text(in: language)
        }
        return Bilingual(en: list(.english), nl: list(.dutch))
    }

    /// Of people who stay together: they are without a place because none of them can be where the others can, or because
    /// there is no room for all of them.
    private func reason(_ attendee: AttendeeIndex, with party: [AttendeeIndex], _ round: Int) -> Bilingual {
        let shut = party.filter { table.options(of: $0, round: round).isEmpty }
        if !shut.isEmpty {
            let who = Findings.names(shut, event)
            return Bilingual(
                en: "stays together with \(who.english), to whom no session is open",
                nl: "blijft bij \(who.dutch), voor wie er geen deelsessie openstaat")
        }
        let common = table.options(of: attendee, round: round).filter { session in
            party.allSatisfy { table.regret(of: $0, in: session) != nil }
        }
        if common.isEmpty {
            return Bilingual(
                en: "no session is open to all \(party.count) people who stay together",
                nl: "geen deelsessie staat open voor alle \(party.count) deelnemers die bij elkaar blijven")
        }
        let hasRoom = common.contains { session in
            event[session].capacity.map { headcounts[session.value] + party.count <= $0 } ?? true
        }
        return hasRoom
            ? Bilingual(
                en: "no session takes the \(party.count) people who stay together and keeps all rules",
                nl: "geen deelsessie kan de \(party.count) deelnemers die bij elkaar blijven binnen de regels hebben")
            : Bilingual(
                en: "no session has room for the \(party.count) people who stay together",
                nl: "geen deelsessie heeft plaats voor de \(party.count) deelnemers die bij elkaar blijven")
    }

    /// Whom the attendee must be with, themselves included, in a round in which all of them are free.
    private func companions(_ attendee: AttendeeIndex, _ round: Int) -> [AttendeeIndex] {
        guard partners[attendee.value].count > 1 else { return [attendee] }
        let free = event.attendees.indices.map { AttendeeIndex($0) }.filter {
            table.standing(of: $0, round: round).isFree && !event.isThere($0, round: round)
        }
        return UnitBuilder.components(of: free) { partners[$0.value] }.first { $0.contains(attendee) } ?? [attendee]
    }

    private static func clash(_ id: String) -> Bilingual {
        Bilingual(en: "cannot be combined with '\(id)'", nl: "gaat niet samen met '\(id)'")
    }

    /// What the attendee has in another round that cannot be combined with the session.
    private func clashing(_ attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int) -> String? {
        (0..<event.roundCount).lazy.filter { $0 != round }.compactMap { allocation[attendee, $0] }
            .first { table.conflicts.contains(SessionPair(session, $0)) }.map { event[$0].id }
    }

    private static let notHeld = Bilingual(en: "is not held", nl: "vervalt")

    /// A verb and what follows; the session stands before it.
    private func obstacle(_ attendee: AttendeeIndex, _ session: SessionIndex, _ round: Int) -> Bilingual {
        let headcount = headcounts[session.value]
        if headcount == 0, event[session].cancellable { return UnplacedView.notHeld }
        if let capacity = event[session].capacity, headcount >= capacity {
            return Bilingual(en: "is full", nl: "is vol")
        }
        if let taken = clashing(attendee, session, round) { return UnplacedView.clash(taken) }
        if let maximum = event.settings.maximumPerOrganisation, let organisation = event[attendee].organisation {
            let there = event.attendees.indices.count {
                event.attendees[$0].organisation == organisation
                    && allocation[AttendeeIndex($0), round] == session
            }
            if there >= maximum {
                let name = event.organisations[organisation.value]
                return Bilingual(en: "has \(there) of \(name) already", nl: "heeft er al \(there) van \(name)")
            }
        }
        let isApart = event.groups.contains { group in
            group.rule == .apart && group.members.contains(attendee)
                && group.members.contains { allocation[$0, round] == session }
        }
        if isApart {
            return Bilingual(
                en: "has somebody from whom they are kept apart", nl: "heeft iemand van wie zij apart blijven")
        }
        return Bilingual(
            en: "has room, but no place that keeps all rules", nl: "heeft plaats, maar niet binnen de regels")
    }
}

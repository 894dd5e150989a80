import BreakoutModel

/// A rule that the organiser could give up. What is no such rule: that everybody who is there gets a place.
enum Rule: Hashable, Sendable {
    case capacity(SessionIndex)
    case minimum(SessionIndex)
    case openTo(SessionIndex)
    case requiredFor(SessionIndex)
    case fixedItem(FixedItemIndex)
    /// A row of the duties, exclusions included.
    case duty(Int)
    case group(Int)
    /// The maximum per organisation, as far as it concerns this one.
    case spread(OrganisationIndex)
    /// No two sessions of one topic for one person.
    case topic(String)
    /// When a session, or a fixed item, is: without a time nothing clashes with it.
    case time(SessionIndex)
    case itemTime(FixedItemIndex)
    /// The time that changing rooms takes.
    case transfer

    /// The session whose rule it is, if it is one's.
    var session: SessionIndex? {
        switch self {
        case .capacity(let session), .minimum(let session), .openTo(let session), .requiredFor(let session),
            .time(let session):
            session
        case .fixedItem, .duty, .group, .spread, .topic, .itemTime, .transfer: nil
        }
    }

    /// Whether somebody can be excused because of it.
    var keepsAway: Bool {
        switch self {
        case .requiredFor, .fixedItem, .duty, .topic, .time, .itemTime, .transfer: true
        case .capacity, .minimum, .openTo, .group, .spread: false
        }
    }
}

extension Rule {
    /// Whether it asks something of people, or forbids it, whatever else they do.
    var bindsPeople: Bool {
        switch self {
        case .requiredFor, .fixedItem, .duty: true
        default: false
        }
    }
}

extension Duty {
    /// Whether it only spares its holder what is required of others: that is no rule to give up.
    var isLeave: Bool {
        if kind == .excluded, case .fixedItem = place { true } else { false }
    }
}

extension Event {
    /// All rules that could be given up; those first that are the first to be left out of an explanation, because
    /// organisers expect them least to be the cause.
    var rulesToGiveUp: [Rule] {
        let all = sessions.indices.map { SessionIndex($0) }, items = fixedItems.indices.map { FixedItemIndex($0) }
        var rules: [Rule] = []
        if settings.transferMinutes > 0 { rules.append(.transfer) }
        let bindingItems = items.filter { item in
            self[item].requiredFor != .nobody || duties.contains { $0.place == .fixedItem(item) }
        }
        rules += bindingItems.filter { self[$0].time != nil }.map { .itemTime($0) }
        if roundCount > 1 || !bindingItems.isEmpty {
            rules += all.filter { self[$0].time != nil }.map { .time($0) }
        }
        var topics: [String] = []
        for topic in sessions.compactMap(\.topic) where !topics.contains(topic) { topics.append(topic) }
        rules += topics.filter { topic in sessions.count { $0.topic == topic } > 1 }.map { .topic($0) }
        rules += duties.indices.filter { !duties[$0].isLeave }.map { .duty($0) } + groups.indices.map { .group($0) }
        if let maximum = settings.maximumPerOrganisation {
            var sizes = [Int](repeating: 0, count: organisations.count)
            for attendee in attendees { if let organisation = attendee.organisation { sizes[organisation.value] += 1 } }
            rules += sizes.indices.filter { sizes[$0] > maximum }.map { .spread(OrganisationIndex($0)) }
        }
        rules += items.filter { self[$0].requiredFor != .nobody }.map { .fixedItem($0) }
        rules += all.filter { self[$0].requiredFor != .nobody }.map { .requiredFor($0) }
        rules += all.filter { !self[$0].openTo.isEmpty }.map { .openTo($0) }
        rules += all.filter { self[$0].minimum > 0 }.map { .minimum($0) }
        return rules + all.filter { self[$0].capacity != nil }.map { .capacity($0) }
    }

    /// The event with some rules given up.
    func without(_ given: Set<Rule>) -> Event {
        var settings = settings
        if given.contains(.transfer) { settings.transferMinutes = 0 }
        return replacing(
            settings: settings,
            sessions: sessions.enumerated().map { position, session in
                let index = SessionIndex(position)
                return Session(
                    id: session.id, round: session.round, title: session.title, room: session.room,
                    capacity: given.contains(.capacity(index)) ? nil : session.capacity,
                    minimum: given.contains(.minimum(index)) ? 0 : session.minimum,
                    cancellable: session.cancellable, time: given.contains(.time(index)) ? nil : session.time,
                    openTo: given.contains(.openTo(index)) ? [] : session.openTo,
                    requiredFor: given.contains(.requiredFor(index)) ? .nobody : session.requiredFor,
                    topic: session.topic.flatMap { given.contains(.topic($0)) ? nil : $0 }, origin: session.origin)
            },
            fixedItems: fixedItems.enumerated().map { position, item in
                let index = FixedItemIndex(position)
                return FixedItem(
                    id: item.id, title: item.title, room: item.room, capacity: item.capacity,
                    minimum: item.minimum, time: given.contains(.itemTime(index)) ? nil : item.time,
                    requiredFor: given.contains(.fixedItem(index)) ? .nobody : item.requiredFor, origin: item.origin)
            },
            attendees: attendees.map { attendee in
                guard let organisation = attendee.organisation, given.contains(.spread(organisation)) else {
                    return attendee
                }
                return Attendee(
                    id: attendee.id, key: attendee.key, name: attendee.name, email: attendee.email,
                    organisation: nil, roles: attendee.roles, absent: attendee.absent,
                    registered: attendee.registered)
            },
            duties: duties.enumerated().filter { !given.contains(.duty($0.offset)) }.map(\.element),
            groups: groups.enumerated().filter { !given.contains(.group($0.offset)) }.map(\.element))
    }

    /// Nobody's wishes: what decides whether there is an allocation at all.
    func withoutRankings() -> Event {
        var rankings = RankingTable(roundCount: roundCount, attendeeCapacity: attendees.count)
        let none = [[RankedSession]](repeating: [], count: roundCount)
        for _ in attendees { rankings.append(none) }
        return replacing(rankings: rankings)
    }

    /// The event with parts of it replaced.
    func replacing(
        settings: Settings? = nil, sessions: [Session]? = nil, fixedItems: [FixedItem]? = nil,
        attendees: [Attendee]? = nil, rankings: RankingTable? = nil, duties: [Duty]? = nil, groups: [Group]? = nil
    ) -> Event {
        do {
            return try Event(
                settings: settings ?? self.settings, sessions: sessions ?? self.sessions,
                fixedItems: fixedItems ?? self.fixedItems, attendees: attendees ?? self.attendees,
                organisations: organisations, roles: roles, rankings: rankings ?? self.rankings,
                duties: duties ?? self.duties, groups: groups ?? self.groups, pins: pins)
        } catch {
            preconditionFailure("giving up a rule broke the event: \(error)")
        }
    }
}

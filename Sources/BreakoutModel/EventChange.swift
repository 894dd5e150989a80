/// One change to an event that is only thought of: what `what-if` tries. Nothing on disk is ever changed by it.
public enum EventChange: Hashable, Sendable {
    /// The room holds this many; nil: no limit.
    case capacity(SessionIndex, Int?)
    case minimum(SessionIndex, Int)
    /// Whether the session may be left out when that is better.
    case cancellable(SessionIndex, Bool)
    /// The session is not given at all: no room, no minimum, and who had a duty there or had to attend is free.
    case notHeld(SessionIndex)
    /// Everyone may come, whatever their roles.
    case openToEveryone(SessionIndex)
    /// Nobody has to attend because of a role.
    case notRequired(DutyPlace)
    /// Other times; nil leaves one as it is.
    case time(DutyPlace, start: TimeOfDay?, end: TimeOfDay?)
    /// Other times for all sessions of a round (from 0); nil leaves one as it is.
    case roundTime(Int, start: TimeOfDay?, end: TimeOfDay?)
    case addedDuty(Duty)
    case liftedDuty(Duty)
    /// A group's place in `Event.groups`.
    case liftedGroup(Int)
    /// Sessions of this topic may be given to one attendee.
    case liftedTopic(String)
    /// Nil: no limit.
    case maximumPerOrganisation(Int?)
    case transferMinutes(Int)
    case lateArrivalMinutes(Int)
}

/// Why a change cannot be made at all.
public enum EventChangeError: Error, Hashable, Sendable {
    /// The room would hold fewer people than the session's minimum.
    case minimumAboveCapacity(SessionIndex)
    /// The end would not be after the start.
    case endNotAfterStart(DutyPlace)
    /// Only a start or only an end, where the programme says neither.
    case timeIncomplete(DutyPlace)
}

extension Event {
    /// The event with all of the changes, in any order; the same sessions and attendees at the same places.
    public func applying(_ changes: [EventChange]) throws(EventChangeError) -> Event {
        var edit = EventEdit(self)
        for change in changes { edit.apply(change) }
        return try edit.event(from: self)
    }
}

/// An event taken apart, while it is changed.
private struct EventEdit {
    /// What may change of a session or fixed item.
    struct Item {
        var capacity: Int?
        var minimum = 0
        var cancellable = false
        var start: TimeOfDay?
        var end: TimeOfDay?
        var openTo: [RoleIndex] = []
        var requiredFor: Requirement
        var topic: String?
    }

    var settings: Settings
    var sessions: [Item]
    var fixedItems: [Item]
    var duties: [Duty]
    var liftedGroups: Set<Int> = []
    let rounds: [Int]

    init(_ event: Event) {
        settings = event.settings
        sessions = event.sessions.map {
            Item(
                capacity: $0.capacity, minimum: $0.minimum, cancellable: $0.cancellable, start: $0.time?.start,
                end: $0.time?.end, openTo: $0.openTo, requiredFor: $0.requiredFor, topic: $0.topic)
        }
        fixedItems = event.fixedItems.map {
            Item(capacity: $0.capacity, start: $0.time?.start, end: $0.time?.end, requiredFor: $0.requiredFor)
        }
        duties = event.duties
        rounds = event.sessions.map(\.round)
    }

    mutating func apply(_ change: EventChange) {
        switch change {
        case .capacity(let session, let capacity): sessions[session.value].capacity = capacity
        case .minimum(let session, let minimum): sessions[session.value].minimum = minimum
        case .cancellable(let session, let cancellable): sessions[session.value].cancellable = cancellable
        case .notHeld(let session): cancel(session)
        case .openToEveryone(let session): sessions[session.value].openTo = []
        case .notRequired(let place): edit(place) { $0.requiredFor = .nobody }
        case .time(let place, let start, let end): edit(place) { EventEdit.move(&$0, start, end) }
        case .roundTime(let round, let start, let end):
            for session in sessions.indices where rounds[session] == round {
                EventEdit.move(&sessions[session], start, end)
            }
        case .addedDuty(let duty): if !duties.contains(duty) { duties.append(duty) }
        case .liftedDuty(let duty): duties.removeAll { $0 == duty }
        case .liftedGroup(let group): liftedGroups.insert(group)
        case .liftedTopic(let topic):
            for session in sessions.indices where sessions[session].topic == topic { sessions[session].topic = nil }
        case .maximumPerOrganisation(let maximum): settings.maximumPerOrganisation = maximum
        case .transferMinutes(let minutes): settings.transferMinutes = minutes
        case .lateArrivalMinutes(let minutes): settings.lateArrivalMinutes = minutes
        }
    }

    private mutating func cancel(_ session: SessionIndex) {
        sessions[session.value].capacity = 0
        sessions[session.value].minimum = 0
        sessions[session.value].requiredFor = .nobody
        duties.removeAll { $0.place == .session(session) && $0.kind.bindsToSession }
    }

    private mutating func edit(_ place: DutyPlace, _ body: (inout Item) -> Void) {
        switch place {
        case .session(let session): body(&sessions[session.value])
        case .fixedItem(let item): body(&fixedItems[item.value])
        }
    }

    private static func move(_ item: inout Item, _ start: TimeOfDay?, _ end: TimeOfDay?) {
        if let start { item.start = start }
        if let end { item.end = end }
    }

    func event(from old: Event) throws(EventChangeError) -> Event {
        var newSessions: [Session] = [], newItems: [FixedItem] = []
        for (position, session) in old.sessions.enumerated() {
            let item = sessions[position]
            if let capacity = item.capacity, item.minimum > capacity {
                throw .minimumAboveCapacity(SessionIndex(position))
            }
            newSessions.append(
                Session(
                    id: session.id, round: session.round, title: session.title, room: session.room,
                    capacity: item.capacity, minimum: item.minimum, cancellable: item.cancellable,
                    time: try time(item, of: .session(SessionIndex(position))), openTo: item.openTo,
                    requiredFor: item.requiredFor, topic: item.topic, origin: session.origin))
        }
        for (position, fixed) in old.fixedItems.enumerated() {
            let item = fixedItems[position]
            newItems.append(
                FixedItem(
                    id: fixed.id, title: fixed.title, room: fixed.room, capacity: item.capacity,
                    minimum: fixed.minimum, time: try time(item, of: .fixedItem(FixedItemIndex(position))),
                    requiredFor: item.requiredFor,
                    origin: fixed.origin))
        }
        let groups = old.groups.enumerated().filter { !liftedGroups.contains($0.offset) }.map(\.element)
        do {
            return try Event(
                settings: settings, sessions: newSessions, fixedItems: newItems, attendees: old.attendees,
                organisations: old.organisations, roles: old.roles, rankings: old.rankings, duties: duties,
                groups: groups)
        } catch {
            preconditionFailure("a change broke the event: \(error)")
        }
    }

    private func time(_ item: Item, of place: DutyPlace) throws(EventChangeError) -> TimeSpan? {
        switch (item.start, item.end) {
        case (nil, nil): return nil
        case (let start?, let end?):
            guard let span = TimeSpan(start: start, end: end) else { throw .endNotAfterStart(place) }
            return span
        default: throw .timeIncomplete(place)
        }
    }
}

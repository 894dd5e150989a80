import BreakoutModel

/// What is different between an event as it was when a run was made and as it is now. Attendees are the same when their
/// keys are, sessions and fixed items when their ids are: nothing needs to be marked by hand.
public enum EventComparison {
    public static func changes(from before: Event, to after: Event) -> [EventDifference] {
        people(before, after) + sessions(before, after) + items(before, after) + duties(before, after)
            + groups(before, after) + settings(before.settings, after.settings)
    }

    /// What the record of a run tells by itself, where the run kept no copy of its event: who came and went, and what
    /// people were told about sessions.
    public static func changes(from records: [AllocationRecord], to after: Event) -> [EventDifference] {
        let known = Set(records.map { Attendee.key(of: $0.attendee) })
        var changes = after.attendees.filter { !known.contains($0.key) }.map {
            EventDifference(.joined, $0.id, name: $0.name)
        }
        let present = Set(after.attendees.map(\.key))
        var seen: Set<String> = []
        for record in records where !present.contains(Attendee.key(of: record.attendee)) {
            guard seen.insert(record.attendee).inserted else { continue }
            changes.append(EventDifference(.withdrew, record.attendee, name: record.name))
        }
        var sessions: [String: AllocationRecord] = [:]
        for record in records where !record.session.isEmpty { sessions[record.session] = record }
        for (id, record) in sessions.sorted(by: { Event.naturallyPrecedes($0.key, $1.key) }) {
            guard let session = after.sessions.first(where: { $0.id == id && $0.round == record.round - 1 }) else {
                changes.append(EventDifference(.sessionGone, id, name: record.title))
                continue
            }
            let time = record.start.flatMap { start in record.end.flatMap { TimeSpan(start: start, end: $0) } }
            changes += texts(id, (record.title, record.room, time), (session.title, session.room ?? "", session.time))
        }
        return changes
    }

    // MARK: Attendees

    private static func people(_ before: Event, _ after: Event) -> [EventDifference] {
        let old = Dictionary(uniqueKeysWithValues: before.attendees.enumerated().map { ($1.key, AttendeeIndex($0)) })
        let present = Set(after.attendees.map(\.key))
        var joined: [EventDifference] = [], changed: [EventDifference] = []
        for (index, attendee) in after.attendees.enumerated() {
            guard let was = old[attendee.key] else {
                joined.append(EventDifference(.joined, attendee.id, name: attendee.name))
                continue
            }
            changed += person(before, was, after, AttendeeIndex(index))
        }
        let withdrew = before.attendees.filter { !present.contains($0.key) }.map {
            EventDifference(.withdrew, $0.id, name: $0.name)
        }
        return joined + withdrew + changed
    }

    private static func person(
        _ before: Event, _ was: AttendeeIndex, _ after: Event, _ now: AttendeeIndex
    ) -> [EventDifference] {
        let id = after[now].id, name = after[now].name
        var changes: [EventDifference] = []
        func add(_ kind: EventDifference.Kind, rounds: [Int] = [], from: String = "", to: String = "") {
            changes.append(EventDifference(kind, id, name: name, rounds: rounds, from: from, to: to))
        }
        let rounds = 0..<min(before.roundCount, after.roundCount)
        let reranked = rounds.filter { tiers(before, was, $0) != tiers(after, now, $0) }
        if !reranked.isEmpty { add(.reranked, rounds: reranked.map { $0 + 1 }) }
        let gone = rounds.filter { after[now].absent.contains($0) && !before[was].absent.contains($0) }
        if !gone.isEmpty { add(.absent, rounds: gone.map { $0 + 1 }) }
        let back = rounds.filter { !after[now].absent.contains($0) && before[was].absent.contains($0) }
        if !back.isEmpty { add(.present, rounds: back.map { $0 + 1 }) }
        let oldRoles = before[was].roles.map { before.roles[$0.value] }.sorted()
        let newRoles = after[now].roles.map { after.roles[$0.value] }.sorted()
        if oldRoles != newRoles { add(.roles, from: list(oldRoles), to: list(newRoles)) }
        let oldName = full(before, was), newName = full(after, now)
        if oldName != newName { add(.renamed, from: oldName, to: newName) }
        return changes
    }

    private static func full(_ event: Event, _ attendee: AttendeeIndex) -> String {
        event[attendee].name + (event.organisation(of: attendee).map { " (\($0))" } ?? "")
    }

    private static func list(_ items: [String]) -> String { items.joined(separator: ";") }

    /// The ranking as sets of session ids, best first: only their order means anything.
    private static func tiers(_ event: Event, _ attendee: AttendeeIndex, _ round: Int) -> [[String]] {
        var tiers: [[String]] = []
        var rank: Int?
        for entry in event.rankings.ranking(of: attendee, round: round) {
            if entry.rank == rank {
                tiers[tiers.count - 1].append(event[entry.session].id)
            } else {
                tiers.append([event[entry.session].id])
            }
            rank = entry.rank
        }
        return tiers.map { $0.sorted() }
    }

    // MARK: Sessions and fixed items

    private static func sessions(_ before: Event, _ after: Event) -> [EventDifference] {
        let old = Dictionary(uniqueKeysWithValues: before.sessions.map { ($0.id, $0) })
        var changes: [EventDifference] = []
        for session in after.sessions {
            guard let was = old[session.id], was.round == session.round else {
                changes.append(EventDifference(.sessionAdded, session.id, name: session.title))
                continue
            }
            changes += self.session(was, before, session, after)
        }
        for session in before.sessions
        where !after.sessions.contains(where: { $0.id == session.id && $0.round == session.round }) {
            changes.append(EventDifference(.sessionGone, session.id, name: session.title))
        }
        return changes
    }

    private static func session(_ was: Session, _ before: Event, _ now: Session, _ after: Event) -> [EventDifference] {
        var changes = texts(now.id, (was.title, was.room ?? "", was.time), (now.title, now.room ?? "", now.time))
        func compare(_ kind: EventDifference.Kind, _ from: String, _ to: String) {
            if from != to { changes.append(EventDifference(kind, now.id, name: now.title, from: from, to: to)) }
        }
        compare(.capacity, was.capacity.map(String.init) ?? "", now.capacity.map(String.init) ?? "")
        compare(.minimum, "\(was.minimum)", "\(now.minimum)")
        compare(.cancellable, was.cancellable ? "yes" : "no", now.cancellable ? "yes" : "no")
        compare(.topic, was.topic ?? "", now.topic ?? "")
        compare(
            .openTo, list(was.openTo.map { before.roles[$0.value] }.sorted()),
            list(now.openTo.map { after.roles[$0.value] }.sorted()))
        compare(.requiredFor, text(was.requiredFor, before), text(now.requiredFor, after))
        return changes
    }

    private static func items(_ before: Event, _ after: Event) -> [EventDifference] {
        let old = Dictionary(uniqueKeysWithValues: before.fixedItems.map { ($0.id, $0) })
        let present = Set(after.fixedItems.map(\.id))
        var changes: [EventDifference] = []
        for item in after.fixedItems {
            guard let was = old[item.id] else {
                changes.append(EventDifference(.sessionAdded, item.id, name: item.title))
                continue
            }
            changes += texts(
                item.id, (was.title, was.room ?? "", was.time), (item.title, item.room ?? "", item.time))
            let from = text(was.requiredFor, before), to = text(item.requiredFor, after)
            if from != to {
                changes.append(EventDifference(.requiredFor, item.id, name: item.title, from: from, to: to))
            }
        }
        for item in before.fixedItems where !present.contains(item.id) {
            changes.append(EventDifference(.sessionGone, item.id, name: item.title))
        }
        return changes
    }

    private typealias Texts = (title: String, room: String, time: TimeSpan?)

    private static func texts(_ id: String, _ was: Texts, _ now: Texts) -> [EventDifference] {
        var changes: [EventDifference] = []
        func compare(_ kind: EventDifference.Kind, _ from: String, _ to: String) {
            if from != to { changes.append(EventDifference(kind, id, name: now.title, from: from, to: to)) }
        }
        compare(.title, was.title, now.title)
        compare(.room, was.room, now.room)
        compare(.time, was.time.map(text) ?? "", now.time.map(text) ?? "")
        return changes
    }

    private static func text(_ time: TimeSpan) -> String {
        time.start.digits(separator: ":") + "-" + time.end.digits(separator: ":")
    }

    private static func text(_ requirement: Requirement, _ event: Event) -> String {
        switch requirement {
        case .nobody: ""
        case .everyone: "everyone"
        case .roles(let roles): list(roles.map { event.roles[$0.value] }.sorted())
        }
    }

    // MARK: Duties, groups, settings

    private struct DutyName: Hashable {
        let key: String
        let place: String
        let kind: DutyKind
    }

    private static func duties(_ before: Event, _ after: Event) -> [EventDifference] {
        let old = Set(before.duties.map { name($0, before) }), new = Set(after.duties.map { name($0, after) })
        func changes(_ event: Event, _ kind: EventDifference.Kind, besides others: Set<DutyName>) -> [EventDifference] {
            var seen: Set<DutyName> = []
            return event.duties.compactMap { duty in
                let key = name(duty, event)
                guard !others.contains(key), seen.insert(key).inserted else { return nil }
                let attendee = event[duty.attendee]
                return EventDifference(
                    kind, attendee.id, name: attendee.name, from: kind == .dutyGone ? key.place : "",
                    to: kind == .dutyAdded ? key.place : "", detail: duty.kind.rawValue)
            }.sorted { ($0.from + $0.to, $0.subject) < ($1.from + $1.to, $1.subject) }
        }
        return changes(before, .dutyGone, besides: new) + changes(after, .dutyAdded, besides: old)
    }

    private static func name(_ duty: Duty, _ event: Event) -> DutyName {
        let place =
            switch duty.place {
            case .session(let session): event[session].id
            case .fixedItem(let item): event[item].id
            }
        return DutyName(key: event[duty.attendee].key, place: place, kind: duty.kind)
    }

    private static func groups(_ before: Event, _ after: Event) -> [EventDifference] {
        func members(_ group: Group, _ event: Event) -> [String] { group.members.map { event[$0].key } }
        var changes: [EventDifference] = []
        for group in after.groups {
            guard let was = before.groups.first(where: { $0.name == group.name && $0.rule == group.rule }) else {
                changes.append(EventDifference(.groupAdded, group.name, detail: group.rule.rawValue))
                continue
            }
            if members(was, before) != members(group, after) {
                changes.append(EventDifference(.groupMembers, group.name, detail: group.rule.rawValue))
            }
        }
        for group in before.groups
        where !after.groups.contains(where: { $0.name == group.name && $0.rule == group.rule }) {
            changes.append(EventDifference(.groupGone, group.name, detail: group.rule.rawValue))
        }
        return changes
    }

    private static func settings(_ was: Settings, _ now: Settings) -> [EventDifference] {
        var changes: [EventDifference] = []
        func compare(_ name: String, _ from: String, _ to: String) {
            if from != to { changes.append(EventDifference(.setting, name, from: from, to: to)) }
        }
        compare("date", was.date ?? "", now.date ?? "")
        compare("transfer minutes", "\(was.transferMinutes)", "\(now.transferMinutes)")
        compare("late arrival minutes", "\(was.lateArrivalMinutes)", "\(now.lateArrivalMinutes)")
        compare(
            "maximum per organisation", was.maximumPerOrganisation.map(String.init) ?? "",
            now.maximumPerOrganisation.map(String.init) ?? "")
        compare("objective", was.objective.rawValue, now.objective.rawValue)
        return changes
    }
}

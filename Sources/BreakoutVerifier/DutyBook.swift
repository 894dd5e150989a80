import BreakoutModel

/// Who is bound where and who is kept out where, from the duties and from the roles that a session or fixed item is
/// required for.
///
/// An exclusion lifts a requirement by role. A duty that binds somebody to a place from which another excludes them
/// is a contradiction; it binds.
struct DutyBook {
    var bonds: [[Obligation]]
    var exclusions: [Set<Obligation.Place>]
    var contradictions: [[Activity]]

    init(event: Event, sessions: [Activity], items: [Activity]) {
        let count = event.attendees.count
        exclusions = Array(repeating: [], count: count)
        contradictions = Array(repeating: [], count: count)
        var kinds = [[Obligation.Place: DutyKind]](repeating: [:], count: count)
        for duty in event.duties {
            let attendee = duty.attendee.value
            let place = DutyBook.place(duty.place)
            if duty.kind == .excluded {
                exclusions[attendee].insert(place)
            } else if duty.kind.strength > (kinds[attendee][place]?.strength ?? 0) {
                kinds[attendee][place] = duty.kind
            }
        }
        var requirements: [(Obligation.Place, Requirement)] = []
        for (index, session) in event.sessions.enumerated() where session.requiredFor != .nobody {
            requirements.append((.session(index), session.requiredFor))
        }
        for (index, item) in event.fixedItems.enumerated() where item.requiredFor != .nobody {
            requirements.append((.fixedItem(index), item.requiredFor))
        }
        for attendee in event.attendees.indices where !requirements.isEmpty {
            for (place, requirement) in requirements
            where DutyBook.meets(requirement, event.attendees[attendee])
                && !exclusions[attendee].contains(place) && kinds[attendee][place] == nil
            {
                kinds[attendee][place] = .member
            }
        }
        bonds = kinds.map { places in
            if places.isEmpty { return [] }
            return places.map { place, kind in
                switch place {
                case .session(let index):
                    Obligation(
                        place: place, round: event.sessions[index].round, kind: kind,
                        activity: sessions[index])
                case .fixedItem(let index):
                    Obligation(place: place, round: nil, kind: kind, activity: items[index])
                }
            }
            .sorted { $0.place.order < $1.place.order }
        }
        for attendee in event.attendees.indices where !exclusions[attendee].isEmpty {
            contradictions[attendee] = bonds[attendee].filter { exclusions[attendee].contains($0.place) }
                .map(\.activity)
        }
    }

    private static func place(_ place: DutyPlace) -> Obligation.Place {
        switch place {
        case .session(let index): .session(index.value)
        case .fixedItem(let index): .fixedItem(index.value)
        }
    }

    private static func meets(_ requirement: Requirement, _ attendee: Attendee) -> Bool {
        switch requirement {
        case .nobody: false
        case .everyone: true
        case .roles(let roles): attendee.roles.contains { roles.contains($0) }
        }
    }
}

extension Obligation.Place {
    /// Sessions before fixed items, each in their own order: so that nothing depends on hashing.
    var order: Int {
        switch self {
        case .session(let index): index
        case .fixedItem(let index): Int(Int32.max) + index
        }
    }
}

import BreakoutModel

/// Everything that is different for people after a rerun: what goes into `changes.csv`.
public enum PlacementChanges {
    /// By attendee as in the event and round; people who withdrew come last, as in the run's records.
    public static func all(
        _ allocation: Allocation, event: Event, rules: RuleBook, published: Published, fewestMoves: Int,
        filled: [FilledSeat] = []
    ) -> [PlacementChange] {
        let disturbance = Disturbance(allocation, event, rules.table, published)
        let worse = Set(disturbance.worse)
        let causes = MoveCauses(
            event: event, rules: rules, allocation: allocation, published: published,
            hasExtraMoves: disturbance.moved.count > fewestMoves, worse: worse)
        let freed = Set(filled.map { FilledKey(attendee: Attendee.key(of: $0.attendee), round: $0.round) })
        func change(_ place: Disturbance.Place, _ kind: PlacementChange.Kind) -> PlacementChange {
            let attendee = event[place.attendee]
            let isFreed = freed.contains(FilledKey(attendee: attendee.key, round: place.round + 1))
            let isNew = !published.knows(place.attendee)
            let cause: PlacementChange.Cause =
                switch kind {
                case .added: isNew ? .signedUp : .freeAgain
                case .details: .placeOrTime
                case .moved, .filled: isFreed ? .freedSeat : causes.cause(of: place)
                case .ended: causes.cause(of: place)
                }
            return PlacementChange(
                kind: kind == .moved && isFreed ? .filled : kind, attendee: attendee.id, name: attendee.name,
                organisation: event.organisation(of: place.attendee) ?? "", round: place.round + 1,
                from: published.record(place.attendee, place.round).map { .init($0) },
                to: allocation[place.attendee, place.round].map { .init(event[$0]) },
                choice: allocation.choice(of: place.attendee, round: place.round, in: rules.table),
                isWorse: worse.contains(place), cause: cause)
        }
        var places: [(Disturbance.Place, PlacementChange.Kind)] = []
        places += disturbance.added.map { ($0, .added) }
        places += disturbance.moved.map { ($0, .moved) }
        places += disturbance.ended.map { ($0, .ended) }
        places += detailed(allocation, event, published).map { ($0, .details) }
        places.sort { $0.0 < $1.0 }
        return places.map { change($0.0, $0.1) } + withdrawn(published)
    }

    private struct FilledKey: Hashable {
        let attendee: String
        let round: Int
    }

    /// Who stays, in a session that is not where or when it was told.
    private static func detailed(
        _ allocation: Allocation, _ event: Event, _ published: Published
    ) -> [Disturbance.Place] {
        var places: [Disturbance.Place] = []
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            for round in 0..<event.roundCount {
                guard let record = published.record(attendee, round), let now = allocation[attendee, round],
                    event[now].id == record.session, PlacementChange.Place(event[now]) != .init(record)
                else { continue }
                places.append(.init(attendee: attendee, round: round))
            }
        }
        return places
    }

    private static func withdrawn(_ published: Published) -> [PlacementChange] {
        published.withdrawn.filter { !$0.session.isEmpty }.map { record in
            PlacementChange(
                kind: .ended, attendee: record.attendee, name: record.name, organisation: record.organisation,
                round: record.round, from: .init(record), to: nil, cause: .withdrew)
        }
    }
}

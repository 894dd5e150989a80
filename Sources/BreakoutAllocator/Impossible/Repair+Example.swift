import BreakoutModel

// Whether the sessions of a way out are an example, or the only ones with which it is one.
extension RepairSearch {
    /// So much of the time that is left.
    private static let shareOfExamples = 0.1

    /// Idea: where extra seats, or lower minimums, can be shared out otherwise, mostly one of them can be moved to another
    /// session of its round. Of a flow it then always can (the cheapest ways are an M-convex set, Murota 2003). What ties
    /// people or rounds together makes it otherwise: people who stay together need all of their seats in one room, and seats
    /// in another round may do as well. So there it is solved again with fewer in each of the sessions. What is not known
    /// counts as an example.
    func markingExamples(_ repairs: [Repair]) -> [Repair] {
        var search = CoreSearch(event, leeway: leeway, patience: patience.part(RepairSearch.shareOfExamples))
        return repairs.map { repair in
            var repair = inOpenRooms(repair, &search)
            if !repair.seats.isEmpty {
                repair.areSeatsExample = hasOther(repair, \.seats, &search) { event[$0.session].capacity != nil }
            }
            if !repair.lowerings.isEmpty {
                repair.areLoweringsExample = hasOther(repair, \.lowerings, &search) {
                    event[$0.session].minimum >= $0.count
                }
            }
            return repair
        }
    }

    /// The seats of a room that holds nobody in another one of the round, where that does as well: a room is set to 0 when
    /// its session is not given.
    private func inOpenRooms(_ repair: Repair, _ search: inout CoreSearch) -> Repair {
        var repair = repair
        for change in repair.seats where event[change.session].capacity == 0 {
            for session in event.sessions(inRound: event[change.session].round) {
                guard let capacity = event[session].capacity, capacity > 0 else { continue }
                let present = repair.seats.first { $0.session == session }?.count ?? 0
                var other = repair
                other.seats.removeAll { $0.session == session || $0.session == change.session }
                other.seats.append(.init(session: session, count: present + change.count))
                other.seats.sort { $0.session < $1.session }
                if search.isFeasible(other.applied(to: event)) == .yes {
                    repair = other
                    break
                }
            }
        }
        return repair
    }

    private func hasOther(
        _ repair: Repair, _ changes: WritableKeyPath<Repair, [Repair.Change]>, _ search: inout CoreSearch,
        where isPossible: (Repair.Change) -> Bool
    ) -> Bool {
        for change in repair[keyPath: changes] {
            for session in event.sessions(inRound: event[change.session].round) where session != change.session {
                let present = repair[keyPath: changes].first { $0.session == session }?.count ?? 0
                let more = Repair.Change(session: session, count: present + 1)
                guard isPossible(more) else { continue }
                var other = repair
                other[keyPath: changes].removeAll { $0.session == session || $0.session == change.session }
                other[keyPath: changes] += [more, .init(session: change.session, count: change.count - 1)]
                if search.isFeasible(other.applied(to: event)) != .no { return true }
            }
        }
        return !isFlow(repair) && isSharedOtherwise(repair, changes, search.patience)
    }

    /// Whether the flows of the rounds are all that there is.
    private func isFlow(_ repair: Repair) -> Bool {
        let mended = repair.applied(to: event)
        return leeway == .none && CoreSearch.counted(mended, RuleBook(withoutFindings: mended)) == .yes
    }

    /// Whether as many do with fewer in some session, wherever they are then; all else of the repair stays.
    private func isSharedOtherwise(
        _ repair: Repair, _ changes: WritableKeyPath<Repair, [Repair.Change]>, _ patience: Patience
    ) -> Bool {
        var rest = repair
        rest[keyPath: changes] = []
        let left = RepairSearch(event: rest.applied(to: event), leeway: leeway, patience: patience)
        let isOfSeats = changes == \.seats
        return repair[keyPath: changes].contains { change in
            left.ways(addingSeats: isOfSeats).contains { way in
                let search = RepairSearch(event: way, leeway: leeway, patience: patience)
                return switch search.exactly(seats: isOfSeats, minimums: !isOfSeats, below: change) {
                case .found(let other): other.total <= repair[keyPath: changes].reduce(0) { $0 + $1.count }
                case .none: false
                case .unknown: true
                }
            }
        }
    }
}

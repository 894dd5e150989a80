import BreakoutModel

// Whether the sessions of a way out are an example, or the only ones with which it is one.
extension RepairSearch {
    /// So much of the time that is left.
    private static let shareOfExamples = 0.1

    /// Idea: where extra seats, or lower minimums, can be shared out otherwise, one of them can be moved to another session
    /// of its round; of a flow that is so (the cheapest ways are an M-convex set, Murota 2003), and else it is a matter of
    /// words only. What is not known counts as an example.
    func markingExamples(_ repairs: [Repair]) -> [Repair] {
        var search = CoreSearch(event, leeway: leeway, patience: patience.part(RepairSearch.shareOfExamples))
        return repairs.map { repair in
            var repair = repair
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
        return false
    }
}

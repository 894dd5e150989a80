import BreakoutModel

// Which sessions of a topic have to get another one, where not all of them do.
extension RepairSearch {
    /// So much of the time that is left.
    private static let shareOfTopics = 0.1
    /// So many choices of sessions are tried for one topic.
    private static let mostChoices = 60

    /// Where a topic is to be given up, only as few of its sessions as will do get another one. Each choice of sessions is
    /// tried, the smallest first; what was not tried in time is left as it was.
    func withFewestTopics(_ repairs: [Repair]) -> [Repair] {
        var search = CoreSearch(event, leeway: leeway, patience: patience.part(RepairSearch.shareOfTopics))
        return repairs.map { repair in
            repair.lifted.reduce(repair) { repair, rule in
                if case .topic(let topic) = rule { withFewest(of: topic, repair, &search) } else { repair }
            }
        }
    }

    private func withFewest(of topic: String, _ repair: Repair, _ search: inout CoreSearch) -> Repair {
        let sessions = event.sessions.indices.filter { event.sessions[$0].topic == topic }.map { SessionIndex($0) }
        // When all but one have a topic of their own, all of them have; of two, either may be the one.
        guard sessions.count > 2 else { return repair }
        var left = RepairSearch.mostChoices
        for size in 1..<sessions.count - 1 {
            let choices = sessions.choices(of: size, most: left + 1)
            left -= choices.count
            if left < 0 { return repair }
            var found: Repair?
            for few in choices {
                var other = repair
                other.lifted.removeAll { $0 == .topic(topic) }
                other.retopics += few
                let answer = search.isFeasible(other.applied(to: event))
                if found != nil && answer != .no {
                    // What is not known counts as an example.
                    found?.areRetopicsExample = true
                    break
                }
                if answer == .yes { found = other }
            }
            if let found { return found }
        }
        return repair
    }
}

extension Array {
    /// All choices of so many elements, in order; no more than `most`.
    fileprivate func choices(of size: Int, most: Int) -> [[Element]] {
        if size == 0 { return most > 0 ? [[]] : [] }
        var found: [[Element]] = []
        for (position, element) in enumerated() where found.count < most {
            let rest = Array(self[(position + 1)...])
            found += rest.choices(of: size - 1, most: most - found.count).map { [element] + $0 }
        }
        return found
    }
}

import BreakoutModel

extension CoreSearch {
    /// A group to keep together and one to keep apart that have two people in common who cannot be both: plain to see, and
    /// easily lost among larger sets.
    mutating func groupsAtOdds(_ all: [Rule]) -> [Rule]? {
        let groups = all.compactMap { rule -> (rule: Rule, group: Group)? in
            if case .group(let index) = rule { (rule, event.groups[index]) } else { nil }
        }
        for apart in groups where apart.group.rule == .apart {
            let members = Set(apart.group.members)
            for together in groups where together.group.rule == .together {
                guard together.group.members.count(where: members.contains) > 1 else { continue }
                let pair = all.filter { $0 == apart.rule || $0 == together.rule }
                if isFeasible(keeping: pair, but: nil) == .no { return pair }
            }
        }
        return nil
    }
}

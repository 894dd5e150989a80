import BreakoutModel

/// Who comes when. People who stay together have one turn.
enum Turns {
    /// The units of the plan in the order of a draw: ascending by a lottery number hashed from the seed, the key of the
    /// unit's first person, and what the draw is for. Nobody's number depends on who else comes.
    static func drawn(_ plan: SeatingPlan, for purpose: String = "") -> [Int] {
        let numbers = plan.units.map { people in
            plan.lottery.weight(attendeeKey: plan.event[people[0]].key, sessionID: purpose)
        }
        return plan.units.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    }

    /// The draw of one round.
    static func drawn(_ plan: SeatingPlan, round: Int) -> [Int] { drawn(plan, for: "round \(round + 1)") }

    /// In the order of signing up; who did not say when comes last, and the draw decides between equals. People who
    /// stay together come when the last of them signed up: nobody gets ahead by joining somebody early.
    static func registered(_ plan: SeatingPlan) -> [Int] {
        let times = plan.units.map { people in
            people.reduce(Int.min) { max($0, plan.event[$1].registered ?? .max) }
        }
        var place = [Int](repeating: 0, count: plan.units.count)
        for (position, unit) in drawn(plan).enumerated() { place[unit] = position }
        return plan.units.indices.sorted { (times[$0], place[$0]) < (times[$1], place[$1]) }
    }
}

import BreakoutModel
import Optimisation

/// What a rerun adds to the exact problem: the stages about moves, or a limit on moves in their place.
struct RerunCost {
    enum Part {
        /// Only how few moves are possible.
        case fewestMoves
        /// The stages about moves, then those of the objective.
        case everything
        /// At most so many moves; the other stages.
        case atMost(Int)
    }

    let published: Published
    let terms: RerunTerms
    let part: Part

    func stages(around own: [Stage]) -> [Stage] {
        let all = terms.stages(around: own)
        switch part {
        case .fewestMoves: return [all[0]]
        case .everything: return all
        case .atMost: return Array(all.dropFirst())
        }
    }

    /// The place among all stages of the rerun of the first stage of this part.
    var offset: Int {
        if case .atMost = part { return 1 }
        return 0
    }

    /// How much a move weighs in the guide: more than any regret (2^40) and, over a million people in two rounds, less
    /// than a whole number holds.
    func guide(_ move: Published.Move) -> Int {
        switch part {
        case .fewestMoves, .everything: [0, 1 << 41, (1 << 41) + 1][move.rawValue]
        case .atMost: move == .worse && !terms.allowsWorse ? 1 << 41 : 0
        }
    }

    /// One row over everybody: each alternative counts the people whom it moves. No row where more cannot be moved.
    func limitMoves(in problem: inout AssignmentProblem, _ rows: inout [Row], units: [[AttendeeIndex]]) {
        guard case .atMost(let limit) = part, limit < published.placementCount else { return }
        var terms: [(alternative: Int32, coefficient: Int32)] = []
        for (unit, people) in units.enumerated() {
            for alternative in problem.alternatives(ofUnit: unit) {
                let (round, inSlot) = problem.slot(ofAlternative: alternative)
                guard round >= 0 else { continue }
                let session = SessionIndex(problem.resource(ofAlternative: alternative))
                let moved = people.enumerated().count { bit, attendee in
                    guard inSlot & (1 << UInt32(bit)) != 0, let told = published[attendee, round] else { return false }
                    return told.session != session
                }
                if moved > 0 { terms.append((Int32(alternative), Int32(moved))) }
            }
        }
        rows.append(.stage(0))
        problem.add(SideRule(id: rows.count - 1, limit: limit, terms: terms))
    }
}

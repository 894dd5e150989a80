import BreakoutModel
import Optimisation

/// Which of the seats that an event asks to keep back for late sign-ups a first allocation can do without.
///
/// Problem: a reserve must not make a day impossible. Counting seats per round (`Event.lateReserves`) does not see
/// that: the free seats may be behind a door, or at an hour at which somebody cannot come.
///
/// Idea: when no allocation leaves all these seats free, go through the sessions in order and keep what still leaves one
/// together with what is kept so far. So no session that gave way could have kept its seats beside the others that did.
/// Cost: one search for any allocation at all; where there is none, one more for each session with a reserve. Where
/// counting seats decides (`SeatCheck`), nothing is searched for.
///
/// Where the time is up before an answer is known, the reserve gives way: to keep it might make the day impossible.
public struct LateReserveChoice: Sendable {
    /// By session: the seats that are kept back.
    public let seats: [Int]
    /// The sessions whose reserve had to give way, in order. Empty too where the event has no allocation whatever is
    /// kept back: then nothing is.
    public let givenUp: [SessionIndex]
    /// The sessions whose reserve gave way because the time was up before it was known whether it could be kept, in order.
    public let undecided: [SessionIndex]

    /// Without a limit in `control` the answer is the same on every machine.
    public init(_ event: Event, control: SolveControl = .unlimited) {
        let asked = event.lateReserves, plain = event.withoutRankings()
        let positions = asked.indices.filter { asked[$0] > 0 }
        let whole = positions.isEmpty ? .yes : plain.keepingBack(asked).answer(control)
        // What is worse than a reserve that gives way is one that makes a day impossible: so also where it is not known.
        let none = whole == .no ? plain.answer(control) : whole
        var kept = Array(repeating: 0, count: asked.count)
        var givenUp: [SessionIndex] = [], undecided: [SessionIndex] = []
        switch (whole, none) {
        case (.yes, _): kept = asked
        case (_, .no): break
        case (_, .unknown): undecided = positions.map { SessionIndex($0) }
        case (_, .yes):
            for position in positions {
                kept[position] = asked[position]
                let answer = plain.keepingBack(kept).answer(control)
                if answer == .yes { continue }
                kept[position] = 0
                if answer == .no {
                    givenUp.append(SessionIndex(position))
                } else {
                    undecided.append(SessionIndex(position))
                }
            }
        }
        seats = kept
        self.givenUp = givenUp
        self.undecided = undecided
    }
}

extension Event {
    /// Whether any allocation keeps the rules.
    fileprivate func answer(_ control: SolveControl) -> CoreSearch.Answer {
        let rules = RuleBook(withoutFindings: self)
        guard rules.contradictions.isEmpty else { return .no }
        return CoreSearch.counted(self, rules) ?? CoreSearch.solved(self, rules, .none, control)
    }
}

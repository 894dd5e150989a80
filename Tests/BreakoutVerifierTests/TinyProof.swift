import BreakoutModel
import Testing

@testable import BreakoutVerifier

/// The smallest contest: p and q both rank X, then Y; X holds one of them. The objective is `total`.
///
///     sum of total regrets        min   one of them goes to Y: value 1
///     total regret at least 1     min   1
///     first choices               max   1
///     lottery                     min   whoever's draw is better gets X
///
/// Proof of the first three with the price 1 on the capacity of X, denominator 1:
///
/// - sum of regrets: X costs 0 + 1, Y costs 1 + 0; both people pay at least 1; 2 − 1·1 = 1.
/// - at least 1: the same.
/// - first choices: X costs −1 + 1, Y costs 0; both pay at least 0; 0 − 1·1 = −1, so at most 1 first choice.
///
/// Proof of the lottery: let gain(p) = weight(p, Y) − weight(p, X), likewise for q, and the winner the one with the
/// larger gain. With d = the loser's gain, put the price d on X if d >= 0, else −d on the stage row of the sum of
/// regrets (Y costs −d more; limit 1). Then the loser pays the same at X and Y, the winner pays least at X, and what
/// they pay less the limit is weight(winner, X) + weight(loser, Y): the value.
enum TinyProof {
    static func day() -> Day {
        var day = Day()
        day.settings.objective = .total
        day.sessions = [Session(id: "X", round: 0, capacity: 1), Session(id: "Y", round: 0)]
        day.people = ["p", "q"].map { Day.Person(id: $0, wishes: [["X", "Y"]]) }
        return day
    }

    static func weight(_ person: String, _ session: String) -> Int {
        Int(Lottery(seed: 1).weight(attendeeKey: person, sessionID: session))
    }

    static func leaf(_ prices: [RowPrice], denominator: Int128 = 1) -> ProofNode {
        .leaf(denominator: denominator, prices: prices)
    }

    static func price(_ price: Int128) -> [RowPrice] { [RowPrice(.capacity(session: "X"), price: price)] }

    static func run() throws -> Run {
        func gain(_ person: String) -> Int { weight(person, "Y") - weight(person, "X") }
        let (winner, loser) = gain("p") > gain("q") ? ("p", "q") : ("q", "p")
        var run = try Run(day(), seats: [winner: "X", loser: "Y"], objective: .total)
        let d = Int128(gain(loser))
        let draw = d >= 0 ? price(d) : [RowPrice(.stage(0), price: -d)]
        let value = weight(winner, "X") + weight(loser, "Y")
        run.state(
            Certificate(
                event: "Day", objective: .total, seed: 1,
                stages: [
                    StageProof(
                        name: "sum of total regrets", sense: .minimise, value: 1, bound: 1,
                        proof: leaf(price(1))),
                    // The same price in thirds.
                    StageProof(
                        name: "total regret at least 1", sense: .minimise, value: 1, bound: 1,
                        proof: leaf(price(3), denominator: 3)),
                    StageProof(
                        name: "first choices", sense: .maximise, value: 1, bound: 1, proof: leaf(price(1))),
                    StageProof(
                        name: "lottery", sense: .minimise, value: value, bound: value, proof: leaf(draw)),
                ]))
        run.requireProof = true
        return run
    }

    /// The first stage proven by cases. If p is at X, the price 1 is needed as before. If p is not, p pays 1 without
    /// any price, and that is all.
    static let byCases = ProofNode.branch(
        attendee: "p", session: "X", yes: leaf(price(1)), no: leaf([]))
}

import BreakoutModel

/// What the engine's label of an alternative says: which choice the placement is (from 1; 0 for a session that was not
/// ranked, or where nobody chooses) and, in a rerun, what becomes of the published placement.
///
/// Both are one number, `choice + stride · move`, so that every stage that counts placements of some kind is a table
/// over labels. Without a published run the move is always `.none` and the label is the choice.
struct PlacementLabels {
    private let stride: Int
    private let published: Published?

    init(deepestChoice: Int, published: Published?) {
        stride = deepestChoice + 1
        self.published = published
    }

    func label(
        of attendee: AttendeeIndex, _ round: Int, _ session: SessionIndex, _ outlook: RoundOutlook, regret: Int
    ) -> Int {
        let isChoosing = outlook.standing == .choosing
        let choice = isChoosing && regret < outlook.rankedCount ? regret + 1 : 0
        guard let published else { return choice }
        let move = published.move(of: attendee, round: round, to: session, isChoosing: isChoosing) { other in
            (outlook.regrets.first { $0.session == other } ?? outlook.cancelled.first { $0.session == other })?.regret
        }
        return choice + stride * move.rawValue
    }

    /// A cost by label.
    func table(_ cost: (_ choice: Int, _ move: Published.Move) -> Int) -> [Int] {
        let moves = published == nil ? [Published.Move.none] : Published.Move.allCases
        return moves.flatMap { move in (0..<stride).map { cost($0, move) } }
    }
}

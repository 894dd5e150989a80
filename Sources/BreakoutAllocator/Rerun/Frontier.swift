import BreakoutModel
import Optimisation

/// What more moves would bring: for M = 0, 1, 2, ... moves more than needed the best allocation, until nothing improves.
///
/// A plateau says nothing about what comes after it (two people who change places are two moves and no single one), so
/// the end is found first: the best without any limit on moves, and the fewest moves that reach it. In between the
/// stages only get better with M, so where they are equal at two values of M they are equal everywhere between: those
/// are not solved again. Every point that is solved is solved to a proof of its own.
public struct Frontier: Sendable {
    public struct Point: Sendable {
        /// The moves allowed on top of the fewest possible.
        public let extraMoves: Int
        public let terms: RerunTerms
        public let solved: SolvedAllocation
    }

    /// Every improvement: the first point is that of no extra moves, the last has the best that there is.
    public let improvements: [Point]
    /// The extra moves from which on nothing improves.
    public var end: Int { improvements.last?.extraMoves ?? 0 }

    /// The point that holds at so many extra moves: that of the last improvement.
    public func point(at extraMoves: Int) -> Point? { improvements.last { $0.extraMoves <= extraMoves } }

    /// Nil when there is no allocation at all. `allowsWorse` as in `RerunTerms`.
    public init?(_ request: AllocationRequest, published: Published, allowsWorse: Bool) {
        func rerun(_ extra: Int) -> Rerun {
            Rerun(request, published: published, terms: RerunTerms(extraMoves: extra, allowsWorse: allowsWorse))
        }
        guard case .allocated(let least) = rerun(1).fewestMoves(),
            case .allocated(let best) = rerun(1).solve(.withoutLimit).outcome
        else { return nil }
        let end = max(0, best.stages.last!.value - least.stages[0].value)
        var known: [Int: SolvedAllocation] = [:]
        func solve(_ extra: Int) -> SolvedAllocation? {
            if let solved = known[extra] { return solved }
            var fewest = least
            fewest.stages[0].name = Stage.moves(extra: extra).name
            fewest.certificate?.stages[0].name = Stage.moves(extra: extra).name
            let outcome = extra == 0 ? rerun(0).allocate() : rerun(extra).withExtraMoves(fewest: fewest)
            guard case .allocated(let solved) = outcome else { return nil }
            known[extra] = solved
            return solved
        }
        func fill(_ low: Int, _ high: Int) {
            guard high > low, let a = solve(low), let b = solve(high) else { return }
            if request.control.isStopped { return }
            if high == low + 1 || Frontier.values(a) == Frontier.values(b) { return }
            let middle = (low + high) / 2
            fill(low, middle)
            fill(middle, high)
        }
        fill(0, end)
        guard solve(0) != nil else { return nil }
        var points: [Point] = []
        for (extra, solved) in known.sorted(by: { $0.key < $1.key })
        where points.isEmpty || Frontier.values(points.last!.solved) != Frontier.values(solved) {
            let terms = RerunTerms(extraMoves: extra, allowsWorse: allowsWorse)
            points.append(Point(extraMoves: extra, terms: terms, solved: solved))
        }
        improvements = points
    }

    /// The stages that make one allocation better than another: all but those that count moves, and the draw.
    private static func values(_ solved: SolvedAllocation) -> [Int] {
        let others = [Stage.moves(extra: 0).name, Stage.lottery.name]
        return solved.stages.dropFirst().filter { !others.contains($0.name) }.map(\.value)
    }
}

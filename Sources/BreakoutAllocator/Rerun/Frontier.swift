import BreakoutModel
import Optimisation

/// What more moves would bring: for M = 0, 1, 2, ... moves more than needed the best allocation, until nothing improves.
///
/// Problem. A plateau says nothing about what comes after it: two people who change places are two moves and no single
/// one. So it is no use to go on until one more move brings nothing.
///
/// Idea. The end is found first: the best without any limit on moves, and the fewest moves that reach it. In between the
/// stages only get better with M, so where they are equal at two values of M they are equal everywhere between. Halving
/// finds every improvement; each point that is solved is solved to a proof of its own.
///
/// Invariant. `points` proves all of it: on either side of an improvement stands a point, and behind the last one the
/// point without a limit. Two neighbours of equal quality leave no room for anything better between them.
///
/// Cost. About 2 + I · log2(end) solves for I improvements.
public struct Frontier: Sendable {
    public struct Point: Sendable {
        /// The moves allowed on top of the fewest possible.
        public let extraMoves: Int
        public let terms: RerunTerms
        public let solved: SolvedAllocation
    }

    /// In ascending order of moves, the first without any extra.
    public let points: [Point]
    /// The extra moves from which on nothing improves.
    public let end: Int
    /// Where worse places are not allowed: the best that they would bring, if that is more than the end of this frontier.
    public private(set) var allowingWorse: Point?
    /// No allocation can move more than all that was told.
    private let everything: Int

    /// The point whose allocation holds at so many extra moves.
    public func below(_ extraMoves: Int) -> Point? { points.last { $0.extraMoves <= extraMoves } }

    /// Whether it is proven that nothing is better with so many extra moves, and at the end: with any number of them.
    public func isProven(_ extraMoves: Int) -> Bool {
        guard let below = below(extraMoves), let above = points.first(where: { $0.extraMoves >= extraMoves }) else {
            return false
        }
        func agrees(_ other: Point) -> Bool { other.solved.isOptimal && other.quality == below.quality }
        guard below.solved.isOptimal && agrees(above) else { return false }
        return extraMoves < end || (points.last!.extraMoves >= everything && agrees(points.last!))
    }

    /// Nil when there is no allocation at all. `allowsWorse` as in `RerunTerms`.
    public init?(_ request: AllocationRequest, published: Published, allowsWorse: Bool) {
        var search = FrontierSearch(request: request, published: published, allowsWorse: allowsWorse)
        guard case .allocated(let least) = search.rerun(1).fewestMoves() else { return nil }
        search.least = least
        let everything = max(1, published.placementCount)
        guard search.solve(0) != nil, let best = search.solve(everything) else { return nil }
        if !request.control.isStopped {
            let moves = best.stages.last { $0.name == Stage.moves(extra: 0).name }!.value
            search.fill(0, min(everything, max(0, moves - least.stages[0].value)))
        }
        let known = search.points()
        points = known.indices.filter { at in
            at == 0 || at == known.count - 1 || known[at].quality != known[at - 1].quality
                || known[at].quality != known[at + 1].quality
        }.map { known[$0] }
        self.everything = everything
        let last = known.last!
        end = known.first { $0.quality == last.quality }!.extraMoves
        guard !allowsWorse, !request.control.isStopped else { return }
        allowingWorse = search.allowingWorse(everything, than: last)
    }
}

extension Frontier.Point {
    /// The stages that make one allocation better than another: all but those that count moves, and the draw.
    fileprivate var quality: [Int] { of { _ in true } }

    /// That without what counts places that people want less.
    fileprivate var objective: [Int] { of { $0 != Stage.movesToWorse.name } }

    private func of(_ counts: (String) -> Bool) -> [Int] {
        let others = [Stage.moves(extra: 0).name, Stage.lottery.name]
        return solved.stages.dropFirst().filter { !others.contains($0.name) && counts($0.name) }
            .map { $0.sense == .maximise ? -$0.value : $0.value }
    }
}

/// The points that are known so far.
private struct FrontierSearch {
    let request: AllocationRequest
    let published: Published
    let allowsWorse: Bool
    /// How few moves are possible, with the proof.
    var least: SolvedAllocation!
    private(set) var known: [Int: SolvedAllocation] = [:]

    init(request: AllocationRequest, published: Published, allowsWorse: Bool) {
        self.request = request
        self.published = published
        self.allowsWorse = allowsWorse
    }

    /// In ascending order of moves. A solve that was stopped may have come to something worse than fewer moves bring: that
    /// says nothing.
    func points() -> [Frontier.Point] {
        var points: [Frontier.Point] = []
        for (extra, solved) in known.sorted(by: { $0.key < $1.key }) {
            let next = point(extra, solved)
            if let last = points.last, !solved.isOptimal, !next.quality.lexicographicallyPrecedes(last.quality) {
                continue
            }
            points.append(next)
        }
        return points
    }

    func rerun(_ extra: Int, allowsWorse worse: Bool? = nil) -> Rerun {
        let terms = RerunTerms(extraMoves: extra, allowsWorse: worse ?? allowsWorse)
        return Rerun(request, published: published, terms: terms)
    }

    mutating func solve(_ extra: Int) -> SolvedAllocation? {
        if let solved = known[extra] { return solved }
        let outcome = extra == 0 ? rerun(0).allocate() : rerun(extra).withExtraMoves(fewest: fewest(extra))
        guard case .allocated(let solved) = outcome else { return nil }
        known[extra] = solved
        return solved
    }

    private func fewest(_ extra: Int) -> SolvedAllocation {
        var fewest = least!
        fewest.stages[0].name = Stage.moves(extra: extra).name
        fewest.certificate?.stages[0].name = Stage.moves(extra: extra).name
        return fewest
    }

    /// Everything between two numbers of moves at which an improvement starts or ends.
    mutating func fill(_ low: Int, _ high: Int) {
        guard high > low, !request.control.isStopped, let a = solve(low), let b = solve(high) else { return }
        if high == low + 1 || point(low, a).quality == point(high, b).quality { return }
        let middle = (low + high) / 2
        fill(low, middle)
        fill(middle, high)
    }

    private func point(_ extra: Int, _ solved: SolvedAllocation) -> Frontier.Point {
        Frontier.Point(
            extraMoves: extra, terms: RerunTerms(extraMoves: extra, allowsWorse: allowsWorse), solved: solved)
    }

    /// With the fewest extra moves at which moves to worse places would have a better objective than `end`; nil where no
    /// number of them does.
    func allowingWorse(_ everything: Int, than end: Frontier.Point) -> Frontier.Point? {
        func solve(_ extra: Int) -> Frontier.Point? {
            let rerun = rerun(extra, allowsWorse: true)
            let outcome = extra == 0 ? rerun.allocate() : rerun.withExtraMoves(fewest: fewest(extra))
            guard case .allocated(let solved) = outcome, solved.isOptimal else { return nil }
            return Frontier.Point(extraMoves: extra, terms: rerun.terms, solved: solved)
        }
        func isBetter(_ point: Frontier.Point) -> Bool { point.objective.lexicographicallyPrecedes(end.objective) }
        guard let best = solve(everything), isBetter(best) else { return nil }
        let moves = best.solved.stages.last { $0.name == Stage.moves(extra: 0).name }!.value
        // At `low` extra moves it is not better, at `high` it is.
        var low = -1, high = max(1, moves - least.stages[0].value)
        guard var found = solve(high) else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            guard let point = solve(middle) else { return nil }
            if isBetter(point) { (high, found) = (middle, point) } else { low = middle }
        }
        return found
    }
}

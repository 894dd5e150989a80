/// When the relaxation mixes options: take one place or not, and solve both sides, with the place first; which place,
/// `BranchingHistory` says. When a cancellable resource is half held: hold it or cancel it. Side rules that an answer
/// breaks get a row when they do.
///
/// Depth first, warm: a side bans alternatives and goes on from the optimum above it (`Simplex.resume`). A side is left
/// when its bound, rounded up, cannot beat the best whole selection (costs are whole), or when it has no solution. Every
/// leaf keeps its prices: together they are the proof.
///
/// Depth first by itself goes through everything below a first wrong step before it comes back. So it is done below a
/// *ceiling*: first only for selections as good as the bound itself, then for ever worse ones (iterative deepening;
/// Korf 1985). A search that ends without one has proven that all are worse than its ceiling. Each search may look at so
/// many nodes: where that is too few, higher ceilings are tried for a better selection, and then all again with more.
struct BranchAndBound {
    enum Goal { case optimal, first }

    let stage: StageCost
    let control: SolveControl
    /// Whether any whole selection will do.
    let goal: Goal
    /// The value that must be beaten.
    var bestValue: Int?
    /// The best selection found here, per slot, in the simplex's problem.
    var best: [Int32]?
    var tree: SearchTree = .open
    var nodes = 0
    var relaxations = 0
    /// Work done on copies of the simplex.
    var simplexWork = Simplex.Counters()
    /// How many nodes may be looked at.
    var nodeLimit = Int.max
    /// So many branches may follow each other on one path of a proof: with what is around it in a document, not many more
    /// can be written and read again.
    var deepestProof = 480
    /// Proves more of a node than its relaxation does, where it can.
    var nodeProver: NodeProver?
    /// What was decided on the way down.
    private var path: [Branching] = []
    private var history = BranchingHistory()
    /// What the relaxation above came to, and how far the place that was branched on was from the side taken now.
    private var above: (value: Double, part: Double)?
    /// The optimum before any branching, where each search begins.
    private var root: Simplex.Basis?
    /// Whether a whole selection soon matters more than bounds that rise.
    private var isDive: Bool { goal == .first || nodeLimit < .max }
    private(set) var wasInterrupted = false
    /// What is looked for: selections of no more than this. Nil before the first relaxation, and where any will do.
    private var ceiling: Int?
    /// How many nodes a search may look at before it finds something, and as many again twice each time that it does.
    var allowance = 100
    /// At how many nodes the present search ends.
    private var budget = Int.max
    private var isOverBudget = false
    /// Whether the present search left nodes open: as deep as a proof may be, or undecided by rounding.
    private var hasGaps = false

    init(stage: StageCost, control: SolveControl, accepts goal: Goal) {
        self.stage = stage
        self.control = control
        self.goal = goal
    }

    /// Searches; false when there is no whole selection at all.
    mutating func run(_ simplex: inout Simplex) -> Bool {
        if goal == .optimal && bestValue != nil { deepen(&simplex) } else { tree = explore(&simplex) }
        if hasGaps { wasInterrupted = true }
        simplex.clearBans()
        // The optimum before any branching is nearer to what comes next than wherever the search ended; but where anything
        // whole was looked for in vain, what is around the end of the search is nearer to that.
        if let root, goal == .optimal || best != nil { simplex.basis = root }
        simplex.counters.add(simplexWork, since: Simplex.Counters())
        return best != nil || bestValue != nil
    }

    // MARK: Ceilings

    /// Searches below one ceiling after another until one of them ends it.
    private mutating func deepen(_ simplex: inout Simplex) {
        // The lowest ceiling that is not proven, and what the tree proves that nothing is below.
        var lowest: Int?
        var proven = Int.min
        while true {
            ceiling = lowest
            var step = 0, isFirst = true
            while true {
                let wasBest = bestValue!
                budget = nodes + allowance
                isOverBudget = false
                hasGaps = false
                if let root { simplex.basis = root }
                let found = explore(&simplex)
                let isWhole = !isOverBudget && !hasGaps && !wasInterrupted
                if isWhole || lowest == nil { tree = found }
                guard !wasInterrupted, let reached = ceiling else { return }
                if isWhole { proven = reached + 1 }
                if bestValue! <= proven { return }
                // Where nodes had to be left open for another reason than their number, more of them do not help.
                if isFirst && hasGaps && !isOverBudget { return }
                isFirst = isFirst && isWhole
                if isWhole || lowest == nil { lowest = isWhole ? reached + 1 : reached }
                step = max(1, 2 * step, (bestValue! - reached) / 16)
                if bestValue! < wasBest || reached + 1 >= bestValue! { break }
                ceiling = min(reached + step, bestValue! - 1)
            }
            allowance *= 2
        }
    }

    /// Whether nothing that is looked for costs as little as this.
    private func isHopeless(_ least: Int) -> Bool {
        guard goal == .optimal || best != nil else { return false }
        return bestValue.map { least >= $0 } ?? false || ceiling.map { least > $0 } ?? false
    }

    /// What a relaxation must stay below for there to be something that is looked for; above it, `least` says so as well.
    private var bar: Double {
        guard goal == .optimal || best != nil else { return .infinity }
        let most = min(bestValue.map { $0 - 1 } ?? .max, ceiling ?? .max)
        return most == .max ? .infinity : Double(most) + 2e-5
    }

    // MARK: Nodes

    private mutating func explore(_ simplex: inout Simplex) -> SearchTree {
        nodes += 1
        let isRoot = nodes == 1
        if nodes > nodeLimit {
            wasInterrupted = true
            return .open
        }
        if nodes > budget || (path.count > deepestProof && !isDive) {
            if nodes > budget { isOverBudget = true } else { hasGaps = true }
            return .open
        }
        switch relax(&simplex) {
        case .interrupted:
            wasInterrupted = true
            return .leaf(FloatRowPrices(simplex), isInfeasible: false)
        case .infeasible: return .leaf(FloatRowPrices(simplex), isInfeasible: true)
        case .dear: return .leaf(FloatRowPrices(simplex), isInfeasible: false)
        case .undecided:
            hasGaps = true
            return .open
        case .optimal: break
        }
        if path.isEmpty { root = simplex.basis }
        let value = simplex.objectiveValue()
        if let above, let side = path.last { history.record(side, gain: value - above.value, part: above.part) }
        let prices = FloatRowPrices(simplex), relaxation = SearchTree.leaf(prices, isInfeasible: false)
        var node = Node(leaf: relaxation, relaxation: relaxation, least: BranchAndBound.least(value))
        raiseCeiling(to: node)
        if isHopeless(node.least) { return node.leaf }
        guard isMixed(simplex) else {
            take(simplex.roundedSelection(), of: simplex)
            return node.leaf
        }
        while let proof = circleProof(simplex, prices), proof.reached > node.least {
            // What takes a checker without hints too long proves nothing.
            guard !isHopeless(proof.reached) || nodeProver!.isCheckable(proof, path) else { continue }
            node = Node(leaf: .proven(proof), relaxation: relaxation, least: proof.reached)
            raiseCeiling(to: node, again: isRoot)
            if isHopeless(node.least) { return node.leaf }
            break
        }
        if isRoot && goal == .first && simplex.problem.hasRules, let whole = simplex.mended(stage, control: control) {
            take(whole, of: simplex)
            return node.leaf
        }
        if isRoot && simplex.openUnits.count > BranchAndBound.polishFrom && simplex.problem.sideRules.isEmpty {
            polish(simplex, value: value)
            if isHopeless(node.least) || (goal == .first && best != nil) { return node.leaf }
        }
        return split(&simplex, node, value)
    }

    /// A node as a leaf, which proves that nothing below it costs less.
    private struct Node {
        let leaf: SearchTree
        /// Without what circles prove.
        let relaxation: SearchTree
        let least: Int
    }

    /// What circles prove of a node; at the root a better selection on the way is taken.
    private mutating func circleProof(_ simplex: Simplex, _ prices: FloatRowPrices) -> CircleBound.Proof? {
        let control = control, path = path
        guard nodes == 1, let bestValue else { return nodeProver?.prove(prices, path) }
        let result = nodeProver?.proveRoot(simplex, prices, best: bestValue, control: control)
        if let selection = result?.selection.flatMap(simplex.places) { take(selection, of: simplex) }
        return result?.proof
    }

    private mutating func isCheckable(_ node: Node) -> Bool {
        guard case .proven(let proof) = node.leaf else { return true }
        return nodeProver!.isCheckable(proof, path)
    }

    /// Costs are whole.
    private static func least(_ value: Double) -> Int { Int((value - 1e-5).rounded(.up)) }

    /// The first ceiling is what the root comes to.
    private mutating func raiseCeiling(to root: Node, again: Bool = false) {
        guard goal == .optimal, bestValue != nil, ceiling == nil || again else { return }
        ceiling = max(ceiling ?? root.least, root.least)
    }

    /// A whole answer, where it is better than what there was.
    private mutating func take(_ selection: [Int32], of simplex: Simplex) {
        let value = simplex.value(of: selection, stage)
        guard bestValue.map({ value < $0 }) ?? true else { return }
        bestValue = value
        best = selection
        if budget < .max { budget = max(budget, nodes + 2 * allowance) }
    }

    private mutating func split(_ simplex: inout Simplex, _ node: Node, _ value: Double) -> SearchTree {
        let (branch, amount) = branching(of: simplex)!
        let basis = simplex.basis
        above = amount.map { (value, 1 - $0) }
        let first = side(&simplex, branch)
        if wasInterrupted || isOverBudget || (goal == .first && best != nil) { return givenUp(node) }
        // The first side found something that this node's own bound cannot beat: no need to branch here.
        if isHopeless(node.least) && isCheckable(node) { return node.leaf }
        // From where this node was, which is optimal but for the new bans.
        simplex.basis = basis
        above = amount.map { (value, $0) }
        let second = side(&simplex, branch.otherSide)
        if wasInterrupted || isOverBudget || hasGaps { return givenUp(node) }
        return .branch(branch, first, second)
    }

    /// Of a search that is given up only the root is kept.
    private mutating func givenUp(_ node: Node) -> SearchTree {
        path.isEmpty && !isCheckable(node) ? node.relaxation : node.leaf
    }

    private mutating func side(_ simplex: inout Simplex, _ branch: Branching) -> SearchTree {
        let undo = simplex.ban(branch)
        path.append(branch)
        let tree = explore(&simplex)
        path.removeLast()
        simplex.lift(undo)
        return tree
    }

    /// The relaxation, with a row for every side rule that it would otherwise break, and with cuts as long as they help.
    private mutating func relax(_ simplex: inout Simplex) -> Simplex.Outcome {
        var before: Double?
        while true {
            relaxations += 1
            let outcome = simplex.minimise(stage, isContinued: relaxations > 1, below: bar, control: control)
            guard outcome == .optimal else { return outcome }
            let rules = simplex.brokenRules()
            guard rules.isEmpty else {
                simplex.append(rules)
                continue
            }
            let cuts = simplex.brokenCuts()
            guard !cuts.isEmpty else { return .optimal }
            let value = simplex.objectiveValue()
            if !isWorthMore(value, than: before) && isMixed(simplex) { return .optimal }
            before = value
            simplex.append(cuts)
        }
    }

    /// Whether the last cuts raised the value by enough to look for more of them, rather than to branch.
    private func isWorthMore(_ value: Double, than before: Double?) -> Bool {
        guard let before else { return true }
        guard !isDive, let bestValue else { return false }
        return value - before > 0.02 * (Double(bestValue) - value)
    }

    private func isMixed(_ simplex: Simplex) -> Bool {
        simplex.undecidedResource() != nil || !simplex.mixedPlaces().isEmpty
    }

    /// What to branch on, and how far it is from the side that it names; nil when the answer is whole.
    private mutating func branching(of simplex: Simplex) -> (Branching, amount: Double?)? {
        if let resource = simplex.undecidedResource() { return (resource, nil) }
        if isDive { return simplex.divingPlace().map { ($0, nil) } }
        return history.choose(simplex, below: bar)
    }
}

/// The search as it was, with the simplex's prices at the leaves.
indirect enum SearchTree: Sendable {
    case open
    case leaf(FloatRowPrices, isInfeasible: Bool)
    case proven(CircleBound.Proof)
    /// The side that the branching names, then the other.
    case branch(Branching, SearchTree, SearchTree)
}

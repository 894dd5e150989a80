/// When the relaxation mixes options: take one alternative or not, and solve both sides, the more likely first.
///
/// Depth first, warm: a side bans alternatives and the simplex goes on from where it stands. A side is left when its
/// bound, rounded up, cannot beat the best whole selection (costs are whole), or when it has no solution. Every leaf
/// keeps its prices: together they are the proof.
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
    private var wasInterrupted = false

    init(stage: StageCost, control: SolveControl, accepts goal: Goal) {
        self.stage = stage
        self.control = control
        self.goal = goal
    }

    /// Searches; false when there is no whole selection at all.
    mutating func run(_ simplex: inout Simplex) -> Bool {
        tree = explore(&simplex)
        simplex.clearBans()
        return best != nil || bestValue != nil
    }

    private mutating func explore(_ simplex: inout Simplex) -> SearchTree {
        nodes += 1
        relaxations += 1
        switch simplex.minimise(stage, control: control) {
        case .interrupted:
            wasInterrupted = true
            return .leaf(FloatRowPrices(simplex), isInfeasible: false)
        case .infeasible: return .leaf(FloatRowPrices(simplex), isInfeasible: true)
        case .optimal: break
        }
        let prices = FloatRowPrices(simplex)
        let value = simplex.objectiveValue()
        if let bestValue, Int((value - 1e-5).rounded(.up)) >= bestValue, best != nil || goal == .optimal {
            return .leaf(prices, isInfeasible: false)
        }
        guard let branch = simplex.branchingAlternative() else {
            let selection = simplex.roundedSelection()
            let whole = simplex.value(of: selection, stage)
            if bestValue.map({ whole < $0 }) ?? true {
                bestValue = whole
                best = selection
            }
            return .leaf(prices, isInfeasible: false)
        }
        return split(&simplex, branch, prices, value)
    }

    private mutating func split(
        _ simplex: inout Simplex, _ branch: Branching, _ prices: FloatRowPrices, _ value: Double
    ) -> SearchTree {
        let undo = simplex.ban(branch)
        let taken = explore(&simplex)
        simplex.lift(undo)
        if wasInterrupted || (goal == .first && best != nil) {
            return .leaf(prices, isInfeasible: false)
        }
        if let bestValue, Int((value - 1e-5).rounded(.up)) >= bestValue {
            // The first side found something that this node's own bound cannot beat: no need to branch here.
            return .leaf(prices, isInfeasible: false)
        }
        var other = branch
        other.isTaken = false
        let undoOther = simplex.ban(other)
        let left = explore(&simplex)
        simplex.lift(undoOther)
        return .branch(branch, taken: taken, left: left)
    }
}

/// The search as it was, with the simplex's prices at the leaves.
indirect enum SearchTree: Sendable {
    case open
    case leaf(FloatRowPrices, isInfeasible: Bool)
    case branch(Branching, taken: SearchTree, left: SearchTree)
}

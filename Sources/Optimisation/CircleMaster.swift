// The best prices for circles, and whole selections near them.
//
// Problem. The prices of a relaxation are the best for units that choose each by themselves. Circles that choose jointly
// have others: with those the bound is higher, often by the last unit that is missing.
//
// Idea (Dantzig and Wolfe 1960). A linear programme over *columns*: joint selections of circles, and options of units that
// are in none, each circle a mix of those that are known. Its prices are tried on all (`CircleBound`), and what is cheapest
// under them are new columns. It ends when there are none: then bound and programme meet. There are as few rows as other
// limits, so at a vertex hardly any circle is mixed, and branching among the columns finds a whole selection at once.
struct CircleMaster {
    private struct Column {
        /// Per unit of the block, its option by original numbers.
        let selection: [[Int]]
        let cost: Int
        /// What it takes of each row.
        let loads: [Int32]
    }

    /// What came of it.
    struct Result {
        /// The best bound.
        var proof: CircleBound.Proof?
        /// A better selection than the known one that keeps all rules, laid out as `Simplex.keys`, by original numbers.
        var selection: [Int32]?
    }

    /// With the rows that remain, on the whole problem.
    private let shape: Simplex
    private let kinds: [LinearRow]
    private let stage: StageCost
    private let control: SolveControl
    private var blocks: [[Int]] = []
    private var columns: [[Column]] = []
    private var known: [Set<[[Int]]>] = []
    /// Prices on rules of circles, for `CircleSearch`.
    private let hints: FloatRowPrices

    private static let mostRounds = 40
    private static let mostNodes = 300

    /// `simplex`: at the optimum of its relaxation, which has these prices.
    init(_ simplex: Simplex, _ prices: FloatRowPrices, _ prover: NodeProver, control: SolveControl) {
        stage = prover.prover.bound.stages[prover.stage]
        self.control = control
        kinds = simplex.rows.filter { !prover.circles.isOwn($0.kind) }
        hints = prices
        shape = Simplex(
            problem: prover.prover.bound.problem, originalCount: simplex.originalCount, stages: simplex.stages,
            rows: kinds, face: nil, start: prover.incumbent, cuts: simplex.cuts, width: simplex.width,
            longStepsFrom: simplex.longStepsFrom)
        blocks = prover.circles.blocks
        columns = Array(repeating: [], count: blocks.count)
        known = Array(repeating: [], count: blocks.count)
        for (block, units) in blocks.enumerated() { add(units.map { shape.keyOption(of: $0) }, to: block) }
    }

    /// Better prices and selections, until the bound reaches `target` or nothing new comes.
    mutating func run(_ prover: inout NodeProver, target: Int) -> Result {
        var result = Result()
        // Prices of a programme with few columns are far off: those tried are half way from the best so far.
        var centre = hints, prices = hints, isHalfWay = false
        for _ in 0..<CircleMaster.mostRounds {
            guard !control.shouldStop, let found = prover.search(prices) else { break }
            if result.proof.map({ found.proof.reached > $0.reached }) ?? true {
                result.proof = found.proof
                centre = prices
            }
            if found.proof.reached >= target { break }
            // A circle that was too hard has fallen apart: blocks are others now.
            guard found.selections.count == blocks.count else { break }
            var isNew = false
            for (block, selection) in found.selections.enumerated() where add(selection, to: block) { isNew = true }
            guard isNew || isHalfWay else { break }
            var (master, cost) = programme()
            guard master.minimise(cost, control: control) == .optimal else { break }
            isHalfWay = isNew
            prices = rowPrices(of: master)
            if isHalfWay { prices = prices.halfWay(to: centre) }
        }
        guard let reached = result.proof?.reached, reached < target, !control.shouldStop else { return result }
        branch(below: target, &result)
        return result
    }

    /// Whole mixes of the columns that are known.
    private func branch(below target: Int, _ result: inout Result) {
        var (master, cost) = programme()
        var search = BranchAndBound(stage: cost, control: control, accepts: .optimal)
        search.bestValue = target
        search.nodeLimit = CircleMaster.mostNodes
        _ = search.run(&master)
        guard let best = search.best else { return }
        var whole = shape
        for (block, units) in blocks.enumerated() {
            let column = columns[block][place(of: Int(best[block]), in: block)]
            for (unit, option) in zip(units, column.selection) {
                whole.setKey(of: unit, to: option)
            }
        }
        // Rules that no relaxation has broken so far have no row.
        if whole.keepsAll() { result.selection = whole.keys }
    }

    // MARK: Columns

    @discardableResult
    private mutating func add(_ selection: [[Int]], to block: Int) -> Bool {
        guard known[block].insert(selection).inserted else { return false }
        var loads = [Double](repeating: 0, count: kinds.count)
        var cost = 0
        for option in selection {
            shape.add(option, times: 1, to: &loads)
            cost += stage.cost(of: option, in: shape.problem)
        }
        columns[block].append(Column(selection: selection, cost: cost, loads: loads.map { Int32($0) }))
        return true
    }

    /// The programme: a unit for each block, a slot with an alternative for each column, all other rows side rules; and
    /// the stage's cost there.
    private func programme() -> (Simplex, StageCost) {
        // Columns of a block are different places, so that the search branches between them.
        let places = columns.reduce(1) { max($0, $1.count) }
        var problem = AssignmentProblem(
            upperLimit: Array(repeating: nil, count: places), lowerLimit: Array(repeating: 0, count: places),
            conflicts: [])
        // The cost is a table by level.
        let costs = Set(columns.lazy.joined().map(\.cost)).sorted()
        let level = Dictionary(uniqueKeysWithValues: costs.enumerated().map { ($1, $0) })
        var terms = [[(alternative: Int32, coefficient: Int32)]](repeating: [], count: kinds.count)
        for block in columns.indices {
            for (offset, place) in order(of: block).enumerated() {
                let column = columns[block][place], number = Int32(problem.alternativeCount + offset)
                for (row, load) in column.loads.enumerated() where load != 0 { terms[row].append((number, load)) }
            }
            var person = PersonOptions()
            for (offset, place) in order(of: block).enumerated() {
                person.add(resource: offset, level: level[columns[block][place].cost]!)
            }
            person.endSlot(round: 0, isSettled: false)
            problem.addUnit(person, mayConflict: false)
        }
        for (row, terms) in terms.enumerated() {
            problem.add(SideRule(id: row, limit: kinds[row].limit, terms: terms))
        }
        let rows = kinds.enumerated().map {
            LinearRow(kind: .side($0), limit: $1.limit, isEquality: $1.isEquality)
        }
        let start = problem.unitCount == 0 ? [] : (0..<problem.unitCount).map { Int32(firstPlace(of: $0, in: problem)) }
        let simplex = Simplex(
            problem: problem, originalCount: problem.alternativeCount, stages: [], rows: rows, face: nil,
            start: start, cuts: CutSearch(problem), width: 1, longStepsFrom: 1 << 40)
        return (simplex, StageCost(byTotalLevel: costs))
    }

    /// The columns of a block as the programme has them: by cost, then as they came.
    private func order(of block: Int) -> [Int] {
        columns[block].indices.sorted { (columns[block][$0].cost, $0) < (columns[block][$1].cost, $1) }
    }

    /// Where the first column of a block, the incumbent's, is in the programme.
    private func firstPlace(of block: Int, in problem: AssignmentProblem) -> Int {
        problem.alternatives(ofUnit: block).lowerBound + order(of: block).firstIndex(of: 0)!
    }

    private func place(of alternative: Int, in block: Int) -> Int {
        let before = columns[..<block].reduce(0) { $0 + $1.count }
        return order(of: block)[alternative - before]
    }

    private func rowPrices(of master: Simplex) -> FloatRowPrices {
        var prices = FloatRowPrices(resourceCount: shape.problem.resourceCount, stageCount: shape.stages.count)
        prices.side = hints.side
        for (row, price) in zip(kinds, master.prices) {
            prices.set(row.isEquality ? price : max(0, price), of: row.kind)
        }
        return prices
    }
}

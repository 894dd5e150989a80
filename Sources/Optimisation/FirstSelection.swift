/// A whole selection without a search: each unit in turn takes the option that costs least of those with room left.
///
/// Under the prices of a relaxation that is close to the best there is: what is wanted too much is dear, so hardly anybody
/// finds a place taken. Whoever finds no room at all goes where there is none, and somebody moves over, if a chain of moves
/// ends where there is room (an augmenting path over resources; Ford and Fulkerson 1956). Not every limit need be kept in
/// the end: the caller looks.
struct FirstSelection {
    private let problem: AssignmentProblem
    /// What options cost, and where there is room.
    private var options: RoomCost
    private var selection: [Int32]
    private let width: Int
    private let control: SolveControl

    /// `cost` may hold prices; units with an option in `start` take that. Once it should stop, units that have very many
    /// options take one that may not be the cheapest.
    static func make(
        _ problem: AssignmentProblem, cost: FloatCost, start: [[Int]]?, control: SolveControl = .unlimited
    ) -> [Int32] {
        var first = FirstSelection(problem, cost, control)
        for (unit, option) in (start ?? []).enumerated() { first.take(option, unit) }
        first.placeAll()
        first.moveOver()
        return first.selection
    }

    private init(_ problem: AssignmentProblem, _ cost: FloatCost, _ control: SolveControl) {
        self.problem = problem
        self.control = control
        options = RoomCost(cost: cost, problem: problem, room: Room(problem))
        width = problem.widestOption
        selection = Array(repeating: -1, count: problem.unitCount * width)
    }

    private mutating func take(_ option: [Int], _ unit: Int) {
        Simplex.store(option, in: &selection, at: unit * width, width: width)
        for alternative in option { options.room.take(alternative, in: problem) }
    }

    private mutating func placeAll() {
        var scratch = KernelScratch<Double>(widestOption: width, control: control)
        let units = (0..<problem.unitCount).filter { selection[$0 * width] < 0 }
        let wishes = wishes()
        // Those who have no choice come first: their seats are not there for others.
        let order = units.filter { !problem.isOpen($0) } + units.filter { problem.isOpen($0) }
        for start in stride(from: 0, to: order.count, by: 16 * Parallel.grain) {
            let block = order[start..<min(order.count, start + 16 * Parallel.grain)]
            let options = block.count > Parallel.grain ? optionsWithRoom(of: Array(block), wishes) : []
            for (place, unit) in block.enumerated() {
                self.place(unit, wishes, options.isEmpty ? [] : options[place], &scratch)
            }
        }
    }

    /// For each of the units whose wish has no room left the cheapest option that has; for the others, and where there is
    /// none, nothing. As long as there is room for it, it stays the cheapest: room only becomes less.
    private func optionsWithRoom(of units: [Int], _ wishes: [Int32]) -> [[Int]] {
        let problem = problem, options = options, width = width, control = control
        return Array(
            Parallel.map(units.count) { places in
                var scratch = KernelScratch<Double>(widestOption: width, control: control)
                return places.map { place -> [Int] in
                    let unit = units[place], wish = Simplex.option(in: wishes, at: unit * width, width: width)
                    guard !options.hasRoom(wish), problem.cheapest(unit, options, &scratch) != nil
                    else { return [] }
                    return scratch.option
                }
            }.joined())
    }

    /// What each unit would take if there were room everywhere, as in `selection`.
    private func wishes() -> [Int32] {
        let free = FloatOptionCost(cost: options.cost, problem: problem)
        let problem = problem, width = width, control = control
        return Parallel.map(problem.unitCount) { units in
            var scratch = KernelScratch<Double>(widestOption: width, control: control)
            var wishes = [Int32](repeating: -1, count: units.count * width)
            for (place, unit) in units.enumerated() where problem.cheapest(unit, priced: free, &scratch) != nil {
                Simplex.store(scratch.option, in: &wishes, at: place * width, width: width)
            }
            return wishes
        }.flatMap { $0 }
    }

    /// `found`: an option that was the cheapest when there was more room, if any.
    private mutating func place(
        _ unit: Int, _ wishes: [Int32], _ found: [Int], _ scratch: inout KernelScratch<Double>
    ) {
        let wish = Simplex.option(in: wishes, at: unit * width, width: width)
        guard !wish.isEmpty else { return }
        if options.hasRoom(wish) {
            take(wish, unit)
        } else if !found.isEmpty && options.hasRoom(found) {
            take(found, unit)
        } else {
            take(problem.cheapest(unit, options, &scratch) == nil ? wish : scratch.option, unit)
        }
    }

    // MARK: Moving over

    /// Somebody who leaves a resource for an alternative.
    private struct Move {
        var unit: Int
        var position: Int
        var alternative: Int
    }

    /// Out of each resource with too many, as long as somebody can.
    private mutating func moveOver() {
        // Each chain takes a look at everybody: where very many are too many, moving over is not what helps.
        var left = 500
        for resource in 0..<problem.resourceCount {
            while left > 0, options.room.isOverfull(resource) {
                let moves = chain(from: resource)
                if moves.isEmpty { break }
                for move in moves { apply(move) }
                left -= 1
            }
        }
    }

    private mutating func apply(_ move: Move) {
        let place = move.unit * width + move.position
        options.room.leave(Int(selection[place]), in: problem)
        selection[place] = Int32(move.alternative)
        options.room.take(move.alternative, in: problem)
    }

    private func slot(_ unit: Int, _ position: Int) -> Int {
        problem.slots(of: problem.variants(of: unit).lowerBound).lowerBound + position
    }

    /// Moves that leave one fewer in a resource, the first of them into one with room; empty where there are none.
    private func chain(from start: Int) -> [Move] {
        var reachedBy: [Int: Move] = [:], queue = [start]
        var next = 0
        while next < queue.count {
            let resource = queue[next]
            next += 1
            for place in selection.indices where selection[place] >= 0 {
                let unit = place / width, position = place % width
                guard Int(problem.resource[Int(selection[place])]) == resource, problem.isPlain(unit),
                    !options.room.hasRules(Int(selection[place]), in: problem)
                else { continue }
                for alternative in problem.alternatives(of: slot(unit, position)) {
                    let other = Int(problem.resource[alternative])
                    guard other != start, reachedBy[other] == nil, !options.room.hasRules(alternative, in: problem)
                    else { continue }
                    reachedBy[other] = Move(unit: unit, position: position, alternative: alternative)
                    if options.room.has(alternative, in: problem) { return moves(to: other, reachedBy) }
                    queue.append(other)
                }
            }
        }
        return []
    }

    private func moves(to end: Int, _ reachedBy: [Int: Move]) -> [Move] {
        var moves: [Move] = []
        var at = end
        while let move = reachedBy[at] {
            moves.append(move)
            at = Int(problem.resource[Int(selection[move.unit * width + move.position])])
        }
        return moves
    }
}

/// What is left of upper limits and of side rules.
private struct Room {
    private var left: [Int]
    private var leftOfRule: [Int]
    /// By original number: the terms of an alternative are `terms[start[a] ..< start[a + 1]]`; empty without rules.
    private var start: [Int32] = []
    private var terms: [(rule: Int32, coefficient: Int32)] = []

    init(_ problem: AssignmentProblem) {
        left = problem.upperLimit.map { $0 ?? .max }
        leftOfRule = problem.sideRules.map(\.limit)
        guard !problem.sideRules.isEmpty else { return }
        start = Array(repeating: 0, count: problem.alternativeCount + 1)
        for rule in problem.sideRules { for term in rule.terms { start[Int(term.alternative) + 1] += 1 } }
        for place in start.indices.dropFirst() { start[place] += start[place - 1] }
        terms = Array(repeating: (0, 0), count: Int(start.last!))
        var end = start
        for (number, rule) in problem.sideRules.enumerated() {
            for term in rule.terms {
                terms[Int(end[Int(term.alternative)])] = (Int32(number), term.coefficient)
                end[Int(term.alternative)] += 1
            }
        }
    }

    private func terms(of alternative: Int, _ problem: AssignmentProblem) -> Range<Int> {
        guard !start.isEmpty else { return 0..<0 }
        let number = Int(problem.number(of: alternative))
        return Int(start[number])..<Int(start[number + 1])
    }

    func hasRules(_ alternative: Int, in problem: AssignmentProblem) -> Bool {
        !terms(of: alternative, problem).isEmpty
    }

    func isOverfull(_ resource: Int) -> Bool { left[resource] < 0 }

    @inline(__always)
    func has(_ alternative: Int, in problem: AssignmentProblem) -> Bool {
        guard left[Int(problem.resource[alternative])] >= problem.seats(alternative) else { return false }
        return terms(of: alternative, problem).allSatisfy {
            leftOfRule[Int(terms[$0].rule)] >= Int(terms[$0].coefficient)
        }
    }

    mutating func take(_ alternative: Int, in problem: AssignmentProblem) { change(alternative, by: -1, problem) }

    mutating func leave(_ alternative: Int, in problem: AssignmentProblem) { change(alternative, by: 1, problem) }

    private mutating func change(_ alternative: Int, by sign: Int, _ problem: AssignmentProblem) {
        let resource = Int(problem.resource[alternative])
        if left[resource] < .max / 2 { left[resource] += sign * problem.seats(alternative) }
        for term in terms(of: alternative, problem) {
            leftOfRule[Int(terms[term].rule)] += sign * Int(terms[term].coefficient)
        }
    }
}

/// A cost over alternatives with room left.
private struct RoomCost: OptionCost {
    let cost: FloatCost
    let problem: AssignmentProblem
    var room: Room

    func hasRoom(_ option: [Int]) -> Bool { option.allSatisfy { room.has($0, in: problem) } }

    // Nothing is left out: who has room decides.
    var floor: Double { -.infinity }
    func totalFloor(from level: Int) -> Double { -.infinity }
    func alternative(_ alternative: Int) -> Double { cost.price(alternative, in: problem) }
    func joint(_ alternative: Int) -> Double { cost.jointPrice(alternative, in: problem) }
    func total(_ level: Int) -> Double { cost.total(level) }
    func isOpen(_ alternative: Int) -> Bool { room.has(alternative, in: problem) }
}

/// The cheapest selection of a circle that keeps the circle's rules.
///
/// Everybody takes what is cheapest for them; where that breaks a rule, one of those whom it counts must be elsewhere.
/// One case for each of them, in which those before stay: whoever it costs most to move is kept first.
///
/// *Hints* are prices on the circle's own rules, from a relaxation. A selection that keeps the rules costs at least what
/// it costs with them, less price times limit: so with good hints most choices are right from the start, and bounds are
/// close. A choice that keeps the rules but leaves room in one with a price may still not be the cheapest: then that price is
/// dropped and everybody chooses again.
struct CircleSearch {
    enum Outcome {
        case least(Int128)
        /// No selection keeps the rules.
        case none
        /// More steps than allowed.
        case tooHard
    }

    private let problem: AssignmentProblem
    /// With the hints.
    private var cost: WholeOptionCost
    private var scratch: KernelScratch<Int128>
    /// Most circles take one step, some a few hundred.
    var mostSteps = 20_000
    private(set) var steps = 0
    /// The selection found last, per member of its circle.
    private(set) var selection: [[Int]] = []
    private var best: Int128?
    private var circle: Circle
    private var hints: [Int128] = []
    /// What the limits of rules with hints take from the cost.
    private var paid: Int128 = 0
    /// Per member of the circle.
    private var least: [Int128] = []
    private var choice: [[Int]] = []
    private var isKept: Set<Int> = []

    /// `cost` may have bans, and has the hints of all circles that will be searched.
    init(_ problem: AssignmentProblem, _ cost: WholeOptionCost) {
        self.problem = problem
        self.cost = cost
        if !cost.hasBans { self.cost.banned = Array(repeating: false, count: problem.alternativeCount) }
        self.cost.hasBans = true
        scratch = KernelScratch(widestOption: problem.widestOption)
        circle = Circle(units: [], rules: [], limits: [], terms: [])
    }

    /// `hints`: per rule of the circle, at least 0.
    mutating func run(_ circle: Circle, hints: [Int128]) -> Outcome {
        precondition(hints.allSatisfy { $0 >= 0 }, "a price below 0 is no bound")
        self.circle = circle
        self.hints = hints
        steps = 0
        best = nil
        paid = zip(hints, circle.limits).reduce(0) { $0 + $1.0 * Int128($1.1) }
        least = Array(repeating: 0, count: circle.units.count)
        choice = Array(repeating: [], count: circle.units.count)
        guard chooseAgain(circle.units.indices) else { return .none }
        explore(least.reduce(0, +))
        if steps > mostSteps { return .tooHard }
        return best.map { .least($0) } ?? .none
    }

    /// The cheapest options of some members; false where one has none.
    private mutating func chooseAgain(_ members: some Sequence<Int>) -> Bool {
        for member in members {
            guard let value = problem.cheapest(circle.units[member], priced: cost, &scratch) else { return false }
            least[member] = value
            choice[member] = scratch.option
        }
        return true
    }

    /// `sum`: of what members choose.
    private mutating func explore(_ sum: Int128) {
        steps += 1
        if let best, sum - paid >= best { return }
        guard steps <= mostSteps else { return }
        let rooms = rooms()
        let worst = rooms.indices.min { rooms[$0] < rooms[$1] }!
        guard rooms[worst] < 0 else {
            take(sum, rooms)
            return
        }
        let broken = circle.terms[worst].filter { choice[$0.member].contains($0.alternative) }
        let moves = moves(broken)
        if let best, let more = leastIncrease(moves, toMove: -rooms[worst]), sum - paid + more >= best { return }
        var fixed = 0
        for term in broken where isKept.contains(term.alternative) { fixed += term.coefficient }
        var kept: [Int] = []
        for move in moves {
            guard fixed <= circle.limits[worst] else { break }
            explore(move, sum)
            isKept.insert(move.term.alternative)
            kept.append(move.term.alternative)
            fixed += move.term.coefficient
        }
        for alternative in kept { isKept.remove(alternative) }
    }

    private mutating func explore(_ move: Move, _ sum: Int128) {
        guard let value = move.value else { return }
        let term = move.term, own = (least[term.member], choice[term.member])
        cost.banned[term.alternative] = true
        (least[term.member], choice[term.member]) = (value, move.option)
        explore(sum - own.0 + value)
        (least[term.member], choice[term.member]) = own
        cost.banned[term.alternative] = false
    }

    /// How much room each rule leaves; below 0 where it is broken.
    private func rooms() -> [Int] {
        circle.terms.enumerated().map { rule, terms in
            terms.reduce(circle.limits[rule]) {
                choice[$1.member].contains($1.alternative) ? $0 - $1.coefficient : $0
            }
        }
    }

    /// A choice that keeps all rules; where it may not be the cheapest, goes on without the hints that mislead.
    private mutating func take(_ sum: Int128, _ rooms: [Int]) {
        let misleading = rooms.indices.filter { rooms[$0] > 0 && hints[$0] > 0 }
        let value = misleading.reduce(sum - paid) { $0 + hints[$1] * Int128(rooms[$1]) }
        if best.map({ value < $0 }) ?? true {
            best = value
            selection = choice
        }
        guard !misleading.isEmpty, sum - paid < best! else { return }
        let before = (hints, paid, least, choice)
        for rule in misleading { change(rule, by: -hints[rule]) }
        if chooseAgain(circle.units.indices) { explore(least.reduce(0, +)) }
        for rule in misleading { change(rule, by: before.0[rule]) }
        (hints, paid, least, choice) = before
    }

    private mutating func change(_ rule: Int, by amount: Int128) {
        hints[rule] += amount
        paid += amount * Int128(circle.limits[rule])
        for term in circle.terms[rule] {
            cost.pay(amount * Int128(term.coefficient), moreFor: Int32(term.alternative))
        }
    }

    // MARK: Moves

    /// A unit made to be elsewhere than where a term counts it.
    private struct Move {
        let term: Circle.Term
        /// What the unit then costs at least, and by which option; nil where it has none.
        let value: Int128?
        let option: [Int]
        /// How much more that is; the most there is where it has none.
        let increase: Int128
    }

    /// Everybody who may be moved, the dearest first.
    private mutating func moves(_ broken: [Circle.Term]) -> [Move] {
        var moves: [Move] = []
        for term in broken where !isKept.contains(term.alternative) {
            cost.banned[term.alternative] = true
            let value = problem.cheapest(circle.units[term.member], priced: cost, &scratch)
            cost.banned[term.alternative] = false
            moves.append(
                Move(
                    term: term, value: value, option: value == nil ? [] : scratch.option,
                    increase: value.map { $0 - least[term.member] } ?? .max))
        }
        return moves.sorted { ($0.increase, $1.term.alternative) > ($1.increase, $0.term.alternative) }
    }

    /// What it costs at least to bring the use of a rule down by so much; nil where that cannot be told.
    ///
    /// Of members with one term each, as many must move as it takes when those who count most do.
    private func leastIncrease(_ moves: [Move], toMove excess: Int) -> Int128? {
        guard Set(moves.map(\.term.member)).count == moves.count else { return nil }
        var rest = excess, needed = 0
        for coefficient in moves.map(\.term.coefficient).sorted(by: >) where rest > 0 {
            rest -= coefficient
            needed += 1
        }
        var more: Int128 = 0
        // The dearest come first.
        for move in moves.suffix(needed) {
            guard move.value != nil else { return nil }
            more += move.increase
        }
        return more
    }
}

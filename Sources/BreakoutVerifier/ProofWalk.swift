import BreakoutModel

/// Why a proof proves nothing.
struct ProofFault: Error {
    let violation: Violation
}

/// Walks through the tree of one stage's proof and works out what it proves.
///
/// The tree is walked with a stack of its own, so that a tree of any depth is refused rather than overflowing ours.
struct ProofWalk {
    static let deepestTree = 10_000

    private let book: ProofBook

    /// One side of a branch.
    private enum Side: Equatable {
        case place(Restriction)
        case session(Int, isHeld: Bool)
    }

    private let stage: Int
    private var search: CheapestOption
    private var weights: CoverWeights
    /// The last leaf, with what everybody costs at its prices without restrictions: the leaves of a tree often share their
    /// prices, and restrict a few people each.
    private var last: Priced?
    /// Of the last leaf that named rules.
    private var joint: JointChoices?
    private let mostCases: Int

    /// What every unit costs at the prices of a leaf, and all of them together: nil where there is no option left.
    private struct Priced {
        let prices: [RowPrice]
        let states: SessionStates
        let jointly: JointChoices
        let costs: LeafCosts
        /// By the unit's first member; 0 for the others, and for units of a circle.
        var units: [Int128?]
        var sum: Int128?
        /// By circle, as far as that was asked for: a circle that is restricted everywhere is never searched without that.
        var circles: [Int: Int128?] = [:]
    }

    init(book: ProofBook, stage: Int, mostCases: Int = JointChoices.mostCases) {
        self.book = book
        self.stage = stage
        self.mostCases = mostCases
        search = CheapestOption(
            table: book.table, largestTotalRegret: book.stageLimits.largestTotalRegret)
        weights = CoverWeights(book: book)
    }

    /// The least whole cost that any allocation could have, as proven; nil when the tree proves that none exists.
    mutating func prove(_ root: ProofNode) throws(ProofFault) -> Int128? {
        var stack: [(node: ProofNode, depth: Int, known: Int, side: Side?)] = [(root, 0, 0, nil)]
        var path: [Side] = []
        var proven: Int128?
        while let (node, depth, known, side) = stack.popLast() {
            path.removeLast(path.count - known)
            if let side, !path.contains(side) { path.append(side) }
            guard depth <= ProofWalk.deepestTree else {
                throw ProofFault(violation: .proofTooDeep(book.name(stage), limit: ProofWalk.deepestTree))
            }
            switch node {
            case .branch(let attendee, let session, let yes, let no):
                let person = try book.attendee(attendee), place = try book.session(session)
                for (child, isThere) in [(no, false), (yes, true)] {
                    let side = Restriction(attendee: person, session: place, isThere: isThere)
                    stack.append((child, depth + 1, path.count, .place(side)))
                }
            case .cancellation(let id, let held, let cancelled):
                let session = try book.session(id)
                guard book.event.sessions[session].cancellable else {
                    throw ProofFault(violation: .notCancellable(book.name(stage), session: id))
                }
                for (child, isHeld) in [(cancelled, false), (held, true)] {
                    stack.append((child, depth + 1, path.count, .session(session, isHeld: isHeld)))
                }
            case .leaf(let denominator, let prices, let jointly):
                if let bound = try bound(denominator, prices, jointly, path) { proven = min(proven ?? bound, bound) }
            }
        }
        return proven
    }

    private mutating func bound(
        _ denominator: Int128, _ prices: [RowPrice], _ jointly: [JointRule], _ path: [Side]
    ) throws(ProofFault) -> Int128? {
        do {
            return try roundedBound(denominator, prices, jointly, path)
        } catch let fault as ProofFault {
            throw fault
        } catch {
            throw ProofFault(violation: .overflow(book.name(stage)))
        }
    }

    private mutating func roundedBound(
        _ denominator: Int128, _ prices: [RowPrice], _ jointly: [JointRule], _ path: [Side]
    ) throws -> Int128? {
        var states = SessionStates()
        var places: [Restriction] = []
        for side in path {
            switch side {
            case .place(let restriction): places.append(restriction)
            case .session(let session, isHeld: true): states.held.insert(session)
            case .session(let session, isHeld: false): states.cancelled.insert(session)
            }
        }
        try price(denominator, prices, jointly, states)
        // Who has no option left has none when more is decided.
        guard var leaf = last, let unrestricted = leaf.sum, let holding = try leaf.costs.leastHolding(states) else {
            return nil
        }
        var sum = try Exact.sum(unrestricted, holding)
        let restrictions = Dictionary(grouping: places, by: \.attendee)
        let restricted = Set(restrictions.keys.map { book.unitOf[$0] })
        for unit in restricted where leaf.jointly.circle(of: unit) == nil {
            guard let cost = try book.cost(of: unit, at: leaf.costs, restrictions, states, search: &search) else {
                return nil
            }
            sum = try Exact.sum(sum, Exact.difference(cost, leaf.units[unit] ?? 0))
        }
        let touched = Set(restricted.compactMap(leaf.jointly.circle))
        for circle in leaf.jointly.circles.indices {
            let cost: Int128?
            if touched.contains(circle) {
                cost = try leaf.jointly.cost(of: circle, at: leaf.costs, restrictions, states)
            } else if let known = leaf.circles[circle] {
                cost = known
            } else {
                cost = try leaf.jointly.cost(of: circle, at: leaf.costs, [:], states)
                leaf.circles.updateValue(cost, forKey: circle)
                last = leaf
            }
            guard let cost else { return nil }
            sum = try Exact.sum(sum, cost)
        }
        return Exact.ceilingOfQuotient(try Exact.difference(sum, leaf.costs.limits), denominator)
    }

    /// Puts in `last` what every unit costs when nothing is decided about anybody.
    private mutating func price(
        _ denominator: Int128, _ prices: [RowPrice], _ jointly: [JointRule], _ states: SessionStates
    ) throws {
        if let last, last.costs.denominator == denominator, last.states == states, last.prices == prices,
            last.jointly.jointly == jointly
        {
            return
        }
        let choices: JointChoices
        if let joint, joint.jointly == jointly {
            choices = joint
        } else {
            choices = try JointChoices(jointly, book: book, stage: stage, mostCases: mostCases)
            joint = choices
        }
        let costs = try book.costs(denominator: denominator, prices: prices, stage: stage, weights: &weights)
        var units = try plainCosts(at: costs, states)
        for person in units.indices {
            if choices.circle(of: book.unitOf[person]) != nil {
                units[person] = 0
            } else if !book.plain.contains(person) {
                units[person] =
                    book.unitOf[person] == person
                    ? try book.cost(of: person, at: costs, [:], states, search: &search) : 0
            }
        }
        var sum: Int128? = 0
        for unit in units {
            guard let unit, let before = sum else {
                sum = nil
                break
            }
            sum = try Exact.sum(before, unit)
        }
        last = Priced(prices: prices, states: states, jointly: choices, costs: costs, units: units, sum: sum)
    }

    /// By attendee; nil for those who have no option left, or are not plain.
    private func plainCosts(at costs: LeafCosts, _ states: SessionStates) throws -> [Int128?] {
        let plain = book.plain
        let pieces = Parallel.map(book.event.attendees.count) { people in
            Result { () throws(Overflow) in try plain.costs(of: people, at: costs, states: states) }
        }
        var units: [Int128?] = []
        units.reserveCapacity(book.event.attendees.count)
        for piece in pieces { units += try piece.get() }
        return units
    }
}

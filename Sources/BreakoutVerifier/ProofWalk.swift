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
    /// The prices of the last leaf with the units' costs at them, without restrictions: the leaves of a tree often
    /// share their prices, and restrict a few people each.
    private var last: (prices: [RowPrice], states: SessionStates, costs: LeafCosts, units: UnitCosts)?

    /// What every unit costs, and all of them together: nil where there is no option left.
    private struct UnitCosts {
        /// By the unit's first member; 0 for the others.
        var units: [Int128?]
        var sum: Int128?
    }

    init(book: ProofBook, stage: Int) {
        self.book = book
        self.stage = stage
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
            case .leaf(let denominator, let prices, _):
                if let bound = try bound(denominator, prices, path) { proven = min(proven ?? bound, bound) }
            }
        }
        return proven
    }

    private mutating func bound(
        _ denominator: Int128, _ prices: [RowPrice], _ path: [Side]
    ) throws(ProofFault) -> Int128? {
        do {
            return try roundedBound(denominator, prices, path)
        } catch let fault as ProofFault {
            throw fault
        } catch {
            throw ProofFault(violation: .overflow(book.name(stage)))
        }
    }

    private mutating func roundedBound(
        _ denominator: Int128, _ prices: [RowPrice], _ path: [Side]
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
        let (costs, free) = try unrestricted(denominator, prices, states)
        // Who has no option left has none when more is decided.
        guard let unrestricted = free.sum, let holding = try costs.leastHolding(states) else { return nil }
        var sum = try Exact.sum(unrestricted, holding)
        let restrictions = Dictionary(grouping: places, by: \.attendee)
        for unit in Set(restrictions.keys.map { book.unitOf[$0] }) {
            guard let restricted = try book.cost(of: unit, at: costs, restrictions, states, search: &search) else {
                return nil
            }
            sum = try Exact.sum(sum, Exact.difference(restricted, free.units[unit] ?? 0))
        }
        return Exact.ceilingOfQuotient(try Exact.difference(sum, costs.limits), denominator)
    }

    /// What every unit costs when nothing is decided about anybody.
    private mutating func unrestricted(
        _ denominator: Int128, _ prices: [RowPrice], _ states: SessionStates
    ) throws -> (LeafCosts, UnitCosts) {
        if let last, last.costs.denominator == denominator, last.states == states, last.prices == prices {
            return (last.costs, last.units)
        }
        let costs = try book.costs(
            denominator: denominator, prices: prices, stage: stage, weights: &weights)
        var units = try plainCosts(at: costs, states)
        for person in units.indices where !book.plain.contains(person) {
            units[person] =
                book.unitOf[person] == person ? try book.cost(of: person, at: costs, [:], states, search: &search) : 0
        }
        var sum: Int128? = 0
        for unit in units {
            guard let unit, let before = sum else {
                sum = nil
                break
            }
            sum = try Exact.sum(before, unit)
        }
        let result = UnitCosts(units: units, sum: sum)
        last = (prices, states, costs, result)
        return (costs, result)
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

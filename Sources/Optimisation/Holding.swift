// Resources that are held, keeping their lower limit, or have no users.
//
// Problem. "At least 8 people or none" is no row. Left out until it is decided, it leaves a relaxation that spreads people
// over more sessions than can be held: 3 to 8 % below the best value with forty such sessions.
//
// Idea. Whether a resource is held is one more unit with two options that cost nothing: held, and cancelled. With h the
// amount of "held" the limits are rows of all units,
//
//     users - upper limit · h <= 0,     lower limit · h - users <= 0,     and for each person  (person there) - h <= 0;
//
// the last kind is added where it is broken. A decision is then a branching on that unit like any other.
extension AssignmentProblem {
    /// The same problem with a unit for each cancellable resource, behind all others: its alternatives are a resource of
    /// its own, by which held is told, and another that is nowhere. Numbers of units and alternatives stay as they are.
    func withHoldingUnits() -> AssignmentProblem {
        let cancellable = isCancellable.indices.filter { isCancellable[$0] }
        guard !cancellable.isEmpty else { return self }
        let more = cancellable.count + 1, nobody = resourceCount + cancellable.count
        var pairs: [(Int, Int)] = []
        for a in 0..<resourceCount {
            for b in a..<resourceCount where conflicts[a * resourceCount + b] { pairs.append((a, b)) }
        }
        var result = AssignmentProblem(
            upperLimit: upperLimit + Array(repeating: nil, count: more),
            lowerLimit: lowerLimit + Array(repeating: 0, count: more),
            isCancellable: isCancellable + Array(repeating: false, count: more), conflicts: pairs)
        result.takeUnits(of: self)
        result.holdingUnit = Array(repeating: -1, count: result.resourceCount)
        result.heldBy = result.holdingUnit
        result.holdingResource = result.holdingUnit
        for (place, resource) in cancellable.enumerated() {
            result.holdingUnit[resource] = result.unitCount
            result.heldBy[resourceCount + place] = resource
            result.holdingResource[resource] = resourceCount + place
            let slot = Slot(
                round: -1,
                alternatives: [.init(resource: resourceCount + place, level: 0), .init(resource: nobody, level: 0)])
            result.addUnit(variants: [Variant(slots: [slot])])
        }
        return result
    }

    private mutating func takeUnits(of other: AssignmentProblem) {
        variantStart = other.variantStart
        slotStart = other.slotStart
        alternativeStart = other.alternativeStart
        resource = other.resource
        level = other.level
        label = other.label
        weight = other.weight
        numbers = other.numbers
        round = other.round
        people = other.people
        tailStart = other.tailStart
        isSettled = other.isSettled
        hasConflicts = other.hasConflicts
        requirements = other.requirements
        joint = other.joint
        peopleCount = other.peopleCount
        levelCeiling = other.levelCeiling
        widestOption = other.widestOption
        sideRules = other.sideRules
        nowhere = other.nowhere
    }

    /// The resource that is used where a cancellable one is held; nil for others.
    @inline(__always)
    func holding(of resource: Int) -> Int? {
        guard !holdingUnit.isEmpty, holdingUnit[resource] >= 0 else { return nil }
        return holdingResource[resource]
    }

    func isHoldingUnit(_ unit: Int) -> Bool {
        !heldBy.isEmpty && heldBy[Int(resource[alternatives(ofUnit: unit).lowerBound])] >= 0
    }

    /// The alternative that says that a cancellable resource is held (or the other one); nil where the problem leaves
    /// no such choice.
    func alternative(holding resource: Int, _ isHeld: Bool) -> Int? {
        alternatives(ofUnit: holdingUnit[resource]).first { (heldBy[Int(self.resource[$0])] == resource) == isHeld }
    }
}

/// "Where a person of a unit is there, the resource is held."
public struct Attendance: Hashable, Sendable {
    public var unit: Int
    public var person: Int
    public var resource: Int
    /// By original number: the person's alternatives there, and the one that says that the resource is held.
    var alternatives: [Int32]
    var held: Int32

    /// The row that it is.
    var sideRule: SideRule { SideRule(id: -1, limit: 0, terms: alternatives.map { ($0, 1) } + [(held, -1)]) }

    /// An order that does not depend on how they were found.
    public static func precedes(_ a: Attendance, _ b: Attendance) -> Bool {
        (a.resource, a.unit, a.person) < (b.resource, b.unit, b.person)
    }
}

/// Finds people who are, by parts, more at a resource than it is held.
struct AttendanceSearch: Sendable {
    private struct Source: Sendable {
        let resource: Int
        let held: Int32
        let users: [(unit: Int, person: Int, alternatives: [Int32])]
    }

    private let sources: [Source]

    var isEmpty: Bool { sources.isEmpty }

    /// `problem` is the problem as first built.
    init(_ problem: AssignmentProblem) {
        guard !problem.holdingUnit.isEmpty else {
            sources = []
            return
        }
        var users = [[(unit: Int, person: Int, alternatives: [Int32])]](repeating: [], count: problem.resourceCount)
        for unit in 0..<problem.unitCount
        where problem.heldBy[Int(problem.resource[problem.alternatives(ofUnit: unit).lowerBound])] < 0 {
            var own: [Int: [Int: [Int32]]] = [:]
            for variant in problem.variants(of: unit) {
                for slot in problem.slots(of: variant) {
                    let person = problem.people[slot].trailingZeroBitCount
                    for alternative in problem.alternatives(of: slot) {
                        let resource = Int(problem.resource[alternative])
                        guard problem.holdingUnit[resource] >= 0 else { continue }
                        own[resource, default: [:]][person, default: []].append(Int32(alternative))
                    }
                }
            }
            for (resource, people) in own {
                for (person, alternatives) in people.sorted(by: { $0.key < $1.key }) {
                    users[resource].append((unit, person, alternatives))
                }
            }
        }
        // Without a lower limit, and without anybody who is elsewhere only when it is cancelled, holding costs nothing.
        let needed = Set(problem.requirements.values.joined())
        sources = problem.holdingUnit.indices.compactMap { resource in
            guard problem.holdingUnit[resource] >= 0, problem.lowerLimit[resource] > 0 || needed.contains(resource),
                let held = problem.alternative(holding: resource, true)
            else { return nil }
            return Source(resource: resource, held: Int32(held), users: users[resource])
        }
    }

    /// Of each resource the few people who break their row most.
    func broken(by amounts: [Double]) -> [Attendance] {
        sources.flatMap { source in
            let held = amounts[Int(source.held)]
            guard held < 1 - 1e-4 else { return [Attendance]() }
            let uses = source.users.map { user in user.alternatives.reduce(0) { $0 + amounts[Int($1)] } }
            let worst = uses.indices.filter { uses[$0] > held + 1e-4 }.sorted { (uses[$1], $0) < (uses[$0], $1) }
            return worst.prefix(3).map { place in
                let user = source.users[place]
                return Attendance(
                    unit: user.unit, person: user.person, resource: source.resource, alternatives: user.alternatives,
                    held: source.held)
            }
        }
    }
}

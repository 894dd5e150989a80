import BreakoutModel
import Optimisation

/// Puts units into a problem, each the shortest way that its people allow.
struct UnitGathering: Sendable {
    var problem: AssignmentProblem
    /// Nil where everybody must go the long way.
    var plain: PlainUnits?
    /// Whether people who stay together are a unit for each set of rounds that nothing ties to their others.
    let byRound: Bool
    /// Per unit of the problem the people in it.
    private(set) var units: [[AttendeeIndex]] = []
    /// People who should stay together and cannot.
    private(set) var shut: [[AttendeeIndex]] = []

    init(problem: AssignmentProblem, plain: PlainUnits?, byRound: Bool) {
        self.problem = problem
        self.plain = plain
        self.byRound = byRound
    }

    /// So many units make a piece: their part of the problem is small beside a core's memory.
    private static let unitsInPiece = 1 << 12

    /// On all cores: consecutive units go to a gathering of their own, which is joined to this one while others are
    /// filled. All of them at a time would be as large as the problem itself.
    mutating func add(_ everybody: [[AttendeeIndex]], _ builder: UnitBuilder) {
        let empty = self
        plain?.reserve(units: everybody.count, in: &problem)
        Parallel.forEach(everybody.count, piece: UnitGathering.unitsInPiece) { places in
            var piece = empty
            piece.plain?.reserve(units: places.count, in: &piece.problem)
            for place in places { piece.add(everybody[place], builder) }
            return piece
        } take: { piece in
            problem.append(piece.problem)
            units += piece.units
            shut += piece.shut
            return true
        }
    }

    private mutating func add(_ people: [AttendeeIndex], _ builder: UnitBuilder) {
        if people.count == 1, let isPlaced = plain?.add(people[0], to: &problem) {
            if isPlaced { units.append(people) }
        } else if let variants = builder.variants(of: people) {
            add(people, variants)
        } else {
            shut.append(people)
        }
    }

    private mutating func add(_ people: [AttendeeIndex], _ variants: [AssignmentProblem.Variant]) {
        if variants.isEmpty { return }
        guard byRound && people.count > 1 && variants.count == 1 else {
            problem.addUnit(variants: variants, peopleCount: people.count)
            units.append(people)
            return
        }
        for slots in problem.independentParts(of: variants[0].slots) {
            problem.addUnit(variants: [.init(slots: slots)], peopleCount: people.count)
            units.append(people)
        }
    }
}

/// One side of a branching.
enum Branching: Hashable, Sendable {
    /// A person of a unit is at a resource in a round, or is not.
    case place(unit: Int, person: Int, round: Int, resource: Int, isTaken: Bool)
    /// A cancellable resource is held, keeping its lower limit, or has no users.
    case resource(Int, isHeld: Bool)

    var otherSide: Branching {
        switch self {
        case .place(let unit, let person, let round, let resource, let isTaken):
            .place(unit: unit, person: person, round: round, resource: resource, isTaken: !isTaken)
        case .resource(let resource, let isHeld): .resource(resource, isHeld: !isHeld)
        }
    }
}

extension AssignmentProblem {
    /// The alternatives that a side of a branching excludes. To exclude a variant, the alternatives of its first slot
    /// are.
    func excluded(by branching: Branching) -> [Int] {
        switch branching {
        case .place(let unit, let person, let round, let resource, let isTaken):
            return excluded(unit, person, round, resource, isTaken)
        case .resource(let resource, isHeld: false):
            return (0..<alternativeCount).filter {
                Int(self.resource[$0]) == resource || heldBy[Int(self.resource[$0])] == resource
            }
        case .resource(let resource, isHeld: true):
            return requirements.sorted { $0.key < $1.key }.filter { $0.value.contains(resource) }.flatMap {
                alternatives(of: slots(of: $0.key).lowerBound)
            } + [alternative(holding: resource, false)].compactMap(\.self)
        }
    }

    private func excluded(_ unit: Int, _ person: Int, _ round: Int, _ resource: Int, _ isTaken: Bool) -> [Int] {
        variants(of: unit).flatMap { variant -> [Int] in
            let slot = slots(of: variant).first {
                Int(self.round[$0]) == round && people[$0] & (1 << UInt32(person)) != 0
            }
            guard let slot else { return isTaken ? Array(alternatives(of: slots(of: variant).lowerBound)) : [] }
            return alternatives(of: slot).filter { (Int(self.resource[$0]) == resource) != isTaken }
        }
    }
}

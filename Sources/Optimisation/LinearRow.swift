/// A row over all units, `sum of coefficients of the chosen options <= limit`, with a slack of its own.
struct LinearRow: Sendable {
    enum Kind: Sendable {
        /// Coefficient 1 where an option uses the resource. Where it may be cancelled, minus its limit where it is held,
        /// and the row's limit is 0.
        case upper(resource: Int)
        /// Coefficient -1 where an option uses the resource; the limit is minus the lower limit. Where it may be
        /// cancelled, its limit where it is held, and the row's limit is 0.
        case lower(resource: Int)
        /// Coefficients as in the side rule at this place.
        case side(Int)
        /// Coefficient 1 where the person is there, -1 where the resource is held.
        case attendance(Attendance)
        /// Coefficient 1 where a member of the cover uses the rule's resource.
        case cover(Cover)
        /// Coefficient: the cost of an earlier stage; the limit is the value that stage reached.
        case stage(Int)
    }

    var kind: Kind
    var limit: Int
    /// Whether the slack must be 0: an earlier stage's proof leaves no other way.
    var isEquality = false

    /// Whether it is a limit of one resource.
    var isLimit: Bool {
        switch kind {
        case .upper, .lower: true
        case .side, .attendance, .cover, .stage: false
        }
    }
}

extension AssignmentProblem {
    /// The side rule that a row is; nil where it is none.
    func sideRule(of kind: LinearRow.Kind) -> SideRule? {
        switch kind {
        case .side(let rule): sideRules[rule]
        case .cover(let cover): cover.sideRule
        case .attendance(let attendance): attendance.sideRule
        case .upper, .lower, .stage: nil
        }
    }
}

import BreakoutModel

/// One thing that is wrong with an answer or with its proof.
public struct Violation: Hashable, Sendable {
    /// Stable, lower case with hyphens: `session-over-capacity`.
    public let code: String
    /// Names the people, sessions and numbers concerned; one sentence without a full stop.
    public let message: Bilingual

    public init(code: String, message: Bilingual) {
        self.code = code
        self.message = message
    }
}

/// Something that was looked at, and how often: what an "accepted" rests on.
public struct Check: Hashable, Sendable {
    public let name: Bilingual
    /// How many things were compared.
    public let count: Int

    public init(name: Bilingual, count: Int) {
        self.name = name
        self.count = count
    }
}

/// The outcome of checking an answer.
public struct Verification: Sendable {
    /// In the order in which they were found: the records first, then the numbers, then the proof.
    public let violations: [Violation]
    public let checks: [Check]

    /// Whether nothing at all was wrong.
    public var accepted: Bool { violations.isEmpty }

    public init(violations: [Violation], checks: [Check]) {
        self.violations = violations
        self.checks = checks
    }
}

/// What the checks write down while they go.
struct Findings: Sendable {
    private(set) var violations: [Violation] = []
    private(set) var checks: [Check] = []

    mutating func add(_ violation: Violation) { violations.append(violation) }

    mutating func add(_ violation: Violation, unless fine: Bool) {
        if !fine { violations.append(violation) }
    }

    mutating func add(_ other: Findings) {
        violations += other.violations
        checks += other.checks
    }

    mutating func looked(at name: Bilingual, _ count: Int) { checks.append(Check(name: name, count: count)) }

    /// Looks at consecutive pieces of `0..<count` on all cores; what is found is in the order of the pieces. Returns the
    /// sum of what `look` returns.
    @discardableResult mutating func add(
        lookingAt count: Int, _ look: @escaping @Sendable (Range<Int>, inout Findings) -> Int
    ) -> Int {
        let pieces = Parallel.map(count) { places in
            var findings = Findings()
            let number = look(places, &findings)
            return (number: number, violations: findings.violations)
        }
        violations += pieces.flatMap(\.violations)
        return pieces.reduce(0) { $0 + $1.number }
    }

    var verification: Verification { Verification(violations: violations, checks: checks) }
}

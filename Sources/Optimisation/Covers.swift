// Covers: what a side rule says about units of several people.
//
// Problem. "At most 2 of an organisation in a session" is `2 x_pair + x_a + x_b + ... <= 2`. A relaxation takes half of the
// pair and two halves of others; rows of that kind leave large gaps, and branching closes them one by one.
//
// Idea (cover inequalities; Balas 1975, Wolsey 1975). Where any k + 1 of some units together exceed the limit, at most k of
// them are there: `x_pair + x_a <= 1`. No whole selection breaks it, the relaxation does.
//
// Which. For each k the units of which any k + 1 are too many by their size alone, and then the others, those used most
// first, as long as any k + 1 stay too many. With two sizes that finds the most broken cover of its k.
//
// Cost: a pass over the members of each side rule that has somebody of weight 2 or more, for each k below the limit.

/// At most `limit` of some units use a side rule's resource: any more of them would exceed the rule's own limit.
public struct Cover: Hashable, Sendable {
    /// One person of the unit stands for all who come along with them.
    public struct Member: Hashable, Sendable {
        public var unit: Int
        public var person: Int
    }

    /// The place of the rule in `AssignmentProblem.sideRules`.
    public var rule: Int
    public var limit: Int
    public var members: [Member]
    /// By original number: where one of the members uses the resource.
    var alternatives: [Int32]

    /// The row that it is.
    var sideRule: SideRule { SideRule(id: -1, limit: limit, terms: alternatives.map { ($0, 1) }) }

    /// An order that does not depend on how they were found.
    public static func precedes(_ a: Cover, _ b: Cover) -> Bool {
        (a.rule, a.limit) != (b.rule, b.limit)
            ? (a.rule, a.limit) < (b.rule, b.limit) : a.alternatives.lexicographicallyPrecedes(b.alternatives)
    }
}

/// Rows that follow from rules and that a relaxation may break.
struct CutSearch: Sendable {
    let covers: CoverSearch
    let attendances: AttendanceSearch

    var isEmpty: Bool { covers.isEmpty && attendances.isEmpty }

    /// `problem` is the problem as first built.
    init(_ problem: AssignmentProblem) {
        covers = CoverSearch(problem)
        attendances = AttendanceSearch(problem)
    }
}

/// Finds covers that a relaxation breaks.
struct CoverSearch: Sendable {
    /// A side rule in which some unit weighs 2 or more.
    private struct Source: Sendable {
        let rule: Int
        let limit: Int
        let members: [Candidate]
    }

    private struct Candidate: Sendable {
        let member: Cover.Member
        /// How much of the limit the unit takes at least when it is there.
        let weight: Int
        let alternatives: [Int32]
    }

    private let sources: [Source]

    var isEmpty: Bool { sources.isEmpty }

    /// `problem` is the problem as first built.
    init(_ problem: AssignmentProblem) {
        sources = problem.sideRules.indices.compactMap { index in
            let rule = problem.sideRules[index]
            guard rule.isOfOnePlace, rule.terms.contains(where: { $0.coefficient > 1 }) else { return nil }
            let byUnit = Dictionary(grouping: rule.terms) { problem.unit(ofAlternative: Int($0.alternative)) }
            let members = byUnit.sorted { $0.key < $1.key }.compactMap {
                CoverSearch.candidate($0.key, $0.value, problem)
            }
            guard members.contains(where: { $0.weight > 1 }) else { return nil }
            return Source(rule: index, limit: rule.limit, members: members)
        }
    }

    /// The person of the unit with whom most come along.
    private static func candidate(
        _ unit: Int, _ terms: [(alternative: Int32, coefficient: Int32)], _ problem: AssignmentProblem
    ) -> Candidate? {
        let coefficients = Dictionary(uniqueKeysWithValues: terms.map { ($0.alternative, Int($0.coefficient)) })
        let resources = Set(terms.map { problem.resource[Int($0.alternative)] })
        var best: Candidate?
        for person in 0..<Int(problem.peopleCount[unit]) {
            let uses = problem.alternatives(ofUnit: unit).filter { alternative in
                resources.contains(problem.resource[alternative])
                    && problem.slot(ofAlternative: alternative).people & (1 << UInt32(person)) != 0
            }.map(Int32.init)
            // Where the person alone does not count, they can't stand for those who do.
            guard !uses.isEmpty, uses.allSatisfy({ coefficients[$0] != nil }) else { continue }
            let weight = uses.reduce(Int.max) { min($0, coefficients[$1]!) }
            if weight > best?.weight ?? 0 {
                best = Candidate(member: .init(unit: unit, person: person), weight: weight, alternatives: uses)
            }
        }
        return best
    }

    /// The covers that amounts of alternatives (by original number) break, at most one for each rule and limit.
    func broken(by amounts: [Double]) -> [Cover] {
        sources.flatMap { source in
            let use = source.members.map { $0.alternatives.reduce(0) { $0 + amounts[Int($1)] } }
            return (0..<source.limit).compactMap { cover(source, use, limit: $0) }
        }
    }

    private func cover(_ source: Source, _ use: [Double], limit: Int) -> Cover? {
        // Any limit + 1 units of this weight exceed the rule's limit.
        let heavy = source.limit / (limit + 1) + 1
        var chosen = source.members.indices.filter { source.members[$0].weight >= heavy }
        var weights = chosen.map { source.members[$0].weight }.sorted()
        let others = source.members.indices.filter { source.members[$0].weight < heavy && use[$0] > 1e-6 }
        for other in others.sorted(by: { (use[$1], $0) < (use[$0], $1) }) {
            let weight = source.members[other].weight
            var more = weights
            more.insert(weight, at: more.firstIndex { $0 > weight } ?? more.count)
            guard more.prefix(limit + 1).reduce(0, +) > source.limit || more.count <= limit else { continue }
            weights = more
            chosen.append(other)
        }
        guard chosen.count > limit, chosen.reduce(0, { $0 + use[$1] }) > Double(limit) + 1e-4 else { return nil }
        chosen.sort()
        return Cover(
            rule: source.rule, limit: limit, members: chosen.map { source.members[$0].member },
            alternatives: chosen.flatMap { source.members[$0].alternatives }.sorted())
    }
}

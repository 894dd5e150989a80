// Covers: what a side rule or a small room says about units of several people.
//
// Problem. "At most 2 of an organisation in a session" is `2 x_pair + x_a + x_b + ... <= 2`. A relaxation takes half of the
// pair and two halves of others; rows of that kind leave large gaps, and branching closes them one by one. So does a room
// of 5 seats for groups of 3: a relaxation puts one group and two thirds of another into it, and has to be told room by
// room and group by group that only one fits.
//
// Idea (cover inequalities; Balas 1975, Wolsey 1975). Where any k + 1 of some units together exceed the limit, at most k of
// them are there: `x_pair + x_a <= 1`. No whole selection breaks it, the relaxation does.
//
// Which. For each k the units of which any k + 1 are too many by their size alone, and then the others, those used most
// first, as long as any k + 1 stay too many. With two sizes that finds the most broken cover of its k.
//
// Cost: a pass over the members of each side rule that has somebody of weight 2 or more, for each k below the limit. Of a
// room only those are members who are several people or have no other place, and k stays small: with k groups in a room
// the relaxation is wrong by less than one part in k.

/// At most `limit` of some units use a resource: any more of them would exceed the limit of the row that it follows from.
public struct Cover: Hashable, Sendable {
    /// One person of the unit stands for all who come along with them.
    public struct Member: Hashable, Sendable {
        public var unit: Int
        public var person: Int
    }

    /// The row that it follows from.
    public enum Parent: Hashable, Sendable {
        /// The place in `AssignmentProblem.sideRules`.
        case rule(Int)
        /// The upper limit of a resource.
        case room(resource: Int)

        fileprivate var order: (Int, Int) {
            switch self {
            case .rule(let rule): (0, rule)
            case .room(let resource): (1, resource)
            }
        }
    }

    public var parent: Parent
    public var limit: Int
    public var members: [Member]
    /// By original number: where one of the members uses the resource.
    var alternatives: [Int32]

    /// The row that it is.
    var sideRule: SideRule { SideRule(id: -1, limit: limit, terms: alternatives.map { ($0, 1) }) }

    /// An order that does not depend on how they were found.
    public static func precedes(_ a: Cover, _ b: Cover) -> Bool {
        if a.parent != b.parent { return a.parent.order < b.parent.order }
        return a.limit != b.limit
            ? a.limit < b.limit : a.alternatives.lexicographicallyPrecedes(b.alternatives)
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
    /// A row in which some unit weighs 2 or more.
    private struct Source: Sendable {
        let parent: Cover.Parent
        let limit: Int
        let members: [Candidate]

        /// The numbers of units that it is worth looking for covers of.
        var limits: Range<Int> {
            switch parent {
            case .rule: 0..<limit
            case .room: 0..<min(limit, CoverSearch.largestRoomCover)
            }
        }
    }

    private struct Candidate: Sendable {
        let member: Cover.Member
        /// How much of the limit the unit takes at least when it is there.
        let weight: Int
        let alternatives: [Int32]
    }

    private typealias Terms = [(alternative: Int32, coefficient: Int32)]

    /// Covers of more units than this are not looked for where rooms are concerned.
    private static let largestRoomCover = 16

    private let sources: [Source]

    var isEmpty: Bool { sources.isEmpty }

    /// `problem` is the problem as first built.
    init(_ problem: AssignmentProblem) {
        let rules = problem.sideRules.indices.compactMap { index -> Source? in
            let rule = problem.sideRules[index]
            guard rule.isOfOnePlace, rule.terms.contains(where: { $0.coefficient > 1 }) else { return nil }
            let byUnit = Dictionary(grouping: rule.terms) { problem.unit(ofAlternative: Int($0.alternative)) }
            return CoverSearch.source(.rule(index), limit: rule.limit, byUnit, problem)
        }
        sources = rules + CoverSearch.rooms(problem)
    }

    private static func source(
        _ parent: Cover.Parent, limit: Int, _ byUnit: [Int: Terms], _ problem: AssignmentProblem
    ) -> Source? {
        let members = byUnit.sorted { $0.key < $1.key }.compactMap { candidate($0.key, $0.value, problem) }
        guard members.contains(where: { $0.weight > 1 }) else { return nil }
        return Source(parent: parent, limit: limit, members: members)
    }

    /// The rooms that units of several people may use.
    private static func rooms(_ problem: AssignmentProblem) -> [Source] {
        guard problem.peopleCount.contains(where: { $0 > 1 }) else { return [] }
        var users = [[Int: Terms]](repeating: [:], count: problem.resourceCount)
        for unit in 0..<problem.unitCount where !problem.isHoldingUnit(unit) {
            for slot in problem.variants(of: unit).flatMap({ problem.slots(of: $0) }) {
                let alternatives = problem.alternatives(of: slot)
                guard problem.isJoint(unit) || alternatives.count == 1 else { continue }
                for alternative in alternatives {
                    let term = (Int32(alternative), Int32(problem.seats(alternative)))
                    users[Int(problem.resource[alternative])][unit, default: []].append(term)
                }
            }
        }
        return problem.upperLimit.indices.compactMap { resource in
            guard let limit = problem.upperLimit[resource] else { return nil }
            return source(.room(resource: resource), limit: limit, users[resource], problem)
        }
    }

    /// The person of the unit with whom most come along, at those of the row's resources where most do.
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
            let byResource = Dictionary(grouping: uses) { problem.resource[Int($0)] }
            let weights = byResource.mapValues { uses in uses.map { coefficients[$0] ?? 0 }.min() ?? 0 }
            guard let most = weights.values.max(), most > best?.weight ?? 0 else { continue }
            best = Candidate(
                member: .init(unit: unit, person: person), weight: most,
                alternatives: uses.filter { weights[problem.resource[Int($0)]] == most })
        }
        return best
    }

    /// The covers that amounts of alternatives (by original number) break, at most one for each rule and limit.
    func broken(by amounts: [Double]) -> [Cover] {
        sources.flatMap { source in
            let use = source.members.map { $0.alternatives.reduce(0) { $0 + amounts[Int($1)] } }
            return source.limits.compactMap { cover(source, use, limit: $0) }
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
            parent: source.parent, limit: limit, members: chosen.map { source.members[$0].member },
            alternatives: chosen.flatMap { source.members[$0].alternatives }.sorted())
    }
}

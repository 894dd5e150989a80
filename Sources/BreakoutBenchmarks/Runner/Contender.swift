import BreakoutAllocator
import BreakoutModel

/// A strategy together with what it is asked to make best. The exact strategy contends once with each objective.
public struct Contender: Sendable {
    public let name: String
    public let strategy: any Strategy
    public let objective: Objective

    /// All contenders of the registry, or of some of its strategies.
    public static func all(of strategies: [any Strategy] = StrategyRegistry.all) -> [Contender] {
        strategies.flatMap { strategy in
            strategy.provesOptimum
                ? Objective.allCases.map {
                    Contender(name: "\(strategy.name) \($0.rawValue)", strategy: strategy, objective: $0)
                } : [Contender(name: strategy.name, strategy: strategy, objective: .fair)]
        }
    }

    /// What the exact strategy makes best, in a line.
    private static func proven(_ objective: Objective) -> Bilingual {
        switch objective {
        case .fair:
            Bilingual(
                en: "rounds jointly, proven: fewest people at the worst",
                nl: "rondes samen, bewezen: minste mensen slecht af")
        case .firsts:
            Bilingual(
                en: "rounds jointly, proven: most first choices", nl: "rondes samen, bewezen: meeste eerste keuzes")
        case .total:
            Bilingual(
                en: "rounds jointly, proven: smallest sum", nl: "rondes samen, bewezen: kleinste som")
        case .balanced:
            Bilingual(
                en: "rounds jointly, proven: smallest sum of squares",
                nl: "rondes samen, bewezen: kleinste som van kwadraten")
        }
    }

    private static func joined(_ limits: [Bilingual]) -> Bilingual? {
        limits.isEmpty
            ? nil
            : Bilingual(
                en: limits.map(\.english).joined(separator: "; "), nl: limits.map(\.dutch).joined(separator: "; "))
    }

    var description: BenchmarkContender {
        BenchmarkContender(
            name: name, strategy: strategy.name, objective: strategy.traits.followsObjective ? objective : nil,
            proves: strategy.provesOptimum, truthful: strategy.traits.isTruthful,
            summary: .init(strategy.provesOptimum ? Contender.proven(objective) : strategy.summary),
            limit: Contender.joined(strategy.traits.limits).map { .init($0) })
    }
}

extension Strategy {
    var provesOptimum: Bool { self is ExactStrategy }
}

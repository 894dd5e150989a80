import BreakoutAllocator
import BreakoutModel

/// The strategies in help, drawn from the registry: what each does, and what it cannot respect.
enum StrategyHelp {
    static func lines(_ language: Language) -> [String] {
        let title = Bilingual(
            en: "Strategies (all keep all the rules; only exact proves anything):",
            nl: "Strategieën (alle houden zich aan alle regels; alleen exact bewijst iets):")
        return ["", title.text(in: language)]
            + StrategyRegistry.all.flatMap { strategy in
                let text = description(strategy, language)
                return Help.wrapped(text, after: ("  " + strategy.name).padded(to: 17), indent: 17)
            }
    }

    private static func description(_ strategy: any Strategy, _ language: Language) -> String {
        let limit = strategy.traits.limit.map { "; " + $0.text(in: language) } ?? ""
        return strategy.summary.text(in: language) + limit
    }
}

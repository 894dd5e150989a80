import BreakoutAllocator
import BreakoutModel

/// The strategies in help, drawn from the registry: what each does, and what it cannot respect.
enum StrategyHelp {
    static func lines(_ language: Language) -> [String] {
        let following = StrategyRegistry.all.filter(\.traits.followsObjective).map(\.name)
        let title = Bilingual(
            en: "Strategies (all keep all the rules; only exact proves anything; only "
                + "\(following.joined(separator: " and ")) follow --objective):",
            nl: "Strategieën (alle houden zich aan alle regels; alleen exact bewijst iets; alleen "
                + "\(following.joined(separator: " en ")) volgen --objective):")
        let words = title.text(in: language).split(separator: " ", maxSplits: 1).map(String.init)
        return [""] + Help.wrapped(words[1], after: words[0], indent: 0)
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

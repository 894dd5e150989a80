import BreakoutModel

/// An explanation in sentences: plain text, for screens, tables and letters.
public enum ExplainText {
    /// How sessions are called.
    public enum Naming: Sendable {
        case ids
        /// Id and title.
        case titles
    }

    /// What they got; for each round what did not count, why not the first choice, and what giving it to them would
    /// have cost others.
    public static func sentences(
        _ explanation: Explanation, event: Event, language: Language, naming: Naming
    ) -> [String] {
        let words = ExplainWording(language: language, event: event, naming: naming)
        return [words.received(explanation)] + reasons(explanation, words)
    }

    /// All but what they got.
    static func reasons(_ explanation: Explanation, _ words: ExplainWording) -> [String] {
        var sentences: [String] = []
        for round in explanation.rounds {
            sentences += round.dropped.map { words.dropped($0) }
            guard let missed = round.missed else { continue }
            sentences += words.why(missed, explanation.attendee, round).uniqued()
            // What a round that had begun would have cost is no question.
            if missed.hadBegun { continue }
            sentences.append(words.cost(missed, explanation))
        }
        return sentences
    }
}

extension [String] {
    /// Each sentence once, in order.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

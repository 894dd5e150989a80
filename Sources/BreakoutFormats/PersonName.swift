/// Whether two names may be one person's: who sends a form twice does not always write their name the same way.
enum PersonName {
    /// Words count without case, accents, order and punctuation; an initial stands for any word that begins with it,
    /// a slip of the pen in a longer word is forgiven, and words that only one of the two has do not matter
    /// ("J. Jansen", "Jansen, Jan", "Jan Janssen (Zwolle)"). A name that is missing, or is only a number or an
    /// address, speaks against nothing.
    static func mayBeOne(_ a: String, _ b: String) -> Bool {
        let x = words(a), y = words(b)
        guard !x.isEmpty, !y.isEmpty else { return true }
        let (fewer, more) = x.count <= y.count ? (x, y) : (y, x)
        var left = more
        for word in fewer {
            guard let at = left.firstIndex(where: { areAlike(word, $0) }) else { return false }
            left.remove(at: at)
        }
        return true
    }

    /// No words for what is no name: an address, or a number.
    private static func words(_ name: String) -> [String] {
        if name.contains("@") || !name.contains(where: \.isLetter) { return [] }
        return Fold.words(name).split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
    }

    private static func areAlike(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if a.count == 1 || b.count == 1 { return a.first == b.first }
        return min(a.count, b.count) >= 4 && Suggestion.areOneSlipApart(a, b)
    }
}

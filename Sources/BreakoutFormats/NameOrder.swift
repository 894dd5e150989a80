import BreakoutModel

/// The order of names in a Dutch list: "Jan van den Berg" stands under the B, as "Berg, van den, Jan".
///
/// A name that is already written with a comma ("Berg, Jan van den") has its family name in front. Case and accents do not
/// count, and numbers within names compare as numbers ("Delegate 9" before "Delegate 10").
public enum NameOrder {
    public struct Key: Hashable, Comparable, Sendable {
        /// Folded family name, particles and first names, parted by U+0001, which sorts before every letter.
        let folded: String
        /// Settles names that are equal but for case and accents.
        let name: String

        public static func < (a: Key, b: Key) -> Bool {
            if a.folded != b.folded { return Event.naturallyPrecedes(a.folded, b.folded) }
            return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        }
    }

    public static func key(_ name: String) -> Key {
        let (family, particles, first) = parts(of: name)
        let folded = [family, particles, first].map { text in
            String(Fold.words(text).drop { $0 == "'" || $0 == "\"" || $0 == " " })
        }
        return Key(folded: folded.filter { !$0.isEmpty }.joined(separator: "\u{1}"), name: name)
    }

    /// Whether `a` stands before `b` in a list. A strict order over different names.
    public static func precedes(_ a: String, _ b: String) -> Bool { key(a) < key(b) }

    /// The words that stand before a Dutch family name without being part of its place in the alphabet, with
    /// those of the neighbours.
    static let particles: Set<String> = [
        "van", "de", "den", "der", "het", "'t", "'s", "ten", "ter", "te", "in", "op", "aan", "bij", "tot",
        "uit",
        "uijt", "over", "onder", "voor", "von", "vom", "zu", "zur", "zum", "du", "des", "del", "della", "di",
        "da",
        "dos", "das", "do", "la", "le", "les", "el", "al", "ben", "bin", "v.d.", "v.", "d.", "vd", "v/d",
        "l'", "d'",
    ]

    private static func isParticle(_ word: Substring) -> Bool { particles.contains(Fold.words(String(word))) }

    /// "Jan", "van den", "Berg" of "Jan van den Berg". Everything behind the first run of particles is the family
    /// name ("Sybrand van Haersma Buma"); without particles it is the last word, or from the word on that is
    /// hyphenated with a particle ("Anna Jansen-de Vries").
    private static func parts(of name: String) -> (family: String, particles: String, first: String) {
        if let comma = name.firstIndex(of: ",") {
            return reversed(String(name[..<comma]), name[name.index(after: comma)...])
        }
        let words = name.split(whereSeparator: \.isWhitespace)
        guard words.count > 1 else { return (name, "", "") }
        if let hyphenated = words.indices.dropFirst().dropLast().first(where: { endsInParticle(words[$0]) }),
            !words[1..<hyphenated].contains(where: isParticle)
        {
            return (joined(words[hyphenated...]), "", joined(words[..<hyphenated]))
        }
        guard let start = words.indices.dropLast().first(where: { isParticle(words[$0]) }) else {
            return (String(words[words.count - 1]), "", joined(words.dropLast()))
        }
        let end = words[start..<(words.count - 1)].firstIndex { !isParticle($0) } ?? words.count - 1
        return (joined(words[end...]), joined(words[start..<end]), joined(words[..<start]))
    }

    /// "Berg, Jan van den" and "Berg, van den, Jan": the particles come last or first behind the comma.
    private static func reversed(_ family: String, _ rest: Substring) -> (String, String, String) {
        let words = rest.split { $0.isWhitespace || $0 == "," }[...]
        let leading = words.prefix(while: isParticle)
        if !leading.isEmpty { return (family, joined(leading), joined(words[leading.endIndex...])) }
        let start = words.lastIndex { !isParticle($0) }.map { $0 + 1 } ?? words.endIndex
        return (family, joined(words[start...]), joined(words[..<start]))
    }

    private static func endsInParticle(_ word: Substring) -> Bool {
        guard let hyphen = word.lastIndex(of: "-") else { return false }
        return isParticle(word[word.index(after: hyphen)...])
    }

    private static func joined(_ words: ArraySlice<Substring>) -> String { words.joined(separator: " ") }
}

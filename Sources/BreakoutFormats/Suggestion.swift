/// "Did you mean": the nearest of some known words.
///
/// Nearness is the number of typing mistakes (a letter missing, too many, wrong, or two swapped: the optimal string
/// alignment distance of Damerau and Levenshtein) on folded text. Titles are long and people write only their
/// beginning or one telling word, so a word that comes close to a *part* of a candidate counts too, though less.
public enum Suggestion {
    /// The candidate that the text was probably meant to be; nil when none is near. Ties go to the candidate whose
    /// length is nearest, then to the first in alphabetical order, so the order of candidates has no influence.
    /// With `isShortList` there are so few that a word with the same beginning may be a slip further off.
    public static func closest(
        to text: String, among candidates: [String], isShortList: Bool = false
    ) -> String? {
        let wanted = Array(Fold.words(text).unicodeScalars.prefix(200))
        guard !wanted.isEmpty else { return nil }
        var best: (score: Int, gap: Int, word: String)?
        for candidate in candidates where candidate != text {
            let letters = Array(Fold.words(candidate).unicodeScalars.prefix(400))
            guard !letters.isEmpty, let score = score(wanted, letters, isShortList) else { continue }
            let found = (score: score, gap: abs(wanted.count - letters.count), word: candidate)
            if let held = best, (held.score, held.gap, held.word) <= found { continue }
            best = found
        }
        return best?.word
    }

    /// Whether one letter missing, too many, wrong, or swapped with its neighbour makes one word of the other.
    static func areOneSlipApart(_ a: String, _ b: String) -> Bool {
        let x = Array(a.unicodeScalars), y = Array(b.unicodeScalars)
        guard !x.isEmpty, !y.isEmpty, abs(x.count - y.count) <= 1 else { return false }
        return distance(x, y, partly: false) <= 1
    }

    /// Smaller is nearer; nil when too far apart to be a slip. A match with a part of the candidate comes after
    /// every match with the whole.
    private static func score(
        _ wanted: [Unicode.Scalar], _ letters: [Unicode.Scalar], _ isShortList: Bool
    ) -> Int? {
        let length = max(wanted.count, letters.count)
        let more = isShortList && length >= 4 && wanted.prefix(2) == letters.prefix(2) ? 1 : 0
        let allowance = allowance(length) + more
        if abs(wanted.count - letters.count) <= allowance {
            let whole = distance(wanted, letters, partly: false)
            if whole <= allowance { return whole }
        }
        guard wanted.count >= 4, letters.count > wanted.count else { return nil }
        let part = distance(wanted, letters, partly: true)
        return part <= wanted.count / 5 ? 100 + part : nil
    }

    private static func allowance(_ length: Int) -> Int {
        switch length {
        case ...2: 0
        case ...5: 1
        case ...8: 2
        default: min(length / 3, 6)
        }
    }

    /// The optimal string alignment distance; `partly` lets any beginning and end of `b` be left out for free.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], partly: Bool) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = partly ? beforeLast : Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            row.reserveCapacity(b.count + 1)
            for j in 1...b.count {
                let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var value = min(change, last[j] + 1, row[j - 1] + 1)
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    value = min(value, beforeLast[j - 2] + 1)
                }
                row.append(value)
            }
            beforeLast = last
            last = row
        }
        return partly ? last.min() ?? 0 : last[b.count]
    }
}

import BreakoutModel
import BreakoutReports
import Glibc

/// A text file with paragraphs that a benchmark writes, each between two marks. Everything else in it stays as it is.
enum MarkedText {
    static func rewrite(_ path: String, _ story: BenchmarkStory) throws(Failure) {
        let old = String(decoding: try LoadedEvent.bytes(path), as: UTF8.self)
        var text = old
        for (mark, paragraph) in story.paragraphs {
            let opening = BenchmarkStory.opening(mark) + "\n"
            guard let start = text.range(of: opening)?.upperBound else { throw missing(opening, path) }
            guard let end = text[start...].range(of: BenchmarkStory.closing)?.lowerBound else {
                throw missing(BenchmarkStory.closing, path)
            }
            guard let paragraph else {
                throw Failure(
                    .usage,
                    Bilingual(
                        en: "nothing was measured that '\(path)' could say under '\(mark)'",
                        nl: "er is niets gemeten dat '\(path)' onder '\(mark)' kan zeggen"),
                    hints: [
                        Bilingual(
                            en: "measure an event and --families growth, with several strategies",
                            nl: "meet een evenement en --families growth, met meer dan één strategie")
                    ])
            }
            text.replaceSubrange(start..<end, with: BenchmarkStory.wrapped(paragraph) + "\n")
        }
        if text != old { try replace(path, text) }
    }

    private static func missing(_ mark: String, _ path: String) -> Failure {
        Failure(
            .badData,
            Bilingual(
                en: "'\(path)' has no line '\(mark.split(separator: "\n")[0])'",
                nl: "'\(path)' heeft geen regel '\(mark.split(separator: "\n")[0])'"))
    }

    /// At once: whoever reads it meanwhile sees the old file or the new one.
    private static func replace(_ path: String, _ text: String) throws(Failure) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let staged = try RunFolder.stage(
            [.init(name: name, bytes: Array(text.utf8))], in: RunFolder.parent(of: path))
        defer { staged.discard() }
        guard unsafe rename(staged.path + "/" + name, path) == 0 else {
            throw Failure(.cannotWrite, Bilingual(en: "cannot write '\(path)'", nl: "kan '\(path)' niet schrijven"))
        }
    }
}

extension StringProtocol {
    /// Where a text occurs first.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

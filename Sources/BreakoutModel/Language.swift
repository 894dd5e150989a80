/// A language that people read our output in.
public enum Language: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case dutch = "nl"
}

/// One text in both languages, so that a message is worded once, in one place.
public struct Bilingual: Hashable, Sendable {
    public let english: String
    public let dutch: String

    public init(en english: String, nl dutch: String) {
        self.english = english
        self.dutch = dutch
    }

    /// A text that is the same in every language: a name, an id, a number.
    public init(same text: String) { self.init(en: text, nl: text) }

    public func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .dutch: dutch
        }
    }
}

import BreakoutModel

/// Numbers for messages, as each language writes them: `1,000,000` and `1.000.000`.
public enum NumberText {
    private struct Words: Wording {
        let language: Language
    }

    public static func words(_ value: Int) -> Bilingual {
        Bilingual(en: Words(language: .english).number(value), nl: Words(language: .dutch).number(value))
    }
}

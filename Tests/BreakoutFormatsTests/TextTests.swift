import Testing

@testable import BreakoutFormats

@Suite struct TextTests {
    @Test(
        "the hash is that of the published test vectors",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func hash(text: String, hex: String) {
        #expect(SHA256.hex(Array(text.utf8)) == hex)
    }

    @Test("names stand in the order of a Dutch list")
    func names() {
        let order = [
            "Frank den Brok", "Anna Berg", "Jan van den Berg", "Karen van Oudenhoven-van der Zee",
            "Sybrand van Haersma Buma",
            "Berg, Zeger", "Mevr. Anna Jansen-de Vries", "Delegate 10", "Delegate 9", "Éric Ébert",
            "Piet de Vries", "in 't Veld", "Zoë",
            "Jan 't Hart",
        ].sorted(by: NameOrder.precedes)
        #expect(
            order == [
                "Delegate 9", "Delegate 10", "Anna Berg", "Jan van den Berg", "Berg, Zeger", "Frank den Brok",
                "Éric Ébert",
                "Sybrand van Haersma Buma", "Jan 't Hart", "Mevr. Anna Jansen-de Vries",
                "Karen van Oudenhoven-van der Zee",
                "in 't Veld", "Piet de Vries", "Zoë",
            ])
    }

    @Test(
        "a slip finds its word, and nonsense finds none",
        arguments: [
            ("asign", ["assign", "rerun", "check"], "assign"), ("rerurn", ["assign", "rerun"], "rerun"),
            (
                "Optopen", ["Binnensteden", "Optoppen, aanplakken en uitplinten"],
                "Optoppen, aanplakken en uitplinten"
            ),
            (
                "stadslogistiek", ["Binnensteden en Stadslogistiek", "Wonen"],
                "Binnensteden en Stadslogistiek"
            ),
            ("voorziter", ["spreker", "voorzitter"], "voorzitter"), ("café", ["cafe", "koffie"], "cafe"),
            ("xyzzy", ["assign", "rerun"], nil), ("", ["a"], nil), ("a", ["b"], nil),
            ("1.5", ["1.4", "1.6", "2.5"], "1.4"),
        ] as [(String, [String], String?)])
    func suggestions(text: String, words: [String], expected: String?) {
        #expect(Suggestion.closest(to: text, among: words) == expected)
        #expect(Suggestion.closest(to: text, among: words.reversed()) == expected)
    }
}

@Suite struct NameOrderTests {
    @Test(
        "a name stands in the same place however it is written",
        arguments: [
            ("Jan van den Berg", "Berg, Jan van den"), ("Jan van den Berg", "berg, van den, Jan"),
            ("Zoë 't Hart", "Hart, Zoe ’t"),
            ("van den Berg", "Berg, van den"),
        ])
    func comma(name: String, reversed: String) {
        #expect(NameOrder.key(name).folded == NameOrder.key(reversed).folded)
    }
}

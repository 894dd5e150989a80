import FoundationEssentials

/// What the standard library's reader of JSON does not tell about a document: how its numbers are written, and how deep it
/// is nested.
struct JSONShape {
    /// So many objects and lists inside each other are read, and written.
    static let deepest = 512

    private(set) var depth = 0
    /// The first number with a fraction or an exponent, such as `1.0`.
    private(set) var firstNotPlain: Number?
    /// The first number that has more digits than we compute with.
    private(set) var firstTooLarge: Number?

    struct Number {
        let text: String
        let line: Int
    }

    init(_ bytes: [UInt8]) {
        var open = 0, line = 1, place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""): place = JSONShape.end(ofTextAt: place, bytes)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                depth = max(depth, open)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = bytes[place...].firstIndex { !JSONShape.isOfNumber($0) } ?? bytes.count
                note(bytes[place..<end], line)
                place = end - 1
            default: break
            }
            place += 1
        }
    }

    /// Where the text that begins there ends: at its closing quote, or with the document.
    private static func end(ofTextAt start: Int, _ bytes: [UInt8]) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return place
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func note(_ digits: ArraySlice<UInt8>, _ line: Int) {
        // Most are short and plain: no text is made of those.
        let isPlain = digits.allSatisfy { $0 == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        if isPlain && digits.count <= 38 { return }
        let number = Number(text: String(decoding: digits, as: UTF8.self), line: line)
        if !isPlain {
            firstNotPlain = firstNotPlain ?? number
        } else if Int128(number.text) == nil {
            firstTooLarge = firstTooLarge ?? number
        }
    }
}

/// Any JSON at all.
struct AnyDocument: Decodable {
    init(from decoder: any Decoder) {}
}

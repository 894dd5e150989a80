import BreakoutModel

/// CSV for Excel: UTF-8 with a byte order mark, `;` for Dutch and `,` otherwise, CRLF behind every row, and text
/// that a spreadsheet would run as a formula defused.
public enum CSVWriter {
    /// The bytes of a file with these rows, the header among them.
    public static func write(_ rows: some Sequence<[String]>, language: Language) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        let delimiter = delimiter(for: language)
        for row in rows { append(row, delimiter: delimiter, to: &bytes) }
        return bytes
    }

    /// What parts the fields of a row: Excel expects the list separator of its language.
    public static func delimiter(for language: Language) -> UInt8 {
        switch language {
        case .dutch: UInt8(ascii: ";")
        case .english: UInt8(ascii: ",")
        }
    }

    /// The text with an apostrophe in front where a spreadsheet would otherwise run it as a formula: where it
    /// begins with `=`, `+`, `-`, `@`, a tab or a line break, or with apostrophes and then one of those (so that
    /// `undefused` always gives the text back).
    public static func defused(_ text: String) -> String { isDangerous(text.utf8) ? "'" + text : text }

    /// The text that `defused` was given.
    public static func undefused(_ text: String) -> String {
        text.utf8.first == apostrophe && isDangerous(text.utf8)
            ? String(text.unicodeScalars.dropFirst()) : text
    }

    static func append(_ row: [String], delimiter: UInt8, to bytes: inout [UInt8]) {
        for (position, field) in row.enumerated() {
            if position > 0 { bytes.append(delimiter) }
            append(field: field, to: &bytes)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Quotes a field that holds a quote, a line break, or any delimiter that a reader might take for ours.
    static func append(field: String, to bytes: inout [UInt8]) {
        let text = field.utf8Span.span
        guard text.count > 0 else { return }
        let dangerous = isDangerous(field.utf8)
        var quoted = text[0] == 0x20 || text[text.count - 1] == 0x20
        for position in text.indices where needsQuotes(text[position]) { quoted = true }
        if quoted { bytes.append(quote) }
        if dangerous { bytes.append(apostrophe) }
        if quoted {
            for position in text.indices {
                if text[position] == quote { bytes.append(quote) }
                bytes.append(text[position])
            }
            bytes.append(quote)
        } else {
            bytes.append(contentsOf: field.utf8)
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let apostrophe = UInt8(ascii: "'")

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B, 0x7C: true
        default: false
        }
    }

    private static func isDangerous(_ text: String.UTF8View) -> Bool {
        guard let first = text.first(where: { $0 != apostrophe }) else { return false }
        switch first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0A, 0x0D: return true
        default: return false
        }
    }
}

/// Text without the differences that people do not mean: case, accents, spaces, curly quotes and long dashes.
///
/// The standard library has no accent folding, so the letters of the Latin script are tabulated here; combining
/// marks (accents that are stored as letters of their own) and invisible characters are dropped.
enum Fold {
    /// What is kept besides letters and digits.
    enum Grain {
        /// Words with single spaces, and punctuation: for sorting and comparing.
        case words
        /// No white space: for ids and titles.
        case name
        /// Letters and digits alone: for headers.
        case header
    }

    static func words(_ text: String) -> String { fold(text, .words) }
    static func name(_ text: String) -> String { fold(text, .name) }
    static func header(_ text: String) -> String { fold(text, .header) }

    /// As `name`, with each run of line breaks kept as one LF: how a title with a line break stands in a list.
    static func nameWithLineBreaks(_ text: String) -> String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                if bytes.last != 0x0A { bytes.append(0x0A) }
            } else {
                append(scalar, .name, to: &bytes)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func fold(_ text: String, _ grain: Grain) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, grain, to: &bytes) }
        if grain == .words && bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the folded form of one scalar; nothing for what the grain leaves out.
    static func append(_ scalar: Unicode.Scalar, _ grain: Grain, to bytes: inout [UInt8]) {
        if scalar.value < 0x80 {
            appendASCII(UInt8(scalar.value), grain, to: &bytes)
        } else if scalar.properties.isWhitespace {
            appendASCII(0x20, grain, to: &bytes)
        } else if isInvisible(scalar) {
            return
        } else if let plain = latin[scalar.value] {
            for byte in plain.utf8 { appendASCII(byte, grain, to: &bytes) }
        } else if grain != .header || scalar.properties.isAlphabetic {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func appendASCII(_ byte: UInt8, _ grain: Grain, to bytes: inout [UInt8]) {
        switch byte {
        case 0x41...0x5A: bytes.append(byte + 0x20)
        case 0x61...0x7A, 0x30...0x39: bytes.append(byte)
        case 0x20, 0x09...0x0D:
            if grain == .words && !bytes.isEmpty && bytes.last != 0x20 { bytes.append(0x20) }
        default: if grain != .header { bytes.append(byte) }
        }
    }

    /// Combining marks, joiners, marks of writing direction, soft hyphen, byte order mark.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
        default: false
        }
    }

    private static let latin: [UInt32: String] = {
        let groups: [(String, String)] = [
            ("a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặḁª"), ("ae", "æǽǣ"), ("b", "ḃḅḇ"), ("c", "çćĉċčḉ"),
            ("d", "ďđðḋḍḏḑḓ"), ("e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝ"), ("f", "ḟ"), ("g", "ĝğġģǧǵḡ"),
            ("h", "ĥħȟḣḥḧḩḫẖ"), ("i", "ìíîïĩīĭįıǐȉȋịỉḭḯ"), ("ij", "ĳ"), ("j", "ĵǰ"), ("k", "ķǩḱḳḵĸ"),
            ("l", "ĺļľŀłḷḹḻḽ"), ("m", "ḿṁṃ"), ("n", "ñńņňŉŋǹṅṇṉṋ"),
            ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợṍṏṑṓº"),
            ("oe", "œ"), ("p", "ṕṗ"), ("r", "ŕŗřȑȓṙṛṝṟ"), ("s", "śŝşšșṡṣṥṧṩſ"), ("ss", "ßẞ"),
            ("t", "ţťŧțṫṭṯṱẗ"), ("th", "þ"), ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữựṳṵṷṹṻ"), ("v", "ṽṿ"),
            ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"), ("y", "ýÿŷȳẏẙỳỵỷỹ"), ("z", "źżžẑẓẕ"), ("'", "‘’‚‛′´"),
            ("\"", "“”„‟″"),
            ("-", "‐‑‒–—―−"), ("...", "…"),
        ]
        var table: [UInt32: String] = [:]
        for (plain, letters) in groups {
            for scalar in letters.unicodeScalars {
                table[scalar.value] = plain
                for upper in scalar.properties.uppercaseMapping.unicodeScalars where upper.value >= 0x80 {
                    if scalar.properties.uppercaseMapping.unicodeScalars.count == 1 {
                        table[upper.value] = plain
                    }
                }
            }
        }
        table[0x130] = "i"
        return table
    }()
}

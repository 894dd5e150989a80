/// From the bytes of a file to UTF-8 text, without ever guessing silently.
///
/// A byte order mark decides. Without one: zero bytes in every other place mean UTF-16; text that is valid as UTF-8
/// is UTF-8 (it practically never is by accident); anything else is Windows-1252, the encoding of Excel's plain
/// "CSV", unless it has bytes that mean nothing there, control characters, or also stretches of good UTF-8, as when
/// two files were pasted together. Then we stop.
struct DecodedText {
    enum Encoding: String {
        case utf8 = "UTF-8"
        case utf8WithMark = "UTF-8 with BOM"
        case windows1252 = "Windows-1252"
        case utf16LittleEndian = "UTF-16 little endian"
        case utf16BigEndian = "UTF-16 big endian"
        case utf16LittleEndianWithMark = "UTF-16 little endian with BOM"
        case utf16BigEndianWithMark = "UTF-16 big endian with BOM"

        var isUTF8: Bool { self == .utf8 || self == .utf8WithMark }
    }

    /// Valid UTF-8.
    let bytes: [UInt8]
    /// Where the text begins in `bytes`: behind a byte order mark.
    let start: Int
    let encoding: Encoding
}

/// Why bytes are not text. Offsets are places in `readable`, the text so far, for finding line and column.
enum DecodingProblem: Error {
    /// An Excel workbook under the name of a CSV file.
    case workbook
    case binary
    case utf32
    case brokenUTF8(readable: [UInt8], at: Int)
    /// Good UTF-8 in one place and not in another.
    case mixed(readable: [UInt8], at: Int)
    case meaninglessByte(UInt8, readable: [UInt8], at: Int)
    case brokenUTF16(readable: [UInt8], at: Int)
    /// A sign of Windows-1252 in the middle of a word, where another encoding has a letter.
    case signInWord(String, readable: [UInt8], at: Int)
}

extension DecodedText {
    init(_ bytes: [UInt8]) throws(DecodingProblem) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw .workbook
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let check = UTF8Check(bytes, from: 3)
            guard let bad = check.firstInvalid else {
                self.init(bytes: bytes, start: 3, encoding: .utf8WithMark)
                return
            }
            throw .brokenUTF8(readable: Array(bytes[3..<bad]), at: bad - 3)
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { throw .utf32 }
        if bytes.starts(with: [0xFF, 0xFE]) {
            try self.init(utf16: bytes, from: 2, .utf16LittleEndianWithMark)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            try self.init(utf16: bytes, from: 2, .utf16BigEndianWithMark)
        } else if bytes.contains(0) {
            try self.init(withZeros: bytes)
        } else {
            try self.init(unmarked: bytes)
        }
    }

    /// Latin text in UTF-16 has a zero in nearly every second place and none in the others.
    private init(withZeros bytes: [UInt8]) throws(DecodingProblem) {
        var zeros = [0, 0]
        for position in 0..<min(bytes.count, 65_536) where bytes[position] == 0 { zeros[position % 2] += 1 }
        let pairs = min(bytes.count, 65_536) / 2
        guard bytes.count % 2 == 0, max(zeros[0], zeros[1]) * 2 > pairs, min(zeros[0], zeros[1]) * 20 < pairs
        else { throw .binary }
        try self.init(utf16: bytes, from: 0, zeros[1] > zeros[0] ? .utf16LittleEndian : .utf16BigEndian)
    }

    private init(unmarked bytes: [UInt8]) throws(DecodingProblem) {
        let check = UTF8Check(bytes, from: 0)
        guard let bad = check.firstInvalid else {
            self.init(bytes: bytes, start: 0, encoding: .utf8)
            return
        }
        if check.hasMultibyte { throw .mixed(readable: Array(bytes[..<bad]), at: bad) }
        let text = try Windows1252.decoded(bytes)
        if let sign = Windows1252.signInWord(bytes) {
            let readable = try Windows1252.decoded(Array(bytes[..<sign]))
            let shown = try Windows1252.decoded(Windows1252.word(bytes, around: sign))
            throw .signInWord(String(decoding: shown, as: UTF8.self), readable: readable, at: readable.count)
        }
        self.init(bytes: text, start: 0, encoding: .windows1252)
    }

    private init(utf16 bytes: [UInt8], from start: Int, _ encoding: Encoding) throws(DecodingProblem) {
        let low = encoding == .utf16LittleEndian || encoding == .utf16LittleEndianWithMark ? 0 : 1
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 + 16)
        var position = start
        while position + 1 < bytes.count {
            var value = UInt32(bytes[position + low]) | UInt32(bytes[position + 1 - low]) << 8
            position += 2
            if value & 0xFC00 == 0xD800, position + 1 < bytes.count {
                let second = UInt32(bytes[position + low]) | UInt32(bytes[position + 1 - low]) << 8
                if second & 0xFC00 == 0xDC00 {
                    value = 0x10000 + (value & 0x3FF) << 10 + (second & 0x3FF)
                    position += 2
                }
            }
            guard let scalar = Unicode.Scalar(value), value != 0 else {
                throw .brokenUTF16(readable: text, at: text.count)
            }
            text.append(contentsOf: UTF8.encode(scalar)!)
        }
        guard position == bytes.count else { throw .brokenUTF16(readable: text, at: text.count) }
        self.init(bytes: text, start: 0, encoding: encoding)
    }
}

/// Whether bytes are UTF-8, and if not where they stop being so and whether any of them are.
struct UTF8Check {
    /// The first byte that begins no valid sequence; nil when all is valid.
    private(set) var firstInvalid: Int?
    /// Whether there is a valid sequence of more than one byte, before or behind an invalid one.
    private(set) var hasMultibyte = false

    init(_ bytes: [UInt8], from start: Int) {
        let span = bytes.span
        var position = start
        while position < span.count {
            if span[position] < 0x80 {
                position = UTF8Check.endOfASCII(span, position)
                continue
            }
            let length = UTF8Check.sequenceLength(span, position)
            if length > 0 {
                hasMultibyte = true
                position += length
            } else {
                if firstInvalid == nil { firstInvalid = position }
                position += 1
            }
            if firstInvalid != nil && hasMultibyte { return }
        }
    }

    /// Strides of 32 bytes without a branch inside, which the compiler turns into vector instructions.
    static func endOfASCII(_ span: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position + 32 <= span.count {
            let piece = span.extracting(position..<position + 32)
            var all: UInt8 = 0
            for offset in 0..<32 { all |= piece[offset] }
            if all >= 0x80 { break }
            position += 32
        }
        while position < span.count && span[position] < 0x80 { position += 1 }
        return position
    }

    /// The length of the well-formed sequence of two to four bytes at `i`, 0 when there is none (table 3-7 of the
    /// Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF).
    private static func sequenceLength(_ span: Span<UInt8>, _ i: Int) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch span[i] {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0, i + length <= span.count, second.contains(span[i + 1]) else { return 0 }
        for k in 2..<max(length, 2) where span[i + k] & 0xC0 != 0x80 { return 0 }
        return length
    }
}

/// Windows-1252, the "ANSI" of Western European Windows.
enum Windows1252 {
    /// UTF-8 for the bytes. Five bytes have no meaning in Windows-1252, and control characters mean that this is not
    /// a text file; both stop the reading.
    static func decoded(_ bytes: [UInt8]) throws(DecodingProblem) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E: text.append(byte)
            case 0x80...0x9F:
                let scalar = upper[Int(byte) - 0x80]
                guard scalar != 0 else { throw .meaninglessByte(byte, readable: text, at: text.count) }
                text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar)!)!)
            case 0xA0...0xFF:
                text.append(0xC0 | byte >> 6)
                text.append(0x80 | byte & 0x3F)
            default: throw .meaninglessByte(byte, readable: text, at: text.count)
            }
        }
        return text
    }

    /// Excel's "CSV (MS-DOS)" and "CSV (Macintosh)" have their accents where Windows-1252 has low quotes, per mille,
    /// bullets and a few capitals. Nobody writes those in the middle of a word: `Co”rdinatie` is Coördinatie, `CafŽ` is
    /// Café in another encoding. The place of the first; nil when there is none.
    static func signInWord(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().first { place in
            let byte = bytes[place], before = bytes[place - 1]
            guard byte >= 0x82 && byte <= 0x9F && isLetter(before) else { return false }
            switch byte {
            case 0x82, 0x84, 0x88, 0x89, 0x8B: return true  // ‚ „ ˆ ‰ ‹ never follow a letter
            case 0x8A, 0x8E, 0x9F: return before >= 0x61  // Š Ž Ÿ after a small letter
            case 0x86, 0x87, 0x94, 0x95, 0x98, 0x9B:  // † ‡ ” • ˜ › may end a word, but not stand in it
                return place + 1 < bytes.count && isLetter(bytes[place + 1])
            default: return false
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

    /// The letters and high bytes around a place, at most twenty to each side.
    static func word(_ bytes: [UInt8], around place: Int) -> [UInt8] {
        func belongs(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x80 }
        var low = place, high = place + 1
        while low > 0, place - low < 20, belongs(bytes[low - 1]) { low -= 1 }
        while high < bytes.count, high - place < 20, belongs(bytes[high]) { high += 1 }
        return Array(bytes[low..<high])
    }

    /// The scalars of 0x80 ... 0x9F; 0 where there is none.
    private static let upper: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0,
        0x017E, 0x0178,
    ]
}

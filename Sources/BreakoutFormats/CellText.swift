/// The text of one cell, made only for cells that are needed as text.
enum CellText {
    /// The text of the field, without spaces around it, doubled quotes halved, and the defusing of formulas undone.
    static func text(_ bytes: [UInt8], _ field: CSVScanner.Field) -> String {
        string(bytes, trimmed(bytes, field.range), escaped: field.isEscaped)
    }

    /// The same of a range of bytes, spaces kept.
    static func string(_ bytes: [UInt8], _ range: Range<Int>, escaped: Bool) -> String {
        guard let first = range.first else { return "" }
        let text =
            escaped
            ? String(decoding: halvedQuotes(bytes[range]), as: UTF8.self)
            : String(decoding: bytes[range], as: UTF8.self)
        return bytes[first] == UInt8(ascii: "'") ? CSVWriter.undefused(text) : text
    }

    /// The range without white space at its ends; no-break spaces count, since forms and Word leave them behind.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound, high = range.upperBound
        while low < high {
            if isSpace(bytes[low]) {
                low += 1
            } else if bytes[low] == 0xC2 && low + 1 < high && bytes[low + 1] == 0xA0 {
                low += 2
            } else {
                break
            }
        }
        while high > low {
            if isSpace(bytes[high - 1]) {
                high -= 1
            } else if bytes[high - 1] == 0xA0 && high - 2 >= low && bytes[high - 2] == 0xC2 {
                high -= 2
            } else {
                break
            }
        }
        return low..<high
    }

    @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte >= 0x09 && byte <= 0x0D
    }

    private static func halvedQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var skip = false
        for byte in bytes {
            if byte == 0x22 && skip {
                skip = false
                continue
            }
            skip = byte == 0x22
            result.append(byte)
        }
        return result
    }
}

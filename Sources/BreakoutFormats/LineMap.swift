import BreakoutModel
import Synchronization

/// From places in the text of a file to lines and columns as an editor shows them. Worked out at the first question,
/// since most files need none.
final class LineMap: Sendable {
    private let file: String
    private let bytes: [UInt8]
    private let start: Int
    /// Empty until somebody asks. Several may ask at a time, where rows are read on several cores.
    private let found = Mutex<[Int]>([])

    init(file: String, bytes: [UInt8], start: Int) {
        self.file = file
        self.bytes = bytes
        self.start = start
    }

    /// The line and column, both from 1, of a byte of the text. Columns count characters as people see them.
    func location(of offset: Int) -> Diagnostic.Location {
        let line = line(of: offset), begin = lineStarts[line]
        let before = bytes[begin..<max(begin, offset)]
        let column = String(decoding: before, as: UTF8.self).count + 1
        return Diagnostic.Location(file: file, line: line + 1, column: column)
    }

    /// The number of the line, from 1.
    func lineNumber(of offset: Int) -> Int { line(of: offset) + 1 }

    /// The last line that starts at or before the offset, from 0.
    private func line(of offset: Int) -> Int {
        let lineStarts = lineStarts
        var low = 0, high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private var lineStarts: [Int] {
        found.withLock { found in
            if found.isEmpty { found = LineMap.lineStarts(bytes, from: start) }
            return found
        }
    }

    /// A line ends with CRLF, LF or CR.
    private static func lineStarts(_ bytes: [UInt8], from start: Int) -> [Int] {
        var found = [start]
        for position in start..<max(start, bytes.count) {
            let byte = bytes[position]
            let isEnd =
                byte == 0x0A
                || byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
            if isEnd { found.append(position + 1) }
        }
        return found
    }
}

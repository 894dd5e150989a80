/// Text on its way out in pieces, so that a model of any size takes no more memory than a piece.
struct ModelWriter {
    private var buffer: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void
    private static let pieceSize = 1 << 18

    init(_ sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

    mutating func put(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= ModelWriter.pieceSize { try flush() }
    }

    mutating func line(_ text: String) throws {
        try put(text)
        try put("\n")
    }

    mutating func flush() throws {
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

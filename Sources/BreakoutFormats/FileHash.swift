import BreakoutModel

/// The hash of a file: worked out at the first need, and meanwhile where the file is large.
public struct FileHash: Sendable {
    /// From what size on, in bytes.
    private static let largeFile = 1 << 20

    private let bytes: [UInt8]
    private let later: Later<String>?

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        later = bytes.count > FileHash.largeFile ? Later { SHA256.hex(bytes) } : nil
    }

    /// As `SHA256.hex`.
    public func hex() -> String { later?.value() ?? SHA256.hex(bytes) }
}

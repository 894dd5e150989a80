/// What made a run, and what it made: the contents of `manifest.json`.
public struct Manifest: Sendable, Codable {
    public struct File: Hashable, Sendable, Codable {
        public var name: String
        public var bytes: Int
        /// Lower-case hexadecimal.
        public var sha256: String

        public init(name: String, bytes: Int, sha256: String) {
            self.name = name
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// The version of breakouts.
    public var version: String
    public var command: String
    public var objective: Objective
    public var strategy: String
    public var seed: UInt64
    public var language: Language
    /// Other options, as given.
    public var options: [String: String]
    /// ISO 8601, UTC.
    public var created: String
    public var inputs: [File]
    public var outputs: [File]

    public init(
        version: String, command: String, objective: Objective, strategy: String, seed: UInt64,
        language: Language, options: [String: String], created: String, inputs: [File], outputs: [File]
    ) {
        self.version = version
        self.command = command
        self.objective = objective
        self.strategy = strategy
        self.seed = seed
        self.language = language
        self.options = options
        self.created = created
        self.inputs = inputs
        self.outputs = outputs
    }
}

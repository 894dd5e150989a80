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

    /// The run that a rerun started from: what people had been told.
    public struct Published: Hashable, Sendable, Codable {
        /// Its folder: relative to the event's (`runs/001`) where it is in there.
        public var run: String
        /// Of its `allocation.csv`, lower-case hexadecimal.
        public var allocation: String
        /// Of its `manifest.json`, which has the hashes of all its files; nil when it had none.
        public var manifest: String?

        public init(run: String, allocation: String, manifest: String?) {
            self.run = run
            self.allocation = allocation
            self.manifest = manifest
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
    /// Only of a rerun.
    public var published: Published?

    public init(
        version: String, command: String, objective: Objective, strategy: String, seed: UInt64,
        language: Language, options: [String: String], created: String, inputs: [File], outputs: [File],
        published: Published? = nil
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
        self.published = published
    }
}

import BreakoutModel

/// One file as it was found: a name without folders, and its bytes.
public struct InputFile: Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// What a caller may relax.
public struct ReadingOptions: Sendable {
    /// Whether a choice that names no known session is left out with a warning instead of stopping everything.
    public var dropUnknownChoices = false

    public init() {}
}

/// What came of reading an event folder.
public struct EventReading: Sendable {
    /// Nil exactly when some diagnostic is an error.
    public let event: Event?
    /// All problems of all files, sorted by file, line and column.
    public let diagnostics: [Diagnostic]
    /// One for each file that was read, in the order sessions, attendees, preferences, duties, groups, settings.
    public let sources: [SourceFile]
    /// As in the settings, where those could be read, even when other files could not.
    public let language: Language?
}

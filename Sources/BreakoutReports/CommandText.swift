/// Commands that the reader may copy into a terminal.
enum CommandText {
    /// An argument as a shell takes it; nil where it holds what cannot be shown and copied faithfully.
    static func argument(_ text: String) -> String? {
        guard !text.isEmpty, SafeText.clean(text) == text else { return nil }
        let plain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._/@+:,=-%".unicodeScalars.contains($0)
        }
        if plain && !text.hasPrefix("-") { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }

    /// The event's folder, from the folder of a run in it (`EVENT/runs/001`); `EVENT` where it cannot be told.
    static func eventFolder(ofRun folder: String) -> String {
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let runs = parts.lastIndex(of: "runs"), runs > 0, runs == parts.count - 2 else {
            return "EVENT"
        }
        return argument(parts[..<runs].joined(separator: "/")) ?? "EVENT"
    }
}

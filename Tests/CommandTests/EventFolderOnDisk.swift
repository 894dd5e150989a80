import Foundation

/// A folder that is deleted with its last owner.
private final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
            .appendingPathComponent("breakouts-test-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A temporary folder with an event folder `event` in it, and the built command to run on it.
///
/// The command runs in the folder above the event, so that it and its answers speak of `event` and not of long paths.
struct EventFolderOnDisk: Sendable {
    private let parent: TemporaryFolder

    var url: URL { parent.url.appendingPathComponent("event", isDirectory: true) }

    init(_ files: [String: String] = [:]) throws {
        try self.init(bytes: files.mapValues { Data($0.utf8) })
    }

    init(bytes files: [String: Data]) throws {
        parent = try TemporaryFolder()
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, bytes) in files { try write(bytes, to: name) }
    }

    /// A copy of a folder of `SampleData`.
    init(sample: String) throws {
        parent = try TemporaryFolder()
        try FileManager.default.copyItem(at: sampleData.appendingPathComponent(sample), to: url)
        // Whoever followed the README has runs there.
        try? FileManager.default.removeItem(at: url.appendingPathComponent("runs"))
    }

    /// An empty place to work in, without an event.
    static func nothing() throws -> EventFolderOnDisk {
        let folder = try EventFolderOnDisk([:])
        try FileManager.default.removeItem(at: folder.url)
        return folder
    }

    // MARK: Running

    /// `breakouts COMMAND event OPTIONS`.
    func run(_ command: String, _ options: String...) async throws -> CommandResult {
        try await breakouts([command, "event"] + options)
    }

    /// `breakouts ARGUMENTS`, in the folder above the event.
    func breakouts(_ arguments: [String], interruptedAfter seconds: Double? = nil) async throws -> CommandResult {
        try await execute(breakoutsExecutable, arguments, in: parent.url, interruptedAfter: seconds)
    }

    /// The same on one core, whatever the machine has.
    func onOneCore(_ arguments: [String]) async throws -> CommandResult {
        try await execute(
            URL(fileURLWithPath: "/usr/bin/env"), ["taskset", "-c", "0", breakoutsExecutable.path] + arguments,
            in: parent.url)
    }

    /// The command with its screen going somewhere else, as in `> /dev/full`.
    func run(_ command: String, redirected redirection: String) async throws -> CommandResult {
        try await execute(
            URL(fileURLWithPath: "/bin/sh"), ["-c", "'\(breakoutsExecutable.path)' \(command) event \(redirection)"],
            in: parent.url)
    }

    /// The SHA-256 of a file of the event, by the system's own tool.
    func sha256(of name: String) async throws -> String {
        let result = try await execute(
            URL(fileURLWithPath: "/usr/bin/env"), ["sha256sum", file(name).path], in: parent.url)
        return String(result.output.prefix(64))
    }

    // MARK: Files, named from the event folder

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    func write(_ bytes: Data, to name: String) throws { try bytes.write(to: file(name)) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func bytes(of name: String) throws -> Data { try Data(contentsOf: file(name)) }

    func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }

    /// The names in a folder; none when there is no such folder.
    func list(_ name: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: file(name).path))?.sorted() ?? []
    }

    /// Whatever the command left behind beside the event or in its `runs`: nothing is what it should be.
    var leftBehind: [String] {
        let beside = (try? FileManager.default.contentsOfDirectory(atPath: parent.url.path)) ?? []
        return beside.filter { $0 != "event" } + (exists("runs") ? ["runs"] : [])
    }

    /// Every file of the event outside `runs`, with its bytes.
    func inputs() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in list(".") where name != "runs" { files[name] = try bytes(of: name) }
        return files
    }

    // MARK: Runs

    func summary(_ run: String = "runs/001") throws -> SummaryFile {
        try JSONDecoder().decode(SummaryFile.self, from: bytes(of: "\(run)/summary.json"))
    }

    func manifest(_ run: String = "runs/001") throws -> ManifestFile {
        try JSONDecoder().decode(ManifestFile.self, from: bytes(of: "\(run)/manifest.json"))
    }

    func allocation(_ run: String = "runs/001") throws -> [AllocationRow] {
        try allocationRows(text(of: "\(run)/allocation.csv"))
    }

    /// `attendee|round|session` of every row, in order.
    func placements(_ run: String = "runs/001") throws -> [String] {
        try allocation(run).map { "\($0.attendee)|\($0.round)|\($0.session)" }.sorted()
    }

    /// Replaces the first occurrence of a text in a file; false when it is not there.
    func replace(_ old: String, by new: String, in name: String) throws -> Bool {
        var text = try text(of: name)
        guard let range = text.range(of: old) else { return false }
        text.replaceSubrange(range, with: new)
        try write(text, to: name)
        return true
    }

    /// Makes `manifest.json` agree again with outputs that were tampered with, as somebody would who knows how.
    func reseal(_ run: String = "runs/001") async throws {
        var manifest = try text(of: "\(run)/manifest.json")
        for output in try self.manifest(run).outputs {
            let hash = try await sha256(of: "\(run)/\(output.name)")
            manifest = manifest.replacingOccurrences(of: output.sha256, with: hash)
            let bytes = try bytes(of: "\(run)/\(output.name)").count
            manifest = manifest.replacingOccurrences(of: "\"bytes\" : \(output.bytes),", with: "\"bytes\" : \(bytes),")
        }
        try write(manifest, to: "\(run)/manifest.json")
    }
}

// MARK: The process

struct CommandResult: Sendable {
    let exitCode: Int32
    let killedBySignal: Bool
    let output: String
    let errors: String

    /// What a person sees.
    var screen: String { output + errors }

    var lines: [String] { screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// The lines that a terminal of 80 columns would break.
    var tooLongLines: [String] { lines.filter { $0.count > 80 } }

    /// The screen with its wrapped lines joined, to look for sentences.
    var sentences: String {
        screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// One thing for a failing `#expect` to show.
    var ending: String { killedBySignal ? "killed by signal \(exitCode)" : "exit \(exitCode)" }
}

/// Lets some programs run at once and the others wait: all tests begin at the same time, and hundreds of programs have more
/// descriptors open than Foundation's `Process` can count.
private actor Turnstile {
    static let programs = Turnstile()

    private var free = 16
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

private func execute(
    _ executable: URL, _ arguments: [String], in folder: URL, interruptedAfter seconds: Double? = nil
) async throws -> CommandResult {
    await Turnstile.programs.enter()
    do {
        let result = try await executeAtOnce(executable, arguments, in: folder, interruptedAfter: seconds)
        await Turnstile.programs.leave()
        return result
    } catch {
        await Turnstile.programs.leave()
        throw error
    }
}

/// Runs a program to its end. Its output goes to files, so that no full pipe can hold it up.
private func executeAtOnce(
    _ executable: URL, _ arguments: [String], in folder: URL, interruptedAfter seconds: Double?
) async throws -> CommandResult {
    let scratch = try TemporaryFolder()
    let places = [scratch.url.appendingPathComponent("out"), scratch.url.appendingPathComponent("err")]
    for place in places { try Data().write(to: place) }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let handles = try places.map { try FileHandle(forWritingTo: $0) }
    // Not when they go out of use: whoever runs hundreds of programs would run out of descriptors.
    defer { for handle in handles { try? handle.close() } }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in continuation.resume() }
        do {
            try process.run()
            if let seconds {
                Task {
                    try await Task.sleep(for: .seconds(seconds))
                    if process.isRunning { process.interrupt() }
                }
            }
        } catch {
            process.terminationHandler = nil
            continuation.resume(throwing: error)
        }
    }
    return CommandResult(
        exitCode: process.terminationStatus, killedBySignal: process.terminationReason == .uncaughtSignal,
        output: String(decoding: try Data(contentsOf: places[0]), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: places[1]), as: UTF8.self))
}

/// The built command, which stands in a folder above the test bundle's executable.
private let breakoutsExecutable: URL = {
    for start in ["/proc/self/exe", CommandLine.arguments[0]] {
        var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("breakouts")
            let isFolder = (try? candidate.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? true
            if !isFolder, FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
    }
    fatalError("the command 'breakouts' is not beside the tests; build it first")
}()

let sampleData = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("SampleData", isDirectory: true)

/// The sample events there are, found rather than listed.
let sampleEvents: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: sampleData.path)) ?? []).filter {
        FileManager.default.fileExists(atPath: sampleData.appendingPathComponent("\($0)/sessions.csv").path)
    }.sorted()

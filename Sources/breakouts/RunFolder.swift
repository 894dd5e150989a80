import BreakoutModel
import FoundationEssentials
import Glibc

/// Where runs are kept. A run is complete or absent: it is written to a hidden folder beside its place, brought to the
/// disk, and renamed. Nothing is ever overwritten.
struct RunFolder {
    let path: String

    struct File {
        /// May stand in one folder of the run: `calendar/1.1.ics`.
        let name: String
        let bytes: [UInt8]
    }

    // MARK: Writing

    /// Makes a fresh hidden folder in `parent`.
    static func stage(in parent: String) throws(Failure) -> RunFolder {
        try makeFolder(parent)
        sweep(parent)
        let staged = RunFolder(path: parent + "/.run-\(getpid())-\(UInt32.random(in: 0 ... .max)).partial")
        guard unsafe mkdir(staged.path, 0o777) == 0 else { throw cannotCreate(staged.path) }
        return staged
    }

    /// The same with these files in it, safe on the disk.
    static func stage(_ files: [File], in parent: String) throws(Failure) -> RunFolder {
        let staged = try stage(in: parent)
        do {
            try staged.add(files)
            try staged.bringToDisk(files)
        } catch {
            staged.discard()
            throw error
        }
        return staged
    }

    /// Writes files into a staged run. They are safe from `bringToDisk` on.
    func add(_ files: [File]) throws(Failure) {
        for folder in RunFolder.folders(of: files) { try RunFolder.makeFolder(path + "/" + folder) }
        for file in files { try RunFolder.write(file.bytes, to: path + "/" + file.name) }
    }

    /// Waits until the files of a staged run would outlive the machine.
    func bringToDisk(_ files: [File]) throws(Failure) {
        for file in files { try RunFolder.bringToDisk(path + "/" + file.name) }
        for folder in RunFolder.folders(of: files) { try RunFolder.synchronise(path + "/" + folder) }
        try RunFolder.synchronise(path)
    }

    /// Removes what a run left behind that was killed or lost its machine: unfinished, more than an hour old, and its
    /// process is gone. What cannot be removed stays, and does no harm.
    private static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(".run-") && name.hasSuffix(".partial") {
            guard let process = name.dropFirst(5).split(separator: "-").first.flatMap({ pid_t($0) }), process > 0,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            var status = stat()
            guard unsafe lstat(parent + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
                time(nil) - status.st_mtim.tv_sec > 3600
            else { continue }
            try? FileManager.default.removeItem(atPath: parent + "/" + name)
        }
    }

    private static func folders(of files: [File]) -> [String] {
        Set(files.compactMap { file in file.name.firstIndex(of: "/").map { String(file.name[..<$0]) } }).sorted()
    }

    /// Gives a staged run its place: the next free number in its folder, or `destination`.
    func publish(as destination: String?) throws(Failure) -> RunFolder {
        let parent = parentFolder
        if let destination {
            guard unsafe rename(path, destination) == 0 else { throw RunFolder.taken(destination) }
            try RunFolder.synchronise(RunFolder.parent(of: destination))
            return RunFolder(path: destination)
        }
        while true {
            let next = RunFolder.nextNumber(in: parent)
            let place = parent + "/" + String(repeating: "0", count: max(0, 3 - "\(next)".count)) + "\(next)"
            // Renaming onto a folder with files in it fails: somebody else was first, so try the next number.
            if unsafe rename(path, place) == 0 {
                try RunFolder.synchronise(parent)
                return RunFolder(path: place)
            }
            guard errno == ENOTEMPTY || errno == EEXIST else { throw RunFolder.cannotCreate(place) }
        }
    }

    /// Removes a staged run that is not to be published, and the folder around it if nothing else is in it.
    func discard() {
        try? FileManager.default.removeItem(atPath: path)
        if parentFolder.hasSuffix("/runs") { _ = unsafe rmdir(parentFolder) }
    }

    private var parentFolder: String { RunFolder.parent(of: path) }

    static func parent(of path: String) -> String {
        var trimmed = path
        while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Whether a run may be written there: nothing is there yet, or an empty folder.
    static func checkFree(_ destination: String) throws(Failure) {
        guard FileManager.default.fileExists(atPath: destination) else { return }
        let contents = try? FileManager.default.contentsOfDirectory(atPath: destination)
        guard let contents, contents.isEmpty else { throw taken(destination) }
    }

    private static func taken(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Bilingual(
                en: "there is something at '\(path)' already", nl: "op '\(path)' staat al iets"),
            hints: [
                Bilingual(
                    en: "give --output a folder that does not exist yet",
                    nl: "geef --output een map die nog niet bestaat")
            ])
    }

    private static func cannotCreate(_ path: String) -> Failure {
        Failure(.cannotCreate, Bilingual(en: "cannot make the folder '\(path)'", nl: "kan de map '\(path)' niet maken"))
    }

    private static func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw cannotCreate(path)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw cannotWrite(path) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                close(descriptor)
                throw cannotWrite(path)
            }
            written += count
        }
        guard close(descriptor) == 0 else { throw cannotWrite(path) }
    }

    private static func cannotWrite(_ path: String) -> Failure {
        Failure(.cannotWrite, Bilingual(en: "cannot write '\(path)'", nl: "kan '\(path)' niet schrijven"))
    }

    private static func bringToDisk(_ path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw cannotWrite(path) }
        let isSafe = fsync(descriptor) == 0
        guard close(descriptor) == 0, isSafe else { throw cannotWrite(path) }
    }

    /// Brings the entries of a folder to the disk.
    private static func synchronise(_ path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else {
            throw Failure(
                .cannotWrite, Bilingual(en: "cannot write in '\(path)'", nl: "kan niet schrijven in '\(path)'"))
        }
        // Some file systems know no such thing for folders: nothing better is to be had there.
        _ = fsync(descriptor)
        close(descriptor)
    }

    // MARK: Reading

    /// The numbers of the published runs, ascending.
    static func numbers(in parent: String) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.compactMap(number).sorted()
    }

    /// The number that a run's folder is named by: up to nine digits and nothing else.
    private static func number(_ name: String) -> Int? {
        guard name.utf8.count <= 9, name.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(name).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func nextNumber(in parent: String) -> Int { (numbers(in: parent).last ?? 0) + 1 }

    /// The run that is meant by a number, a folder, or nothing (the latest).
    static func find(_ text: String?, event: String) throws(Failure) -> RunFolder {
        let parent = event + "/runs"
        let known = numbers(in: parent)
        if let text {
            if let number = Int(text), let run = folder(of: number, in: parent) { return RunFolder(path: run) }
            var isFolder = false
            if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), isFolder {
                return RunFolder(path: text)
            }
            let list = known.map(String.init).joined(separator: ", ")
            throw Failure(
                .missingFile, Bilingual(en: "there is no run '\(text)'", nl: "er is geen run '\(text)'"),
                hints: [
                    Bilingual(
                        en: known.isEmpty ? "no runs yet: breakouts assign \(event)" : "runs: \(list)",
                        nl: known.isEmpty ? "nog geen runs: breakouts assign \(event)" : "runs: \(list)")
                ])
        }
        guard let latest = known.last, let run = folder(of: latest, in: parent) else {
            throw Failure(
                .missingFile, Bilingual(en: "'\(event)' has no runs yet", nl: "'\(event)' heeft nog geen runs"),
                hints: [
                    Bilingual(en: "make one: breakouts assign \(event)", nl: "maak er een: breakouts assign \(event)")
                ])
        }
        return RunFolder(path: run)
    }

    /// The folder of a number, however many zeros it was written with.
    private static func folder(of number: Int, in parent: String) -> String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.sorted().first { RunFolder.number($0) == number }.map { parent + "/" + $0 }
    }
}

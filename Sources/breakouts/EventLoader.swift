import BreakoutFormats
import BreakoutModel
import FoundationEssentials
import Glibc

/// From an event folder on disk to an event, with everything that was said about it.
struct LoadedEvent {
    let folder: String
    let files: [InputFile]
    let reading: EventReading

    /// Reads the folder; what is wrong with its contents is in `reading`, what is wrong with the folder is thrown.
    static func load(_ folder: String, options: ReadingOptions) throws(Failure) -> LoadedEvent {
        let (files, others) = try files(in: folder)
        let reading = EventFolder.read(files, folderName: name(of: folder), otherNames: others, options: options)
        return LoadedEvent(folder: folder, files: files, reading: reading)
    }

    static func name(of folder: String) -> String {
        let path = folder.split(separator: "/").last.map(String.init) ?? folder
        guard path == "." || path == ".." else { return path }
        let absolute = FileManager.default.currentDirectoryPath
        return absolute.split(separator: "/").last.map(String.init) ?? path
    }

    /// The files of the event, and the names of everything else in the folder.
    private static func files(in folder: String) throws(Failure) -> (event: [InputFile], others: [String]) {
        let (names, others) = try names(in: folder)
        let files = try names.map { name throws(Failure) in
            InputFile(name: name, bytes: try bytes(folder + "/" + name))
        }
        return (files, others)
    }

    /// Of the files of the event, and of everything else in the folder.
    private static func names(in folder: String) throws(Failure) -> (event: [String], others: [String]) {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw Failure(
                .missingFile,
                Bilingual(en: "there is no folder '\(folder)'", nl: "er is geen map '\(folder)'"),
                hints: [
                    Bilingual(
                        en: "give the folder that holds sessions.csv and attendees.csv",
                        nl: "geef de map waarin sessies.csv en deelnemers.csv staan")
                ])
        }
        guard isFolder else {
            throw Failure(
                .missingFile, Bilingual(en: "'\(folder)' is a file", nl: "'\(folder)' is een bestand"),
                hints: [
                    Bilingual(
                        en: "give the folder that holds sessions.csv and attendees.csv",
                        nl: "geef de map waarin sessies.csv en deelnemers.csv staan")
                ])
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw Failure(
                .missingFile,
                Bilingual(en: "cannot read the folder '\(folder)'", nl: "kan de map '\(folder)' niet lezen"))
        }
        return (names.sorted().filter(EventFolder.isEventFile), names.filter { !EventFolder.isEventFile($0) })
    }

    /// Whether the folder still holds exactly these files of an event.
    static func areUnchanged(_ files: [InputFile], in folder: String) throws(Failure) -> Bool {
        guard try names(in: folder).event == files.map(\.name) else { return false }
        for file in files where try !holds(file.bytes, at: folder + "/" + file.name) { return false }
        return true
    }

    /// Whether a file has just these contents; it is read in pieces, for there may be hundreds of megabytes of it.
    private static func holds(_ bytes: [UInt8], at path: String) throws(Failure) -> Bool {
        let failure = cannotRead(path)
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var place = 0
        while true {
            let got = unsafe piece.withUnsafeMutableBytes { room in
                unsafe read(descriptor, room.baseAddress, room.count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw failure }
            if got == 0 { return place == bytes.count }
            guard place + got <= bytes.count, bytes[place..<place + got] == piece[..<got] else { return false }
            place += got
        }
    }

    private static func cannotRead(_ path: String) -> Failure {
        Failure(.missingFile, Bilingual(en: "cannot read '\(path)'", nl: "kan '\(path)' niet lezen"))
    }

    /// The contents of a file, read straight into place: there may be hundreds of megabytes of it.
    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let failure = cannotRead(path)
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { throw failure }
        var bytes: [UInt8] = []
        // One more than its size, so that the end shows; what grows meanwhile, or has no size, takes more turns.
        var room = Int(status.st_size) + 1
        while true {
            var got = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                repeat { got = unsafe read(descriptor, buffer.baseAddress, room) } while got < 0 && errno == EINTR
                count = max(0, got)
            }
            guard got >= 0 else { throw failure }
            if got == 0 { break }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            room = max(1 << 16, Int(status.st_size) + 1 - bytes.count)
        }
        return bytes
    }
}

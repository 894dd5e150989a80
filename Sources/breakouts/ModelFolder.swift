import BreakoutAllocator
import BreakoutModel
import BreakoutReports
import FoundationEssentials
import Glibc

/// Where `--export-model` writes.
enum ModelFolder {
    static func write(_ export: ModelExport, to folder: String, _ console: Console) throws(Failure) {
        guard export.isComplete else {
            throw Failure(
                .notPossible,
                Bilingual(en: "there is no model to write", nl: "er is geen model te schrijven"),
                hints: export.obstacles)
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                .cannotCreate,
                Bilingual(en: "cannot make the folder '\(folder)'", nl: "kan de map '\(folder)' niet maken"))
        }
        for file in export.files { try write(file, to: folder + "/" + file.name) }
        if console.isQuiet { return }
        let count = export.files.count
        let told = Bilingual(
            en: "The model is in '\(folder)' (\(count) files)",
            nl: "Het model staat in '\(folder)' (\(count) bestanden)")
        console.complain(Paragraph.lines(told.text(in: console.language), style: console.errorStyle) + "\n")
    }

    /// Nothing is overwritten: there is nothing yet, or an empty folder.
    static func checkFree(_ folder: String) throws(Failure) {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let contents = try? FileManager.default.contentsOfDirectory(atPath: folder)
        guard let contents, contents.isEmpty else {
            throw Failure(
                .cannotCreate,
                Bilingual(
                    en: "there is something at '\(folder)' already", nl: "op '\(folder)' staat al iets"),
                hints: [
                    Bilingual(
                        en: "give --export-model a folder that does not exist yet",
                        nl: "geef --export-model een map die nog niet bestaat")
                ])
        }
    }

    private static func write(_ file: ModelExport.File, to path: String) throws(Failure) {
        let failure = Failure(.cannotWrite, Bilingual(en: "cannot write '\(path)'", nl: "kan '\(path)' niet schrijven"))
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw failure }
        do {
            try file.write { bytes in
                var written = 0
                while written < bytes.count {
                    let count = unsafe bytes.withUnsafeBytes { buffer in
                        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                    }
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { throw failure }
                    written += count
                }
            }
        } catch {
            close(descriptor)
            throw failure
        }
        guard close(descriptor) == 0 else { throw failure }
    }
}

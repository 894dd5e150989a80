import BreakoutFormats
import BreakoutModel
import BreakoutReports
import Glibc

/// The files of a benchmark. Only the latest is kept: files of the same names are replaced, each at once.
enum BenchmarkFiles {
    /// Makes the folder, and finds out whether anything can be written there.
    static func prepare(_ folder: String) throws(Failure) { try RunFolder.stage([], in: folder).discard() }

    static func write(_ report: BenchmarkReport, language: Language, to folder: String) throws(Failure) {
        var files = [
            RunFolder.File(name: "benchmark.json", bytes: RunDocuments.encode(report)),
            RunFolder.File(
                name: "benchmark.csv", bytes: CSVWriter.write(BenchmarkTable.rows(report), language: language)),
            RunFolder.File(name: "benchmark.html", bytes: Array(BenchmarkPage.html(report, language: language).utf8)),
        ]
        for picture in BenchmarkPictures.all(report, language: language) {
            files.append(.init(name: picture.name, bytes: Array(picture.svg.utf8)))
        }
        let staged = try RunFolder.stage(files, in: folder)
        defer { staged.discard() }
        for file in files {
            guard unsafe rename(staged.path + "/" + file.name, folder + "/" + file.name) == 0 else {
                throw Failure(
                    .cannotWrite,
                    Bilingual(
                        en: "cannot write '\(folder)/\(file.name)'", nl: "kan '\(folder)/\(file.name)' niet schrijven"))
            }
        }
    }
}

import BreakoutModel

/// One file on its way to rows: decoded, its dialect found, cut into cells, and how all that went.
struct TableFile {
    /// Nil when the file could not be read as a table; then there is an error about it.
    let table: Table?
    var source: SourceFile

    /// The source's hash is left empty: working it out takes as long as cutting the file into cells.
    init(_ file: InputFile, isKnown: (String) -> Bool, _ findings: inout Findings) {
        source = SourceFile(name: file.name, encoding: "unknown", delimiter: "", lineEnding: "")
        guard !file.bytes.isEmpty else {
            findings.add(.emptyFile(file.name))
            table = nil
            return
        }
        guard file.bytes.count <= CSVScanner.limit / 2 else {
            findings.add(.fileTooLarge(file.name))
            table = nil
            return
        }
        do {
            let text = try DecodedText(file.bytes)
            source.encoding = text.encoding.rawValue
            table = TableFile.table(file.name, text, isKnown, &source, &findings)
        } catch {
            findings.add(.undecodable(error, file: file.name))
            table = nil
        }
    }

    private static func table(
        _ file: String, _ text: DecodedText, _ isKnown: (String) -> Bool, _ source: inout SourceFile,
        _ findings: inout Findings
    ) -> Table? {
        do {
            let dialect = try Dialect(text, isKnown: isKnown)
            source.delimiter = Dialect.name(of: dialect.delimiter)
            guard let table = Table(file: file, text: text, dialect: dialect) else {
                findings.add(.emptyFile(file))
                return nil
            }
            source.lineEnding = lineEnding(of: table.scan)
            for problem in table.scan.problems.prefix(Findings.limit) {
                findings.add(.quoteProblem(problem.kind, at: table.lines.location(of: problem.offset)))
            }
            if table.scan.sawCR && (table.scan.sawLF || table.scan.sawCRLF) {
                findings.add(.mixedLineEndings(file))
            }
            let isUsual =
                text.encoding.isUTF8 && !dialect.hasSeparatorLine
                && "\(source.delimiter)".allSatisfy { ";,".contains($0) }
                && !table.scan.sawCR
            if !isUsual {
                findings.add(.dialect(source, separatorLine: dialect.hasSeparatorLine))
            }
            return table.scan.problems.isEmpty ? table : nil
        } catch {
            let lines = LineMap(file: file, bytes: text.bytes, start: text.start)
            findings.add(.dialectProblem(error, at: { lines.location(of: $0) }))
            return nil
        }
    }

    private static func lineEnding(of scan: CSVScanner) -> String {
        let seen = [(scan.sawCRLF, "CRLF"), (scan.sawLF, "LF"), (scan.sawCR, "CR")].filter(\.0).map(\.1)
        return seen.isEmpty ? "none" : seen.joined(separator: " and ")
    }
}

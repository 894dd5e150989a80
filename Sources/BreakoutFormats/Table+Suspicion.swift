import BreakoutModel

/// Rows that can be cut into cells, but hardly in the way that was meant.
extension Table {
    /// What parts the only cell of a row into as many cells as a row has, or nearly: rows that were pasted in from
    /// another file, or that a spreadsheet wrote as one cell. "Berg, van den" is a name, so a comma must part at least
    /// three.
    func delimiter(within row: Int) -> UInt8? {
        let text = Array(exactText(row, 0).utf8)
        return Dialect.candidates.first { candidate in
            guard candidate != dialect.delimiter, text.contains(candidate) else { return false }
            let scan = CSVScanner(text, from: 0, delimiter: candidate, maxRecords: 1)
            let count = scan.fieldCount
            return count <= columnCount && count >= (candidate == UInt8(ascii: ",") ? 3 : 2)
                && count * 2 > columnCount
        }
    }

    /// Rows that are short where others are complete. A cell with a line break and no quotes around it makes two of
    /// them, together as long as one; a file that was cut off ends with one. Programs write complete rows; people who
    /// write CSV by hand leave cells out, so nothing is said unless nearly all other rows are complete.
    func reportShortRows(_ findings: inout Findings) {
        var pairs: [Int] = [], single: [Int] = [], complete = 0
        var row = rows.lowerBound
        while row < rows.upperBound {
            defer { row += 1 }
            guard width(of: row) < columnCount else {
                complete += 1
                continue
            }
            guard kind(of: row) == .data else { continue }
            if row + 1 < rows.upperBound, width(of: row) + width(of: row + 1) == columnCount + 1,
                width(of: row + 1) < columnCount, kind(of: row + 1) == .data
            {
                pairs.append(row)
                row += 1
            } else {
                single.append(row)
            }
        }
        if let first = pairs.first, complete >= pairs.count, single.isEmpty {
            findings.add(.rowCutInTwo(count: pairs.count, nextLine: line(first + 1), at: location(row: first)))
        } else if complete >= 9 * (single.count + 2 * pairs.count) {
            for row in (single + pairs + pairs.map { $0 + 1 }).sorted() {
                findings.add(.shortRow(cells: width(of: row), columns: columnCount, at: location(row: row)))
            }
        }
    }

    /// UTF-8 that was taken for Windows-1252 once and written as UTF-8 again: `Ã` and a sign, where a letter was.
    func reportGarbledAccents(_ findings: inout Findings) {
        let span = bytes.span
        var first: Int?, count = 0, position = 0
        while position < span.count {
            position = UTF8Check.endOfASCII(span, position)
            // C3 83 is Ã; what follows is U+00A0 ... U+00BF.
            if position + 3 < span.count, span[position] == 0xC3, span[position + 1] == 0x83,
                span[position + 2] == 0xC2,
                span[position + 3] >= 0xA0
            {
                first = first ?? position
                count += 1
            }
            position += 1
        }
        guard let first else { return }
        findings.add(.garbledAccents(count: count, at: lines.location(of: first)))
    }

    /// Whether the row is one with totals, as spreadsheets have below a list: the word, and numbers if anything. (There
    /// are people called Som.)
    func beginsWithTotal(_ row: Int) -> Bool {
        let cell = range(row, 0)
        // For a million rows: most cells are told apart by their length or first letter.
        guard (3...16).contains(cell.count), "tseg".utf8.contains(bytes[cell.lowerBound] | 0x20) else { return false }
        let words = ["totaal", "total", "som", "sum", "eindtotaal", "grandtotal", "subtotaal", "subtotal"]
        return words.contains(Fold.header(text(row, 0)))
            && headers.indices.dropFirst().allSatisfy { column in
                bytes[range(row, column)].allSatisfy { $0 >= 0x25 && $0 <= 0x39 }
            }
    }

    private func width(of row: Int) -> Int { scan.fieldCount(of: row) }

    /// `Round 1 [Living` and `building]`: a title with a delimiter in it, in a header without quotes.
    func reportHeaderCutInTwo(_ findings: inout Findings) {
        for (column, pair) in zip(headers, headers.dropFirst()).enumerated() {
            guard pair.0.contains("["), !pair.0.contains("]"), pair.1.contains("]"), !pair.1.contains("[") else {
                continue
            }
            findings.add(.headerCutInTwo(pair.0, pair.1, at: location(header: column)))
        }
    }
}

extension Diagnostic {
    static func otherFile(at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "second-file", at: location,
            message: Bilingual(
                en: "here begins another file, with headers of its own",
                nl: "hier begint een ander bestand, met eigen kolomkoppen"),
            notes: [
                Bilingual(
                    en: "put the two together in Excel, each column below its own header",
                    nl: "voeg de twee in Excel samen, elke kolom onder haar eigen kop")
            ])
    }

    static func totalRow(_ id: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "total-row", at: location,
            message: Bilingual(
                en: "\(quoted(id)) looks like a row with totals", nl: "\(quoted(id)) lijkt een rij met totalen"),
            notes: [
                Bilingual(
                    en: "take the row out of the file", nl: "haal de rij uit het bestand")
            ])
    }

    static func garbledAccents(count: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "garbled-accents", at: location,
            message: Bilingual(
                en: "accents seem to have gone wrong here before, as in 'Ã«' for 'ë' "
                    + "(\(count == 1 ? "once" : "\(count) times") in this file)",
                nl: "hier lijken accenten al eerder verhaspeld, zoals 'Ã«' voor 'ë' (\(count) keer in dit bestand)"),
            notes: [
                Bilingual(
                    en: "export the file again, or open it in Excel with the origin '65001: Unicode (UTF-8)'",
                    nl: "exporteer het bestand opnieuw, of open het in Excel met als oorsprong '65001: Unicode (UTF-8)'"
                )
            ])
    }

    static func otherDelimiter(_ delimiter: UInt8, at location: Location) -> Diagnostic {
        let name = delimiter == 0x09 ? "tab" : "'\(Dialect.name(of: delimiter))'"
        return Diagnostic(
            .error, code: "unclear-delimiter", at: location,
            message: Bilingual(
                en: "this row seems to be parted by \(name), unlike the headers",
                nl: "deze rij lijkt gescheiden door \(name), anders dan de kolomkoppen"),
            notes: [
                Bilingual(
                    en: "use one delimiter throughout; rows copied from another file bring their own",
                    nl: "gebruik overal hetzelfde scheidingsteken; rijen uit een ander bestand brengen hun eigen mee")
            ])
    }

    static func rowCutInTwo(count: Int, nextLine: Int, at location: Location) -> Diagnostic {
        let often =
            count == 1
            ? Bilingual(same: "")
            : Bilingual(en: " (\(count) times in this file)", nl: " (\(count) keer in dit bestand)")
        return Diagnostic(
            .warning, code: "row-cut-in-two", at: location,
            message: Bilingual(
                en: "this row and the one on line \(nextLine) are short, and together as long as one\(often.english)",
                nl: "deze rij en die op regel \(nextLine) zijn te kort, en samen zo lang als één\(often.dutch)"),
            notes: [
                Bilingual(
                    en: "if a cell has a line break in it, put the cell between quotes, or take the break out",
                    nl: "zit er een regeleinde in een cel, zet de cel dan tussen aanhalingstekens of haal het weg")
            ])
    }

    static func shortRow(cells: Int, columns: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "short-row", at: location,
            message: Bilingual(
                en: "this row has \(cells) of \(columns) cells, unlike the others",
                nl: "deze rij heeft \(cells) van de \(columns) cellen, anders dan de andere"),
            notes: [
                Bilingual(
                    en:
                        "see whether it was cut off: by a line break in a cell without quotes, or at the end of the file",
                    nl:
                        "kijk of zij is afgebroken: door een regeleinde in een cel zonder aanhalingstekens, of aan het eind "
                        + "van het bestand")
            ])
    }

    static func headerCutInTwo(_ first: String, _ second: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "header-cut-in-two", at: location,
            message: Bilingual(
                en: "\(quoted(first)) and \(quoted(second)) look like one header that was cut in two",
                nl: "\(quoted(first)) en \(quoted(second)) lijken één kop die in tweeën is geknipt"),
            notes: [
                Bilingual(
                    en: "put a header that contains the delimiter between quotes",
                    nl: "zet een kop met het scheidingsteken erin tussen aanhalingstekens")
            ])
    }
}

import BreakoutModel

private let saveAsCSV = Bilingual(
    en: "in Excel, choose 'Save as' and the type 'CSV UTF-8 (comma delimited)'",
    nl: "kies in Excel 'Opslaan als' en het type 'CSV UTF-8 (door komma's gescheiden)'")

extension Diagnostic {
    /// `meant`: a file of the folder that probably should have this name.
    static func missingFile(_ kind: EventFileKind, meant: String?) -> Diagnostic {
        let near = DidYouMean(meant)
        return Diagnostic(
            .error, code: "missing-file", at: Location(file: kind.englishName),
            message: Bilingual(
                en: "there is no \(kind.englishName)\(near.english)",
                nl: "er is geen \(kind.dutchName) (of \(kind.englishName))\(near.dutch)"),
            notes: meant.map { [rename($0, to: kind)] } ?? [
                Bilingual(
                    en: "put a file named \(kind.englishName) or \(kind.dutchName) in the event folder",
                    nl: "zet een bestand \(kind.dutchName) of \(kind.englishName) in de map van de dag")
            ])
    }

    private static func rename(_ name: String, to kind: EventFileKind) -> Bilingual {
        if name.lowercased().hasSuffix(".csv") {
            return Bilingual(
                en: "rename it to \(kind.englishName) or \(kind.dutchName)",
                nl: "geef het de naam \(kind.dutchName) of \(kind.englishName)")
        }
        return Bilingual(
            en: "save it from Excel as \(kind.englishName) or \(kind.dutchName), type 'CSV UTF-8 (comma delimited)'",
            nl: "sla het vanuit Excel op als \(kind.dutchName) of \(kind.englishName), type 'CSV UTF-8 "
                + "(door komma's gescheiden)'")
    }

    /// A file that is not read, though its name comes near that of one that would be.
    static func fileNotRead(_ name: String, _ kind: EventFileKind) -> Diagnostic {
        Diagnostic(
            .warning, code: "file-not-read", at: Location(file: name),
            message: Bilingual(
                en: "this file is not read; did you mean '\(kind.englishName)'?",
                nl: "dit bestand wordt niet gelezen; bedoelt u '\(kind.dutchName)'?"),
            notes: [rename(name, to: kind)])
    }

    static func filesNotRead(_ names: [String]) -> Diagnostic {
        Diagnostic(
            .note, code: "files-not-read",
            message: Bilingual(
                en: "not read: \(list(names))", nl: "niet gelezen: \(list(names))"),
            notes: [
                Bilingual(
                    en: "an event has the files \(fileNames { $0.englishName })",
                    nl: "een evenement heeft de bestanden \(fileNames { $0.dutchName })")
            ])
    }

    private static func fileNames(_ name: (EventFileKind) -> String) -> String {
        EventFileKind.allCases.map(name).joined(separator: ", ")
    }

    static func twoFiles(_ names: [String]) -> Diagnostic {
        Diagnostic(
            .error, code: "two-files", at: Location(file: names[0]),
            message: Bilingual(
                en: "\(names.joined(separator: " and ")) are both here, and only one can count",
                nl: "\(names.joined(separator: " en ")) zijn er allebei, en er kan er maar één gelden"),
            notes: [
                Bilingual(
                    en: "take the one that is out of date out of the folder",
                    nl: "haal het verouderde bestand uit de map")
            ])
    }

    static func emptyFile(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, code: "empty-file", at: Location(file: file),
            message: Bilingual(en: "the file is empty", nl: "het bestand is leeg"),
            notes: [
                Bilingual(
                    en: "give it a row of headers and at least one row below, or take it out of the folder",
                    nl:
                        "geef het een rij met kolomkoppen en minstens één rij daaronder, of haal het uit de map"
                )
            ])
    }

    static func fileTooLarge(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, code: "file-too-large", at: Location(file: file),
            message: Bilingual(en: "the file is larger than 1 GB", nl: "het bestand is groter dan 1 GB"),
            notes: [
                Bilingual(
                    en: "take out columns that are not needed", nl: "haal kolommen weg die niet nodig zijn")
            ])
    }

    static func undecodable(_ problem: DecodingProblem, file: String) -> Diagnostic {
        func place(_ readable: [UInt8], _ offset: Int) -> Location {
            LineMap(file: file, bytes: readable, start: 0).location(of: offset)
        }
        switch problem {
        case .workbook:
            return Diagnostic(
                .error, code: "not-csv", at: Location(file: file),
                message: Bilingual(
                    en: "this is an Excel workbook, not a CSV file",
                    nl: "dit is een Excel-werkmap, geen CSV-bestand"),
                notes: [saveAsCSV])
        case .binary:
            return Diagnostic(
                .error, code: "not-text", at: Location(file: file),
                message: Bilingual(en: "this is not a text file", nl: "dit is geen tekstbestand"),
                notes: [saveAsCSV])
        case .utf32:
            return encoding(
                file: Location(file: file), en: "the file is UTF-32, which is not read",
                nl: "het bestand is UTF-32 en dat wordt niet gelezen")
        case .brokenUTF8(let readable, let offset):
            return encoding(
                file: place(readable, offset), en: "the file says it is UTF-8, but here it is not",
                nl: "het bestand zegt UTF-8 te zijn, maar is dat hier niet")
        case .mixed(let readable, let offset):
            return encoding(
                file: place(readable, offset),
                en: "the file is UTF-8 in some places and not here, so its letters cannot be told for sure",
                nl: "het bestand is op sommige plaatsen UTF-8 en hier niet, dus de letters zijn niet zeker")
        case .meaninglessByte(let byte, let readable, let offset):
            let hex = "0x" + String(byte, radix: 16, uppercase: true)
            return encoding(
                file: place(readable, offset),
                en: "byte \(hex) means nothing in Windows-1252, and the file is not UTF-8 either",
                nl: "byte \(hex) betekent niets in Windows-1252, en het bestand is ook geen UTF-8")
        case .signInWord(let word, let readable, let offset):
            return encoding(
                file: place(readable, offset),
                en:
                    "read as Windows-1252 this would say \(quoted(word)); the file seems to be an MS-DOS or Macintosh one",
                nl: "als Windows-1252 zou hier \(quoted(word)) staan; het lijkt een bestand van MS-DOS of Macintosh")
        case .brokenUTF16(let readable, let offset):
            return encoding(
                file: place(readable, offset), en: "the file looks like UTF-16, but here it is not",
                nl: "het bestand lijkt UTF-16 te zijn, maar is dat hier niet")
        }
    }

    private static func encoding(file location: Location, en: String, nl: String) -> Diagnostic {
        Diagnostic(
            .error, code: "unclear-encoding", at: location, message: Bilingual(en: en, nl: nl),
            notes: [saveAsCSV])
    }

    static func dialectProblem(_ problem: DialectProblem, at place: (Int) -> Location) -> Diagnostic {
        func named(_ byte: UInt8) -> Bilingual {
            byte == 0x09 ? Bilingual(same: "tab") : Bilingual(same: "'\(Dialect.name(of: byte))'")
        }
        let mend = Bilingual(
            en: "use one delimiter throughout, or make 'sep=;' the first line of the file",
            nl: "gebruik overal hetzelfde scheidingsteken, of maak 'sep=;' de eerste regel van het bestand")
        switch problem {
        case .ambiguous(let a, let b, let offset):
            return Diagnostic(
                .error, code: "unclear-delimiter", at: place(offset),
                message: Bilingual(
                    en:
                        "the fields may be parted by \(named(a).english) or by \(named(b).english); both are possible",
                    nl:
                        "de velden kunnen gescheiden zijn door \(named(a).dutch) of door \(named(b).dutch); beide zijn mogelijk"
                ),
                notes: [mend])
        case .rowsDisagree(let header, let rows, let offset):
            return Diagnostic(
                .error, code: "unclear-delimiter", at: place(offset),
                message: Bilingual(
                    en:
                        "the headers are parted by \(named(header).english), but the rows seem to be by \(named(rows).english)",
                    nl:
                        "de kolomkoppen zijn gescheiden door \(named(header).dutch), maar de rijen zo te zien door \(named(rows).dutch)"
                ),
                notes: [mend])
        case .separatorLine(let offset):
            return Diagnostic(
                .error, code: "unclear-delimiter", at: place(offset),
                message: Bilingual(
                    en: "the line 'sep=' names a delimiter that the headers do not use",
                    nl: "de regel 'sep=' noemt een scheidingsteken dat de kolomkoppen niet gebruiken"),
                notes: [
                    Bilingual(
                        en:
                            "take the line out, or make it name the delimiter that the file has: ; , tab or |",
                        nl:
                            "haal de regel weg, of laat hem het scheidingsteken van het bestand noemen: ; , tab of |"
                    )
                ])
        }
    }

    static func dialect(_ source: SourceFile, separatorLine: Bool) -> Diagnostic {
        let delimiter = source.delimiter == "tab" ? "tab" : "'\(source.delimiter)'"
        return Diagnostic(
            .note, code: "dialect", at: Location(file: source.name),
            message: Bilingual(
                en:
                    "read as \(source.encoding), fields parted by \(delimiter)\(separatorLine ? " (from its 'sep=' line)" : ""), lines ending with \(source.lineEnding)",
                nl:
                    "gelezen als \(source.encoding), velden gescheiden door \(delimiter)\(separatorLine ? " (uit de regel 'sep=')" : ""), regeleinden \(source.lineEnding)"
            ),
            notes: [
                Bilingual(
                    en: "if accents or columns come out wrong, save the file as 'CSV UTF-8'",
                    nl: "kloppen accenten of kolommen niet, sla het bestand dan op als 'CSV UTF-8'")
            ])
    }

    static func mixedLineEndings(_ file: String) -> Diagnostic {
        Diagnostic(
            .warning, code: "mixed-line-endings", at: Location(file: file),
            message: Bilingual(
                en: "lines end in different ways, among them a bare CR; each was taken as the end of a row",
                nl:
                    "regels eindigen op verschillende manieren, ook met alleen een CR; elk is als einde van een rij gelezen"
            ),
            notes: [
                Bilingual(
                    en: "compare the number of rows with your own list, or save the file again from Excel",
                    nl:
                        "vergelijk het aantal rijen met uw eigen lijst, of sla het bestand opnieuw op vanuit Excel"
                )
            ])
    }

    static func quoteProblem(_ kind: CSVScanner.QuoteProblem.Kind, at location: Location) -> Diagnostic {
        switch kind {
        case .unterminated:
            Diagnostic(
                .error, code: "unterminated-quote", at: location,
                message: Bilingual(
                    en: "this quote is never closed, so the rest of the file would be one cell",
                    nl:
                        "dit aanhalingsteken wordt nergens gesloten, dus de rest van het bestand zou één cel zijn"
                ),
                notes: [
                    Bilingual(
                        en: "close it, or double it where it belongs to the text: \"\"",
                        nl: "sluit het, of verdubbel het als het bij de tekst hoort: \"\"")
                ])
        case .textBehindQuote:
            Diagnostic(
                .error, code: "text-after-quote", at: location,
                message: Bilingual(
                    en: "there is text behind the closing quote of this cell",
                    nl: "achter het sluitende aanhalingsteken van deze cel staat nog tekst"),
                notes: [
                    Bilingual(
                        en: "double every quote that belongs to the text: \"\"",
                        nl: "verdubbel elk aanhalingsteken dat bij de tekst hoort: \"\"")
                ])
        }
    }
}

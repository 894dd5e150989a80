import BreakoutModel

enum SettingsColumn: ColumnKind {
    case setting, value

    var title: Bilingual {
        switch self {
        case .setting: Bilingual(en: "setting", nl: "instelling")
        case .value: Bilingual(en: "value", nl: "waarde")
        }
    }

    var isRequired: Bool { true }
}

/// The settings that `settings.csv` can hold.
enum SettingName: CaseIterable {
    case title, date, timeZone, transferMinutes, lateArrivalMinutes, maximumPerOrganisation, objective,
        language, seed, lateReserve

    var title: Bilingual {
        switch self {
        case .title: Bilingual(en: "title", nl: "titel")
        case .date: Bilingual(en: "date", nl: "datum")
        case .timeZone: Bilingual(en: "time zone", nl: "tijdzone")
        case .transferMinutes: Bilingual(en: "transfer minutes", nl: "wisseltijd minuten")
        case .lateArrivalMinutes: Bilingual(en: "late arrival minutes", nl: "te laat minuten")
        case .maximumPerOrganisation:
            Bilingual(en: "maximum per organisation", nl: "maximum per organisatie")
        case .objective: Bilingual(en: "objective", nl: "doel")
        case .language: Bilingual(en: "language", nl: "taal")
        case .seed: Bilingual(en: "seed", nl: "loting")
        case .lateReserve: Bilingual(en: "late reserve", nl: "reserve voor nakomers")
        }
    }

    /// Folded.
    private var otherNames: [String] {
        switch self {
        case .title: ["naam", "name", "event", "evenement"]
        case .date, .objective, .language: []
        case .timeZone: ["zone"]
        case .transferMinutes:
            ["transfer", "looptijd", "looptijdminuten", "wisseltijd", "minutenwisseltijd", "minutenlooptijd"]
        case .lateArrivalMinutes:
            [
                "latearrival", "telaatkomen", "telaatkomenminuten", "minutentelaat", "inlooptijd",
                "inlooptijdminuten",
                "marge", "margeminuten", "lateaankomstminuten", "lateaankomst", "latekomstminuten",
            ]
        case .maximumPerOrganisation:
            [
                "maximumperorganization", "maxperorganisation", "maxperorganisatie", "maximumpergemeente",
                "maxpergemeente",
                "maximumpermunicipality",
            ]
        case .lateReserve: ["latereserveseats", "nakomersreserve", "reservenakomers", "reserveplaatsen", "reserve"]
        case .seed: ["zaad", "lotnummer", "lottery"]
        }
    }

    static func named(_ text: String) -> SettingName? {
        let folded = Fold.header(text)
        return allCases.first { setting in
            [Fold.header(setting.title.english), Fold.header(setting.title.dutch)].contains(folded)
                || setting.otherNames.contains(folded)
        }
    }
}

/// What `settings.csv` says.
struct SettingsReader {
    private let table: Table
    private let match: HeaderMatch<SettingsColumn>
    private var settings: Settings
    private var firstLines: [SettingName: Int] = [:]

    static func read(
        _ table: Table, defaults: Settings, _ source: inout SourceFile, _ findings: inout Findings
    ) -> Settings {
        let match = HeaderMatch<SettingsColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return defaults }
        match.noteUnknown(table, &findings)
        var reader = SettingsReader(table: table, match: match, settings: defaults)
        table.forEachRow(&source, &findings) { row, findings in
            let before = findings.errorCount
            reader.read(row, &findings)
            return findings.errorCount == before
        }
        return reader.settings
    }

    private init(table: Table, match: HeaderMatch<SettingsColumn>, settings: Settings) {
        self.table = table
        self.match = match
        self.settings = settings
    }

    private mutating func read(_ row: Int, _ findings: inout Findings) {
        let written = table.text(row, match[.setting]!)
        let location = table.location(row, match[.setting]!)
        guard let name = SettingName.named(written) else {
            let known = SettingName.allCases.flatMap { [$0.title.english, $0.title.dutch] }
            findings.add(
                .unknownSetting(
                    written, suggestion: Suggestion.closest(to: written, among: known), at: location))
            return
        }
        if let first = firstLines[name] {
            findings.add(.settingTwice(written, firstLine: first, at: location))
            return
        }
        firstLines[name] = table.line(row)
        let value = table.text(row, match[.value]!)
        // An empty value leaves the default, as in a form that is filled in halfway.
        if value.isEmpty { return }
        if !set(name, value, table.location(row: row)) {
            findings.add(
                .settingValue(
                    value, name, suggestion: SettingsReader.suggestion(name, value),
                    at: table.location(row, match[.value]!)))
        }
    }

    /// Whether the value makes sense for the setting.
    private mutating func set(_ name: SettingName, _ value: String, _ place: Diagnostic.Location) -> Bool {
        switch name {
        case .title:
            settings.title = value
            settings.isTitleGiven = true
        case .date:
            guard let date = SettingsReader.date(value) else { return false }
            settings.date = date
        case .timeZone:
            let allowed = value.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "/_+-0123456789".unicodeScalars.contains($0))
            }
            guard allowed, value.first?.isLetter == true else { return false }
            settings.timeZone = value
        case .transferMinutes:
            guard let minutes = SettingsReader.minutes(value) else { return false }
            settings.transferMinutes = minutes
            settings.transferOrigin = place
        case .lateArrivalMinutes:
            guard let minutes = SettingsReader.minutes(value) else { return false }
            settings.lateArrivalMinutes = minutes
        case .maximumPerOrganisation:
            if ["none", "geen", "no", "nee", "-"].contains(Fold.name(value)) { return true }
            guard let number = CellValue.number(value), number >= 1, number <= Int(Int32.max) else {
                return false
            }
            settings.maximumPerOrganisation = number
            settings.maximumOrigin = place
        case .objective:
            guard let found = SettingsReader.objectives.first(where: { $0.1.contains(Fold.name(value)) })
            else {
                return false
            }
            settings.objective = found.0
        case .language:
            guard let found = SettingsReader.languages.first(where: { $0.1.contains(Fold.name(value)) })
            else {
                return false
            }
            settings.language = found.0
        case .seed:
            guard value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let seed = UInt64(value) else {
                return false
            }
            settings.seed = seed
        case .lateReserve:
            if ["none", "geen", "no", "nee", "-"].contains(Fold.name(value)) { return true }
            guard let reserve = SettingsReader.reserve(value) else { return false }
            settings.lateReserve = reserve
        }
        return true
    }

    /// `3`, `5%`, `5 procent`.
    private static func reserve(_ value: String) -> LateReserve? {
        var folded = Fold.name(value)
        for ending in ["percent", "procent", "%"] where folded.hasSuffix(ending) {
            folded.removeLast(ending.count)
            return CellValue.number(folded).flatMap { (0...100).contains($0) ? .percent($0) : nil }
        }
        return CellValue.number(folded).flatMap { (0...Int(Int32.max)).contains($0) ? .seats($0) : nil }
    }

    private static let objectives: [(Objective, [String])] = [
        (.fair, ["fair", "eerlijk"]), (.firsts, ["firsts", "eerstekeuzes", "eersten"]),
        (.total, ["total", "totaal"]), (.balanced, ["balanced", "evenwichtig", "gebalanceerd"]),
    ]
    private static let languages: [(Language, [String])] = [
        (.english, ["en", "english", "engels", "eng"]), (.dutch, ["nl", "dutch", "nederlands", "ned"]),
    ]

    private static func suggestion(_ name: SettingName, _ value: String) -> String? {
        switch name {
        case .objective:
            Suggestion.closest(
                to: value, among: Objective.allCases.map(\.rawValue) + ["eerlijk", "totaal"], isShortList: true)
        case .language: Suggestion.closest(to: value, among: ["english", "nederlands", "engels", "dutch"])
        default: nil
        }
    }

    /// `10`, `10 min`, `10 minuten`, less than a day.
    private static func minutes(_ value: String) -> Int? {
        var folded = Fold.name(value)
        for ending in ["minuten", "minutes", "min.", "min"] where folded.hasSuffix(ending) {
            folded.removeLast(ending.count)
            break
        }
        return CellValue.number(folded).flatMap { $0 < 24 * 60 ? $0 : nil }
    }

    /// `2026-02-04`, `4-2-2026`, `4 februari 2026`, `woensdag 4 februari 2026`, `4 February 2026`; as `2026-02-04`.
    private static func date(_ value: String) -> String? {
        guard let date = DateText(value) else { return nil }
        let (a, b, _) = date.numbers
        if date.isOpen && a <= 12 && b <= 12 && a != b { return nil }
        return date.value(dayFirst: !date.isOpen || a > 12 || a == b).map { String(DateText.text($0).prefix(10)) }
    }
}

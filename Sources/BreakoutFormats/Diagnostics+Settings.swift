import BreakoutModel

extension Diagnostic {
    static func unknownSetting(_ text: String, suggestion: String?, at location: Location) -> Diagnostic {
        let near = DidYouMean(suggestion)
        let all = SettingName.allCases.map(\.title)
        return Diagnostic(
            .error, code: "unknown-setting", at: location,
            message: Bilingual(
                en: "\(quoted(text)) is no setting\(near.english)",
                nl: "\(quoted(text)) is geen instelling\(near.dutch)"),
            notes: [
                Bilingual(
                    en: "the settings are: \(all.map(\.english).joined(separator: ", "))",
                    nl: "de instellingen zijn: \(all.map(\.dutch).joined(separator: ", "))")
            ])
    }

    static func settingTwice(_ text: String, firstLine: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "duplicate-setting", at: location,
            message: Bilingual(
                en: "setting \(quoted(text)) is already on line \(firstLine)",
                nl: "instelling \(quoted(text)) staat al op regel \(firstLine)"),
            notes: [Bilingual(en: "take one of the two rows out", nl: "haal een van de twee rijen weg")])
    }

    static func settingValue(
        _ value: String, _ setting: SettingName, suggestion: String?, at location: Location
    ) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .error, code: "unreadable-setting", at: location,
            message: Bilingual(
                en: "\(quoted(value)) is no value for '\(setting.title.english)'\(near.english)",
                nl: "\(quoted(value)) is geen waarde voor '\(setting.title.dutch)'\(near.dutch)"),
            notes: [expected(setting)])
    }

    private static func expected(_ setting: SettingName) -> Bilingual {
        switch setting {
        case .title: Bilingual(en: "write a title", nl: "schrijf een titel")
        case .date: Bilingual(en: "write the date as 2026-02-04", nl: "schrijf de datum als 2026-02-04")
        case .timeZone:
            Bilingual(
                en: "write a name such as Europe/Amsterdam", nl: "schrijf een naam als Europe/Amsterdam")
        case .transferMinutes, .lateArrivalMinutes:
            Bilingual(
                en: "write a whole number of minutes, such as 5",
                nl: "schrijf een heel aantal minuten, zoals 5")
        case .maximumPerOrganisation:
            Bilingual(
                en: "write a whole number of 1 or more, or leave it empty for no maximum",
                nl: "schrijf een heel getal van 1 of meer, of laat het leeg voor geen maximum")
        case .objective:
            Bilingual(
                en: "write fair, firsts, total or balanced", nl: "schrijf fair, firsts, total of balanced")
        case .language: Bilingual(en: "write en or nl", nl: "schrijf nl of en")
        case .lateReserve:
            Bilingual(
                en: "write a number of seats per session, such as 2, or a percentage, such as 5%",
                nl: "schrijf een aantal plaatsen per deelsessie, zoals 2, of een percentage, zoals 5%")
        case .seed:
            Bilingual(
                en: "write a whole number of 0 or more, less than 2^64",
                nl: "schrijf een heel getal van 0 of meer, kleiner dan 2^64")
        }
    }
}

/// The files of an event folder, in the order in which they are read and reported.
enum EventFileKind: CaseIterable {
    case sessions, attendees, late, preferences, duties, groups, settings

    var englishName: String {
        switch self {
        case .sessions: "sessions.csv"
        case .attendees: "attendees.csv"
        case .late: "late.csv"
        case .preferences: "preferences.csv"
        case .duties: "duties.csv"
        case .groups: "groups.csv"
        case .settings: "settings.csv"
        }
    }

    var dutchName: String {
        switch self {
        case .sessions: "sessies.csv"
        case .attendees: "deelnemers.csv"
        case .late: "nakomers.csv"
        case .preferences: "voorkeuren.csv"
        case .duties: "taken.csv"
        case .groups: "groepen.csv"
        case .settings: "instellingen.csv"
        }
    }

    private var otherNames: [String] { self == .late ? ["laat.csv", "laatkomers.csv"] : [] }

    var isRequired: Bool { self == .sessions || self == .attendees }

    /// The kind that a file name stands for, in any case.
    init?(fileName: String) {
        let name = fileName.lowercased()
        guard
            let kind = EventFileKind.allCases.first(where: {
                [$0.englishName, $0.dutchName].contains(name) || $0.otherNames.contains(name)
            })
        else { return nil }
        self = kind
    }
}

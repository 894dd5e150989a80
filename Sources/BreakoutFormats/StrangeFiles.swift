import BreakoutModel

/// The files beside those of an event. They are none of our business, except that `dutys.csv`, `Sessies.csv.csv` or
/// `deelnemers.xlsx` is nearly always meant to be read: duties that nobody obeys show only on the day itself.
struct StrangeFiles {
    /// Sorted, so that the order of a folder has no influence.
    private let names: [String]
    private let meant: [(name: String, kind: EventFileKind)]

    init(_ others: [String], beside known: [String]) {
        let present = Set(known.compactMap { EventFileKind(fileName: $0) })
        names = others.filter(StrangeFiles.isTable).sorted()
        var meant: [(name: String, kind: EventFileKind)] = []
        for name in names {
            guard let kind = StrangeFiles.kind(meantBy: name), !present.contains(kind) else { continue }
            meant.append((name, kind))
        }
        self.meant = meant
    }

    /// The file that was probably meant for a kind that is missing.
    func name(meantFor kind: EventFileKind) -> String? { meant.first { $0.kind == kind }?.name }

    func report(_ findings: inout Findings) {
        for (name, kind) in meant where !kind.isRequired { findings.add(.fileNotRead(name, kind)) }
        let rest = names.filter { name in !meant.contains { $0.name == name } }
        if !rest.isEmpty { findings.add(.filesNotRead(rest)) }
    }

    private static func isTable(_ name: String) -> Bool {
        let lower = name.lowercased()
        return [".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods"].contains { lower.hasSuffix($0) }
            && !lower.hasPrefix(".") && !lower.hasPrefix("~$")
    }

    private static func kind(meantBy name: String) -> EventFileKind? {
        var base = name.lowercased()
        while let dot = base.lastIndex(of: "."),
            ["csv", "txt", "tsv", "xlsx", "xls", "ods"].contains(base[base.index(after: dot)...])
        {
            base = String(base[..<dot])
        }
        // `sessies (1)` and `sessies - kopie` are what Windows makes of a second download.
        let first = base.prefix { $0.isLetter }
        let words: [(String, EventFileKind)] = EventFileKind.allCases.flatMap { kind in
            ([kind.englishName, kind.dutchName].map { String($0.dropLast(4)) } + kind.otherWords).map { ($0, kind) }
        }
        for candidate in [base, String(first)] where candidate.count >= 4 {
            if let exact = words.first(where: { $0.0 == candidate }) { return exact.1 }
            if let near = words.first(where: { $0.0.count >= 4 && Suggestion.areOneSlipApart($0.0, candidate) }) {
                return near.1
            }
        }
        return nil
    }
}

extension EventFileKind {
    /// Other names that people give to such a file.
    fileprivate var otherWords: [String] {
        switch self {
        case .sessions: ["session", "sessie", "deelsessies", "deelsessie", "breakouts", "programma", "programme"]
        case .attendees: ["attendee", "deelnemer", "participants", "delegates", "aanmeldingen", "inschrijvingen"]
        case .late: ["nakomer", "laatkomers", "aanmelders"]
        case .preferences: ["preference", "voorkeur", "choices", "keuzes", "rankings"]
        case .duties: ["duty", "dutys", "taak"]
        case .groups: ["group", "groep"]
        case .settings: ["setting", "instelling"]
        }
    }
}

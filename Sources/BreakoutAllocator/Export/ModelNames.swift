import BreakoutModel

/// Names that every solver's reader takes: letters, digits and full stops, with `_` and `__` between the parts; no name
/// twice. What is left of an id is enough to recognise it by; `names.csv` says what each stands for.
struct ModelNames {
    let attendees: [String]
    let sessions: [String]
    let organisations: [String: String]
    let groups: [String: String]

    private static let longest = 30

    init(event: Event) {
        attendees = ModelNames.tokens(event.attendees.map(\.id))
        sessions = ModelNames.tokens(event.sessions.map(\.id))
        organisations = ModelNames.table(event.organisations)
        groups = ModelNames.table(event.groups.map(\.name))
    }

    private static func table(_ names: [String]) -> [String: String] {
        var seen: Set<String> = []
        let once = names.filter { seen.insert($0).inserted }
        return Dictionary(uniqueKeysWithValues: zip(once, tokens(once)))
    }

    private static func tokens(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let safe = String(name.unicodeScalars.prefix(longest).map { isSafe($0) ? Character($0) : "." })
            var token = safe.isEmpty ? "." : safe
            var number = 2
            // Two ids that look the same when made safe are told apart by a number.
            while !taken.insert(token).inserted {
                token = "\(safe).\(number)"
                number += 1
            }
            return token
        }
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "."
    }
}

import BreakoutModel

/// What tells one attendee from another in `attendees.csv`.
///
/// An `attendee` column says so itself. A column that is merely called `Id` may be the number that Microsoft Forms
/// gives to every *submission*: then somebody who sends the form twice has two numbers, and a later export would give
/// everybody a new key. So with the other columns of Forms beside it, or when the same person returns under another
/// number, the e-mail address is the key. Without an id the address is; without an address name and organisation.
struct IdentityRule {
    private enum Source {
        case column(Int), email, name
    }

    private let sources: [Source]

    init(_ table: Table, _ match: HeaderMatch<AttendeeColumn>, _ findings: inout Findings) {
        if let column = match[.attendee] {
            sources = [.column(column), .email, .name] + (match[.id].map { [.column($0)] } ?? [])
            return
        }
        guard let column = match[.id] else {
            sources = [.email, .name]
            return
        }
        let others: [AttendeeColumn] = [.email, .name, .lastName]
        let isForm = match[.completionTime] != nil || match[.startTime] != nil
        if isForm && others.contains(where: { match[$0] != nil })
            || IdentityRule.numbersSubmissions(table, match, id: column)
        {
            sources = [.email, .name, .column(column)]
            findings.add(.submissionNumbers(table.headers[column], at: table.location(header: column)))
        } else {
            sources = [.column(column), .email, .name]
        }
    }

    /// The id of a row; nil when nothing in it says who it is.
    func id(of row: Int, _ table: Table, email: String?, name: String, organisation: () -> String) -> String? {
        for source in sources {
            switch source {
            case .column(let column):
                if !table.range(row, column).isEmpty { return table.text(row, column) }
            case .email: if let email { return email }
            case .name:
                if name.isEmpty { continue }
                let place = organisation()
                return place.isEmpty ? name : "\(name) (\(place))"
            }
        }
        return nil
    }

    /// Whether an id is an e-mail address: something, `@`, something with a dot in it, and no spaces.
    static func isAddress(_ id: String) -> Bool {
        guard id.utf8.contains(0x40), !id.contains(where: \.isWhitespace) else { return false }
        let parts = id.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].dropFirst().dropLast().contains(".")
    }

    /// What Microsoft Forms writes for people who did not sign in.
    static func isAnonymous(_ text: String) -> Bool {
        guard text.utf8.count <= 9 else { return false }
        return ["anonymous", "anoniem"].contains(text.lowercased())
    }

    /// Whether some e-mail address occurs with two numbers and never with two names: several people behind one
    /// address (a secretariat that signs up its aldermen) are not one person.
    private static func numbersSubmissions(
        _ table: Table, _ match: HeaderMatch<AttendeeColumn>, id: Int
    ) -> Bool {
        guard let emailColumn = match[.email] else { return false }
        var seen: [String: (id: String, name: String)] = [:]
        var found = false
        for row in table.rows {
            let email = table.text(row, emailColumn).lowercased()
            let number = table.text(row, id)
            if number.isEmpty || email.isEmpty || isAnonymous(email) { continue }
            guard CellValue.number(number) != nil else { return false }
            let name = match[.name].map { Fold.name(table.text(row, $0)) } ?? ""
            if let other = seen[email] {
                if other.name != name { return false }
                if other.id != number { found = true }
            } else {
                seen[email] = (number, name)
            }
        }
        return found
    }
}

/// `Attendee.key(of:)`, with a short way for ids of printable ASCII with single spaces, which nearly all are.
enum AttendeeKey {
    static func key(of id: String) -> String {
        let bytes = id.utf8Span.span
        var previous: UInt8 = 0x20
        var hasCapitals = false
        for position in bytes.indices {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || previous != 0x20 else {
                return Attendee.key(of: id)
            }
            if byte >= 0x41 && byte <= 0x5A { hasCapitals = true }
            previous = byte
        }
        if previous == 0x20 { return Attendee.key(of: id) }
        if !hasCapitals { return id }
        return String(decoding: id.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }, as: UTF8.self)
    }
}

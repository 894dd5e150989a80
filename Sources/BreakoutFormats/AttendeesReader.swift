import BreakoutModel

/// A row of `attendees.csv`: one submission, before it is known whether it counts.
struct Submission {
    let row: Int
    let id: String
    let key: String
    let name: String
    let email: String?
    /// Number in `AttendeesReading.organisations`, or -1.
    var organisation: Int32
    /// Number in `AttendeesReading.roleSets`.
    var roles: Int32
    let absent: RoundSet
    let registered: Int?
    /// Whether nothing was wrong with the row.
    var isUsable: Bool
    /// Whether it stands in the file of late sign-ups.
    var isLate = false
}

/// What `attendees.csv` says, apart from the rankings: those are read later, of the submissions that count.
struct AttendeesReading {
    var submissions: [Submission] = []
    /// Organisations and lists of roles as written, each spelling once.
    var organisations: [String] = []
    var roleSets: [[String]] = [[]]
    /// Where each list of roles stands first; nil for the empty one.
    var rolePlaces: [Diagnostic.Location?] = [nil]
    /// The headers that are no columns of their own and may hold rankings.
    var otherColumns: [Int] = []
    var match: HeaderMatch<AttendeeColumn>?

    init() {}

    /// A file of late sign-ups `mayBeEmpty`.
    init(
        _ table: Table, roundCount: Int, mayBeEmpty: Bool = false, _ source: inout SourceFile,
        _ findings: inout Findings
    ) {
        let match = HeaderMatch<AttendeeColumn>(table, &findings)
        self.match = match
        otherColumns = match.unknown
        let identifying: [AttendeeColumn] = [.attendee, .id, .email, .name, .lastName]
        guard identifying.contains(where: { match[$0] != nil }) else {
            findings.add(
                .noIdentity(found: table.headers.filter { !$0.isEmpty }, at: table.location(header: 0)))
            return
        }
        let reader = AttendeesReader(table: table, match: match, roundCount: roundCount, &findings)
        var organisations = reader.organisations, roles = reader.roleLists
        submissions.reserveCapacity(table.rows.count)
        table.readRows(with: reader, &source, &findings) { row, reader, findings in
            guard let submission = reader.read(row, &findings) else { return false }
            reader.submissions.append(submission)
            return submission.isUsable
        } gather: { piece in
            // Each piece has numbers of its own for organisations and lists of roles.
            let organisationNumbers = organisations.add(piece.organisations, table)
            let roleNumbers = roles.add(piece.roleLists, table)
            for var submission in piece.submissions {
                if submission.organisation >= 0 {
                    submission.organisation = organisationNumbers[Int(submission.organisation)]
                }
                if submission.roles > 0 { submission.roles = roleNumbers[Int(submission.roles) - 1] + 1 }
                submissions.append(submission)
            }
        }
        self.organisations = organisations.texts(table)
        roleSets += roles.texts(table).map(CellValue.list)
        rolePlaces += roles.places(table)
        if source.read == source.blank && !mayBeEmpty { findings.add(.noAttendees(table.file)) }
    }
}

/// Reads consecutive rows. Cells that recur (organisations, roles, absences) are worked out once for each spelling.
private struct AttendeesReader: Sendable {
    let table: Table
    let columns: Columns
    let roundCount: Int
    let identity: IdentityRule
    let dates: DateColumn?
    var submissions: [Submission] = []
    private(set) var organisations: Spellings
    /// Without the empty one.
    private(set) var roleLists: Spellings
    private var absences = ByteTable()
    private var absenceSets: [RoundSet] = []

    /// The positions of the columns, looked up once.
    struct Columns {
        let attendee, id, email, name, first, infix, last, organisation, roles, absent: Int?
    }

    init(table: Table, match: HeaderMatch<AttendeeColumn>, roundCount: Int, _ findings: inout Findings) {
        self.table = table
        self.roundCount = roundCount
        columns = Columns(
            attendee: match[.attendee], id: match[.id], email: match[.email], name: match[.name],
            first: match[.firstName], infix: match[.infix], last: match[.lastName],
            organisation: match[.organisation], roles: match[.roles], absent: match[.absent])
        organisations = Spellings(column: match[.organisation] ?? 0)
        roleLists = Spellings(column: match[.roles] ?? 0)
        identity = IdentityRule(table, match, &findings)
        let language: Language = AttendeesReader.hasDutchHeaders(table) ? .dutch : .english
        dates = (match[.registered] ?? match[.completionTime] ?? match[.startTime]).map {
            DateColumn(table, column: $0, headerLanguage: language, &findings)
        }
    }

    /// Nil when the row does not say whose it is.
    mutating func read(_ row: Int, _ findings: inout Findings) -> Submission? {
        let before = findings.errorCount
        let email = self.email(row)
        let written = name(row)
        let organisation = organisation(row)
        guard !table.beginsWithTotal(row) else {
            findings.add(.totalRow(table.text(row, 0), at: table.location(row: row)))
            return nil
        }
        let place = { organisation < 0 ? "" : table.text(row, columns.organisation!) }
        guard let id = identity.id(of: row, table, email: email, name: written, organisation: place) else {
            findings.add(.attendeeWithoutIdentity(at: firstFilled(row)))
            return nil
        }
        let roles = roles(row)
        let absent = absent(row, &findings)
        let registered = dates?.value(table, row, &findings)
        return Submission(
            row: row, id: id, key: AttendeeKey.key(of: id), name: written.isEmpty ? id : written,
            email: email ?? (IdentityRule.isAddress(id) ? id : nil), organisation: organisation, roles: roles,
            absent: absent, registered: registered, isUsable: findings.errorCount == before)
    }

    private func email(_ row: Int) -> String? {
        guard let column = columns.email else { return nil }
        let text = table.text(row, column)
        return text.isEmpty || IdentityRule.isAnonymous(text) ? nil : text
    }

    private func name(_ row: Int) -> String {
        if let column = columns.name {
            let text = table.text(row, column)
            if !text.isEmpty && !IdentityRule.isAnonymous(text) { return text }
        }
        guard columns.last != nil || columns.first != nil else { return "" }
        return [columns.first, columns.infix, columns.last].compactMap { column in
            column.map { table.text(row, $0) }
        }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// -1 for none.
    private mutating func organisation(_ row: Int) -> Int32 {
        guard let column = columns.organisation, !table.range(row, column).isEmpty else { return -1 }
        return organisations.number(row, table)
    }

    /// 0 for none.
    private mutating func roles(_ row: Int) -> Int32 {
        guard let column = columns.roles, !table.range(row, column).isEmpty else { return 0 }
        return roleLists.number(row, table) + 1
    }

    private mutating func absent(_ row: Int, _ findings: inout Findings) -> RoundSet {
        guard let column = columns.absent else { return RoundSet() }
        let range = table.range(row, column)
        if range.isEmpty { return RoundSet() }
        if let known = absences.value(of: range, in: table.bytes) { return absenceSets[Int(known)] }
        guard let rounds = rounds(table.text(row, column)) else {
            findings.add(
                .unreadableAbsence(
                    table.text(row, column), rounds: roundCount, at: table.location(row, column)))
            return RoundSet()
        }
        absences.insert(Int32(absenceSets.count), for: range, in: table.bytes)
        absenceSets.append(rounds)
        return rounds
    }

    /// `1;2`, `ronde 1`, `1 en 2`, `alles`; nil when it is none of those or names a round that does not exist.
    private func rounds(_ text: String) -> RoundSet? {
        switch Fold.name(text) {
        case "all", "alles", "alle", "allerondes", "allrounds", "both", "beide", "heledag", "deheledag":
            return RoundSet(0..<roundCount)
        case "-", "no", "nee", "none", "geen", "nietafwezig", "0": return RoundSet()
        default: break
        }
        let words = Fold.words(text).split { ";,+&/ \n".contains($0) }.map(String.init)
        var result = RoundSet()
        for word in words where !["en", "and", "ronde", "rondes", "round", "rounds"].contains(word) {
            guard let number = CellValue.round(word), number <= roundCount || roundCount == 0,
                number <= RoundSet.capacity
            else { return nil }
            result.insert(number - 1)
        }
        return result.isEmpty ? nil : result
    }

    private func firstFilled(_ row: Int) -> Diagnostic.Location {
        let column = table.headers.indices.first { !table.range(row, $0).isEmpty }
        return table.location(row, column ?? 0)
    }

    private static func hasDutchHeaders(_ table: Table) -> Bool {
        let dutch: Set<String> = [
            "deelnemer", "naam", "voornaam", "achternaam", "gemeente", "organisatie", "rollen", "rol",
            "afwezig",
            "aangemeld", "aangemeldop", "aanmelddatum", "begintijd", "tijdvanvoltooien", "tijdstempel",
            "voltooiingstijd", "stad", "emailadres",
        ]
        return table.headers.contains { header in
            let folded = Fold.header(header)
            return dutch.contains(folded) || folded.hasPrefix("ronde") || folded.hasPrefix("keuze")
        }
    }
}

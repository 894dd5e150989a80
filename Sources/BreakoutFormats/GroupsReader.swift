import BreakoutModel

enum GroupColumn: ColumnKind {
    case group, attendee, rule

    var title: Bilingual {
        switch self {
        case .group: Bilingual(en: "group", nl: "groep")
        case .attendee: Bilingual(en: "attendee", nl: "deelnemer")
        case .rule: Bilingual(en: "rule", nl: "regel")
        }
    }

    var otherNames: [String] {
        switch self {
        case .group: []
        case .attendee: ["id", "email", "participant", "naam", "name", "member", "lid"]
        case .rule: []
        }
    }

    var isRequired: Bool { true }
}

/// What `groups.csv` says.
struct GroupsReader {
    private struct Draft {
        var spellings = NameGatherer()
        var firstRow: Int
        var rule: (GroupRule, row: Int)?
        var members: Set<AttendeeIndex> = []
    }

    private let table: Table
    private let match: HeaderMatch<GroupColumn>
    private var drafts: [String: Draft] = [:]

    static let words: [(GroupRule, [String])] = [
        (.together, ["together", "samen", "bijelkaar"]),
        (.apart, ["apart", "nietsamen", "gescheiden", "separate"]),
    ]

    /// Groups in the order of their names.
    static func read(
        _ table: Table, _ attendees: AttendeeNames, _ source: inout SourceFile,
        _ findings: inout Findings
    ) -> [Group] {
        let match = HeaderMatch<GroupColumn>(table, &findings)
        guard match.hasRequired(table, &findings) else { return [] }
        match.noteUnknown(table, &findings)
        var reader = GroupsReader(table: table, match: match)
        table.forEachRow(&source, &findings) { row, findings in
            let before = findings.errorCount
            reader.read(row, attendees, &findings)
            return findings.errorCount == before
        }
        return reader.groups(&findings)
    }

    private init(table: Table, match: HeaderMatch<GroupColumn>) {
        self.table = table
        self.match = match
    }

    private mutating func read(_ row: Int, _ attendees: AttendeeNames, _ findings: inout Findings) {
        let name = table.text(row, match[.group]!)
        let folded = Fold.name(name)
        guard !folded.isEmpty else {
            findings.add(.groupWithoutName(at: table.location(row, match[.group]!)))
            return
        }
        var draft = drafts[folded] ?? Draft(firstRow: row)
        defer { drafts[folded] = draft }
        draft.spellings.add(name)
        readRule(row, name, &draft, &findings)
        guard let attendee = attendees.find(table, row, match[.attendee]!, &findings) else { return }
        if !draft.members.insert(AttendeeIndex(attendee)).inserted {
            findings.add(.groupMemberTwice(name, at: table.location(row, match[.attendee]!)))
        }
    }

    /// A rule may be left out in rows after the one that gives it, but not be contradicted.
    private func readRule(_ row: Int, _ name: String, _ draft: inout Draft, _ findings: inout Findings) {
        let column = match[.rule]!
        let text = table.text(row, column)
        if text.isEmpty { return }
        guard let rule = GroupsReader.words.first(where: { $0.1.contains(Fold.name(text)) })?.0 else {
            let suggestion = Suggestion.closest(to: text, among: GroupsReader.words.flatMap(\.1))
            findings.add(.unknownRule(text, suggestion: suggestion, at: table.location(row, column)))
            return
        }
        if let held = draft.rule, held.0 != rule {
            findings.add(
                .contradictoryRules(name, firstLine: table.line(held.row), at: table.location(row, column)))
        } else if draft.rule == nil {
            draft.rule = (rule, row)
        }
    }

    private func groups(_ findings: inout Findings) -> [Group] {
        drafts.sorted { Event.naturallyPrecedes($0.key, $1.key) }.compactMap { _, draft in
            let name = draft.spellings.gathered[0].spelling
            if draft.members.count == 1 {
                findings.add(.groupOfOne(name, at: table.location(row: draft.firstRow)))
            }
            guard let rule = draft.rule?.0 else {
                findings.add(.groupWithoutRule(name, at: table.location(draft.firstRow, match[.rule]!)))
                return nil
            }
            return draft.members.isEmpty
                ? nil
                : Group(
                    name: name, rule: rule, members: Array(draft.members),
                    origin: table.location(row: draft.firstRow))
        }
    }
}

import BreakoutModel

/// Reads the rankings of one attendee after another, in whatever shape each round has.
///
/// Cells name few different sessions, so what a cell's bytes stand for is worked out once and then looked up; only a
/// cell with something to report goes the long way.
struct RankingReader {
    let table: Table
    let plan: RankingPlan
    let names: SessionNames
    let options: ReadingOptions
    let finder: ItemFinder
    /// By round: bytes of a cell → position of a session, or -1 for a cell with something to report.
    private var cells: [ByteTable]
    /// By round: bytes of an item of a list, all that stands between two breaks → position of a session.
    var items: [ByteTable]

    /// Most people rank no more sessions of a round.
    private static let usualLength = 8

    /// One choice as read; the offset is where the file names it.
    struct Choice {
        let session: Int
        let rank: Int
        let offset: Int
    }

    init(table: Table, plan: RankingPlan, names: SessionNames, options: ReadingOptions) {
        self.table = table
        self.plan = plan
        self.names = names
        self.options = options
        finder = ItemFinder(names)
        cells = Array(repeating: ByteTable(), count: plan.shapes.count)
        items = cells
    }

    /// The attendee's ranking of every round; empty where the round is read from another file.
    mutating func read(_ row: Int, _ findings: inout Findings) -> [[RankedSession]] {
        var result: [[RankedSession]] = []
        result.reserveCapacity(plan.shapes.count)
        for (round, shape) in plan.shapes.enumerated() {
            switch shape {
            case .none, .long: result.append([])
            case .choices(let columns): result.append(choices(row, round, columns, &findings))
            case .list(let column): result.append(list(row, round, column, &findings))
            case .grid(let columns): result.append(grid(row, round, columns, &findings))
            }
        }
        return result
    }

    private mutating func choices(
        _ row: Int, _ round: Int, _ columns: [RankingShape.ChoiceColumn], _ findings: inout Findings
    ) -> [RankedSession] {
        var ranking: [RankedSession] = []
        ranking.reserveCapacity(columns.count)
        for column in columns {
            let range = table.range(row, column.column)
            if range.isEmpty { continue }
            let session = session(range, row, column.column, round, &findings)
            if session < 0 { continue }
            if ranking.contains(where: { $0.session.value == session }) {
                let choice = Choice(session: session, rank: column.choice, offset: range.lowerBound)
                report(twice: choice, round, &findings)
            } else {
                ranking.append(RankedSession(SessionIndex(session), rank: ranking.count + 1))
            }
        }
        return ranking
    }

    /// The session that a cell names, or -1 after reporting why there is none.
    private mutating func session(
        _ range: Range<Int>, _ row: Int, _ column: Int, _ round: Int, _ findings: inout Findings
    ) -> Int {
        if let known = cells[round].value(of: range, in: table.bytes), known >= 0 { return Int(known) }
        // A Forms question with a single answer still leaves a `;` behind it.
        var name = table.text(row, column)
        var reference = names.resolve(name, inRound: round)
        if reference == .unknown, name.last == ";" {
            name = CellValue.trimmed(name.dropLast())
            reference = names.resolve(name, inRound: round)
        }
        if case .session(let session) = reference {
            cells[round].insert(Int32(session), for: range, in: table.bytes)
            return session
        }
        if reference == .unknown && CellValue.isNoPreference(name) { return -1 }
        names.report(reference, name, round, options, { table.location(row, column) }, &findings)
        return -1
    }

    private func grid(
        _ row: Int, _ round: Int, _ columns: [RankingShape.SessionColumnPlace], _ findings: inout Findings
    ) -> [RankedSession] {
        var found: [Choice] = []
        found.reserveCapacity(RankingReader.usualLength)
        for column in columns {
            let range = table.range(row, column.column)
            if range.isEmpty { continue }
            if let rank = rank(range, row, column.column) {
                found.append(Choice(session: column.session, rank: rank, offset: range.lowerBound))
            } else if !CellValue.isNoPreference(table.text(row, column.column)) {
                findings.add(
                    .unreadableRank(table.text(row, column.column), at: table.location(row, column.column)))
            }
        }
        return Ranking.finished(found, sorted: false) { _ in }
    }

    private func rank(_ range: Range<Int>, _ row: Int, _ column: Int) -> Int? {
        if range.count == 1, let byte = table.bytes[range].first, byte >= 0x31, byte <= 0x39 {
            return Int(byte) - 0x30
        }
        return CellValue.rank(table.text(row, column))
    }

    func report(twice: Choice, _ round: Int, _ findings: inout Findings) {
        findings.add(
            .choiceTwice(
                names.sessions[twice.session].title, round: round + 1,
                at: table.lines.location(of: twice.offset)))
    }
}

/// From choices as read to a ranking: sorted, each session once, ranks numbered 1, 2, ... without gaps.
enum Ranking {
    /// Calls `twice` for every choice that repeats a session.
    static func finished(
        _ choices: [RankingReader.Choice], sorted: Bool, twice: (RankingReader.Choice) -> Void
    ) -> [RankedSession] {
        let ordered =
            sorted
            ? choices : choices.sorted { ($0.rank, $0.session, $0.offset) < ($1.rank, $1.session, $1.offset) }
        var ranking: [RankedSession] = []
        ranking.reserveCapacity(ordered.count)
        var rank = 0, last = Int.min
        for choice in ordered {
            if ranking.contains(where: { $0.session.value == choice.session }) {
                twice(choice)
                continue
            }
            if choice.rank != last { rank += 1 }
            last = choice.rank
            ranking.append(RankedSession(SessionIndex(choice.session), rank: rank))
        }
        return ranking
    }
}

extension SessionNames {
    /// Reports why a choice counts for nothing.
    func report(
        _ reference: SessionReference, _ name: String, _ round: Int, _ options: ReadingOptions,
        _ location: () -> Diagnostic.Location, _ findings: inout Findings
    ) {
        switch reference {
        case .session: break
        case .otherRound(let other):
            findings.add(.choiceOfOtherRound(name, round: round + 1, other: other + 1, at: location()))
        case .ambiguous(let ids): findings.add(.ambiguousSession(name, ids: ids, at: location()))
        case .fixedItem:
            findings.add(
                .choiceOfFixedItem(
                    name, round: round + 1, dropped: options.dropUnknownChoices, at: location()))
        case .unknown:
            if isLost(name) { return }
            let location = location()
            let isFull = findings.isFull("unknown-session", file: location.file)
            findings.add(
                .unknownChoice(
                    name, round: round + 1, suggestion: isFull ? nil : suggestion(for: name, inRound: round),
                    dropped: options.dropUnknownChoices, at: location))
        }
    }
}

import BreakoutModel

/// How the rankings of one round are written down.
enum RankingShape: Equatable {
    case none
    /// One column for each choice, in the order of choices.
    case choices([ChoiceColumn])
    /// All choices in one cell, best first.
    case list(column: Int)
    /// One column for each session, holding its rank.
    case grid([SessionColumnPlace])
    /// In a file of its own.
    case long

    struct ChoiceColumn: Equatable {
        let choice: Int
        let column: Int
    }

    struct SessionColumnPlace: Equatable {
        /// The position in canonical order.
        let session: Int
        let column: Int
    }

    var name: Bilingual {
        switch self {
        case .none: Bilingual(en: "no rankings", nl: "geen voorkeuren")
        case .choices: Bilingual(en: "choice columns", nl: "een kolom per keuze")
        case .list: Bilingual(en: "list in a cell", nl: "een lijst in een cel")
        case .grid: Bilingual(en: "session columns", nl: "een kolom per deelsessie")
        case .long: Bilingual(en: "long", nl: "een rij per keuze")
        }
    }
}

/// For each round how its rankings are read from `attendees.csv`.
struct RankingPlan {
    private(set) var shapes: [RankingShape]
    /// All columns that the plan uses.
    private(set) var usedColumns: Set<Int> = []

    /// A header that speaks of a round or a choice.
    private struct Candidate {
        let header: RankingHeader
        let column: Int
        let round: Int
    }

    init(roundCount: Int) { shapes = Array(repeating: .none, count: roundCount) }

    /// Builds the plan from the headers in `columns`. Words decide where they can; where a header has words of its
    /// own, the cells do.
    init(
        _ table: Table, columns: [Int], names: SessionNames, options: ReadingOptions,
        _ findings: inout Findings
    ) {
        self.init(roundCount: names.roundCount)
        var choices: [Int: [RankingShape.ChoiceColumn]] = [:]
        var lists: [Int: [Int]] = [:]
        var grids: [Int: [RankingShape.SessionColumnPlace]] = [:]
        for column in columns {
            switch RankingPlan.meaning(of: column, table, names, options, &findings) {
            case .nothing: continue
            case .handled: break
            case .choice(let choice, let round):
                choices[round, default: []].append(.init(choice: choice, column: column))
            case .list(let round): lists[round, default: []].append(column)
            case .session(let session, let round):
                grids[round, default: []].append(.init(session: session, column: column))
            }
            usedColumns.insert(column)
        }
        for round in shapes.indices {
            let all = [
                choices[round].map { RankingShape.choices($0.sorted { $0.choice < $1.choice }) },
                lists[round].map { RankingShape.list(column: $0[0]) },
                grids[round].map { RankingShape.grid($0.sorted { $0.session < $1.session }) },
            ].compactMap { $0 }
            guard let shape = all.first else { continue }
            shapes[round] = shape
            checkTwice(round, shape, lists[round] ?? [], table, names, &findings)
            if all.count > 1 {
                findings.add(
                    .mixedShapes(
                        all.map(\.name), round: round + 1, at: table.location(header: all[1].firstColumn)))
            }
        }
    }

    mutating func setLong(round: Int) { shapes[round] = .long }

    private enum Meaning {
        case nothing, handled
        case choice(Int, round: Int)
        case list(round: Int)
        case session(Int, round: Int)
    }

    private static func meaning(
        of column: Int, _ table: Table, _ names: SessionNames, _ options: ReadingOptions,
        _ findings: inout Findings
    ) -> Meaning {
        let text = table.headers[column]
        guard let header = RankingHeader(text) else {
            // The columns of a grid in Microsoft Forms are headed by the session alone.
            if case .session(let session) = names.resolve(text) {
                return .session(session, round: names.sessions[session].round)
            }
            return .nothing
        }
        guard let round = header.round ?? (names.roundCount == 1 ? 1 : nil), round >= 1 else {
            return report(
                .choiceWithoutRound(text, at: table.location(header: column)), column, table, &findings)
        }
        guard round <= names.roundCount else {
            return report(
                .rankingOfUnknownRound(
                    text, round: round, rounds: names.roundCount, at: table.location(header: column)),
                column, table, &findings)
        }
        if let bracket = header.bracket {
            return bracketed(bracket, header, round - 1, column, table, names, options, &findings)
        }
        if header.choice == nil, !header.remainder.isEmpty,
            case .session(let session) = names.resolve(header.remainder, inRound: round - 1)
        {
            return .session(session, round: round - 1)
        }
        if header.hasOtherWords, !anyCellNamesSession(column, table, names, round - 1) {
            if table.hasContents(column: column) {
                findings.add(.roundColumnNotRead(text, round: round, at: table.location(header: column)))
            }
            return .nothing
        }
        return header.choice.map { .choice($0, round: round - 1) } ?? .list(round: round - 1)
    }

    /// A column that cannot be placed is only a problem when it holds something.
    private static func report(
        _ diagnostic: Diagnostic, _ column: Int, _ table: Table, _ findings: inout Findings
    ) -> Meaning {
        guard table.hasContents(column: column) else { return .nothing }
        findings.add(diagnostic)
        return .handled
    }

    /// `Ronde 1 [...]`: a choice or a session.
    private static func bracketed(
        _ bracket: String, _ header: RankingHeader, _ round: Int, _ column: Int, _ table: Table,
        _ names: SessionNames, _ options: ReadingOptions, _ findings: inout Findings
    ) -> Meaning {
        let reference = names.resolve(bracket, inRound: round)
        if case .session(let session) = reference { return .session(session, round: round) }
        if let choice = header.choice ?? RankingHeader.choice(inBracket: bracket) {
            return .choice(choice, round: round)
        }
        guard table.hasContents(column: column), !names.isLost(bracket) else { return .handled }
        let location = table.location(header: column)
        switch reference {
        case .ambiguous(let ids): findings.add(.ambiguousSession(bracket, ids: ids, at: location))
        case .otherRound(let other):
            findings.add(.choiceOfOtherRound(bracket, round: round + 1, other: other + 1, at: location))
        default:
            findings.add(
                .unknownChoice(
                    bracket, round: round + 1, suggestion: names.suggestion(for: bracket, inRound: round),
                    dropped: options.dropUnknownChoices, at: location))
        }
        return .handled
    }

    private static func anyCellNamesSession(
        _ column: Int, _ table: Table, _ names: SessionNames, _ round: Int
    ) -> Bool {
        let items = ItemFinder(names)
        return table.rows.contains { row in
            guard !table.range(row, column).isEmpty else { return false }
            return items.items(FoldedCell(table, row, column), in: table).contains { item in
                names.resolve(folded: item.folded, inRound: round) != .unknown
            }
        }
    }

    /// The same choice, list or session in two columns.
    private func checkTwice(
        _ round: Int, _ shape: RankingShape, _ lists: [Int], _ table: Table, _ names: SessionNames,
        _ findings: inout Findings
    ) {
        var pairs: [(Int, Int)] = []
        switch shape {
        case .choices(let columns):
            for (a, b) in zip(columns, columns.dropFirst()) where a.choice == b.choice {
                pairs.append((a.column, b.column))
            }
        case .grid(let columns):
            for (a, b) in zip(columns, columns.dropFirst()) where a.session == b.session {
                pairs.append((a.column, b.column))
            }
        default: if lists.count > 1 { pairs.append((lists[0], lists[1])) }
        }
        for (first, second) in pairs {
            findings.add(
                .columnTwice(
                    table.headers[second], first: table.headers[first], at: table.location(header: second)))
        }
    }
}

extension RankingShape {
    var firstColumn: Int {
        switch self {
        case .choices(let columns): columns[0].column
        case .list(let column): column
        case .grid(let columns): columns[0].column
        case .none, .long: 0
        }
    }
}

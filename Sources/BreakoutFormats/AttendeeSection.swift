import BreakoutModel

/// The attendees and their rankings: the submissions that count, in canonical order, and how their rankings are
/// written down.
struct AttendeeSection {
    private(set) var table: Table?
    private(set) var reading = AttendeesReading()
    /// In canonical order.
    private(set) var current: [Submission] = []
    /// The file of late sign-ups, and how their rankings are written down.
    private var late: (table: Table, plan: RankingPlan)?
    private(set) var names = AttendeeNames([])
    private(set) var plan = RankingPlan(roundCount: 0)
    private var preferences: (reading: PreferencesReading, table: Table)?

    mutating func read(
        _ table: Table, _ sessions: SessionsReading, _ options: ReadingOptions, mayBeEmpty: Bool = false,
        _ source: inout SourceFile, _ findings: inout Findings
    ) {
        self.table = table
        reading = AttendeesReading(
            table, roundCount: sessions.roundCount, mayBeEmpty: mayBeEmpty, &source, &findings)
        current = Submissions.current(
            reading.submissions, table, witnesses: AttendeeSection.witnesses(reading, table), &source, &findings)
        reading.submissions = []
        names = AttendeeNames(current)
        if sessions.roundCount > 0 {
            plan = RankingPlan(
                table, columns: reading.otherColumns, names: sessions.names, options: options, &findings)
            reading.match?.noteUnknown(table, except: plan.usedColumns, &findings)
        }
        noteShapes(&source, &findings)
    }

    /// The columns that tell people apart beside their key and name (`Submissions.current`).
    private static func witnesses(_ reading: AttendeesReading, _ table: Table) -> [Int] {
        let asked = reading.otherColumns.filter { column in
            let header = Fold.header(table.headers[column])
            return RankingHeader(table.headers[column]) == nil
                && (header.contains("naam") || header.contains("name"))
        }
        return (reading.match?[.organisation].map { [$0] } ?? []) + asked
    }

    /// Late sign-ups in a file of their own, in any shape that `attendees.csv` may have. Who is in both files counts as
    /// in this one: it is the later.
    mutating func readLate(
        _ table: Table, _ sessions: SessionsReading, _ options: ReadingOptions,
        _ sources: inout [EventFileKind: SourceFile], _ findings: inout Findings
    ) {
        var section = AttendeeSection()
        section.read(table, sessions, options, mayBeEmpty: true, &sources[.late]!, &findings)
        late = (table, section.plan)
        let organisations = Int32(reading.organisations.count), roles = Int32(reading.roleSets.count)
        reading.organisations += section.reading.organisations
        reading.roleSets += section.reading.roleSets
        reading.rolePlaces += section.reading.rolePlaces
        let newcomers = section.current.map { submission in
            Submission(
                row: submission.row, id: submission.id, key: submission.key, name: submission.name,
                email: submission.email,
                organisation: submission.organisation < 0 ? -1 : submission.organisation + organisations,
                roles: submission.roles + roles, absent: submission.absent, registered: submission.registered,
                isUsable: submission.isUsable, isLate: true)
        }
        let byKey = Dictionary(newcomers.map { ($0.key, $0) }) { first, _ in first }
        current.removeAll { old in
            guard let new = byKey[old.key] else { return false }
            let place = self.table!.location(row: old.row)
            findings.add(
                PersonName.mayBeOne(old.name, new.name)
                    ? .supersededByLate(new.id, file: table.file, line: table.line(new.row), at: place)
                    : .twoPeople(new.id, (old.name, new.name), line: table.line(new.row), at: place))
            if old.isUsable {
                sources[.attendees]!.used -= 1
                sources[.attendees]!.superseded += 1
            }
            return true
        }
        current += newcomers
        current.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        names = AttendeeNames(current)
    }

    /// Rankings in a file of their own, for rounds that have none in `attendees.csv`.
    mutating func readPreferences(
        _ table: Table, _ sessions: SessionsReading, _ options: ReadingOptions, _ source: inout SourceFile,
        _ findings: inout Findings
    ) {
        let reading = PreferencesReading(table, names, sessions.names, options, &source, &findings)
        preferences = (reading, table)
        for (round, location) in reading.rounds.sorted(by: { $0.key < $1.key }) {
            if plan.shapes[round] != .none {
                findings.add(
                    .mixedShapes(
                        [plan.shapes[round].name, RankingShape.long.name], round: round + 1, at: location))
            }
            plan.setLong(round: round)
        }
        if !reading.rounds.isEmpty {
            source.rankingShape = RankingShape.long.name.english
            findings.add(
                .rankingShapes([(RankingShape.long.name, reading.rounds.keys.sorted())], file: table.file))
        }
    }

    /// The rankings of all attendees; nil when there are no sessions or attendees to speak of.
    func rankings(
        _ sessions: SessionsReading, _ options: ReadingOptions, _ sources: inout [EventFileKind: SourceFile],
        _ findings: inout Findings
    ) -> RankingTable? {
        guard let table, sessions.roundCount > 0, !current.isEmpty else { return nil }
        reportUnranked(table, sessions.names, &findings)
        let (current, plan, names, preferences) = (current, plan, sessions.names, preferences)
        let late = late
        let longRounds = plan.shapes.indices.filter { plan.shapes[$0] == .long }
        let pieces = Parallel.map(current.count) { people in
            var piece = RankingPiece(roundCount: names.roundCount, attendeeCapacity: people.count)
            var reader = RankingReader(table: table, plan: plan, names: names, options: options)
            var lateReader = late.map {
                RankingReader(table: $0.table, plan: $0.plan, names: names, options: options)
            }
            for position in people {
                let submission = current[position]
                let before = piece.findings.errorCount
                var ranking =
                    submission.isLate
                    ? lateReader!.read(submission.row, &piece.findings)
                    : reader.read(submission.row, &piece.findings)
                if piece.findings.errorCount > before && submission.isUsable {
                    piece.spoilt[submission.isLate ? .late : .attendees, default: 0] += 1
                }
                if let preferences {
                    // Somebody who signed up late may have rankings in their own row as well.
                    for round in longRounds where !submission.isLate || late!.plan.shapes[round] == .none {
                        ranking[round] = preferences.reading.ranking(
                            position, round, preferences.table, names, &piece.findings)
                    }
                }
                piece.rankings.append(ranking)
            }
            return piece
        }
        var rankings = RankingTable(roundCount: sessions.roundCount, attendeeCapacity: current.count)
        rankings.append(contentsOf: pieces.map(\.rankings))
        for piece in pieces {
            findings.add(contentsOf: piece.findings)
            for (file, count) in piece.spoilt {
                sources[file]!.used -= count
                sources[file]!.rejected += count
            }
        }
        return rankings
    }

    /// The rankings of consecutive attendees.
    private struct RankingPiece: Sendable {
        var rankings: RankingTable
        var findings = Findings()
        /// How many rows turned out to be of no use.
        var spoilt: [EventFileKind: Int] = [:]

        init(roundCount: Int, attendeeCapacity: Int) {
            rankings = RankingTable(roundCount: roundCount, attendeeCapacity: attendeeCapacity)
        }
    }

    private func noteShapes(_ source: inout SourceFile, _ findings: inout Findings) {
        var shapes: [(name: Bilingual, rounds: [Int])] = []
        for (round, shape) in plan.shapes.enumerated() where shape != .none {
            if let held = shapes.firstIndex(where: { $0.name == shape.name }) {
                shapes[held].rounds.append(round)
            } else {
                shapes.append((shape.name, [round]))
            }
        }
        guard !shapes.isEmpty else { return }
        source.rankingShape =
            shapes.count == 1
            ? shapes[0].name.english
            : shapes.map { shape in
                shape.rounds.map { "round \($0 + 1)" }.joined(separator: ", ") + ": " + shape.name.english
            }.joined(separator: "; ")
        findings.add(.rankingShapes(shapes, file: source.name))
    }
}

import BreakoutModel

/// What a rerun says about more moves: every point of `frontier.json` an allocation with a proof, and every line of
/// `summary.json` what a point has and, between two points of one quality, the best that there can be.
struct FrontierChecks {
    private let rules: RuleBook
    private let records: [AllocationRecord]
    private let published: PublishedRun
    private let summary: Summary

    /// `filled` is undone in the records: what is proven is about the allocation before.
    init(rules: RuleBook, records: [AllocationRecord], published: PublishedRun, summary: Summary) {
        self.rules = rules
        self.published = published
        self.summary = summary
        var records = records
        for seat in (summary.rerun?.filled ?? []).reversed() {
            let key = Attendee.key(of: seat.attendee)
            for index in records.indices
            where records[index].round == seat.round && Attendee.key(of: records[index].attendee) == key {
                records[index].session = seat.from
            }
        }
        self.records = records
    }

    /// A point as it was found to be.
    private struct Judged {
        let extraMoves: Int
        let line: FrontierPoint
        let isProven: Bool
        let quality: [Int]
    }

    func check(_ proofs: FrontierProofs?, _ findings: inout Findings) {
        guard let rerun = summary.rerun else { return }
        let lines = rerun.frontier ?? []
        guard !lines.isEmpty || rerun.allowingWorse != nil else {
            if proofs != nil { findings.add(.frontierNotStated()) }
            return
        }
        guard let proofs else {
            findings.add(.frontierWithoutProofs())
            return
        }
        if proofs.format != FrontierProofs.format { findings.add(.frontierFormat(proofs.format)) }
        let extras = proofs.points.map(\.extraMoves)
        guard extras.first == 0, extras == Set(extras).sorted(), lines.map(\.extraMoves) == Array(lines.indices) else {
            findings.add(.frontierOrder())
            return
        }
        let terms = published.terms
        let points = proofs.points.compactMap { judge($0, allowsWorse: terms.allowsWorse, &findings) }
        guard points.count == proofs.points.count else { return }
        for line in lines { check(line, points, isLast: line.extraMoves == lines.count - 1, &findings) }
        checkAllowingWorse(rerun.allowingWorse, proofs.allowingWorse, &findings)
        findings.looked(at: .frontierPoints, points.count + (proofs.allowingWorse == nil ? 0 : 1))
    }

    private func check(_ line: FrontierPoint, _ points: [Judged], isLast: Bool, _ findings: inout Findings) {
        let extra = line.extraMoves
        let below = points.last { $0.extraMoves <= extra }!
        var expected = below.line
        if extra != below.extraMoves { expected.movers = [] }
        compare(line, expected, "\(extra)", &findings)
        func agrees(_ other: Judged) -> Bool { other.isProven && other.quality == below.quality }
        var isProven = below.isProven && (points.first { $0.extraMoves >= extra }.map(agrees) ?? false)
        if isLast {
            let told = ToldPlaces(records: published.records, event: rules.event).count
            isProven = isProven && points.last!.extraMoves >= told && agrees(points.last!)
        }
        if line.proven != isProven { findings.add(.frontierProven(extra, is: line.proven)) }
    }

    private func checkAllowingWorse(
        _ line: FrontierPoint?, _ point: FrontierProofs.Point?, _ findings: inout Findings
    ) {
        guard let line, let point else {
            if (line == nil) != (point == nil) { findings.add(.frontierWithoutProofs()) }
            return
        }
        guard let judged = judge(point, allowsWorse: true, &findings) else { return }
        compare(line, judged.line, "allowingWorse", &findings)
        if line.extraMoves != judged.extraMoves || line.proven != judged.isProven {
            findings.add(.frontierProven(line.extraMoves, is: line.proven))
        }
    }

    private func compare(_ line: FrontierPoint, _ counted: FrontierPoint, _ at: String, _ findings: inout Findings) {
        func compare<Value: Equatable>(_ field: String, _ value: (FrontierPoint) -> Value) {
            if value(line) != value(counted) {
                findings.add(
                    .wrongNumber(
                        .summaryRerun, "rerun.frontier[\(at)].\(field)", is: "\(value(line))", not: "\(value(counted))")
                )
            }
        }
        compare("moved") { $0.moved }
        compare("movedPeople") { $0.movedPeople }
        compare("profile") { $0.profile }
        compare("worst") { $0.worst }
        compare("total") { $0.total }
        compare("firstChoices") { $0.firstChoices }
        compare("movers") { $0.movers.map { [Attendee.key(of: $0.attendee), "\($0.round)", $0.from, $0.to] } }
    }

    // MARK: One point

    /// Nil where it cannot be judged; what is wrong with it is among the findings, by its number of moves.
    private func judge(
        _ point: FrontierProofs.Point, allowsWorse: Bool, _ findings: inout Findings
    ) -> Judged? {
        var own = Findings()
        defer {
            for violation in own.violations { findings.add(.frontierPoint(point.extraMoves, violation)) }
        }
        var places: [Place: String] = [:]
        for placement in point.placements {
            places[Place(attendee: Attendee.key(of: placement.attendee), round: placement.round)] = placement.session
        }
        var moved = records
        for index in moved.indices {
            let place = Place(attendee: Attendee.key(of: moved[index].attendee), round: moved[index].round)
            if let session = places.removeValue(forKey: place) { moved[index].session = session }
        }
        guard places.isEmpty, point.extraMoves >= 0,
            let placements = Placements(
                records: moved, event: rules.event, findings: &own)
        else {
            findings.add(.frontierOrder())
            return nil
        }
        let run = PublishedRun(
            records: published.records, terms: RerunTerms(extraMoves: point.extraMoves, allowsWorse: allowsWorse),
            frozenRounds: published.frozenRounds)
        let answer = Answer(rules: rules, placements: placements, published: run)
        answer.checkPeople(&own)
        answer.checkSessions(&own)
        answer.checkGroups(&own)
        answer.checkRerun(of: run, summary: nil, &own)
        answer.checkCertificate(point.certificate, summary: nil, requireProof: false, &own)
        if point.certificate.objective != summary.objective {
            own.add(.otherObjective(point.certificate.objective, summary.objective))
        }
        if point.certificate.seed != summary.seed { own.add(.otherSeed(point.certificate.seed, summary.seed)) }
        let stages = point.certificate.stages
        return Judged(
            extraMoves: point.extraMoves, line: answer.frontierLine(),
            isProven: stages.allSatisfy { $0.value == $0.bound },
            quality: stages.dropFirst().filter { ![Stage.moves(extra: 0).name, Stage.lottery.name].contains($0.name) }
                .map(\.value))
    }

    private struct Place: Hashable {
        let attendee: String
        let round: Int
    }
}

extension Answer {
    /// The numbers of a frontier's line, counted.
    fileprivate func frontierLine() -> FrontierPoint {
        let counted = regretSummary()
        var movers: [FrontierPoint.Mover] = []
        for (attendee, round) in slots {
            guard let now = session(attendee, round), let place = told?.place(attendee, round), place.session != now
            else { continue }
            movers.append(
                FrontierPoint.Mover(
                    attendee: event.attendees[attendee].id, name: event.attendees[attendee].name, round: round + 1,
                    from: place.id, to: event.sessions[now].id))
        }
        let firsts = slots.count { isRanked($0, $1) && regret($0, $1) == 0 }
        return FrontierPoint(
            extraMoves: 0, moved: movers.count, movedPeople: Set(movers.map(\.attendee)).count,
            profile: counted.profile, worst: counted.worst, total: counted.total, firstChoices: firsts, movers: movers,
            proven: false)
    }
}

extension Verifier {
    /// Checks what a rerun says about more moves. `event` and `records` as for `verify`; `proofs` is `frontier.json`, nil
    /// when there is none.
    public static func verifyFrontier(
        event: Event, records: [AllocationRecord], summary: Summary, proofs: FrontierProofs?, published: PublishedRun
    ) -> Verification {
        var findings = Findings()
        FrontierChecks(
            rules: RuleBook(event: event), records: records, published: published, summary: summary
        ).check(proofs, &findings)
        return findings.verification
    }
}

extension Violation {
    static func frontierWithoutProofs() -> Violation {
        Violation(
            "frontier-without-proofs", en: "what more moves bring is stated, but its proof in frontier.json is missing",
            nl: "er staat wat meer verplaatsingen brengen, maar het bewijs in frontier.json ontbreekt")
    }

    static func frontierNotStated() -> Violation {
        Violation(
            "frontier-not-stated", en: "there is a frontier.json, but summary.json does not say what more moves bring",
            nl: "er is een frontier.json, maar summary.json zegt niet wat meer verplaatsingen brengen")
    }

    static func frontierFormat(_ format: String) -> Violation {
        Violation(
            "frontier-format",
            en: "frontier.json has the format '\(format)'; '\(FrontierProofs.format)' is known here",
            nl: "frontier.json heeft het formaat '\(format)'; hier is '\(FrontierProofs.format)' bekend")
    }

    static func frontierOrder() -> Violation {
        Violation(
            "frontier-points", en: "the points of frontier.json do not fit the lines of summary.json or the event",
            nl: "de punten van frontier.json passen niet bij de regels van summary.json of het evenement")
    }

    static func frontierProven(_ extra: Int, is stated: Bool) -> Violation {
        Violation(
            "frontier-proven",
            en: stated
                ? "that nothing is better with \(extra) extra moves does not follow from frontier.json"
                : "that nothing is better with \(extra) extra moves is proven, but summary.json says it is not",
            nl: stated
                ? "dat het met \(extra) extra verplaatsingen niet beter kan, volgt niet uit frontier.json"
                : "dat het met \(extra) extra verplaatsingen niet beter kan, is bewezen, maar summary.json zegt van niet"
        )
    }

    static func frontierPoint(_ extra: Int, _ violation: Violation) -> Violation {
        Violation(
            violation.code, en: "with \(extra) extra moves: \(violation.message.english)",
            nl: "bij \(extra) extra verplaatsingen: \(violation.message.dutch)")
    }
}

extension Bilingual {
    static let frontierPoints = Bilingual(en: "points of the frontier", nl: "punten van de afweging")
}

import BreakoutModel

/// Checks an allocation and its proof against the event alone.
///
/// It trusts nobody: every standing, regret, number and bound is worked out again from the `Event`, with code that
/// no solver shares. An answer that gets through keeps all the rules, its numbers are right, and no allocation can
/// be better than the bounds say. `README.md` in this folder states what is checked and how to check it elsewhere.
public enum Verifier {
    /// Checks one run.
    ///
    /// - Parameters:
    ///   - event: read again from the event folder by the caller.
    ///   - records: the rows of `allocation.csv`, in any order.
    ///   - summary: `summary.json`. Its objective and seed are the run's, which may differ from the settings of the
    ///     event; nil when there is none to check.
    ///   - certificate: `certificate.json`; nil from a strategy that proves nothing.
    ///   - requireProof: whether a missing certificate is a violation, as it is where bounds are stated. An `optimal`
    ///     summary always needs one, and one that closes every stage; a `feasible` one may leave gaps.
    ///   - published: the run that people were told about, when this one is a rerun of it; nil otherwise.
    public static func verify(
        event: Event, records: [AllocationRecord], summary: Summary?, certificate: Certificate?,
        requireProof: Bool, published: PublishedRun? = nil
    ) -> Verification {
        var findings = Findings()
        let rules = Later { RuleBook(event: event) }

        guard let placements = Placements(records: records, event: event, findings: &findings) else {
            return findings.verification
        }
        // A run that says that it leaves people out is judged as one, and must prove that nobody leaves out fewer.
        let allowsUnplaced = summary?.stages.first?.name == Stage.unplaced.name
        let answer = Answer(
            rules: rules.value(), placements: placements, published: published, allowsUnplaced: allowsUnplaced)

        let fairness = Later { answer.fairness() }

        answer.checkRecords(records, &findings)
        answer.checkPeople(&findings)
        answer.checkSessions(&findings)
        answer.checkGroups(&findings)

        // Freed seats that were given away afterwards are undone for what is proven: the stages are about the allocation
        // before, the rules and the other numbers about the one that people get.
        let proven = answer.beforeFilling(summary?.rerun?.filled ?? [], &findings)
        // The proof goes on all cores: looked at first, it leaves nobody waiting for the statistics.
        var aboutProof = Findings()
        if let certificate {
            proven.checkCertificate(certificate, summary: summary, requireProof: requireProof, &aboutProof)
        } else if requireProof || summary?.status == .optimal {
            aboutProof.add(.proofMissing())
        }
        if let published { proven.checkRerun(of: published, summary: summary, &findings) }
        if let summary {
            if published == nil && summary.rerun != nil { findings.add(.publishedRunMissing()) }
            answer.checkNumbers(of: summary, &findings)
            if published == nil { answer.checkNothingMoved(in: summary, &findings) }
            proven.checkStages(of: summary, &findings)
            answer.checkFairness(of: summary.fairness, counted: fairness.value(), &findings)
            answer.checkStatus(of: summary, proven: certificate != nil, &findings)
        }
        findings.add(aboutProof)
        return findings.verification
    }
}

/// An allocation as read, with what the rules say about everyone in it.
struct Answer {
    let rules: RuleBook
    private(set) var placements: Placements
    /// By attendee: the rules for this allocation, that is without the sessions that it cancels.
    let outlooks: OutlookTable
    /// By attendee: the rules with every session held.
    let held: OutlookTable
    /// By attendee: the rules for every allocation. Empty for who has one variant, which is in `held`.
    let variants: [[Variant]]
    let stageLimits: StageLimits
    /// By attendee.
    private var totalRegrets: [Int]
    /// Whether people may be left without a place.
    let allowsUnplaced: Bool
    /// In a rerun, what people were told.
    let told: ToldPlaces?
    private let terms: RerunTerms?

    init(
        rules: RuleBook, placements: Placements, published: PublishedRun? = nil, allowsUnplaced: Bool = false
    ) {
        told = published.map { ToldPlaces(records: $0.records, event: rules.event) }
        terms = published?.terms
        self.rules = rules
        self.placements = placements
        self.allowsUnplaced = allowsUnplaced
        let outlooks = rules.outlooks(cancelled: placements.cancelled)
        self.outlooks = outlooks
        held = placements.cancelled.isEmpty ? outlooks : rules.outlooks(cancelled: [])
        let people = rules.event.attendees.indices
        variants = people.map { rules.cancellableDuties(of: $0).isEmpty ? [] : rules.variants(of: $0) }
        stageLimits = StageLimits(
            held: held, attendeeCount: people.count, others: variants, allowsUnplaced: allowsUnplaced)
        totalRegrets = people.map { attendee in
            (0..<rules.event.roundCount).reduce(0) {
                $0 + (Answer.regret(attendee, $1, outlooks, placements) ?? 0)
            }
        }
    }

    var event: Event { rules.event }

    /// What is made best, in order.
    func stages(of objective: Objective) -> [Stage] {
        let own = stageLimits.stages(of: objective)
        return terms?.stages(around: own) ?? own
    }

    mutating func move(_ attendee: Int, _ round: Int, to session: Int) {
        placements.move(attendee, round, to: session)
        totalRegrets[attendee] = (0..<event.roundCount).reduce(0) { $0 + (regret(attendee, $1) ?? 0) }
    }

    /// Where the attendee is in the round; nil when nowhere.
    func session(_ attendee: Int, _ round: Int) -> Int? { placements[attendee, round] }

    /// The regret of the placement; nil where the attendee does not choose. A placement that the rules forbid (reported
    /// elsewhere) counts as one that was not ranked, and no placement as one worse.
    func regret(_ attendee: Int, _ round: Int) -> Int? { Answer.regret(attendee, round, outlooks, placements) }

    private static func regret(
        _ attendee: Int, _ round: Int, _ outlooks: OutlookTable, _ placements: Placements
    ) -> Int? {
        guard outlooks.attendance(attendee, round) == .choosing else { return nil }
        guard let session = placements[attendee, round] else { return outlooks.unplacedRegret(attendee, round) }
        let regret = outlooks.regret(attendee, session)
        return regret >= 0 ? regret : outlooks.rankedCount(attendee, round)
    }

    /// Whether the placement is a session that the attendee ranked, validly, in a round in which they choose.
    func isRanked(_ attendee: Int, _ round: Int) -> Bool {
        guard let session = session(attendee, round), let regret = regret(attendee, round) else { return false }
        return outlooks.regret(attendee, session) >= 0 && regret < outlooks.rankedCount(attendee, round)
    }

    /// Whether the attendee should have a place in the round and has none.
    func isUnplaced(_ attendee: Int, _ round: Int) -> Bool {
        session(attendee, round) == nil && outlooks.attendance(attendee, round).isPlaced
    }

    func totalRegret(_ attendee: Int) -> Int { totalRegrets[attendee] }
}

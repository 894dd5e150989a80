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
    ///   - requireProof: whether a missing certificate is a violation. An `optimal` summary always needs one, and
    ///     one that closes every stage; a `feasible` one may leave gaps.
    public static func verify(
        event: Event, records: [AllocationRecord], summary: Summary?, certificate: Certificate?,
        requireProof: Bool
    ) -> Verification {
        var findings = Findings()
        let rules = RuleBook(event: event)

        guard let placements = Placements(records: records, event: event, findings: &findings) else {
            return findings.verification
        }
        let answer = Answer(rules: rules, placements: placements)

        answer.checkRecords(records, &findings)
        answer.checkPeople(&findings)
        answer.checkSessions(&findings)
        answer.checkGroups(&findings)

        if let summary {
            answer.checkNumbers(of: summary, &findings)
            answer.checkNothingMoved(in: summary, &findings)
            answer.checkFairness(of: summary.fairness, &findings)
            answer.checkStatus(of: summary, proven: certificate != nil, &findings)
        }
        if let certificate {
            answer.checkCertificate(certificate, summary: summary, requireProof: requireProof, &findings)
        } else if requireProof || summary?.status == .optimal {
            findings.add(.proofMissing())
        }
        return findings.verification
    }
}

/// An allocation as read, with what the rules say about everyone in it.
struct Answer {
    let rules: RuleBook
    let placements: Placements
    /// By attendee: the rules for this allocation, that is without the sessions that it cancels.
    let outlooks: OutlookTable
    /// By attendee: the rules with every session held.
    let held: OutlookTable
    /// By attendee: the rules for every allocation. Empty for who has one variant, which is in `held`.
    let variants: [[Variant]]
    let stageLimits: StageLimits
    /// By attendee.
    private let totalRegrets: [Int]

    init(rules: RuleBook, placements: Placements) {
        self.rules = rules
        self.placements = placements
        let outlooks = rules.outlooks(cancelled: placements.cancelled)
        self.outlooks = outlooks
        held = placements.cancelled.isEmpty ? outlooks : rules.outlooks(cancelled: [])
        let people = rules.event.attendees.indices
        variants = people.map { rules.cancellableDuties(of: $0).isEmpty ? [] : rules.variants(of: $0) }
        stageLimits = StageLimits(held: held, attendeeCount: people.count, others: variants)
        totalRegrets = people.map { attendee in
            (0..<rules.event.roundCount).reduce(0) {
                $0 + (Answer.regret(attendee, $1, outlooks, placements) ?? 0)
            }
        }
    }

    var event: Event { rules.event }

    /// Where the attendee is in the round; nil when nowhere.
    func session(_ attendee: Int, _ round: Int) -> Int? { placements[attendee, round] }

    /// The regret of the placement; nil where the attendee does not choose or is not placed. A placement that the
    /// rules forbid (reported elsewhere) counts as one that was not ranked.
    func regret(_ attendee: Int, _ round: Int) -> Int? { Answer.regret(attendee, round, outlooks, placements) }

    private static func regret(
        _ attendee: Int, _ round: Int, _ outlooks: OutlookTable, _ placements: Placements
    ) -> Int? {
        guard outlooks.attendance(attendee, round) == .choosing, let session = placements[attendee, round] else {
            return nil
        }
        let regret = outlooks.regret(attendee, session)
        return regret >= 0 ? regret : outlooks.rankedCount(attendee, round)
    }

    /// Whether the placement is a session that the attendee ranked, validly, in a round in which they choose.
    func isRanked(_ attendee: Int, _ round: Int) -> Bool {
        guard let session = session(attendee, round), let regret = regret(attendee, round) else { return false }
        return outlooks.regret(attendee, session) >= 0 && regret < outlooks.rankedCount(attendee, round)
    }

    func totalRegret(_ attendee: Int) -> Int { totalRegrets[attendee] }
}

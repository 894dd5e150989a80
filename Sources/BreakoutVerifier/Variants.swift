import BreakoutModel

/// How long the list of stages is: the largest total regret and the deepest choice that the rules leave open to
/// anybody, with whatever sessions cancelled that may be.
struct StageLimits {
    private(set) var largestTotalRegret = 0
    private(set) var deepestChoice = 0
    let allowsUnplaced: Bool

    init(variants: [[Variant]], allowsUnplaced: Bool = false) {
        self.allowsUnplaced = allowsUnplaced
        for variant in variants.joined() {
            let largest =
                allowsUnplaced ? variant.outlook.largestTotalRegretUnplaced : variant.outlook.largestTotalRegret
            largestTotalRegret = max(largestTotalRegret, largest)
            deepestChoice = max(deepestChoice, variant.outlook.deepestChoice)
        }
    }

    /// `held` is what everybody may have when no session is cancelled; `others` are variants of which some are cancelled.
    init(held: OutlookTable, attendeeCount: Int, others: [[Variant]], allowsUnplaced: Bool = false) {
        self.init(variants: others, allowsUnplaced: allowsUnplaced)
        let found = Parallel.map(attendeeCount) { people in
            people.reduce((regret: 0, choice: 0)) { most, attendee in
                var total = 0, choice = most.choice
                for round in 0..<held.roundCount {
                    total +=
                        allowsUnplaced
                        ? held.unplacedRegret(attendee, round) : held.largestRegret(attendee, round)
                    choice = max(choice, held.deepestChoice(attendee, round))
                }
                return (max(most.regret, total), choice)
            }
        }
        for most in found {
            largestTotalRegret = max(largestTotalRegret, most.regret)
            deepestChoice = max(deepestChoice, most.choice)
        }
    }

    func stages(of objective: Objective) -> [Stage] {
        objective.stages(
            largestTotalRegret: largestTotalRegret, deepestChoice: deepestChoice, allowsUnplaced: allowsUnplaced)
    }
}

/// What the rules leave an attendee when some of the sessions at which they have a duty are cancelled.
struct Variant {
    let cancelled: Set<Int>
    let outlook: Outlook
}

extension RuleBook {
    /// One variant for nearly everybody; for who has a duty at sessions that may be cancelled, one for each way of
    /// cancelling some of them that leaves nothing impossible to do. A variant does not offer the sessions that it
    /// cancels. Where these are too many, only that which cancels none is there, and a certificate is refused
    /// (`hasTooManyVariants`).
    func variants(of attendee: Int) -> [Variant] {
        (waysOfCancelling(attendee) ?? [[]]).map { cancelled in
            var outlook = outlook(of: attendee, cancelled: cancelled)
            if !cancelled.isEmpty {
                for round in outlook.rounds.indices {
                    outlook.rounds[round].cancelled = outlook.rounds[round].options.filter {
                        cancelled.contains($0.session)
                    }
                    outlook.rounds[round].options.removeAll { cancelled.contains($0.session) }
                }
            }
            return Variant(cancelled: cancelled, outlook: outlook)
        }
    }

    /// Nil when there are too many. A duty that is cancelled stands in nobody's way; one that is kept must be possible
    /// beside everything else that is kept.
    private func waysOfCancelling(_ attendee: Int) -> [Set<Int>]? {
        let all = obligations(of: attendee, cancelled: [])
        let (loose, firm) = (all.filter(isCancellable), all.filter { !isCancellable($0) })
        var ways: [(kept: [Obligation], cancelled: Set<Int>)] = [(firm, [])]
        for duty in loose {
            guard case .session(let session) = duty.place else { continue }
            var longer: [(kept: [Obligation], cancelled: Set<Int>)] = []
            for way in ways {
                let isPossible =
                    !exclusions[attendee].contains(duty.place)
                    && !way.kept.contains { $0.round != nil && $0.round == duty.round || clash($0, duty) }
                if isPossible { longer.append((way.kept + [duty], way.cancelled)) }
                longer.append((way.kept, way.cancelled.union([session])))
            }
            ways = longer
            if ways.count > RuleBook.mostVariants { return nil }
        }
        return ways.map(\.cancelled)
    }

    private func isCancellable(_ obligation: Obligation) -> Bool {
        guard case .session(let session) = obligation.place else { return false }
        return event.sessions[session].cancellable
    }

    static let mostVariants = 4_096

    func hasTooManyVariants(_ attendee: Int) -> Bool {
        // Nearly nobody has any such duty, and fewer than this cannot be too many.
        let duties = cancellableDuties(of: attendee).count
        return duties >= Int.bitWidth - RuleBook.mostVariants.leadingZeroBitCount && waysOfCancelling(attendee) == nil
    }
}

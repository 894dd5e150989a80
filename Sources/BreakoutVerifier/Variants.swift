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
    /// cancels. Of very many such sessions (nobody has more than a handful) only the first ten count, and a certificate
    /// is refused (`hasTooManyVariants`).
    func variants(of attendee: Int) -> [Variant] {
        let duties = cancellableDuties(of: attendee).prefix(RuleBook.mostCancellableDuties)
        return (0..<(1 << duties.count)).compactMap { bits in
            let cancelled = Set(
                duties.enumerated().lazy.filter { bits & (1 << $0.offset) != 0 }.map(\.element))
            if isOutOfReach(attendee, cancelled: cancelled) { return nil }
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

    /// Whether a duty at a session that may be cancelled, and is not, stands in the way of another duty.
    private func isOutOfReach(_ attendee: Int, cancelled: Set<Int>) -> Bool {
        let left = obligations(of: attendee, cancelled: cancelled)
        return left.contains { a in
            guard case .session(let session) = a.place, event.sessions[session].cancellable else { return false }
            return exclusions[attendee].contains(a.place)
                || left.contains { b in b.place != a.place && (a.round != nil && a.round == b.round || clash(a, b)) }
        }
    }

    static let mostCancellableDuties = 10

    func hasTooManyVariants(_ attendee: Int) -> Bool {
        cancellableDuties(of: attendee).count > RuleBook.mostCancellableDuties
    }
}

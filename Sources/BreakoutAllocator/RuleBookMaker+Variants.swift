import BreakoutModel

// What is left to people whose duties are at sessions that may be cancelled.
extension RuleBookMaker {
    /// More ways of cancelling than this, for one person, are not looked at: the verifier's format allows no more.
    static let mostVariants = 4_096

    /// Everybody who has a duty at a session that may be cancelled, with each way of cancelling some of these that leaves
    /// them nothing impossible to do; and those with too many of such ways, with the number of their duties.
    func variants() -> (of: [AttendeeIndex: [RuleVariant]], tooMany: [(attendee: AttendeeIndex, duties: Int)]) {
        var variants: [AttendeeIndex: [RuleVariant]] = [:]
        var tooMany: [(attendee: AttendeeIndex, duties: Int)] = []
        for (index, list) in obligations.enumerated() where !list.isEmpty {
            let attendee = AttendeeIndex(index), duties = cancellableDuties(of: attendee)
            if duties.isEmpty { continue }
            guard let ways = waysOfCancelling(duties, attendee) else {
                tooMany.append((attendee, duties.count))
                continue
            }
            variants[attendee] = ways.map { RuleVariant(cancelled: $0, rounds: rounds(of: attendee, without: $0)) }
        }
        return (variants, tooMany)
    }

    /// At sessions that may be cancelled, of rounds in which the attendee is there; in the order of sessions.
    private func cancellableDuties(of attendee: AttendeeIndex) -> [(session: SessionIndex, duty: Obligation)] {
        obligations[attendee.value].compactMap { obligation in
            guard case .session(let session) = obligation.place, event[session].cancellable,
                !event[attendee].absent.contains(event[session].round)
            else { return nil }
            return (session, obligation)
        }.sorted { $0.session < $1.session }
    }

    /// The sets of sessions that may be cancelled so that the attendee can do what is left; nil when there are too many.
    private func waysOfCancelling(
        _ duties: [(session: SessionIndex, duty: Obligation)], _ attendee: AttendeeIndex
    ) -> [[SessionIndex]]? {
        let firm = obligations[attendee.value].filter { obligation in
            !duties.contains { $0.duty.place == obligation.place }
        }
        var ways: [(kept: [Obligation], cancelled: [SessionIndex])] = [(firm, [])]
        for (session, duty) in duties.reversed() {
            ways = ways.flatMap { way in
                let cancelling = [(kept: way.kept, cancelled: [session] + way.cancelled)]
                let isPossible = !isExcluded(attendee, session) && way.kept.allSatisfy { areCompatible(duty, $0) }
                return isPossible ? [(way.kept + [duty], way.cancelled)] + cancelling : cancelling
            }
            if ways.count > RuleBookMaker.mostVariants { return nil }
        }
        return ways.map(\.cancelled)
    }

    /// Whether the person can do both.
    private func areCompatible(_ a: Obligation, _ b: Obligation) -> Bool {
        !inSameRound(a, b) && !clock.clash(a.activity, b.activity)
    }

    private func rounds(of attendee: AttendeeIndex, without cancelled: [SessionIndex]) -> [RoundOutlook] {
        (0..<event.roundCount).map { round in
            var outlook = outlook(of: attendee, round: round, without: cancelled)
            outlook.cancelled = outlook.regrets.filter { cancelled.contains($0.session) }
            outlook.regrets.removeAll { cancelled.contains($0.session) }
            return outlook
        }
    }
}

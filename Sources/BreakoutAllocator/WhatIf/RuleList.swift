import BreakoutModel

/// Every rule of an event that could be given up by itself: what `what-if` tries when it is told nothing.
public enum RuleList {
    /// One more seat in each session; and without: each minimum, door, requirement, duty, group and shared topic, the
    /// maximum per organisation, and the transfer time.
    public static func changes(of event: Event) -> [EventChange] {
        var changes: [EventChange] = []
        let sessions = event.sessions.indices.map { SessionIndex($0) }
        for session in sessions {
            if let capacity = event[session].capacity { changes.append(.capacity(session, capacity + 1)) }
        }
        for session in sessions where event[session].minimum > 0 { changes.append(.minimum(session, 0)) }
        if event.settings.maximumPerOrganisation != nil { changes.append(.maximumPerOrganisation(nil)) }
        for item in event.fixedItems.indices where event.fixedItems[item].requiredFor != .nobody {
            changes.append(.notRequired(.fixedItem(FixedItemIndex(item))))
        }
        for session in sessions where event[session].requiredFor != .nobody {
            changes.append(.notRequired(.session(session)))
        }
        changes += event.duties.map { .liftedDuty($0) }
        changes += event.groups.indices.map { .liftedGroup($0) }
        for session in sessions where !event[session].openTo.isEmpty { changes.append(.openToEveryone(session)) }
        changes += sharedTopics(of: event).map { .liftedTopic($0) }
        if event.settings.transferMinutes > 0 { changes.append(.transferMinutes(0)) }
        return changes
    }

    /// Topics that two rounds have.
    private static func sharedTopics(of event: Event) -> [String] {
        var topics: [String] = []
        for session in event.sessions {
            guard let topic = session.topic, !topics.contains(topic) else { continue }
            if event.sessions.contains(where: { $0.topic == topic && $0.round != session.round }) {
                topics.append(topic)
            }
        }
        return topics
    }

    /// The changes with those first whose rule has a price in the proof of the present allocation, the dearest of the
    /// earliest stage first. A price says what a little more of something could bring at most, so it is only a guide:
    /// what a change does bring is for a solve to say. Changes of rules that have no price keep their order.
    public static func mostPromisingFirst(
        _ changes: [EventChange], _ event: Event, _ certificate: Certificate
    ) -> [EventChange] {
        var prices: [Row: [Double]] = [:]
        for (stage, proof) in certificate.stages.enumerated() {
            gather(proof.proof, stage, certificate.stages.count, &prices)
        }
        func price(_ change: EventChange) -> [Double] {
            let rows: [Row] =
                switch change {
                case .capacity(let session, _): [.capacity(session: event[session].id)]
                case .minimum(let session, _): [.minimum(session: event[session].id)]
                default: []
                }
            return rows.compactMap { prices[$0] }.first ?? []
        }
        return changes.enumerated().map { (price($0.element), $0.offset, $0.element) }.sorted { a, b in
            if a.0 != b.0 { return b.0.lexicographicallyPrecedes(a.0) }
            return a.1 < b.1
        }.map(\.2)
    }

    /// The highest price of each row over the leaves of a proof.
    private static func gather(_ node: ProofNode, _ stage: Int, _ count: Int, _ prices: inout [Row: [Double]]) {
        switch node {
        case .leaf(let denominator, let list, _):
            for entry in list {
                if case .stage = entry.row { continue }
                var known = prices[entry.row] ?? Array(repeating: 0, count: count)
                known[stage] = max(known[stage], Double(entry.price) / Double(denominator))
                prices[entry.row] = known
            }
        case .branch(_, _, let yes, let no):
            gather(yes, stage, count, &prices)
            gather(no, stage, count, &prices)
        case .cancellation(_, let held, let cancelled):
            gather(held, stage, count, &prices)
            gather(cancelled, stage, count, &prices)
        }
    }
}

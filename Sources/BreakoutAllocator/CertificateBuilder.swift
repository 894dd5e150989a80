import BreakoutModel
import Optimisation

/// The engine's proofs in the event's own words.
struct CertificateBuilder {
    let event: Event
    let problem: AllocationProblem
    /// The place of the problem's first stage among those of the certificate.
    var firstStage = 0

    func certificate(objective: Objective, seed: UInt64, stages: [StageResult]) -> Certificate {
        Certificate(
            event: event.settings.title, objective: objective, seed: seed,
            stages: zip(problem.stages, stages).map { stage, result in
                let summary = CertificateBuilder.summary(of: stage, result)
                return StageProof(
                    name: stage.name, sense: stage.sense, value: summary.value, bound: summary.bound,
                    proof: node(result.proof))
            })
    }

    /// The engine minimises; a stage that maximises a number has minus that number as its cost.
    static func summary(of stage: Stage, _ result: StageResult) -> StageSummary {
        switch stage.sense {
        case .minimise: StageSummary(name: stage.name, sense: .minimise, value: result.value, bound: result.bound)
        case .maximise:
            StageSummary(name: stage.name, sense: .maximise, value: -result.value, bound: -result.bound)
        }
    }

    private func node(_ tree: ProofTree) -> ProofNode {
        switch tree {
        case .leaf(let prices):
            .leaf(denominator: prices.denominator, prices: rows(prices), jointly: rules(prices.jointly))
        case .place(let unit, let person, _, let resource, let taken, let left):
            .branch(
                attendee: event[problem.units[unit][person]].id, session: event.sessions[resource].id,
                yes: node(taken), no: node(left))
        case .resource(let resource, let held, let cancelled):
            .cancellation(session: event.sessions[resource].id, held: node(held), cancelled: node(cancelled))
        }
    }

    /// What rules in single sessions are rules of, each once.
    private func rules(_ places: [Int]) -> [JointRule] {
        var known: Set<JointRule> = []
        return places.sorted().compactMap { place in
            let rule: JointRule? =
                switch problem.sideRows[place] {
                case .organisation(let name, _): .organisation(name)
                case .apart(let group, _): .apart(group: group)
                default: nil
                }
            return rule.flatMap { known.insert($0).inserted ? $0 : nil }
        }
    }

    private func rows(_ prices: RowPrices) -> [RowPrice] {
        var rows: [RowPrice] = []
        for (session, price) in prices.upper.enumerated() where price != 0 {
            rows.append(RowPrice(.capacity(session: event.sessions[session].id), price: price))
        }
        for (session, price) in prices.lower.enumerated() where price != 0 {
            rows.append(RowPrice(.minimum(session: event.sessions[session].id), price: price))
        }
        for (stage, price) in prices.stage.enumerated() where price != 0 {
            rows.append(RowPrice(.stage(firstStage + stage), price: price))
        }
        for (rule, price) in prices.side.sorted(by: { $0.key < $1.key }) where price != 0 {
            rows.append(RowPrice(problem.sideRows[rule], price: price))
        }
        for (row, price) in prices.attendance.sorted(by: { Attendance.precedes($0.key, $1.key) }) where price != 0 {
            let attendee = event[problem.units[row.unit][row.person]].id
            rows.append(RowPrice(.held(session: event.sessions[row.resource].id, attendee: attendee), price: price))
        }
        for (cover, price) in prices.cover.sorted(by: { Cover.precedes($0.key, $1.key) }) where price != 0 {
            let among = cover.members.map { event[problem.units[$0.unit][$0.person]].id }
            let whole =
                switch cover.parent {
                case .rule(let rule): problem.sideRows[rule]
                case .room(let session): Row.capacity(session: event.sessions[session].id)
                }
            let row = Row.cover(whole, atMost: cover.limit, among: among)
            rows.append(RowPrice(row, price: price))
        }
        return rows
    }
}

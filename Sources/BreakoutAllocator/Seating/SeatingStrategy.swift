import BreakoutModel
import Optimisation

/// A strategy that seats people one after the other within a `Seating`: it keeps all rules, and finds an allocation
/// whenever there is one.
protocol SeatingStrategy: Strategy {
    func seat(_ seating: inout Seating, _ request: AllocationRequest)
}

extension SeatingStrategy {
    public func allocate(_ request: AllocationRequest) -> AllocationOutcome {
        guard let (plan, choices, counters) = HeldSessions(request: request).plan() else { return .impossible }
        var seating = Seating(plan: plan, choices: choices, control: request.control)
        seating.add(counters)
        seat(&seating, request)
        return .allocated(seating.solved())
    }
}

import BreakoutModel
import Optimisation

extension AllocationProblem {
    /// An allocation as one option per unit; empty where the rules of this problem do not allow what the unit has.
    func selection(of allocation: Allocation, sessionCount: Int) -> [[Int]] {
        let headcounts = allocation.headcounts(sessionCount: sessionCount)
        return units.enumerated().map { unit, people in
            let option = problem.option(
                ofUnit: unit, isCancelled: { $0 < sessionCount && headcounts[$0] == 0 },
                isThere: { round, inSlot, resource in
                    // Who is in no round has a slot of its own, at the resource behind the sessions.
                    guard round >= 0 else { return resource == sessionCount }
                    let session = resource == resources.nowhere ? nil : SessionIndex(resource)
                    return people.enumerated().allSatisfy { bit, attendee in
                        inSlot & (1 << UInt32(bit)) == 0 || allocation[attendee, round] == session
                    }
                })
            return option ?? []
        }
    }
}

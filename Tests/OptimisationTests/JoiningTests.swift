import Testing

@testable import Optimisation

@Suite("Problems made in pieces")
struct JoiningTests {
    /// Persons with one variant or two, a duty that needs a cancellation, and pairs.
    private func add(_ unit: Int, to problem: inout AssignmentProblem, _ random: inout SeededGenerator) {
        func slot(_ round: Int, _ people: Int) -> AssignmentProblem.Slot {
            let first = round * 3
            let alternatives = (first..<first + Int.random(in: 1...3, using: &random)).map { resource in
                let levels = (0..<people).map { _ in Int.random(in: 0...3, using: &random) }
                let joint = JointAlternative(
                    levels: levels, labels: levels, weight: resource + unit, seats: people)
                return AssignmentProblem.Alternative(
                    resource: resource, level: levels.reduce(0, +), label: unit % 5, weight: UInt32(unit),
                    joint: people > 1 ? joint : nil)
            }
            return .init(round: round, people: people == 1 ? 1 : 3, alternatives: alternatives)
        }
        let people = unit % 5 == 0 ? 2 : 1
        var variants: [AssignmentProblem.Variant] = [.init(slots: [slot(0, people), slot(1, people)])]
        if unit % 3 == 0 { variants.append(.init(needsCancelled: [unit % 6], slots: [slot(unit % 2, people)])) }
        problem.addUnit(variants: variants, peopleCount: people)
    }

    private func empty() -> AssignmentProblem {
        AssignmentProblem(
            upperLimit: [9, 9, nil, 9, 9, nil], lowerLimit: [0, 0, 0, 0, 0, 0],
            isCancellable: [true, false, true, true, false, true], conflicts: [(0, 3), (2, 4)])
    }

    @Test("units that come in pieces make the same problem as units that come one by one", arguments: 0..<8)
    func pieces(seed: Int) {
        var random = SeededGenerator(seed)
        var whole = empty(), joined = empty()
        for unit in 0..<60 { add(unit, to: &whole, &random) }
        random = SeededGenerator(seed)
        var pieces: [AssignmentProblem] = []
        for start in stride(from: 0, to: 60, by: 7 + seed) {
            var piece = empty()
            for unit in start..<min(60, start + 7 + seed) { add(unit, to: &piece, &random) }
            pieces.append(piece)
        }
        for piece in pieces { joined.append(piece) }
        #expect(!whole.requirements.isEmpty && !whole.joint.isEmpty && whole.hasConflicts.contains(true))
        // Whatever a problem holds, whichever fields it may get.
        #expect(fields(of: whole) == fields(of: joined))
    }

    private func fields(of problem: AssignmentProblem) -> [String] {
        Mirror(reflecting: problem).children.map { child in
            let name = child.label ?? ""
            switch child.value {
            case let value as [Int: [Int]]: return "\(name): \(value.sorted { $0.key < $1.key })"
            case let value as [Int32: JointAlternative]: return "\(name): \(value.sorted { $0.key < $1.key })"
            default: return "\(name): \(child.value)"
            }
        }
    }
}

/// The cost of an option in one stage, summed over the people of the unit:
/// `byTotalLevel[sum of levels] + sum over the alternatives of (byLabel[label] + weightFactor · weight)`.
/// Tables are read as 0 beyond their end.
public struct StageCost: Sendable {
    public var byTotalLevel: [Int]
    public var byLabel: [Int]
    public var weightFactor: Int

    public init(byTotalLevel: [Int] = [], byLabel: [Int] = [], weightFactor: Int = 0) {
        self.byTotalLevel = byTotalLevel
        self.byLabel = byLabel
        self.weightFactor = weightFactor
    }

    fileprivate func atLevel(_ total: Int) -> Int { total < byTotalLevel.count ? byTotalLevel[total] : 0 }
    fileprivate func atLabel(_ label: Int) -> Int { label < byLabel.count ? byLabel[label] : 0 }

    /// Whether an option of level 0, label 0 and weight 0 costs nothing.
    var isFree: Bool { atLevel(0) == 0 && atLabel(0) == 0 }

    /// Whether no option costs less than 0.
    var isNeverNegative: Bool { weightFactor >= 0 && (byTotalLevel + byLabel).allSatisfy { $0 >= 0 } }

    /// The cost of an option, in the problem that its alternatives belong to.
    func cost(of option: some Sequence<Int>, in problem: AssignmentProblem) -> Int {
        if !problem.joint.isEmpty, let first = option.first(where: { _ in true }),
            let joint = problem.joint[problem.number(of: first)]
        {
            return jointCost(of: option, people: joint.levels.count, in: problem)
        }
        var total = 0, cost = 0
        for alternative in option {
            total += Int(problem.level[alternative])
            cost += atLabel(Int(problem.label[alternative])) + weightFactor * Int(problem.weight[alternative])
        }
        return cost + atLevel(total)
    }

    /// The cost of an option that is stored as in `Simplex.keys`.
    @inline(__always)
    func cost(at start: Int, in storage: [Int32], width: Int, _ problem: AssignmentProblem) -> Int {
        guard problem.joint.isEmpty else {
            return cost(of: Simplex.option(in: storage, at: start, width: width), in: problem)
        }
        var total = 0, cost = 0
        for place in start..<(start + width) where storage[place] >= 0 {
            let alternative = Int(storage[place])
            total += Int(problem.level[alternative])
            cost += atLabel(Int(problem.label[alternative])) + weightFactor * Int(problem.weight[alternative])
        }
        return cost + atLevel(total)
    }

    private func jointCost(of option: some Sequence<Int>, people: Int, in problem: AssignmentProblem) -> Int {
        var totals = [Int](repeating: 0, count: people)
        var cost = 0
        for alternative in option {
            let joint = problem.joint[problem.number(of: alternative)]!
            for person in 0..<people {
                totals[person] += joint.levels[person]
                cost += atLabel(joint.labels[person])
            }
            cost += weightFactor * joint.weight
        }
        return totals.reduce(cost) { $0 + atLevel($1) }
    }
}

/// What a selection comes to, counted once for all stages.
struct SelectionTally: Sendable {
    /// By total level, how many people have it; by label, how many alternatives of somebody; the sum of all weights.
    private var totals: [Int] = []
    private var labels: [Int] = []
    private var weight = 0

    /// Of a selection that is stored as `Simplex.keys`.
    init(_ selection: [Int32], width: Int, in problem: AssignmentProblem) {
        let parts = Parallel.map(problem.unitCount) { units in
            var part = SelectionTally()
            for unit in units { part.add(at: unit * width, in: selection, width: width, problem) }
            return part
        }
        for part in parts {
            for (level, count) in part.totals.enumerated() { SelectionTally.add(count, at: level, to: &totals) }
            for (label, count) in part.labels.enumerated() { SelectionTally.add(count, at: label, to: &labels) }
            weight += part.weight
        }
    }

    private init() {}

    func value(of stage: StageCost) -> Int {
        let levels = totals.enumerated().reduce(0) { $0 + $1.element * stage.atLevel($1.offset) }
        return labels.enumerated().reduce(levels) { $0 + $1.element * stage.atLabel($1.offset) }
            + stage.weightFactor * weight
    }

    private static func add(_ count: Int, at place: Int, to counts: inout [Int]) {
        while counts.count <= place { counts.append(0) }
        counts[place] += count
    }

    private mutating func add(at start: Int, in storage: [Int32], width: Int, _ problem: AssignmentProblem) {
        var total = 0, joint: [Int] = []
        for place in start..<(start + width) where storage[place] >= 0 {
            let alternative = Int(storage[place])
            if !problem.joint.isEmpty, let own = problem.joint[problem.number(of: alternative)] {
                joint = joint.isEmpty ? own.levels : zip(joint, own.levels).map { $0 + $1 }
                for label in own.labels { SelectionTally.add(1, at: label, to: &labels) }
                weight += own.weight
            } else {
                total += Int(problem.level[alternative])
                SelectionTally.add(1, at: Int(problem.label[alternative]), to: &labels)
                weight += Int(problem.weight[alternative])
            }
        }
        for total in joint.isEmpty ? [total] : joint { SelectionTally.add(1, at: total, to: &totals) }
    }
}

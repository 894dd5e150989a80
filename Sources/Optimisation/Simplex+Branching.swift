// What branch and bound asks of the simplex: what to branch on, bans, and moving to a smaller problem.
extension Simplex {
    /// The alternative with the largest amount that is not whole; nil when every unit has one option.
    func branchingAlternative() -> Branching? {
        var best: Branching?
        var most = 0.0
        for (unit, options) in mixedUnits().sorted(by: { $0.key < $1.key }) {
            for (position, slot) in problem.slots(of: unit).enumerated() {
                var amounts: [Int: Double] = [:]
                for (option, amount) in options { amounts[option[position], default: 0] += amount }
                for (alternative, amount) in amounts.sorted(by: { $0.key < $1.key })
                where amount > 1e-6 && amount < 1 - 1e-6 && amount > most + 1e-9 {
                    most = amount
                    best = Branching(
                        unit: unit, slot: slot, alternative: Int(problem.original[alternative]), isTaken: true
                    )
                }
            }
        }
        return best
    }

    /// Bans what the side of a branching excludes; returns what was banned now, to be lifted later.
    mutating func ban(_ branching: Branching) -> [Int] {
        var banned: [Int] = []
        for alternative in problem.alternatives(of: branching.slot) where !pricing.banned[alternative] {
            let isChosen = Int(problem.original[alternative]) == branching.alternative
            if branching.isTaken ? !isChosen : isChosen {
                pricing.banned[alternative] = true
                banned.append(alternative)
            }
        }
        hasBans = true
        return banned
    }

    mutating func lift(_ bans: [Int]) {
        for alternative in bans { pricing.banned[alternative] = false }
    }

    mutating func clearBans() {
        precondition(!pricing.banned.contains(true), "a ban was left behind")
        hasBans = false
    }

    /// The value of a stage at a selection in this problem.
    func value(of selection: [Int32], _ stage: StageCost) -> Int {
        (0..<problem.unitCount).reduce(0) { sum, unit in
            sum + stage.cost(of: problem.slots(of: unit).lazy.map { Int(selection[$0]) }, in: problem)
        }
    }

    /// Goes over to a problem with fewer alternatives, keeping the basis where all of it is still there; else
    /// starting from the incumbent (by original numbers) with all slacks basic.
    mutating func move(to smaller: AssignmentProblem, face: Face, incumbent: [Int32]) {
        func place(_ original: Int32, _ slot: Int) -> Int32? {
            smaller.alternatives(of: slot).first { smaller.original[$0] == original }.map { Int32($0) }
        }
        let start = (0..<smaller.slotCount).map { slot -> Int32 in
            guard let alternative = place(incumbent[slot], slot) else {
                preconditionFailure("the incumbent left the face of a proven stage")
            }
            return alternative
        }
        var next = Simplex(problem: smaller, stages: stages, rows: rows, face: face, start: start)
        next.counters = counters
        if let (keys, options) = basis(placed: place), next.isOnFace(keys, head, options) {
            next.keys = keys
            next.head = head
            next.basicOptions = options
            next.isSlackBasic = isSlackBasic
            next.recomputeKeyLoads()
        }
        self = next
    }

    /// Whether every key and basic option is one that the face allows: its alternatives may be left while their
    /// combination is not.
    private func isOnFace(_ keys: [Int32], _ head: [Int32], _ options: [Int32]) -> Bool {
        guard let face else { return true }
        func allows(_ unit: Int, _ option: some Sequence<Int>) -> Bool {
            guard face.isRestricted[unit] else { return true }
            var level = 0
            var cost: Int128 = 0
            for alternative in option {
                level += Int(problem.level[alternative])
                cost += face.earlier.price(alternative, in: problem)
            }
            return cost + face.earlier.total(level) == face.minimum[unit]
        }
        for unit in 0..<problem.unitCount where face.isRestricted[unit] {
            guard allows(unit, problem.slots(of: unit).map { Int(keys[$0]) }) else { return false }
        }
        for position in head.indices where head[position] >= 0 {
            let unit = Int(head[position])
            let option = problem.slots(of: unit).indices.map {
                Int(options[position * width + $0 - problem.slots(of: unit).lowerBound])
            }
            guard allows(unit, option) else { return false }
        }
        return true
    }

    /// The keys and basic options in the numbers of another problem; nil when one of them is not there.
    private func basis(placed place: (Int32, Int) -> Int32?) -> (keys: [Int32], options: [Int32])? {
        var newKeys = keys
        for slot in 0..<problem.slotCount {
            guard let alternative = place(problem.original[Int(keys[slot])], slot) else { return nil }
            newKeys[slot] = alternative
        }
        var options = basicOptions
        for position in head.indices where head[position] >= 0 {
            for (offset, slot) in problem.slots(of: Int(head[position])).enumerated() {
                let option = Int(basicOptions[position * width + offset])
                guard let alternative = place(problem.original[option], slot) else { return nil }
                options[position * width + offset] = alternative
            }
        }
        return (newKeys, options)
    }
}

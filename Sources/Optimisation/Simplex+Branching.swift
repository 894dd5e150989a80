// What branch and bound asks of the simplex: what is broken, what to branch on, bans, and moving to a smaller problem.
extension Simplex {
    /// Rows of side rules that the present answer breaks and that are not there yet.
    func brokenRules() -> [LinearRow] {
        guard !problem.sideRules.isEmpty else { return [] }
        let amounts = amounts()
        let rules = problem.sideRules.indices.filter { rule in
            guard sideRow[rule] < 0 else { return false }
            let use = problem.sideRules[rule].terms.reduce(0) {
                $0 + Double($1.coefficient) * amounts[Int($1.alternative)]
            }
            return use > Double(problem.sideRules[rule].limit) + 1e-6
        }
        return rules.map { LinearRow(kind: .side($0), limit: problem.sideRules[$0].limit) }
    }

    /// Rows that follow from rules and that the present answer breaks (`CutSearch`).
    func brokenCuts() -> [LinearRow] {
        guard !cuts.isEmpty else { return [] }
        let amounts = amounts()
        return cuts.covers.broken(by: amounts).map { LinearRow(kind: .cover($0), limit: $0.limit) }
            + cuts.attendances.broken(by: amounts).map { LinearRow(kind: .attendance($0), limit: 0) }
    }

    /// By original number: how much of each alternative is used.
    private func amounts() -> [Double] {
        var amounts = [Double](repeating: 0, count: originalCount)
        forEachOption { _, option, amount in
            for alternative in option { amounts[Int(problem.number(of: alternative))] += amount }
        }
        return amounts
    }

    /// A cancellable resource that is held by half, or that an option in use needs cancelled; the one furthest from both.
    func undecidedResource() -> Branching? {
        guard !problem.holdingUnit.isEmpty else { return nil }
        var held = [Double](repeating: 0, count: problem.resourceCount)
        var needed = held
        forEachOption { unit, option, amount in
            for alternative in option {
                let resource = problem.heldBy[Int(problem.resource[alternative])]
                if resource >= 0 { held[resource] += amount }
            }
            for resource in requirement(of: option, unit: unit) { needed[resource] += amount }
        }
        var best: Branching?
        var most = 1e-6
        for resource in held.indices where problem.holdingUnit[resource] >= 0 {
            let missing = min(held[resource], max(1 - held[resource], needed[resource]))
            if missing > most {
                most = missing
                best = .resource(resource, isHeld: held[resource] >= 0.5)
            }
        }
        return best
    }

    /// The resources that must be cancelled for the option.
    private func requirement(of option: [Int], unit: Int) -> [Int] {
        guard !problem.requirements.isEmpty, let first = option.first else { return [] }
        let variant = problem.variants(of: unit).first {
            problem.alternatives(of: problem.slots(of: $0).lowerBound).contains(first)
        }
        return variant.flatMap { problem.requirements[$0] } ?? []
    }

    /// The place that is nearest to taken, of those that are mixed; nil when every unit has one option.
    func divingPlace() -> Branching? {
        var best: Branching?
        var most = 0.0
        for (place, amount, _) in mixedPlaces() where amount > most + 1e-9 {
            most = amount
            best = place
        }
        return best
    }

    /// The places that are neither taken nor left, in a fixed order, and for how many people that is to be decided.
    func mixedPlaces() -> [(place: Branching, amount: Double, people: Int)] {
        mixedUnits().sorted(by: { $0.key < $1.key }).flatMap { unit, options in
            places(of: unit, options).filter { $0.amount > 1e-6 && $0.amount < 1 - 1e-6 }.map {
                ($0.place, $0.amount, Int(problem.peopleCount[unit]))
            }
        }
    }

    /// How much of each place a unit uses, in a fixed order.
    private func places(
        of unit: Int, _ options: [(option: [Int], amount: Double)]
    ) -> [(place: Branching, amount: Double)] {
        struct Key: Hashable, Comparable {
            let person: Int
            let round: Int
            let resource: Int
            static func < (a: Key, b: Key) -> Bool {
                (a.person, a.round, a.resource) < (b.person, b.round, b.resource)
            }
        }
        var amounts: [Key: Double] = [:]
        for (option, amount) in options {
            for alternative in option {
                let slot = slot(of: alternative, unit: unit)
                // Being nowhere is no place; some other place of the unit is mixed too.
                guard problem.round[slot] >= 0, Int(problem.resource[alternative]) != problem.nowhere else { continue }
                // One person of a slot stands for all of them.
                let person = problem.people[slot].trailingZeroBitCount
                let key = Key(
                    person: person, round: Int(problem.round[slot]), resource: Int(problem.resource[alternative]))
                amounts[key, default: 0] += amount
            }
        }
        return amounts.sorted { $0.key < $1.key }.map { key, amount in
            (.place(unit: unit, person: key.person, round: key.round, resource: key.resource, isTaken: true), amount)
        }
    }

    private func slot(of alternative: Int, unit: Int) -> Int {
        for variant in problem.variants(of: unit) {
            for slot in problem.slots(of: variant) where problem.alternatives(of: slot).contains(alternative) {
                return slot
            }
        }
        preconditionFailure("an alternative of another unit")
    }

    /// Bans what the side of a branching excludes; returns what was banned now, to be lifted later.
    mutating func ban(_ branching: Branching) -> [Int] {
        let banned = problem.excluded(by: branching).filter { !pricing.current.banned[$0] }
        for alternative in banned { pricing.current.banned[alternative] = true }
        bannedUnits = Set(bannedUnits).union(banned.map { problem.unit(ofAlternative: $0) }).sorted()
        return banned
    }

    mutating func lift(_ bans: [Int]) {
        for alternative in bans { pricing.current.banned[alternative] = false }
        let lifted = Set(bans.map { problem.unit(ofAlternative: $0) })
        bannedUnits = bannedUnits.filter { unit in
            !lifted.contains(unit) || problem.alternatives(ofUnit: unit).contains { pricing.current.banned[$0] }
        }
    }

    mutating func clearBans() {
        precondition(!pricing.current.banned.contains(true), "a ban was left behind")
        bannedUnits = []
    }

    /// The value of a stage at a selection in this problem.
    func value(of selection: [Int32], _ stage: StageCost) -> Int {
        (0..<problem.unitCount).reduce(0) { sum, unit in
            sum + stage.cost(at: unit * width, in: selection, width: width, problem)
        }
    }

    /// Where a selection by original numbers is in this problem; nil where some of it is not there.
    func places(of selection: [Int32]) -> [Int32]? {
        var places = selection
        for place in selection.indices where selection[place] >= 0 {
            places[place] = problem.place(of: selection[place], inUnit: place / width)
            if places[place] < 0 { return nil }
        }
        return places
    }

    /// Goes over to a problem with fewer alternatives, keeping the basis where all of it is still there; else
    /// starting from the incumbent (by original numbers) with all slacks basic.
    mutating func move(to smaller: AssignmentProblem, face: Face, incumbent: [Int32]) {
        let (start, newKeys) = places(of: incumbent, in: smaller)
        precondition(
            !zip(start, incumbent).contains { $0 < 0 && $1 >= 0 }, "the incumbent left the face of a proven stage")
        var next = Simplex(
            problem: smaller, originalCount: originalCount, stages: stages, rows: rows, face: face, start: start,
            cuts: cuts, width: width, longStepsFrom: longStepsFrom)
        next.counters = counters
        var newOptions = [Int32](repeating: -1, count: basicOptions.count)
        var isThere = !zip(newKeys, keys).contains { $0 < 0 && $1 >= 0 }
        for position in head.indices where head[position] >= 0 {
            for place in (position * width)..<(position * width + width) where basicOptions[place] >= 0 {
                let number = problem.number(of: Int(basicOptions[place]))
                newOptions[place] = smaller.place(of: number, inUnit: Int(head[position]))
                if newOptions[place] < 0 { isThere = false }
            }
        }
        if isThere && next.isOnFace(newKeys, head, newOptions) {
            next.keys = newKeys
            next.head = head
            next.basicOptions = newOptions
            next.isSlackBasic = isSlackBasic
            next.recomputeKeyLoads()
        }
        self = next
    }

    /// Where in a problem with fewer alternatives those of an incumbent (by original numbers) and of the keys are.
    private func places(of incumbent: [Int32], in smaller: AssignmentProblem) -> (incumbent: [Int32], keys: [Int32]) {
        let parts = Parallel.map(problem.unitCount) { [self] units in
            let slots = (units.lowerBound * width)..<(units.upperBound * width)
            return (
                slots.map { incumbent[$0] < 0 ? -1 : smaller.place(of: incumbent[$0], inUnit: $0 / width) },
                slots.map {
                    keys[$0] < 0 ? -1 : smaller.place(of: problem.number(of: Int(keys[$0])), inUnit: $0 / width)
                }
            )
        }
        return (parts.flatMap(\.0), parts.flatMap(\.1))
    }

    /// Whether every key and basic option is one that the face allows: its alternatives may be left while their
    /// combination is not.
    private func isOnFace(_ keys: [Int32], _ head: [Int32], _ options: [Int32]) -> Bool {
        guard let face else { return true }
        @Sendable func allows(_ unit: Int, _ option: [Int]) -> Bool {
            guard face.isRestricted[unit] else { return true }
            return face.earlier.cost(of: option, unit: unit, in: problem) == face.minimum[unit]
        }
        let parts = Parallel.map(problem.unitCount) { [self] units in
            units.allSatisfy { allows($0, Simplex.option(in: keys, at: $0 * width, width: width)) }
        }
        guard !parts.contains(false) else { return false }
        for position in head.indices where head[position] >= 0 {
            let option = Simplex.option(in: options, at: position * width, width: width)
            guard allows(Int(head[position]), option) else { return false }
        }
        return true
    }
}

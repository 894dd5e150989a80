import BreakoutModel
import Optimisation

/// The event as strategies see it that seat people one after the other, once it is decided which sessions are held.
///
/// A *slot* is one person in one round, or the people of a "together" group who are free in it; it takes one of its
/// alternatives. Alternatives of a slot ascend by level (regret, summed over its people) and then by session, so that
/// "no worse than this" is always a prefix. People with a duty have a slot with one alternative. All rules are here,
/// those over several people as the `SideRule`s of the exact engine, so that no two strategies can disagree about them.
struct SeatingPlan: Sendable {
    struct Slot: Sendable {
        let unit: Int32
        let round: Int16
        /// A bit for each person of the unit who is in it.
        let people: UInt32
        let seats: Int32
        /// A duty: its conflicts with the other slots have been looked at.
        let isSettled: Bool
        /// Whether somebody in it ranked one of the alternatives.
        let hasPreference: Bool
        let first: Int32
        let end: Int32
    }

    let event: Event
    let rules: RuleBook
    let lottery: Lottery
    private(set) var units: [[AttendeeIndex]] = []
    private(set) var slots: [Slot] = []
    /// Slots of unit u: `slotStart[u] ..< slotStart[u + 1]`.
    private(set) var slotStart: [Int] = [0]
    /// Per alternative.
    private(set) var session: [Int32] = []
    private(set) var level: [Int32] = []
    private(set) var weight: [UInt32] = []
    private(set) var isListed: [Bool] = []
    private(set) var slotOf: [Int32] = []
    private(set) var joint: [Int32: JointAlternative] = [:]
    private(set) var sideRules: [SideRule] = []
    private(set) var rulesOf: [Int32: [(rule: Int32, coefficient: Int32)]] = [:]
    /// Per session.
    let upper: [Int]
    let lower: [Int]
    private let conflicts: [Bool]
    /// Whether each round is a plain flow: one person to a slot, no side rules, no conflicts between rounds. Then
    /// chains of moves alone decide whether something can still be done.
    private(set) var isPure: Bool

    var sessionCount: Int { upper.count }

    /// Nil when somebody has nothing left to choose from.
    init?(event: Event, rules: RuleBook, cancelled: Set<SessionIndex>, seed: UInt64) {
        self.event = event
        self.rules = rules
        lottery = Lottery(seed: seed)
        let isHeld = event.sessions.indices.map { !cancelled.contains(SessionIndex($0)) }
        upper = event.sessions.indices.map { isHeld[$0] ? event.sessions[$0].capacity ?? .max : 0 }
        lower = event.sessions.indices.map { isHeld[$0] ? event.sessions[$0].minimum : 0 }
        var matrix = [Bool](repeating: false, count: isHeld.count * isHeld.count)
        for pair in rules.table.conflicts {
            matrix[pair.first.value * isHeld.count + pair.second.value] = true
            matrix[pair.second.value * isHeld.count + pair.first.value] = true
        }
        conflicts = matrix
        isPure = rules.table.conflicts.isEmpty
        let builder = UnitBuilder(event: event, rules: rules, lottery: lottery)
        for people in builder.units {
            guard let variants = builder.variants(of: people) else { return nil }
            if variants.isEmpty { continue }
            guard let variant = variants.first(where: \.needsCancelled.isEmpty) else { return nil }
            if variant.slots.contains(where: { $0.round < 0 }) { continue }
            for slot in variant.slots where !add(slot, isHeld) { return nil }
            units.append(people)
            slotStart.append(slots.count)
            if people.count > 1 { isPure = false }
        }
        addSideRules()
    }

    private mutating func add(_ slot: AssignmentProblem.Slot, _ isHeld: [Bool]) -> Bool {
        // A group is never in a room that is too small for it alone: said here, for the engine would find out only by
        // branching.
        let open = slot.alternatives.filter { isHeld[$0.resource] && ($0.joint?.seats ?? 1) <= upper[$0.resource] }
            .sorted { ($0.level, $0.resource) < ($1.level, $1.resource) }
        guard !open.isEmpty else { return false }
        let first = session.count
        for alternative in open {
            if let several = alternative.joint { joint[Int32(session.count)] = several }
            session.append(Int32(alternative.resource))
            level.append(Int32(alternative.level))
            weight.append(alternative.weight)
            isListed.append(alternative.joint?.labels.contains { $0 > 0 } ?? (alternative.label > 0))
            slotOf.append(Int32(slots.count))
        }
        slots.append(
            Slot(
                unit: Int32(units.count), round: Int16(slot.round), people: slot.people,
                seats: Int32(open[0].joint?.seats ?? 1), isSettled: slot.isSettled,
                hasPreference: isListed[first...].contains(true), first: Int32(first), end: Int32(session.count)))
        return true
    }

    /// The engine numbers alternatives as they are numbered here, so its rules can be read as they are.
    private mutating func addSideRules() {
        guard event.settings.maximumPerOrganisation != nil || event.groups.contains(where: { $0.rule == .apart })
        else { return }
        var problem = problem()
        _ = SideRuleBuilder(event: event, rules: rules, units: units).add(to: &problem)
        sideRules = problem.sideRules
        for (number, rule) in sideRules.enumerated() {
            for term in rule.terms { rulesOf[term.alternative, default: []].append((Int32(number), term.coefficient)) }
        }
        if !sideRules.isEmpty { isPure = false }
    }

    // MARK: Looking things up

    func alternatives(of slot: Int) -> Range<Int> { Int(slots[slot].first)..<Int(slots[slot].end) }
    func slots(of unit: Int) -> Range<Int> { slotStart[unit]..<slotStart[unit + 1] }
    func slots(of unit: Int, round: Int) -> [Int] { slots(of: unit).filter { Int(slots[$0].round) == round } }
    func session(_ alternative: Int) -> Int { Int(session[alternative]) }

    /// Behind the last alternative of the slot that is no worse than this level.
    func end(of slot: Int, level wanted: Int) -> Int {
        let range = alternatives(of: slot)
        return range.first { Int(level[$0]) > wanted } ?? range.upperBound
    }

    /// The different levels of the slot, ascending.
    func levels(of slot: Int) -> [Int] {
        var levels: [Int] = []
        for alternative in alternatives(of: slot) where levels.last != Int(level[alternative]) {
            levels.append(Int(level[alternative]))
        }
        return levels
    }

    /// How many ranked alternatives the slot has from this one on.
    func listedCount(of slot: Int, from first: Int) -> Int {
        (first..<alternatives(of: slot).upperBound).count { isListed[$0] }
    }

    /// The worst level that is still a ranked session.
    func lastListedLevel(of slot: Int) -> Int {
        alternatives(of: slot).last { isListed[$0] }.map { Int(level[$0]) } ?? 0
    }

    /// In the order of the draw.
    func inLotteryOrder(_ alternatives: Range<Int>) -> [Int] {
        alternatives.count < 2
            ? Array(alternatives) : alternatives.sorted { (lotteryWeight($0), $0) < (lotteryWeight($1), $1) }
    }

    private func lotteryWeight(_ alternative: Int) -> Int {
        joint.isEmpty ? Int(weight[alternative]) : joint[Int32(alternative)]?.weight ?? Int(weight[alternative])
    }

    /// The members of a slot.
    func members(of slot: Int) -> [AttendeeIndex] {
        units[Int(slots[slot].unit)].enumerated().filter { slots[slot].people & (1 << UInt32($0.offset)) != 0 }
            .map(\.element)
    }

    /// Whether somebody would be in two sessions that cannot both be attended.
    func conflict(_ a: Int, _ b: Int) -> Bool {
        guard conflicts[session(a) * sessionCount + session(b)] else { return false }
        let x = slots[Int(slotOf[a])], y = slots[Int(slotOf[b])]
        return x.people & y.people != 0 && !x.isSettled && !y.isSettled
    }

    // MARK: For the exact engine

    /// The plan as a problem, with the alternatives that are open, each as `shown` makes it.
    func problem(
        where isOpen: (Int) -> Bool = { _ in true },
        shown: (Int, AssignmentProblem.Alternative) -> AssignmentProblem.Alternative = { $1 }
    ) -> AssignmentProblem {
        var problem = AssignmentProblem(
            upperLimit: upper.map { $0 == .max ? nil : $0 }, lowerLimit: lower,
            conflicts: rules.table.conflicts.map { ($0.first.value, $0.second.value) })
        for unit in units.indices {
            let slots = slots(of: unit).map { slot in
                AssignmentProblem.Slot(
                    round: Int(self.slots[slot].round), people: self.slots[slot].people,
                    isSettled: self.slots[slot].isSettled,
                    alternatives: alternatives(of: slot).filter(isOpen).map { shown($0, alternative($0)) })
            }
            problem.addUnit(variants: [.init(slots: slots)], peopleCount: units[unit].count)
        }
        return problem
    }

    /// The same with the rules over several people.
    func ruledProblem(
        where isOpen: (Int) -> Bool,
        shown: (Int, AssignmentProblem.Alternative) -> AssignmentProblem.Alternative = { $1 }
    ) -> AssignmentProblem {
        var problem = problem(where: isOpen, shown: shown)
        if !sideRules.isEmpty { _ = SideRuleBuilder(event: event, rules: rules, units: units).add(to: &problem) }
        return problem
    }

    private func alternative(_ number: Int) -> AssignmentProblem.Alternative {
        .init(
            resource: session(number), level: Int(level[number]), label: isListed[number] ? Int(level[number]) + 1 : 0,
            weight: weight[number], joint: joint[Int32(number)])
    }

    /// The engine's answer as an alternative of each slot.
    func choices(_ selection: [[Int]], of problem: AssignmentProblem) -> [Int32] {
        var choices = [Int32](repeating: -1, count: slots.count)
        for (unit, option) in selection.enumerated() {
            for number in option {
                let (round, people) = problem.slot(ofAlternative: number)
                let slot = slots(of: unit).first {
                    Int(slots[$0].round) == round && slots[$0].people == people
                }!
                let wanted = problem.resource(ofAlternative: number)
                choices[slot] = Int32(alternatives(of: slot).first { session($0) == wanted }!)
            }
        }
        return choices
    }

    func allocation(_ choices: [Int32]) -> Allocation {
        var allocation = Allocation(attendeeCount: event.attendees.count, roundCount: event.roundCount)
        for (slot, choice) in choices.enumerated() {
            for attendee in members(of: slot) {
                allocation[attendee, Int(slots[slot].round)] = SessionIndex(session(Int(choice)))
            }
        }
        return allocation
    }
}

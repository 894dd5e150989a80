import BreakoutModel
import Optimisation

/// The exact problem as a mixed-integer linear programme: what solvers of others take.
///
/// Columns, all of them 0 or 1 but the last kind:
///
///     x__PEOPLE__SESSION    these people are at the session (nearly always one person)
///     v__PEOPLE__N          they are in their N-th variant: some session at which they have a duty is cancelled
///     z__PERSON__N          the person's total regret is at least N
///     h__SESSION            a session that may be cancelled is held
///     stage__K              the cost of stage K; the objective is one of these
///
/// Rows: everybody is in one session of each round (`in`, with `variant` and `free` for variants), what cannot be
/// combined (`clash`), what regrets add up to (`regret`, `step`), rooms (`seats`), minimums (`least`), the rules about
/// organisations and groups (`organisation`, `apart`), and what each stage costs (`stage`).
///
/// Nothing is stored but an index of who uses which session: rows and columns are made as they are written, in time and
/// size linear in the number of alternatives times the number of stages.
struct LinearModel {
    enum Sense: String { case atMost = "L", atLeast = "G", equal = "E" }

    struct Row {
        let name: String
        let sense: Sense
        let limit: Int
        var terms: [(column: String, coefficient: Int)] = []
    }

    /// A row over all people; its terms are made on demand.
    enum Global: Hashable {
        case seats(Int), least(Int), side(Int), stage(Int)
    }

    let problem: AllocationProblem
    let event: Event
    let names: ModelNames
    let globals: [Global]
    /// Per resource its alternatives.
    private let users: [[Int32]]
    /// By alternative: the side rules it counts in.
    private var rulesOf: [Int32: [(rule: Int, coefficient: Int)]] = [:]

    var inner: AssignmentProblem { problem.problem }
    var stageCount: Int { problem.stages.count }

    init(problem: AllocationProblem, event: Event) {
        self.problem = problem
        self.event = event
        names = ModelNames(event: event)
        let inner = problem.problem
        var users = [[Int32]](repeating: [], count: inner.resourceCount)
        for alternative in 0..<inner.alternativeCount {
            users[inner.resource(ofAlternative: alternative)].append(Int32(alternative))
        }
        self.users = users
        for (rule, side) in inner.sideRules.enumerated() {
            for term in side.terms {
                rulesOf[term.alternative, default: []].append((rule, Int(term.coefficient)))
            }
        }
        var globals: [Global] = []
        for session in event.sessions.indices {
            if event.sessions[session].capacity != nil || event.sessions[session].cancellable {
                globals.append(.seats(session))
            }
            if event.sessions[session].minimum > 0 { globals.append(.least(session)) }
        }
        globals += inner.sideRules.indices.map { .side($0) }
        self.globals = globals
    }

    // MARK: Names

    private func people(_ attendees: [AttendeeIndex]) -> String {
        let shown = attendees.prefix(3).map { names.attendees[$0.value] }.joined(separator: "_")
        return attendees.count > 3 ? shown + "_and.\(attendees.count - 3).more" : shown
    }

    private func people(_ unit: Int, inSlot bits: UInt32) -> String {
        people(problem.units[unit].enumerated().filter { bits & (1 << UInt32($0.offset)) != 0 }.map(\.element))
    }

    private func session(_ resource: Int) -> String {
        resource == problem.resources.nowhere ? "none" : names.sessions[resource]
    }

    func column(_ alternative: Int, _ unit: Int, variant: Int?) -> String {
        let slot = inner.slot(ofAlternative: alternative)
        // Being in no round at all stands for a whole variant.
        let suffix =
            (variant.map { "__\($0)" } ?? "") + (slot.round < 0 ? "__day" : roundSuffix(alternative, slot.round))
        return
            "x__\(people(unit, inSlot: slot.people))__\(session(inner.resource(ofAlternative: alternative)))\(suffix)"
    }

    /// A session tells its round; being without a place does not.
    private func roundSuffix(_ alternative: Int, _ round: Int) -> String {
        inner.resource(ofAlternative: alternative) == problem.resources.nowhere ? "__r\(round + 1)" : ""
    }

    func regretColumn(_ attendee: AttendeeIndex, _ level: Int) -> String {
        "z__\(names.attendees[attendee.value])__\(level)"
    }
    func heldColumn(_ session: Int) -> String { "h__\(names.sessions[session])" }
    func variantColumn(_ unit: Int, _ variant: Int) -> String { "v__\(people(problem.units[unit]))__\(variant)" }
    static func stageColumn(_ stage: Int) -> String { "stage__\(stage + 1)" }

    func name(_ global: Global) -> String {
        switch global {
        case .seats(let session): "seats__\(names.sessions[session])"
        case .least(let session): "least__\(names.sessions[session])"
        case .stage(let stage): "cost__\(stage + 1)"
        case .side(let rule):
            switch problem.sideRows[rule] {
            case .organisation(let organisation, let session):
                "organisation__\(names.organisations[organisation] ?? "")__\(token(session))"
            case .apart(let group, let session): "apart__\(names.groups[group] ?? "")__\(token(session))"
            case .capacity, .minimum, .stage, .held, .cover: preconditionFailure("no side rule")
            }
        }
    }

    private func token(_ id: String) -> String { names.sessions[event.sessions.firstIndex { $0.id == id }!] }

    // MARK: Rows over all people

    /// Sense, limit, and the terms that are nobody's.
    func head(_ global: Global) -> Row {
        switch global {
        case .seats(let position):
            let session = event.sessions[position]
            let most = session.capacity ?? users[position].reduce(0) { $0 + inner.seatCount(of: Int($1)) }
            return session.cancellable
                ? Row(name: name(global), sense: .atMost, limit: 0, terms: [(heldColumn(position), -most)])
                : Row(name: name(global), sense: .atMost, limit: most)
        case .least(let position):
            let session = event.sessions[position]
            return session.cancellable
                ? Row(name: name(global), sense: .atLeast, limit: 0, terms: [(heldColumn(position), -session.minimum)])
                : Row(name: name(global), sense: .atLeast, limit: session.minimum)
        case .side(let rule): return Row(name: name(global), sense: .atMost, limit: inner.sideRules[rule].limit)
        case .stage(let stage):
            return Row(name: name(global), sense: .equal, limit: 0, terms: [(LinearModel.stageColumn(stage), -1)])
        }
    }

    /// The terms of people, in the order of units.
    func forEachTerm(_ global: Global, _ body: (String, Int) throws -> Void) rethrows {
        switch global {
        case .seats(let session), .least(let session):
            for alternative in users[session] {
                try body(column(Int(alternative)), inner.seatCount(of: Int(alternative)))
            }
        case .side(let rule):
            for term in inner.sideRules[rule].terms {
                try body(column(Int(term.alternative)), Int(term.coefficient))
            }
        case .stage(let stage):
            for unit in 0..<inner.unitCount {
                for (column, coefficient) in stageTerms(stage, unit) { try body(column, coefficient) }
            }
        }
    }

    private func column(_ alternative: Int) -> String {
        let unit = inner.unit(of: alternative)
        let variants = inner.variantRange(of: unit)
        guard hasVariants(unit) else { return column(alternative, unit, variant: nil) }
        let variant = variants.first { inner.alternativeRange(ofVariant: $0).contains(alternative) }!
        return column(alternative, unit, variant: variant - variants.lowerBound + 1)
    }

    private func stageTerms(_ stage: Int, _ unit: Int) -> [(String, Int)] {
        var terms: [(String, Int)] = []
        for alternative in inner.alternativeRange(ofUnit: unit) {
            let cost = placementCost(stage, alternative)
            if cost != 0 { terms.append((column(alternative), cost)) }
        }
        for (attendee, largest) in regrets(of: unit) {
            for level in 1..<(largest + 1) {
                let step = regretCost(stage, level)
                if step != 0 { terms.append((regretColumn(attendee, level), step)) }
            }
        }
        return terms
    }

    // MARK: Columns

    /// What a placement adds to a stage's cost, regret left out.
    func placementCost(_ stage: Int, _ alternative: Int) -> Int {
        problem.costs[stage].placementCost(of: alternative, in: inner)
    }

    /// What it adds to a stage's cost that a total regret is `level` and not one less.
    func regretCost(_ stage: Int, _ level: Int) -> Int {
        let table = problem.costs[stage].byTotalLevel
        func at(_ level: Int) -> Int { level < table.count ? table[level] : 0 }
        return at(level) - at(level - 1)
    }

    /// Per person of the unit who could regret anything, the most they could.
    func regrets(of unit: Int) -> [(attendee: AttendeeIndex, largest: Int)] {
        problem.units[unit].enumerated().compactMap { person, attendee in
            let largest = inner.variantRange(of: unit).reduce(0) { largest, variant in
                max(
                    largest,
                    inner.slotRange(of: variant).reduce(0) { sum, slot in
                        sum
                            + inner.alternativeRange(ofSlot: slot).reduce(0) {
                                max($0, inner.level(of: $1, person: person))
                            }
                    })
            }
            return largest > 0 ? (attendee, largest) : nil
        }
    }

    /// The rows over all people in which an alternative counts, the stages apart.
    func globalEntries(_ alternative: Int) -> [(global: Global, coefficient: Int)] {
        let resource = inner.resource(ofAlternative: alternative)
        var entries: [(global: Global, coefficient: Int)] = []
        if resource < event.sessions.count {
            let seats = inner.seatCount(of: alternative), session = event.sessions[resource]
            if session.capacity != nil || session.cancellable { entries.append((.seats(resource), seats)) }
            if session.minimum > 0 { entries.append((.least(resource), seats)) }
        }
        for (rule, coefficient) in rulesOf[Int32(alternative)] ?? [] { entries.append((.side(rule), coefficient)) }
        return entries
    }

    // MARK: Rows of one unit

    /// Whether it matters to the unit which sessions are held.
    func hasVariants(_ unit: Int) -> Bool {
        let variants = inner.variantRange(of: unit)
        return variants.count > 1 || variants.contains { !inner.requirement(ofVariant: $0).isEmpty }
    }

    func rows(of unit: Int) -> [Row] {
        var rows: [Row] = []
        let variants = inner.variantRange(of: unit), who = people(problem.units[unit])
        let several = hasVariants(unit)
        if several {
            rows.append(
                Row(
                    name: "variant__\(who)", sense: .equal, limit: 1,
                    terms: variants.map { (variantColumn(unit, $0 - variants.lowerBound + 1), 1) }))
        }
        for variant in variants {
            let number = several ? variant - variants.lowerBound + 1 : nil
            let own = number.map { variantColumn(unit, $0) }
            for slot in inner.slotRange(of: variant) { rows.append(inRow(unit, slot, number, own)) }
            rows += clashes(unit, variant, number)
            for needed in inner.requirement(ofVariant: variant) {
                rows.append(
                    Row(
                        name: "free__\(who)__\(number ?? 1)__\(names.sessions[needed])", sense: .atMost, limit: 1,
                        terms: [(own ?? "", 1), (heldColumn(needed), 1)]))
            }
        }
        for (attendee, largest) in regrets(of: unit) { rows += regretRows(unit, attendee, largest) }
        return rows
    }

    private func inRow(_ unit: Int, _ slot: Int, _ number: Int?, _ own: String?) -> Row {
        let alternatives = inner.alternativeRange(ofSlot: slot)
        let bits = inner.slot(ofAlternative: alternatives.lowerBound)
        let suffix = number.map { "__\($0)" } ?? ""
        return Row(
            name: "in__\(people(unit, inSlot: bits.people))__r\(bits.round + 1)\(suffix)", sense: .equal,
            limit: own == nil ? 1 : 0,
            terms: alternatives.map { (column($0, unit, variant: number), 1) } + (own.map { [($0, -1)] } ?? []))
    }

    private func clashes(_ unit: Int, _ variant: Int, _ number: Int?) -> [Row] {
        guard inner.mayConflict(inVariant: variant) else { return [] }
        var rows: [Row] = []
        let slots = inner.slotRange(of: variant)
        for s in slots {
            for t in slots where t > s {
                for a in inner.alternativeRange(ofSlot: s) {
                    let others = inner.alternativeRange(ofSlot: t).filter {
                        inner.areInConflict(a, ofSlot: s, $0, ofSlot: t)
                    }
                    guard !others.isEmpty else { continue }
                    let first = column(a, unit, variant: number)
                    rows.append(
                        Row(
                            name: "clash__\(first.dropFirst(3))__\(t - slots.lowerBound + 1)", sense: .atMost, limit: 1,
                            terms: [(first, 1)] + others.map { (column($0, unit, variant: number), 1) }))
                }
            }
        }
        return rows
    }

    private func regretRows(_ unit: Int, _ attendee: AttendeeIndex, _ largest: Int) -> [Row] {
        let person = problem.units[unit].firstIndex(of: attendee)!, who = names.attendees[attendee.value]
        let variants = inner.variantRange(of: unit)
        var sum = Row(name: "regret__\(who)", sense: .equal, limit: 0)
        for variant in variants {
            for alternative in inner.alternativeRange(ofVariant: variant) {
                let level = inner.level(of: alternative, person: person)
                let number = hasVariants(unit) ? variant - variants.lowerBound + 1 : nil
                if level != 0 { sum.terms.append((column(alternative, unit, variant: number), level)) }
            }
        }
        sum.terms += (1...largest).map { (regretColumn(attendee, $0), -1) }
        return [sum]
            + (1..<largest).map { level in
                Row(
                    name: "step__\(who)__\(level)", sense: .atMost, limit: 0,
                    terms: [(regretColumn(attendee, level + 1), 1), (regretColumn(attendee, level), -1)])
            }
    }
}

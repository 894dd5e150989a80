import BreakoutModel
import Optimisation

/// Why no allocation keeps all the rules, when it takes a solver to see it: a smallest set of rules that cannot hold
/// together, found by leaving rules out one by one for as long as the rest still cannot hold (deletion filter;
/// Chinneck and Dravnieks 1991), and the cheapest repair of two kinds: seats to add, minimums to lower.
public enum Infeasibility {
    public static func explain(_ event: Event) -> [Diagnostic] {
        let core = smallestCore(of: event)
        return [Findings.cannotHoldTogether(core, event, repairs(event))]
    }

    /// A rule that could be given up.
    enum Rule: Hashable {
        case capacity(SessionIndex)
        case minimum(SessionIndex)
        case openTo(SessionIndex)
        case duty(Int)
        case requiredFor(SessionIndex)
        case fixedItem(FixedItemIndex)
    }

    private static func rules(of event: Event) -> [Rule] {
        var rules: [Rule] = []
        // The first to be left out are those that organisers least expect to be the cause.
        rules += event.duties.indices.map { .duty($0) }
        for (position, item) in event.fixedItems.enumerated() where item.requiredFor != .nobody {
            rules.append(.fixedItem(FixedItemIndex(position)))
        }
        for (position, session) in event.sessions.enumerated() {
            let index = SessionIndex(position)
            if session.requiredFor != .nobody { rules.append(.requiredFor(index)) }
            if !session.openTo.isEmpty { rules.append(.openTo(index)) }
            if session.minimum > 0 { rules.append(.minimum(index)) }
        }
        for (position, session) in event.sessions.enumerated() where session.capacity != nil {
            rules.append(.capacity(SessionIndex(position)))
        }
        return rules
    }

    static func smallestCore(of event: Event) -> [Rule] {
        let all = rules(of: event)
        var dropped: Set<Rule> = []
        for rule in all {
            let trial = dropped.union([rule])
            if !isFeasible(without(trial, event)) { dropped = trial }
        }
        return all.filter { !dropped.contains($0) }
    }

    private static func isFeasible(_ event: Event) -> Bool {
        let rules = RuleBook(event)
        guard rules.contradictions.isEmpty else { return false }
        let problem = AllocationProblem(event: event, table: rules.table, objective: .total, seed: 0)
        let solver = StagedSolver(problem: problem.problem, stages: [], guide: StageCost())
        if case .infeasible = solver.solve() { return false }
        return true
    }

    /// The event with some rules given up.
    private static func without(_ dropped: Set<Rule>, _ event: Event) -> Event {
        let sessions = event.sessions.enumerated().map { position, session in
            let index = SessionIndex(position)
            return Session(
                id: session.id, round: session.round, title: session.title, room: session.room,
                capacity: dropped.contains(.capacity(index)) ? nil : session.capacity,
                minimum: dropped.contains(.minimum(index)) ? 0 : session.minimum,
                cancellable: session.cancellable, time: session.time,
                openTo: dropped.contains(.openTo(index)) ? [] : session.openTo,
                requiredFor: dropped.contains(.requiredFor(index)) ? .nobody : session.requiredFor,
                topic: session.topic)
        }
        let items = event.fixedItems.enumerated().map { position, item in
            FixedItem(
                id: item.id, title: item.title, room: item.room, capacity: item.capacity, time: item.time,
                requiredFor: dropped.contains(.fixedItem(FixedItemIndex(position))) ? .nobody : item.requiredFor)
        }
        let duties = event.duties.enumerated().filter { !dropped.contains(.duty($0.offset)) }.map(\.element)
        guard
            let smaller = try? Event(
                settings: event.settings, sessions: sessions, fixedItems: items, attendees: event.attendees,
                organisations: event.organisations, roles: event.roles, rankings: event.rankings, duties: duties,
                groups: event.groups)
        else { preconditionFailure("leaving a rule out broke the event") }
        return smaller
    }

    // MARK: Repairs

    struct Repairs {
        /// Seats to add in all, with every minimum kept; nil when seats alone do not help.
        var seats: Int?
        /// What minimums must be lowered by in all, with every room as it is; nil when that alone does not help.
        var minimums: Int?
    }

    static func repairs(_ event: Event) -> Repairs {
        let rules = RuleBook(event)
        guard rules.contradictions.isEmpty else { return Repairs() }
        let problem = AllocationProblem(event: event, table: rules.table, objective: .total, seed: 0).problem
        return Repairs(seats: fewestExtraSeats(problem), minimums: leastLowering(problem))
    }

    /// Every session gets a twin without walls: who sits there needs a seat that is not there yet.
    private static func fewestExtraSeats(_ problem: AssignmentProblem) -> Int? {
        let count = problem.resourceCount
        // A minimum counts people in the room and its twin alike, which two resources cannot say; so the repair is
        // tried without minimums, and given only if none of them stands in the way.
        guard problem.lowerLimit.allSatisfy({ $0 == 0 }) else { return nil }
        var relaxed = AssignmentProblem(
            upperLimit: problem.upperLimit + Array(repeating: nil, count: count),
            lowerLimit: Array(repeating: 0, count: 2 * count), conflicts: [])
        for unit in 0..<problem.unitCount {
            relaxed.addUnit(
                slots: problem.slots(of: unit).map { slot in
                    problem.alternatives(of: slot).flatMap { alternative -> [AssignmentProblem.Alternative] in
                        let resource = Int(problem.resource[alternative])
                        return [
                            .init(resource: resource, level: 0, label: 0),
                            .init(resource: count + resource, level: 0, label: 1),
                        ]
                    }
                })
        }
        return cheapest(relaxed)
    }

    /// Phantoms fill what is missing.
    private static func leastLowering(_ problem: AssignmentProblem) -> Int? {
        guard problem.lowerLimit.contains(where: { $0 > 0 }) else { return nil }
        // Resource `count` is nowhere: a phantom that is not needed stays there at no cost.
        var relaxed = AssignmentProblem(
            upperLimit: problem.upperLimit + [nil], lowerLimit: problem.lowerLimit + [0], conflicts: [])
        for unit in 0..<problem.unitCount {
            relaxed.addUnit(
                slots: problem.slots(of: unit).map { slot in
                    problem.alternatives(of: slot).map { .init(resource: Int(problem.resource[$0]), level: 0) }
                })
        }
        for (resource, minimum) in problem.lowerLimit.enumerated() {
            for _ in 0..<minimum {
                relaxed.addUnit(slots: [
                    [
                        .init(resource: problem.resourceCount, level: 0),
                        .init(resource: resource, level: 0, label: 1),
                    ]
                ])
            }
        }
        return cheapest(relaxed)
    }

    private static func cheapest(_ problem: AssignmentProblem) -> Int? {
        let cost = StageCost(byLabel: [0, 1])
        guard case .optimal(let result) = StagedSolver(problem: problem, stages: [cost], guide: cost).solve() else {
            return nil
        }
        return result.stages[0].value
    }
}

extension Findings {
    static func cannotHoldTogether(
        _ core: [Infeasibility.Rule], _ event: Event, _ repairs: Infeasibility.Repairs
    ) -> Diagnostic {
        var notes = core.map { "- " + words($0, event).english }.joined(separator: "\n")
        var notesDutch = core.map { "- " + words($0, event).dutch }.joined(separator: "\n")
        if core.isEmpty {
            notes = "- who must be where, and the clock"
            notesDutch = "- wie waar moet zijn, en de klok"
        }
        var ways: [Bilingual] = []
        if let seats = repairs.seats, seats > 0 {
            ways.append(
                Bilingual(
                    en: "cheapest repair: \(seats) more seats in the rooms above",
                    nl: "goedkoopste herstel: \(seats) plaatsen meer in de zalen hierboven"))
        }
        if let lowering = repairs.minimums, lowering > 0 {
            ways.append(
                Bilingual(
                    en: "cheapest repair: lower the minimums above by \(lowering) in total",
                    nl: "goedkoopste herstel: verlaag de minima hierboven met samen \(lowering)"))
        }
        if ways.isEmpty {
            ways.append(
                Bilingual(
                    en: "give up or widen any one of these, and the others can hold",
                    nl: "geef er één op, of verruim die, dan kunnen de andere wel samen"))
        }
        return Diagnostic(
            .error, code: "cannot-hold-together",
            message: Bilingual(
                en: "these rules cannot all hold, though without any one of them the others can",
                nl: "deze regels kunnen niet alle samen gelden, terwijl het zonder een ervan wel kan"),
            notes: zip(notes.split(separator: "\n"), notesDutch.split(separator: "\n")).map {
                Bilingual(en: String($0), nl: String($1))
            } + ways)
    }

    private static func words(_ rule: Infeasibility.Rule, _ event: Event) -> Bilingual {
        switch rule {
        case .capacity(let session):
            Bilingual(
                en: "the room of '\(event[session].id)' holds \(event[session].capacity ?? 0)",
                nl: "in de zaal van '\(event[session].id)' passen \(event[session].capacity ?? 0) mensen")
        case .minimum(let session):
            Bilingual(
                en: "'\(event[session].id)' needs at least \(event[session].minimum) people",
                nl: "'\(event[session].id)' vraagt minstens \(event[session].minimum) deelnemers")
        case .openTo(let session):
            Bilingual(
                en: "'\(event[session].id)' is open only to \(roles(event[session].openTo, event))",
                nl: "'\(event[session].id)' staat alleen open voor \(roles(event[session].openTo, event))")
        case .requiredFor(let session):
            Bilingual(
                en: "'\(event[session].id)' is required for \(words(event[session].requiredFor, event).english)",
                nl: "'\(event[session].id)' is verplicht voor \(words(event[session].requiredFor, event).dutch)")
        case .fixedItem(let item):
            Bilingual(
                en: "'\(event[item].id)' is required for \(words(event[item].requiredFor, event).english)",
                nl: "'\(event[item].id)' is verplicht voor \(words(event[item].requiredFor, event).dutch)")
        case .duty(let duty): words(event.duties[duty], event)
        }
    }

    private static func words(_ duty: Duty, _ event: Event) -> Bilingual {
        let who = person(duty.attendee, event), place = name(duty.place, event)
        return switch duty.kind {
        case .excluded:
            Bilingual(en: "\(who) must not be at '\(place)'", nl: "\(who) mag niet bij '\(place)' zijn")
        case .chair: Bilingual(en: "\(who) chairs '\(place)'", nl: "\(who) zit '\(place)' voor")
        case .speaker: Bilingual(en: "\(who) speaks at '\(place)'", nl: "\(who) spreekt bij '\(place)'")
        case .member: Bilingual(en: "\(who) must be at '\(place)'", nl: "\(who) moet bij '\(place)' zijn")
        }
    }

    private static func words(_ requirement: Requirement, _ event: Event) -> Bilingual {
        switch requirement {
        case .nobody: Bilingual(en: "nobody", nl: "niemand")
        case .everyone: Bilingual(en: "everyone", nl: "iedereen")
        case .roles(let list): Bilingual(same: roles(list, event))
        }
    }

    private static func roles(_ list: [RoleIndex], _ event: Event) -> String {
        list.map { event.roles[$0.value] }.joined(separator: ", ")
    }
}

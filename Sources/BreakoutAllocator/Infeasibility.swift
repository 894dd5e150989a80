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
        case spread
        case group(Int)
    }

    private static func rules(of event: Event) -> [Rule] {
        var rules: [Rule] = []
        // The first to be left out are those that organisers least expect to be the cause.
        rules += event.duties.indices.map { .duty($0) }
        rules += event.groups.indices.map { .group($0) }
        if event.settings.maximumPerOrganisation != nil { rules.append(.spread) }
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
        let problem = AllocationProblem(event: event, rules: rules, objective: .total, seed: 0)
        guard problem.shut.isEmpty else { return false }
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
        let groups = event.groups.enumerated().filter { !dropped.contains(.group($0.offset)) }.map(\.element)
        var settings = event.settings
        if dropped.contains(.spread) { settings.maximumPerOrganisation = nil }
        guard
            let smaller = try? Event(
                settings: settings, sessions: sessions, fixedItems: items, attendees: event.attendees,
                organisations: event.organisations, roles: event.roles, rankings: event.rankings, duties: duties,
                groups: groups)
        else { preconditionFailure("leaving a rule out broke the event") }
        return smaller
    }

    // MARK: Repairs

    /// What to buy for the rooms and minimums to hold: per session, seats to add or people to take off its minimum.
    struct Repair {
        var seats: [(session: SessionIndex, count: Int)]
        var lowerings: [(session: SessionIndex, count: Int)]

        var total: Int { (seats + lowerings).reduce(0) { $0 + $1.count } }
    }

    /// The cheapest repairs, cheapest first: of seats alone, of minimums alone, and of both where that is cheaper.
    static func repairs(_ event: Event) -> [Repair] {
        let seats = repair(event, seats: true, minimums: false)
        let minimums = repair(event, seats: false, minimums: true)
        let both = repair(event, seats: true, minimums: true)
        var repairs = [seats, minimums].compactMap { $0 }
        if let both, repairs.allSatisfy({ $0.total > both.total }) { repairs.append(both) }
        return repairs.filter { $0.total > 0 }.sorted { $0.total < $1.total }
    }

    /// Rooms and minimums as side rules with something for sale: buyers may each buy one seat or one person off a minimum,
    /// or nothing, and as few as possible do. Exact.
    private static func repair(_ event: Event, seats: Bool, minimums: Bool) -> Repair? {
        let indices = event.sessions.indices.map { SessionIndex($0) }
        let open = without(Set(indices.flatMap { [Rule.capacity($0), .minimum($0)] }), event)
        let rules = RuleBook(open)
        let built = AllocationProblem(event: open, rules: rules, objective: .total, seed: 0)
        guard rules.contradictions.isEmpty && built.shut.isEmpty else { return nil }
        var problem = built.problem
        let nowhere = event.sessions.count
        let people = (0..<problem.unitCount)
        // Labels: 0 buys nothing; 1 + 2·session a seat; 2 + 2·session a lower minimum. The label alone makes the cost.
        var goods: [AssignmentProblem.Alternative] = [.init(resource: nowhere, level: 0)]
        for session in indices {
            if seats && event[session].capacity != nil {
                goods.append(.init(resource: nowhere, level: 1 + 2 * session.value))
            }
            if minimums && event[session].minimum > 0 {
                goods.append(.init(resource: nowhere, level: 2 + 2 * session.value))
            }
        }
        guard goods.count > 1 else { return nil }
        let firstGood = problem.alternativeCount
        let buyers = event.attendees.count
        for _ in 0..<buyers { problem.addUnit(slots: [goods]) }
        func bought(_ level: Int, _ sign: Int32) -> [(alternative: Int32, coefficient: Int32)] {
            guard let place = goods.firstIndex(where: { $0.level == level }) else { return [] }
            return (0..<buyers).map { (Int32(firstGood + $0 * goods.count + place), sign) }
        }
        for session in indices {
            let users = people.flatMap { unit in
                problem.alternatives(ofUnit: unit, using: session.value).map { alternative in
                    (
                        alternative: Int32(alternative),
                        coefficient: Int32(problem.slot(ofAlternative: alternative).people.nonzeroBitCount)
                    )
                }
            }
            if let capacity = event[session].capacity {
                problem.add(
                    SideRule(
                        id: 0, limit: capacity, terms: users + bought(1 + 2 * session.value, -1)))
            }
            if event[session].minimum > 0 && !event[session].cancellable {
                problem.add(
                    SideRule(
                        id: 0, limit: -event[session].minimum,
                        terms: users.map { ($0.alternative, -$0.coefficient) } + bought(2 + 2 * session.value, -1)))
            }
        }
        return cheapest(problem, from: firstGood, goods, indices)
    }

    private static func cheapest(
        _ problem: AssignmentProblem, from firstGood: Int, _ goods: [AssignmentProblem.Alternative],
        _ sessions: [SessionIndex]
    ) -> Repair? {
        let highest = goods.map(\.level).max() ?? 0
        var problem = problem
        problem.forgetLevels(below: firstGood)
        let cost = StageCost(byTotalLevel: (0...highest).map { $0 > 0 ? 1 : 0 })
        guard case .optimal(let result) = StagedSolver(problem: problem, stages: [cost], guide: cost).solve() else {
            return nil
        }
        var counts = [Int](repeating: 0, count: highest + 1)
        for option in result.selection {
            for alternative in option where alternative >= firstGood {
                counts[goods[(alternative - firstGood) % goods.count].level] += 1
            }
        }
        func list(_ offset: Int) -> [(session: SessionIndex, count: Int)] {
            sessions.compactMap { session in
                let level = offset + 2 * session.value
                return level <= highest && counts[level] > 0 ? (session, counts[level]) : nil
            }
        }
        return Repair(seats: list(1), lowerings: list(2))
    }
}

extension Findings {
    static func cannotHoldTogether(
        _ core: [Infeasibility.Rule], _ event: Event, _ repairs: [Infeasibility.Repair]
    ) -> Diagnostic {
        let rules =
            core.isEmpty
            ? [Bilingual(en: "who must be where, and the clock", nl: "wie waar moet zijn, en de klok")]
            : core.map { words($0, event) }
        let other = Bilingual(
            en: "give up or widen any one of these, and the others can hold",
            nl: "geef er één op, of verruim die, dan kunnen de andere wel samen")
        return Diagnostic(
            .error, code: "cannot-hold-together",
            message: Bilingual(
                en: "these rules cannot all hold, though without any one of them the others can",
                nl: "deze regels kunnen niet alle samen gelden, terwijl het zonder een ervan wel kan"),
            notes: rules + repairs.prefix(2).map { words($0, event) } + [other])
    }

    private static func words(_ repair: Infeasibility.Repair, _ event: Event) -> Bilingual {
        func list(_ goods: [(session: SessionIndex, count: Int)], _ text: (String, Int) -> String) -> [String] {
            goods.map { text("'\(event[$0.session].id)'", $0.count) }
        }
        let english =
            list(repair.seats) { "\($1) more \($1 == 1 ? "seat" : "seats") in \($0)" }
            + list(repair.lowerings) { "a minimum that is \($1) lower in \($0)" }
        let dutch =
            list(repair.seats) { "\($1) \($1 == 1 ? "plaats" : "plaatsen") meer in \($0)" }
            + list(repair.lowerings) { "een minimum dat \($1) lager is in \($0)" }
        return Bilingual(
            en: "cheapest repair, for example: " + english.joined(separator: ", "),
            nl: "goedkoopste herstel, bijvoorbeeld: " + dutch.joined(separator: ", "))
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
        case .spread:
            Bilingual(
                en: "at most \(event.settings.maximumPerOrganisation ?? 0) people of one organisation in one session",
                nl:
                    "hoogstens \(event.settings.maximumPerOrganisation ?? 0) deelnemers van één organisatie in één deelsessie"
            )
        case .group(let group): words(event.groups[group], event)
        case .duty(let duty): words(event.duties[duty], event)
        }
    }

    private static func words(_ group: Group, _ event: Event) -> Bilingual {
        let who = names(group.members, event)
        return switch group.rule {
        case .together:
            Bilingual(en: "together: \(who.english)", nl: "samen: \(who.dutch)")
        case .apart: Bilingual(en: "apart: \(who.english)", nl: "apart: \(who.dutch)")
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

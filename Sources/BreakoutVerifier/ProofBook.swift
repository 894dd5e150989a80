import BreakoutModel

/// What the proofs of all stages have in common: the stages with their values, everybody's options, and what the
/// names of rows mean.
struct ProofBook {
    let event: Event
    let stages: [Stage]
    /// As worked out from the allocation, not as stated; where a stage allows more than its value, as stated.
    let values: [Int]
    let stageLimits: StageLimits
    /// The options of those whose options are not plain.
    let table: OptionTable
    /// The options of everybody else.
    let plain: PlainOptions
    /// By attendee: the unit of people who are placed together, called by the first of them. Nearly always one by one.
    let unitOf: [Int]
    let togetherGroups: [[Int]]
    /// By first member, of units of several people.
    private let parties: [Int: [Int]]
    private let names: Names
    private let answer: Answer
    private let lottery: LotteryTable
    /// Empty where there is no limit on the people of an organisation.
    private let organisations: [String: [Int]]
    private let apartGroups: [String: [Int]]

    init(answer: Answer, stages: [Stage], values: [Int], lottery: LotteryTable) {
        event = answer.event
        self.stages = stages
        self.values = values
        stageLimits = answer.stageLimits
        self.answer = answer
        self.lottery = lottery
        names = answer.placements.names
        let people = event.attendees.indices
        togetherGroups = event.groups.filter { $0.rule == .together }.map { $0.members.map(\.value) }
        let unitOf = ProofBook.units(of: people.count, tiedBy: ProofBook.ties(togetherGroups, answer))
        self.unitOf = unitOf
        let parties = ProofBook.parties(unitOf)
        self.parties = parties
        let plain = PlainOptions(
            outlooks: answer.held, lottery: lottery, conflicts: answer.rules.conflicts,
            isAlone: people.map { attendee in
                !answer.allowsUnplaced && parties[unitOf[attendee]] == nil && answer.variants[attendee].isEmpty
                    && !(answer.told?.hasPlace(attendee) ?? false)
            })
        self.plain = plain
        table = OptionTable(answer, lottery) { !plain.contains($0) }
        organisations = ProofBook.organisations(of: event)
        var apartGroups: [String: [Int]] = [:]
        for group in event.groups where group.rule == .apart && apartGroups[group.name] == nil {
            apartGroups[group.name] = group.members.map(\.value)
        }
        self.apartGroups = apartGroups
    }

    /// The options of these people, plain or not.
    func table(of people: Set<Int>) -> OptionTable { OptionTable(answer, lottery, for: people.contains) }

    private static func organisations(of event: Event) -> [String: [Int]] {
        guard event.settings.maximumPerOrganisation != nil else { return [:] }
        var organisations: [String: [Int]] = [:]
        for index in event.attendees.indices {
            guard let name = event.organisation(of: AttendeeIndex(index)) else { continue }
            organisations[name, default: []].append(index)
        }
        return organisations
    }

    /// By group and round: who may be free there and nowhere yet. Others are bound to nobody.
    private static func ties(_ groups: [[Int]], _ answer: Answer) -> [[Int]] {
        groups.flatMap { members in
            (0..<answer.event.roundCount).map { round in
                members.filter { member in
                    let variants = answer.variants[member].map(\.outlook)
                    return answer.event.pin(of: AttendeeIndex(member), round: round) == nil
                        && (variants.isEmpty ? [answer.held[member]] : variants).contains {
                            $0.rounds[round].attendance.isFree
                        }
                }
            }
        }
    }

    /// Whoever is tied, and whoever is tied to them, and so on, is one unit: by person the first of it.
    private static func units(of count: Int, tiedBy groups: [[Int]]) -> [Int] {
        var leader = Array(0..<count)
        func find(_ person: Int) -> Int {
            var person = person
            while leader[person] != person { person = leader[person] }
            return person
        }
        for group in groups {
            for member in group.dropFirst() {
                let a = find(group[0]), b = find(member)
                leader[max(a, b)] = min(a, b)
            }
        }
        return (0..<count).map(find)
    }

    /// By first member the people of units of several, ascending.
    private static func parties(_ unitOf: [Int]) -> [Int: [Int]] {
        var parties: [Int: [Int]] = [:]
        for (person, unit) in unitOf.enumerated() where person != unit {
            parties[unit, default: [unit]].append(person)
        }
        return parties
    }

    func members(of unit: Int) -> [Int] { parties[unit] ?? [unit] }

    func name(_ stage: Int) -> String { stages[stage].name }

    func attendee(_ name: String) throws(ProofFault) -> Int {
        guard let attendee = names.attendee(name) else {
            throw ProofFault(violation: .unknownAttendee(name, in: .certificate))
        }
        return attendee
    }

    func session(_ id: String) throws(ProofFault) -> Int {
        guard let session = names.session(id) else {
            throw ProofFault(violation: .unknownSession(id, in: .certificate))
        }
        return session
    }

    /// The costs at a leaf; refuses rows that do not follow from the event.
    func costs(
        denominator: Int128, prices: [RowPrice], stage: Int, weights: inout CoverWeights
    ) throws -> LeafCosts {
        guard denominator > 0 else { throw ProofFault(violation: .badDenominator(name(stage), denominator)) }
        var costs = LeafCosts(
            denominator: denominator, table: table, attendeeCount: event.attendees.count,
            stageLimits: stageLimits)
        try costs.add(stages[stage], times: denominator)
        var seen = Set<Row>()
        for row in prices {
            guard row.price >= 0 else { throw ProofFault(violation: .negativePrice(name(stage), row)) }
            guard seen.insert(row.row).inserted else {
                throw ProofFault(violation: .rowTwice(name(stage), row.row))
            }
            try add(row.row, price: row.price, stage: stage, to: &costs, &weights)
        }
        return costs
    }

    private func add(
        _ row: Row, price: Int128, stage: Int, to costs: inout LeafCosts, _ weights: inout CoverWeights
    ) throws {
        switch row {
        case .capacity(let id):
            let index = try session(id)
            guard let capacity = event.sessions[index].capacity else {
                throw ProofFault(violation: .noCapacity(name(stage), session: id))
            }
            try costs.addSeat(index, price: price)
            try addLimit(capacity, of: index, price: price, to: &costs)
        case .minimum(let id):
            let index = try session(id)
            try costs.addSeat(index, price: -price)
            try addLimit(-event.sessions[index].minimum, of: index, price: price, to: &costs)
        case .held(let id, let attendee):
            let index = try session(id)
            guard event.sessions[index].cancellable else {
                throw ProofFault(violation: .notCancellable(name(stage), session: id))
            }
            try costs.addSeat(index, price: price, for: [try self.attendee(attendee)])
            try costs.addHolding(index, limit: 1, price: price)
        case .stage(let earlier):
            guard (0..<stage).contains(earlier) else {
                throw ProofFault(violation: .stageNotEarlier(name(stage), row: earlier))
            }
            try costs.add(stages[earlier], times: price)
            let sign = stages[earlier].sense == .maximise ? -1 : 1
            try costs.addLimit(sign * values[earlier] + stages[earlier].allowance, price: price)
        case .organisation, .apart:
            let spread = try spread(row, stage: stage)
            try costs.addSeats(of: spread, price: price)
            try costs.addLimit(spread.limit, price: price)
        case .cover(let whole, let limit, let among):
            let spread = try spread(whole, stage: stage)
            let attendees = try among.map { name throws(ProofFault) in try attendee(name) }
            guard try weights.justify(limit, of: attendees, spread, self) else {
                throw ProofFault(violation: .noCover(name(stage), row))
            }
            try costs.addSeat(spread.session, price: price, for: attendees)
            try costs.addLimit(limit, price: price)
        }
    }

    /// The limit of a row about a session; one that may be cancelled has it where it is held, and 0 otherwise.
    private func addLimit(
        _ limit: Int, of session: Int, price: Int128, to costs: inout LeafCosts
    ) throws(Overflow) {
        if event.sessions[session].cancellable {
            try costs.addHolding(session, limit: limit, price: price)
        } else {
            try costs.addLimit(limit, price: price)
        }
    }

    /// What a `capacity`, `organisation` or `apart` row is about.
    private func spread(_ row: Row, stage: Int) throws(ProofFault) -> Spread {
        switch row {
        case .organisation(let organisation, let id):
            let index = try session(id)
            return try members(of: .organisation(organisation), stage: stage).spread(at: index, self)
        case .apart(let group, let id):
            let index = try session(id)
            return try members(of: .apart(group: group), stage: stage).spread(at: index, self)
        case .capacity(let id):
            let index = try session(id)
            guard let capacity = event.sessions[index].capacity else {
                throw ProofFault(violation: .noCapacity(name(stage), session: id))
            }
            return Spread(people: nil, session: index, limit: capacity)
        case .minimum, .stage, .held, .cover: throw ProofFault(violation: .noCover(name(stage), row))
        }
    }

    /// Whom a rule is about.
    func members(of rule: JointRule, stage: Int) throws(ProofFault) -> Members {
        switch rule {
        case .organisation(let organisation):
            guard let maximum = event.settings.maximumPerOrganisation else {
                throw ProofFault(violation: .noMaximum(name(stage), organisation: organisation))
            }
            guard let people = organisations[organisation] else {
                throw ProofFault(violation: .unknownOrganisation(name(stage), organisation))
            }
            return Members(people: people, most: maximum)
        case .apart(let group):
            guard let people = apartGroups[group] else {
                throw ProofFault(violation: .unknownGroup(name(stage), group))
            }
            return Members(people: people, most: 1)
        }
    }

    fileprivate func onDuty(_ members: [Int], at session: Int) -> Int {
        let round = event.sessions[session].round
        return members.count {
            answer.held.obligations(of: $0).contains { $0.place == .session(session) }
                || event.pin(of: AttendeeIndex($0), round: round)?.value == session
        }
    }

    /// What a unit, called by its first member, pays at its cheapest option; nil when none is left.
    func cost(
        of unit: Int, at costs: LeafCosts, _ restrictions: [Int: [Restriction]], _ states: SessionStates,
        search: inout CheapestOption
    ) throws(Overflow) -> Int128? {
        let members = members(of: unit)
        if members.count == 1 {
            let own = restrictions[unit] ?? []
            if plain.contains(unit) {
                return try plain.costs(of: unit..<unit + 1, at: costs, restrictions: own, states: states)[0]
            }
            return try search.cost(of: unit, at: costs, restrictions: own, states: states)
        }
        var joint = JointOptions(table: table, members: members, groups: togetherGroups)
        return try joint.cost(at: costs, restrictions: restrictions, states: states, search: &search)
    }
}

/// The people of an organisation or of an "apart" group.
struct Members {
    let people: [Int]
    /// How many of them may be in one session, unless more are on duty there.
    let most: Int

    func spread(at session: Int, _ book: ProofBook) -> Spread {
        Spread(people: people, session: session, limit: max(most, book.onDuty(people, at: session)))
    }
}

extension OptionTable {
    /// The options of those who are meant; nobody else has any.
    fileprivate init(_ answer: Answer, _ lottery: LotteryTable, for isMeant: (Int) -> Bool) {
        let variants = answer.event.attendees.indices.map { attendee -> [Variant] in
            guard isMeant(attendee) else { return [] }
            let variants = answer.variants[attendee]
            return variants.isEmpty ? [Variant(cancelled: [], outlook: answer.held[attendee])] : variants
        }
        self.init(
            rules: answer.rules, variants: variants, lottery: lottery, told: answer.told,
            allowsUnplaced: answer.allowsUnplaced)
    }
}

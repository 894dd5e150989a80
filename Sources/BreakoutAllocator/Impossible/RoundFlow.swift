import BreakoutModel

/// The flow of one round, for `SeatCheck`.
///
/// Everybody who must be placed is a supply, every minimum a demand; `open` is where people come from who may be
/// placed, and `pool` where they are once they are seated. Limits from below are met by a flow from `source` to `sink`
/// that uses them up: the usual turning of a circulation with lower limits into a plain flow.
struct RoundFlow {
    private static let source = 0, sink = 1, open = 2, pool = 3, firstClass = 4

    private struct PeopleClass {
        var key: SeatCheck.ClassKey
        var count = 0
    }

    /// Where people of one organisation, or of people to keep apart, are on their way to a session.
    private struct Gate {
        let node: Int
        let session: Int
        let limit: Int
        let organisation: Int32
        let group: Int32
    }

    private let check: SeatCheck
    private let round: Int
    private let range: Range<Int>
    private var classes: [PeopleClass] = []
    /// Per attendee the class, or -1.
    private var classOf: [Int32]
    private var gates: [Gate] = []
    private var network: FlowNetwork
    private var demand = 0
    private var seatArcs: [Int: Int] = [:]
    private var lowerArcs: [Int: Int] = [:]

    init(_ check: SeatCheck, _ round: Int, addsSeats: Bool = false, lowersMinimums: Bool = false) {
        self.check = check
        self.round = round
        range = check.event.sessionRanges[round]
        classOf = Array(repeating: -1, count: check.event.attendees.count)
        network = FlowNetwork(nodeCount: 0)
        gatherClasses()
        gatherGates()
        build(addsSeats, lowersMinimums)
    }

    private var firstSession: Int { RoundFlow.firstClass + classes.count }
    private func node(ofSession session: Int) -> Int { firstSession + session - range.lowerBound }

    private mutating func gatherClasses() {
        var numbers: [SeatCheck.ClassKey: Int] = [:]
        for index in check.event.attendees.indices {
            // Most people are as the one before.
            if index > 0, classOf[index - 1] >= 0, check.areAlike(index - 1, index, round: round) {
                classOf[index] = classOf[index - 1]
                classes[Int(classOf[index])].count += 1
                continue
            }
            guard let key = check.key(of: index, round: round) else { continue }
            let number = numbers[key] ?? classes.count
            if number == classes.count {
                numbers[key] = number
                classes.append(PeopleClass(key: key))
            }
            classes[number].count += 1
            classOf[index] = Int32(number)
        }
    }

    private mutating func gatherGates() {
        let event = check.event
        var node = firstSession + range.count
        func add(_ people: [AttendeeIndex], _ maximum: Int, _ organisation: Int, _ group: Int) {
            for session in range {
                gates.append(
                    Gate(
                        node: node, session: session, limit: check.limit(people, maximum, session, round),
                        organisation: Int32(organisation), group: Int32(group)))
                node += 1
            }
        }
        let organisations = Set(classes.map(\.key.organisation)).filter { $0 >= 0 }.sorted()
        if !organisations.isEmpty {
            var members = [[AttendeeIndex]](repeating: [], count: event.organisations.count)
            for (index, attendee) in event.attendees.enumerated() {
                if let own = attendee.organisation { members[own.value].append(AttendeeIndex(index)) }
            }
            for own in organisations {
                add(members[Int(own)], event.settings.maximumPerOrganisation!, Int(own), -1)
            }
        }
        for group in Set(classes.map(\.key.group)).filter({ $0 >= 0 }).sorted() {
            add(event.groups[Int(group)].members, 1, -1, Int(group))
        }
    }

    private mutating func build(_ addsSeats: Bool, _ lowersMinimums: Bool) {
        network = FlowNetwork(nodeCount: firstSession + range.count + gates.count)
        var firstGate: [Int32: Int] = [:], firstGroupGate: [Int32: Int] = [:]
        for (number, gate) in gates.enumerated() where gate.session == range.lowerBound {
            if gate.organisation >= 0 { firstGate[gate.organisation] = number }
            if gate.group >= 0 { firstGroupGate[gate.group] = number }
        }
        var supply = 0
        for (number, people) in classes.enumerated() {
            let node = RoundFlow.firstClass + number
            network.addArc(people.key.isOptional ? RoundFlow.open : RoundFlow.source, node, capacity: people.count)
            if !people.key.isOptional { supply += people.count }
            let first = firstGate[people.key.organisation] ?? firstGroupGate[people.key.group]
            // The arc that is added last is tried first: extra seats go to the first session that they help in.
            for bit in (0..<range.count).reversed() where people.key.mask[bit >> 6] & (1 << UInt64(bit & 63)) != 0 {
                let end = first.map { gates[$0 + bit].node } ?? firstSession + bit
                network.addArc(node, end, capacity: people.count)
            }
        }
        for gate in gates { network.addArc(gate.node, node(ofSession: gate.session), capacity: gate.limit) }
        demand = supply
        network.addArc(RoundFlow.open, RoundFlow.sink, capacity: supply)
        network.addArc(RoundFlow.pool, RoundFlow.open, capacity: FlowNetwork.unlimited)
        for session in range { addSession(session, addsSeats, lowersMinimums) }
    }

    private mutating func addSession(_ session: Int, _ addsSeats: Bool, _ lowersMinimums: Bool) {
        let own = check.event.sessions[session], node = node(ofSession: session)
        let minimum = own.cancellable ? 0 : own.minimum
        network.addArc(
            node, RoundFlow.pool, capacity: own.capacity.map { max(0, $0 - minimum) } ?? FlowNetwork.unlimited)
        if addsSeats && own.capacity != nil {
            seatArcs[session] = network.addArc(node, RoundFlow.pool, capacity: FlowNetwork.unlimited, price: 1)
        }
        guard minimum > 0 else { return }
        network.addArc(node, RoundFlow.sink, capacity: minimum)
        network.addArc(RoundFlow.source, RoundFlow.pool, capacity: minimum)
        demand += minimum
        if lowersMinimums {
            lowerArcs[session] = network.addArc(RoundFlow.pool, node, capacity: minimum, price: 1)
        }
    }

    // MARK: Answers

    /// Nil when the flow fits.
    mutating func cut() -> SeatCheck.Cut? {
        let sent = network.sendFree(from: RoundFlow.source, to: RoundFlow.sink)
        guard sent < demand else { return nil }
        let isReached = network.reachable(from: RoundFlow.source)
        let isOfMinimums = isReached[RoundFlow.pool]
        let crossed = gates.filter { isReached[$0.node] && !isReached[node(ofSession: $0.session)] && isUsed($0) }
        let sessions = range.filter { session in
            let own = check.event.sessions[session]
            return isOfMinimums
                ? !isReached[node(ofSession: session)] && own.minimum > 0 && !own.cancellable
                : isReached[node(ofSession: session)]
        }
        let people = check.event.attendees.indices.filter { index in
            let number = Int(classOf[index])
            guard number >= 0 else { return false }
            return isReached[RoundFlow.firstClass + number] != isOfMinimums
                && !(classes[number].key.isOptional && !isOfMinimums)
        }
        // Behind a limit there are more who may come than do.
        let welcome =
            !isOfMinimums || crossed.isEmpty
            ? people
            : check.event.attendees.indices.filter { index in
                classOf[index] >= 0 && sessions.contains { isAllowed(classes[Int(classOf[index])].key, $0) }
            }
        let named = isOfMinimums ? Set(sessions) : Set(sessions).union(crossed.map(\.session))
        let limits = crossed.reduce(0) { $0 + $1.limit }
        let rooms = sessions.reduce(0) { $0 + (check.event.sessions[$1].capacity ?? 0) }
        return SeatCheck.Cut(
            round: round, people: welcome.map { AttendeeIndex($0) }, sessions: named.sorted().map { SessionIndex($0) },
            isOfMinimums: isOfMinimums, places: limits + (isOfMinimums ? people.count : rooms),
            organisations: Set(crossed.map(\.organisation)).filter { $0 >= 0 }.sorted().map {
                OrganisationIndex(Int($0))
            }, groups: Set(crossed.map(\.group)).filter { $0 >= 0 }.sorted().map { Int($0) },
            largestParty: check.largestParty(round))
    }

    private func isAllowed(_ key: SeatCheck.ClassKey, _ session: Int) -> Bool {
        let bit = session - range.lowerBound
        return key.mask[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    /// Whether anybody comes through the gate at all.
    private func isUsed(_ gate: Gate) -> Bool {
        classes.contains { people in
            people.key.organisation == gate.organisation && people.key.group == gate.group
                && isAllowed(people.key, gate.session)
        }
    }

    /// Adds what is short to the sessions'; false when nothing of the kind helps.
    mutating func fill(_ seats: inout [Int], _ lowerings: inout [Int]) -> Bool {
        var sent = network.sendFree(from: RoundFlow.source, to: RoundFlow.sink)
        if sent < demand { sent += network.sendCheaply(from: RoundFlow.source, to: RoundFlow.sink) }
        guard sent == demand else { return false }
        for (session, arc) in seatArcs { seats[session] += network.flow(through: arc) }
        for (session, arc) in lowerArcs { lowerings[session] += network.flow(through: arc) }
        return true
    }
}

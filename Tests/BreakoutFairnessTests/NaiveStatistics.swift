import BreakoutModel

/// The definitions of `FairnessSummary`, transcribed word for word without a thought for speed: over all pairs of
/// people where the definition speaks of pairs.
struct NaiveStatistics {
    let event: Event
    let table: ChoiceTable
    let allocation: Allocation

    init(_ small: SmallEvent) {
        event = small.event
        table = small.table
        allocation = small.allocation
    }

    var everybody: [AttendeeIndex] { event.attendees.indices.map { AttendeeIndex($0) } }
    var choosing: [AttendeeIndex] { everybody.filter { table.chooses($0) } }
    func choosing(in round: Int) -> [AttendeeIndex] {
        everybody.filter { table.standing(of: $0, round: round) == .choosing }
    }
    func regret(_ attendee: AttendeeIndex, _ round: Int) -> Int {
        allocation.regret(of: attendee, round: round, in: table) ?? 0
    }
    func total(_ attendee: AttendeeIndex) -> Int { allocation.totalRegret(of: attendee, in: table) }

    var gini: Double? {
        let x = choosing.map { total($0) }
        guard !x.isEmpty else { return nil }
        guard x.contains(where: { $0 > 0 }) else { return 0 }
        var sum = 0
        for a in x { for b in x { sum += abs(a - b) } }
        return Double(sum) / Double(2 * x.count * x.reduce(0, +))
    }

    var jain: Double? {
        let u = choosing.map { attendee in
            let largest = (0..<event.roundCount)
                .filter { table.standing(of: attendee, round: $0) == .choosing }
                .map { round in
                    table.options(of: attendee, round: round).map { table.regret(of: attendee, in: $0)! }
                        .max()!
                }
                .reduce(0, +)
            return largest == 0 ? 1.0 : 1 - Double(total(attendee)) / Double(largest)
        }
        let sum = u.reduce(0, +), squares = u.map { $0 * $0 }.reduce(0, +)
        return u.isEmpty || u.allSatisfy { $0 == 0 } ? nil : sum * sum / (Double(u.count) * squares)
    }

    var lorenz: [Double] {
        let x = choosing.map { total($0) }.sorted()
        let sum = x.reduce(0, +)
        guard !x.isEmpty else { return [] }
        return (0...10).map { p in
            sum == 0 ? 0 : Double(x.prefix(x.count * p / 10).reduce(0, +)) / Double(sum)
        }
    }

    func correlation(_ a: Int, _ b: Int) -> Double? {
        let both = choosing(in: a).filter { table.standing(of: $0, round: b) == .choosing }
        let x = both.map { Double(regret($0, a)) }, y = both.map { Double(regret($0, b)) }
        guard both.count >= 2, Set(x).count > 1, Set(y).count > 1 else { return nil }
        let meanX = x.reduce(0, +) / Double(x.count), meanY = y.reduce(0, +) / Double(y.count)
        var xy = 0.0, xx = 0.0, yy = 0.0
        for (p, q) in zip(x, y) {
            xy += (p - meanX) * (q - meanY)
            xx += (p - meanX) * (p - meanX)
            yy += (q - meanY) * (q - meanY)
        }
        return xy / (xx * yy).squareRoot()
    }

    /// Whether i would rather have the session that j received freely.
    func envies(_ i: AttendeeIndex, _ j: AttendeeIndex, _ round: Int) -> Bool {
        guard i != j, table.standing(of: i, round: round) == .choosing,
            table.standing(of: j, round: round).isFree, let session = allocation[j, round],
            let wish = table.regret(of: i, in: session)
        else { return false }
        return wish < regret(i, round)
    }

    func envious(_ round: Int) -> Int {
        everybody.count { i in everybody.contains { envies(i, $0, round) } }
    }
    func envied(_ round: Int) -> Int {
        everybody.count { j in everybody.contains { envies($0, j, round) } }
    }
    func enviedWithoutStrongerWish(_ round: Int) -> Int {
        everybody.count { j in
            everybody.contains { i in
                guard envies(i, j, round) else { return false }
                if table.standing(of: j, round: round) == .noPreference { return true }
                return table.regret(of: i, in: allocation[j, round]!)! <= regret(j, round)
            }
        }
    }

    func group(named name: String, _ members: [AttendeeIndex]) -> GroupFairness? {
        guard members.count >= 5 else { return nil }
        let placements = members.flatMap { member in
            (0..<event.roundCount).compactMap { allocation.choice(of: member, round: $0, in: table) }
        }
        let totals = members.map { total($0) }
        return GroupFairness(
            name: name, attendees: members.count,
            firstChoiceShare: placements.isEmpty
                ? nil : Double(placements.count { $0 == .ranked(1) }) / Double(placements.count),
            meanTotalRegret: Double(totals.reduce(0, +)) / Double(members.count),
            worstTotalRegret: totals.max()!)
    }

    var organisations: [GroupFairness] {
        event.organisations.sorted().compactMap { name in
            group(named: name, choosing.filter { event.organisation(of: $0) == name })
        }
    }

    var roles: [GroupFairness] {
        event.roles.sorted().compactMap { name in
            group(named: name, choosing.filter { event[$0].roles.contains { event.roles[$0.value] == name } })
        }
    }

    var signUp: [GroupFairness] {
        let known = choosing.filter { event[$0].registered != nil }
            .sorted { (event[$0].registered!, event[$0].key) < (event[$1].registered!, event[$1].key) }
        var parts: [[AttendeeIndex]] = [[], [], [], []]
        // Deal out sizes one by one: the larger parts come first.
        var sizes = [0, 0, 0, 0]
        for position in known.indices { sizes[position % 4] += 1 }
        var rest = known[...]
        for part in 0..<4 {
            parts[part] = Array(rest.prefix(sizes[part]))
            rest = rest.dropFirst(sizes[part])
        }
        return parts.enumerated().compactMap { group(named: "\($0 + 1)", $1) }
    }
}

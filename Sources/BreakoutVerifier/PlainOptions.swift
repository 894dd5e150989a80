import BreakoutModel

/// The cheapest option of people whose options are plain: one variant, nobody who must go along, and no two sessions
/// that conflict. That is nearly everybody, for every leaf of every stage: so it reads the flat outlooks, checks once
/// for all whether numbers can overflow, and makes no lists. Everybody else is for `CheapestOption`.
///
/// In each round only the cheapest session of each regret matters; then the rounds are combined by total regret.
struct PlainOptions {
    fileprivate let outlooks: OutlookTable
    private let lottery: LotteryTable
    /// By attendee.
    private let isPlain: [Bool]

    /// - Parameter isAlone: by attendee, whether they are a unit of one person with one variant.
    init(outlooks: OutlookTable, lottery: LotteryTable, conflicts: [Bool], isAlone: [Bool]) {
        self.outlooks = outlooks
        self.lottery = lottery
        let count = outlooks.sessionCount
        let pairs = conflicts.indices.filter { conflicts[$0] && $0 / count < $0 % count }
            .map { ($0 / count, $0 % count) }
        let roundOf = outlooks.sessionRanges.enumerated().flatMap { round, range in range.map { _ in round } }
        isPlain = isAlone.indices.map { attendee in
            isAlone[attendee]
                && !pairs.contains { a, b in
                    outlooks.regret(attendee, a) >= 0 && outlooks.regret(attendee, b) >= 0
                        && outlooks.attendance(attendee, roundOf[a]).isFree
                        && outlooks.attendance(attendee, roundOf[b]).isFree
                }
        }
    }

    func contains(_ attendee: Int) -> Bool { isPlain[attendee] }

    /// What each of these attendees pays at least; nil for those who have no option left, or are not plain.
    func costs(
        of attendees: Range<Int>, at costs: LeafCosts, restrictions: [Restriction] = [],
        states: SessionStates = SessionStates()
    ) throws(Overflow) -> [Int128?] {
        switch costs.largestSum(roundCount: outlooks.roundCount) {
        case ..<(1 << 61): list(Kernel<Int64>(self, costs, restrictions, states), attendees)
        case ..<(1 << 125): list(Kernel<Int128>(self, costs, restrictions, states), attendees)
        default: throw Overflow()
        }
    }

    private func list<Whole>(_ kernel: Kernel<Whole>, _ attendees: Range<Int>) -> [Int128?] {
        let options = KernelOptions(outlooks, lottery)
        var tables = Tables<Whole>(count: kernel.regret.count)
        return attendees.map { attendee in
            guard isPlain[attendee] else { return nil }
            return kernel.cost(of: attendee, options, &tables).map { Int128($0) }
        }
    }
}

/// The flat arrays that the innermost loops go through.
private struct KernelOptions {
    let outlooks: OutlookTable
    let lottery: LotteryTable
    let regrets: [Int16]
    let ranked: [Int16]
    let rankedEnds: [Int32]

    init(_ outlooks: OutlookTable, _ lottery: LotteryTable) {
        self.outlooks = outlooks
        self.lottery = lottery
        regrets = outlooks.regrets
        (ranked, rankedEnds) = outlooks.ranked
    }
}

/// By regret: the least that the session of the round costs, and that the rounds so far cost; and room for one more.
private struct Tables<Whole: FixedWidthInteger> {
    var ofRound: [Whole]
    var soFar: [Whole]
    var next: [Whole]

    init(count: Int) {
        ofRound = Array(repeating: 0, count: count)
        soFar = ofRound
        next = ofRound
    }
}

/// The search itself, with numbers that are known to be wide enough. Its innermost loops go through spans.
private struct Kernel<Whole: FixedWidthInteger & SignedInteger> {
    /// Row-major by list and session.
    private let seats: [Whole]
    /// By list and round, the sessions of the round, the cheapest first; empty where people are restricted or draw.
    private let cheapest: [Int16]
    private let seatList: [Int]
    private let choice: [Whole]
    fileprivate let regret: [Whole]
    private let weight: Whole
    private let restrictions: [Restriction]
    /// By session; empty where none is.
    private let cancelled: [Bool]
    /// Whether nothing costs but regret, and more of it never costs less: then the least regret of each round is all.
    private let onlyRegretCounts: Bool
    /// More than anything costs.
    private let unreached = Whole.max / 2

    init(_ options: PlainOptions, _ costs: LeafCosts, _ restrictions: [Restriction], _ states: SessionStates) {
        seats = costs.seats.flatMap { $0.map { Whole($0) } }
        seatList = costs.seatList
        choice = costs.choice.map { Whole($0) }
        regret = costs.regret.map { Whole($0) }
        weight = Whole(costs.weight)
        self.restrictions = restrictions
        let cancelled = states.cancelled.isEmpty ? [] : costs.seats[0].indices.map(states.cancelled.contains)
        self.cancelled = cancelled
        let outlooks = options.outlooks, isPlain = restrictions.isEmpty && weight == 0
        cheapest =
            !isPlain
            ? []
            : costs.seats.flatMap { seats in
                outlooks.sessionRanges.flatMap { sessions in
                    sessions.sorted { (seats[$0], $0) < (seats[$1], $1) }.map { Int16($0) }
                }
            }
        onlyRegretCounts =
            isPlain && cancelled.isEmpty && (seats + choice).allSatisfy { $0 == 0 }
            && zip(regret, regret.dropFirst()).allSatisfy { $0 <= $1 }
    }

    /// Nil when no option is left.
    func cost(of attendee: Int, _ options: KernelOptions, _ tables: inout Tables<Whole>) -> Whole? {
        if onlyRegretCounts { return leastRegret(of: attendee, options).map { regret[$0] } }
        let outlooks = options.outlooks
        var reach = 0
        tables.soFar[0] = 0
        for round in 0..<outlooks.roundCount {
            let attendance = outlooks.attendance(attendee, round)
            if attendance == .absent || attendance == .excused {
                // Who is nowhere in the round cannot be made to be somewhere.
                if restrictions.isEmpty || allows(-1, round, outlooks) { continue }
                return nil
            }
            let largest =
                cheapest.isEmpty
                ? fillFromAll(attendee, round, options, isFree: attendance.isFree, &tables.ofRound)
                : fillFromRanked(attendee, round, options, &tables.ofRound)
            guard let largest else { return nil }
            combine(&tables, upTo: largest, reach)
            reach += largest
        }
        var best = unreached
        for total in 0...reach where tables.soFar[total] < unreached {
            best = min(best, tables.soFar[total] + regret[total])
        }
        return best
    }

    /// The least total regret that the attendee can have; nil when no session is left in a round.
    private func leastRegret(of attendee: Int, _ options: KernelOptions) -> Int? {
        let outlooks = options.outlooks, regrets = options.regrets.span, base = attendee * outlooks.sessionCount
        var total = 0
        for round in 0..<outlooks.roundCount {
            let attendance = outlooks.attendance(attendee, round)
            if attendance == .absent || attendance == .excused { continue }
            // What is closed is -1, the largest of all numbers without a sign.
            var least = UInt16.max
            for session in outlooks.sessionRanges[round] {
                least = min(least, UInt16(bitPattern: regrets[base + session]))
            }
            guard least < .max else { return nil }
            total += Int(least)
        }
        return total
    }

    /// Fills `ofRound` where every session may count: with restrictions, or a lottery that weighs each. Returns the
    /// largest regret, nil when no session is left. Where the attendee is not free, weights cost nothing.
    private func fillFromAll(
        _ attendee: Int, _ round: Int, _ options: KernelOptions, isFree: Bool, _ ofRound: inout [Whole]
    ) -> Int? {
        let outlooks = options.outlooks, draws = weight != 0 && isFree
        let count = outlooks.rankedCount(attendee, round)
        let base = attendee * outlooks.sessionCount, list = seatList[attendee] * outlooks.sessionCount
        let seats = seats.span, choice = choice.span, cancelled = cancelled.span, regrets = options.regrets.span
        let isRestricted = !restrictions.isEmpty, unreached = unreached
        var ofRound = ofRound.mutableSpan
        var largest = -1
        for session in outlooks.sessionRanges[round] {
            let own = Int(regrets[base + session])
            if own < 0 || (!cancelled.isEmpty && cancelled[session]) { continue }
            if isRestricted && !allows(session, round, outlooks) { continue }
            var cost = seats[list + session]
            if own < count { cost += choice[own] }
            if draws { cost += weight * Whole(options.lottery.weight(attendee, session)) }
            while largest < own {
                largest += 1
                ofRound[largest] = unreached
            }
            if cost < ofRound[own] { ofRound[own] = cost }
        }
        return largest < 0 ? nil : largest
    }

    /// The same where only prices count: of all sessions that were not ranked, the cheapest is enough.
    @inline(__always)
    private func fillFromRanked(
        _ attendee: Int, _ round: Int, _ options: KernelOptions, _ ofRound: inout [Whole]
    ) -> Int? {
        let outlooks = options.outlooks
        let count = outlooks.rankedCount(attendee, round), slot = attendee * outlooks.roundCount + round
        let base = attendee * outlooks.sessionCount, list = seatList[attendee] * outlooks.sessionCount
        let seats = seats.span, choice = choice.span, cancelled = cancelled.span, regrets = options.regrets.span
        let ranked = options.ranked.span, ends = options.rankedEnds.span, cheapest = cheapest.span
        let unreached = unreached
        var ofRound = ofRound.mutableSpan
        var largest = -1
        for place in Int(ends[slot])..<Int(ends[slot + 1]) {
            let session = Int(ranked[place])
            if !cancelled.isEmpty && cancelled[session] { continue }
            let own = Int(regrets[base + session]), cost = seats[list + session] + choice[own]
            while largest < own {
                largest += 1
                ofRound[largest] = unreached
            }
            if cost < ofRound[own] { ofRound[own] = cost }
        }
        let sessions = outlooks.sessionRanges[round]
        for place in sessions {
            let session = Int(cheapest[list + place])
            if Int(regrets[base + session]) != count || (!cancelled.isEmpty && cancelled[session]) { continue }
            while largest < count {
                largest += 1
                ofRound[largest] = unreached
            }
            ofRound[count] = min(ofRound[count], seats[list + session])
            break
        }
        return largest < 0 ? nil : largest
    }

    private func allows(_ session: Int, _ round: Int, _ outlooks: OutlookTable) -> Bool {
        restrictions.allSatisfy { !outlooks.sessionRanges[round].contains($0.session) || $0.allows(session) }
    }

    /// Adds a round, whose regrets go up to `largest`, to the rounds so far.
    @inline(__always)
    private func combine(_ tables: inout Tables<Whole>, upTo largest: Int, _ reach: Int) {
        if reach == 0 {
            // Nothing was regretted so far: what was paid is added to every entry.
            let paid = tables.soFar[0]
            swap(&tables.soFar, &tables.ofRound)
            if paid != 0 {
                for own in 0...largest where tables.soFar[own] < unreached { tables.soFar[own] += paid }
            }
            return
        }
        join(tables.ofRound, largest, tables.soFar, reach, into: &tables.next)
        swap(&tables.soFar, &tables.next)
    }

    @inline(__always)
    private func join(
        _ ofRound: [Whole], _ largest: Int, _ soFar: [Whole], _ reach: Int, into next: inout [Whole]
    ) {
        let ofRound = ofRound.span, soFar = soFar.span, unreached = unreached
        var next = next.mutableSpan
        for total in 0...(reach + largest) { next[total] = unreached }
        for own in 0...largest where ofRound[own] < unreached {
            for rest in 0...reach where soFar[rest] < unreached {
                next[own + rest] = min(next[own + rest], ofRound[own] + soFar[rest])
            }
        }
    }
}

extension LeafCosts {
    /// More than the size of any sum that an option can make; the largest number there is when that is too much.
    fileprivate func largestSum(roundCount: Int) -> Int128 {
        func largest(_ numbers: [Int128]) -> Int128 {
            numbers.reduce(0) { max($0, Int128(clamping: $1.magnitude)) }
        }
        let seat = seats.reduce(0) { max($0, largest($1)) }
        let draw = Int128(clamping: weight.magnitude).multipliedReportingOverflow(by: 1 << 32)
        let parts = [seat, largest(choice), draw.overflow ? .max : draw.partialValue]
        if (parts + regret).contains(where: { $0.magnitude > 1 << 120 }) { return .max }
        return parts.reduce(0, +) * Int128(roundCount) + largest(regret) + 1
    }
}

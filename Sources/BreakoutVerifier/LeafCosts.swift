import BreakoutModel

/// What every part of an option costs at one leaf of a proof, in 1/denominator: the stage's own cost plus the prices
/// of the rows.
///
/// All stages count the same few things: an attendee's total regret, which choice a placement is, the lottery's
/// weights; in a rerun also what becomes of a published placement. So the prices of stage rows melt into one table over
/// total regrets, one over choices, one over moves, and one factor for weights; the other rows are prices of seats.
struct LeafCosts {
    let denominator: Int128
    /// By total regret.
    private(set) var regret: [Int128]
    /// By choice, 0 for the first.
    private(set) var choice: [Int128]
    /// By what becomes of a published placement: kept, moved to a place no worse, moved to a worse one.
    private(set) var move: [Int128] = [0, 0, 0]
    /// Per unit of lottery weight.
    private(set) var weight: Int128 = 0
    /// Per placement that is left out, and as much again where it is one on duty.
    private(set) var unplaced: Int128 = 0
    private(set) var unplacedOnDuty: Int128 = 0
    /// Prices of seats by session; the first list is what most people pay, the others are for those whom rows about
    /// organisations and groups concern.
    private(set) var seats: [[Int128]]
    /// By attendee: which list of `seats`.
    private(set) var seatList: [Int]
    /// By list of `seats`: how many attendees pay it.
    private var users: [Int]
    /// By session that may be cancelled: what it costs to hold it.
    private(set) var holding: [Int: Int128] = [:]
    /// The sum over the rows of price times limit.
    private(set) var limits: Int128 = 0

    init(denominator: Int128, table: OptionTable, attendeeCount: Int, stageLimits: StageLimits) {
        self.denominator = denominator
        regret = Array(repeating: 0, count: stageLimits.largestTotalRegret + 1)
        choice = Array(repeating: 0, count: stageLimits.deepestChoice + 1)
        seats = [Array(repeating: 0, count: table.sessionCount)]
        seatList = Array(repeating: 0, count: attendeeCount)
        users = [attendeeCount]
    }

    /// Counts the stage's cost so many times.
    mutating func add(_ stage: Stage, times factor: Int128) throws(Overflow) {
        switch stage {
        case .unplaced: unplaced = try Exact.sum(unplaced, factor)
        case .unplacedOnDuty: unplacedOnDuty = try Exact.sum(unplacedOnDuty, factor)
        case .regretAtLeast(let level):
            for total in regret.indices where total >= level {
                regret[total] = try Exact.sum(regret[total], factor)
            }
        case .sumOfRegrets:
            for total in regret.indices {
                regret[total] = try Exact.sum(regret[total], Exact.product(factor, Int128(total)))
            }
        case .sumOfSquares:
            for total in regret.indices {
                let square = Int128(total) * Int128(total)
                regret[total] = try Exact.sum(regret[total], Exact.product(factor, square))
            }
        case .choices(let number):
            guard choice.indices.contains(number - 1) else { return }
            choice[number - 1] = try Exact.difference(choice[number - 1], factor)
        case .lottery:
            weight = try Exact.sum(weight, factor)
        case .moves:
            for kind in [1, 2] { move[kind] = try Exact.sum(move[kind], factor) }
        case .movesToWorse:
            move[2] = try Exact.sum(move[2], factor)
        }
    }

    mutating func addLimit(_ limit: Int, price: Int128) throws(Overflow) {
        limits = try Exact.sum(limits, Exact.product(price, Int128(limit)))
    }

    /// A limit that a session has where it is held, and that is 0 otherwise.
    mutating func addHolding(_ session: Int, limit: Int, price: Int128) throws(Overflow) {
        let before = holding[session] ?? 0
        holding[session] = try Exact.difference(before, Exact.product(price, Int128(limit)))
    }

    /// The least that sessions which may be cancelled cost, each held or cancelled; nil when one can be neither.
    func leastHolding(_ states: SessionStates) throws(Overflow) -> Int128? {
        guard states.held.isDisjoint(with: states.cancelled) else { return nil }
        var sum: Int128 = 0
        for (session, cost) in holding where !states.cancelled.contains(session) {
            sum = try Exact.sum(sum, states.held.contains(session) ? cost : min(0, cost))
        }
        return sum
    }

    /// Everybody pays (or with a negative price: receives) this for the session.
    mutating func addSeat(_ session: Int, price: Int128) throws(Overflow) {
        for list in seats.indices { seats[list][session] = try Exact.sum(seats[list][session], price) }
    }

    /// These attendees pay this for the session, on top of what everybody pays. None of them twice.
    mutating func addSeat(_ session: Int, price: Int128, for attendees: [Int]) throws(Overflow) {
        var concerned: [Int: Int] = [:]
        for attendee in attendees { concerned[seatList[attendee], default: 0] += 1 }
        // A list that others use too is copied for those whom the row concerns.
        var target: [Int: Int] = [:]
        for (list, count) in concerned {
            if count < users[list] {
                target[list] = seats.count
                users[list] -= count
                seats.append(seats[list])
                users.append(count)
            }
            let changed = target[list] ?? list
            seats[changed][session] = try Exact.sum(seats[changed][session], price)
        }
        for attendee in attendees { seatList[attendee] = target[seatList[attendee]] ?? seatList[attendee] }
    }
}

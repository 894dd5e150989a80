import BreakoutModel

/// At most so many of some people in a session: what a `capacity`, `organisation` or `apart` row says.
struct Spread {
    /// Nil where everybody counts.
    let people: [Int]?
    let session: Int
    let limit: Int
}

/// Checks that at most k of some attendees can be in a session, from what a row says about all of its people.
///
/// An attendee's weight is how many of the row's people are there at least when they are: themself and who stays
/// together with them. Where any k + 1 weigh more than the limit, at most k are there.
struct CoverWeights {
    private struct Key: Hashable {
        let people: [Int]?
        let session: Int
    }

    private var search: CheapestOption
    /// By row, and by attendee; nil where they can't be there.
    private var known: [Key: [Int: Int128?]] = [:]

    init(book: ProofBook) {
        search = CheapestOption(table: book.table, largestTotalRegret: book.stageLimits.largestTotalRegret)
    }

    mutating func justify(
        _ limit: Int, of attendees: [Int], _ spread: Spread, _ book: ProofBook
    ) throws(Overflow) -> Bool {
        guard limit >= 0, Set(attendees.map { book.unitOf[$0] }).count == attendees.count else { return false }
        let key = Key(people: spread.people, session: spread.session)
        var weights: [Int128] = []
        for attendee in attendees {
            let weight: Int128?
            if let before = known[key]?[attendee] {
                weight = before
            } else {
                weight = try self.weight(of: attendee, spread, book)
                known[key, default: [:]].updateValue(weight, forKey: attendee)
            }
            if let weight { weights.append(weight) }
        }
        guard weights.count > limit else { return true }
        return weights.sorted().prefix(limit + 1).reduce(0, +) > Int128(spread.limit)
    }

    /// The least number of the row's people in the session, over the options of the attendee's unit in which the
    /// attendee is there; nil when there are none.
    private mutating func weight(
        of attendee: Int, _ spread: Spread, _ book: ProofBook
    ) throws(Overflow) -> Int128? {
        var count = LeafCosts(
            denominator: 1, table: book.table, attendeeCount: book.event.attendees.count, stageLimits: book.stageLimits)
        try count.addSeats(of: spread, price: 1)
        let there = Restriction(attendee: attendee, session: spread.session, isThere: true)
        return try book.cost(
            of: book.unitOf[attendee], at: count, [attendee: [there]], SessionStates(), search: &search)
    }
}

extension LeafCosts {
    /// Whom the row is about pay this for its session.
    mutating func addSeats(of spread: Spread, price: Int128) throws(Overflow) {
        if let people = spread.people {
            try addSeat(spread.session, price: price, for: people)
        } else {
            try addSeat(spread.session, price: price)
        }
    }
}

import BreakoutModel

/// The regret of every attendee in every round, looked up once, flat: what all other statistics read.
///
/// A choosing attendee without a session (which only an unfinished allocation has) has regret 0, as in
/// `Allocation.totalRegret`, but no placement.
struct RegretMatrix: Sendable {
    let attendeeCount: Int
    let roundCount: Int
    /// Row-major by attendee and round: the regret, or one of the two marks below.
    private let cells: [Int32]

    private static let notChoosing: Int32 = -1
    private static let notPlaced: Int32 = -2

    init(allocation: Allocation, table: ChoiceTable) {
        attendeeCount = table.attendeeCount
        roundCount = table.roundCount
        var cells = [Int32](repeating: RegretMatrix.notChoosing, count: attendeeCount * roundCount)
        for index in 0..<attendeeCount {
            let attendee = AttendeeIndex(index)
            for round in 0..<roundCount where table.standing(of: attendee, round: round) == .choosing {
                let regret = allocation[attendee, round].flatMap { table.regret(of: attendee, in: $0) }
                cells[index * roundCount + round] = regret.map { Int32($0) } ?? RegretMatrix.notPlaced
            }
        }
        self.cells = cells
    }

    func chooses(_ attendee: Int, round: Int) -> Bool {
        cells[attendee * roundCount + round] != RegretMatrix.notChoosing
    }

    func choosesSomewhere(_ attendee: Int) -> Bool {
        (0..<roundCount).contains { chooses(attendee, round: $0) }
    }

    /// 0 where the attendee does not choose.
    func regret(_ attendee: Int, round: Int) -> Int {
        max(0, Int(cells[attendee * roundCount + round]))
    }

    func total(_ attendee: Int) -> Int {
        (0..<roundCount).reduce(0) { $0 + regret(attendee, round: $1) }
    }

    /// The attendee's placements in rounds where they choose, and how many of them are a first choice.
    func placements(ofAttendee attendee: Int) -> (all: Int, first: Int) {
        var all = 0, first = 0
        for cell in cells[attendee * roundCount..<(attendee + 1) * roundCount] {
            if cell >= 0 { all += 1 }
            if cell == 0 { first += 1 }
        }
        return (all, first)
    }

    /// Placements of choosing attendees, of one round or of all.
    func placements(inRound round: Int? = nil) -> Int { count(inRound: round) { $0 >= 0 } }

    /// Placements with regret 0: first choices, ties for the first place included.
    func firstChoices(inRound round: Int? = nil) -> Int { count(inRound: round) { $0 == 0 } }

    /// Attendees with regret above 0 in at least two rounds.
    func disappointedInTwoRounds() -> Int {
        (0..<attendeeCount).count { attendee in
            (0..<roundCount).count { regret(attendee, round: $0) > 0 } >= 2
        }
    }

    /// The total regrets of attendees who choose in at least one round.
    func totalDistribution() -> Distribution {
        var result = Distribution()
        for attendee in 0..<attendeeCount where choosesSomewhere(attendee) { result.add(total(attendee)) }
        return result
    }

    /// The regrets of the attendees who choose in the round.
    func distribution(ofRound round: Int) -> Distribution {
        var result = Distribution()
        for attendee in 0..<attendeeCount where chooses(attendee, round: round) {
            result.add(regret(attendee, round: round))
        }
        return result
    }

    private func count(inRound round: Int?, _ matches: (Int32) -> Bool) -> Int {
        guard let round else { return cells.count(where: matches) }
        return stride(from: round, to: cells.count, by: roundCount).count { matches(cells[$0]) }
    }
}

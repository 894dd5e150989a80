import BreakoutModel

/// The regret of every attendee in every round, looked up once, flat: what all other statistics read.
///
/// A choosing attendee without a session has the regret of `Allocation.regret`, but no placement.
struct RegretMatrix: Sendable {
    let attendeeCount: Int
    let roundCount: Int
    /// Row-major by attendee and round: the regret, the mark below, or -2 - the regret of who is not placed.
    private let cells: [Int32]

    private static let notChoosing: Int32 = -1

    init(allocation: Allocation, table: ChoiceTable) {
        attendeeCount = table.attendeeCount
        roundCount = table.roundCount
        var cells = [Int32](repeating: RegretMatrix.notChoosing, count: attendeeCount * roundCount)
        for index in 0..<attendeeCount {
            let attendee = AttendeeIndex(index)
            for round in 0..<roundCount where table.standing(of: attendee, round: round) == .choosing {
                let regret = Int32(allocation.regret(of: attendee, round: round, in: table) ?? 0)
                let isPlaced = allocation[attendee, round] != nil
                cells[index * roundCount + round] = isPlaced ? regret : -2 - regret
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
        let cell = Int(cells[attendee * roundCount + round])
        return cell >= 0 ? cell : max(0, -2 - cell)
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

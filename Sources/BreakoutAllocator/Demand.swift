import BreakoutModel

/// Seats against people, before anybody is placed.
struct Demand: Sendable {
    /// Per round: people who get a session, and seats (nil: a session without a limit).
    var placed: [Int]
    var seats: [Int?]
    /// Per session: people on duty, people who may be there, and people whose first choice it is.
    var onDuty: [Int]
    var possible: [Int]
    var firstChoices: [Int]
    /// Per session: people on duty there, people who ranked it at all, and people without a preference who may be there.
    var content: [Int]

    init(_ event: Event, _ table: ChoiceTable) {
        let empty = Demand(nobodyOf: event)
        self = Parallel.map(event.attendees.count) { people in
            var piece = empty
            for index in people { piece.add(AttendeeIndex(index), table) }
            return piece
        }.reduce(into: empty) { sum, piece in sum.add(piece) }
    }

    private init(nobodyOf event: Event) {
        placed = Array(repeating: 0, count: event.roundCount)
        onDuty = Array(repeating: 0, count: event.sessions.count)
        possible = onDuty
        firstChoices = onDuty
        content = onDuty
        seats = (0..<event.roundCount).map { round in
            event.sessions(inRound: round).reduce(0 as Int?) { sum, session in
                guard let sum, let capacity = event[session].capacity else { return nil }
                return sum + capacity
            }
        }
    }

    private mutating func add(_ attendee: AttendeeIndex, _ table: ChoiceTable) {
        for round in 0..<placed.count {
            let standing = table.standing(of: attendee, round: round)
            guard standing.isPlaced else { continue }
            placed[round] += 1
            if case .onDuty(let session, _) = standing { onDuty[session.value] += 1 }
            let isChoosing = standing == .choosing
            let rankedCount = isChoosing ? table.rankedCount(of: attendee, round: round) : .max
            for session in table.sessionRanges[round] {
                guard let regret = table.regret(of: attendee, in: SessionIndex(session)) else { continue }
                possible[session] += 1
                if regret < rankedCount { content[session] += 1 }
                if regret == 0 && isChoosing { firstChoices[session] += 1 }
            }
        }
    }

    private mutating func add(_ other: Demand) {
        for round in placed.indices { placed[round] += other.placed[round] }
        for session in onDuty.indices {
            onDuty[session] += other.onDuty[session]
            possible[session] += other.possible[session]
            firstChoices[session] += other.firstChoices[session]
            content[session] += other.content[session]
        }
    }
}

/// What of the demand holds for every way of cancelling sessions: who has a duty at one that may be cancelled may be
/// somewhere else, or nowhere.
struct DemandRange: Sendable {
    /// Per round: people who get a session in any case, and at most.
    var leastPlaced: [Int]
    var mostPlaced: [Int]
    /// Per session: people on duty in any case, and people who may be there.
    var leastOnDuty: [Int]
    var mostPossible: [Int]

    init(_ demand: Demand, _ event: Event, _ table: ChoiceTable, _ variants: [AttendeeIndex: [RuleVariant]]) {
        leastPlaced = demand.placed
        mostPlaced = demand.placed
        leastOnDuty = demand.onDuty
        mostPossible = demand.possible
        for (attendee, variants) in variants {
            for round in 0..<event.roundCount {
                let standing = table.standing(of: attendee, round: round), outlooks = variants.map { $0.rounds[round] }
                let held = standing.isPlaced ? 1 : 0
                leastPlaced[round] += (outlooks.allSatisfy(\.standing.isPlaced) ? 1 : 0) - held
                mostPlaced[round] += (outlooks.contains(where: \.standing.isPlaced) ? 1 : 0) - held
                if case .onDuty(let session, _) = standing { leastOnDuty[session.value] -= 1 }
                if case .onDuty(let session, _) = outlooks.first?.standing,
                    outlooks.allSatisfy({ $0.isOnDuty(at: session) })
                {
                    leastOnDuty[session.value] += 1
                }
                for session in event.sessions(inRound: round) {
                    if standing.isPlaced && table.regret(of: attendee, in: session) != nil {
                        mostPossible[session.value] -= 1
                    }
                    if outlooks.contains(where: { $0.regrets.contains { $0.session == session } }) {
                        mostPossible[session.value] += 1
                    }
                }
            }
        }
    }
}

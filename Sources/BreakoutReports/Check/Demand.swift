import BreakoutModel

/// What people ask for and what there is, counted once over the choice table.
struct Demand: Sendable {
    struct Round: Sendable {
        var choosing = 0
        var noPreference = 0
        var onDuty = 0
        var excused = 0
        var absent = 0

        /// Who gets a seat.
        var placed: Int { choosing + noPreference + onDuty }
    }

    private(set) var rounds: [Round]
    /// By session: people on duty there.
    private(set) var onDuty: [Int]
    /// By session: people whose first choice it is; a tie for the first place counts for each.
    private(set) var firstChoices: [Int]

    init(event: Event, table: ChoiceTable) {
        rounds = Array(repeating: Round(), count: event.roundCount)
        onDuty = Array(repeating: 0, count: event.sessions.count)
        firstChoices = onDuty
        for index in event.attendees.indices {
            for round in 0..<event.roundCount { count(AttendeeIndex(index), round, table) }
        }
    }

    private mutating func count(_ attendee: AttendeeIndex, _ round: Int, _ table: ChoiceTable) {
        switch table.standing(of: attendee, round: round) {
        case .absent: rounds[round].absent += 1
        case .excused: rounds[round].excused += 1
        case .noPreference: rounds[round].noPreference += 1
        case .onDuty(let session, _):
            rounds[round].onDuty += 1
            onDuty[session.value] += 1
        case .choosing:
            rounds[round].choosing += 1
            for session in table.sessionRanges[round]
            where table.regret(of: attendee, in: SessionIndex(session)) == 0 {
                firstChoices[session] += 1
            }
        }
    }
}

import BreakoutModel

/// The numbers of an answer, counted from the placements.
extension Answer {
    func roundSummary(_ round: Int) -> RoundSummary {
        var result = RoundSummary(
            round: round + 1, placed: 0, choosing: 0, profile: [], unlisted: 0, onDuty: 0, noPreference: 0,
            excused: 0, absent: 0, totalRegret: 0)
        for attendee in event.attendees.indices {
            if session(attendee, round) != nil { result.placed += 1 }
            if isUnplaced(attendee, round) { result.unplaced = (result.unplaced ?? 0) + 1 }
            switch outlooks.attendance(attendee, round) {
            case .absent: result.absent += 1
            case .excused: result.excused += 1
            case .onDuty: result.onDuty += 1
            case .noPreference: result.noPreference += 1
            case .choosing:
                result.choosing += 1
                guard let regret = regret(attendee, round) else { continue }
                result.totalRegret += regret
                if isRanked(attendee, round) {
                    result.profile.count(regret)
                } else if session(attendee, round) != nil {
                    result.unlisted += 1
                }
            }
        }
        return result
    }

    func regretSummary() -> RegretSummary {
        var result = RegretSummary(profile: [], total: 0, sumOfSquares: 0, worst: 0)
        for attendee in event.attendees.indices where outlooks.chooses(attendee) {
            let regret = totalRegret(attendee)
            result.profile.count(regret)
            result.total += regret
            result.sumOfSquares += regret * regret
            result.worst = max(result.worst, regret)
        }
        return result
    }

    /// What the stage's number is for this allocation.
    func value(of stage: Stage, lottery: LotteryTable) -> Int {
        switch stage {
        case .unplaced: slots.count { isUnplaced($0, $1) }
        case .unplacedOnDuty:
            slots.count { isUnplaced($0, $1) && !outlooks.attendance($0, $1).isFree }
        case .regretAtLeast(let level): event.attendees.indices.count { totalRegret($0) >= level }
        case .sumOfRegrets: event.attendees.indices.reduce(0) { $0 + totalRegret($1) }
        case .sumOfSquares:
            event.attendees.indices.reduce(0) { $0 + totalRegret($1) * totalRegret($1) }
        case .choices(let choice):
            slots.count { isRanked($0, $1) && regret($0, $1) == choice - 1 }
        case .lottery:
            slots.reduce(0) { sum, slot in
                guard outlooks.attendance(slot.attendee, slot.round).isFree,
                    let session = session(slot.attendee, slot.round)
                else { return sum }
                return sum + lottery.weight(slot.attendee, session)
            }
        case .moves: moves { $0 > 0 }
        case .movesToWorse: moves { $0 == 2 }
        }
    }

    /// The number of published placements of which that became (`ToldPlaces.move`).
    func moves(_ counts: (Int) -> Bool) -> Int {
        guard let told else { return 0 }
        return slots.count { attendee, round in
            guard let session = session(attendee, round), let place = told.place(attendee, round),
                place.session != session
            else { return false }
            return counts(told.move(attendee, round, to: session, outlooks[attendee].rounds[round]))
        }
    }

    /// Every attendee in every round.
    var slots: some Sequence<(attendee: Int, round: Int)> {
        let roundCount = event.roundCount
        return (0..<event.attendees.count * roundCount).lazy.map { ($0 / roundCount, $0 % roundCount) }
    }
}

extension [Int] {
    /// Adds one at the position, with zeros before it where needed.
    fileprivate mutating func count(_ position: Int) {
        while count <= position { append(0) }
        self[position] += 1
    }
}

/// The lottery weights of everyone for every session. What the draw makes of an attendee's key is kept, the weights are
/// finished when they are asked for: a million people with fifty sessions have two hundred megabytes of them.
struct LotteryTable {
    /// By attendee.
    private let states: [UInt64]
    /// By session.
    private let ids: [[UInt8]]

    init(event: Event, seed: UInt64) {
        let lottery = Lottery(seed: seed)
        states = event.attendees.map { lottery.state(attendeeKey: $0.key) }
        ids = event.sessions.map { Array($0.id.utf8) }
    }

    @inline(__always)
    func weight(_ attendee: Int, _ session: Int) -> Int {
        Int(Lottery.weight(states[attendee], sessionID: ids[session]))
    }
}

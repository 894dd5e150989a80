import BreakoutModel

/// Free seats that were given away after a rerun, one by one: each to somebody who wants it more than what they had.
extension Answer {
    /// The answer as it was before, which is what the stages and their proofs are about. Every step is checked on the
    /// way: the seat was free, its taker came from where it says, and gained.
    func beforeFilling(_ filled: [FilledSeat], _ findings: inout Findings) -> Answer {
        guard !filled.isEmpty else { return self }
        let names = Names(event: event)
        var steps: [(attendee: Int, round: Int, from: Int, to: Int)] = []
        for seat in filled {
            guard let attendee = names.attendee(seat.attendee), let from = names.session(seat.from),
                let to = names.session(seat.to), (1...event.roundCount).contains(seat.round),
                event.sessions[from].round == seat.round - 1, event.sessions[to].round == seat.round - 1
            else {
                findings.add(.filledSeatUnknown(seat))
                return self
            }
            steps.append((attendee, seat.round - 1, from, to))
        }
        var before = self
        for (step, seat) in zip(steps, filled).reversed() {
            guard before.session(step.attendee, step.round) == step.to else {
                findings.add(.filledSeatNotTaken(event.person(step.attendee), session: seat.to))
                return self
            }
            before.move(step.attendee, step.round, to: step.from)
        }
        before.replay(steps, &findings)
        findings.looked(at: .filledSeats, filled.count)
        return before
    }

    private func replay(
        _ steps: [(attendee: Int, round: Int, from: Int, to: Int)], _ findings: inout Findings
    ) {
        var now = self
        var counts = [Int](repeating: 0, count: event.sessions.count)
        for (attendee, round) in slots {
            if let session = now.session(attendee, round) { counts[session] += 1 }
        }
        for step in steps {
            let id = event.sessions[step.to].id
            let outlook = outlooks[step.attendee].rounds[step.round]
            if let capacity = event.sessions[step.to].capacity, counts[step.to] >= capacity {
                findings.add(.filledSeatNotFree(event.person(step.attendee), session: id))
            }
            let gains: Bool
            if let was = outlook.regret(of: step.from), let becomes = outlook.option(step.to)?.regret {
                gains = outlook.attendance == .choosing && becomes < was
            } else {
                gains = false
            }
            if !gains { findings.add(.filledSeatWithoutGain(event.person(step.attendee), session: id)) }
            now.move(step.attendee, step.round, to: step.to)
            counts[step.from] -= 1
            counts[step.to] += 1
        }
    }
}

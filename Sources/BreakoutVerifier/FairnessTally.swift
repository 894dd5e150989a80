import BreakoutModel

/// The `fairness` part of the summary, worked out from the definitions at `FairnessSummary`.
extension Answer {
    func fairness() -> FairnessSummary {
        let choosing = event.attendees.indices.filter { outlooks.chooses($0) }
        let regrets = choosing.map(totalRegret)
        let received = choosing.map(received)
        var everybody = GroupTally()
        for one in received { everybody.add(one) }
        return FairnessSummary(
            rounds: (0..<event.roundCount).map(roundFairness), choosing: choosing.count,
            firstChoiceShare: everybody.firstChoiceShare, meanTotalRegret: mean(regrets),
            medianTotalRegret: median(regrets),
            worstTotalRegret: regrets.max() ?? 0,
            twoDisappointments: choosing.count { attendee in
                (0..<event.roundCount).count { (regret(attendee, $0) ?? 0) > 0 } >= 2
            },
            correlations: correlations(), gini: gini(regrets), jain: jain(choosing), lorenz: lorenz(regrets),
            organisations: byOrganisation(received), roles: byRole(received), signUp: bySignUp(received))
    }

    /// In the rounds in which the attendee chooses: how many placements, and how many of them a first choice.
    private func received(_ attendee: Int) -> Received {
        var result = Received(attendee: attendee, regret: totalRegret(attendee))
        for round in 0..<event.roundCount {
            guard let regret = regret(attendee, round), session(attendee, round) != nil else { continue }
            result.placements += 1
            if regret == 0 && isRanked(attendee, round) { result.firsts += 1 }
        }
        return result
    }

    private func roundFairness(_ round: Int) -> RoundFairness {
        let choosing = event.attendees.indices.filter { outlooks.attendance($0, round) == .choosing }
        let regrets = choosing.compactMap { regret($0, round) }
        let firsts = choosing.count { isRanked($0, round) && regret($0, round) == 0 }
        let placed = choosing.count { session($0, round) != nil }
        let envy = envy(round, choosing)
        return RoundFairness(
            round: round + 1, choosing: choosing.count,
            firstChoiceShare: placed == 0 ? nil : Double(firsts) / Double(placed),
            meanRegret: mean(regrets), medianRegret: median(regrets), worstRegret: regrets.max() ?? 0,
            envious: envy.envious, envied: envy.envied, enviedWithoutStrongerWish: envy.unjustly)
    }

    private func envy(_ round: Int, _ choosing: [Int]) -> (envious: Int, envied: Int, unjustly: Int) {
        let free = event.attendees.indices.filter {
            outlooks.attendance($0, round).isFree && session($0, round) != nil
        }
        let range = event.sessionRanges[round]
        var isReceived = [Bool](repeating: false, count: event.sessions.count)
        for attendee in free { if let session = session(attendee, round) { isReceived[session] = true } }
        // By session: the least regret for it among those who envy the people in it.
        var strongest = [Int](repeating: .max, count: event.sessions.count)
        var envious = 0
        for attendee in choosing {
            guard let own = regret(attendee, round), own > 0 else { continue }
            var isEnvious = false
            for session in range where isReceived[session] {
                let wish = outlooks.regret(attendee, session)
                guard wish >= 0 && wish < own else { continue }
                isEnvious = true
                strongest[session] = min(strongest[session], wish)
            }
            if isEnvious { envious += 1 }
        }
        var envied = 0, unjustly = 0
        for attendee in free {
            guard let session = session(attendee, round), strongest[session] < .max else { continue }
            envied += 1
            guard let own = regret(attendee, round), own < strongest[session] else {
                unjustly += 1
                continue
            }
        }
        return (envious, envied, unjustly)
    }

    private func correlations() -> [RoundCorrelation] {
        (0..<event.roundCount).flatMap { a in
            (a + 1..<max(a + 1, event.roundCount)).map { b in
                let pairs = event.attendees.indices.compactMap { attendee -> (Int, Int)? in
                    guard let x = regret(attendee, a), let y = regret(attendee, b) else { return nil }
                    return (x, y)
                }
                return RoundCorrelation(first: a + 1, second: b + 1, coefficient: correlation(pairs))
            }
        }
    }

    private func jain(_ choosing: [Int]) -> Double? {
        let satisfactions = choosing.map { attendee -> Double in
            let worst = (0..<event.roundCount).reduce(0) { sum, round in
                let chooses = outlooks.attendance(attendee, round) == .choosing
                return sum + (chooses ? outlooks.largestRegret(attendee, round) : 0)
            }
            let total = totalRegret(attendee)
            // Without a place the regret is larger than with any session.
            return worst == 0 && total == 0 ? 1 : 1 - Double(total) / Double(max(worst, total))
        }
        let sum = satisfactions.reduce(0, +)
        let squares = satisfactions.reduce(0) { $0 + $1 * $1 }
        return squares == 0 ? nil : sum * sum / (Double(choosing.count) * squares)
    }
}

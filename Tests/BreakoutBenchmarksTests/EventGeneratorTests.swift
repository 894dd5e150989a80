import BreakoutModel
import Testing

@testable import BreakoutBenchmarks

@Suite("Events from the generator")
struct EventGeneratorTests {
    @Test("the same seed makes the same event, another seed another")
    func seeds() {
        let options = GeneratorOptions(attendees: 150, seed: 7, minimums: true)
        var other = options
        other.seed = 8
        let event = EventGenerator.event(options)
        #expect(fingerprint(event) == fingerprint(EventGenerator.event(options)))
        #expect(fingerprint(event) != fingerprint(EventGenerator.event(other)))
    }

    /// Guards against a change of library, compiler or machine that would make other events of the same seed.
    @Test("an event is the same on every machine")
    func acrossMachines() {
        let event = EventGenerator.event(GeneratorOptions(attendees: 300, seed: 2026, minimums: true))
        #expect(fingerprint(event) == 6_189_394_506_498_948_404)
    }

    @Test("options that change one thing leave the rest alone")
    func streams() {
        let plain = GeneratorOptions(attendees: 200, seed: 3, ties: 0)
        var tied = plain
        tied.ties = 1
        let a = EventGenerator.event(plain), b = EventGenerator.event(tied)
        #expect(a.attendees.map(\.absent) == b.attendees.map(\.absent))
        #expect(a.sessions.map(\.capacity) == b.sessions.map(\.capacity))
        #expect(a.duties == b.duties)
        #expect(firstChoices(a).count < firstChoices(b).count)
    }

    @Test("numbers are as asked", arguments: [[3], [4, 6], [20, 30], [1, 2, 3]])
    func sizes(sessionsPerRound: [Int]) {
        let event = EventGenerator.event(
            GeneratorOptions(attendees: 123, sessionsPerRound: sessionsPerRound))
        #expect(event.attendees.count == 123)
        #expect(event.sessionRanges.map(\.count) == sessionsPerRound)
        let sizes = event.organisations.indices.map { index in
            event.attendees.count { $0.organisation?.value == index }
        }
        #expect(sizes.dropLast().allSatisfy { (3...8).contains($0) })
        #expect(sizes.reduce(0, +) == 123)
    }

    @Test("sessions follow each other by the clock, and come in their natural order")
    func timesAndOrder() {
        let event = EventGenerator.event(GeneratorOptions(sessionsPerRound: [12, 3]))
        #expect(event.sessions.map(\.id).prefix(12).last == "1.12")
        #expect(event.sessions[0].time?.text(in: .english) == "10:00–11:00")
        #expect(event.sessions[14].time?.text(in: .english) == "11:30–12:30")
    }

    @Test("seats suffice and minimums can be met, in every round", arguments: [1, 5, 40, 1_000])
    func seats(attendees: Int) {
        for seed in 0..<20 {
            let event = EventGenerator.event(
                GeneratorOptions(
                    attendees: attendees, seed: UInt64(seed), slack: 1...1.1, absent: 0.1, minimums: true))
            for (round, range) in event.sessionRanges.enumerated() {
                let people = event.attendees.count { !$0.absent.contains(round) }
                let sessions = event.sessions[range]
                #expect(sessions.reduce(0) { $0 + ($1.capacity ?? 0) } >= people)
                #expect(sessions.reduce(0) { $0 + $1.minimum } <= people)
                #expect(sessions.allSatisfy { ($0.capacity ?? 0) >= max(1, $0.minimum) })
            }
        }
    }

    @Test("rankings are no longer than asked, have no holes, and some are short, tied, or empty")
    func rankings() {
        let event = EventGenerator.event(
            GeneratorOptions(attendees: 1_000, sessionsPerRound: [4, 9], choices: 5, ties: 0.2))
        var lengths = [Int](repeating: 0, count: 6)
        var tied = 0
        for index in event.attendees.indices {
            for round in 0..<2 {
                let ranks = event.rankings.ranking(of: AttendeeIndex(index), round: round).map(\.rank)
                #expect(ranks.isEmpty || ranks.first == 1)
                #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $1 == $0 || $1 == $0 + 1 })
                lengths[ranks.count] += 1
                if Set(ranks).count < ranks.count { tied += 1 }
            }
        }
        #expect(lengths.allSatisfy { $0 > 0 })
        #expect((200...500).contains(tied))
    }

    @Test("every session has a chair of its own, who is there and chooses nothing in that round")
    func chairs() {
        let event = EventGenerator.event(GeneratorOptions(attendees: 60, absent: 0.2))
        #expect(event.duties.count == event.sessions.count)
        #expect(Set(event.duties.map(\.attendee)).count == event.sessions.count)
        for duty in event.duties {
            guard case .session(let session) = duty.place else { continue }
            let round = event[session].round
            #expect(!event[duty.attendee].absent.contains(round))
            #expect(event.rankings.range(of: duty.attendee, round: round).isEmpty)
        }
    }

    @Test("the most popular session is the first choice of more than one and a half times the mean")
    func popularity() {
        let event = EventGenerator.event(
            GeneratorOptions(attendees: 4_000, sessionsPerRound: [4, 20], ties: 0))
        let choices = firstChoices(event)
        for range in event.sessionRanges {
            let firsts = range.map { session in choices.count { $0.session.value == session } }
            let mean = Double(firsts.reduce(0, +)) / Double(firsts.count)
            #expect(Double(firsts.max() ?? 0) > 1.5 * mean)
        }
    }

    @Test("without skew no session is much more popular than another")
    func noSkew() {
        let event = EventGenerator.event(
            GeneratorOptions(
                attendees: 4_000, sessionsPerRound: [4], popularitySkew: 0, cityTaste: 0, ties: 0, empty: 0))
        let choices = firstChoices(event)
        let firsts = (0..<4).map { session in choices.count { $0.session.value == session } }
        // About 1,000 each (the absent rank too), with a standard deviation of 27; six of those either way.
        #expect(firsts.allSatisfy { (830...1_170).contains($0) })
    }

    @Test("the more a city has in common, the more often colleagues want the same")
    func cityTaste() {
        let agreement = [0.0, 1.0, 3.0].map { taste in
            agreementWithinCities(
                EventGenerator.event(
                    GeneratorOptions(attendees: 3_000, sessionsPerRound: [8], cityTaste: taste, ties: 0)))
        }
        #expect(agreement[0] + 0.05 < agreement[1])
        #expect(agreement[1] + 0.05 < agreement[2])
    }

    /// Whoever ranked something first, and what; both of a tie.
    private func firstChoices(_ event: Event) -> [(attendee: Int, session: SessionIndex)] {
        event.attendees.indices.flatMap { attendee in
            (0..<event.roundCount).flatMap { round in
                event.rankings.ranking(of: AttendeeIndex(attendee), round: round)
                    .filter { $0.rank == 1 }.map { (attendee, $0.session) }
            }
        }
    }

    /// The share of neighbours of one city who have the same first choice.
    private func agreementWithinCities(_ event: Event) -> Double {
        let firsts = firstChoices(event)
        let pairs = zip(firsts, firsts.dropFirst()).filter { a, b in
            event.attendees[a.attendee].organisation == event.attendees[b.attendee].organisation
        }
        return Double(pairs.count { $0.session == $1.session }) / Double(pairs.count)
    }
}

/// 64-bit FNV-1a over everything that the generator draws.
private func fingerprint(_ event: Event) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func absorb(_ number: Int) {
        for shift in stride(from: 0, to: 64, by: 8) {
            hash = (hash ^ UInt64(truncatingIfNeeded: number >> shift) & 0xFF) &* 0x0000_0100_0000_01B3
        }
    }
    for session in event.sessions {
        absorb(session.capacity ?? -1)
        absorb(session.minimum)
    }
    for (index, attendee) in event.attendees.enumerated() {
        absorb(attendee.organisation?.value ?? -1)
        absorb(attendee.registered ?? -1)
        for round in 0..<event.roundCount {
            absorb(attendee.absent.contains(round) ? 1 : 0)
            for entry in event.rankings.ranking(of: AttendeeIndex(index), round: round) {
                absorb(entry.session.value)
                absorb(entry.rank)
            }
        }
    }
    for duty in event.duties { absorb(duty.attendee.value) }
    return hash
}

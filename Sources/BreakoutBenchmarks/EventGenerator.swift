import BreakoutModel

/// Makes events up: any number of attendees and sessions, from a seed, the same on every machine.
///
/// Who comes is drawn first, then the rooms are cut so that they hold everybody, then the chairs are found, and
/// last everybody ranks. Each kind of draw has its own stream of random numbers. Time and memory are linear in
/// attendees × sessions; nothing depends on the order of a `Set` or `Dictionary`, on threads or on a C library.
public enum EventGenerator {
    /// An event with the options' properties. It always has an allocation: every round has seats for all its
    /// people, and minimums fit.
    ///
    /// - Precondition: at least one attendee, one round and one session in each round; at most
    ///   `RoundSet.capacity` rounds; at least one choice; shares within `0...1`.
    public static func event(_ options: GeneratorOptions) -> Event {
        checkOptions(options)
        let absent = absences(options)
        let sessions = sessions(options, absent: absent)
        let chairs = options.duties ? chairs(options, absent: absent) : []
        let organisations = organisations(options)
        let rankings = rankings(options, chairs: chairs, organisations: organisations)
        let attendees = attendees(options, absent: absent, organisations: organisations)
        let duties = chairs.enumerated().compactMap { session, chair in
            chair.map { Duty(attendee: $0, place: .session(SessionIndex(session)), kind: .chair) }
        }
        let count = (organisations.last ?? 0) + 1
        do {
            return try Event(
                settings: Settings(
                    title: "Made-up event \(options.seed)", language: .english, seed: options.seed),
                sessions: sessions, attendees: attendees,
                organisations: (0..<count).map { "City " + padded($0 + 1, below: count + 1) },
                rankings: rankings, duties: duties)
        } catch {
            preconditionFailure("the generator made an event that is none: \(error)")
        }
    }

    private static func checkOptions(_ options: GeneratorOptions) {
        precondition(options.attendees > 0, "an event without attendees")
        precondition(
            (1...RoundSet.capacity).contains(options.sessionsPerRound.count)
                && options.sessionsPerRound.allSatisfy { $0 > 0 },
            "a round without sessions, or too many rounds")
        precondition(options.choices > 0, "a ranking of no choices")
        let shares = [options.ties, options.partial, options.empty, options.absent]
        precondition(shares.allSatisfy { (0...1).contains($0) }, "a share outside 0...1")
    }

    /// A number with zeros before it, so that texts sort like the numbers below the bound.
    static func padded(_ number: Int, below bound: Int) -> String {
        let digits = String(number), width = String(bound - 1).utf8.count
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

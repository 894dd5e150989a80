import BreakoutModel

/// Which rounds have begun: `--frozen-rounds 1`, `--frozen-rounds 1,2`, `--now 13:30`.
struct FrozenRounds {
    private let numbers: [Int]
    private let now: TimeOfDay?

    init(_ arguments: Arguments) throws(Failure) {
        numbers = try FrozenRounds.numbers(arguments.text(.frozenRounds))
        now = try FrozenRounds.time(arguments.text(.now))
    }

    /// As places of rounds from 0. Of rounds by the clock: those of which some session has begun.
    func rounds(of event: Event) throws(Failure) -> RoundSet {
        var rounds = RoundSet()
        for number in numbers {
            guard number <= event.roundCount else {
                throw Failure(
                    .usage,
                    Bilingual(
                        en: "--frozen-rounds \(number): the event has rounds 1 to \(event.roundCount)",
                        nl: "--frozen-rounds \(number): het evenement heeft de rondes 1 tot en met \(event.roundCount)")
                )
            }
            rounds.insert(number - 1)
        }
        guard let now else { return rounds }
        let timed = event.sessions.filter { $0.time != nil }
        guard !timed.isEmpty else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--now needs times: no session has one",
                    nl: "--now heeft tijden nodig: geen deelsessie heeft er een"),
                hints: [
                    Bilingual(
                        en: "name the rounds instead: --frozen-rounds 1", nl: "noem de rondes: --frozen-rounds 1")
                ])
        }
        for session in timed where session.time!.start <= now { rounds.insert(session.round) }
        return rounds
    }

    private static func numbers(_ text: String?) throws(Failure) -> [Int] {
        guard let text else { return [] }
        let words = text.split { ",; ".contains($0) }
        let numbers = words.compactMap { Int($0) }.filter { (1...RoundSet.capacity).contains($0) }
        guard !numbers.isEmpty, numbers.count == words.count else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--frozen-rounds '\(text)' is no list of rounds, such as 1 or 1,2",
                    nl: "--frozen-rounds '\(text)' is geen lijst van rondes, zoals 1 of 1,2"))
        }
        return numbers
    }

    /// `13:30`, `13.30`, with or without `uur`.
    private static func time(_ text: String?) throws(Failure) -> TimeOfDay? {
        guard let text else { return nil }
        var bare = text.lowercased()
        if bare.hasSuffix("uur") { bare.removeLast(3) }
        let parts = bare.split { ":.".contains($0) }.map { $0.filter { $0 != " " } }
        if parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<60).contains(minute), let time = TimeOfDay(minutes: hour * 60 + minute)
        {
            return time
        }
        throw Failure(
            .usage,
            Bilingual(
                en: "--now '\(text)' is no time, such as 13:30", nl: "--now '\(text)' is geen tijd, zoals 13.30 uur"))
    }
}

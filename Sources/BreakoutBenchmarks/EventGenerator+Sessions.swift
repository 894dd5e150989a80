import BreakoutModel

extension EventGenerator {
    /// For each round the positions of its sessions among those of all rounds.
    static func sessionRanges(_ options: GeneratorOptions) -> [Range<Int>] {
        var end = 0
        return options.sessionsPerRound.map { count in
            end += count
            return end - count..<end
        }
    }

    /// The sessions `1.1`, `1.2`, ... of all rounds, with rooms that together hold everybody who is there.
    static func sessions(_ options: GeneratorOptions, absent: [RoundSet]) -> [Session] {
        var generator = SplitMix64(seed: options.seed, stream: Stream.rooms)
        return options.sessionsPerRound.enumerated().flatMap { round, count in
            let people = absent.count { !$0.contains(round) }
            let rooms = rooms(count, holding: people, options, &generator)
            // Half of an even spread: the minimums of a round add up to at most half its people.
            let minimum = options.minimums ? people / (2 * count) : 0
            return rooms.enumerated().map { position, capacity in
                Session(
                    id: "\(round + 1).\(position + 1)", round: round,
                    title: "Session \(round + 1).\(position + 1)", room: "Room \(position + 1)",
                    capacity: capacity, minimum: min(minimum, capacity), time: time(ofRound: round))
            }
        }
    }

    /// Round r (from 0) starts 90 · r minutes after 10:00 and takes an hour; none where the day is over.
    private static func time(ofRound round: Int) -> TimeSpan? {
        let start = 10 * 60 + 90 * round
        guard let from = TimeOfDay(minutes: start), let to = TimeOfDay(minutes: start + 60) else {
            return nil
        }
        return TimeSpan(start: from, end: to)
    }

    /// The capacities of a round's rooms: at least 1 each, at least the people together; a room is up to 2⅓ times
    /// as large as another. Sizes have nothing to do with what people want: that is what makes events hard.
    private static func rooms(
        _ count: Int, holding people: Int, _ options: GeneratorOptions, _ generator: inout SplitMix64
    ) -> [Int] {
        let low = options.slack.lowerBound, high = options.slack.upperBound
        let slack = low + (high - low) * generator.unit()
        let seats = max(people, count, Int(Double(people) * slack))
        let sizes = (0..<count).map { _ in 60 + generator.below(81) }
        let whole = sizes.reduce(0, +)
        var capacities = sizes.map { max(1, seats * $0 / whole) }
        // What rounding down left over goes to the rooms in turn.
        var position = 0
        var left = seats - capacities.reduce(0, +)
        while left > 0 {
            capacities[position % count] += 1
            position += 1
            left -= 1
        }
        return capacities
    }

    /// Of each session the chair: somebody who is there in that round and chairs nothing else; nil where nobody
    /// is left.
    static func chairs(_ options: GeneratorOptions, absent: [RoundSet]) -> [AttendeeIndex?] {
        var generator = SplitMix64(seed: options.seed, stream: Stream.chairs)
        var taken = [Bool](repeating: false, count: options.attendees)
        return options.sessionsPerRound.enumerated().flatMap { round, count in
            (0..<count).map { _ in
                let start = generator.below(options.attendees)
                let free = (0..<options.attendees).lazy
                    .map { (start + $0) % options.attendees }
                    .first { !taken[$0] && !absent[$0].contains(round) }
                guard let free else { return nil }
                taken[free] = true
                return AttendeeIndex(free)
            }
        }
    }
}

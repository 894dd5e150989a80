import BreakoutModel

extension EventGenerator {
    /// Of each attendee the rounds in which they are not there.
    static func absences(_ options: GeneratorOptions) -> [RoundSet] {
        var generator = SplitMix64(seed: options.seed, stream: Stream.absence)
        return (0..<options.attendees).map { _ in
            var absent = RoundSet()
            for round in options.sessionsPerRound.indices where generator.chance(options.absent) {
                absent.insert(round)
            }
            return absent
        }
    }

    /// Of each attendee the organisation, counted from 0: neighbours of 3 to 8 (the last may be smaller).
    static func organisations(_ options: GeneratorOptions) -> [Int] {
        var generator = SplitMix64(seed: options.seed, stream: Stream.organisations)
        var organisations: [Int] = []
        organisations.reserveCapacity(options.attendees + 8)
        var next = 0
        while organisations.count < options.attendees {
            let size = min(3 + generator.below(6), options.attendees - organisations.count)
            organisations.append(contentsOf: repeatElement(next, count: size))
            next += 1
        }
        return organisations
    }

    /// The attendees, with ids of one length, who signed up within thirty days.
    static func attendees(
        _ options: GeneratorOptions, absent: [RoundSet], organisations: [Int]
    ) -> [Attendee] {
        var generator = SplitMix64(seed: options.seed, stream: Stream.registration)
        let firstOfJanuary2026 = 1_767_225_600
        return (0..<options.attendees).map { index in
            let number = padded(index + 1, below: options.attendees + 1)
            return Attendee(
                id: "p" + number, key: "p" + number, name: "Person " + number,
                organisation: OrganisationIndex(organisations[index]), absent: absent[index],
                registered: firstOfJanuary2026 + 60 * generator.below(30 * 24 * 60))
        }
    }

    /// Everybody's rankings. A chair hands in none for the round of the duty.
    static func rankings(
        _ options: GeneratorOptions, chairs: [AttendeeIndex?], organisations: [Int]
    ) -> RankingTable {
        let model = TasteModel(options)
        let ranges = sessionRanges(options)
        var taste = SplitMix64(seed: options.seed, stream: Stream.taste)
        var forms = SplitMix64(seed: options.seed, stream: Stream.forms)
        var cities = SplitMix64(seed: options.seed, stream: Stream.organisationTaste)
        var busy = [RoundSet](repeating: RoundSet(), count: options.attendees)
        for (round, range) in ranges.enumerated() {
            for session in range where session < chairs.count {
                if let chair = chairs[session] { busy[chair.value].insert(round) }
            }
        }
        var table = RankingTable(roundCount: ranges.count, attendeeCapacity: options.attendees)
        var common: [Int64] = []
        for attendee in 0..<options.attendees {
            if attendee == 0 || organisations[attendee] != organisations[attendee - 1] {
                common = model.organisationTaste(&cities)
            }
            let nothing = forms.chance(options.empty)
            table.append(
                ranges.enumerated().map { round, range in
                    let best = model.ranking(
                        of: range, best: min(options.choices, range.count), taste: common, &taste)
                    let form = form(of: best, options, &forms)
                    return nothing || busy[attendee].contains(round) ? [] : form
                })
        }
        return table
    }

    /// What somebody hands in who likes these sessions, best first: perhaps cut short, perhaps with a tie.
    /// The number of draws is always the same.
    private static func form(
        of best: [Int], _ options: GeneratorOptions, _ generator: inout SplitMix64
    ) -> [RankedSession] {
        let short = generator.chance(options.partial), length = generator.next()
        let tied = generator.chance(options.ties), place = generator.next()
        let count = short && best.count > 1 ? 1 + share(length, of: best.count - 1) : best.count
        let tie = tied && count > 1 ? 1 + share(place, of: count - 1) : count
        return best.prefix(count).enumerated().map { position, session in
            RankedSession(SessionIndex(session), rank: position < tie ? position + 1 : position)
        }
    }

    /// A drawn number in `0 ..< bound`.
    private static func share(_ draw: UInt64, of bound: Int) -> Int {
        Int(UInt64(bound).multipliedFullWidth(by: draw).high)
    }
}

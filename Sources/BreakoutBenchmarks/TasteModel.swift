/// What made-up people want, round by round.
///
/// Three things add up to the utility of a session for a person: how popular the session is with everybody
/// (Zipf's law: the k-th session has weight 1/k^skew, and which session is k-th is drawn), how much the person's
/// organisation likes it, and the person's own Gumbel draw. So, given the organisation, rankings follow the
/// Plackett–Luce model (see `GumbelTable`). All sums are in whole numbers: no two machines can disagree.
struct TasteModel: Sendable {
    private let gumbel = GumbelTable.shared
    private let cityTaste: Int64
    /// By session over all rounds.
    private let popularity: [Int64]

    init(_ options: GeneratorOptions) {
        cityTaste = FixedPointLog.fixed(options.cityTaste)
        let skew = FixedPointLog.fixed(options.popularitySkew)
        var generator = SplitMix64(seed: options.seed, stream: Stream.popularity)
        popularity = options.sessionsPerRound.flatMap { count in
            TasteModel.shuffled(count, &generator).map { position in
                -FixedPointLog.times(skew, FixedPointLog.ln(UInt64(position + 1)))
            }
        }
    }

    /// What the people of one organisation have in common: popularity plus the organisation's own taste.
    func organisationTaste(_ generator: inout SplitMix64) -> [Int64] {
        guard cityTaste != 0 else { return popularity }
        return popularity.map { $0 + FixedPointLog.times(cityTaste, gumbel.draw(&generator)) }
    }

    /// One person's best `count` sessions of a round, best first, as positions in `range`. A draw is made for
    /// every session, so the number of draws does not depend on what comes out.
    func ranking(
        of range: Range<Int>, best count: Int, taste: [Int64], _ generator: inout SplitMix64
    ) -> [Int] {
        var best: [(session: Int, utility: Int64)] = []
        best.reserveCapacity(count + 1)
        for session in range {
            let utility = taste[session] + gumbel.draw(&generator)
            if best.count == count {
                guard let worst = best.last, worst.utility < utility else { continue }
                best.removeLast()
            }
            var place = best.count
            while place > 0 && best[place - 1].utility < utility { place -= 1 }
            best.insert((session, utility), at: place)
        }
        return best.map(\.session)
    }

    /// The numbers `0 ..< count` in a drawn order (Fisher, Yates 1938).
    private static func shuffled(_ count: Int, _ generator: inout SplitMix64) -> [Int] {
        var numbers = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            numbers.swapAt(last, generator.below(last + 1))
        }
        return numbers
    }
}

/// The numbers of the streams of random draws, one for each thing that is drawn.
enum Stream {
    static let popularity: UInt64 = 1
    static let organisations: UInt64 = 2
    static let organisationTaste: UInt64 = 3
    static let taste: UInt64 = 4
    static let forms: UInt64 = 5
    static let absence: UInt64 = 6
    static let registration: UInt64 = 7
    static let rooms: UInt64 = 8
    static let chairs: UInt64 = 9
}

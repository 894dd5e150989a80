import Testing

@testable import BreakoutBenchmarks

@Suite("Whole-number logarithms and Gumbel draws")
struct GumbelTableTests {
    private let one = Double(FixedPointLog.one)

    @Test(
        "logarithms are right to nine digits",
        arguments: [
            (1, 0.0), (2, 0.693_147_180_56), (3, 1.098_612_288_67), (10, 2.302_585_092_99),
            (1_000_003, 13.815_513_557_96), (UInt64.max, 44.361_419_555_84),
        ])
    func logarithms(number: UInt64, expected: Double) {
        #expect(abs(Double(FixedPointLog.ln(number)) / one - expected) < 4e-9)
    }

    /// Mean = Euler's constant 0.5772, variance = pi squared / 6 = 1.6449; with 200,000 draws the standard error of
    /// the mean is 0.004.
    @Test("draws have the Gumbel distribution's mean and variance")
    func moments() {
        let table = GumbelTable.shared
        var generator = SplitMix64(seed: 1)
        let draws = (0..<100_000).map { _ in Double(table.draw(&generator)) / one }
        let mean = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
        #expect(abs(mean - 0.5772) < 0.02)
        #expect(abs(variance - 1.6449) < 0.07)
    }

    /// Weights 1 and 1/2 (Zipf with exponent 1): the first comes first with probability 2/3 (Luce 1959).
    @Test("two sessions come first in proportion to their weights")
    func plackettLuce() {
        let options = GeneratorOptions(sessionsPerRound: [2], popularitySkew: 1, cityTaste: 0)
        let model = TasteModel(options)
        var unused = SplitMix64(seed: 1), generator = SplitMix64(seed: 2)
        let taste = model.organisationTaste(&unused)
        let popular = taste[0] > taste[1] ? 0 : 1
        let firsts = (0..<30_000).count { _ in
            model.ranking(of: 0..<2, best: 1, taste: taste, &generator) == [popular]
        }
        #expect(abs(firsts - 20_000) < 500)
    }

    @Test("the generator is SplitMix64: the first numbers of seed 1234567 are the published ones")
    func splitMix() {
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }
}

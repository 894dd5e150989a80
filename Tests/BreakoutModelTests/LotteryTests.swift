import BreakoutModel
import Testing

@Suite struct LotteryTests {
    /// Worked out with a dozen lines of another language from the description at `Lottery`; whoever redoes the draw
    /// must find these.
    @Test(
        "reference values",
        arguments: [
            (1, "ann", "1.1", 2_110_016_635), (1, "ann", "1.2", 1_996_417_741), (2, "ann", "1.1", 933_039_777),
            (20_260_204, "burgemeester, zwolle", "2.6", 4_038_680_521), (UInt64.max, "zoë", "R2-5", 35_360_981),
            (0, "a", "b", 3_769_570_393),
        ] as [(UInt64, String, String, UInt32)])
    func reference(seed: UInt64, key: String, session: String, weight: UInt32) {
        let lottery = Lottery(seed: seed)
        #expect(lottery.weight(attendeeKey: key, sessionID: session) == weight)
        #expect(lottery.weights(attendeeKey: key, sessionIDs: ["x", session]).last == weight)
    }

    @Test("key and session do not run together")
    func separated() {
        let lottery = Lottery(seed: 1)
        #expect(
            lottery.weight(attendeeKey: "ab", sessionID: "c") != lottery.weight(attendeeKey: "a", sessionID: "bc"))
    }

    /// 4,000 weights, mean 2^31 with a standard error of 2^32 / √(12 · 4000) = 2^32 · 0.0046: five of those is 0.023.
    @Test("the weights are spread evenly")
    func even() {
        let lottery = Lottery(seed: 7)
        var sum = 0.0, quarters = [0, 0, 0, 0]
        for person in 0..<400 {
            for weight in lottery.weights(attendeeKey: "p\(person)", sessionIDs: (0..<10).map { "\($0)" }) {
                sum += Double(weight) / 4_294_967_296
                quarters[Int(weight >> 30)] += 1
            }
        }
        #expect(abs(sum / 4000 - 0.5) < 0.023)
        // Each quarter 1,000 with a standard deviation of √(4000 · ¼ · ¾) = 27: five of those is 137.
        #expect(quarters.allSatisfy { abs($0 - 1000) < 137 })
    }
}

import BreakoutModel

/// `benchmark.csv`: a row for each contender on each instance, numbers with a point and no thousands.
public enum BenchmarkTable {
    public static func rows(_ report: BenchmarkReport) -> [[String]] {
        let columns = columns
        return [["instance", "attendees", "contender", "outcome"] + columns.map(\.name)]
            + report.results.map { result in
                let people = report.instances.first { $0.name == result.instance }?.attendees ?? 0
                return [result.instance, "\(people)", result.contender, result.outcome.rawValue]
                    + columns.map { $0.value(result) }
            }
    }

    private struct Column {
        let name: String
        let value: (BenchmarkResult) -> String
    }

    private static var columns: [Column] {
        [
            quality("draws") { Double($0.draws) },
            Column(name: "verified") { $0.quality.map { "\($0.verified)" } ?? "" },
            Column(name: "proven") { $0.quality?.proven.map { "\($0)" } ?? "" },
            Column(name: "profile") { result in
                (result.quality?.profile ?? []).map { text($0) }.joined(separator: " ")
            },
            quality("first choices") { $0.firstChoices }, quality("first choice share") { $0.firstChoiceShare },
            quality("unlisted") { $0.unlisted }, quality("mean regret") { $0.meanRegret },
            quality("worst regret") { $0.worstRegret }, quality("worst of all draws") { Double($0.worstOfAllDraws) },
            quality("total regret") { $0.totalRegret }, quality("sum of squares") { $0.sumOfSquares },
            quality("two disappointments") { $0.twoDisappointments }, quality("gini") { $0.gini },
            quality("jain") { $0.jain }, quality("envious") { $0.envious },
            quality("envied without a stronger wish") { $0.enviedWithoutStrongerWish },
            number("worst above the least") { $0.distance?.worst },
            number("first choices below the most") { $0.distance?.firstChoices },
            number("total above the least") { $0.distance?.totalRegret },
            number("squares above the least") { $0.distance?.sumOfSquares },
            number("late sign-ups") { $0.lateSignUp.map { Double($0.lateSignUps) } },
            number("others moved (mean)") { $0.lateSignUp?.meanMoved },
            number("others moved (most)") { $0.lateSignUp.map { Double($0.mostMoved) } },
            number("people sampled") { $0.misreports.map { Double($0.people) } },
            number("people who gain by a misreport") { $0.misreports.map { Double($0.gainers) } },
            number("spread over draws (mean)") { $0.treatment?.meanSpread },
            number("spread over draws (largest)") { $0.treatment.map { Double($0.largestSpread) } },
            number("runs") { $0.seconds.map { Double($0.runs) } }, number("seconds (median)") { $0.seconds?.median },
            number("seconds (lower quartile)") { $0.seconds?.lowerQuartile },
            number("seconds (upper quartile)") { $0.seconds?.upperQuartile },
            number("outliers") { $0.seconds.map { Double($0.outliers.count) } },
            number("peak bytes") { $0.peakMemoryBytes.map(Double.init) },
            count("attempts", \.attempts), count("moves", \.moves), count("completions", \.completions),
            count("pivots", \.pivots), count("priced", \.priced), count("nodes", \.nodes),
            count("relaxations", \.relaxations),
        ]
    }

    private static func number(_ name: String, _ value: @escaping (BenchmarkResult) -> Double?) -> Column {
        Column(name: name) { value($0).map(text) ?? "" }
    }

    private static func quality(_ name: String, _ value: @escaping (BenchmarkQuality) -> Double?) -> Column {
        number(name) { $0.quality.flatMap(value) }
    }

    private static func count(_ name: String, _ path: KeyPath<BenchmarkCounters, Int>) -> Column {
        number(name) { $0.counters.map { Double($0[keyPath: path]) } }
    }

    /// At most six decimals, no zeros behind them.
    private static func text(_ value: Double) -> String {
        let millionths = (value.magnitude * 1_000_000).rounded()
        guard millionths < 9e15 else { return "\(value)" }
        let whole = Int(millionths) / 1_000_000, part = Int(millionths) % 1_000_000
        var digits = String(part)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return (value < 0 && millionths > 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : "." + digits)
    }
}

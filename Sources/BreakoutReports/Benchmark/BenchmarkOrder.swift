import BreakoutModel

/// Which contender comes before which: on one instance by the worst total regret, then by people with two
/// disappointments, then by the mean total regret, then by first choices. That is the order in which an organiser has to
/// answer for them. Over several instances by the mean place; who has no place on one of them comes after all who have.
struct BenchmarkOrder {
    let report: BenchmarkReport

    /// The results of an instance that have an allocation, the best first.
    func ranked(_ instance: BenchmarkInstance) -> [BenchmarkResult] {
        report.results(of: instance).filter { $0.quality != nil }.enumerated().sorted { a, b in
            let x = key(a.element), y = key(b.element)
            return x == y ? a.offset < b.offset : x.lexicographicallyPrecedes(y)
        }.map(\.element)
    }

    /// Whoever has no allocation there, by the reason why.
    func absences(_ instance: BenchmarkInstance) -> [(outcome: BenchmarkResult.Outcome, contenders: [String])] {
        let results = report.results(of: instance)
        return [BenchmarkResult.Outcome.impossible, .tooSlow, .skipped].compactMap { outcome in
            let names = results.filter { $0.outcome == outcome }.map(\.contender)
            return names.isEmpty ? nil : (outcome, names)
        }
    }

    /// Whether every contender that was run found that no allocation keeps the rules.
    func isImpossible(_ instance: BenchmarkInstance) -> Bool {
        let run = report.results(of: instance).filter { $0.outcome != .skipped }
        return !run.isEmpty && run.allSatisfy { $0.outcome == .impossible }
    }

    /// From 1; equals share a place. What the time limit cut short says nothing about a method: it has no place.
    func place(of contender: String, on instance: BenchmarkInstance) -> Int? {
        let results = report.results(of: instance).filter { $0.quality != nil && !$0.wasCutShort }
        guard let own = results.first(where: { $0.contender == contender }) else { return nil }
        return 1 + results.count { key($0).lexicographicallyPrecedes(key(own)) }
    }

    struct Standing {
        let contender: BenchmarkContender
        let meanPlace: Double
        let firsts: Int
        /// On how many instances it has a place.
        let instances: Int
    }

    /// On how many instances anybody has a place.
    var rankedInstances: Int {
        report.instances.count { instance in report.contenders.contains { place(of: $0.name, on: instance) != nil } }
    }

    /// All contenders with an allocation somewhere: those with a place on most instances first, then the best mean place.
    var standings: [Standing] {
        let all = report.contenders.compactMap { contender -> Standing? in
            let places = report.instances.compactMap { place(of: contender.name, on: $0) }
            guard !places.isEmpty else { return nil }
            return Standing(
                contender: contender, meanPlace: Double(places.reduce(0, +)) / Double(places.count),
                firsts: places.count { $0 == 1 }, instances: places.count)
        }
        return all.enumerated().sorted {
            (-$0.element.instances, $0.element.meanPlace, $0.offset)
                < (-$1.element.instances, $1.element.meanPlace, $1.offset)
        }.map(\.element)
    }

    /// Differences below a thousandth are none.
    private func key(_ result: BenchmarkResult) -> [Int] {
        guard let quality = result.quality else { return [.max] }
        return [result.wasCutShort ? 1 : 0]
            + [
                quality.worstRegret, quality.twoDisappointments, quality.meanRegret ?? 0,
                -(quality.firstChoiceShare ?? 0),
            ].map { Int(($0 * 1000).rounded()) }
    }
}

extension BenchmarkResult {
    /// Whether the time limit decided what came out.
    var wasCutShort: Bool { stopped == true || quality?.proven == false }
}

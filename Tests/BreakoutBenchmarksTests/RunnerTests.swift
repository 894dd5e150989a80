import BreakoutAllocator
import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutBenchmarks

@Suite("The benchmark's runner")
struct RunnerTests {
    private func runner(_ names: [String], repeats: Int = 3) -> BenchmarkRunner {
        BenchmarkRunner(
            contenders: Contender.all(of: names.map { StrategyRegistry.strategy(named: $0)! }), repeats: repeats,
            timeLimit: 600, instruments: .init(verify: { _, _, _, _ in true }, seconds: { 0 }))
    }

    /// Six people, one round: three sessions of two places, and everybody wants A most, then B.
    private var crowd: Event {
        var builder = EventBuilder("crowd")
        for id in ["A", "B", "C"] { builder.session(id, round: 1, capacity: 2) }
        for person in 0..<6 { builder.attendee("p\(person)", registered: person, [["A", "B", "C"]]) }
        return builder.event()
    }

    @Test("numbers of a day that can be worked out by hand")
    func knownNumbers() {
        // However it is done, two people each get A, B and C: regrets 0, 0, 1, 1, 2, 2.
        let (instance, results) = runner(StrategyRegistry.all.map(\.name)).run(
            .init(name: "crowd", event: crowd), done: 0, all: 14)
        #expect(instance.choosing == 6 && instance.sessions == [3])
        #expect(results.count == 14)
        for result in results {
            let quality = result.quality!
            #expect(quality.profile == [2, 2, 2], "\(result.contender)")
            #expect(quality.meanRegret == 1 && quality.worstRegret == 2 && quality.totalRegret == 6)
            #expect(quality.sumOfSquares == 10 && quality.firstChoices == 2 && quality.twoDisappointments == 0)
            #expect(quality.envious == 4, "who has B or C envies who has A")
            #expect(
                result.distance?.worst == 0 && result.distance?.firstChoices == 0 && result.distance?.totalRegret == 0)
        }
        // First come, first served does not depend on the draw; a lottery does.
        #expect(results.last?.contender == "first-come" && results.last?.treatment?.meanSpread == 0)
        #expect(results.first { $0.contender == "serial" }!.treatment!.meanSpread > 0)
    }

    @Test("everything but times and memory is the same again")
    func isDeterministic() {
        let event = EventGenerator.event(GeneratorOptions(attendees: 40, sessionsPerRound: [3, 3], seed: 5))
        func once() -> [BenchmarkResult] {
            runner(["exact", "serial", "immediate", "serial-shares"], repeats: 2).run(
                .init(name: "a", event: event), done: 0, all: 7
            ).1
        }
        for (a, b) in zip(once(), once()) {
            #expect(a.quality?.profile == b.quality?.profile && a.counters == b.counters, "\(a.contender)")
            #expect(a.misreports?.gainers == b.misreports?.gainers && a.misreports?.tried == b.misreports?.tried)
            #expect(a.lateSignUp?.meanMoved == b.lateSignUp?.meanMoved)
            #expect(a.treatment?.meanSpread == b.treatment?.meanSpread)
        }
    }

    @Test("a misreport that pays is found, and none where none pays")
    func manipulability() {
        // The textbook case: X is asked for by two, Y by one. Whoever of the first two loses the draw for X finds Y gone
        // and ends up in Z; asking for Y in the first place would have given a chance at it.
        let event = EventGenerator.event(
            GeneratorOptions(
                attendees: 60, sessionsPerRound: [5], seed: 3, popularitySkew: 1.2, slack: 1.0...1.0, ties: 0,
                partial: 0, empty: 0, duties: false, absent: 0))
        let results = runner(["immediate", "serial", "deferred", "first-come"]).run(
            .init(name: "a", event: event), done: 0, all: 4
        ).1
        #expect(results[0].misreports!.gainers > 0)
        for result in results.dropFirst() {
            #expect(result.misreports!.gainers == 0 && result.misreports!.tried > 0, "\(result.contender)")
        }
    }

    @Test("a late sign-up moves nobody when rooms are empty, and first come, first served moves nobody at all")
    func stability() {
        var roomy = EventBuilder("roomy")
        for id in ["A", "B"] { roomy.session(id, round: 1, capacity: 20) }
        for person in 0..<8 { roomy.attendee("p\(person)", registered: person, [[person % 2 == 0 ? "A" : "B"]]) }
        for result in runner(StrategyRegistry.all.map(\.name), repeats: 1).run(
            .init(name: "roomy", event: roomy.event()), done: 0, all: 14
        ).1 { #expect(result.lateSignUp?.mostMoved == 0, "\(result.contender)") }
        let first = runner(["first-come"], repeats: 1).run(.init(name: "crowd", event: crowd), done: 0, all: 1).1[0]
        #expect(first.lateSignUp?.mostMoved == 0)
    }

    @Test("a day that cannot be done is a result too")
    func impossible() {
        var builder = EventBuilder("full")
        builder.session("A", round: 1, capacity: 1)
        for person in 0..<2 { builder.attendee("p\(person)", [["A"]]) }
        let results = runner(["exact", "serial"]).run(.init(name: "full", event: builder.event()), done: 0, all: 5).1
        #expect(results.allSatisfy { $0.outcome == .impossible && $0.quality == nil })
    }

    /// Serial dictatorship for the first draws, then nothing but waiting for the limit.
    private struct Tiring: Strategy {
        let name = "tiring"
        let summary = Bilingual(en: "tires", nl: "wordt moe")
        let traits = StrategyTraits()
        let wholeDraws: UInt64

        func allocate(_ request: AllocationRequest) -> AllocationOutcome {
            let outcome = StrategyRegistry.strategy(named: "serial")!.allocate(request)
            while request.seed > wholeDraws && !request.control.isOver {}
            return outcome
        }
    }

    @Test("who is too slow is left out and shown as such, and so is whoever never got a turn")
    func leftOut() {
        let everybody = runner(["serial", "snake"])
        let (_, results) = everybody.run(.init(name: "crowd", event: crowd), tooSlow: ["snake"], done: 0, all: 2)
        #expect(results.map(\.outcome) == [.allocated, .tooSlow] && results[1].quality == nil)
        let stopped = BenchmarkRunner(
            contenders: everybody.contenders, repeats: 1, timeLimit: 600,
            instruments: .init(verify: { _, _, _, _ in true }, seconds: { 0 }, isCancelled: { true }))
        let skipped = stopped.run(.init(name: "crowd", event: crowd), done: 0, all: 2).1
        #expect(skipped.map(\.outcome) == [.skipped, .skipped])
    }

    @Test("a draw that the limit cut short is not mixed with whole ones, and the first one is marked")
    func cutShort() {
        func result(wholeDraws: UInt64) -> BenchmarkResult {
            // Seeds count up from 1.
            let contender = Contender(name: "tiring", strategy: Tiring(wholeDraws: wholeDraws), objective: .fair)
            let runner = BenchmarkRunner(
                contenders: [contender], repeats: 5, timeLimit: 0.3,
                instruments: .init(verify: { _, _, _, _ in true }, seconds: { 0 }))
            return runner.run(.init(name: "crowd", event: crowd), done: 0, all: 1).1[0]
        }
        let later = result(wholeDraws: 2)
        #expect(later.quality?.draws == 2 && later.seconds?.runs == 2 && later.stopped == nil)
        let first = result(wholeDraws: 0)
        #expect(first.quality?.draws == 1 && first.seconds?.runs == 1 && first.stopped == true)
        #expect(first.lateSignUp == nil && first.misreports == nil, "what was cut short once would be again")
    }

    @Test(
        "median, quartiles and outliers",
        arguments: [
            ([3.0, 1.0, 2.0], 2.0, 1.5, 2.5, 0), ([1.0, 2.0, 3.0, 4.0], 2.5, 1.5, 3.5, 0), ([5.0], 5.0, 5.0, 5.0, 0),
            ([1.0, 1.1, 1.2, 1.1, 9.0], 1.1, 1.1, 1.2, 1),
        ])
    func times(runs: [Double], median: Double, lower: Double, upper: Double, outliers: Int) {
        let time = BenchmarkTime(runs: runs)
        #expect(time.median == median && time.lowerQuartile == lower && time.upperQuartile == upper)
        #expect(time.outliers.count == outliers && time.runs == runs.count)
        #expect(time.least == runs.min() && time.most == runs.max())
    }
}

@Suite("Instance families")
struct FamilyTests {
    @Test("each has a reason in both languages and instances of its own, and the folder explains it")
    func areExplained() throws {
        let names = InstanceFamily.all.flatMap(\.instances).map(\.name)
        #expect(Set(names).count == names.count)
        for family in InstanceFamily.all {
            #expect(!family.instances.isEmpty && family.reason.english != family.reason.dutch)
            #expect(family.instances.allSatisfy { $0.name.hasPrefix(family.name + "/") })
        }
    }

    @Test("small ones have an allocation", arguments: InstanceFamily.all.map(\.name))
    func arePossible(family: String) {
        for instance in InstanceFamily.family(named: family)!.instances where instance.options.attendees <= 200 {
            let event = instance.event()
            let rules = RuleBook(event)
            #expect(rules.contradictions.isEmpty)
            let request = AllocationRequest(event: event, rules: rules, objective: .fair, seed: 1)
            guard case .allocated = StrategyRegistry.strategy(named: "serial")!.allocate(request) else {
                Issue.record("\(instance.name) has no allocation")
                continue
            }
        }
    }
}
